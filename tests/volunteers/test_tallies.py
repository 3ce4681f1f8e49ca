"""Tallies: equal to the figures, every number opening into its records, the workbook equal to the screen."""

import pytest
from django.urls import reverse

from branches.choices import Role
from portal.figures import Asked, figure
from tests.factories.branches import make_organisation
from tests.factories.campaigns import make_campaign
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import (
    days_ago,
    make_activity,
    make_hazard,
    make_task_force,
)
from tests.formulas import sheets, worked_out
from tests.tallied import PERIOD, TABLE_ONLY, make_deeds, tally, total
from volunteers.choices import HazardLevel, HazardState
from volunteers.models import Activity, Discoverer, Hazard
from volunteers.views.tallies import HazardTally

pytestmark = pytest.mark.django_db


@pytest.fixture
def deeds(zone):
    make_deeds(zone)


ACTIVITY_QUESTIONS = [
    {"rows": "month"},
    {"rows": "branch"},
    {"rows": "kind"},
    {"rows": "force"},
    {"rows": "month", "columns": "kind"},
    {"rows": "branch", "columns": "kind"},
    {"rows": "branch", "columns": "month"},
    {"rows": "kind", "columns": "month", "cleanup": "true"},
    {"rows": "week"},
    {"rows": "superior", "columns": "year"},
    {"rows": "enterprise"},
    {"rows": "trade"},
    {"rows": "grid", "columns": "quarter"},
    {"rows": "process"},
    {"rows": "kind", "columns": "process", "measure": ["activities", "participants"]},
    {"rows": "process", "columns": "month", "measure": "person_hours"},
    {"rows": "process", "columns": "branch", "measure": "activities"},
    {"rows": "branch", "then": "kind"},
    {"rows": "superior", "then": "branch", "columns": "month", "measure": ["activities", "person_hours"]},
    {"rows": "kind", "then": "process", "columns": "year"},
    {"rows": "year", "then": "month"},
    {"rows": "month", "columns": "year"},
    {"rows": "month", "then": "week"},
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
    {"rows": "quarter"},
    {"rows": "year", "columns": "month"},
    {"rows": "week"},
    {"rows": "superior"},
    {"rows": "line", "columns": "quarter", "measure": "rectified"},
    {"rows": "enterprise"},
    {"rows": "trade", "columns": "level"},
    {"rows": "clause"},
    {"rows": "process"},
    {"rows": "level", "columns": "process"},
    {"rows": "month", "measure": ["found_overdue", "in_time", "in_time_share", "self_found", "self_share"]},
    {"rows": "branch", "end": days_ago(20).isoformat()},
    {"rows": "branch", "then": "category"},
    {"rows": "grid", "then": "level", "columns": "quarter", "measure": ["found", "rectified", "share"]},
    {"rows": "category", "then": "branch", "measure": ["found", "days_median", "share"]},
    {"rows": "level", "then": "process", "columns": "source"},
    {"rows": "week", "columns": "month", "measure": "rectified"},
    {"rows": "quarter", "then": "month", "columns": "level", "end": days_ago(20).isoformat()},
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


def test_the_workbook_equals_the_screen_and_its_formulas_agree(deeds, official, client_of):
    for query in (
        {"rows": "branch", "columns": "month", "measure": "found"},
        {"rows": "branch", "columns": "month", "measure": ["found", "rectified"]},
        {"rows": "level", "measure": ["found", "found_rectified", "share", "days_median"]},
        {"rows": "category"},
    ):
        table = tally(client_of(official), "hazards", **query)["table"]
        answer = client_of(official).get(reverse("tally_hazards"), PERIOD | query | {"export": "xlsx"})
        formulas, values = sheets(b"".join(answer.streaming_content))
        first = 4 + bool(table["bands"])
        lines = [*table["rows"], table["total"]]
        for number, line in enumerate(lines, start=first):
            assert formulas.cell(number, 1).value == line["label"]
            for place, cell in enumerate(line["cells"], start=2):
                expected = "—" if cell["value"] is None else cell["value"]
                assert values.cell(number, place).value == expected
                assert worked_out(formulas, formulas.cell(number, place)) == expected
        assert str(formulas.cell(first + len(lines) - 1, 2).value).startswith("=SUM(")


def test_two_measures_stand_below_each_month(deeds, official, client_of):
    query = {"rows": "level", "columns": "month", "measure": ["found", "rectified"]}
    table = tally(client_of(official), "hazards", **query)["table"]
    assert [width for _label, width in table["bands"]] == [2] * len(table["bands"])
    answer = client_of(official).get(reverse("tally_hazards"), PERIOD | query | {"export": "xlsx"})
    sheet, _values = sheets(b"".join(answer.streaming_content))
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A3:A4", "B3:C3"} <= merged
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.page_setup.fitToWidth in (1, None)


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


def cell(context, row, measure):
    """The text of one cell of a tally with the measures side by side."""
    table = context["table"]
    place = next(place for place, one in enumerate(table["measures"]) if one.key == measure)
    line = next(line for line in [*table["rows"], table["total"]] if line["label"] == row)
    return line["cells"][place]["text"]


def test_days_to_rectify_are_the_median_and_nine_of_ten(zone, official, client_of):
    for days in (1, 2, 3, 4, 100):
        make_hazard(
            HazardState.CLOSED, found_on=days_ago(days + 1), rechecked_on=days_ago(1), level=HazardLevel.GENERAL
        )
    make_hazard(HazardState.CLOSED, found_on=days_ago(9), rechecked_on=days_ago(1), level=HazardLevel.MAJOR)
    query = {"rows": "level", "measure": ["rectified", "days_median", "days_90"], "start": days_ago(200)}
    context = tally(client_of(official), "hazards", **query)
    assert cell(context, "一般", "days_median") == "3"
    assert cell(context, "一般", "days_90") == "100"
    assert cell(context, "重大", "days_median") == "8"
    # All six in one: the lower of the two in the middle, and no sum of the lines above.
    assert cell(context, "合计", "days_median") == "3"
    answer = client_of(official).get(reverse("tally_hazards"), PERIOD | query | {"columns": "source"})
    assert answer.context["table"]["total"]["cells"][-1]["value"] == 100


def test_the_share_found_by_enterprises_has_its_parts(deeds, official, client_of):
    context = tally(client_of(official), "hazards", rows="level", measure=["found", "self_found", "self_share"])
    assert [one["value"] for one in context["table"]["total"]["cells"]] == [6, 1, 1 / 6]


def test_of_those_found_is_as_of_the_last_day_of_the_period(zone, official, client_of):
    make_hazard(HazardState.CLOSED, found_on=days_ago(30), rechecked_on=days_ago(5))
    past = tally(client_of(official), "hazards", rows="level", end=days_ago(10).isoformat())
    assert (cell(past, "一般", "found_rectified"), cell(past, "一般", "found_open")) == ("0", "1")
    now = tally(client_of(official), "hazards", rows="level")
    assert (cell(now, "一般", "found_rectified"), cell(now, "一般", "found_open")) == ("1", "0")


def test_a_period_that_moves_along_ends_today(deeds, official, client_of):
    context = tally(client_of(official), "activities", rows="month", period="year")
    assert context["view"].asked.end == days_ago(0)
    assert context["view"].asked.start.month == context["view"].asked.start.day == 1


def test_a_secretary_is_told_that_the_count_is_partial(deeds, secretary, official, client_of):
    assert tally(client_of(secretary), "hazards")["is_partial"]
    assert not tally(client_of(official), "hazards")["is_partial"]


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_word_and_pdf_are_made(form, deeds, official, client_of):
    answer = client_of(official).get(reverse("tally_hazards"), PERIOD | {"rows": "month", "export": form})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"PK" if form == "docx" else b"%PDF")


def test_what_a_task_force_of_two_branches_did_is_one_and_credited_to_both(zone, official, client_of):
    zone.force_a.further_branches.add(zone.branch_b)
    make_activity(zone.force_a, confirmed=True, held_on=days_ago(2))
    make_activity(zone.force_a, confirmed=True, held_on=days_ago(3), partners=[zone.force_b])
    make_hazard(task_force=zone.force_a, found_on=days_ago(5))
    for name, unique in (("activities", 2), ("hazards", 1)):
        every_cell_opens(client_of(official), name, {"rows": "branch"})
        table = tally(client_of(official), name, rows="branch")["table"]
        credited = [measure.key for measure in table["measures"]].index("credited")
        assert [row["cells"][credited]["value"] for row in table["rows"]] == [unique, unique], name
        assert total({"table": table}) == unique


def test_joined_by_a_task_force_of_two_branches_an_activity_is_credited_to_both(zone, official, client_of):
    zone.force_b.further_branches.add(zone.branch_a)
    third = make_task_force(make_organisation(zone.root))
    make_activity(third, confirmed=True, held_on=days_ago(2), partners=[zone.force_b])
    table = tally(client_of(official), "activities", rows="branch")["table"]
    assert [row["cells"][-1]["value"] for row in table["rows"]] == [1, 1, 1]
    assert total({"table": table}) == 1


def test_head_of_a_grid_and_leader_of_a_sector_count_what_is_theirs(deeds, grid_head, sector_leader, expert, client_of):
    whole = Hazard.objects.exclude(state=HazardState.VOID).count()
    theirs = Hazard.objects.exclude(state=HazardState.VOID).filter(enterprise__name="云溪宏达电器有限公司").count()
    assert theirs == whole - 1
    for person in (grid_head, sector_leader):
        assert total(tally(client_of(person), "hazards", rows="month")) == theirs
    assert client_of(expert).get(reverse("tally_hazards")).status_code == 403


def test_a_campaign_is_a_scope_of_the_tally_and_its_cells_open_the_campaigns_hazards(zone, official, client_of):
    campaign = make_campaign(zone.enterprise_a, opens=-10)
    for day, enterprise in ((2, zone.enterprise_a), (3, zone.enterprise_b), (20, zone.enterprise_a)):
        make_hazard(HazardState.GRADED, found_on=days_ago(day), enterprise=enterprise, task_force=zone.force_a)
    words = {"rows": "level", "campaign": campaign.pk, "start": days_ago(40), "end": days_ago(0)}
    cell = HazardTally(words, official).table()["total"]["cells"][0]
    asked = Asked(days_ago(0), start=days_ago(40), user=official, campaign=campaign)
    assert cell["value"] == figure("hazards.found").answer(asked).value == 1
    assert client_of(official).get(cell["href"]).context["page"].count == 1
    assert client_of(official).get(figure("hazards.found").url(asked)).context["page"].count == 1
    # Chosen in the form of the page, by its name in a list.
    assert str(campaign) in client_of(official).get(reverse("tally_hazards"), words).content.decode()
