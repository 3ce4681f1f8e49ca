"""Meetings of the party organisations for the tests."""

from datetime import timedelta

from django.utils import timezone

from branches.choices import MeetingKind
from branches.models import Meeting
from tests.factories.portal import make_user


def make_meeting(organisation, kind=MeetingKind.THEME_DAY, *, recorded=False, partners=(), by=None, **fields):
    """A meeting of `organisation`, four days ago unless a day is given; `recorded` signs it by its verb."""
    fields = {
        "held_on": timezone.localdate() - timedelta(days=4),
        "topic": "重温入党誓词",
        "present": 8,
        "lesson_by": "谢艳" if kind == MeetingKind.PARTY_LESSON else "",
    } | fields
    if kind == MeetingKind.APPRAISAL:
        fields = {"excellent": 2, "qualified": 6, "basically_qualified": 0, "unqualified": 0} | fields
    meeting = Meeting.objects.create(organisation=organisation, kind=kind, entered_by=by, **fields)
    meeting.partners.set(partners)
    if recorded:
        meeting.record(by=by or make_user())
    return meeting
