"""The tallies of organisations and enterprises: every number opens into exactly its records."""

from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from branches.choices import OrganisationKind, SiteState
from branches.models import Process
from tests.factories.branches import make_enterprise, make_grid, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand(zone):
    """Organisations of three kinds at two places, sites accepted on different days; enterprises with processes."""
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH, full_members=5)
    done = {"site_state": SiteState.COMPLETED}
    make_organisation(general, site_accepted_on=date(2026, 3, 1), full_members=4, **done)
    make_organisation(general, kind=OrganisationKind.JOINT_BRANCH, full_members=3)
    make_organisation(zone.root, site_accepted_on=date(2026, 9, 1), level="five_star", **done)
    make_organisation(zone.root, dissolved_on=date(2026, 6, 1))
    dust, paint = (Process.objects.get_or_create(title=title)[0] for title in ("可燃爆粉尘", "喷涂（喷塑）"))
    make_enterprise(processes=[dust, paint], grid=zone.grid, trade="machinery")
    make_enterprise(processes=[dust], trade="textile")
    make_enterprise(processes=[paint], grid=make_grid(), trade="machinery")


def opened(client, cell):
    """What the list behind a cell counts; htmx is sent the rows without the page around them."""
    return client.get(cell["href"], headers={"HX-Request": "true"}).context["page"].count


@pytest.mark.parametrize("end", ["2026-05-31", "2026-10-01"])
def test_every_number_of_the_organisations_opens_into_its_records(end, stand, commissioner, client_of):
    client = client_of(commissioner)
    for rows, columns in product(("parent", "kind", "level", "site"), ("", "kind", "level")):
        every_organisation_is_found(client, rows, columns, end)


def every_organisation_is_found(client, rows, columns, end):
    """Follow each number of the tally by `rows` and `columns` as of `end`."""
    page = client.get(reverse("tally_organisations"), {"rows": rows, "columns": columns, "end": end})
    table = page.context["table"]
    lines = [*table["rows"], table["total"]]
    places = range(len(table["measures"])) if columns and columns != rows else (0, 1)
    for line in lines:
        for place in places:
            if line["cells"][place]["value"]:
                assert opened(client, line["cells"][place]) == line["cells"][place]["value"], (
                    rows,
                    columns,
                    line["label"],
                )
    assert (
        sum(line["cells"][places[-1]]["value"] for line in table["rows"])
        == table["total"]["cells"][places[-1]]["value"]
    )


def test_every_number_of_the_enterprises_opens_into_its_records(stand, official, client_of):
    client = client_of(official)
    for rows, columns in product(("process", "grid", "trade"), ("", "process", "grid", "trade")):
        table = client.get(reverse("tally_enterprises"), {"rows": rows, "columns": columns}).context["table"]
        for line in [*table["rows"], table["total"]]:
            for cell in line["cells"]:
                if cell["value"]:
                    assert opened(client, cell) == cell["value"], (rows, columns, line["label"])


def test_an_enterprise_with_two_processes_counts_in_each_and_once_in_all(stand, official, client_of):
    table = client_of(official).get(reverse("tally_enterprises")).context["table"]
    assert sorted(line["cells"][0]["value"] for line in table["rows"]) == [2, 2]
    assert table["total"]["cells"][0]["value"] == 3


def test_the_share_of_sites_has_the_denominator_of_its_day(stand, commissioner, client_of):
    client = client_of(commissioner)
    shares = {}
    for end in ("2026-05-31", "2026-10-01"):
        table = client.get(reverse("tally_organisations"), {"end": end}).context["table"]
        shares[end] = table["total"]["cells"][2]["value"]
    assert shares == {"2026-05-31": pytest.approx(1 / 7), "2026-10-01": pytest.approx(2 / 6)}


def test_a_secretary_tallies_the_own_branch_only(stand, zone, secretary, volunteer, client_of):
    table = client_of(secretary).get(reverse("tally_organisations")).context["table"]
    assert table["total"]["cells"][0]["value"] == 1
    assert client_of(secretary).get(reverse("tally_enterprises")).status_code == 403
    assert client_of(volunteer).get(reverse("tally_organisations")).status_code == 403


def test_the_workbook_equals_the_screen(stand, commissioner, client_of, sheet_of):
    client = client_of(commissioner)
    table = client.get(reverse("tally_organisations"), {"rows": "kind"}).context["table"]
    rows = sheet_of(client.get(reverse("tally_organisations"), {"rows": "kind", "export": "xlsx"}))
    for line in table["rows"]:
        assert any(row[0] == line["label"] and row[1] == line["cells"][0]["value"] for row in rows)


def test_an_adviser_opens_what_stands_below_an_office_that_is_not_the_advisers_own(zone, adviser, client_of):
    client = client_of(adviser)
    table = client.get(reverse("tally_organisations"), {"rows": "parent"}).context["table"]
    [line] = table["rows"]
    assert line["label"] == "云溪高新区两新工委"
    assert opened(client, line["cells"][0]) == line["cells"][0]["value"] == 1
    # The office itself, and what else stands below it, stay out of sight.
    assert client.get(reverse("organisation", args=[zone.root.pk])).status_code == 404
