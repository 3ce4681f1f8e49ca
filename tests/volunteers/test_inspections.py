"""Inspections: planned, joined, recorded by item, findings under a clause, nothing found, an expert's opinion."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone, translation

from branches.models import Process
from portal.occasions import planned_at
from portal.states import Refused, WrongState
from tests.factories.branches import make_enterprise
from tests.factories.inspections import make_inspection
from tests.factories.volunteers import make_hazard
from volunteers.choices import Capacity, InspectionState, ItemFinding
from volunteers.models import Inspection, JudgementStandard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def dusty():
    """An enterprise that polishes."""
    return make_enterprise(processes=[Process.objects.get(code="dust")])


def clause(code):
    """A clause in force."""
    return JudgementStandard.of_code(code)


def test_a_visit_for_today_was_not_planned_and_one_for_next_week_was(dusty, cadre):
    today = timezone.localdate()
    assert make_inspection(dusty, by=cadre).is_unplanned
    planned = make_inspection(dusty, by=cadre, day=today + timedelta(days=7))
    assert not planned.is_unplanned
    assert planned.number.startswith(f"JC-{planned.day.year}-")
    assert "GM-11-3" in {one.code for one in planned.items()}


def test_the_expert_joins_the_cadres_visit_instead_of_coming_again(dusty, cadre, official):
    visit = make_inspection(dusty, by=cadre)
    visit.join(official, by=official, capacity=Capacity.EXPERT)
    visit.join(official, by=official, capacity=Capacity.EXPERT)
    assert [row.capacity for row in visit.visitors.all()] == [Capacity.CADRE, Capacity.EXPERT]
    visit.hold(by=cadre, day=visit.day, nothing_found=True)
    with pytest.raises(Refused, match="not to come any more"):
        visit.join(official, by=official, capacity=Capacity.EXPERT)


def test_nothing_found_is_an_answer_of_its_own(dusty, cadre):
    visit = make_inspection(dusty, by=cadre)
    with pytest.raises(Refused, match="Tick “nothing found”"):
        visit.hold(by=cadre, day=visit.day)
    with pytest.raises(Refused, match="take the tick"):
        visit.hold(by=cadre, day=visit.day, nothing_found=True, items={clause("GM-11-3"): ItemFinding.FAILS})
    visit.hold(by=cadre, day=visit.day, nothing_found=True, items={clause("GM-11-3"): ItemFinding.FINE})
    assert (visit.state, visit.nothing_found, visit.recorded_by) == (InspectionState.HELD, True, cadre)
    with pytest.raises(WrongState):
        visit.hold(by=cadre, day=visit.day, nothing_found=True)
    with pytest.raises(Refused, match="Nothing found"):
        visit.found(make_hazard(enterprise=dusty), by=cadre)


def test_a_failing_item_asks_for_its_hazard_until_it_is_registered(dusty, cadre):
    visit = make_inspection(dusty, by=cadre)
    visit.hold(by=cadre, day=visit.day, items={clause("GM-11-3"): ItemFinding.FAILS})
    assert [one.code for one in visit.without_hazard()] == ["GM-11-3"]
    hazard = make_hazard(enterprise=dusty)
    hazard.judge_by("GM-11-3")
    hazard.save()
    visit.found(hazard, by=cadre)
    assert not visit.without_hazard().exists()


def test_a_hazard_of_another_enterprise_is_no_finding_of_this_visit(dusty, cadre):
    with pytest.raises(Refused, match="another enterprise"):
        make_inspection(dusty, by=cadre).found(make_hazard(), by=cadre)


def test_a_visit_to_come_is_not_recorded_yet_and_may_be_called_off_with_a_reason(dusty, cadre):
    visit = make_inspection(dusty, by=cadre, day=timezone.localdate() + timedelta(days=3))
    with pytest.raises(Refused, match="not come yet"):
        visit.hold(by=cadre, day=visit.day, nothing_found=True)
    with pytest.raises(Refused, match="Say why"):
        visit.call_off(by=cadre, reason=" ")
    visit.call_off(by=cadre, reason="企业停产检修")
    assert visit.state == InspectionState.CALLED_OFF
    with pytest.raises(IntegrityError):
        Inspection.objects.filter(pk=visit.pk).update(nothing_found=True)


def test_whoever_plans_something_else_there_is_told_that_somebody_comes(dusty, cadre):
    day = timezone.localdate() + timedelta(days=2)
    make_inspection(dusty, by=cadre, day=day)
    assert [one.source for one in planned_at([dusty.pk], day, day)[dusty.pk]] == ["inspection"]
