"""What may happen to an activity."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from portal.states import Refused, WrongState
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_activity, make_kind, make_task_force
from volunteers.choices import ActivityState as S
from volunteers.models import Activity

MOVES = {
    "submit": {S.DRAFT: S.SUBMITTED},
    "confirm": {S.SUBMITTED: S.CONFIRMED},
    "send_back": {S.SUBMITTED: S.DRAFT, S.CONFIRMED: S.DRAFT},
}
FACTS = {"send_back": {"reason": "缺照片"}}

pytestmark = pytest.mark.django_db


def test_the_matrix_names_every_transition():
    assert set(MOVES) == set(Activity.transitions())


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("verb", list(MOVES))
def test_every_transition_moves_from_its_states_and_from_no_other(state, verb):
    activity = make_activity(state=state)
    if state in MOVES[verb]:
        getattr(activity, verb)(by=make_user(), **FACTS.get(verb, {}))
        assert Activity.objects.get(pk=activity.pk).state == MOVES[verb][state]
    else:
        with pytest.raises(WrongState):
            getattr(activity, verb)(by=make_user(), **FACTS.get(verb, {}))


def test_sending_back_says_why():
    with pytest.raises(Refused):
        make_activity(state=S.SUBMITTED).send_back(by=make_user(), reason=" ")


def test_only_confirmed_activities_are_counted():
    confirmed = make_activity(confirmed=True)
    make_activity(state=S.SUBMITTED)
    assert list(Activity.objects.counted()) == [confirmed]


def test_a_joint_activity_is_one_activity():
    make_activity(confirmed=True, partners=[make_task_force(), make_task_force()])
    assert Activity.objects.counted().count() == 1


def test_person_hours_come_from_the_list_of_people_where_there_is_one():
    activity = make_activity(people=[("许晓燕", Decimal("2")), ("雷俊杰", Decimal("1.5"))])
    assert (activity.participants, activity.person_hours) == (2, Decimal("3.5"))
    assert make_activity(participants=8, hours=Decimal("2")).person_hours == 16


def test_the_branch_is_that_of_the_day():
    force, other = make_task_force(), make_task_force()
    activity = make_activity(force)
    branch, force.organisation = force.organisation, other.organisation
    force.save()
    activity.settle()
    assert activity.organisation == branch


@pytest.mark.parametrize(
    "wrong", [{"participants": 0}, {"hours": 0}, {"hours": 25}, {"confirmed_at": None}, {"state": S.DRAFT}]
)
def test_what_cannot_be_is_refused_by_the_database(wrong):
    activity = make_activity(confirmed=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**wrong)


def test_clean_ups_are_told_by_their_kind():
    cleanup, patrol = make_activity(), make_activity(kind=make_kind("安全生产巡查"))
    assert cleanup in Activity.objects.cleanups()
    assert patrol not in Activity.objects.cleanups()


def test_both_ends_of_a_period_belong_to_it():
    activity = make_activity(held_on=days_ago(5))
    assert activity in Activity.objects.held_between(days_ago(5), days_ago(5))
    assert activity not in Activity.objects.held_between(days_ago(4), None)
    assert activity not in Activity.objects.held_between(None, days_ago(6))
