"""The committee decides on reports; the registry changes on the day, all or none; nothing counted vanishes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from branches.choices import Role
from branches.models import (
    Assessment,
    BranchRectification,
    Deliberation,
    Election,
    FollowUp,
    Organisation,
    OrganisationalChange,
)
from portal.figures import Asked, figure
from portal.states import Refused
from tests.access.photos import a_picture
from tests.factories.assessments import make_assessment, make_report, make_round, make_team
from tests.factories.branches import make_organisation
from tests.factories.portal import appoint, make_user


@pytest.fixture
def reported(zone):
    """A function: a branch whose report proposes something, signed off."""
    round_ = make_round(zone.root)
    team = make_team(round_, zone.root)

    def make(branch, proposal):
        one = make_assessment(round_, branch, team, visited=True)
        make_report(one, proposal=proposal, rating="not_normal" if proposal == "dissolve" else "normal")
        return one

    return make


def meeting(zone, *, effective_on=None):
    """A meeting held today."""
    today = timezone.localdate()
    facts = {"meeting": "党工委会议", "document_number": "云高党〔2026〕31号", "effective_on": effective_on or today}
    return Deliberation.objects.create(office=zone.root, held_on=today, **facts)


def test_a_commissioner_takes_reports_to_the_committee_and_carries_its_decisions_out(
    zone, reported, commissioner, client_of
):
    one, other = reported(zone.branch_a, "dissolve"), reported(zone.branch_b, "keep")
    client, today = client_of(commissioner), timezone.localdate()
    facts = {"office": zone.root.name, "meeting": "党工委会议", "document_number": "云高党〔2026〕30号"}
    client.post(reverse("deliberation_add"), facts | {"held_on": today, "effective_on": today})
    held = Deliberation.objects.get()
    client.post(reverse("deliberation_put_on", args=[held.pk]), {"assessments": [one.pk, other.pk]})
    for verb in ("decide", "execute"):
        assert client.post(reverse(f"deliberation_{verb}", args=[held.pk])).status_code == 302
    branch = Organisation.objects.get(pk=zone.branch_a.pk)
    change = branch.changes.get(kind="dissolved")
    assert (branch.state, branch.dissolved_on) == ("dissolved", today)
    assert (change.meeting, change.document_number) == ("党工委会议", "云高党〔2026〕30号")
    assert one.report.number in change.basis
    assert set(Assessment.objects.values_list("state", flat=True)) == {"executed"}
    # Dissolved, and still counted where it was.
    asked = Asked(today, user=commissioner)
    assert figure("assessments.decided").answer(asked).value == 2
    assert zone.branch_a.name in client.get(held.get_absolute_url()).content.decode()


def test_all_decisions_are_carried_out_or_none(zone, reported, commissioner, client_of):
    below = make_organisation(zone.branch_b, name="永盛铝业第一党支部")
    one, other = reported(zone.branch_a, "dissolve"), reported(zone.branch_b, "dissolve")
    held = meeting(zone)
    held.put_on([one, other], by=commissioner)
    held.decide(by=commissioner)
    answer = client_of(commissioner).post(reverse("deliberation_execute", args=[held.pk]))
    assert answer.status_code == 422, "a branch in force hangs below the second one"
    held.refresh_from_db()
    assert held.state == "decided"
    assert set(Organisation.objects.counted().values_list("state", flat=True)) == {"in_force"}
    assert not OrganisationalChange.objects.filter(kind="dissolved").exists()
    below.dissolve(by=commissioner, effective_on=timezone.localdate())
    held.execute(by=commissioner)
    assert Organisation.objects.counted().filter(state="dissolved").count() == 3


def test_a_decision_for_a_later_day_is_planned_and_executed_by_the_clock(zone, reported, commissioner):
    one = reported(zone.branch_a, "dissolve")
    tomorrow = timezone.localdate() + timedelta(days=1)
    held = meeting(zone, effective_on=tomorrow)
    held.put_on([one], by=commissioner)
    held.decide(by=commissioner)
    held.execute(by=commissioner)
    one.refresh_from_db()
    assert (one.state, Organisation.objects.get(pk=zone.branch_a.pk).state) == ("decided", "in_force")
    Organisation.objects.get(pk=zone.branch_a.pk).changes.get(kind="dissolved")
    OrganisationalChange.objects.filter(state="planned").update(effective_on=timezone.localdate())
    OrganisationalChange.apply_due()
    Deliberation.settle_due()
    one.refresh_from_db()
    assert (one.state, Organisation.objects.get(pk=zone.branch_a.pk).state) == ("executed", "dissolved")


def test_merging_and_founding_are_decisions_too(zone, reported, commissioner, client_of):
    one = reported(zone.branch_a, "merge")
    held = meeting(zone)
    held.put_on([one], by=commissioner)
    client, decision = client_of(commissioner), held.decisions.get()
    edit = reverse("branch_decision_edit", args=[decision.pk])
    assert client.post(edit, {"kind": "merge"}).status_code == 422, "into which?"
    client.post(edit, {"kind": "merge", "into": zone.branch_b.name, "reason": "党员人数不足"})
    found = {"name": "云溪五金行业联合党支部", "new_kind": "joint_branch", "below": zone.root.name}
    client.post(reverse("deliberation_found", args=[held.pk]), found)
    held.refresh_from_db()
    held.decide(by=commissioner)
    held.execute(by=commissioner)
    assert Organisation.objects.get(pk=zone.branch_a.pk).state == "dissolved"
    new = Organisation.objects.get(name="云溪五金行业联合党支部")
    assert (new.kind, new.state) == ("joint_branch", "in_force")
    assert list(held.decisions.values_list("change__state", flat=True)) == ["applied", "applied"]


def test_a_decided_agenda_does_not_change(zone, reported, commissioner, client_of):
    one, late = reported(zone.branch_a, "keep"), reported(zone.branch_b, "keep")
    held = meeting(zone)
    with pytest.raises(Refused):
        held.decide(by=commissioner)
    held.put_on([one], by=commissioner)
    held.decide(by=commissioner)
    with pytest.raises(Refused):
        held.put_on([late], by=commissioner)
    edit = reverse("branch_decision_edit", args=[held.decisions.get().pk])
    assert client_of(commissioner).get(edit).status_code == 302
    late.refresh_from_db()
    assert late.state == "reported"


def test_what_is_taken_off_the_agenda_can_be_deliberated_on_later(zone, reported, commissioner, client_of):
    one = reported(zone.branch_a, "keep")
    held = meeting(zone)
    held.put_on([one], by=commissioner)
    client_of(commissioner).post(reverse("branch_decision_take_off", args=[held.decisions.get().pk]))
    one.refresh_from_db()
    assert (one.state, held.decisions.count()) == ("reported", 0)


def test_a_branch_rectifies_with_evidence_and_somebody_else_accepts_it(
    zone, reported, commissioner, secretary, adviser, neighbour, client_of
):
    one = reported(zone.branch_a, "rectify")
    held = meeting(zone)
    held.put_on([one], by=commissioner)
    held.decide(by=commissioner)
    row = BranchRectification.objects.get()
    finish = reverse("branch_rectification_finish", args=[row.pk])
    assert client_of(neighbour).get(finish).status_code == 404
    branch = client_of(secretary)
    assert branch.post(finish, {"measures": "补齐记录"}).status_code == 422, "no evidence"
    branch.post(finish, {"measures": "补齐记录", "photos": a_picture()})
    row.refresh_from_db()
    assert (row.state, row.evidence.count()) == ("done", 1)
    accept = reverse("branch_rectification_accept", args=[row.pk])
    assert branch.post(accept).status_code == 403
    client_of(adviser).post(reverse("branch_rectification_send_back", args=[row.pk]), {"opinion": "签到仍缺"})
    branch.post(finish, {"measures": "补齐签到"})
    client_of(adviser).post(accept, {"opinion": "已核对"})
    row.refresh_from_db()
    one.refresh_from_db()
    assert (row.state, one.state) == ("checked", "executed")


def test_nobody_accepts_the_own_rectification(zone, reported, commissioner, secretary):
    one = reported(zone.branch_a, "rectify")
    held = meeting(zone)
    held.put_on([one], by=commissioner)
    held.decide(by=commissioner)
    both = appoint(appoint(make_user("both"), Role.SECRETARY, zone.branch_a), Role.ADVISER, zone.branch_a)
    row = BranchRectification.objects.get()
    from_branch = reverse("branch_rectification", args=[row.pk])
    assert from_branch
    row.finish(by=both, measures="补齐记录", photos=[a_picture()])
    with pytest.raises(Refused):
        row.accept(by=both)


def test_an_overdue_rectification_stands_on_the_desk_of_the_branch(zone, reported, commissioner, secretary, client_of):
    one = reported(zone.branch_a, "rectify")
    held = meeting(zone)
    held.put_on([one], by=commissioner)
    held.decide(by=commissioner)
    BranchRectification.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    piles = {str(pile["label"]): pile for pile in client_of(secretary).get(reverse("desk")).context["piles"]}
    pile = piles["逾期未整改"]
    assert (pile["count"], pile["urgent"]) == (1, True)
    assert client_of(secretary).get(pile["url"]).context["page"].count == 1


def test_a_committee_to_be_adjusted_is_a_change_with_an_election_to_follow(zone, reported, commissioner, client_of):
    one = reported(zone.branch_a, "adjust")
    held, today = meeting(zone), timezone.localdate()
    held.put_on([one], by=commissioner)
    held.decide(by=commissioner)
    held.execute(by=commissioner)
    change = zone.branch_a.changes.get(kind="adjusted")
    assert (change.document_number, change.effective_on, change.state) == ("云高党〔2026〕31号", today, "applied")
    follow_up = change.follow_ups.get()
    assert (follow_up.kind, follow_up.state) == ("election", "open")
    one.refresh_from_db()
    assert (one.state, Organisation.objects.get(pk=zone.branch_a.pk).state) == ("executed", "in_force")
    Election.hold(Organisation.objects.get(pk=zone.branch_a.pk), by=commissioner, held_on=today)
    follow_up.refresh_from_db()
    assert follow_up.state == "done"


def test_an_adjustment_for_a_later_day_waits_for_it_with_everything_decided_together(zone, reported, commissioner):
    one, other = reported(zone.branch_a, "adjust"), reported(zone.branch_b, "dissolve")
    held = meeting(zone, effective_on=timezone.localdate() + timedelta(days=1))
    held.put_on([one, other], by=commissioner)
    held.decide(by=commissioner)
    held.execute(by=commissioner)
    assert not FollowUp.objects.exists()
    OrganisationalChange.objects.filter(state="planned").update(effective_on=timezone.localdate())
    OrganisationalChange.apply_due()
    Deliberation.settle_due()
    assert FollowUp.objects.filter(change__organisation=zone.branch_a, kind="election", state="open").exists()
    assert set(Assessment.objects.values_list("state", flat=True)) == {"executed"}


def test_a_commissioner_adjusts_a_committee_without_a_deliberation_too(zone, commissioner, client_of):
    url = reverse("organisation_adjust_committee", args=[zone.branch_a.pk])
    facts = {"effective_on": timezone.localdate(), "meeting": "党工委会议", "document_number": "云高党〔2026〕32号"}
    assert client_of(commissioner).post(url, facts).status_code == 302
    assert zone.branch_a.changes.get(kind="adjusted").follow_ups.get().kind == "election"


def test_whoever_gives_appointments_is_told_of_those_left_at_organisations_that_have_ended(
    zone, commissioner, secretary, secadmin, client_of
):
    office = secretary.appointments.get()
    piles = [pile["records"] for pile in client_of(secadmin).get(reverse("desk")).context["piles"]]
    assert not any(office in records for records in piles)
    zone.branch_a.dissolve(by=commissioner, effective_on=timezone.localdate(), reason="企业停产")
    client = client_of(secadmin)
    (pile,) = [pile for pile in client.get(reverse("desk")).context["piles"] if office in pile["records"]]
    assert pile["count"] == client.get(pile["url"]).context["page"].count == 1
    office.end_on(timezone.localdate(), by=secadmin)
    assert client.get(pile["url"]).context["page"].count == 0
