"""What the task forces have ahead of them: planned evenings, one called off; volunteers, doubles, a certificate."""

from datetime import time, timedelta
from decimal import Decimal

from portal.cells import key
from portal.demo import people
from portal.demo.activities import enter, moments, plan
from portal.demo.entries import moment, perform
from volunteers.choices import ActivityState, Presence
from volunteers.models import Activity, ActivityKind, Attendance, ServiceCertificate, Volunteer

CAMPAIGN = "冬季安全生产大检查"
RAIN = "预报有雨，改到下周六。"
VOLUNTEERS_EACH = 3
# (kind, days from today, which task force; None is that of the sample logins).
PLANS = (
    ("环境卫生整治", 2, None),
    ("消防宣传", 5, None),
    ("隐患排查", 3, 4),
    ("安全生产巡查", 6, 9),
    ("防汛", 9, 15),
    ("一巡三查", 12, 21),
)


def make_plans(zone):
    """Volunteers of every task force, then what is planned, called off, entered twice and merged, and certified."""
    zone.draw_for("plans")
    kinds = {kind.title: kind for kind in ActivityKind.objects.all()}
    enrol(zone)
    planned = [ahead(zone, kinds[title], days, place) for title, days, place in PLANS]
    perform(planned[-1], "call_off", moment(zone.ago(0), 9), zone.members[planned[-1].task_force_id][0], reason=RAIN)
    # A day that has come: what was done is still to be logged.
    ahead(zone, kinds["文明劝导"], -1, None)
    share(zone)
    doubles(zone)
    certify(zone)


def enrol(zone):
    """People without a post, some of them no party members."""
    rows = []
    for force in zone.forces:
        for name in {people.name(zone.lots) for _one in range(VOLUNTEERS_EACH)}:
            one = Volunteer(task_force=force, name=name, name_key=key(name), start=zone.ago(200))
            one.is_member = zone.lots.random() < 0.5
            rows.append(one)
    Volunteer.objects.bulk_create(sorted(rows, key=lambda one: (one.task_force_id, one.name_key)), batch_size=200)


def ahead(zone, kind, days, place):
    """An evening planned some days ahead, with those who want to come; every other one together with others."""
    force = zone.home.force if place is None else zone.forces[place]
    activity = plan(zone, kind, 1, force)
    activity.held_on, activity.starts_at = zone.ago(-days), time(18, 30)
    activity.state, activity.campaign = ActivityState.PLANNED, CAMPAIGN
    going = zone.members[force.pk][:4]
    activity.participants, activity.hours = len(going), Decimal("2")
    activity.joined = [other for other in zone.forces[:2] if other != force] if days % 2 else []
    activity.settle()
    activity.save()
    activity.partners.set(activity.joined)
    when = moment(zone.ago(max(2, 2 - days)), 19)
    zone.diary.note(activity, "portal.create", when, going[0])
    Activity.objects.filter(pk=activity.pk).update(created_at=when)
    Attendance.objects.bulk_create(
        Attendance(activity=activity, name=user.name, user=user, hours=0, presence=Presence.PLANNED, was_planned=True)
        for user in going
    )
    return activity


def share(zone):
    """One task force that two branches form together."""
    force = zone.forces[3]
    force.further_branches.add(zone.forces[4].organisation)


def doubles(zone):
    """Two records of the same evening that nobody has merged yet, and two that the secretary has."""
    confirmed = Activity.objects.counted().filter(task_force=zone.home.force).order_by("-held_on", "-pk")
    waiting = Activity.objects.filter(task_force=zone.home.force, state=ActivityState.SUBMITTED).order_by("pk")
    copy(zone, waiting.first())
    if stays := confirmed.first():
        double = copy(zone, stays)
        when = moment(stays.held_on + timedelta(days=2), 9, 30)
        perform(double, "merge", when, zone.secretaries[stays.organisation_id], into=stays)


def copy(zone, activity):
    """The same evening entered once more, by somebody who did not know."""
    again = Activity(entered_by=zone.members[activity.task_force_id][-1])
    again.joined = []
    for name in ("held_on", "starts_at", "task_force", "kind", "place", "enterprise", "participants", "hours"):
        setattr(again, name, getattr(activity, name))
    again.settle()
    enter(zone, again, listed=False)
    Activity.objects.filter(pk=again.pk).update(updated_at=moments(again)[1])
    return again


def certify(zone):
    """A certificate of the sample leader's service."""
    leader = zone.logins["leader"]
    served = Attendance.objects.came().filter(user=leader, activity__task_force=zone.home.force)
    if served.filter(activity__state=ActivityState.CONFIRMED).exists():
        start, end = zone.ago(290), zone.ago(0)
        ServiceCertificate.issue(zone.home.force, by=leader, start=start, end=end, user=leader)
