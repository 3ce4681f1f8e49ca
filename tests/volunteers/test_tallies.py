"""Tallies: equal to the figures, every number opening into its records, the workbook equal to the screen."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from branches.choices import Role
from portal.figures import Asked, figure
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import days_ago, make_activity, make_category, make_hazard, make_kind
from volunteers.choices import HazardLevel, HazardState
from volunteers.models import Activity, Discoverer, Hazard

pytestmark = pytest.mark.django_db

# What a list sends where htmx asks: the rows without the page around them.
TABLE_ONLY = {"HX-Request": "true"}
PERIOD = {"start": days_ago(70).isoformat(), "end": days_ago(0).isoformat()}


@pytest.fixture
def deeds(zone):
    """Activities and hazards of two branches and three months."""
    patrol = make_kind("安全生产巡查")
    for day in (1, 35, 65):
        make_activity(zone.force_a, confirmed=True, held_on=days_ago(day), participants=10, hours=2)
        make_activity(zone.force_b, confirmed=True, held_on=days_ago(day), kind=patrol, participants=5)
    make_activity(zone.force_a, confirmed=True, held_on=days_ago(2), partners=[zone.force_b], participants=20)
    make_activity(zone.force_a, held_on=days_ago(2))
    facts = {"task_force": zone.force_a, "enterprise": zone.enterprise_a}
    for day in (3, 38, 66):
        make_hazard(HazardState.CLOSED, found_on=days_ago(day), rechecked_on=days_ago(day - 3), **facts)
    make_hazard(found_on=days_ago(36), category=make_category("粉尘"), level=HazardLevel.MAJOR, **facts)
    make_hazard(found_on=days_ago(36), enterprise=zone.enterprise_b)
    make_hazard(HazardState.VOID, found_on=days_ago(36), **facts)


def tally(client, name, **query):
    """The context of a tally's page."""
    answer = client.get(reverse(f"tally_{name}"), PERIOD | query)
    assert answer.status_code == 200
    return answer.context


def total(context, place=0):
    """A number of the foot."""
    return context["table"]["total"]["cells"][place]["value"]


ACTIVITY_QUESTIONS = [
    {"rows": "month"},
    {"rows": "branch"},
    {"rows": "kind"},
    {"rows": "force"},
    {"rows": "month", "columns": "kind"},
    {"rows": "branch", "columns": "kind"},
    {"rows": "branch", "columns": "month"},
    {"rows": "kind", "columns": "month", "cleanup": "true"},
]
HAZARD_QUESTIONS = [
    {"rows": "month"},
    {"rows": "branch"},
    {"rows": "category"},
    {"rows": "level"},
    {"rows": "grid"},
    {"rows": "source"},
    {"rows": "force"},
    {"rows": "month", "columns": "category"},
    {"rows": "branch", "columns": "month", "measure": "rectified"},
    {"rows": "level", "columns": "branch", "measure": "found_open"},
    {"rows": "month", "columns": "level", "measure": "share"},
    {"rows": "category", "level": "major"},
]


def test_every_number_of_activities_opens_into_as_many(deeds, official, client_of):
    for question in ACTIVITY_QUESTIONS:
        every_cell_opens(client_of(official), "activities", question)


def test_every_number_of_hazards_opens_into_as_many(deeds, official, client_of):
    for question in HAZARD_QUESTIONS:
        every_cell_opens(client_of(official), "hazards", question)


def every_cell_opens(client, name, question):
    """Follow the address of each cell; a sum opens into the records over which it was summed."""
    table = tally(client, name, **question)["table"]
    assert table["rows"], question
    opened = 0
    for row in [*table["rows"], table["total"]]:
        for cell, measure in zip(row["cells"], table["measures"], strict=True):
            if not cell["href"]:
                assert not cell["value"] or not measure.has_unique_total, question
                continue
            page = client.get(cell["href"], headers=TABLE_ONLY)
            assert page.status_code == 200, cell["href"]
            if measure.is_sum:
                field = {"participants": "participants", "hours": "hours"}.get(measure.key, "person_hours")
                assert sum(getattr(r.record, field) for r in page.context["table"].rows) == cell["value"], cell["href"]
            elif not measure.parts:
                assert page.context["page"].count == cell["value"], cell["href"]
            opened += 1
    assert opened


def test_the_foot_equals_the_figures(deeds, official, client_of):
    asked = Asked(days_ago(0), start=days_ago(70), user=official)
    activities = tally(client_of(official), "activities", rows="month")
    keys = ("activities.total", "participations.total", "activities.hours", "activities.person_hours")
    assert [total(activities, n) for n in range(4)] == [figure(key).answer(asked).value for key in keys]
    hazards = tally(client_of(official), "hazards", rows="category")
    assert total(hazards, 0) == figure("hazards.found").answer(asked).value
    assert total(hazards, 1) == figure("hazards.rectified").answer(asked).value
    share = figure("hazards.rectification_share").answer(asked)
    assert hazards["table"]["total"]["cells"][4]["text"] == share.text


def test_found_and_rectified_stand_in_their_own_months(zone, official, client_of):
    make_hazard(HazardState.CLOSED, found_on=days_ago(65), rechecked_on=days_ago(1))
    rows = tally(client_of(official), "hazards", rows="month")["table"]["rows"]
    assert [row["cells"][0]["value"] for row in rows if row["cells"][0]["value"]] == [1]
    assert rows[-1]["cells"][1]["value"] == 1
    assert rows[-1]["cells"][0]["value"] == 0


def test_a_month_in_which_nothing_happened_is_shown(zone, official, client_of):
    make_activity(zone.force_a, confirmed=True, held_on=days_ago(1))
    rows = tally(client_of(official), "activities", rows="month")["table"]["rows"]
    assert len(rows) == 1 + (days_ago(0).year - days_ago(70).year) * 12 + days_ago(0).month - days_ago(70).month


def test_a_joint_activity_is_one_and_credited_to_each_branch(deeds, official, client_of):
    table = tally(client_of(official), "activities", rows="branch")["table"]
    credited = {row["label"]: (row["cells"][0]["value"], row["cells"][-1]["value"]) for row in table["rows"]}
    assert set(credited.values()) == {(4, 4), (3, 4)}
    assert total({"table": table}) == 7
    assert table["total"]["cells"][-1]["href"] == ""


def test_credits_are_not_shown_where_nothing_was_joint(zone, official, client_of):
    make_activity(zone.force_a, confirmed=True)
    table = tally(client_of(official), "activities", rows="branch")["table"]
    assert [measure.key for measure in table["measures"]][-1] != "credited"


def test_the_workbook_equals_the_screen(deeds, official, client_of):
    query = {"rows": "branch", "columns": "month", "measure": "found"}
    table = tally(client_of(official), "hazards", **query)["table"]
    answer = client_of(official).get(reverse("tally_hazards"), PERIOD | query | {"export": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    written = [list(row) for row in sheet.iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(written) if list(row[: len(table["headings"])]) == table["headings"])
    lines = [*table["rows"], table["total"]]
    expected = [[line["label"], *(cell["value"] for cell in line["cells"])] for line in lines]
    assert [list(row[: len(expected[0])]) for row in written[start + 1 :]] == expected


def test_a_secretary_tallies_the_own_branch_only(deeds, secretary, neighbour, client_of):
    assert total(tally(client_of(secretary), "activities", rows="month")) == 4
    # The joint one too: it is credited to the neighbour.
    assert total(tally(client_of(neighbour), "activities", rows="month")) == 4


def test_whoever_may_not_take_the_table_away_is_refused(volunteer, stranger, client_of):
    for person in (volunteer, stranger):
        assert client_of(person).get(reverse("tally_activities")).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        {"start": "2026-02-30"},
        {"start": "2026-05-01", "end": "2026-04-01"},
        {"start": "1900-01-01"},
        {"organisation": "没有这个支部"},
        {"rows": "nonsense"},
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)
def test_a_question_that_cannot_be_answered_gets_a_sentence(query, deeds, official, client_of):
    context = tally(client_of(official), "hazards", **query)
    assert context["form"].errors or context["filter"].form.errors


def test_an_empty_tally_says_so(zone, official, client_of):
    for name in ("activities", "hazards"):
        context = tally(client_of(official), name)
        assert context["table"]["rows"] == [] or total(context) == 0


def test_the_number_of_queries_does_not_grow_with_rows(zone, official, client_of, django_assert_max_num_queries):
    client, query = client_of(official), PERIOD | {"rows": "branch", "columns": "month"}
    make_activity(zone.force_a, confirmed=True)
    client.get(reverse("tally_activities"), query)
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("tally_activities"), query)
    for _ in range(6):
        make_activity(confirmed=True)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("tally_activities"), query)


def test_the_picture_has_both_kinds_of_events(deeds, official, client_of):
    charts = tally(client_of(official), "hazards", rows="month")["charts"]
    assert [len(chart.legend) for chart in charts] == [2]


def test_a_person_of_two_branches_counts_both(deeds, zone, client_of):
    person = make_user()
    for branch in (zone.branch_a, zone.branch_b):
        appoint(person, Role.SECRETARY, branch)
    assert total(tally(client_of(person), "activities")) == Activity.objects.counted().count()
    assert total(tally(client_of(person), "hazards")) == Hazard.objects.counted().count()


def test_a_joint_discovery_is_one_hazard_credited_to_each_branch(zone, official, client_of):
    hazard = make_hazard(task_force=zone.force_a, found_on=days_ago(5))
    Discoverer.credit(hazard, by=official, task_forces=[zone.force_b])
    every_cell_opens(client_of(official), "hazards", {"rows": "branch"})
    table = tally(client_of(official), "hazards", rows="branch")["table"]
    places = {measure.key: place for place, measure in enumerate(table["measures"])}
    assert len(table["rows"]) == 2
    assert [row["cells"][places["credited"]]["value"] for row in table["rows"]] == [1, 1]
    assert total({"table": table}, places["found"]) == 1
