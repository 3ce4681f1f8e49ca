"""Training sessions as the tests need them; states are reached through the verbs, never set."""

from datetime import time, timedelta
from itertools import count

from django.utils import timezone

from branches.choices import Attended, TrainingState
from branches.models import Organisation, TrainingSession
from tests.factories.branches import make_organisation

numbers = count(1)


def make_session(
    state=TrainingState.ANNOUNCED, *, organisation=None, days=3, people=(), guests=(), present=(), **fields
):
    """A session so many `days` from today, with `people` (users) and `guests` (names) on its list.

    Held and closed ones count those in `present` as there and everybody else as absent.
    """
    organisation = organisation or Organisation.objects.filter(depth=1).first() or make_organisation()
    is_past = state in (TrainingState.HELD, TrainingState.CLOSED)
    fields = {
        "title": f"第{next(numbers)}期书记培训",
        "held_on": timezone.localdate() + timedelta(days=-abs(days) if is_past else days),
        "starts_at": time(14, 0),
        "place": "一楼报告厅",
        "organisation": organisation,
    } | fields
    session = TrainingSession.objects.create(**fields)
    for user in people:
        session.invite(by=None, user=user)
    for name in guests:
        session.invite(by=None, name=name)
    if state == TrainingState.DRAFT:
        return session
    if not session.invitations.exists() and not session.roles:
        session.invite(by=None, name="来宾")
    session.announce(by=None)
    if not is_past:
        return session
    session.hold(by=None)
    marks = {
        one: (Attended.PRESENT if one.user in present or one.name in present else Attended.ABSENT, "")
        for one in session.invitations.select_related("user")
    }
    session.enter_attendance(marks, by=None, version=session.version)
    session.refresh_from_db()
    return session.close(by=None) if state == TrainingState.CLOSED else session
