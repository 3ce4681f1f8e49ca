"""Closed hazards looked at again: drawn by lot so that anybody can draw again, by another team, with a result."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.states import Refused, WrongState
from tests.factories.branches import make_organisation
from tests.factories.hazards import make_draw
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import days_ago, make_hazard, make_task_force, photo_file
from volunteers.choices import HazardState, PhotoMoment, ReinspectionState
from volunteers.models import Hazard, Reinspection, ReinspectionDraw
from volunteers.models.reinspections import drawn

pytestmark = pytest.mark.django_db
NUMBERS = [f"YH-2026-{n:04d}" for n in range(1, 41)]
SEEN = {"inspected_on": days_ago(0), "opinion": "保持良好"}


def closed(zone, n=1, **fields):
    """Closed hazards of enterprise A, found by A's task force."""
    facts = {"enterprise": zone.enterprise_a, "task_force": zone.force_a} | fields
    return [make_hazard(HazardState.CLOSED, **facts) for _one in range(n)]


def test_the_same_seed_draws_the_same_and_another_one_others():
    assert drawn("a", NUMBERS, 10) == drawn("a", reversed(NUMBERS), 10)
    assert len(drawn("a", NUMBERS, 10)) == 4
    assert len(drawn("a", NUMBERS[:3], 10)) == 1
    assert drawn("a", NUMBERS, 10) != drawn("b", NUMBERS, 10)


def test_a_share_is_drawn_recorded_and_can_be_drawn_again(zone, head):
    draw = make_draw(*closed(zone, 8), share=25, seed="十一月", by=head)
    assert (draw.reinspections.count(), len(draw.pool), draw.drawn_by, draw.seed) == (2, 8, head, "十一月")
    assert draw.is_reproducible
    Reinspection.objects.first().delete()
    assert not draw.is_reproducible


def test_it_goes_to_another_team_than_those_who_found_it(zone):
    make_task_force(zone.branch_b, name="已解散突击队", disbanded_on=days_ago(1))
    hazards = closed(zone, 6)
    for hazard in hazards:
        hazard.discoverers.create(task_force=make_task_force(zone.branch_a, name=f"共同{hazard.pk}"))
    draw = make_draw(*hazards)
    for one in draw.reinspections.select_related("hazard", "task_force"):
        assert one.task_force not in (zone.force_a, one.hazard.discoverers.get().task_force)
        assert one.task_force.name != "已解散突击队"


def test_a_month_is_drawn_once_when_it_is_over_and_something_was_closed_in_it(zone, head):
    today = timezone.localdate()
    with pytest.raises(Refused):
        ReinspectionDraw.draw(today.year * 100 + today.month, by=head)
    with pytest.raises(Refused):
        ReinspectionDraw.draw(202001, by=head)
    draw = make_draw(*closed(zone))
    with pytest.raises(Refused):
        ReinspectionDraw.draw(draw.month, by=head)
    assert ReinspectionDraw.objects.count() == 1


@pytest.mark.parametrize("state", list(ReinspectionState))
def test_a_result_is_given_once(state, zone):
    for verb, facts in (("hold", SEEN), ("fail", SEEN | {"due_on": days_ago(-3)})):
        one = make_draw(*closed(zone)).reinspections.get()
        if state == ReinspectionState.HOLDS:
            one.hold(by=make_user(), **SEEN)
        elif state == ReinspectionState.FAILED:
            one.fail(by=make_user(), due_on=days_ago(-3), **SEEN)
        if state == ReinspectionState.DRAWN:
            getattr(one, verb)(by=make_user(), **facts)
        else:
            with pytest.raises(WrongState):
                getattr(one, verb)(by=make_user(), **facts)


def test_what_does_not_hold_is_opened_again(zone):
    one = make_draw(*closed(zone)).reinspections.get()
    one.fail(by=make_user(), inspected_on=days_ago(0), opinion="积尘反弹", due_on=days_ago(-7), photos=[photo_file()])
    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.reason, hazard.due_on) == (HazardState.RECTIFYING, "积尘反弹", days_ago(-7))
    assert hazard.photos.get().moment == PhotoMoment.AGAIN
    assert one.state == ReinspectionState.FAILED


def test_what_holds_stays_closed(zone):
    one = make_draw(*closed(zone)).reinspections.get()
    one.hold(by=make_user(), **SEEN)
    assert Hazard.objects.get().state == HazardState.CLOSED


@pytest.mark.parametrize("part", ["finder", "rectified_by", "rechecked_by"])
def test_who_had_a_hand_in_it_does_not_look_again(part, zone):
    person, (hazard,) = make_user(), closed(zone)
    Hazard.objects.filter(pk=hazard.pk).update(**{part: person})
    one = make_draw(hazard).reinspections.get()
    with pytest.raises(Refused):
        one.hold(by=person, **SEEN)


def test_the_head_draws_and_the_team_that_was_drawn_looks(zone, head, official, leader, client_of):
    (hazard,) = closed(zone)
    other = make_task_force(make_organisation(zone.root))
    member = appoint(make_user(), "task_force_member", other)
    make_draw(hazard).delete()
    month = Hazard.objects.get().closed_on
    facts = {"closed_in": f"{month:%Y-%m}", "share": 100, "seed": "", "submission": uuid.uuid4()}
    add = reverse("reinspection_draw_add")
    assert client_of(official).post(add, facts).status_code == 403
    boss = client_of(head)
    assert boss.post(add, facts | {"closed_in": "十一月"}).status_code == 422
    answers = {boss.post(add, facts).url for _tap in range(2)}
    draw = ReinspectionDraw.objects.get()
    assert answers == {draw.get_absolute_url()}
    one = draw.reinspections.get()
    boss.post(reverse("reinspection_assign", args=[one.pk]), {"task_force": other.name, "submission": uuid.uuid4()})
    assert client_of(leader).get(one.get_absolute_url()).status_code == 404
    client = client_of(member)
    assert one.get_absolute_url() in client.get(reverse("desk")).content.decode()
    assert client.get(hazard.get_absolute_url()).status_code == 200
    hold = reverse("reinspection_hold", args=[one.pk])
    assert hold in client.get(one.get_absolute_url()).content.decode()
    facts = {"inspected_on": days_ago(0).isoformat(), "opinion": "保持良好", "submission": uuid.uuid4()}
    assert client.post(hold, facts).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.inspected_by) == (ReinspectionState.HOLDS, member)
    assert "保持良好" in client_of(head).get(draw.get_absolute_url()).content.decode()


def test_it_is_not_given_to_those_who_found_it(zone, head):
    one = make_draw(*closed(zone), team=zone.force_b).reinspections.get()
    with pytest.raises(Refused):
        one.assign(by=head, task_force=zone.force_a)
    one.hold(by=make_user(), **SEEN)
    with pytest.raises(Refused):
        one.assign(by=head, task_force=make_task_force(zone.branch_b))
