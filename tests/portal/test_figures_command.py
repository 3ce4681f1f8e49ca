"""`manage.py figures`: the numbers of the page and the API at the terminal, for a place, a period, as of a day."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.figures import Asked, all_figures, figure
from tests.factories.volunteers import days_ago, make_activity, make_hazard

pytestmark = pytest.mark.django_db


def printed(*words):
    """What the command prints with --json: {key: answer}."""
    output = StringIO()
    call_command("figures", *words, "--json", stdout=output)
    return {one["key"]: one for one in json.loads(output.getvalue())}


def test_without_a_place_every_figure_of_the_zone_is_printed_in_the_order_of_the_catalogue(zone):
    make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    found = printed("--as-of", days_ago(0).isoformat())
    assert list(found) == [one.key for one in all_figures()]
    assert found["hazards.found"] == figure("hazards.found").answer(Asked(days_ago(0))).as_dict() | {
        "name": "发现隐患",
        "unit": found["hazards.found"]["unit"],
        "definition": found["hazards.found"]["definition"],
        "dated": found["hazards.found"]["dated"],
    }


def test_organisation_grid_enterprise_and_task_force_narrow_it_as_the_api_does(zone):
    for enterprise, force in ((zone.enterprise_a, zone.force_a), (zone.enterprise_b, zone.force_b)):
        make_hazard(enterprise=enterprise, task_force=force)
    for word, place in (
        ("--organisation", zone.branch_a),
        ("--grid", zone.grid),
        ("--enterprise", zone.enterprise_a),
        ("--task-force", zone.force_a),
    ):
        assert printed("hazards.found", word, str(place.pk))["hazards.found"]["value"] == 1
        assert printed("hazards.found", word, place.name)["hazards.found"]["value"] == 1
    assert printed("hazards.found", "--organisation", zone.root.name)["hazards.found"]["value"] == 2


def test_a_period_begins_on_its_first_day(zone):
    for day in (1, 40):
        make_activity(zone.force_a, confirmed=True, held_on=days_ago(day))
    answer = printed("activities.total", "--start", days_ago(9).isoformat())["activities.total"]
    assert (answer["value"], answer["start"]) == (1, days_ago(9).isoformat())


def test_what_is_not_kept_by_the_place_is_left_out_and_refused_where_it_was_named(zone):
    assert "organisations.total" not in printed("--grid", zone.grid.name)
    with pytest.raises(CommandError):
        printed("organisations.total", "--grid", zone.grid.name)


@pytest.mark.parametrize(
    "words",
    [
        ("--as-of", "2026-02-30"),
        ("--as-of", "2026-11-01", "--start", "2026-11-02"),
        ("--organisation", "没有这个支部"),
        ("hazards.fuond",),
    ],
    ids=" ".join,
)
def test_what_cannot_be_understood_ends_with_a_sentence(zone, words):
    with pytest.raises(CommandError) as error:
        printed(*words)
    assert words[-2 if len(words) > 1 else 0].strip("-") in str(error.value) or words[-1] in str(error.value)


def test_the_lines_for_people_carry_unit_and_definition(zone):
    output = StringIO()
    call_command("figures", "hazards.found", "--language", "en", stdout=output)
    first, second = output.getvalue().splitlines()
    assert first.split() == ["hazards.found", "0", "hazards"]
    assert second.strip().startswith("Hazards found: Hazards found up to the day")
