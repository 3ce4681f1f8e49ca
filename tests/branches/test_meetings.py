"""Organisational life: what a signed record must say, and which branch has missed what in which period."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from branches.choices import MeetingKind, MeetingState, OrganisationKind
from branches.models import Frequency, Meeting, Organisation
from branches.models.frequencies import missed_kinds, missing, with_missed, year_of
from portal.states import Refused
from tests.factories.branches import make_organisation
from tests.factories.meetings import make_meeting

TODAY = timezone.localdate()
DAY = date(2026, 11, 25)


def kinds_missed(organisation, day=DAY):
    """The kinds that the organisation missed in the last whole period before the day."""
    row = with_missed(Organisation.objects.filter(pk=organisation.pk), day).get()
    return {one.kind for one in missed_kinds(row, Frequency.objects.watched())}


@pytest.fixture
def branch(zone):
    """Branch A, founded long ago, with enough members for a committee."""
    Organisation.objects.filter(pk=zone.branch_a.pk).update(founded_on=date(2015, 1, 1), full_members=9)
    return Organisation.objects.get(pk=zone.branch_a.pk)


def test_the_secretary_signs_and_the_adviser_sends_back_with_a_reason(branch, secretary, adviser):
    meeting = make_meeting(branch)
    meeting.record(by=secretary)
    assert (meeting.state, meeting.recorded_by) == (MeetingState.RECORDED, secretary)
    with pytest.raises(Refused):
        meeting.send_back(by=adviser, reason=" ")
    meeting.send_back(by=adviser, reason="照片与日期不符")
    assert (meeting.state, meeting.recorded_by, meeting.sent_back_reason) == ("draft", None, "照片与日期不符")


@pytest.mark.parametrize(
    "fields",
    [
        {"held_on": TODAY + timedelta(days=1)},
        {"present": None},
        {"kind": MeetingKind.PARTY_LESSON, "lesson_by": ""},
        {"kind": MeetingKind.APPRAISAL, "excellent": 1},
        {"kind": MeetingKind.APPRAISAL, "unqualified": None},
    ],
)
def test_what_is_not_complete_cannot_be_signed(branch, secretary, fields):
    meeting = make_meeting(branch, **fields)
    with pytest.raises(Refused):
        meeting.record(by=secretary)


def test_the_database_refuses_grades_that_do_not_add_up(branch, secretary):
    meeting = make_meeting(branch, MeetingKind.APPRAISAL, recorded=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(qualified=7)


def test_a_meeting_of_half_the_members_warns_that_votes_have_no_effect(branch):
    assert make_meeting(branch, MeetingKind.MEMBERS_MEETING, expected=16).cautions()
    assert not make_meeting(branch, MeetingKind.MEMBERS_MEETING, expected=15).cautions()


def test_a_branch_without_meetings_missed_every_rule_that_is_meant_for_it(branch):
    assert kinds_missed(branch) == {
        "members_meeting",
        "committee_meeting",
        "party_lesson",
        "theme_day",
        "organisational_life",
        "appraisal",
    }


@pytest.mark.parametrize(
    ("kind", "held_on", "is_missed"),
    [
        (MeetingKind.THEME_DAY, date(2026, 10, 1), False),
        (MeetingKind.THEME_DAY, date(2026, 10, 31), False),
        (MeetingKind.THEME_DAY, date(2026, 9, 30), True),
        # This month is not over: what was held in it says nothing about the last one.
        (MeetingKind.THEME_DAY, date(2026, 11, 2), True),
        (MeetingKind.MEMBERS_MEETING, date(2026, 7, 1), False),
        (MeetingKind.MEMBERS_MEETING, date(2026, 10, 1), True),
        (MeetingKind.APPRAISAL, date(2025, 12, 31), False),
        (MeetingKind.APPRAISAL, date(2026, 1, 1), True),
    ],
)
def test_the_last_whole_period_counts(branch, kind, held_on, is_missed):
    make_meeting(branch, kind, held_on=held_on, recorded=True)
    assert (kind.value in kinds_missed(branch)) is is_missed


def test_only_signed_records_count_and_joint_ones_for_everybody(zone, branch, secretary):
    draft = make_meeting(branch, held_on=date(2026, 10, 9))
    assert "theme_day" in kinds_missed(branch)
    draft.record(by=secretary)
    assert "theme_day" not in kinds_missed(branch)
    assert "theme_day" in kinds_missed(zone.branch_b)
    make_meeting(branch, held_on=date(2026, 10, 10), partners=[zone.branch_b], recorded=True)
    assert "theme_day" not in kinds_missed(zone.branch_b)


def test_nobody_is_told_to_have_missed_what_is_not_meant_for_it(zone, branch):
    Organisation.objects.filter(pk=branch.pk).update(full_members=6, founded_on=date(2026, 10, 2))
    assert kinds_missed(branch) == set()
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH)
    assert kinds_missed(general) == set()
    assert set(missing(Organisation.objects.all(), DAY)) == {zone.branch_b}
    Organisation.objects.filter(pk=zone.branch_b.pk).update(state="dissolved", dissolved_on=date(2026, 1, 1))
    assert not missing(Organisation.objects.all(), DAY).exists()


def test_who_missed_what_is_one_question_for_all(zone, branch, django_assert_num_queries):
    frequencies = list(Frequency.objects.watched())
    with django_assert_num_queries(1):
        rows = list(with_missed(Organisation.objects.counted(), DAY, frequencies))
        assert all(missed_kinds(row, frequencies) for row in rows)


def test_the_year_shows_held_missed_and_still_due(branch):
    make_meeting(branch, held_on=date(2026, 2, 5), recorded=True)
    make_meeting(branch, held_on=date(2026, 2, 26), recorded=True)
    make_meeting(branch, MeetingKind.PARTY_LESSON, held_on=date(2026, 5, 5), recorded=True)
    lines = {line["frequency"].kind: line["cells"] for line in year_of(branch, 2026, DAY, Frequency.objects.watched())}
    theme = [cell["state"] for cell in lines["theme_day"]]
    assert theme == ["missing", "held", *["missing"] * 8, "open", "none"]
    assert lines["theme_day"][1]["count"] == 2
    lesson = [cell["state"] for cell in lines["party_lesson"]]
    assert lesson == [
        "none",
        "none",
        "missing",
        "none",
        "held",
        "none",
        "none",
        "none",
        "missing",
        "none",
        "none",
        "open",
    ]
    assert lines["appraisal"][11]["state"] == "open"
