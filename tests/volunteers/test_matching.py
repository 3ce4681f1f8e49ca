"""A list from the chat beside the people of the task force: clear names, doubts, strangers; nothing half-done."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from branches.choices import Role
from portal.cells import key
from tests.factories.portal import appoint
from tests.factories.volunteers import days_ago, make_activity, make_kind, make_volunteer
from volunteers.choices import Presence
from volunteers.forms.matching import AGAIN, EXTRA, GUEST, Matching, known_people
from volunteers.forms.roll import read_roll
from volunteers.models import Activity, Attendance

pytestmark = pytest.mark.django_db

CHAIN = """#接龙
周六上午九龙路环境整治（宏达突击队）
1. 许晓燕 2小时
2. 雷俊杰（迟到）
3. 鲁立新 +1
4. 冯慧 请假
"""


def matched(zone, text, chosen=None):
    return Matching(read_roll(text), known_people([zone.force_a], days_ago(0)), chosen)


def log(zone, **changes):
    return {
        "submission": str(uuid.uuid4()),
        "held_on": days_ago(1).isoformat(),
        "task_force": zone.force_a.name,
        "kind": make_kind().pk,
        "place": "九龙路",
        "roll": CHAIN,
        "hours": "1.5",
    } | changes


def people(activity):
    return {row.name: (row.presence, row.user_id, row.volunteer_id, row.hours) for row in activity.attendance.all()}


def test_known_names_are_found_strangers_are_extra_and_guests_counted(zone, leader, volunteer, client_of):
    known = make_volunteer(zone.force_a, name="冯慧")
    answer = client_of(leader).post(reverse("activity_add"), log(zone))
    assert answer.status_code == 302
    activity = Activity.objects.get()
    assert people(activity) == {
        "许晓燕": (Presence.PRESENT, leader.pk, None, 2),
        "雷俊杰": (Presence.LATE, volunteer.pk, None, Decimal("1.5")),
        "鲁立新": (Presence.EXTRA, None, None, Decimal("1.5")),
        "冯慧": (Presence.ABSENT, None, known.pk, 0),
    }
    assert (activity.participants, activity.non_members, activity.person_hours) == (4, 1, Decimal("6.5"))


def test_two_people_of_one_name_are_asked_about_and_nothing_is_saved_before(zone, leader, client_of):
    one = make_volunteer(zone.force_a, name="冯慧", remark="一车间")
    other = make_volunteer(zone.force_a, name="冯慧", remark="二车间")
    client, facts = client_of(leader), log(zone, roll="冯慧\n许晓燕")
    answer = client.post(reverse("activity_add"), facts)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Activity.objects.exists()
    assert "一车间" in page
    assert "二车间" in page
    name = f"who_{key('冯慧')}_1"
    assert f'name="{name}"' in page
    assert client.post(reverse("activity_add"), facts | {name: f"volunteer-{other.pk}"}).status_code == 302
    assert Activity.objects.get().attendance.get(name="冯慧").volunteer == other
    assert one.attendance.count() == 0


def test_a_choice_is_remembered_when_the_record_is_changed(zone, leader, client_of):
    make_volunteer(zone.force_a, name="冯慧", remark="一车间")
    other = make_volunteer(zone.force_a, name="冯慧", remark="二车间")
    facts = log(zone, roll="冯慧", **{f"who_{key('冯慧')}_1": f"volunteer-{other.pk}"})
    client_of(leader).post(reverse("activity_add"), facts)
    activity = Activity.objects.get()
    changed = log(zone, roll="冯慧 3小时", version=activity.version)
    assert client_of(leader).post(reverse("activity_edit", args=[activity.pk]), changed).status_code == 302
    assert activity.attendance.get().volunteer == other


def test_a_name_of_which_one_character_differs_is_asked_about(zone):
    make_volunteer(zone.force_a, name="岑宇轩")
    (match,) = matched(zone, "岑宇軒").matches
    assert match.is_open
    assert [value for value, _label in match.options][1:] == [EXTRA, GUEST]


def test_a_name_that_only_sounds_alike_is_somebody_else(zone, leader):
    """许晓燕 and 鲍晓燕 are two people; 许晓艳 is nobody's slip where 许晓燕 stands in the list herself."""
    assert not matched(zone, "鲍晓燕").doubts
    assert matched(zone, "许晓艳").doubts
    assert not matched(zone, "许晓艳\n许晓燕").doubts


def test_a_name_that_stands_twice_is_the_same_person_or_somebody_else(zone, leader):
    lines = "许晓燕\n许晓燕"
    assert [match.is_open for match in matched(zone, lines).matches] == [False, True]
    field = f"who_{key('许晓燕')}_2"
    assert len(matched(zone, lines, {field: AGAIN}).rows(Decimal(2))) == 1
    assert [row.presence for row in matched(zone, lines, {field: EXTRA}).rows(Decimal(2))] == [
        Presence.PRESENT,
        Presence.EXTRA,
    ]
    assert matched(zone, lines, {field: f"user-{leader.pk}"}).twice


def test_a_stranger_may_be_counted_without_a_name(zone):
    matching = matched(zone, "陶洋 +1", {f"who_{key('陶洋')}_1": GUEST})
    assert (matching.rows(Decimal(2)), matching.guests) == ([], 2)
    assert matched(zone, "陶洋（群众）").guests == 1


def test_a_choice_that_was_not_offered_is_no_choice(zone, neighbour):
    make_volunteer(zone.force_a, name="冯慧", remark="一车间")
    make_volunteer(zone.force_a, name="冯慧", remark="二车间")
    (match,) = matched(zone, "冯慧", {f"who_{key('冯慧')}_1": f"user-{neighbour.pk}"}).matches
    assert match.is_open


def test_somebody_of_two_posts_is_known_once_and_who_left_is_not(zone, leader):
    appoint(leader, Role.TASK_FORCE_MEMBER, zone.force_a)
    make_volunteer(zone.force_a, name="冯慧", end=days_ago(10))
    assert [one.name for one in known_people([zone.force_a], days_ago(0))] == ["许晓燕"]


def test_people_are_ticked_instead_of_typed(zone, leader, volunteer, client_of):
    facts = log(zone, roll="1. 陶洋", ticked=[f"user-{leader.pk}", f"user-{volunteer.pk}"])
    assert client_of(leader).post(reverse("activity_add"), facts).status_code == 302
    assert set(people(Activity.objects.get())) == {"陶洋", "许晓燕", "雷俊杰"}


def test_what_was_pasted_is_read_back_with_its_doubts_and_keeps_nothing(zone, leader, client_of):
    make_volunteer(zone.force_a, name="冯慧", remark="一车间")
    make_volunteer(zone.force_a, name="冯慧", remark="二车间")
    facts = {"roll": "冯慧\n陶洋", "task_force": zone.force_a.name}
    page = client_of(leader).post(reverse("activity_roll"), facts).content.decode()
    assert "一车间" in page
    assert f'name="who_{key("陶洋")}_1"' in page
    assert not Attendance.objects.exists()


def test_the_list_of_the_sample_is_understood_whole(zone, leader, client_of):
    """Fourteen names, one late, one with a guest, as in the ledgers that offices keep."""
    names = "许晓燕 雷俊杰 周小红 柳勇 岑宇轩 孙勇 雷立新 冯慧 鲁立新 鲍晓燕 雷洋 许永明 史杰 何建国".split()
    lines = [f"{number}. {name}" for number, name in enumerate(names, 1)]
    lines[5] += "（迟到）"
    lines[8] += " +1"
    for place in (0, 3, 6, 9, 12):
        lines[place] += " 2小时"
    facts = log(zone, roll="\n".join(["#接龙", "周六上午九龙路环境整治（宏达突击队）", "注意：自带手套", "", *lines]))
    assert client_of(leader).post(reverse("activity_add"), facts).status_code == 302
    activity = Activity.objects.get()
    assert (activity.participants, activity.non_members) == (15, 1)
    assert activity.person_hours == 5 * 2 + 10 * Decimal("1.5")
    assert activity.attendance.get(presence=Presence.LATE).name == "孙勇"


def plan(zone, **changes):
    return {
        "submission": str(uuid.uuid4()),
        "held_on": days_ago(-3).isoformat(),
        "task_force": zone.force_a.name,
        "kind": make_kind().pk,
        "place": "九龙路",
        "hours": "2",
        "roll": "许晓燕\n雷俊杰",
    } | changes


def test_a_plan_names_who_will_come_and_the_record_who_came(zone, leader, volunteer, client_of):
    client = client_of(leader)
    assert client.post(reverse("activity_plan"), plan(zone)).status_code == 302
    activity = Activity.objects.get()
    assert {row.presence for row in activity.attendance.all()} == {Presence.PLANNED}
    Activity.objects.filter(pk=activity.pk).update(held_on=days_ago(0))
    hold = reverse("activity_hold", args=[activity.pk])
    assert "雷俊杰" in client.get(hold).content.decode()
    facts = log(zone, held_on=days_ago(0).isoformat(), roll="许晓燕 2小时\n陶洋", version=activity.version)
    assert client.post(hold, facts).status_code == 302
    assert {name: row[0] for name, row in people(activity).items()} == {
        "许晓燕": Presence.PRESENT,
        "陶洋": Presence.EXTRA,
        "雷俊杰": Presence.ABSENT,
    }
    activity.refresh_from_db()
    assert (activity.state, activity.participants, activity.person_hours) == ("draft", 2, Decimal("3.5"))
    # The form sent again, after the record has moved on: nothing happens twice.
    assert client.post(hold, facts).status_code == 302
    assert activity.attendance.count() == 3


def test_the_leader_logs_a_plan_and_hands_it_in_at_once(zone, leader, client_of):
    activity = make_activity(zone.force_a, state="planned", held_on=days_ago(1))
    facts = log(zone, version=activity.version, then="submit")
    assert client_of(leader).post(reverse("activity_hold", args=[activity.pk]), facts).status_code == 302
    activity.refresh_from_db()
    assert activity.state == "submitted"


@pytest.mark.parametrize("wrong", [{"held_on": days_ago(1).isoformat()}, {"hours": "0"}, {"roll": "张三 26小时"}])
def test_a_plan_that_cannot_be_is_sent_back_with_what_was_typed(wrong, zone, leader, client_of):
    answer = client_of(leader).post(reverse("activity_plan"), plan(zone, **wrong))
    assert answer.status_code == 422
    assert "九龙路" in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_member_plans_too_and_two_taps_make_one_plan(zone, volunteer, client_of):
    client, facts = client_of(volunteer), plan(zone, partner_1=zone.force_b.name)
    assert [client.post(reverse("activity_plan"), facts).status_code for _ in range(2)] == [302, 302]
    assert list(Activity.objects.get().partners.all()) == [zone.force_b]


def test_the_second_saver_of_a_plan_is_told(zone, leader, client_of):
    activity = make_activity(zone.force_a, state="planned", held_on=days_ago(-3))
    url = reverse("activity_plan_edit", args=[activity.pk])
    assert client_of(leader).post(url, plan(zone, version=activity.version)).status_code == 302
    assert client_of(leader).post(url, plan(zone, version=activity.version, place="溪边")).status_code == 409


@pytest.mark.parametrize(
    ("facts", "number"),
    [
        ({"days": f"{days_ago(-5)}\n{days_ago(-6)}、{days_ago(-5)}"}, 2),
        ({"weekly_until": days_ago(-21).isoformat()}, 3),
        ({"days": days_ago(2).isoformat()}, 0),
        ({"days": "2月30日"}, 0),
        ({}, 0),
        ({"weekly_until": days_ago(-390).isoformat()}, 0),
    ],
)
def test_the_same_is_planned_again_on_several_days_at_once(facts, number, zone, leader, client_of):
    activity = make_activity(zone.force_a, confirmed=True, held_on=days_ago(6))
    url = reverse("activity_clone", args=[activity.pk])
    facts |= {"submission": str(uuid.uuid4())}
    for _tap in range(2):
        client_of(leader).post(url, facts)
    assert Activity.objects.filter(state="planned").count() == number


def test_a_likely_double_is_shown_before_the_record_is_handed_in(zone, leader, client_of):
    first = make_activity(zone.force_a, place="九龙路", confirmed=True)
    second = make_activity(zone.force_a, place="九龙路")
    url = reverse("activity_submit", args=[second.pk])
    assert first.get_absolute_url() in client_of(leader).get(url).content.decode()
    assert client_of(leader).post(url, {"submission": uuid.uuid4()}).status_code == 422
    assert client_of(leader).post(url, {"submission": uuid.uuid4(), "another": "on"}).status_code == 302


def test_the_secretary_merges_a_double_and_finds_both(zone, secretary, client_of):
    stays = make_activity(zone.force_a, place="九龙路", confirmed=True)
    double = make_activity(zone.force_a, place="九龙路", confirmed=True)
    other = make_activity(zone.force_b, place="九龙路", confirmed=True)
    url = reverse("activity_merge", args=[double.pk])
    page = client_of(secretary).get(url).content.decode()
    assert f'value="{stays.pk}"' in page
    assert f'value="{other.pk}"' not in page
    answer = client_of(secretary).post(url, {"into": stays.pk, "submission": uuid.uuid4()})
    assert answer.url == stays.get_absolute_url()
    assert double.get_absolute_url() in client_of(secretary).get(stays.get_absolute_url()).content.decode()
    assert client_of(secretary).get(double.get_absolute_url()).status_code == 200


def test_a_sent_back_record_says_so_and_waits_on_the_leaders_desk(zone, leader, secretary, client_of):
    activity = make_activity(zone.force_a, state="submitted")
    url = reverse("activity_send_back", args=[activity.pk])
    client_of(secretary).post(url, {"reason": "请补照片", "submission": uuid.uuid4()})
    assert "请补照片" in client_of(leader).get(activity.get_absolute_url()).content.decode()
    page = client_of(leader).get(reverse("activities"), {"show": "sent_back"}).content.decode()
    assert activity.get_absolute_url() in page
    assert "show=sent_back" in client_of(leader).get(reverse("desk")).content.decode()


def test_the_calendar_shows_what_is_planned_and_not_what_was_called_off(zone, leader, client_of):
    make_activity(zone.force_a, state="planned", held_on=days_ago(0), place="九龙路", kind=make_kind("防汛"))
    make_activity(zone.force_a, state="called_off", held_on=days_ago(0), kind=make_kind("一巡三查"))
    page = client_of(leader).get(reverse("calendar")).content.decode()
    assert "防汛" in page
    assert "一巡三查" not in page
