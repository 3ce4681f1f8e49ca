"""Every list page, found from the map of addresses: queries do not grow with rows, the partial equals the page."""

import re
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from branches.freezing import freeze_figure
from branches.models import (
    ApiToken,
    BranchRectification,
    Deliberation,
    MonthPack,
    Pairing,
    Pledge,
    TransferOfMembership,
)
from portal.figures import Asked, figure
from portal.generic.lists import ListView
from tests.factories.assessments import make_assessment, make_report, make_round, make_team
from tests.factories.branches import make_data_request, make_enterprise, make_grid, make_organisation, make_sector
from tests.factories.campaigns import make_campaign
from tests.factories.hazards import make_draw, make_extension, make_notice
from tests.factories.honours import make_honour
from tests.factories.inspections import make_inspection
from tests.factories.majors import make_stop, make_transfer
from tests.factories.meetings import make_meeting
from tests.factories.members import make_member
from tests.factories.portal import appoint, make_user
from tests.factories.sites import make_check, make_site
from tests.factories.standards import answer_all, make_cycle, make_standard
from tests.factories.training import make_session
from tests.factories.volunteers import days_ago, make_activity, make_certificate, make_hazard, make_task_force
from volunteers.choices import HazardLevel, HazardState


def list_views(patterns=None):
    """(url name, view class) of every list without arguments."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            if getattr(pattern, "app_name", None) is None:
                yield from list_views(pattern.url_patterns)
            continue
        view = getattr(pattern.callback, "view_class", None)
        if view and issubclass(view, ListView) and "<" not in str(pattern.pattern):
            yield pattern.name, view


LISTS = list(list_views())
# Tens of rows, however large the zone and however long it has kept them: nothing to gain by an index.
SHORT = {
    "month_packs",
    "grids",
    "sectors",
    "catalogues",
    "judgement_standards",
    "indicator_catalogues",
    "cycles",
    "assessment_rounds",
    "deliberations",
    "reinspection_draws",
}


def more_rows(zone, n):
    """`n` more rows of everything, all different, so that a forgotten relation costs a query a row."""
    for _ in range(n):
        organisation = make_organisation(zone.root, term_ends_on=timezone.localdate())
        organisation.rename(by=None, name=f"{organisation.name}更名", effective_on=timezone.localdate())
        enterprise = make_enterprise(organisation=organisation, grid=make_grid(), sector=make_sector())
        make_inspection(enterprise)
        force = make_task_force(organisation)
        make_activity(force)
        make_certificate(force, user=make_user())
        make_hazard(enterprise=enterprise, task_force=force)
        facts = {"enterprise": enterprise, "task_force": force}
        make_extension(make_hazard(HazardState.GRADED, **facts))
        make_notice(make_hazard(HazardState.GRADED, **facts))
        freeze_figure(figure("organisations.total"), Asked(timezone.localdate()), title="支部数", by=make_user())
        ApiToken.objects.create(user=make_user(), purpose="大屏")
        make_campaign(enterprise)
        make_data_request(zone.root, organisations=type(organisation).objects.filter(pk=organisation.pk), issued=True)
        MonthPack.objects.create(month=202610, organisation=organisation, author=make_user())
        major = make_hazard(HazardState.RECTIFYING, level=HazardLevel.MAJOR, **facts)
        make_stop(major, ordered=True)
        make_transfer(major)
        make_draw(make_hazard(HazardState.CLOSED, **facts), team=make_task_force(organisation))
        make_check(make_site(organisation))
        make_session(people=[make_user()])
        make_meeting(organisation, partners=[zone.branch_a])
        TransferOfMembership.ask(make_member(organisation), by=None, to_organisation=zone.branch_a)
        secretary = appoint(make_user(), "secretary", organisation)
        cycle = make_cycle(zone.root, covering=type(organisation).objects.filter(pk=organisation.pk))
        answer_all(make_standard(organisation, cycle), by=secretary)
        make_honour(organisation)
        Pledge.objects.create(organisation=organisation, year=2026, text="每周巡查")
        Pairing.objects.create(organisation=organisation, partner=zone.branch_a, start=days_ago(3), purpose="共建")
        assess(organisation)


def assess(organisation):
    """A round of its own in which the organisation is assessed, deliberated on and has something to rectify."""
    round_ = make_round(organisation.get_root(), name=f"{organisation.name}的一轮")
    one = make_assessment(round_, organisation, make_team(round_, organisation.get_root()), visited=True)
    make_report(one, proposal="rectify")
    today = timezone.localdate()
    facts = {"meeting": "党工委会议", "held_on": today, "effective_on": today}
    held = Deliberation.objects.create(office=organisation.get_root(), **facts)
    held.put_on([one], by=None)
    BranchRectification.objects.create(decision=held.decisions.get(), due_on=today)


@pytest.fixture
def everybody(request, zone):
    """One person who may see every list (roles add up)."""
    person = make_user("everybody", name="众人")
    for role in (
        "commissioner",
        "secretary",
        "centre_head",
        "system_administrator",
        "security_administrator",
        "audit_administrator",
    ):
        appoint(person, role, zone.root)
    return person


def test_there_are_lists():
    assert {"organisations", "enterprises", "hazards", "activities", "task_forces", "people"} <= dict(LISTS).keys()


def test_the_number_of_queries_does_not_grow_with_rows(zone, everybody, client_of):
    """Of no list. In one test: the rows take longer to make than the lists to ask."""
    client = client_of(everybody)
    # All columns: those that are hidden at first may forget a relation too.
    addresses = {name: f"{reverse(name)}?columns={','.join(view.table_class.base_columns)}" for name, view in LISTS}

    def queries():
        # Twice: what a filter offers to choose from may have changed, and is drawn anew for everybody.
        for address in addresses.values():
            client.get(address)
        return {name: len(asked(client, address)) for name, address in addresses.items()}

    more_rows(zone, 1)
    few = queries()
    more_rows(zone, 8)
    many = queries()
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
    assert {name: number for name, number in few.items() if number > 60} == {}


def asked(client, address):
    """The queries that an address costs."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return queries.captured_queries


@pytest.mark.parametrize(("name", "view"), [one for one in LISTS if one[0] not in SHORT])
def test_an_index_serves_every_order_that_is_offered(name, view, everybody, rf):
    if connection.vendor != "sqlite":
        pytest.skip("asks SQLite for its plan; the indexes are the same")
    sorts = [column for column, one in view.table_class.base_columns.items() if getattr(one, "sort", None)]
    for sort in ["", *sorts, *(f"-{column}" for column in sorts)]:
        page = view()
        page.setup(rf.get("/", {"sort": sort}))
        page.request.user = everybody
        plan = page.with_related(page.get_queryset()).order_by(*page.sorting())[:51].explain()
        assert not re.search("TEMP B-TREE FOR .*ORDER BY", plan), f"?sort={sort}: {plan}"


def test_what_htmx_asks_for_is_the_table_of_the_page(zone, everybody, client_of):
    more_rows(zone, 2)
    client = client_of(everybody)
    rows = re.compile(r"<tbody>.*?</tbody>", re.S)
    for name, _view in LISTS:
        whole = client.get(reverse(name)).content.decode()
        part = client.get(reverse(name), headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part, name
        assert rows.search(part)[0] == rows.search(whole)[0], name


def test_the_workbook_has_as_many_rows_as_the_count_says(zone, everybody, client_of):
    more_rows(zone, 2)
    client = client_of(everybody)
    for name, view in LISTS:
        assert "export" in view.model.grants, f"{name}: nobody is granted the export"
        page = client.get(reverse(name))
        answer = client.get(reverse(name), {"export": "xlsx"})
        assert answer.status_code == 200, name
        book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
        rows = [row for row in book.active.iter_rows(values_only=True) if sum(cell is not None for cell in row) > 1]
        assert len(rows) - 1 == page.context["page"].count, name
