"""Task forces of several branches, and the people who go along without a post."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.states import Refused
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_volunteer
from volunteers.models import ActivityKind, SpecialDay, TaskForce, Volunteer

pytestmark = pytest.mark.django_db


def enrol(zone, client, names, **changes):
    facts = {"names": names, "start": days_ago(0), "submission": uuid.uuid4()} | changes
    return client.post(reverse("task_force_enrol", args=[zone.force_a.pk]), facts)


def test_a_leader_puts_a_whole_list_of_people_on_the_task_force(zone, leader, client_of):
    answer = enrol(zone, client_of(leader), "1. 冯慧\n2. 岑宇轩（群众）\n3. 冯 慧")
    assert answer.status_code == 422, "a name typed twice is asked about"
    assert enrol(zone, client_of(leader), "1. 冯慧\n2. 岑宇轩（群众）").status_code == 302
    assert list(zone.force_a.volunteers.values_list("name", "is_member")) == [("冯慧", True), ("岑宇轩", False)]
    page = client_of(leader).get(zone.force_a.get_absolute_url()).content.decode()
    assert "岑宇轩" in page


def test_who_is_on_the_list_already_stays_as_is(zone, leader):
    known = make_volunteer(zone.force_a, name="冯慧")
    Volunteer.enrol([("冯慧", True, ""), ("柳勇", True, "")], zone.force_a, by=leader, start=days_ago(0))
    assert zone.force_a.volunteers.count() == 2
    known.refresh_from_db()
    assert (known.start, known.is_member) == (days_ago(300), False)
    with pytest.raises(Refused):
        Volunteer.enrol([("冯慧", True, "")], zone.force_a, by=leader, start=days_ago(0))


def test_the_same_list_sent_twice_is_entered_once(zone, leader, client_of):
    client, key = client_of(leader), uuid.uuid4()
    assert [enrol(zone, client, "冯慧", submission=key).status_code for _ in range(2)] == [302, 302]
    assert zone.force_a.volunteers.count() == 1


def test_two_people_of_one_name_are_told_apart_by_the_remark(zone, leader, client_of):
    make_volunteer(zone.force_a, name="冯慧")
    assert enrol(zone, client_of(leader), "冯慧（二车间）").status_code == 302
    assert zone.force_a.volunteers.filter(name="冯慧").count() == 2
    with pytest.raises(ValidationError):
        Volunteer(task_force=zone.force_a, name="冯慧", name_key="冯慧").full_clean()


def test_whoever_leaves_has_a_last_day(zone, secretary, client_of):
    one = make_volunteer(zone.force_a, name="冯慧")
    url = reverse("volunteer_edit", args=[one.pk])
    facts = {"name": "冯慧", "start": days_ago(300), "end": days_ago(1), "version": one.version, "remark": ""}
    assert client_of(secretary).post(url, facts | {"end": days_ago(400)}).status_code == 422
    assert client_of(secretary).post(url, facts).status_code == 302
    assert one not in Volunteer.objects.in_force()
    assert client_of(secretary).post(url, facts | {"name": "冯惠"}).status_code == 409, "the second saver is told"


def test_a_leader_who_does_not_see_the_accounts_keeps_the_link(zone, leader, client_of):
    person = make_user("fenghui", name="冯慧")
    one = make_volunteer(zone.force_a, name="冯慧", user=person)
    facts = {"name": "冯慧", "start": days_ago(300), "version": one.version, "remark": "二车间"}
    client_of(leader).post(reverse("volunteer_edit", args=[one.pk]), facts)
    one.refresh_from_db()
    assert (one.user, one.remark) == (person, "二车间")


def test_nobody_leaves_before_having_come(zone):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_volunteer(zone.force_a, start=days_ago(1), end=days_ago(2))


def test_a_task_force_of_two_branches_exists_for_both_secretaries(zone, commissioner, neighbour, client_of):
    url = reverse("task_force_edit", args=[zone.force_a.pk])
    facts = {"name": zone.force_a.name, "organisation": zone.branch_a.name, "version": zone.force_a.version}
    assert client_of(neighbour).get(zone.force_a.get_absolute_url()).status_code == 404
    assert client_of(commissioner).post(url, facts | {"branch_1": zone.branch_a.name}).status_code == 422
    assert client_of(commissioner).post(url, facts | {"branch_1": zone.branch_b.name}).status_code == 302
    page = client_of(neighbour).get(zone.force_a.get_absolute_url())
    assert page.status_code == 200
    assert zone.branch_b.name in page.content.decode()


def test_a_secretary_who_sees_one_branch_keeps_the_others(zone, secretary, client_of):
    zone.force_a.further_branches.add(zone.branch_b)
    url = reverse("task_force_edit", args=[zone.force_a.pk])
    facts = {"name": "宏达电器先锋突击队", "organisation": zone.branch_a.name, "version": zone.force_a.version}
    assert client_of(secretary).post(url, facts).status_code == 302
    force = TaskForce.objects.get(pk=zone.force_a.pk)
    assert (force.name, list(force.further_branches.all())) == ("宏达电器先锋突击队", [zone.branch_b])


def test_the_shipped_kinds_have_text_and_icon_and_the_clients_own_names_stay_empty():
    cleanup = ActivityKind.objects.get(title="环境卫生整治")
    assert (cleanup.is_cleanup, cleanup.icon) == (True, "brush-cleaning")
    assert cleanup.text
    assert cleanup.text_en
    assert ActivityKind.objects.get(title="一巡三查").text == "", "the zone supplies it"


def test_the_special_days_of_the_year_are_there():
    special = SpecialDay.objects.between(date(2026, 1, 1), date(2026, 12, 31))
    assert sum(special.values()) == 33
    assert [day for day, is_off in special.items() if not is_off and day.weekday() < 5] == []
