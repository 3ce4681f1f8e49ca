"""What follows a major hazard: who grades it, the plan, documents in their order, stops, listing, closing."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.states import Refused, WrongState
from tests.factories.majors import (
    before_closing,
    before_recheck,
    make_document,
    make_listing,
    make_plan,
    make_stop,
    paper,
    plan_facts,
)
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard
from volunteers.choices import (
    DocumentKind,
    HazardLevel,
    HazardState,
    ListingState,
    PlanState,
    ProposalState,
    StopState,
)
from volunteers.models import GradeProposal, Hazard, HazardDocument, Listing, ProductionStop, TreatmentPlan
from volunteers.models.documents import FIRST, FORERUNNERS
from volunteers.models.major_way import MajorWay

pytestmark = pytest.mark.django_db
K, S = DocumentKind, HazardState
MAJOR = {"level": HazardLevel.MAJOR}


def major(state=S.RECTIFYING, **facts):
    """A major hazard in this state."""
    return make_hazard(state, **MAJOR | facts)


# --- proposals and grading


def test_whoever_finds_it_proposes_and_the_centre_decides():
    hazard, finder = make_hazard(), make_user()
    proposal = GradeProposal.propose(hazard, by=finder, level="major", clause="GM-11-4", reason="正压除尘")
    assert Hazard.objects.get(pk=hazard.pk).level == HazardLevel.GENERAL
    with pytest.raises(Refused):
        GradeProposal.propose(hazard, by=finder, level="major", reason="还是正压除尘")
    hazard.grade(by=make_user(), level="major", clause="GM-11-4", due_on=days_ago(-20))
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED
    assert proposal.answered_by is not None


def test_grading_otherwise_answers_the_proposal_too():
    hazard = make_hazard()
    proposal = GradeProposal.propose(hazard, by=make_user(), level="major", reason="正压除尘")
    hazard.grade(by=make_user(), level="general", due_on=days_ago(-20))
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DECLINED


def test_a_proposal_is_declined_with_a_reason_once():
    proposal = GradeProposal.propose(make_hazard(), by=make_user(), level="major", reason="正压除尘")
    with pytest.raises(Refused):
        proposal.decline(by=make_user(), answer=" ")
    proposal.decline(by=make_user(), answer="属负压，不构成重大")
    with pytest.raises(WrongState):
        proposal.decline(by=make_user(), answer="再次答复")


def test_what_is_reported_as_major_counts_as_major_only_once_graded():
    hazard = make_hazard(**MAJOR)
    assert not Hazard.objects.major().filter(pk=hazard.pk).exists()
    assert Hazard.objects.proposed().filter(pk=hazard.pk).exists()
    hazard.grade(by=make_user(), level="major", clause="GM-11-4", due_on=days_ago(-20))
    assert Hazard.objects.major().filter(pk=hazard.pk).exists()
    assert not Hazard.objects.proposed().filter(pk=hazard.pk).exists()


def test_it_does_not_become_general_while_something_rests_on_its_being_major():
    hazard = major()
    make_stop(hazard)
    facts = {"clause": "", "due_on": days_ago(-9), "reason": "重新核定"}
    with pytest.raises(Refused):
        hazard.regrade(by=make_user(), level="general", **facts)


# --- the plan


def test_a_plan_names_the_five_assurances_or_is_none():
    hazard = major()
    for name in ("duty_name", "measures", "emergency_plan", "interim_control"):
        with pytest.raises(ValidationError), transaction.atomic():
            TreatmentPlan.hand_in(hazard, by=make_user(), **plan_facts(**{name: ""}))
    with pytest.raises(IntegrityError), transaction.atomic():
        TreatmentPlan._base_manager.create(hazard=hazard, **plan_facts(emergency_plan=""))
    assert not TreatmentPlan.objects.exists()


def test_one_plan_stands_and_another_follows_only_one_that_was_sent_back():
    hazard, enterprise = major(), make_user()
    plan = make_plan(hazard, by=enterprise)
    with pytest.raises(Refused):
        make_plan(hazard)
    with pytest.raises(Refused):
        plan.accept(by=enterprise)
    plan.send_back(by=make_user(), answer="资金未落实")
    again = make_plan(hazard, accepted=True)
    assert (plan.state, again.state) == (PlanState.SENT_BACK, PlanState.ACCEPTED)


def test_the_database_itself_keeps_a_second_plan_out():
    hazard = major()
    make_plan(hazard)
    with pytest.raises(IntegrityError), transaction.atomic():
        TreatmentPlan._base_manager.create(hazard=hazard, **plan_facts())


def test_a_plan_does_not_end_after_the_deadline_and_a_general_hazard_has_none():
    with pytest.raises(Refused):
        make_plan(major(due_on=days_ago(-3)), deadline=days_ago(-4))
    with pytest.raises(Refused):
        make_plan(make_hazard(S.RECTIFYING))


# --- documents in their order


def ready_for(kind):
    """A major hazard at which a document of this kind has its place, except for its forerunner."""
    if kind == K.ACCEPTANCE:
        hazard = major()
        make_plan(hazard, accepted=True)
        return hazard.rectify(by=make_user(), rectified_on=days_ago(0), measures="已改造")
    if kind == K.CONSENT:
        hazard = major(S.VERIFIED)
        hazard.documents.filter(kind=K.ACCEPTANCE).update(set_aside_on=days_ago(0))
        return hazard
    return major()


@pytest.mark.parametrize("kind", [kind for kind in K if kind not in FIRST])
def test_no_later_document_without_its_forerunner(kind):
    hazard = ready_for(kind)
    with pytest.raises(Refused) as refusal:
        make_document(hazard, kind)
    assert str(K(FORERUNNERS[kind][0]).label) in str(refusal.value)
    assert not HazardDocument.objects.filter(kind=kind).exists()


def test_the_database_itself_refuses_a_document_without_its_forerunner_or_scan():
    facts = {"hazard": major(), "issuer": "云溪市应急管理局", "issued_on": days_ago(0), "scan": "x.pdf"}
    with pytest.raises(IntegrityError), transaction.atomic():
        HazardDocument._base_manager.create(kind=K.RECHECK, number="1", **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        HazardDocument._base_manager.create(kind=K.INSPECTION, number="1", **facts | {"scan": ""})


def test_each_document_rests_on_the_one_before_it():
    hazard = major()
    inspection = make_document(hazard, K.INSPECTION, issued_on=days_ago(4))
    order = make_document(hazard, K.ORDER, issued_on=days_ago(3))
    recheck = make_document(hazard, K.RECHECK, issued_on=days_ago(1))
    assert (order.forerunner, recheck.forerunner) == (inspection, order)


def test_a_document_is_not_older_than_what_it_rests_on_nor_from_tomorrow():
    hazard = major()
    make_document(hazard, K.INSPECTION, issued_on=days_ago(2))
    for day in (days_ago(3), days_ago(-1), days_ago(30)):
        with pytest.raises(Refused):
            make_document(hazard, K.ORDER, issued_on=day)


def test_a_document_of_others_comes_with_its_scan_and_is_registered_once():
    hazard = major()
    with pytest.raises(Refused):
        make_document(hazard, K.INSPECTION, scan=None)
    make_document(hazard, K.INSPECTION, number="云应急检记〔2026〕1号")
    with pytest.raises(Refused):
        make_document(hazard, K.INSPECTION, number="云应急检记〔2026〕1号")


def test_what_was_registered_by_mistake_is_set_aside_and_stays_to_be_seen():
    hazard = major()
    inspection = make_document(hazard, K.INSPECTION)
    order = make_document(hazard, K.ORDER)
    with pytest.raises(Refused):
        inspection.set_aside(by=make_user(), reason="登记错误")
    order.set_aside(by=make_user(), reason="登记错误")
    with pytest.raises(Refused):
        order.set_aside(by=make_user(), reason="登记错误")
    assert HazardDocument.objects.current().get() == inspection
    assert HazardDocument.objects.count() == 2


def test_the_order_of_a_stop_cannot_be_set_aside():
    stop = make_stop(major(), ordered=True)
    with pytest.raises(Refused):
        stop.order.set_aside(by=make_user(), reason="登记错误")


# --- stops


def test_an_order_is_registered_with_the_inspection_on_which_it_rests():
    hazard = major()
    with pytest.raises(Refused):
        ProductionStop.register_order(
            hazard, by=make_user(), extent="全厂", document=paper(kind=K.MEASURES), inspection=None
        )
    stop = make_stop(hazard, ordered=True)
    assert stop.order.forerunner.kind == K.INSPECTION
    assert Hazard.objects.get(pk=hazard.pk).standing_stops == 1


def test_the_database_itself_knows_no_order_without_a_document():
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductionStop._base_manager.create(hazard=major(), kind="ordered", extent="全厂", stopped_on=days_ago(0))


def test_the_same_stop_is_registered_once_and_a_second_part_may_stop_too():
    hazard = major()
    make_stop(hazard, extent="抛光车间")
    with pytest.raises(Refused):
        make_stop(hazard, extent="抛光车间")
    make_stop(hazard, extent="打磨线")
    assert Hazard.objects.get(pk=hazard.pk).standing_stops == 2


def test_a_stopped_hazard_cannot_be_closed_nor_made_void():
    hazard = make_hazard(S.GRADED)
    make_stop(hazard)
    hazard.refresh_from_db()
    with pytest.raises(Refused):
        hazard.void(by=make_user(), reason="登记错误")
    with pytest.raises(Refused):
        hazard.merge_into(by=make_user(), original=make_hazard(enterprise=hazard.enterprise))
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.filter(pk=hazard.pk).update(state=S.VOID)


@pytest.mark.parametrize("level", list(HazardLevel))
def test_no_hazard_is_closed_while_a_stop_stands(level):
    hazard = make_hazard(S.AWAITING_RECHECK, level=level)
    stop = make_stop(hazard)
    hazard.verify(by=make_user(), rechecked_on=days_ago(0), opinion="合格", second_rechecker=make_user(name="姚敏"))
    verb, facts = ("close_major", {}) if level == HazardLevel.MAJOR else ("close", {"closing_document": "复查8号"})
    if level == HazardLevel.MAJOR:
        before_closing(hazard)
    with pytest.raises(Refused):
        getattr(hazard, verb)(by=make_user(), **facts)
    stop.lift(by=make_user(), lifted_on=days_ago(0), evidence="复查合格")
    assert getattr(hazard, verb)(by=make_user(), **facts).state == S.CLOSED


def test_production_goes_on_after_the_recheck_and_an_order_ends_by_consent():
    hazard = major(S.AWAITING_RECHECK)
    stop = make_stop(hazard, ordered=True)
    facts = {"lifted_on": days_ago(0), "evidence": "复查合格"}
    with pytest.raises(Refused):
        stop.lift(by=make_user(), **facts)
    hazard.verify(by=make_user(), rechecked_on=days_ago(0), opinion="合格", second_rechecker=make_user(name="姚敏"))
    with pytest.raises(Refused):
        stop.lift(by=make_user(), **facts)
    consent = make_document(hazard, K.CONSENT)
    stop.lift(by=make_user(), **facts)
    assert (stop.state, stop.lifting) == (StopState.LIFTED, consent)
    with pytest.raises(WrongState):
        stop.lift(by=make_user(), **facts)
    assert Hazard.objects.get(pk=hazard.pk).standing_stops == 0


def test_of_two_who_lift_the_same_stop_the_second_is_told():
    hazard = major(S.VERIFIED)
    Hazard.objects.filter(pk=hazard.pk).update(state=S.AWAITING_RECHECK, rechecked_on=None, rechecked_month=None)
    first = make_stop(hazard)
    hazard.refresh_from_db()
    hazard.verify(by=make_user(), rechecked_on=days_ago(0), opinion="合格", second_rechecker=make_user(name="姚敏"))
    second = ProductionStop.objects.get(pk=first.pk)
    first.lift(by=make_user(), lifted_on=days_ago(0), evidence="复查合格")
    with pytest.raises(WrongState):
        second.lift(by=make_user(), lifted_on=days_ago(0), evidence="复查合格")


# --- listing


def test_a_hazard_is_listed_once_and_released_after_the_recheck():
    hazard = major()
    listing = make_listing(hazard)
    with pytest.raises(Refused):
        Listing.enter(hazard, by=make_user(), unit="市安委办", supervisor="裘建国", deadline=days_ago(-9), **paper())
    with pytest.raises(Refused):
        listing.release(by=make_user(), **paper())
    make_plan(hazard, accepted=True)
    hazard.rectify(by=make_user(), rectified_on=days_ago(0), measures="已改造")
    before_recheck(hazard)
    hazard.verify(by=make_user(), rechecked_on=days_ago(0), opinion="合格", second_rechecker=make_user(name="姚敏"))
    before_closing(hazard)
    with pytest.raises(Refused):
        hazard.close_major(by=make_user())
    listing.release(by=make_user(), **paper())
    assert listing.state == ListingState.RELEASED
    assert hazard.close_major(by=make_user()).state == S.CLOSED


# --- the whole way


def test_the_recheck_waits_for_plan_report_and_acceptance_and_names_what_is_missing():
    hazard = major()
    hazard.rectify(by=make_user(), rectified_on=days_ago(0), measures="已改造")
    facts = {
        "by": make_user(),
        "rechecked_on": days_ago(0),
        "opinion": "合格",
        "second_rechecker": make_user(name="姚敏"),
    }
    lacks = MajorWay(hazard).lacks_before_recheck()
    assert len(lacks) == 3
    with pytest.raises(Refused) as refusal:
        hazard.verify(**facts)
    assert all(str(one) in str(refusal.value) for one in lacks)
    make_plan(hazard, accepted=True)
    before_recheck(hazard)
    assert hazard.verify(**facts).state == S.VERIFIED


def test_what_was_put_right_on_the_spot_needs_no_plan():
    hazard = make_hazard(**MAJOR)
    hazard.rectify_on_the_spot(by=make_user(), measures="抽干积水")
    before_recheck(hazard)
    facts = {"rechecked_on": days_ago(0), "opinion": "合格", "second_rechecker": make_user(name="姚敏")}
    assert hazard.verify(by=make_user(), **facts).state == S.VERIFIED


def test_a_rectification_that_did_not_hold_is_accepted_anew():
    hazard = major(S.VERIFIED)
    before_closing(hazard)
    hazard.reopen(by=make_user(), reason="再次发现", due_on=days_ago(-5))
    assert set(HazardDocument.objects.current().values_list("kind", flat=True)) == {K.REPORT}
    hazard.rectify(by=make_user(), rectified_on=days_ago(0), measures="重做")
    assert len(MajorWay(hazard).lacks_before_recheck()) == 1


def test_the_way_says_what_stands_what_is_missing_and_who_is_next():
    hazard = major()
    steps = {step.key: step for step in MajorWay(hazard).steps()}
    assert steps["plan"].state == "now"
    assert str(steps["plan"].who) == "企业" or str(steps["plan"].who) == "the enterprise"
    assert (steps["stop"].state, steps["transfer"].state, steps["closing"].state) == ("off", "off", "next")
    strict = {step.key: step.state for step in MajorWay(hazard, is_strict=True).steps()}
    assert (strict["stop"], strict["transfer"]) == ("late", "now")
    closed = {step.key: step.state for step in MajorWay(major(S.CLOSED)).steps()}
    assert set(closed.values()) == {"done", "off"}
