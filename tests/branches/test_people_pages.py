"""The pages of people and appointments: three separate administrators, and everybody's own record."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.choices import Role
from branches.models import Appointment, Person
from portal.states import Refused
from tests.factories.portal import PASSWORD, appoint, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def account(**changes):
    sent = {"name": "申屠建国", "username": "shentu", "phone": "138 0000 4321", "language": "zh-hans"}
    return sent | {"submission": uuid.uuid4()} | changes


def appointment(person, role, place, **changes):
    """An appointment as a browser without script sends it: three fields for the place."""
    sent = {"user": person.username, "role": role, "organisation": "", "grid": "", "enterprise": "", "start": TODAY}
    kind = place._meta.model_name
    return sent | {kind: str(place), "end": "", "submission": uuid.uuid4()} | changes


def test_a_new_account_gets_a_password_that_is_shown_once_and_works(zone, sysadmin, client_of, client):
    sent = account()
    answer = client_of(sysadmin).post(reverse("person_add"), sent)
    password = answer.context["password"]
    person = Person.objects.get(username="shentu")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert person.phone == "13800004321"
    assert client.login(username="shentu", password=password)
    again = client_of(sysadmin).post(reverse("person_add"), sent)
    assert again.url == person.get_absolute_url()
    assert password not in client_of(sysadmin).get(again.url).content.decode()
    assert not ModelLogEntry.objects.filter(data__icontains=password).exists()


def test_who_makes_accounts_does_not_appoint_and_who_appoints_makes_no_accounts(zone, sysadmin, secadmin, client_of):
    assert client_of(sysadmin).get(reverse("appointment_add")).status_code == 403
    assert client_of(secadmin).get(reverse("person_add")).status_code == 403
    assert client_of(secadmin).get(reverse("person_edit", args=[sysadmin.pk])).status_code == 403
    assert client_of(secadmin).post(reverse("person_password", args=[sysadmin.pk])).status_code == 403


def test_everybody_sees_the_own_record_and_nobody_elses(zone, secretary, neighbour, stranger, client_of):
    for person in (secretary, stranger):
        client = client_of(person)
        assert client.get(reverse("person", args=[person.pk])).status_code == 200
        assert client.get(reverse("person", args=[neighbour.pk])).status_code == 404
        page = client.get(reverse("people"))
        assert [row.pk for row in page.context["page"].rows] == [person.pk]
        assert client.get(reverse("person_edit", args=[person.pk])).status_code == 403


def test_the_list_shows_roles_of_today_and_masks_phones(zone, sysadmin, secretary, leader, client_of, sheet_of):
    Person.objects.filter(pk=secretary.pk).update(phone="13800009999")
    client = client_of(sysadmin)
    page = client.get(reverse("people")).content.decode()
    assert "138****9999" in page
    assert "13800009999" not in page
    for role, person in ((Role.SECRETARY, secretary), (Role.TASK_FORCE_LEADER, leader)):
        found = client.get(reverse("people"), {"role": role})
        assert [row.pk for row in found.context["page"].rows] == [person.pk]
    rows = sheet_of(client.get(reverse("people"), {"export": "xlsx"}))
    assert any(secretary.username in row and str(Role.SECRETARY.label) in row for row in rows)


def test_people_without_a_role_are_found(zone, sysadmin, stranger, client_of):
    page = client_of(sysadmin).get(reverse("people"), {"role": "none"})
    assert [row.pk for row in page.context["page"].rows] == [stranger.pk]


def test_a_new_password_ends_the_old_one_and_is_logged(zone, sysadmin, stranger, client_of, client):
    url = reverse("person_password", args=[stranger.pk])
    assert client_of(sysadmin).get(url).status_code == 200
    assert client.login(username="stranger", password=PASSWORD)
    password = client_of(sysadmin).post(url).context["password"]
    assert not client.login(username="stranger", password=PASSWORD)
    assert client.login(username="stranger", password=password)
    assert ModelLogEntry.objects.filter(action="portal.password", user=sysadmin).exists()


def test_a_closed_account_is_shut_out_at_once_and_opened_again(zone, sysadmin, secretary, client_of):
    client = client_of(secretary)
    assert client.get(reverse("organisations")).status_code == 200
    client_of(sysadmin).post(reverse("person_deactivate", args=[secretary.pk]))
    assert client.get(reverse("organisations")).status_code == 302
    client_of(sysadmin).post(reverse("person_activate", args=[secretary.pk]))
    assert Person.objects.get(pk=secretary.pk).is_active


def test_nobody_closes_the_own_account(zone, sysadmin, client_of):
    client_of(sysadmin).post(reverse("person_deactivate", args=[sysadmin.pk]))
    assert Person.objects.get(pk=sysadmin.pk).is_active


@pytest.mark.parametrize(
    ("role", "place"), [("secretary", "branch_a"), ("grid_worker", "grid"), ("linked_cadre", "enterprise_a")]
)
def test_an_appointment_gives_its_rights_at_once(role, place, zone, secadmin, stranger, client_of):
    place = getattr(zone, place)
    client = client_of(stranger)
    assert client.get(place.get_absolute_url()).status_code == 404
    sent = appointment(stranger, role, place)
    answer = client_of(secadmin).post(reverse("appointment_add"), sent)
    assert answer.status_code == 302
    client_of(secadmin).post(reverse("appointment_add"), sent)
    assert Appointment.objects.get(user=stranger).place == place
    assert client.get(place.get_absolute_url()).status_code == 200


def test_a_role_at_the_wrong_kind_of_place_is_refused_at_that_field(zone, secadmin, stranger, client_of):
    answer = client_of(secadmin).post(reverse("appointment_add"), appointment(stranger, "secretary", zone.grid))
    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert set(errors) == {"grid", "organisation"}
    assert not Appointment.objects.filter(user=stranger).exists()


def test_with_script_the_form_asks_for_the_place_of_the_role_only(zone, secadmin, stranger, client_of):
    client = client_of(secadmin)
    form = client.get(reverse("appointment_add"), {"role": "grid_worker", "user": stranger.username}).context["form"]
    assert "grid" in form.fields
    assert "organisation" not in form.fields
    assert form["user"].value() == stranger.username
    assert {"organisation", "grid", "enterprise"} <= set(client.get(reverse("appointment_add")).context["form"].fields)


def test_posts_in_task_forces_are_not_given_here(zone, secadmin, stranger, client_of):
    sent = appointment(stranger, "task_force_leader", zone.branch_a)
    answer = client_of(secadmin).post(reverse("appointment_add"), sent)
    assert "role" in answer.context["form"].errors


def test_nobody_appoints_themselves(zone, secadmin, client_of):
    answer = client_of(secadmin).post(reverse("appointment_add"), appointment(secadmin, "commissioner", zone.root))
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert not Appointment.objects.filter(user=secadmin, role="commissioner").exists()


def test_the_three_administrators_are_three_people(zone, secadmin, sysadmin, auditor, client_of):
    answer = client_of(secadmin).post(
        reverse("appointment_add"), appointment(sysadmin, "audit_administrator", zone.root)
    )
    assert answer.status_code == 422
    with pytest.raises(Refused):
        Appointment.appoint(auditor, Role.SYSTEM_ADMINISTRATOR, zone.root, by=secadmin)


def test_an_appointment_ends_with_its_last_day_and_not_before_it_began(zone, secadmin, secretary, client_of):
    held = secretary.appointments.get()
    Appointment.objects.filter(pk=held.pk).update(start=TODAY - timedelta(days=30))
    client, url = client_of(secadmin), reverse("appointment_end", args=[held.pk])
    early = client.post(url, {"day": TODAY - timedelta(days=40)})
    assert early.status_code == 422
    assert client.post(url, {"day": TODAY - timedelta(days=1)}).status_code == 302
    assert client_of(secretary).get(zone.branch_a.get_absolute_url()).status_code == 404
    assert client.get(url).status_code == 302


def test_only_the_security_administrator_ends_appointments(zone, sysadmin, secretary, neighbour, client_of):
    url = reverse("appointment_end", args=[secretary.appointments.get().pk])
    assert client_of(sysadmin).post(url, {"day": TODAY}).status_code == 403
    assert client_of(secretary).post(url, {"day": TODAY}).status_code == 403
    assert client_of(neighbour).post(url, {"day": TODAY}).status_code == 404


def test_the_groups_of_the_cms_follow_the_appointment(zone, secadmin, stranger, client_of, django_user_model):
    client_of(secadmin).post(reverse("appointment_add"), appointment(stranger, "editor", zone.root))
    assert list(stranger.groups.values_list("name", flat=True)) == ["Editors"]
    held = stranger.appointments.get()
    Appointment.objects.filter(pk=held.pk).update(start=TODAY - timedelta(days=3))
    client_of(secadmin).post(reverse("appointment_end", args=[held.pk]), {"day": TODAY - timedelta(days=1)})
    assert not stranger.groups.exists()


def test_a_person_chosen_by_a_name_that_several_bear_is_asked_back(zone, secadmin, client_of):
    make_user("li1", name="李军"), make_user("li2", name="李军")
    sent = appointment(make_user("li3", name="李军军"), "editor", zone.root, user="李军")
    answer = client_of(secadmin).post(reverse("appointment_add"), sent)
    assert "li1" in str(answer.context["form"].errors["user"])


def test_the_list_of_appointments_filters_by_day_and_place(zone, secadmin, secretary, neighbour, client_of):
    client = client_of(secadmin)
    page = client.get(reverse("appointments"), {"below": zone.branch_a.pk, "in_force": "true"})
    assert [row.user_id for row in page.context["page"].rows] == [secretary.pk]
    assert client.get(reverse("appointments"), {"as_of": TODAY - timedelta(days=9)}).context["page"].count == 0
    own = client_of(secretary).get(reverse("appointments")).context["page"].rows
    assert {row.user_id for row in own} == {secretary.pk}


def test_a_record_shows_appointments_and_posts_past_and_present(zone, secadmin, leader, client_of):
    appoint(leader, Role.SECRETARY, zone.branch_b, start=TODAY - timedelta(days=90), end=TODAY - timedelta(days=1))
    page = client_of(secadmin).get(reverse("person", args=[leader.pk])).content.decode()
    assert zone.force_a.name in page
    assert zone.branch_b.name in page
