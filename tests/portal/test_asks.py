"""The ledger of asks: derived from what the portal asks and what officials register; each sees the own part."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from branches.models import DataRequest, Enterprise, Organisation, RequestAddressee
from portal.asks import asks_of, sources, totals
from portal.generic.kept_data import find
from tests.factories.assessments import make_assessment, make_round, make_team
from tests.factories.branches import make_data_request, make_enterprise, make_organisation
from tests.factories.campaigns import make_campaign
from tests.factories.hazards import make_notice
from tests.factories.sites import make_check, make_site
from tests.factories.standards import make_cycle, make_standard
from tests.factories.training import make_session
from tests.factories.volunteers import make_hazard
from tests.test_access import workbook_text
from volunteers.choices import HazardState

TODAY = timezone.localdate
ALL_ENTERPRISES = Enterprise.objects.all


def month_of(day):
    """The first and the last day that belong to the month of `day`, and no later than it."""
    return day.replace(day=1), day


def asked(user, place, **rows):
    """{kind: Load} of what the record was asked this month."""
    ((_name, record),) = rows.items()
    return {str(one.key): load for one, load in totals(user, place, *month_of(TODAY())).get(record.pk, {}).items()}


@pytest.fixture
def one_of_each(zone, secretary):
    """Branch A and its enterprise are asked everything that the portal can ask."""
    branch = Organisation.objects.filter(pk=zone.branch_a.pk)
    cycle = make_cycle(zone.root, covering=branch)
    make_standard(zone.branch_a, cycle)
    make_check(make_site(zone.branch_a))
    round_ = make_round(zone.root)
    assessment = make_assessment(round_, zone.branch_a, make_team(round_, zone.root), visited=True)
    make_session(people=[secretary])
    make_campaign(zone.enterprise_a)
    make_notice(make_hazard(HazardState.GRADED, enterprise=zone.enterprise_a, task_force=zone.force_a))
    make_data_request(zone.root, organisations=branch, enterprises=ALL_ENTERPRISES(), issued=True)
    return assessment


def test_everything_that_the_portal_asks_is_in_the_ledger(zone, one_of_each, commissioner):
    branch = asked(commissioner, "organisation", branch=zone.branch_a)
    assert {"standardization", "site_check", "materials", "request_to_organisation"} <= branch.keys()
    assert branch["materials"].fields == one_of_each.round.edition.items.count()
    assert branch["site_check"].minutes == 5 + 3 * branch["site_check"].fields
    enterprise = asked(commissioner, "enterprise", enterprise=zone.enterprise_a)
    assert {"self_check", "receipt", "notice", "request_to_enterprise"} <= enterprise.keys()
    assert (enterprise["notice"].fields, enterprise["notice"].minutes) == (3, 15)


def test_a_registered_request_counts_with_the_officials_minutes_and_what_exists_already(zone, commissioner):
    make_data_request(zone.root, organisations=Organisation.objects.filter(pk=zone.branch_a.pk), issued=True)
    load = asked(commissioner, "organisation", branch=zone.branch_a)["request_to_organisation"]
    assert (load.asks, load.fields, load.kept, load.minutes) == (1, 2, 1, 40)


def test_what_is_still_being_drawn_up_is_asked_of_nobody(zone, commissioner, secretary):
    made = make_data_request(zone.root, organisations=Organisation.objects.filter(pk=zone.branch_a.pk))
    assert asked(commissioner, "organisation", branch=zone.branch_a) == {}
    assert not RequestAddressee.objects.visible_to(secretary).exists()
    made.issue(by=commissioner)
    assert RequestAddressee.objects.visible_to(secretary).get().organisation == zone.branch_a
    assert not DataRequest.objects.visible_to(secretary).exists()


def test_what_was_called_off_stays_in_the_month_in_which_it_was_asked(zone, commissioner):
    made = make_data_request(zone.root, organisations=Organisation.objects.filter(pk=zone.branch_a.pk), issued=True)
    made.call_off(by=commissioner, reason="数据已有")
    assert asked(commissioner, "organisation", branch=zone.branch_a)["request_to_organisation"].asks == 1


def test_another_month_holds_nothing_of_this_one(zone, one_of_each, commissioner):
    for place in ("organisation", "enterprise"):
        assert not totals(commissioner, place, date(2020, 1, 1), date(2020, 1, 31))


def test_a_secretary_sees_what_the_own_branch_was_asked_and_nothing_of_the_neighbour(
    zone, one_of_each, secretary, neighbour, client_of
):
    make_data_request(
        zone.root, name="只问乙", organisations=Organisation.objects.filter(pk=zone.branch_b.pk), issued=True
    )
    page = client_of(secretary).get(reverse("asks")).content.decode()
    assert zone.branch_a.name in page
    assert zone.branch_b.name not in page
    own = client_of(secretary).get(reverse("asks_of_organisation", args=[zone.branch_a.pk])).content.decode()
    assert "企业用工情况摸底" in own
    assert "只问乙" not in own
    assert client_of(secretary).get(reverse("asks_of_organisation", args=[zone.branch_b.pk])).status_code == 404
    assert (
        "只问乙" in client_of(neighbour).get(reverse("asks_of_organisation", args=[zone.branch_b.pk])).content.decode()
    )


def test_the_safety_officer_finds_the_own_enterprise(zone, one_of_each, contact, client_of):
    page = client_of(contact).get(reverse("asks")).content.decode()
    assert zone.enterprise_a.name in page
    assert zone.enterprise_b.name not in page
    assert client_of(contact).get(reverse("asks_of_enterprise", args=[zone.enterprise_a.pk])).status_code == 200


def test_who_sees_only_a_part_is_told_of_what_is_left_out(zone, official, commissioner, client_of):
    """The emergency centre has no business with standardization."""
    assert "标准化考评自评" in client_of(official).get(reverse("asks")).content.decode()
    assert "部分" not in client_of(commissioner).get(reverse("asks")).content.decode()


def test_page_and_workbook_hold_the_same_numbers(zone, one_of_each, commissioner, client_of):
    client = client_of(commissioner)
    page = client.get(reverse("asks"))
    loads = [line.load for line in page.context["table"].data.data]
    assert sum(load.minutes for load in loads) == page.context["kinds"].data.data[-1]["load"].minutes
    text = workbook_text(b"".join(client.get(reverse("asks"), {"export": "xlsx"}).streaming_content))
    assert zone.branch_a.name in text
    assert str(loads[0].minutes) in text
    own = client.get(reverse("asks_of_organisation", args=[zone.branch_a.pk]))
    assert own.context["total"] == loads[0]
    assert "企业用工情况摸底" in workbook_text(
        b"".join(client.get(own.request["PATH_INFO"], {"export": "xlsx"}).streaming_content)
    )


def test_the_ledger_costs_the_same_for_one_branch_and_for_many(zone, one_of_each, commissioner, client_of):
    client, url = client_of(commissioner), reverse("asks")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    made = [make_organisation(zone.root) for _n in range(6)]
    for one in made:
        make_check(make_site(one))
        make_enterprise(organisation=one)
    make_data_request(zone.root, organisations=Organisation.objects.all(), enterprises=ALL_ENTERPRISES(), issued=True)
    with CaptureQueriesContext(connection) as many:
        assert made[0].name in client.get(url).content.decode()
    assert len(many) <= len(few)
    own = reverse("asks_of_organisation", args=[zone.branch_a.pk])
    with CaptureQueriesContext(connection) as before:
        client.get(own)
    for n in range(5):
        branch = Organisation.objects.filter(pk=zone.branch_a.pk)
        make_data_request(zone.root, name=f"第{n}次摸底", organisations=branch, issued=True)
    with CaptureQueriesContext(connection) as after:
        assert "第4次摸底" in client.get(own).content.decode()
    assert len(after) <= len(before)


def test_every_line_leads_to_where_it_is_answered(zone, one_of_each, commissioner, client_of):
    client = client_of(commissioner)
    for place, record in (("organisation", zone.branch_a), ("enterprise", zone.enterprise_a)):
        lines = asks_of(commissioner, place, record.pk, *month_of(TODAY()))
        assert lines
        for line in lines:
            assert client.get(line.record.get_absolute_url()).status_code == 200, line.title


def test_an_unreadable_month_is_refused_with_a_sentence(zone, commissioner, client_of):
    page = client_of(commissioner).get(reverse("asks"), {"month": "13月"})
    assert page.status_code == 200
    assert "2026-11" in page.content.decode()


# --- which data exist already


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("从业人员数量", "enterprises"),
        ("党员人数", "organisations"),
        ("书记姓名", "organisations"),
        ("三会一课", "meetings"),
    ],
)
def test_what_the_portal_keeps_is_found_by_the_words_of_offices(typed, where):
    found = find(typed)
    assert found.is_certain
    assert where in {one.url_name for one in found.kept}


def test_what_merely_sounds_alike_is_a_guess_and_what_is_unknown_is_not_claimed():
    assert not find("今年用电量").kept
    guess = find("本月突击队出动次数")
    assert guess.kept
    assert not guess.is_certain


def test_an_official_registers_a_request_and_is_told_what_exists_before_it_is_issued(zone, commissioner, client_of):
    client = client_of(commissioner)
    form = client.get(reverse("data_request_add"))
    answer = client.post(
        reverse("data_request_add"),
        {
            "submission": form.context["submission"],
            "name": "用工和食堂摸底",
            "issuer": "市委组织部",
            "wanted": "从业人员数量\n食堂面积\n从业人员数量",
            "due_on": TODAY(),
            "minutes": 30,
            "office": zone.root.name,
        },
    )
    made = DataRequest.objects.get()
    assert answer.url == made.get_absolute_url()
    assert [one.text for one in made.wanted.all()] == ["从业人员数量", "食堂面积"]
    page = client.get(made.get_absolute_url()).content.decode()
    assert reverse("enterprises") in page
    assert "2 项中有 1 项已有" in page
    refused = client.post(reverse("data_request_issue", args=[made.pk]), {"submission": form.context["submission"]})
    assert refused.status_code in (409, 422)
    answer = client.get(reverse("data_request_address", args=[made.pk]))
    facts = {"submission": answer.context["submission"], "to": "organisations", "kinds": ["branch"]}
    client.post(reverse("data_request_address", args=[made.pk]), facts)
    assert made.addressees.count() == Organisation.objects.filter(kind="branch").count()
    answer = client.get(reverse("data_request_issue", args=[made.pk]))
    client.post(reverse("data_request_issue", args=[made.pk]), {"submission": answer.context["submission"]})
    made.refresh_from_db()
    assert (made.state, made.issued_on) == ("issued", TODAY())


def test_a_datum_too_long_is_refused_and_nothing_typed_is_lost(zone, commissioner, client_of):
    client = client_of(commissioner)
    form = client.get(reverse("data_request_add"))
    facts = {"submission": form.context["submission"], "name": "摸底", "wanted": "长" * 130, "issuer": "市委组织部"}
    answer = client.post(reverse("data_request_add"), facts)
    assert answer.status_code == 422
    assert "长" * 130 in answer.content.decode()
    assert not DataRequest.objects.exists()


def test_every_source_says_what_it_is():
    assert len({one.key for one in sources()}) == len(sources()) >= 11
