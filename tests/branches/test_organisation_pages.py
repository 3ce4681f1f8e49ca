"""The pages of the organisations: who sees and does what, and what stays hidden."""

import re
import uuid
from datetime import date, timedelta
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.choices import OrganisationKind, SiteState, Standing
from branches.models import Organisation
from portal.figures import Asked, all_figures
from tests.factories.branches import make_organisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def names(page):
    """The names that a list shows, the first column."""
    return [row.name for row in page.context["page"].rows]


def facts(organisation, **changes):
    """The form as a browser sends it back for `organisation`, with changes."""
    sent = {
        "enterprise": "",
        "secretary_name": organisation.secretary_name,
        "secretary_phone": organisation.secretary_phone,
        "last_election_on": "",
        "full_members": organisation.full_members,
        "probationary_members": 0,
        "remark": "",
        "version": organisation.version,
        "submission": uuid.uuid4(),
    }
    return sent | changes


def test_a_secretary_sees_only_the_own_branch(zone, secretary, client_of):
    client = client_of(secretary)
    assert names(client.get(reverse("organisations"))) == [zone.branch_a.name]
    assert client.get(zone.branch_a.get_absolute_url()).status_code == 200
    assert client.get(zone.branch_b.get_absolute_url()).status_code == 404


def test_the_commissioner_sees_all_but_not_the_office_as_one_of_them(zone, commissioner, client_of):
    shown = names(client_of(commissioner).get(reverse("organisations")))
    assert shown == [zone.branch_a.name, zone.branch_b.name]


def test_whoever_has_no_role_here_is_told_so(zone, volunteer, stranger, client_of):
    for person in (volunteer, stranger):
        client = client_of(person)
        assert client.get(reverse("organisations")).status_code == 403
        assert client.get(reverse("organisation_tree")).status_code == 403
        assert client.get(zone.branch_a.get_absolute_url()).status_code == 404


def test_the_secretary_brings_the_own_record_up_to_date(zone, secretary, client_of):
    client = client_of(secretary)
    answer = client.post(
        reverse("organisation_edit", args=[zone.branch_a.pk]),
        facts(zone.branch_a, secretary_phone="138 0000 1234", full_members=12, last_election_on="2026年3月5日"),
    )
    assert answer.status_code == 302
    branch = Organisation.objects.get(pk=zone.branch_a.pk)
    assert (branch.secretary_phone, branch.full_members) == ("13800001234", 12)
    assert branch.last_election_on == date(2026, 3, 5)


def test_the_secretary_rates_nothing(zone, secretary, client_of):
    client = client_of(secretary)
    url = reverse("organisation_edit", args=[zone.branch_a.pk])
    page = client.get(url).content.decode()
    assert 'name="full_members"' in page
    assert 'name="level"' not in page
    client.post(url, facts(zone.branch_a, level="five_star", site_state="completed", site_accepted_on="2026-01-01"))
    branch = Organisation.objects.get(pk=zone.branch_a.pk)
    assert (branch.level, branch.site_state) == ("unrated", SiteState.NOT_STARTED)
    for verb in ("rename", "dissolve"):
        assert client.post(reverse(f"organisation_{verb}", args=[branch.pk])).status_code == 403
    assert client.get(reverse("organisation_add")).status_code == 403


def test_the_neighbour_changes_nothing(zone, neighbour, client_of):
    client = client_of(neighbour)
    url = reverse("organisation_edit", args=[zone.branch_a.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, facts(zone.branch_a, full_members=99)).status_code == 404
    assert Organisation.objects.get(pk=zone.branch_a.pk).full_members == 0


def test_the_official_sees_but_does_not_change(zone, official, client_of):
    client = client_of(official)
    assert client.get(zone.branch_a.get_absolute_url()).status_code == 200
    assert client.get(reverse("organisation_edit", args=[zone.branch_a.pk])).status_code == 403


def test_the_commissioner_accepts_a_site_and_a_completed_site_needs_its_day(zone, commissioner, client_of):
    client = client_of(commissioner)
    url = reverse("organisation_edit", args=[zone.branch_a.pk])
    rated = facts(zone.branch_a, level="four_star", site_state="completed", founded_on="", site_accepted_on="")
    refused = client.post(url, rated)
    assert refused.status_code == 422
    assert "site_accepted_on" in refused.context["form"].errors
    assert client.post(url, rated | {"site_accepted_on": "2026-02-01"}).status_code == 302
    assert Organisation.objects.get(pk=zone.branch_a.pk).site_accepted_on == date(2026, 2, 1)


def test_what_has_not_happened_yet_is_not_recorded(zone, commissioner, client_of):
    client = client_of(commissioner)
    tomorrow = TODAY + timedelta(days=1)
    edit = reverse("organisation_edit", args=[zone.branch_a.pk])
    assert client.post(edit, facts(zone.branch_a, last_election_on=tomorrow)).status_code == 422


def test_of_two_who_save_at_once_the_second_is_told_and_nothing_is_overwritten(
    zone, secretary, commissioner, client_of
):
    url = reverse("organisation_edit", args=[zone.branch_a.pk])
    opened = facts(zone.branch_a)
    assert client_of(secretary).post(url, opened | {"full_members": 7}).status_code == 302
    later = client_of(secretary).post(url, opened | {"full_members": 8, "submission": uuid.uuid4()})
    assert later.status_code == 409
    assert later.context["conflict"][0]["theirs"] == 7
    assert Organisation.objects.get(pk=zone.branch_a.pk).full_members == 7
    again = opened | {"full_members": 8, "version": later.context["version"], "submission": uuid.uuid4()}
    assert client_of(secretary).post(url, again).status_code == 302
    assert Organisation.objects.get(pk=zone.branch_a.pk).full_members == 8


def new_facts(zone, **changes):
    sent = facts(zone.branch_a, name="云溪新光党支部", kind="branch", parent=zone.root.name)
    return sent | {"level": "unrated", "site_state": "not_started", "version": ""} | changes


def test_a_form_sent_twice_makes_one_organisation(zone, commissioner, client_of):
    client = client_of(commissioner)
    sent = new_facts(zone)
    first = client.post(reverse("organisation_add"), sent)
    second = client.post(reverse("organisation_add"), sent)
    assert first.url == second.url
    branch = Organisation.objects.get(name="云溪新光党支部")
    assert branch.get_parent() == zone.root
    assert branch.changes.get().recorded_by == commissioner


def test_a_name_in_force_is_given_once_in_whatever_spelling(zone, commissioner, client_of):
    answer = client_of(commissioner).post(
        reverse("organisation_add"), new_facts(zone, name=f" {zone.branch_a.name[:4]} {zone.branch_a.name[4:]}")
    )
    assert answer.status_code == 422
    assert zone.branch_a.name in str(answer.context["form"].errors["name"])


def test_a_text_without_end_gets_a_sentence(zone, secretary, client_of):
    answer = client_of(secretary).post(
        reverse("organisation_edit", args=[zone.branch_a.pk]), facts(zone.branch_a, remark="长" * 100_000)
    )
    assert answer.status_code == 422
    assert "500" in str(answer.context["form"].errors["remark"])


def test_an_identity_number_is_not_kept(zone, secretary, client_of):
    answer = client_of(secretary).post(
        reverse("organisation_edit", args=[zone.branch_a.pk]),
        facts(zone.branch_a, remark="书记 330784199002301234"),
    )
    assert answer.status_code == 422


def test_phones_are_masked_and_a_look_at_the_whole_number_is_logged(zone, secretary, official, client_of):
    Organisation.objects.filter(pk=zone.branch_a.pk).update(secretary_phone="13800001234")
    client, url = client_of(secretary), zone.branch_a.get_absolute_url()
    assert "138****1234" in client.get(url).content.decode()
    assert "13800001234" not in client.get(url).content.decode()
    assert "13800001234" in client.post(url, {"reveal": "secretary_phone"}).content.decode()
    look = ModelLogEntry.objects.get(action="portal.reveal")
    assert (look.user, look.data) == (secretary, {"field": "secretary_phone"})
    assert client_of(official).post(url, {"reveal": "secretary_phone"}).status_code == 403
    assert client.post(url, {"reveal": "remark"}).status_code == 404


def test_a_changed_phone_stands_masked_in_the_log(zone, secretary, client_of):
    url = reverse("organisation_edit", args=[zone.branch_a.pk])
    client_of(secretary).post(url, facts(zone.branch_a, secretary_phone="13800001234"))
    entry = ModelLogEntry.objects.get(action="portal.edit")
    assert entry.data["changes"]["secretary_phone"] == ["", "138****1234"]


def test_an_organisation_with_branches_below_is_not_dissolved_and_the_page_says_why(zone, commissioner, client_of):
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH)
    make_organisation(general)
    url = reverse("organisation_dissolve", args=[general.pk])
    answer = client_of(commissioner).post(url, {"effective_on": TODAY, "reason": "合并"})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert Organisation.objects.get(pk=general.pk).state == Standing.IN_FORCE


def test_a_renamed_organisation_is_found_by_its_new_name_and_keeps_the_old_one(zone, commissioner, client_of):
    client = client_of(commissioner)
    url = reverse("organisation_rename", args=[zone.branch_a.pk])
    taken = client.post(url, {"name": zone.branch_b.name, "effective_on": TODAY})
    assert "name" in taken.context["form"].errors
    assert client.post(url, {"name": "云溪宏达智能党支部", "effective_on": TODAY}).status_code == 302
    assert names(client.get(reverse("organisations"), {"q": "宏达智能"})) == ["云溪宏达智能党支部"]
    assert zone.branch_a.name in client.get(zone.branch_a.get_absolute_url()).content.decode()


@pytest.fixture
def history(zone):
    """Branches founded, accepted and dissolved on different days, one of them below a general branch."""
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH, full_members=5)
    done = {"site_state": SiteState.COMPLETED}
    make_organisation(general, site_accepted_on=date(2026, 3, 1), full_members=4, probationary_members=1, **done)
    make_organisation(zone.root, site_accepted_on=date(2026, 1, 1), dissolved_on=date(2026, 6, 1), **done)
    make_organisation(zone.root, founded_on=date(2026, 4, 1), full_members=9)
    make_organisation(zone.root, dissolved_on=date(2026, 2, 1))
    return general


FIGURES = [figure for figure in all_figures() if figure.model._meta.app_label == "branches"]


@pytest.mark.parametrize("as_of", [date(2026, 1, 31), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1), TODAY])
def test_a_figure_opens_into_exactly_the_records_it_counts(as_of, zone, history, commissioner, client_of):
    client = client_of(commissioner)
    for figure, organisation in product(FIGURES, (None, history)):
        asked = Asked(as_of, user=commissioner, organisation=organisation)
        page = client.get(figure.url(asked), headers={"HX-Request": "true"})
        answer = figure.answer(asked)
        rows = page.context["page"].rows
        if figure.total:
            assert sum(getattr(row, figure.total) for row in rows) == answer.value, figure.key
        else:
            assert page.context["page"].count == (answer.numerator if figure.of else answer.value), figure.key
        assert {row.pk for row in rows} == set(figure.rows(asked).values_list("pk", flat=True)), figure.key


def test_sites_not_completed_are_one_click_away(zone, history, commissioner, client_of):
    client = client_of(commissioner)
    page = client.get(reverse("organisations"), {"standing": "in_force", "site": "open"})
    chip = next(chip for chip in page.context["saved_filters"] if chip["current"])
    assert page.context["page"].count == 4
    assert client.get(chip["url"]).context["page"].count == 4


@pytest.mark.parametrize(
    "query", [{"below": "没有这个"}, {"as_of": "2026-02-30"}, {"kind": "x"}, {"q": "长" * 100_000}]
)
def test_a_filter_that_cannot_be_understood_shows_no_rows_and_no_fault(query, zone, commissioner, client_of):
    page = client_of(commissioner).get(reverse("organisations"), query)
    assert page.status_code == 200
    assert names(page) == []


def test_the_list_shows_who_stands_above_in_the_workbook_too(zone, history, commissioner, client_of, sheet_of):
    rows = sheet_of(
        client_of(commissioner).get(reverse("organisations"), {"export": "xlsx", "columns": "name,parent_name"})
    )
    branch = Organisation.objects.filter(depth=3).get()
    assert any(branch.name in row and history.name in row for row in rows)


def test_the_tree_opens_whole_where_it_is_small(zone, history, commissioner, secretary, client_of):
    page = client_of(commissioner).get(reverse("organisation_tree")).content.decode()
    below = Organisation.objects.filter(depth=3).get()
    assert all(name in page for name in (zone.root.name, history.name, below.name))
    own = client_of(secretary).get(reverse("organisation_tree")).content.decode()
    assert zone.branch_a.name in own
    assert zone.branch_b.name not in own
    assert zone.root.name not in own


def test_a_large_tree_is_opened_level_by_level(zone, history, commissioner, client_of, monkeypatch):
    monkeypatch.setattr("branches.views.organisations.WHOLE_TREE", 3)
    below = Organisation.objects.filter(depth=3).get()
    client = client_of(commissioner)
    page = client.get(reverse("organisation_tree")).content.decode()
    inside = reverse("organisation_subtree", args=[history.pk])
    assert history.name in page
    assert below.name not in page
    assert f'href="{inside}"' in page
    part = client.get(inside, headers={"HX-Request": "true"}).content.decode()
    assert below.name in part
    assert "<html" not in part
    assert below.name in client.get(inside).content.decode()


def test_the_tree_of_the_neighbour_stays_closed(zone, neighbour, client_of):
    assert client_of(neighbour).get(reverse("organisation_subtree", args=[zone.branch_a.pk])).status_code == 404


def test_the_tree_costs_the_same_for_one_and_for_nine(zone, commissioner, client_of, django_assert_max_num_queries):
    client = client_of(commissioner)
    client.get(reverse("organisation_tree"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("organisation_tree"))
    for _n in range(9):
        make_organisation(zone.root)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("organisation_tree"))


def test_a_record_links_only_to_what_its_reader_may_open(zone, secretary, client_of):
    Organisation.objects.filter(pk=zone.branch_a.pk).update(enterprise=zone.enterprise_b)
    page = client_of(secretary).get(zone.branch_a.get_absolute_url()).content.decode()
    assert zone.enterprise_b.name in page
    assert not re.search(rf'href="{zone.enterprise_b.get_absolute_url()}"', page)


def test_a_host_out_of_sight_survives_the_secretarys_save(zone, secretary, client_of):
    Organisation.objects.filter(pk=zone.branch_a.pk).update(enterprise=zone.enterprise_b)
    url = reverse("organisation_edit", args=[zone.branch_a.pk])
    assert client_of(secretary).post(url, facts(zone.branch_a, full_members=5)).status_code == 302
    assert Organisation.objects.get(pk=zone.branch_a.pk).enterprise == zone.enterprise_b
