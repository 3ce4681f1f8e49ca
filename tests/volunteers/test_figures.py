"""The figures of activities and hazards, each opening into exactly its records."""

import re
from datetime import date, time

import pytest

from portal.figures import REGISTRY, Asked, figure
from tests.factories.volunteers import days_ago, make_activity, make_hazard, make_kind
from volunteers.choices import HazardLevel, HazardState
from volunteers.models import Hazard

pytestmark = pytest.mark.django_db

FIGURES = (
    "activities.total",
    "activities.cleanups",
    "activities.person_hours",
    "activities.hours",
    "participations.total",
    "hazards.found",
    "hazards.rectified",
    "hazards.open",
    "hazards.overdue",
    "hazards.major",
    "hazards.rectification_share",
)


@pytest.fixture
def deeds(zone):
    """Two branches' activities and hazards of two months, some before the period asked for."""
    for force, day in ((zone.force_a, 3), (zone.force_a, 40), (zone.force_b, 5)):
        make_activity(force, confirmed=True, held_on=days_ago(day), participants=10, hours=2)
    make_activity(zone.force_a, confirmed=True, held_on=days_ago(4), kind=make_kind("安全生产巡查"))
    make_activity(zone.force_a, held_on=days_ago(3))
    facts = {"task_force": zone.force_a, "enterprise": zone.enterprise_a}
    make_hazard(HazardState.CLOSED, found_on=days_ago(40), rechecked_on=days_ago(6), **facts)
    make_hazard(HazardState.VERIFIED, found_on=days_ago(9), rechecked_on=days_ago(8), **facts)
    late = make_hazard(HazardState.RECTIFYING, found_on=days_ago(9), **facts)
    Hazard.objects.filter(pk=late.pk).update(due_on=days_ago(2))
    make_hazard(HazardState.RECTIFYING, found_on=days_ago(2), level=HazardLevel.MAJOR, task_force=zone.force_b)
    make_hazard(HazardState.VOID, found_on=days_ago(2), **facts)


def values(asked):
    """{key: value} of the app's figures."""
    return {key: figure(key).answer(asked).value for key in FIGURES}


def test_all_of_them_are_declared():
    figure(FIGURES[0])
    assert set(FIGURES) <= set(REGISTRY)


def test_each_event_counts_by_its_own_day(deeds):
    asked = Asked(days_ago(0), start=days_ago(30))
    assert values(asked) == {
        "activities.total": 3,
        "activities.cleanups": 2,
        "activities.person_hours": 56,
        "activities.hours": 6,
        "participations.total": 28,
        "hazards.found": 3,
        "hazards.rectified": 2,
        "hazards.open": 2,
        "hazards.overdue": 1,
        "hazards.major": 1,
        "hazards.rectification_share": pytest.approx(1 / 3),
    }


def test_as_of_an_earlier_day_it_is_as_it_was(deeds):
    before = values(Asked(days_ago(7)))
    assert (before["hazards.found"], before["hazards.rectified"], before["hazards.open"]) == (3, 1, 2)
    assert before["activities.total"] == 1


def test_a_branch_counts_its_own(deeds, zone):
    own = values(Asked(days_ago(0), organisation=zone.branch_b))
    assert (own["activities.total"], own["hazards.found"], own["hazards.overdue"]) == (1, 1, 0)


def test_a_person_counts_the_own_scope(deeds, zone, neighbour):
    own = values(Asked(days_ago(0), user=neighbour))
    assert (own["activities.total"], own["hazards.found"]) == (1, 1)


def test_a_share_of_nothing_is_a_dash(zone):
    assert figure("hazards.rectification_share").answer(Asked(days_ago(0))).text == "—"


@pytest.mark.parametrize("start", [None, 30])
def test_a_figure_opens_into_exactly_its_records(start, deeds, official, client_of):
    asked = Asked(days_ago(1), start=start and days_ago(start), user=official)
    client = client_of(official)
    for key in FIGURES:
        page = client.get(figure(key).url(asked), headers={"HX-Request": "true"})
        shown = {row.record.pk for row in page.context["table"].rows}
        assert shown == set(figure(key).rows(asked).values_list("pk", flat=True)), key
        if not figure(key).total and figure(key).of is None:
            assert page.context["page"].count == figure(key).answer(asked).value, key


def test_a_figure_of_a_branch_opens_into_the_branchs_records(deeds, zone, official, client_of):
    asked = Asked(days_ago(0), user=official, organisation=zone.branch_b)
    page = client_of(official).get(figure("hazards.found").url(asked))
    assert page.context["page"].count == 1
    assert re.search(r"organisation=\d+", figure("hazards.found").url(asked))


def test_activities_in_free_time_are_told_by_the_calendar_and_open_into_themselves(zone, commissioner, client_of):
    saturday = make_activity(zone.force_a, confirmed=True, held_on=date(2026, 11, 21))
    evening = make_activity(zone.force_a, confirmed=True, held_on=date(2026, 11, 24), starts_at=time(18))
    make_activity(zone.force_a, confirmed=True, held_on=date(2026, 11, 24), starts_at=time(10))
    make_activity(zone.force_a, confirmed=True, held_on=date(2026, 11, 24))
    one, asked = figure("activities.free_time"), Asked(date(2026, 12, 31), user=commissioner)
    assert one.answer(asked).value == 2
    page = client_of(commissioner).get(one.url(asked))
    assert {row.record.pk for row in page.context["table"].rows} == {saturday.pk, evening.pk}
