"""The pages of the members: counts before names, names masked, each look logged, the own record for the member."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.choices import MemberStage
from branches.models import Member, Roster, TransferOfMembership
from tests.factories.members import make_member
from tests.factories.portal import make_user

TODAY = timezone.localdate()


@pytest.fixture
def member(zone):
    """A full member of branch A."""
    return make_member(zone.branch_a, name="申屠建国", phone="13800004321")


def sent(**changes):
    return {"submission": uuid.uuid4()} | changes


def of_branch(organisation):
    """The list of one branch."""
    return f"{reverse('members')}?branch={organisation.pk}&show=present"


def test_the_secretary_sees_names_with_masked_phones_and_nobody_of_the_neighbour(member, zone, secretary, client_of):
    make_member(zone.branch_b, name="章小磊")
    page = client_of(secretary).get(reverse("members")).content.decode()
    assert "申屠建国" in page
    assert "138****4321" in page
    assert "章小磊" not in page
    assert "13800004321" not in page


def test_the_commissioner_sees_counts_first_and_names_only_when_asked_for_which_is_logged(
    member, zone, commissioner, client_of
):
    client = client_of(commissioner)
    counts = client.get(reverse("member_counts"))
    assert "申*" not in counts.content.decode()
    assert {row.name: row.full_members for row in counts.context["page"].rows}[zone.branch_a.name] == 1
    page = client.get(of_branch(zone.branch_a)).content.decode()
    assert "申***" in page
    assert "申屠建国" not in page
    assert "申屠建国" in client.post(of_branch(zone.branch_a), {"reveal": "names"}).content.decode()
    look = ModelLogEntry.objects.get(action="portal.reveal")
    assert (look.user, look.data["field"]) == (commissioner, "members")
    # Not for the whole zone at once.
    assert client.post(reverse("members"), {"reveal": "names"}).status_code == 404


def test_a_name_that_is_masked_is_not_found_by_typing_it(member, secretary, commissioner, client_of):
    query = {"q": "申屠"}
    assert client_of(secretary).get(reverse("members"), query).context["page"].count == 1
    assert client_of(commissioner).get(reverse("members"), query).context["page"].count == 0


def test_the_record_hides_name_and_phone_from_an_official_until_a_look_is_logged(member, commissioner, client_of):
    client, url = client_of(commissioner), member.get_absolute_url()
    assert "申屠建国" not in client.get(url).content.decode()
    assert "申屠建国" in client.post(url, {"reveal": "name"}).content.decode()
    assert "13800004321" in client.post(url, {"reveal": "phone"}).content.decode()
    assert ModelLogEntry.objects.filter(action="portal.reveal", user=commissioner).count() == 2
    # The log itself names nobody.
    assert not ModelLogEntry.objects.filter(label__contains="申屠").exists()


def test_the_emergency_centre_and_the_neighbour_see_no_members(member, head, neighbour, client_of):
    for person in (head, neighbour):
        client = client_of(person)
        assert client.get(member.get_absolute_url()).status_code == 404
        assert client.get(reverse("members")).context["page"].count == 0
    assert client_of(head).get(reverse("member_counts")).status_code == 403


def test_a_member_sees_the_own_record_only(member, zone, client_of):
    colleague = make_member(zone.branch_a, name="许小燕")
    account = make_user("shentu", name="申屠建国")
    Member.objects.filter(pk=member.pk).update(user=account)
    client = client_of(account)
    page = client.get(member.get_absolute_url()).content.decode()
    assert "申屠建国" in page
    assert client.get(colleague.get_absolute_url()).status_code == 404
    assert [row.pk for row in client.get(reverse("members")).context["page"].rows] == [member.pk]
    assert client.get(reverse("member_edit", args=[member.pk])).status_code == 403
    assert client.get(reverse("members"), {"export": "xlsx"}).status_code == 403
    assert member.get_absolute_url() in client.get("/desk/").content.decode()


def test_the_workbook_is_masked_and_the_roster_with_names_is_logged_with_its_purpose(
    member, zone, secretary, adviser, client_of, sheet_of
):
    client = client_of(secretary)
    masked = str(sheet_of(client.get(of_branch(zone.branch_a), {"branch": zone.branch_a.pk, "export": "xlsx"})))
    assert "申***" in masked
    assert "申屠建国" not in masked
    url = reverse("roster_export", args=[zone.branch_a.pk])
    assert client.post(url, sent(reason="")).status_code == 422
    whole = str(sheet_of(client.post(url, sent(reason="上报名册"))))
    assert "申屠建国" in whole
    assert "13800004321" in whole
    entry = ModelLogEntry.objects.for_instance(zone.branch_a).get(action="portal.export")
    assert (entry.user, entry.data["facts"]["reason"]) == (secretary, "上报名册")
    assert client_of(adviser).post(url, sent(reason="看看")).status_code == 403


def test_a_secretary_enters_a_member_who_came_with_a_letter(zone, secretary, client_of):
    form = sent(
        organisation=str(zone.branch_a),
        name="申屠 建国",
        joined_on="2010-07-01",
        confirmed_on="2011.7.1",
        since="2026-03-01",
        from_name="邻县党工委",
        letter_number="7号",
        dues_until="2026-10",
    )
    client = client_of(secretary)
    answer = client.post(reverse("member_add"), form)
    member = Member.objects.get()
    assert answer.url == client.post(reverse("member_add"), form).url == member.get_absolute_url()
    assert (member.state, member.dues_until, member.transfers.get().from_name) == ("full", 202610, "邻县党工委")
    assert Roster.of(zone.branch_a)
    # Numbers counted from the roster are not typed any more.
    page = client.get(reverse("organisation_edit", args=[zone.branch_a.pk])).content.decode()
    assert "full_members" not in page


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("applied_on", {}),
        ("joined_on", {"confirmed_on": "2011-07-01"}),
        ("confirmed_on", {"joined_on": "2011-07-01", "confirmed_on": "2010-07-01"}),
        ("dues_until", {"joined_on": "2011-07-01", "dues_until": "2026-13"}),
        ("remark", {"joined_on": "2011-07-01", "remark": "11010519491231002X"}),
        ("organisation", {"joined_on": "2011-07-01", "organisation": "云溪永盛铝业有限公司党支部"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(zone, secretary, client_of, field, changes):
    form = sent(organisation=str(zone.branch_a), name="申屠建国") | changes
    answer = client_of(secretary).post(reverse("member_add"), form)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Member.objects.exists()


def test_a_transfer_goes_by_letter_and_receipt_through_the_pages(member, zone, secretary, neighbour, client_of):
    form = sent(to_organisation=str(zone.branch_b), letter_number="12", asked_on=TODAY)
    assert client_of(secretary).post(reverse("member_transfer", args=[member.pk]), form).status_code == 302
    transfer = TransferOfMembership.objects.get()
    assert client_of(secretary).get(reverse("transfer_receive", args=[transfer.pk])).status_code == 403
    desk = client_of(neighbour).get("/desk/?language=en")
    assert {str(pile["label"]): pile["count"] for pile in desk.context["piles"]}["Transfers to answer"] == 1
    client_of(neighbour).post(reverse("transfer_receive", args=[transfer.pk]), sent(on=TODAY))
    assert client_of(neighbour).get(member.get_absolute_url()).status_code == 200
    assert client_of(secretary).get(member.get_absolute_url()).status_code == 404


def test_a_step_that_is_early_is_taken_and_said(zone, secretary, client_of):
    member = make_member(zone.branch_a, stage=MemberStage.PROBATIONARY, joined_on=TODAY - timedelta(days=50))
    url = reverse("member_confirm", args=[member.pk])
    page = client_of(secretary).post(url, sent(on=TODAY), follow=True)
    assert "预备期不满一年" in page.content.decode()
    member.refresh_from_db()
    assert member.state == MemberStage.FULL


def test_the_record_of_an_organisation_says_from_where_its_numbers_come(zone, secretary, head, client_of):
    url = zone.branch_a.get_absolute_url()
    assert "本站尚无名册" in client_of(secretary).get(url).content.decode()
    make_member(zone.branch_a)
    assert "建册" in client_of(secretary).get(url).content.decode()
    # The centre sees the numbers and no way to the people.
    page = client_of(head).get(url).content.decode()
    assert "建册" in page
    assert reverse("members") not in page
