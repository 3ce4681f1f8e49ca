"""Task forces, activities and hazards as the tests need them; states are reached through the verbs, never set."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from portal.cells import key
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.majors import before_closing, before_recheck, make_plan
from tests.factories.portal import make_user
from volunteers.choices import ActivityState, HazardLevel, HazardState
from volunteers.models import (
    Activity,
    ActivityKind,
    Attendance,
    Hazard,
    HazardCategory,
    ServiceCertificate,
    TaskForce,
    Volunteer,
)

numbers = count(1)
# The way of a hazard; each verb leads to the next state.
WAY = (
    HazardState.REGISTERED,
    HazardState.GRADED,
    HazardState.RECTIFYING,
    HazardState.AWAITING_RECHECK,
    HazardState.VERIFIED,
    HazardState.CLOSED,
)


def days_ago(n):
    """The day `n` days before today."""
    return timezone.localdate() - timedelta(days=n)


def month_start(months_back):
    """The first day of the month so many months ago."""
    day = days_ago(0).replace(day=1)
    for _number in range(months_back):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def make_task_force(organisation=None, **fields):
    """A task force of `organisation` (of a new branch if none is given)."""
    fields = {"name": f"{next(numbers)}号党员突击队"} | fields
    organisation = organisation or make_organisation(make_organisation())
    return TaskForce.objects.create(name_key=key(fields["name"]), organisation=organisation, **fields)


def make_volunteer(task_force, **fields):
    """Somebody on the list of `task_force`."""
    fields = {"name": f"志愿者{next(numbers)}", "start": days_ago(300)} | fields
    return Volunteer.objects.create(task_force=task_force, name_key=key(fields["name"]), **fields)


def make_certificate(task_force, user):
    """A certificate of two hours that `user` served with `task_force`."""
    activity = make_activity(task_force, confirmed=True, held_on=days_ago(20))
    Attendance.objects.create(activity=activity, name=str(user), user=user, hours=Decimal("2"))
    return ServiceCertificate.issue(task_force, by=user, start=days_ago(90), end=days_ago(0), user=user)


def make_kind(title="环境卫生整治", **fields):
    """The kind of activity of this title, which the reference data hold."""
    return ActivityKind.objects.get_or_create(title=title, defaults=fields)[0]


def make_category(title="消防"):
    """The category of hazard of this title, which the reference data hold."""
    return HazardCategory.objects.get_or_create(title=title)[0]


def make_activity(task_force=None, *, state=None, confirmed=False, partners=(), people=(), by=None, **fields):
    """An activity; `people` are (name, hours) pairs. `confirmed` or `state` takes it there by its verbs."""
    fields = {
        "held_on": days_ago(3),
        "kind": fields.get("kind") or make_kind(),
        "place": f"{next(numbers)}号路",
        "participants": len(people) or 8,
        "hours": Decimal("2"),
    } | fields
    wanted = ActivityState.CONFIRMED if confirmed else state or ActivityState.DRAFT
    activity = Activity(task_force=task_force or make_task_force(), entered_by=by, **fields)
    if wanted in (ActivityState.PLANNED, ActivityState.CALLED_OFF):
        activity.state = ActivityState.PLANNED
    activity.settle()
    activity.save()
    activity.partners.set(partners)
    for name, hours in people:
        Attendance.objects.create(activity=activity, name=name, hours=hours)
    if people:
        activity.settle()
        activity.save()
    if wanted == ActivityState.CALLED_OFF:
        activity.call_off(by=make_user(), reason="下雨")
    if wanted == ActivityState.MERGED:
        activity.merge(by=make_user(), into=make_activity(held_on=activity.held_on))
    if wanted in (ActivityState.SUBMITTED, ActivityState.CONFIRMED):
        activity.submit(by=by or make_user())
    if wanted == ActivityState.CONFIRMED:
        activity.confirm(by=make_user())
    return activity


def make_hazard(state=HazardState.REGISTERED, *, due_on=None, rectified_on=None, rechecked_on=None, **fields):
    """A hazard in `state`, taken there by its verbs; each deed is done by somebody else.

    Without days of its own it was found ten days ago, due in five, rectified and re-checked as it was found.
    """
    fields = {
        "found_on": days_ago(10),
        "place": "一号车间",
        "description": f"消防通道堆放货物{next(numbers)}",
        "level": HazardLevel.GENERAL,
    } | fields
    fields.setdefault("category", None)
    fields["category"] = fields["category"] or make_category()
    fields["enterprise"] = fields.get("enterprise") or make_enterprise()
    hazard = Hazard(**fields)
    hazard.settle()
    if not hazard.number:
        hazard.take_number()
    hazard.save()
    if state == HazardState.VOID:
        return hazard.void(by=make_user(), reason="重复登记")
    for step in WAY[1 : WAY.index(state) + 1]:
        take_step(hazard, step, due_on=due_on, rectified_on=rectified_on, rechecked_on=rechecked_on)
    return hazard


def take_step(hazard, step, *, due_on=None, rectified_on=None, rechecked_on=None):
    """The verb that leads to `step`, done by a new person."""
    is_major = hazard.level == HazardLevel.MAJOR
    rectified_on = rectified_on or rechecked_on or hazard.rectified_on or hazard.found_on
    facts = {
        HazardState.GRADED: ("grade", {"level": hazard.level, "due_on": due_on or days_ago(-5), "clause": "GM-1-1"}),
        HazardState.RECTIFYING: ("start_rectifying", {}),
        HazardState.AWAITING_RECHECK: ("rectify", {"rectified_on": rectified_on, "measures": "已清理"}),
        HazardState.VERIFIED: (
            "verify",
            {
                "rechecked_on": rechecked_on or rectified_on,
                "opinion": "已整改",
                "second_rechecker": make_user(name="姚敏") if is_major else None,
            },
        ),
        HazardState.CLOSED: ("close", {"closing_document": "云应急〔2026〕8号"}),
    }
    verb, details = facts[step]
    if is_major and step == HazardState.AWAITING_RECHECK:
        make_plan(hazard, accepted=True, deadline=hazard.due_on)
    if is_major and step == HazardState.CLOSED:
        before_closing(hazard)
        verb, details = "close_major", {}
    getattr(hazard, verb)(by=make_user(), **details)
    if is_major and step == HazardState.AWAITING_RECHECK:
        before_recheck(hazard)


def photo_file(name="现场.jpg", colour="#886644"):
    """A photo as a phone sends it."""
    content = BytesIO()
    Image.new("RGB", (320, 240), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def exe_file(name="现场.jpg"):
    """A program that was given the name of a photo."""
    return SimpleUploadedFile(name, b"MZ\x90\x00" + b"\x00" * 200, "image/jpeg")
