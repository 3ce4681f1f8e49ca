"""Committees and their terms: elections, extensions, reminders; units of joint branches."""

from datetime import date, timedelta

import icalendar
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from branches.choices import OrganisationKind, Position
from branches.models import CommitteeMember, Election, FollowUp, JointUnit, Organisation
from branches.models.terms import term_end
from branches.reminders import TERM
from portal import calendars
from portal.generic import batches
from portal.models import CalendarAddress, Reminder
from portal.reminders import months_later
from portal.states import Refused
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.ledgers import loaded, workbook
from tests.factories.members import make_member
from tests.factories.portal import make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def again(organisation):
    return Organisation.objects.get(pk=organisation.pk)


def ends(organisation, day):
    """Let the term of an organisation end on a day."""
    Organisation.objects.filter(pk=organisation.pk).update(term_ends_on=day, last_election_on=date(2020, 1, 1))


def test_a_branch_elects_every_three_years_and_a_committee_every_five():
    assert term_end(OrganisationKind.BRANCH, date(2024, 3, 1)) == date(2027, 3, 1)
    assert term_end(OrganisationKind.GENERAL_BRANCH, date(2024, 2, 29)) == date(2027, 2, 28)
    assert term_end(OrganisationKind.COMMITTEE, date(2024, 3, 1)) == date(2029, 3, 1)


def test_an_election_brings_the_record_and_the_committee_up_to_date(zone, secretary):
    CommitteeMember.take_up(zone.branch_a, Position.SECRETARY, "旧书记", by=secretary, start=date(2022, 1, 1))
    zone.branch_a.rename(by=secretary, name="云溪宏达智能党支部", effective_on=TODAY)
    Election.hold(again(zone.branch_a), by=secretary, held_on=TODAY, committee={"secretary": "谢艳", "deputy": "章磊"})
    branch = again(zone.branch_a)
    assert (branch.secretary_name, branch.last_election_on) == ("谢艳", TODAY)
    assert branch.term_ends_on == term_end(branch.kind, TODAY)
    assert {one.name for one in branch.committee.filter(end=None)} == {"谢艳", "章磊"}
    with pytest.raises(Refused):
        Election.hold(branch, by=secretary, held_on=TODAY + timedelta(days=1))


def test_a_downgraded_branch_has_a_new_term_and_its_election_settles_the_follow_up(zone, commissioner):
    committee = make_organisation(zone.root, kind=OrganisationKind.COMMITTEE, last_election_on=date(2024, 3, 1))
    committee.downgrade(by=commissioner, effective_on=TODAY)
    assert again(committee).term_ends_on == date(2027, 3, 1)
    Election.hold(again(committee), by=commissioner, held_on=TODAY)
    assert FollowUp.objects.get(kind="election").done_on == TODAY


def test_a_term_is_extended_with_reason_and_approval(zone, commissioner):
    election = Election.hold(zone.branch_a, by=commissioner, held_on=date(2024, 3, 1))
    with pytest.raises(Refused):
        election.extend(by=commissioner, until=date(2027, 2, 1), reason="…")
    election.extend(by=commissioner, until=date(2027, 9, 1), reason="企业搬迁", approval="云高党〔2026〕30号")
    assert again(zone.branch_a).term_ends_on == date(2027, 9, 1)


def test_what_is_typed_on_the_record_stands_in_the_elections_and_in_the_committee(zone, secretary, client_of):
    from tests.branches.test_organisation_pages import facts  # late: the form as a browser sends it

    url = reverse("organisation_edit", args=[zone.branch_a.pk])
    client_of(secretary).post(url, facts(zone.branch_a, last_election_on="2026-03-05", secretary_name="谢艳"))
    branch = again(zone.branch_a)
    assert branch.term_ends_on == date(2029, 3, 5)
    assert branch.elections.get().held_on == date(2026, 3, 5)
    assert branch.committee.get(position=Position.SECRETARY).name == "谢艳"


@pytest.mark.parametrize(("months", "step"), [(14, None), (12, 12), (5, 6), (2, 3), (1, 1), (-1, 0)])
def test_the_clock_reminds_of_the_most_pressing_step_only(zone, months, step):
    ends(zone.branch_a, months_later(TODAY, months))
    call_command("clock")
    TERM.run(TODAY)
    assert list(Reminder.objects.values_list("step", flat=True)) == ([] if step is None else [step])


def test_the_reminder_stands_on_the_desk_until_the_election_is_recorded(zone, secretary, adviser, neighbour, client_of):
    ends(zone.branch_a, TODAY - timedelta(days=1))
    TERM.run(TODAY)
    for person, expected in ((secretary, 1), (adviser, 1), (neighbour, 0)):
        piles = [pile for pile in client_of(person).get("/desk/").context["piles"] if "/terms/" in pile["url"]]
        assert len(piles) == expected
        for pile in piles:
            assert pile["urgent"]
            assert client_of(person).get(pile["url"]).context["page"].count == pile["count"] == 1
    form = {"held_on": TODAY, "secretary": "谢艳", "result": "全部当选"}
    url = reverse("organisation_elect", args=[zone.branch_a.pk])
    assert client_of(neighbour).post(url, form).status_code == 404
    assert client_of(secretary).post(url, form).status_code == 302
    assert not Reminder.objects.exists()


def test_the_list_of_terms_that_end_begins_with_the_most_pressing(zone, commissioner, client_of):
    ends(zone.branch_a, months_later(TODAY, 2))
    ends(zone.branch_b, TODAY - timedelta(days=9))
    client = client_of(commissioner)
    rows = client.get(reverse("terms")).context["page"].rows
    assert [row.pk for row in rows] == [zone.branch_b.pk, zone.branch_a.pk]
    assert client.get(reverse("terms"), {"within": "3"}).context["page"].count == 1


def test_a_joint_branch_covers_units_and_only_a_joint_branch(zone, commissioner, client_of):
    joint = make_organisation(zone.root, kind=OrganisationKind.JOINT_BRANCH)
    enterprise = make_enterprise()
    client, url = client_of(commissioner), reverse("organisation_unit_add", args=[joint.pk])
    assert client.post(url, {"enterprise": enterprise.name, "start": TODAY}).status_code == 302
    unit = JointUnit.objects.get()
    enterprise.refresh_from_db()
    assert enterprise.organisation == joint
    assert client.post(reverse("joint_unit_end", args=[unit.pk]), {"day": TODAY}).status_code == 302
    enterprise.refresh_from_db()
    assert enterprise.organisation is None
    with pytest.raises(Refused):
        JointUnit.cover(zone.branch_a, enterprise, by=commissioner, start=TODAY)


def test_the_calendar_shows_elections_due_and_held_to_whoever_prepares_them(zone, secretary, neighbour, official):
    Election.hold(zone.branch_a, by=secretary, held_on=TODAY - timedelta(days=3))
    ends(zone.branch_b, TODAY + timedelta(days=9))

    def seen(user):
        found, _is_cut = calendars.events(user, TODAY - timedelta(days=30), TODAY + timedelta(days=30))
        return [(event.kind, event.first_day) for event in found if event.kind in ("term", "election")]

    assert seen(secretary) == [("election", TODAY - timedelta(days=3))]
    assert seen(neighbour) == [("term", TODAY + timedelta(days=9))]
    assert seen(official) == []


def test_the_feed_on_a_phone_holds_the_day_by_which_an_election_is_due(zone, secretary):
    ends(zone.branch_a, TODAY + timedelta(days=20))
    address = CalendarAddress.renew(secretary)
    feed = Client().get(reverse("calendar_feed", args=[address.token])).content
    days = {event["dtstart"].dt for event in icalendar.Calendar.from_ical(feed).walk("VEVENT")}
    assert TODAY + timedelta(days=20) in days


def test_a_member_who_sits_on_the_committee_sees_it_on_the_own_record(zone, secretary, client_of):
    member = make_member(zone.branch_a, name="章海燕", user=make_user("haiyan"))
    seat = CommitteeMember.take_up(zone.branch_a, Position.DEPUTY, "章海燕", by=secretary, start=date(2024, 5, 1))
    CommitteeMember.take_up(zone.branch_b, Position.SECRETARY, "章海燕", by=secretary, start=date(2024, 5, 1))
    assert list(CommitteeMember.objects.held_by(member)) == [seat], "of the same name elsewhere is somebody else"
    page = client_of(member.user).get(member.get_absolute_url()).content.decode()
    assert "2024-05-01" in page
    assert str(Position.DEPUTY.label) in page
    branch = client_of(secretary).get(zone.branch_a.get_absolute_url()).content.decode()
    assert f'href="{member.get_absolute_url()}"' in branch


def test_whoever_is_not_told_the_name_is_not_led_from_the_seat_to_the_member(zone, secretary, adviser, client_of):
    member = make_member(zone.branch_a, name="章海燕")
    CommitteeMember.take_up(zone.branch_a, Position.DEPUTY, "章海燕", by=secretary, start=date(2024, 5, 1))
    client = client_of(adviser)
    assert member.get_absolute_url() not in client.get(zone.branch_a.get_absolute_url()).content.decode()
    assert "2024-05-01" not in client.get(member.get_absolute_url()).content.decode()


def test_a_seat_stays_with_its_member_whoever_is_called_so_later(zone, secretary):
    member = make_member(zone.branch_a, name="章海燕")
    seat = CommitteeMember.take_up(zone.branch_a, Position.DEPUTY, "章海燕", by=secretary, start=date(2024, 5, 1))
    assert seat.member == member
    type(member).objects.filter(pk=member.pk).update(name="章海雁")
    make_member(zone.branch_a, name="章海燕")
    member.refresh_from_db()
    assert CommitteeMember.seats_of(member) == [seat]


def test_a_seat_taken_before_the_list_was_kept_finds_its_member_when_she_is_entered(zone, secretary):
    seat = CommitteeMember.take_up(zone.branch_a, Position.DEPUTY, "章海燕", by=secretary, start=date(2024, 5, 1))
    assert seat.member is None, "whoever is on no list keeps a name"
    member = make_member(zone.branch_a, name="章海燕")
    seat.refresh_from_db()
    assert seat.member == member


def test_of_two_members_of_one_name_no_seat_is_either_ones(zone, secretary):
    first, _second = make_member(zone.branch_a, name="章海燕"), make_member(zone.branch_a, name="章海燕")
    CommitteeMember.take_up(zone.branch_a, Position.DEPUTY, "章海燕", by=secretary, start=date(2024, 5, 1))
    assert not CommitteeMember.objects.held_by(first).exists()


HEADINGS = ["党组织名称", "类型", "书记", "最近一次换届时间", "正式党员"]


def test_a_roster_names_secretaries_and_elections_and_both_become_rows_that_go_with_it(zone):
    rows = [HEADINGS, ["云溪新材料有限公司党支部", "党支部", "邵建国", date(2024, 5, 1), 8]]
    batch = loaded("organisations", workbook(花名册=rows))
    branch = Organisation.objects.get(name="云溪新材料有限公司党支部")
    seat, election = branch.committee.get(), branch.elections.get()
    assert (seat.position, seat.name, seat.start, seat.end) == (Position.SECRETARY, "邵建国", date(2024, 5, 1), None)
    assert election.held_on == date(2024, 5, 1)
    assert branch.term_ends_on == date(2027, 5, 1)
    batches.undo(batch, by=None)
    assert not CommitteeMember.objects.exists()
    assert not Election.objects.exists()


def test_a_later_roster_with_another_secretary_relieves_the_one_before_and_can_be_undone(zone, secretary):
    CommitteeMember.take_up(zone.branch_a, Position.SECRETARY, "谢艳", by=secretary, start=date(2022, 1, 1))
    rows = [HEADINGS, [zone.branch_a.name, "党支部", "邵建国", date(2025, 3, 1), 8]]
    batch = loaded("organisations", workbook(花名册=rows), update=True)
    seats = zone.branch_a.committee.order_by("start")
    assert [(seat.name, seat.end) for seat in seats] == [("谢艳", TODAY), ("邵建国", None)]
    batches.undo(batch, by=None)
    assert [(seat.name, seat.end) for seat in zone.branch_a.committee.all()] == [("谢艳", None)]
    assert again(zone.branch_a).secretary_name == "谢艳"
    again_loaded = loaded(
        "organisations", workbook(花名册=[HEADINGS, [zone.branch_a.name, "党支部", "谢艳", "", 8]]), update=True
    )
    assert zone.branch_a.committee.count() == 1, again_loaded
