"""What becomes of a task force when its branch merges or ends: it goes along or ends too, and nothing counted goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from branches.choices import Role
from branches.models import Organisation, OrganisationalChange
from portal.generic import batches
from tests.factories.ledgers import loaded, workbook
from tests.factories.portal import make_user
from tests.factories.volunteers import make_activity
from volunteers.models import Activity, TaskForce, TaskForceMove, TaskForcePost

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAPERS = {"meeting": "党工委会议", "document_number": "云高党〔2026〕31号"}


def again(record):
    return type(record).objects.get(pk=record.pk)


def post_in(force):
    """Somebody who belongs to the task force since last year."""
    start = TODAY - timedelta(days=400)
    return TaskForcePost.appoint(make_user(), Role.TASK_FORCE_MEMBER, force, by=None, start=start)


def test_the_task_force_of_a_merged_branch_goes_on_at_the_receiving_one(zone, commissioner, neighbour):
    activity = make_activity(zone.force_a, confirmed=True, held_on=TODAY - timedelta(days=9))
    post = post_in(zone.force_a)
    zone.branch_a.merge_into(by=commissioner, into=zone.branch_b, effective_on=TODAY, **PAPERS)
    force, move = again(zone.force_a), TaskForceMove.objects.get()
    assert (force.organisation, force.disbanded_on) == (zone.branch_b, None)
    assert (move.organisation_before, move.organisation_after, move.effective_on) == (
        zone.branch_a,
        zone.branch_b,
        TODAY,
    )
    assert move.change == zone.branch_a.changes.get(kind="merged")
    assert again(post).end is None
    assert again(activity).organisation == zone.branch_a, "what was counted for the branch stays counted for it"
    assert force in TaskForce.objects.visible_to(neighbour)


def test_an_evening_before_the_merger_entered_afterwards_counts_for_the_branch_of_that_evening(zone, commissioner):
    day = TODAY - timedelta(days=3)
    zone.branch_a.merge_into(by=commissioner, into=zone.branch_b, effective_on=day, **PAPERS)
    force = again(zone.force_a)
    assert make_activity(force, held_on=day - timedelta(days=1)).organisation == zone.branch_a
    assert make_activity(force, held_on=day).organisation == zone.branch_b


def test_the_task_force_of_a_dissolved_branch_ends_with_it_and_its_posts_the_day_before(zone, commissioner):
    make_activity(zone.force_a, confirmed=True, held_on=TODAY - timedelta(days=9))
    post, left = post_in(zone.force_a), post_in(zone.force_a)
    left.end_on(TODAY - timedelta(days=50), by=commissioner)
    counted = Activity.objects.counted().count()
    zone.branch_a.dissolve(by=commissioner, effective_on=TODAY, reason="企业停产", **PAPERS)
    assert again(zone.force_a).disbanded_on == TODAY
    assert again(post).end == TODAY - timedelta(days=1)
    assert again(left).end == TODAY - timedelta(days=50)
    assert zone.force_a in TaskForce.objects.in_force(TODAY - timedelta(days=1))
    assert zone.force_a not in TaskForce.objects.in_force(TODAY)
    assert Activity.objects.counted().count() == counted


def test_withdrawn_the_decision_leaves_no_trace_at_the_task_force(zone, commissioner):
    post = post_in(zone.force_a)
    zone.branch_a.dissolve(by=commissioner, effective_on=TODAY, reason="企业停产", **PAPERS)
    zone.branch_a.changes.get(kind="dissolved").withdraw(by=commissioner, why="误登")
    assert again(zone.force_a).disbanded_on is None
    assert again(post).end is None
    assert not TaskForceMove.objects.exists()
    branch = Organisation.objects.get(pk=zone.branch_a.pk)
    branch.merge_into(by=commissioner, into=zone.branch_b, effective_on=TODAY, **PAPERS)
    branch.changes.filter(kind="merged").get().withdraw(by=commissioner, why="误登")
    assert again(zone.force_a).organisation == zone.branch_a


def test_corrected_to_another_day_the_task_force_ends_on_that_day(zone, commissioner):
    post = post_in(zone.force_a)
    zone.branch_a.dissolve(by=commissioner, effective_on=TODAY, reason="企业停产", **PAPERS)
    earlier = TODAY - timedelta(days=20)
    change = zone.branch_a.changes.get(kind="dissolved")
    change.correct(by=commissioner, why="日期有误", effective_on=earlier, **PAPERS, basis="", reason="企业停产")
    move = TaskForceMove.objects.get()
    assert (again(zone.force_a).disbanded_on, move.effective_on) == (earlier, earlier)
    assert move.change == zone.branch_a.changes.get(state="applied", kind="dissolved")
    assert again(post).end == earlier - timedelta(days=1)


def test_planned_for_a_later_day_the_task_force_stays_until_the_clock_has_carried_it_out(zone, commissioner):
    tomorrow = TODAY + timedelta(days=1)
    OrganisationalChange.plan("merged", zone.branch_a, by=commissioner, effective_on=tomorrow, into=zone.branch_b)
    assert again(zone.force_a).organisation == zone.branch_a
    OrganisationalChange.objects.filter(state="planned").update(effective_on=TODAY)
    OrganisationalChange.apply_due()
    assert again(zone.force_a).organisation == zone.branch_b


def test_the_record_of_the_task_force_says_where_it_went_and_by_which_decision(zone, commissioner, client_of):
    zone.branch_a.merge_into(by=commissioner, into=zone.branch_b, effective_on=TODAY, **PAPERS)
    change = zone.branch_a.changes.get(kind="merged")
    page = client_of(commissioner).get(zone.force_a.get_absolute_url()).content.decode()
    assert change.get_absolute_url() in page
    assert zone.branch_b.name in page


def ended_by_ledger(*rows):
    """The sheet of changes of a roster, loaded."""
    heads = ["党组织名称", "变动事项", "新名称", "生效日期"]
    return loaded("organisations", workbook(花名册=[["党组织名称"]], 撤销调整=[heads, *rows]))


def test_ended_by_the_sheet_of_a_roster_the_task_force_ends_as_with_the_verb_until_the_sheet_is_undone(zone):
    post, day = post_in(zone.force_a), TODAY - timedelta(days=30)
    batch = ended_by_ledger([zone.branch_a.name, "撤销", "", day])
    assert again(zone.force_a).disbanded_on == day
    assert again(post).end == day - timedelta(days=1)
    assert TaskForceMove.objects.get().change == zone.branch_a.changes.get(kind="dissolved")
    batches.undo(batch, by=None)
    assert again(zone.force_a).disbanded_on is None
    assert again(post).end is None
    assert not TaskForceMove.objects.exists()


def test_merged_by_the_sheet_of_a_roster_the_task_force_goes_on_at_the_receiving_branch(zone):
    day = TODAY - timedelta(days=30)
    ended_by_ledger([zone.branch_a.name, "合并", zone.branch_b.name, day])
    force, move = again(zone.force_a), TaskForceMove.objects.get()
    assert (force.organisation, force.disbanded_on) == (zone.branch_b, None)
    assert (move.organisation_before, move.effective_on) == (zone.branch_a, day)
