"""Members: the stages of admission, transfers one by one, and numbers that agree with the rosters on any day."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from branches.choices import FollowUpKind, MemberStage, TransferState
from branches.models import FollowUp, Member, Organisation, Roster, TransferOfMembership
from branches.models.member_questions import REACHED_ON
from portal.figures import Asked, figure
from portal.states import Refused, WrongState
from tests.factories.members import make_member

TODAY = timezone.localdate()
VERBS = {
    "make_activist": MemberStage.ACTIVIST,
    "make_candidate": MemberStage.CANDIDATE,
    "admit": MemberStage.PROBATIONARY,
    "confirm": MemberStage.FULL,
}


def ago(days):
    """The day so many days before today."""
    return TODAY - timedelta(days=days)


def numbers_of(organisation):
    """(full, probationary) as the organisation's record says."""
    return Organisation.objects.values_list("full_members", "probationary_members").get(pk=organisation.pk)


def test_from_the_application_to_the_confirmation_each_step_is_dated_and_counted(zone, secretary):
    member = make_member(zone.branch_a, stage=MemberStage.APPLICANT, applied_on=ago(1500))
    assert Roster.of(zone.branch_a) is None
    for place, (verb, stage) in enumerate(VERBS.items()):
        getattr(member, verb)(by=secretary, on=ago(1400 - 400 * place))
        assert member.state == stage
        assert getattr(member, REACHED_ON[stage]) == ago(1400 - 400 * place)
    assert numbers_of(zone.branch_a) == (1, 0)
    assert member.cautions() == []


def test_a_step_cannot_be_jumped_or_dated_before_the_last(zone, secretary):
    member = make_member(zone.branch_a, stage=MemberStage.APPLICANT, applied_on=ago(30))
    with pytest.raises(WrongState):
        member.admit(by=secretary, on=TODAY)
    with pytest.raises(Refused):
        member.make_activist(by=secretary, on=ago(31))


def test_too_short_a_time_warns_and_does_not_block(zone, secretary):
    member = make_member(zone.branch_a, stage=MemberStage.PROBATIONARY, joined_on=ago(100))
    assert member.cautions() == []
    member.confirm(by=secretary, on=TODAY)
    assert len(member.cautions()) == 1
    late = make_member(zone.branch_a, stage=MemberStage.PROBATIONARY, joined_on=ago(366))
    assert len(late.cautions()) == 1
    assert list(Member.objects.probation_over(TODAY)) == [late]


def test_numbers_that_a_branch_wrote_down_stand_until_a_roster_is_kept(zone, secretary):
    Organisation.objects.filter(pk=zone.branch_a.pk).update(full_members=17, probationary_members=2)
    make_member(zone.branch_a, stage=MemberStage.APPLICANT)
    assert numbers_of(zone.branch_a) == (17, 2)
    make_member(zone.branch_a)
    assert Roster.of(zone.branch_a) is not None
    assert numbers_of(zone.branch_a) == (1, 0)


def test_the_numbers_equal_the_rows_after_every_verb(zone, secretary, commissioner):
    one, two = make_member(zone.branch_a), make_member(zone.branch_a, stage=MemberStage.PROBATIONARY)
    three = make_member(zone.branch_a, stage=MemberStage.CANDIDATE)
    three.admit(by=secretary, on=TODAY)
    two.confirm(by=secretary, on=TODAY)
    one.expel(by=commissioner, on=TODAY, reason="另有文件")
    TransferOfMembership.ask(two, by=secretary, to_organisation=zone.branch_b).receive(by=commissioner, on=TODAY)
    assert numbers_of(zone.branch_a) == (0, 1)
    assert numbers_of(zone.branch_b) == (1, 0)
    assert Roster.recount() == []


def test_the_command_puts_wrong_numbers_right_and_says_which(zone, capsys):
    make_member(zone.branch_a)
    Organisation.objects.filter(pk=zone.branch_a.pk).update(full_members=9)
    Organisation.objects.filter(pk=zone.branch_b.pk).update(full_members=8)
    call_command("recount_members")
    assert zone.branch_a.name in capsys.readouterr().out
    assert numbers_of(zone.branch_a) == (1, 0)
    # Without a roster the number stands.
    assert numbers_of(zone.branch_b) == (8, 0)


def test_a_transfer_moves_the_membership_on_the_day_it_is_received(zone, secretary, neighbour):
    member = make_member(zone.branch_a)
    transfer = TransferOfMembership.ask(member, by=secretary, to_organisation=zone.branch_b, letter_number="12")
    member.refresh_from_db()
    assert member.organisation == zone.branch_a
    with pytest.raises(ValidationError):
        TransferOfMembership.ask(member, by=secretary, to_name="邻县党工委")
    transfer.receive(by=neighbour, on=TODAY)
    member.refresh_from_db()
    assert (member.organisation, member.state) == (zone.branch_b, MemberStage.FULL)
    assert transfer.state == TransferState.RECEIVED


def test_a_returned_letter_leaves_the_membership_where_it_was(zone, secretary, neighbour):
    member = make_member(zone.branch_a)
    transfer = TransferOfMembership.ask(member, by=secretary, to_organisation=zone.branch_b)
    transfer.send_back(by=neighbour, on=TODAY, reason="查无此人")
    member.refresh_from_db()
    assert member.organisation == zone.branch_a
    assert numbers_of(zone.branch_a) == (1, 0)


def test_who_leaves_the_zone_is_no_member_here_from_the_receipt_on(zone, secretary):
    member = make_member(zone.branch_a)
    TransferOfMembership.ask(member, by=secretary, to_name="邻县党工委", asked_on=ago(9)).receive(
        by=secretary, on=ago(2)
    )
    member.refresh_from_db()
    assert (member.state, member.ended_on) == (MemberStage.TRANSFERRED, ago(2))
    assert numbers_of(zone.branch_a) == (0, 0)


def test_a_letter_is_answered_by_the_receiver_and_by_nobody_else(zone, secretary, neighbour, commissioner):
    inside = TransferOfMembership.ask(make_member(zone.branch_a), by=secretary, to_organisation=zone.branch_b)
    outside = TransferOfMembership.ask(make_member(zone.branch_a), by=secretary, to_name="邻县党工委")
    answers = {
        person: set(TransferOfMembership.objects.allowing(person, "receive"))
        for person in (secretary, neighbour, commissioner)
    }
    assert answers == {secretary: {outside}, neighbour: {inside}, commissioner: {inside, outside}}
    assert set(TransferOfMembership.objects.visible_to(neighbour)) == {inside}


def test_the_last_transfer_from_a_dissolved_branch_ticks_off_what_the_decision_left_to_do(zone, commissioner):
    members = [make_member(zone.branch_a), make_member(zone.branch_a)]
    zone.branch_a.dissolve(by=commissioner, effective_on=ago(9))
    waiting = FollowUp.objects.open().filter(kind=FollowUpKind.MEMBERS)
    for member in members:
        assert waiting.count() == 1
        assert member in Member.objects.left_behind()
        TransferOfMembership.ask(member, by=commissioner, to_organisation=zone.branch_b, asked_on=ago(5)).receive(
            by=commissioner, on=TODAY
        )
    assert waiting.count() == 0


def test_figures_know_the_members_of_a_past_day_branch_by_branch(zone, secretary, neighbour):
    member = make_member(zone.branch_a)
    make_member(zone.branch_b, stage=MemberStage.CANDIDATE).admit(by=neighbour, on=ago(5))
    TransferOfMembership.ask(member, by=secretary, to_organisation=zone.branch_b, asked_on=ago(20)).receive(
        by=neighbour, on=ago(10)
    )

    def count(key, day, organisation=None):
        return figure(key).answer(Asked(day, organisation=organisation)).value

    assert [count("members.full", day, zone.branch_a) for day in (ago(11), ago(10), TODAY)] == [1, 0, 0]
    assert [count("members.full", day, zone.branch_b) for day in (ago(11), ago(10), TODAY)] == [0, 1, 1]
    assert [count("members.probationary", day) for day in (ago(6), ago(5))] == [0, 1]
    assert [count("members.in_development", day) for day in (ago(6), ago(5))] == [1, 0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": MemberStage.FULL, "confirmed_on": None},
        {"state": MemberStage.LEFT},
        {"joined_on": TODAY},
        {"state": MemberStage.APPLICANT},
    ],
)
def test_what_must_never_be_false_is_refused_by_the_database(zone, wrong):
    member = make_member(zone.branch_a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(**wrong)
