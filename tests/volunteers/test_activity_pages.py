"""Activities on the desk: logged in the evening, submitted by the leader, confirmed by the branch."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from branches.choices import Role
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import days_ago, exe_file, make_activity, make_kind, make_task_force, photo_file
from volunteers.choices import ActivityState, PhotoMoment, Presence
from volunteers.models import Activity, ActivityPhoto

pytestmark = pytest.mark.django_db


def log(zone, **changes):
    """What somebody types after an evening's clean-up."""
    return {
        "submission": str(uuid.uuid4()),
        "held_on": days_ago(1).isoformat(),
        "task_force": zone.force_a.name,
        "kind": make_kind().pk,
        "place": "九龙路",
        "roll": "1. 雷俊杰 2小时\n2. 许永明\n3. 鲁立新 +1",
        "hours": "1.5",
        "content": "清理沿街垃圾",
    } | changes


def test_a_volunteer_logs_an_activity_with_the_list_from_the_chat(zone, volunteer, client_of):
    facts = log(zone, photos_before=[photo_file()], photos_after=[photo_file(colour="#335577")])
    answer = client_of(volunteer).post(reverse("activity_add"), facts)
    activity = Activity.objects.get()
    assert answer.url == activity.get_absolute_url()
    assert (activity.state, activity.entered_by) == (ActivityState.DRAFT, volunteer)
    assert (activity.participants, activity.person_hours) == (4, Decimal("6.5"))
    assert activity.organisation == zone.branch_a
    assert list(activity.attendance.values_list("name", "presence")) == [
        ("雷俊杰", Presence.PRESENT),
        ("许永明", Presence.EXTRA),
        ("鲁立新", Presence.EXTRA),
    ]
    assert activity.non_members == 1
    assert activity.attendance.get(name="雷俊杰").user_id == volunteer.pk
    assert {photo.moment for photo in activity.photos.all()} == {PhotoMoment.BEFORE, PhotoMoment.AFTER}


def test_a_number_of_participants_does_where_there_is_no_list(zone, volunteer, client_of):
    client_of(volunteer).post(reverse("activity_add"), log(zone, roll="", participants="12"))
    assert (Activity.objects.get().participants, Activity.objects.get().person_hours) == (12, 18)


def test_the_form_knows_the_own_task_force_and_today(zone, volunteer, client_of):
    page = client_of(volunteer).get(reverse("activity_add")).content.decode()
    assert f'value="{zone.force_a.name}"' in page
    assert f'value="{days_ago(0).isoformat()}"' in page


def test_the_leader_saves_and_submits_at_once_a_member_cannot(zone, leader, volunteer, client_of):
    client_of(volunteer).post(reverse("activity_add"), log(zone, then="submit"))
    assert Activity.objects.get().state == ActivityState.DRAFT
    client_of(leader).post(reverse("activity_add"), log(zone, place="溪边", then="submit"))
    assert Activity.objects.get(place="溪边").state == ActivityState.SUBMITTED


def test_nobody_logs_in_the_name_of_another_task_force(zone, volunteer, client_of):
    answer = client_of(volunteer).post(reverse("activity_add"), log(zone, task_force=zone.force_b.name))
    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_a_task_force_of_another_branch_may_have_joined(zone, volunteer, neighbour, client_of):
    client_of(volunteer).post(reverse("activity_add"), log(zone, partner_1=zone.force_b.name))
    activity = Activity.objects.get()
    assert list(activity.partners.all()) == [zone.force_b]
    assert client_of(neighbour).get(activity.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"held_on": days_ago(-1).isoformat()},
        {"roll": "张三 26小时"},
        {"roll": "", "participants": ""},
        {"roll": "张三\n张三"},
        {"participants": "9"},
        {"hours": "25"},
        {"hours": ""},
        {"content": "长" * 100_000},
        {"roll": "张" * 100_000},
        {"photos_after": [exe_file()]},
        {"partner_1": "宏达电器党员突击队"},
        {"partner_1": "没有这支队伍"},
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)
def test_bad_input_gets_a_sentence_and_leaves_nothing_behind(wrong, zone, volunteer, client_of):
    answer = client_of(volunteer).post(reverse("activity_add"), log(zone, **wrong))
    assert answer.status_code == 422
    assert not Activity.objects.exists()
    assert not ActivityPhoto.objects.exists()


def test_the_same_activity_again_is_asked_about(zone, volunteer, client_of):
    earlier = make_activity(zone.force_a, held_on=days_ago(1), place="九 龙路", kind=make_kind())
    client = client_of(volunteer)
    answer = client.post(reverse("activity_add"), log(zone))
    assert answer.status_code == 422
    assert earlier.get_absolute_url() in answer.content.decode()
    assert client.post(reverse("activity_add"), log(zone, another="on")).status_code == 302
    assert Activity.objects.count() == 2


def test_the_form_sent_twice_makes_one_activity(zone, volunteer, client_of):
    client, facts = client_of(volunteer), log(zone)
    first, second = (client.post(reverse("activity_add"), facts) for _ in range(2))
    assert Activity.objects.count() == 1
    assert first.url == second.url


def test_the_list_of_people_is_shown_line_by_line_while_typing(zone, volunteer, stranger, client_of):
    shown = client_of(volunteer).post(reverse("activity_roll"), {"roll": "张三 2小时\n李四 99小时"}).content.decode()
    assert "张三" in shown
    assert "fault" in shown
    assert client_of(stranger).post(reverse("activity_roll"), {"roll": "张三"}).status_code == 403


def test_a_changed_list_replaces_the_old_one(zone, leader, client_of):
    client_of(leader).post(reverse("activity_add"), log(zone))
    activity = Activity.objects.get()
    url = reverse("activity_edit", args=[activity.pk])
    assert "雷俊杰 2小时" in client_of(leader).get(url).content.decode()
    client_of(leader).post(url, log(zone, version=activity.version, roll="冯慧 1小时"))
    activity.refresh_from_db()
    assert [person.name for person in activity.attendance.all()] == ["冯慧"]
    assert (activity.participants, activity.person_hours) == (1, 1)


def test_a_confirmed_activity_is_sent_back_before_it_is_changed(zone, leader, secretary, client_of):
    activity = make_activity(zone.force_a, confirmed=True)
    assert client_of(leader).get(reverse("activity_edit", args=[activity.pk])).status_code == 403
    url = reverse("activity_send_back", args=[activity.pk])
    client_of(secretary).post(url, {"reason": "缺照片", "submission": uuid.uuid4()})
    assert client_of(leader).get(reverse("activity_edit", args=[activity.pk])).status_code == 200


def test_the_branch_confirms_what_its_leader_submitted(zone, leader, secretary, client_of):
    activity = make_activity(zone.force_a)
    submit, confirm = (reverse(f"activity_{verb}", args=[activity.pk]) for verb in ("submit", "confirm"))
    assert client_of(leader).post(submit, {"submission": uuid.uuid4()}).status_code == 302
    assert client_of(leader).post(confirm, {"submission": uuid.uuid4()}).status_code == 403
    assert client_of(secretary).post(confirm, {"submission": uuid.uuid4()}).status_code == 302
    assert Activity.objects.get().state == ActivityState.CONFIRMED


def test_a_secretary_confirms_many_at_once_but_not_the_neighbours(zone, secretary, client_of):
    own = [make_activity(zone.force_a, state=ActivityState.SUBMITTED) for _ in range(3)]
    other = make_activity(zone.force_b, state=ActivityState.SUBMITTED)
    rows = [activity.pk for activity in [*own, other]]
    client_of(secretary).post(reverse("activities"), {"verb": "confirm", "row": rows})
    assert Activity.objects.counted().count() == 3
    other.refresh_from_db()
    assert other.state == ActivityState.SUBMITTED


def test_the_neighbour_sees_neither_the_activity_nor_its_photos(zone, secretary, neighbour, client_of):
    activity = make_activity(zone.force_a, place="九龙路")
    photo = ActivityPhoto.take(photo_file(), by=None, activity=activity)
    addresses = [activity.get_absolute_url(), reverse("activity_photo", args=[photo.pk, "thumbnail"])]
    assert [client_of(secretary).get(address).status_code for address in addresses] == [200, 200]
    assert [client_of(neighbour).get(address).status_code for address in addresses] == [404, 404]
    assert "九龙路" in client_of(secretary).get(reverse("activities")).content.decode()
    assert "九龙路" not in client_of(neighbour).get(reverse("activities")).content.decode()


def test_an_entry_long_after_the_day_is_asked_why(zone, volunteer, client_of):
    facts = log(zone, held_on=days_ago(45).isoformat())
    page = client_of(volunteer).post(reverse("activity_add"), facts, follow=True).content.decode()
    assert "30" in page


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"cleanup": "true"}, {"clean"}),
        ({"cleanup": "false"}, {"patrol", "joint"}),
        ({"month": "2026-02"}, {"clean"}),
        ({"held_from": "2026-03-01"}, {"patrol", "joint"}),
        ({"q": "溪边"}, {"patrol"}),
        ({"state": "confirmed"}, {"clean"}),
        ({"month": "2026-13"}, set()),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)
def test_the_filters_show_exactly_these(query, seen, zone, commissioner, client_of):
    day = type(days_ago(0))
    make_activity(zone.force_a, confirmed=True, held_on=day(2026, 2, 28), place="九龙路clean")
    make_activity(zone.force_a, kind=make_kind("安全生产巡查"), held_on=day(2026, 3, 1), place="溪边patrol")
    make_activity(zone.force_b, kind=make_kind("消防宣传"), held_on=day(2026, 3, 5), place="广场joint")
    page = client_of(commissioner).get(reverse("activities"), query).content.decode()
    assert {word for word in ("clean", "patrol", "joint") if f"{word}</td>" in page} == seen


def test_a_task_force_filter_finds_what_it_joined(zone, commissioner, client_of):
    make_activity(zone.force_a, partners=[zone.force_b], place="共同清理")
    page = client_of(commissioner).get(reverse("activities"), {"task_force": zone.force_b.pk}).content.decode()
    assert "共同清理" in page


def test_a_person_of_two_task_forces_chooses(zone, volunteer, client_of):
    appoint(volunteer, Role.TASK_FORCE_MEMBER, make_task_force(zone.branch_a))
    page = client_of(volunteer).get(reverse("activity_add"))
    assert page.status_code == 200
    assert page.context["form"].initial.get("task_force") is None


def test_somebody_named_in_the_list_may_see_the_activity(zone, leader, client_of):
    member = appoint(make_user(name="冯慧"), Role.TASK_FORCE_MEMBER, zone.force_b)
    client_of(leader).post(reverse("activity_add"), log(zone, roll="冯慧", partner_1=zone.force_b.name))
    assert Activity.objects.visible_to(member).count() == 1
