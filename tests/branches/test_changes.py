"""What decisions do to the registry: every kind, planned or late, corrected or withdrawn, and what they leave to do."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from branches.choices import ChangeKind, ChangeState, FollowUpKind, FollowUpState, OrganisationKind, Standing
from branches.models import FollowUp, Organisation, OrganisationalChange
from portal.states import Refused
from tests.factories.branches import make_enterprise, make_organisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = TODAY - timedelta(days=30)
TOMORROW = TODAY + timedelta(days=1)


def again(organisation):
    """The organisation as it stands in the registry now."""
    return Organisation.objects.get(pk=organisation.pk)


@pytest.fixture
def general(zone):
    """A general branch with two branches."""
    general = make_organisation(zone.root, name="云溪宏图党总支", kind=OrganisationKind.GENERAL_BRANCH)
    for number in "一二":
        make_organisation(general, name=f"云溪宏图第{number}党支部")
    return again(general)


def test_a_branch_moves_with_everything_below_it_and_the_tree_stays_whole(zone, general, commissioner):
    committee = make_organisation(zone.root, name="云溪集团党委", kind=OrganisationKind.COMMITTEE)
    general.move_below(by=commissioner, parent=committee, effective_on=DAY, document_number="云高党〔2026〕3号")
    assert again(general).get_parent() == committee
    assert {child.get_parent() for child in again(general).get_children()} == {general}
    assert Organisation.find_problems() == ([], [], [], [], [])
    change = general.changes.get()
    assert (change.parent_before, change.parent_after) == (zone.root, committee)


def test_nothing_hangs_below_itself(zone, general, commissioner):
    for parent in (general, general.get_children().first(), zone.root):
        with pytest.raises(Refused):
            general.move_below(by=commissioner, parent=parent, effective_on=DAY)
    assert not OrganisationalChange.objects.exists()


def test_a_general_branch_becomes_a_branch_and_its_branches_merge_into_it(zone, general, commissioner):
    with pytest.raises(Refused):
        general.downgrade(by=commissioner, effective_on=DAY)
    assert again(general).kind == OrganisationKind.GENERAL_BRANCH
    general.downgrade(
        by=commissioner, effective_on=DAY, name="云溪宏图党支部", branches_below="merge", meeting="党工委会议"
    )
    general = again(general)
    assert (general.kind, general.name, general.state) == ("branch", "云溪宏图党支部", Standing.IN_FORCE)
    merged = OrganisationalChange.objects.filter(kind=ChangeKind.MERGED)
    assert {(one.merged_into, one.meeting) for one in merged} == {(general, "党工委会议")}
    assert {one.together for one in OrganisationalChange.objects.all()} == {general.changes.get().together}
    assert set(general.get_children().values_list("state", flat=True)) == {Standing.DISSOLVED}


def test_or_its_branches_are_moved_below_its_superior(zone, general, commissioner):
    general.downgrade(by=commissioner, effective_on=DAY, branches_below="move")
    assert again(general).is_leaf()
    moved = Organisation.objects.filter(name__startswith="云溪宏图第")
    assert {one.get_parent() for one in moved} == {zone.root}
    assert Organisation.find_problems() == ([], [], [], [], [])


def test_what_merges_ends_and_hands_its_enterprises_on(zone, commissioner):
    zone.branch_a.merge_into(by=commissioner, into=zone.branch_b, effective_on=DAY, reason="党员不足三名")
    assert again(zone.branch_a).dissolved_on == DAY
    zone.enterprise_a.refresh_from_db()
    assert zone.enterprise_a.organisation == zone.branch_b
    left = FollowUp.objects.open().filter(change__organisation=zone.branch_a)
    assert {one.kind for one in left} == {"members", "seal", "archive", "dues", "accounts"}
    with pytest.raises(Refused):
        zone.branch_b.merge_into(by=commissioner, into=zone.branch_a, effective_on=DAY)


def test_a_decision_entered_late_does_not_undo_a_later_one(zone, commissioner):
    zone.branch_a.rename(by=commissioner, name="后来的名称党支部", effective_on=TODAY - timedelta(days=5))
    zone.branch_a.rename(by=commissioner, name="中间的名称党支部", effective_on=DAY)
    assert again(zone.branch_a).name == "后来的名称党支部"
    assert zone.branch_a.changes.get(effective_on=DAY).name_before == "云溪宏达电器有限公司党支部"


def test_what_is_planned_is_applied_by_the_clock_on_its_day_and_not_before(zone, commissioner):
    change = OrganisationalChange.plan(ChangeKind.DISSOLVED, zone.branch_a, by=commissioner, effective_on=TOMORROW)
    assert not OrganisationalChange.carry_out([change], by=commissioner)
    call_command("clock")
    assert again(zone.branch_a).state == Standing.IN_FORCE
    OrganisationalChange.apply_due(TODAY)
    assert again(zone.branch_a).state == Standing.IN_FORCE
    OrganisationalChange.objects.update(effective_on=TODAY)
    call_command("clock")
    assert again(zone.branch_a).dissolved_on == TODAY
    change.refresh_from_db()
    assert change.state == ChangeState.APPLIED
    assert change.recorded_by == commissioner


def plan_three(zone, general, by):
    """A decision of three: one branch ends, another merges, a new one is set up."""
    together = {"by": by, "effective_on": TODAY, "document_number": "云高党〔2026〕9号", "together": uuid.uuid4()}
    return [
        OrganisationalChange.plan(ChangeKind.DISSOLVED, zone.branch_a, basis="云高评〔2026〕4号", **together),
        OrganisationalChange.plan(ChangeKind.MERGED, general, into=zone.branch_b, branches_below="merge", **together),
        OrganisationalChange.plan(
            ChangeKind.ESTABLISHED, None, name="云溪新建党支部", to_kind="branch", parent=zone.root, **together
        ),
    ]


def test_changes_decided_together_are_applied_all(zone, general, commissioner):
    assert OrganisationalChange.carry_out(plan_three(zone, general, commissioner), by=commissioner)
    ended = {zone.branch_a.pk, general.pk, *general.get_children().values_list("pk", flat=True)}
    assert set(Organisation.objects.filter(state=Standing.DISSOLVED).values_list("pk", flat=True)) == ended
    assert Organisation.objects.get(name="云溪新建党支部").founded_on == TODAY


def test_or_none_and_the_desk_says_why(zone, general, commissioner, client_of):
    plan_three(zone, general, commissioner)
    make_organisation(zone.root, name="云溪新建党支部")
    call_command("clock")
    assert again(zone.branch_a).state == again(general).state == Standing.IN_FORCE
    assert OrganisationalChange.objects.planned().exclude(failure="").count() == 3
    piles = client_of(commissioner).get("/desk/").context["piles"]
    failed = next(pile for pile in piles if "failed=true" in pile["url"])
    assert (failed["count"], failed["urgent"]) == (3, True)
    assert client_of(commissioner).get(failed["url"]).context["page"].count == 3


def test_a_corrected_change_is_replaced_and_the_old_entry_stays(zone, commissioner):
    zone.branch_a.dissolve(by=commissioner, effective_on=DAY, document_number="云高党〔2026〕3号")
    change, later = zone.branch_a.changes.get(), DAY + timedelta(days=9)
    change.correct(by=commissioner, why="日期写错", effective_on=later, document_number="云高党〔2026〕5号")
    assert again(zone.branch_a).dissolved_on == later
    assert change.state == ChangeState.CORRECTED
    assert (change.effective_on, change.corrected_by.effective_on) == (DAY, later)
    assert FollowUp.objects.filter(change=change.corrected_by).exists()


def test_what_was_entered_by_mistake_is_withdrawn_and_the_branch_is_in_force_again(zone, commissioner):
    zone.branch_a.rename(by=commissioner, name="云溪宏达智能党支部", effective_on=DAY)
    zone.branch_a.dissolve(by=commissioner, effective_on=DAY)
    zone.branch_a.changes.get(kind=ChangeKind.DISSOLVED).withdraw(by=commissioner, why="选错了支部")
    branch = again(zone.branch_a)
    assert (branch.state, branch.dissolved_on, branch.name) == (Standing.IN_FORCE, None, "云溪宏达智能党支部")
    zone.branch_a.changes.get(kind=ChangeKind.RENAMED).withdraw(by=commissioner, why="选错了支部")
    assert again(zone.branch_a).name == "云溪宏达电器有限公司党支部"
    assert not FollowUp.objects.open().exists()


def test_follow_ups_are_ticked_by_whoever_did_them(zone, commissioner, adviser):
    zone.branch_a.dissolve(by=commissioner, effective_on=DAY)
    seal = FollowUp.objects.get(kind=FollowUpKind.SEAL)
    with pytest.raises(Refused):
        seal.finish(by=adviser, done_on=TOMORROW)
    seal.finish(by=adviser, done_on=TODAY, note="交组织办")
    assert (seal.state, seal.done_by) == (FollowUpState.DONE, adviser)
    seal.reopen(by=commissioner)
    assert (seal.state, seal.done_on) == (FollowUpState.OPEN, None)


def test_nothing_is_filed_before_it_takes_effect(zone, commissioner):
    zone.branch_a.rename(by=commissioner, name="云溪宏达智能党支部", effective_on=DAY)
    change = zone.branch_a.changes.get()
    with pytest.raises(Refused):
        change.file(by=commissioner, filed_on=DAY - timedelta(days=1))
    change.file(by=commissioner, filed_on=DAY + timedelta(days=3))
    assert not OrganisationalChange.objects.unfiled().exists()
    assert "file" not in change.open_transitions()


def test_another_host_enterprise_is_a_change_that_no_committee_decides(zone, commissioner):
    other = make_enterprise()
    zone.branch_a.enterprise = other
    zone.branch_a.save()
    zone.branch_a.rehost(None, by=commissioner)
    change = zone.branch_a.changes.get()
    assert (change.enterprise_before, change.enterprise_after) == (None, other)
    assert not OrganisationalChange.objects.decided().exists()


def test_nothing_is_decided_before_the_founding_day(zone, commissioner):
    branch = make_organisation(zone.root, founded_on=date(2026, 3, 1))
    with pytest.raises(Refused):
        branch.dissolve(by=commissioner, effective_on=date(2026, 2, 1))
