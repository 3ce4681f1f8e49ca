"""What may happen to an activity."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from portal.states import Refused, WrongState
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_activity, make_kind, make_task_force
from volunteers.choices import ActivityState as S
from volunteers.choices import OffWork, Presence
from volunteers.models import Activity, SpecialDay, WorkingHours

MOVES = {
    "hold": {S.PLANNED: S.DRAFT},
    "call_off": {S.PLANNED: S.CALLED_OFF},
    "submit": {S.DRAFT: S.SUBMITTED},
    "confirm": {S.SUBMITTED: S.CONFIRMED},
    "send_back": {S.SUBMITTED: S.DRAFT, S.CONFIRMED: S.DRAFT},
    "merge": {S.DRAFT: S.MERGED, S.SUBMITTED: S.MERGED, S.CONFIRMED: S.MERGED},
    # Back to where it was before.
    "unmerge": {S.MERGED: S.DRAFT},
}


def facts_of(verb):
    """What the verb asks."""
    known = {"send_back": {"reason": "缺照片"}, "call_off": {"reason": "下雨"}, "unmerge": {"reason": "是两次活动"}}
    return {"into": make_activity(confirmed=True)} if verb == "merge" else known.get(verb, {})


pytestmark = pytest.mark.django_db


def test_the_matrix_names_every_transition():
    assert set(MOVES) == set(Activity.transitions())


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("verb", list(MOVES))
def test_every_transition_moves_from_its_states_and_from_no_other(state, verb):
    activity = make_activity(state=state)
    if state in MOVES[verb]:
        getattr(activity, verb)(by=make_user(), **facts_of(verb))
        assert Activity.objects.get(pk=activity.pk).state == MOVES[verb][state]
    else:
        with pytest.raises(WrongState):
            getattr(activity, verb)(by=make_user(), **facts_of(verb))


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
    "wrong",
    [
        {"participants": 0},
        {"hours": 0},
        {"hours": 25},
        {"confirmed_at": None},
        {"state": S.DRAFT},
        {"state": S.MERGED},
        {"non_members": 9},
        {"latitude": 29},
        {"latitude": 29, "longitude": 181},
    ],
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


def test_calling_off_says_why():
    with pytest.raises(Refused):
        make_activity(state=S.PLANNED).call_off(by=make_user(), reason="")


def test_what_has_not_come_yet_cannot_be_logged():
    with pytest.raises(Refused):
        make_activity(state=S.PLANNED, held_on=days_ago(-1)).hold(by=make_user())


def test_a_planned_activity_needs_nobody_yet():
    assert make_activity(state=S.PLANNED, participants=0).participants == 0


@pytest.mark.parametrize(
    ("held_on", "starts_at", "when"),
    [
        (date(2026, 11, 21), None, OffWork.DAY_OFF),  # a Saturday
        (date(2026, 10, 10), time(10), OffWork.WORKING_HOURS),  # a Saturday worked for the National Day
        (date(2026, 10, 1), time(10), OffWork.DAY_OFF),  # a Thursday, National Day
        (date(2026, 11, 25), time(18), OffWork.AFTER_WORK),
        (date(2026, 11, 25), time(7), OffWork.AFTER_WORK),
        (date(2026, 11, 25), time(16, 59), OffWork.WORKING_HOURS),
        (date(2026, 11, 25), None, OffWork.UNKNOWN),
    ],
)
def test_day_off_and_after_work_follow_from_the_calendar(held_on, starts_at, when):
    activity = make_activity(held_on=held_on, starts_at=starts_at)
    assert activity.off_work() == when
    assert [one for one in OffWork if activity in Activity.objects.at_time(one)] == [when]
    is_free = when in (OffWork.DAY_OFF, OffWork.AFTER_WORK)
    assert Activity.objects.in_free_time().contains(activity) == is_free


def test_a_day_that_the_zone_enters_changes_what_was_after_work():
    activity = make_activity(held_on=date(2026, 11, 25), starts_at=time(10))
    SpecialDay.objects.create(day=date(2026, 11, 25), title="建市纪念日")
    assert activity.off_work() == OffWork.DAY_OFF


def test_of_a_year_whose_days_off_nobody_entered_nothing_is_judged(zone, secretary, client_of):
    activity = make_activity(zone.force_a, held_on=date(2019, 5, 1), starts_at=time(19))
    assert activity.off_work() == OffWork.NO_CALENDAR
    assert [one for one in OffWork if activity in Activity.objects.at_time(one)] == [OffWork.NO_CALENDAR]
    assert not Activity.objects.in_free_time().contains(activity)
    page = client_of(secretary).get(activity.get_absolute_url() + "?language=en").content.decode()
    assert "No calendar for 2019 is entered." in page


def test_what_is_after_work_follows_the_hours_that_the_zone_lays_down():
    activity = make_activity(held_on=date(2026, 11, 25), starts_at=time(17, 30))
    assert activity.off_work() == OffWork.AFTER_WORK
    WorkingHours.objects.update(ends=time(18))
    assert activity.off_work() == OffWork.WORKING_HOURS
    assert Activity.objects.at_time(OffWork.WORKING_HOURS).contains(activity)


def test_a_double_is_the_same_day_place_and_task_force_or_one_that_joined():
    force, other = make_task_force(), make_task_force()
    activity = make_activity(force, place="九龙路")
    same = make_activity(other, place="九 龙路", partners=[force], kind=make_kind("安全生产巡查"))
    make_activity(force, place="溪边")
    make_activity(force, place="九龙路", held_on=days_ago(4))
    make_activity(other, place="九龙路")
    make_activity(force, place="九龙路", state=S.CALLED_OFF)
    assert activity.doubles() == [same]


def test_two_task_forces_that_logged_one_evening_become_one_activity_credited_to_both():
    force, other = make_task_force(), make_task_force()
    stays = make_activity(force, confirmed=True, people=[("许晓燕", 2), ("雷俊杰", 2)], place="九龙路")
    double = make_activity(other, confirmed=True, people=[("雷俊杰", 2), ("冯慧", 1)], place="九龙路")
    by = make_user()
    double.merge(by=by, into=stays)
    stays.refresh_from_db()
    assert list(Activity.objects.counted()) == [stays]
    assert list(stays.partners.all()) == [other]
    assert [person.name for person in stays.attendance.all()] == ["许晓燕", "雷俊杰", "冯慧"]
    assert (stays.participants, stays.person_hours) == (3, 5)
    # Both histories are kept: the double as it was, and a line at each of the two.
    assert double.attendance.count() == 2
    assert double.confirmed_at is not None
    assert ModelLogEntry.objects.for_instance(stays).filter(user=by).count() == 1
    assert ModelLogEntry.objects.for_instance(double).filter(user=by, action="volunteers.activity.merge").exists()


def test_a_merge_by_mistake_is_taken_back_and_both_stand_as_before():
    force, other = make_task_force(), make_task_force()
    stays = make_activity(force, confirmed=True, people=[("许晓燕", 2), ("雷俊杰", 2)], place="九龙路")
    double = make_activity(other, confirmed=True, people=[("雷俊杰", 2), ("冯慧", 1)], place="九龙路")
    by = make_user()
    double.merge(by=by, into=stays)
    double.unmerge(by=by, reason="上下午各一次")
    stays.refresh_from_db()
    assert set(Activity.objects.counted()) == {stays, double}
    assert (double.state, double.merged_into, double.person_hours) == (S.CONFIRMED, None, 3)
    assert not stays.partners.exists()
    assert [person.name for person in stays.attendance.all()] == ["许晓燕", "雷俊杰"]
    assert (stays.participants, stays.person_hours) == (2, 4)
    assert ModelLogEntry.objects.for_instance(stays).filter(user=by).count() == 2, "both histories are kept"
    assert ModelLogEntry.objects.for_instance(double).filter(action="volunteers.activity.unmerge").exists()


def test_whoever_another_double_names_too_stays_when_one_merge_is_taken_back():
    stays, other = make_activity(people=[("许晓燕", 2)]), make_task_force()
    doubles = [make_activity(other, people=[("冯慧", 1)]) for _ in range(2)]
    for double in doubles:
        double.merge(by=make_user(), into=stays)
    doubles[0].unmerge(by=make_user(), reason="另一次")
    assert [person.name for person in stays.attendance.all()] == ["许晓燕", "冯慧"]
    assert list(stays.partners.all()) == [other]
    doubles[1].unmerge(by=make_user(), reason="另一次")
    assert not stays.partners.exists()


def test_a_merge_is_not_taken_back_below_one_that_has_been_merged_itself():
    last, middle, first = make_activity(), make_activity(), make_activity()
    first.merge(by=make_user(), into=middle)
    middle.merge(by=make_user(), into=last)
    with pytest.raises(Refused):
        first.unmerge(by=make_user(), reason="另一次")
    middle.unmerge(by=make_user(), reason="另一次")
    assert first.unmerge(by=make_user(), reason="另一次").state == S.DRAFT


def test_a_merge_needs_another_record_of_that_day_that_stands():
    activity = make_activity()
    for wrong in (activity, make_activity(held_on=days_ago(9)), make_activity(state=S.MERGED)):
        with pytest.raises(Refused):
            activity.merge(by=make_user(), into=wrong)


def test_an_activity_is_planned_again_on_other_days_with_its_people():
    force, other = make_task_force(), make_task_force()
    activity = make_activity(force, confirmed=True, partners=[other], people=[("许晓燕", 2)], campaign="冬季行动")
    made = activity.clone([days_ago(-7), days_ago(-14)], by=make_user())
    assert [one.state for one in made] == [S.PLANNED, S.PLANNED]
    assert [one.campaign for one in made] == ["冬季行动", "冬季行动"]
    person = made[0].attendance.get()
    assert (person.presence, person.hours, person.was_planned) == (Presence.PLANNED, 0, True)
    assert list(made[1].partners.all()) == [other]
    with pytest.raises(Refused):
        activity.clone([days_ago(-21), days_ago(-14)], by=make_user())
    assert Activity.objects.filter(state=S.PLANNED).count() == 2, "all or none"


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"presence": Presence.ABSENT}, {"name": ""}])
def test_who_came_has_hours_and_nobody_else(wrong):
    activity = make_activity(people=[("许晓燕", 2)])
    with pytest.raises(IntegrityError), transaction.atomic():
        activity.attendance.update(**wrong)
