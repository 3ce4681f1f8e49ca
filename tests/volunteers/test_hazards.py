"""What may happen to a hazard, and what never may."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portal.states import Refused, WrongState
from tests.factories.majors import before_closing, make_document
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard, make_task_force, take_step
from volunteers.choices import DocumentKind, HazardLevel, HazardState
from volunteers.models import Hazard

FACTS = {
    "grade": {"level": HazardLevel.GENERAL, "due_on": days_ago(-7)},
    "start_rectifying": {},
    "rectify": {"rectified_on": days_ago(1), "measures": "已清理"},
    "rectify_on_the_spot": {"measures": "当场清理"},
    "send_back": {"reason": "仍有积尘"},
    "verify": {"rechecked_on": days_ago(0), "opinion": "合格"},
    "close": {"closing_document": "复查意见书第8号"},
    "reopen": {"reason": "再次发现", "due_on": days_ago(-3)},
    "void": {"reason": "重复登记"},
    "regrade": {"level": HazardLevel.MAJOR, "clause": "GM-11-3", "due_on": days_ago(-5), "reason": "专家复核"},
    "close_major": {},
    "merge_into": {},
    "extend": {"due_on": days_ago(-30), "reason": "配件未到货"},
}
S = HazardState
MOVES = {
    "grade": {S.REGISTERED: S.GRADED},
    "start_rectifying": {S.GRADED: S.RECTIFYING},
    "rectify": {S.GRADED: S.AWAITING_RECHECK, S.RECTIFYING: S.AWAITING_RECHECK},
    "rectify_on_the_spot": {S.REGISTERED: S.AWAITING_RECHECK},
    "send_back": {S.AWAITING_RECHECK: S.RECTIFYING},
    "verify": {S.AWAITING_RECHECK: S.VERIFIED},
    "close": {S.VERIFIED: S.CLOSED},
    "reopen": {S.VERIFIED: S.RECTIFYING, S.CLOSED: S.RECTIFYING},
    "void": {S.REGISTERED: S.VOID, S.GRADED: S.VOID},
    "regrade": {state: state for state in (S.GRADED, S.RECTIFYING, S.AWAITING_RECHECK)},
    "close_major": {S.VERIFIED: S.CLOSED},
    "merge_into": dict.fromkeys((S.REGISTERED, S.GRADED, S.RECTIFYING, S.AWAITING_RECHECK), S.VOID),
    "extend": {S.GRADED: S.GRADED, S.RECTIFYING: S.RECTIFYING},
}


def facts_of(verb, hazard):
    """What the verb is told; the hazard into which another one is merged lies at the same enterprise."""
    if verb == "merge_into":
        return {"original": make_hazard(enterprise=hazard.enterprise)}
    return FACTS[verb]


def test_the_matrix_names_every_transition():
    assert set(MOVES) == set(Hazard.transitions())


@pytest.mark.django_db
@pytest.mark.parametrize("state", list(HazardState))
def test_every_transition_moves_from_its_states_and_from_no_other(state):
    for verb, moves in MOVES.items():
        hazard = make_hazard(state, level=HazardLevel.MAJOR if verb == "close_major" else HazardLevel.GENERAL)
        if verb == "close_major" and state == S.VERIFIED:
            before_closing(hazard)
        deed = getattr(hazard, verb)
        if state in moves:
            deed(by=make_user(), **facts_of(verb, hazard))
            assert Hazard.objects.get(pk=hazard.pk).state == moves[state], verb
        else:
            with pytest.raises(WrongState):
                deed(by=make_user(), **facts_of(verb, hazard))
            assert Hazard.objects.get(pk=hazard.pk).state == state, verb


@pytest.mark.django_db
def test_neither_finder_nor_rectifier_does_the_recheck():
    finder, rectifier = make_user(), make_user()
    hazard = make_hazard(S.RECTIFYING, finder=finder)
    hazard.rectify(by=rectifier, rectified_on=days_ago(1), measures="已清理")
    for person in (finder, rectifier):
        with pytest.raises(Refused):
            hazard.verify(by=person, **FACTS["verify"])
    hazard.verify(by=make_user(), **FACTS["verify"])
    assert hazard.state == S.VERIFIED


@pytest.mark.django_db
def test_the_database_itself_refuses_a_recheck_by_the_finder():
    finder = make_user()
    hazard = make_hazard(S.VERIFIED, finder=finder)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.filter(pk=hazard.pk).update(rechecked_by=finder)


@pytest.mark.django_db
def test_a_major_hazard_is_rechecked_by_two_and_closed_with_the_consent():
    hazard = make_hazard(S.AWAITING_RECHECK, level=HazardLevel.MAJOR)
    with pytest.raises(Refused):
        hazard.verify(by=make_user(), **FACTS["verify"])
    hazard.verify(by=make_user(name="谢艳"), second_rechecker=make_user(name="姚敏"), **FACTS["verify"])
    assert hazard.rechecker_name == "谢艳、姚敏"
    for verb in (hazard.close, hazard.close_major):
        with pytest.raises(Refused):
            verb(by=make_user())
    make_document(hazard, DocumentKind.CONSENT, number="云应急〔2026〕8号")
    hazard.close_major(by=make_user())
    assert (hazard.state, hazard.closing_document) == (S.CLOSED, "云应急〔2026〕8号")


@pytest.mark.django_db
def test_a_major_hazard_is_graded_by_a_clause():
    hazard = make_hazard()
    with pytest.raises(Refused):
        hazard.grade(by=make_user(), level=HazardLevel.MAJOR, due_on=days_ago(-3))
    assert Hazard.objects.get(pk=hazard.pk).level == HazardLevel.GENERAL


@pytest.mark.django_db
@pytest.mark.parametrize("day", [days_ago(11), days_ago(-1)])
def test_it_cannot_be_rectified_before_it_was_found_nor_tomorrow(day):
    hazard = make_hazard(S.RECTIFYING, found_on=days_ago(10))
    with pytest.raises(Refused):
        hazard.rectify(by=make_user(), rectified_on=day, measures="已清理")


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["send_back", "reopen", "void"])
def test_what_goes_back_says_why(verb):
    hazard = make_hazard(next(iter(MOVES[verb])))
    with pytest.raises(Refused):
        getattr(hazard, verb)(by=make_user(), **FACTS[verb] | {"reason": "  "})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"rectified_on": days_ago(20)},
        {"rechecked_on": days_ago(9), "rectified_on": days_ago(8)},
        {"rechecked_on": None, "rechecked_month": None},
        {"closed_on": days_ago(1)},
        {"rechecked_month": None},
    ],
)
def test_what_would_falsify_the_record_is_refused_by_the_database(wrong):
    hazard = make_hazard(S.VERIFIED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.filter(pk=hazard.pk).update(**wrong)


@pytest.mark.django_db
def test_an_open_hazard_has_not_been_rechecked():
    hazard = make_hazard(S.RECTIFYING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.filter(pk=hazard.pk).update(
            rectified_on=days_ago(2), rechecked_on=days_ago(1), rechecked_month=202601
        )


@pytest.mark.django_db
def test_reopening_keeps_the_day_it_was_found_and_forgets_the_recheck():
    hazard = make_hazard(S.CLOSED, found_on=days_ago(30))
    hazard.reopen(by=make_user(), **FACTS["reopen"])
    assert (hazard.found_on, hazard.rechecked_on, hazard.closed_on) == (days_ago(30), None, None)
    assert hazard.history.filter(rechecked_on__isnull=False).exists()


@pytest.mark.django_db
def test_the_branch_is_that_of_the_task_force_on_the_day_it_was_found():
    force, other = make_task_force(), make_task_force()
    branch = force.organisation
    hazard = make_hazard(task_force=force)
    force.organisation = other.organisation
    force.save()
    hazard.settle()
    hazard.save()
    assert hazard.organisation == branch


@pytest.mark.django_db
def test_two_hazards_get_two_numbers_of_the_year():
    first, second = (make_hazard(found_on=date(2025, 3, 4)) for _ in range(2))
    assert (first.number, second.number) == ("YH-2025-0001", "YH-2025-0002")


@pytest.mark.django_db
def test_open_and_overdue_are_asked_as_of_a_day():
    hazard = make_hazard(S.AWAITING_RECHECK, found_on=days_ago(30), due_on=days_ago(-1))
    Hazard.objects.filter(pk=hazard.pk).update(due_on=days_ago(20))
    hazard.refresh_from_db()
    assert hazard in Hazard.objects.open_on(days_ago(25))
    assert hazard not in Hazard.objects.overdue_on(days_ago(20))
    assert hazard in Hazard.objects.overdue_on(days_ago(19))
    take_step(hazard, S.VERIFIED, rechecked_on=days_ago(5))
    assert hazard in Hazard.objects.open_on(days_ago(6))
    assert hazard not in Hazard.objects.open_on(days_ago(5))
    assert hazard in Hazard.objects.rectified_between(days_ago(5), days_ago(5))
    assert hazard not in Hazard.objects.rectified_between(days_ago(4), None)


@pytest.mark.django_db
def test_a_void_hazard_is_not_counted():
    hazard = make_hazard(S.VOID)
    assert hazard not in Hazard.objects.counted()
    assert hazard not in Hazard.objects.open_on(days_ago(0))
