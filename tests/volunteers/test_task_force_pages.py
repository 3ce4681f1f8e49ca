"""Task forces on the desk."""

import uuid

import pytest
from django.urls import reverse

from branches.choices import Role
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import days_ago, make_activity, make_hazard
from volunteers.choices import HazardState
from volunteers.models import Discoverer, TaskForce, TaskForcePost

pytestmark = pytest.mark.django_db


def test_the_list_shows_leaders_members_and_this_years_deeds(zone, commissioner, client_of):
    appoint(make_user(name="许晓燕"), Role.TASK_FORCE_LEADER, zone.force_a)
    appoint(make_user(name="柳勇"), Role.TASK_FORCE_LEADER, zone.force_a)
    appoint(make_user(name="雷俊杰"), Role.TASK_FORCE_MEMBER, zone.force_a)
    make_activity(zone.force_a, confirmed=True, held_on=days_ago(0))
    make_activity(zone.force_a, held_on=days_ago(0))
    make_activity(zone.force_b, confirmed=True, held_on=days_ago(0), partners=[zone.force_a])
    make_hazard(task_force=zone.force_a, found_on=days_ago(0))
    table = client_of(commissioner).get(reverse("task_forces"), {"q": "宏达"}).context["table"]
    row = next(iter(table.rows)).record
    assert set(row.leaders.split("、")) == {"许晓燕", "柳勇"}
    assert (row.members, row.activities_this_year, row.hazards_this_year) == (3, 2, 1)


def test_the_record_shows_posts_activities_and_open_hazards(zone, secretary, client_of):
    appoint(make_user(name="许晓燕"), Role.TASK_FORCE_LEADER, zone.force_a)
    make_activity(zone.force_a, place="九龙路")
    hazard = make_hazard(task_force=zone.force_a)
    closed = make_hazard(HazardState.CLOSED, task_force=zone.force_a)
    page = client_of(secretary).get(zone.force_a.get_absolute_url()).content.decode()
    assert "许晓燕" in page
    assert "九龙路" in page
    assert hazard.number in page
    assert closed.number not in page


def test_the_neighbour_does_not_see_the_task_force(zone, neighbour, client_of):
    assert client_of(neighbour).get(zone.force_a.get_absolute_url()).status_code == 404


def test_a_secretary_enters_a_task_force_of_the_own_branch_only(zone, secretary, client_of):
    url, facts = reverse("task_force_add"), {"name": "新党员突击队", "organisation": zone.branch_a.name}
    assert client_of(secretary).post(url, facts | {"organisation": zone.branch_b.name}).status_code == 422
    assert client_of(secretary).post(url, facts).status_code == 302
    assert TaskForce.objects.get(name="新党员突击队").organisation == zone.branch_a


def test_a_name_is_borne_once_however_it_is_typed(zone, secretary, client_of):
    facts = {"name": "宏达电器 党员突击队", "organisation": zone.branch_a.name}
    assert client_of(secretary).post(reverse("task_force_add"), facts).status_code == 422


def test_only_the_security_administrator_appoints(zone, secadmin, secretary, client_of):
    person = make_user("liuyong", name="柳勇")
    appoint(person, Role.TASK_FORCE_MEMBER, zone.force_b)
    url = reverse("task_force_appoint", args=[zone.force_a.pk])
    facts = {"user": "liuyong", "role": Role.TASK_FORCE_LEADER, "start": days_ago(0), "submission": uuid.uuid4()}
    assert client_of(secretary).post(url, facts).status_code == 403
    page = client_of(secadmin).post(url, facts)
    assert page.status_code == 302
    post = zone.force_a.posts.get()
    assert (post.user, post.role) == (person, Role.TASK_FORCE_LEADER)


def test_an_ended_post_gives_no_rights_the_day_after(zone, secadmin, client_of):
    person = appoint(make_user(name="柳勇"), Role.TASK_FORCE_MEMBER, zone.force_a, start=days_ago(10))
    post = TaskForcePost.objects.get(user=person)
    url = reverse("post_end", args=[post.pk])
    assert url in client_of(secadmin).get(zone.force_a.get_absolute_url()).content.decode()
    assert client_of(secadmin).post(url, {"day": days_ago(1), "submission": uuid.uuid4()}).status_code == 302
    assert client_of(person).get(zone.force_a.get_absolute_url()).status_code == 404


def test_the_record_counts_what_was_joined_too(zone, secretary, client_of):
    make_activity(zone.force_a, confirmed=True, held_on=days_ago(0), participants=5, hours=2)
    make_activity(zone.force_b, confirmed=True, held_on=days_ago(0), participants=3, hours=2, partners=[zone.force_a])
    panels = client_of(secretary).get(zone.force_a.get_absolute_url()).context["panels"]
    year = next(panel for panel in panels if panel.context.get("rows") and panel.context["rows"][0]["value"] == 2)
    assert [row["value"] for row in year.context["rows"]][:3] == [2, 2, "16"]


def test_what_was_found_together_stands_with_each_task_force_and_once(zone, official, commissioner, client_of):
    hazard = make_hazard(task_force=zone.force_a, found_on=days_ago(0))
    Discoverer.credit(hazard, by=official, task_forces=[zone.force_b])
    client = client_of(official)
    for force in (zone.force_a, zone.force_b):
        page = client.get(force.get_absolute_url())
        assert hazard.number in page.content.decode(), force
        found = client.get(reverse("hazards"), {"task_force": force.name}).context["page"]
        assert [row.pk for row in found.rows] == [hazard.pk]
    rows = client_of(commissioner).get(reverse("task_forces")).context["table"].rows
    assert [row.record.hazards_this_year for row in rows] == [1, 1]


def test_a_branch_that_shares_a_task_force_sees_what_it_found(zone, neighbour, client_of):
    hazard = make_hazard(task_force=zone.force_a)
    assert client_of(neighbour).get(hazard.get_absolute_url()).status_code == 404
    zone.force_a.further_branches.add(zone.branch_b)
    assert client_of(neighbour).get(hazard.get_absolute_url()).status_code == 200
