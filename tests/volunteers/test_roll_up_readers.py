"""Who reads roll-ups: whoever sees all that they sum up, in tallies and figures; others are answered from the rows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.figures import Asked, figure
from tests.factories.volunteers import (
    days_ago,
    make_activity,
    make_hazard,
    month_start,
)
from volunteers.models import (
    ActivitiesByBranch,
    ActivitiesByKind,
    HazardsByBranch,
    HazardsByCategory,
)
from volunteers.views.tallies import ActivityTally, HazardTally

pytestmark = pytest.mark.django_db


WHOLE = {"start": month_start(3).isoformat(), "end": days_ago(0).isoformat()}


@pytest.fixture
def marked(zone):
    """Activities and hazards; the roll-ups are made to say a hundred more, so that one sees who reads them."""
    for force in (zone.force_a, zone.force_b):
        make_activity(force, confirmed=True, held_on=days_ago(2))
        make_hazard(task_force=force, enterprise=zone.enterprise_a, found_on=days_ago(2))
    ActivitiesByBranch.objects.update(activities=101)
    ActivitiesByKind.objects.update(activities=101)
    HazardsByBranch.objects.update(found=101)
    HazardsByCategory.objects.update(found=101)
    return zone


def first_total(tally, words, who):
    """The first number of the foot."""
    return tally(WHOLE | {"rows": "branch"} | words, who).as_dict()["total"]["values"][0]


@pytest.mark.parametrize("tally", [ActivityTally, HazardTally])
def test_an_official_of_the_whole_zone_reads_roll_ups(tally, marked, official):
    assert first_total(tally, {}, official) == 202
    assert first_total(tally, {"organisation": marked.branch_a.pk}, official) == 101


@pytest.mark.parametrize("tally", [ActivityTally, HazardTally])
def test_a_secretary_reads_them_for_the_own_branch_and_else_counts_what_is_within_reach(
    tally, marked, secretary, neighbour
):
    assert first_total(tally, {"organisation": marked.branch_a.pk}, secretary) == 101
    assert first_total(tally, {}, secretary) < 100
    # Of a branch that is not the own one only what is shared: nothing of what its roll-up says.
    asked = tally(WHOLE | {"rows": "branch", "organisation": marked.branch_a.pk}, neighbour).as_dict()
    assert asked["total"] is None or asked["total"]["values"][0] < 100


@pytest.mark.parametrize(
    "words",
    [
        {"start": (month_start(3) + timedelta(days=1)).isoformat()},
        {"columns": "week"},
        {"columns": "force"},
        {"columns": "enterprise"},
    ],
    ids=lambda words: next(iter(words)) + "-" + next(iter(words.values())),
)
@pytest.mark.parametrize("tally", [ActivityTally, HazardTally])
def test_what_they_do_not_hold_is_counted_from_the_rows(tally, words, marked, official):
    total = tally(WHOLE | {"rows": "branch"} | words, official).as_dict()["total"]["values"]
    assert total[-1 if "columns" in words else 0] == 2


def test_what_changes_by_time_alone_is_counted_from_the_rows(marked, official):
    assert first_total(HazardTally, {"measure": ["found", "found_overdue"]}, official) == 2


FOUND, HELD_ON = "hazards.found", "activities.total"


@pytest.mark.parametrize("key", [FOUND, HELD_ON])
def test_the_desk_and_the_public_read_figures_from_them_and_others_count_what_is_within_reach(
    key, marked, official, secretary, neighbour
):
    one, today = figure(key), days_ago(0)
    assert one.answer(Asked(today, user=official)).value > 100
    assert one.answer(Asked(today, user=official, organisation=marked.branch_a)).value > 100
    assert one.answer(Asked(today, user=secretary, organisation=marked.branch_a)).value > 100
    assert one.public().value > 100
    assert one.answer(Asked(today, user=secretary)).value < 100
    assert one.answer(Asked(today, user=neighbour, organisation=marked.branch_a)).value < 100
    # A day within a month, and narrower places, are counted from the rows.
    assert one.answer(Asked(today, user=official, start=month_start(2) + timedelta(days=1))).value == 2
    assert one.answer(Asked(today, user=official, task_force=marked.force_a)).value == 1


def test_figures_that_change_by_time_alone_or_by_something_not_kept_are_counted(marked, official):
    asked = Asked(days_ago(0), user=official)
    assert figure("hazards.overdue").stored is None
    assert figure("activities.cleanups").ready(asked) is not None
    assert figure("activities.cleanups").ready(replace(asked, organisation=marked.branch_a)) is None


def test_an_account_that_was_closed_is_told_no_stored_figure(marked, official):
    official.is_active = False
    assert figure(FOUND).answer(Asked(days_ago(0), user=official)).value == 0


def test_an_account_that_was_closed_counts_nothing(marked, official):
    official.is_active = False
    assert HazardTally(WHOLE | {"rows": "branch"}, official).as_dict()["rows"] == []
