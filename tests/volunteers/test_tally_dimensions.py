"""Tallies whose rows are divided once more, and those by dangerous process, of which an enterprise may have several."""

import pytest
from django.urls import reverse

from tests.formulas import sheets, worked_out
from tests.tallied import PERIOD, TABLE_ONLY, make_deeds, tally
from volunteers.views.tallies import ActivityTally, HazardTally

pytestmark = pytest.mark.django_db


@pytest.fixture
def deeds(zone):
    make_deeds(zone)


NESTED = [
    {"rows": "branch", "then": "category", "columns": "month", "measure": ["found", "rectified"]},
    {"rows": "level", "then": "branch", "measure": ["found", "found_rectified", "share", "days_median"]},
    {"rows": "month", "then": "category"},
    {"rows": "process", "then": "level"},
]


@pytest.mark.parametrize("query", NESTED, ids=lambda query: query["rows"])
def test_an_official_counts_lines_within_rows_and_each_group_is_their_sum(query, deeds, official, client_of):
    context = tally(client_of(official), "hazards", **query)
    table, flat = context["table"], tally(client_of(official), "hazards", **query | {"then": ""})["table"]
    groups = [row for row in table["rows"] if row["is_group"]]
    # The groups and the last line are the same table asked without the lines.
    assert [row["label"] for row in groups] == [row["label"] for row in flat["rows"]]
    assert [[one["value"] for one in row["cells"]] for row in [*groups, table["total"]]] == [
        [one["value"] for one in row["cells"]] for row in [*flat["rows"], flat["total"]]
    ]
    assert {row["under"] for row in table["rows"]} - {""} == {
        row["label"] for row in groups if any(one["value"] for one in row["cells"])
    }
    for group in groups:
        lines = [row for row in table["rows"] if row["under"] == group["label"]]
        for place, measure in enumerate(table["measures"]):
            if measure.adds_up:
                assert sum(row["cells"][place]["value"] for row in lines) == group["cells"][place]["value"]
    assert len(context["charts"][0].rows) <= len(groups)


@pytest.mark.parametrize("query", NESTED, ids=lambda query: query["rows"])
def test_in_the_workbook_the_name_of_a_group_stands_beside_its_lines_and_subtotals_are_formulas(
    query, deeds, official, client_of
):
    table = tally(client_of(official), "hazards", **query)["table"]
    answer = client_of(official).get(reverse("tally_hazards"), PERIOD | query | {"export": "xlsx"})
    formulas, values = sheets(b"".join(answer.streaming_content))
    first, merged = 4 + bool(table["bands"]), {str(area) for area in formulas.merged_cells.ranges}
    assert [formulas.cell(3, place).value for place in (1, 2)] == table["stub"]
    for number, line in enumerate([*table["rows"], table["total"]], start=first):
        is_total = line is table["total"]
        inner = None if is_total else "小计" if line["is_group"] else line["label"]
        assert formulas.cell(number, 2).value == inner
        assert formulas.cell(number, 1).value == (line["label"] if is_total or line["is_group"] else None)
        for place, cell in enumerate(line["cells"], start=3):
            expected = "—" if cell["value"] is None else cell["value"]
            assert values.cell(number, place).value == expected
            assert worked_out(formulas, formulas.cell(number, place)) == expected
    sizes = [
        sum(row["under"] == group["label"] for row in table["rows"]) for group in table["rows"] if group["is_group"]
    ]
    assert f"A{first}:A{first + sizes[0]}" in merged or not sizes[0]
    group = next(n for n, row in enumerate(table["rows"], start=first) if row["is_group"] and row["cells"][0]["value"])
    assert str(formulas.cell(group, 3).value).startswith("=SUBTOTAL(9,")


def test_a_hazard_at_an_enterprise_with_two_processes_stands_in_both_and_counts_once(deeds, official, client_of):
    table = tally(client_of(official), "hazards", rows="process", measure="found")["table"]
    assert [row["cells"][0]["value"] for row in table["rows"]] == [5, 5]
    assert table["total"]["cells"][0]["value"] == 5
    assert table["total"]["label"] == "合计（不重复）"


def test_an_activity_at_an_enterprise_with_two_processes_stands_in_both_and_counts_once(deeds, official, client_of):
    table = tally(client_of(official), "activities", rows="process")["table"]
    # Two evenings of ten people for two hours; the third was at an enterprise that runs none.
    assert [[one["value"] for one in row["cells"]] for row in table["rows"]] == [[2, 20, 4, 40]] * 2
    assert [one["value"] for one in table["total"]["cells"]] == [2, 20, 4, 40]
    assert table["total"]["label"] == "合计（不重复）"


@pytest.mark.parametrize("name", ["activities", "hazards"])
def test_the_official_narrows_the_list_to_a_dangerous_process_or_to_none(name, deeds, zone, official, client_of):
    found = []
    for words in (
        {"process": zone.enterprise_a.processes.first().pk},
        {"has_process": "true"},
        {"has_process": "false"},
    ):
        found.append(client_of(official).get(reverse(name), words, headers=TABLE_ONLY).context["page"].count)
    whole = client_of(official).get(reverse(name), headers=TABLE_ONLY).context["page"].count
    assert found[0] == found[1] > 0
    assert found[1] + found[2] == whole


@pytest.mark.parametrize("kind", [ActivityTally, HazardTally])
def test_what_is_kept_of_a_frozen_tally_by_process_are_the_records_of_its_cells(kind, deeds, official):
    asked = kind(PERIOD | {"rows": "process"}, official)
    kept = set(asked.records_counted().values_list("pk", flat=True))
    enterprises = {row.enterprise for row in kind.model.objects.filter(pk__in=kept)}
    assert kept
    assert all(one.processes.exists() for one in enterprises)
