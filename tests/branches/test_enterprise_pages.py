"""The pages of enterprises and grids."""

import uuid

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from branches.models import Enterprise, Grid, Process
from tests.factories.branches import make_credit_code, make_enterprise, make_grid

pytestmark = pytest.mark.django_db
CODE = make_credit_code(90_001)


def facts(**changes):
    """A new enterprise as a browser sends it."""
    sent = {"name": "云溪新星工具有限公司", "credit_code": CODE, "trade": "machinery", "submission": uuid.uuid4()}
    return sent | changes


def names(page):
    return [row.name for row in page.context["page"].rows]


def test_everybody_sees_the_enterprises_of_their_place_and_no_others(
    zone, secretary, grid_worker, contact, cadre, official, client_of
):
    for person in (secretary, grid_worker, contact, cadre):
        client = client_of(person)
        assert names(client.get(reverse("enterprises"))) == [zone.enterprise_a.name]
        assert client.get(zone.enterprise_b.get_absolute_url()).status_code == 404
    assert len(names(client_of(official).get(reverse("enterprises")))) == 2


def test_the_neighbour_finds_nothing_by_searching(zone, neighbour, client_of):
    page = client_of(neighbour).get(reverse("enterprises"), {"q": zone.enterprise_a.credit_code})
    assert names(page) == []


def test_an_enterprise_is_found_by_name_code_and_address(zone, official, client_of):
    Enterprise.objects.filter(pk=zone.enterprise_a.pk).update(address="金山西路88号")
    client = client_of(official)
    for typed in ("宏达 电器", zone.enterprise_a.credit_code, "金山西路"):
        assert names(client.get(reverse("enterprises"), {"q": typed})) == [zone.enterprise_a.name]


def test_filters_by_grid_process_and_coverage(zone, official, client_of):
    dust = Process.objects.get_or_create(title="可燃爆粉尘")[0]
    dusty = make_enterprise(grid=zone.grid, processes=[dust])
    client = client_of(official)
    for query, found in (
        ({"grid": zone.grid.name}, {zone.enterprise_a.name, dusty.name}),
        ({"grid": zone.grid.pk}, {zone.enterprise_a.name, dusty.name}),
        ({"process": dust.pk}, {dusty.name}),
        ({"has_branch": "false"}, {dusty.name}),
        ({"has_branch": "true"}, {zone.enterprise_a.name, zone.enterprise_b.name}),
        ({"below": zone.branch_b.pk}, {zone.enterprise_b.name}),
    ):
        assert set(names(client.get(reverse("enterprises"), query))) == found, query


def test_a_form_sent_twice_makes_one_enterprise(zone, official, client_of):
    client, sent = client_of(official), facts(grid=zone.grid.name)
    assert client.post(reverse("enterprise_add"), sent).url == client.post(reverse("enterprise_add"), sent).url
    enterprise = Enterprise.objects.get(credit_code=CODE)
    assert enterprise.grid == zone.grid
    assert enterprise.name_key


@pytest.mark.parametrize("code", [CODE[:-1], CODE[:-1] + ("0" if CODE[-1] != "0" else "1"), "91330784IOSVZ12345"])
def test_a_bad_credit_code_gets_a_sentence(code, zone, official, client_of):
    answer = client_of(official).post(reverse("enterprise_add"), facts(credit_code=code))
    assert answer.status_code == 422
    assert code in str(answer.context["form"].errors["credit_code"])
    assert not Enterprise.objects.filter(name="云溪新星工具有限公司").exists()


def test_a_code_pasted_with_blanks_in_lower_case_is_understood(zone, official, client_of):
    client_of(official).post(reverse("enterprise_add"), facts(credit_code=f" {CODE[:8].lower()} {CODE[8:].lower()} "))
    assert Enterprise.objects.filter(credit_code=CODE).exists()


def test_name_and_code_are_registered_once(zone, official, client_of):
    client = client_of(official)
    twin = client.post(reverse("enterprise_add"), facts(name="云溪 宏达电器有限公司"))
    assert zone.enterprise_a.name in str(twin.context["form"].errors["name"])
    same_code = client.post(reverse("enterprise_add"), facts(credit_code=zone.enterprise_a.credit_code))
    assert same_code.status_code == 422
    assert same_code.context["form"].errors


@pytest.mark.parametrize("field", ["name", "address", "safety_officer_name", "safety_officer_phone", "credit_code"])
def test_a_text_without_end_gets_a_sentence(field, zone, official, client_of):
    answer = client_of(official).post(reverse("enterprise_add"), facts(**{field: "长" * 100_000}))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert len(str(answer.context["form"].errors[field])) < 600


def test_phones_are_masked_in_list_record_and_workbook_and_looks_are_logged(
    zone, grid_worker, official, client_of, sheet_of
):
    Enterprise.objects.filter(pk=zone.enterprise_a.pk).update(safety_officer_phone="13800005678")
    client, url = client_of(grid_worker), zone.enterprise_a.get_absolute_url()
    phones = {"columns": "name,safety_officer_phone"}
    for address in (url, f"{reverse('enterprises')}?columns=name,safety_officer_phone"):
        page = client.get(address).content.decode()
        assert "138****5678" in page
        assert "13800005678" not in page
    book = sheet_of(client_of(official).get(reverse("enterprises"), phones | {"export": "xlsx"}))
    assert any("138****5678" in row for row in book)
    assert "13800005678" in client.post(url, {"reveal": "safety_officer_phone"}).content.decode()
    assert ModelLogEntry.objects.filter(action="portal.reveal", user=grid_worker).count() == 1
    client.get(reverse("enterprise_edit", args=[zone.enterprise_a.pk]))
    assert ModelLogEntry.objects.filter(action="portal.reveal", user=grid_worker).count() == 2


def test_the_safety_officer_keeps_the_contacts_but_not_what_identifies_the_enterprise(zone, contact, client_of):
    url = reverse("enterprise_edit", args=[zone.enterprise_a.pk])
    sent = facts(version=1, name="别的名字", safety_officer_phone="0579-87001234", employees=35, grid="第二网格")
    assert client_of(contact).post(url, sent).status_code == 302
    enterprise = Enterprise.objects.get(pk=zone.enterprise_a.pk)
    assert (enterprise.safety_officer_phone, enterprise.employees) == ("0579-87001234", 35)
    assert (enterprise.name, enterprise.grid, enterprise.organisation) == (
        zone.enterprise_a.name,
        zone.grid,
        zone.branch_a,
    )


def test_the_secretary_sees_but_changes_nothing_and_adds_nothing(zone, secretary, client_of):
    client = client_of(secretary)
    assert client.get(zone.enterprise_a.get_absolute_url()).status_code == 200
    assert client.get(reverse("enterprise_edit", args=[zone.enterprise_a.pk])).status_code == 403
    assert client.get(reverse("enterprise_edit", args=[zone.enterprise_b.pk])).status_code == 404
    assert client.post(reverse("enterprise_add"), facts()).status_code == 403


def test_the_workbook_names_the_dangerous_processes(zone, official, client_of, sheet_of):
    dust, paint = (Process.objects.get_or_create(title=title)[0] for title in ("可燃爆粉尘", "喷涂（喷塑）"))
    zone.enterprise_a.processes.set([dust, paint])
    rows = sheet_of(client_of(official).get(reverse("enterprises"), {"export": "xlsx", "columns": "name,processes"}))
    row = next(row for row in rows if zone.enterprise_a.name in row)
    assert set(row[1].split("、")) == {str(dust), str(paint)}


def test_chosen_columns_come_from_the_ticked_boxes(zone, official, client_of):
    page = client_of(official).get(f"{reverse('enterprises')}?columns=name&columns=address")
    assert [head.get("sorted", "") for head in page.context["heads"]] == ["none", ""]


def test_a_grid_shows_its_enterprises_to_its_worker_and_not_to_others(zone, grid_worker, secretary, client_of):
    client = client_of(grid_worker)
    page = client.get(zone.grid.get_absolute_url()).content.decode()
    assert zone.enterprise_a.name in page
    other = Grid.objects.exclude(pk=zone.grid.pk).first()
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client_of(secretary).get(zone.grid.get_absolute_url()).status_code == 404
    assert client.get(reverse("grid_edit", args=[zone.grid.pk])).status_code == 403


def test_the_list_of_grids_counts_enterprises_and_names_workers_on_page_and_sheet(
    zone, grid_worker, official, client_of, sheet_of
):
    client = client_of(official)
    assert grid_worker.name in client.get(reverse("grids")).content.decode()
    rows = sheet_of(client.get(reverse("grids"), {"export": "xlsx"}))
    assert (zone.grid.name, 1, grid_worker.name) in [row[:3] for row in rows]


def test_a_grid_is_entered_once(zone, official, client_of):
    client = client_of(official)
    make_grid(name="第九网格")
    answer = client.post(reverse("grid_add"), {"name": "第 九 网格", "order": 9})
    assert answer.status_code == 422
    assert client.post(reverse("grid_add"), {"name": "第十网格", "order": 10}).status_code == 302
