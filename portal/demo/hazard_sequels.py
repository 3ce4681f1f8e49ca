"""What follows hazards in the zone: more time, notices, joint discoverers, hazards registered twice, looking again."""

from datetime import timedelta

from portal.demo.entries import date_back, moment, perform
from portal.demo.findings import LOOKED_AGAIN, MORE_TIME
from volunteers.choices import HazardState
from volunteers.models import Discoverer, Extension, Hazard, RectificationNotice, Reinspection, ReinspectionDraw

NOTICES, JOINT = 6, 9


def make_sequels(zone):
    """Everything of it; no hazard changes its state, so that the zone's figures stay what they are."""
    zone.draw_for("sequels")
    ask_for_time(zone)
    write_notices(zone)
    credit_others(zone)
    point_to_originals()
    look_again(zone)


def at_work():
    """The hazards being rectified, the latest deadline first."""
    rows = Hazard.objects.filter(state=HazardState.RECTIFYING).select_related("enterprise").order_by("-due_on", "pk")
    return list(rows)


def ask_for_time(zone):
    """Four requests: one granted to a hazard that is in time, one refused to a late one, two waiting."""
    rows, head = at_work(), zone.logins["head"]
    for hazard, reason, answer in zip((rows[0], rows[-1], rows[1], rows[-2]), MORE_TIME, "gr  ", strict=True):
        officer = zone.safety_officers.get(hazard.enterprise_id) or zone.grid_workers[hazard.enterprise.grid_id]
        until = max(hazard.due_on, zone.today) + timedelta(days=7)
        extension = Extension.ask(hazard, by=officer, until=until, reason=reason)
        if answer == "g":
            extension.grant(by=head, granted_until=until, answer="情况属实，同意；其间每日巡查。")
        elif answer == "r":
            extension.refuse(by=head, answer="整改难度不大，请抓紧完成。")


def write_notices(zone):
    """One a works, for what it has to put right at present; the first ones have been opened."""
    by_works = {}
    for hazard in at_work():
        by_works.setdefault(hazard.enterprise, []).append(hazard)
    for place, (enterprise, hazards) in enumerate(list(by_works.items())[:NOTICES]):
        worker = zone.grid_workers[enterprise.grid_id]
        facts = {"contact_name": worker.name, "contact_phone": worker.phone}
        notice = RectificationNotice.issue(enterprise, hazards, by=worker, **facts)
        issued_on = max(hazard.found_on for hazard in hazards)
        opened_at = moment(zone.today, 8, 20) if place < NOTICES // 2 else None
        rows = RectificationNotice.objects.filter(pk=notice.pk)
        rows.update(issued_on=issued_on, opened_at=opened_at, created_at=moment(issued_on, 16, 40))
        date_back(notice, moment(issued_on, 16, 40), worker)


def credit_others(zone):
    """A second task force at some of the hazards."""
    found = Hazard.objects.exclude(task_force=None).counted().select_related("task_force").order_by("-found_on", "pk")
    rows = []
    for hazard in list(found[: JOINT * 4])[::4]:
        other = zone.lots.choice([force for force in zone.forces if force.pk != hazard.task_force_id])
        facts = {"task_force": other, "organisation_id": other.organisation_id, "credited_by": hazard.finder}
        rows.append(Discoverer(hazard=hazard, credited_at=moment(hazard.found_on, 20, 15), **facts))
    Discoverer.objects.bulk_create(rows)


def point_to_originals():
    """What was declared void as registered twice points to the one that counts."""
    for hazard in Hazard.objects.filter(state=HazardState.VOID).order_by("pk"):
        same = {"enterprise": hazard.enterprise_id, "place": hazard.place, "description": hazard.description}
        if original := Hazard.objects.counted().filter(**same).order_by("pk").first():
            Hazard.objects.filter(pk=hazard.pk).update(duplicate_of=original)


def look_again(zone):
    """Two months drawn: of the older one every hazard has been looked at and holds, of the last one none yet."""
    for months in (2, 1):
        last = zone.today.replace(day=1)
        for _step in range(months):
            last = (last - timedelta(days=1)).replace(day=1)
        draw = ReinspectionDraw.draw(last.year * 100 + last.month, by=zone.logins["head"], seed=f"{last:%Y%m}回头看")
        drawn_on = min((last + timedelta(days=32)).replace(day=3), zone.today)
        ReinspectionDraw.objects.filter(pk=draw.pk).update(drawn_on=drawn_on, created_at=moment(drawn_on, 9))
        date_back(draw, moment(drawn_on, 9), zone.logins["head"])
        if months == 2:
            inspect(zone, draw, drawn_on)


def inspect(zone, draw, drawn_on):
    """Somebody of the team that was drawn goes there, within the fortnight."""
    for one in Reinspection.objects.filter(draw=draw).select_related("hazard__enterprise", "draw", "task_force"):
        day = min(drawn_on + timedelta(days=zone.lots.randint(2, 14)), zone.today)
        member = next((who for who in zone.members[one.task_force_id] if one.may_be_done_by(who)), None)
        if member is not None:
            facts = {"inspected_on": day, "opinion": zone.lots.choice(LOOKED_AGAIN)}
            perform(one, "hold", moment(day, 19, 10), member, **facts)
