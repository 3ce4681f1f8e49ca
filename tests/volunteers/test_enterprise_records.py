"""The record of an enterprise: open and past hazards, visits, what was found last time; and the code at its door."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.volunteers import days_ago, make_activity, make_hazard
from volunteers.choices import HazardState

pytestmark = pytest.mark.django_db


def test_the_record_shows_what_is_open_what_is_past_and_who_came(zone, cadre, official, client_of):
    here = {"enterprise": zone.enterprise_a}
    last = make_hazard(found_on=days_ago(2), **here)
    past = make_hazard(HazardState.CLOSED, found_on=days_ago(50), **here)
    elsewhere = make_hazard(enterprise=zone.enterprise_b)
    visit = make_activity(zone.force_a, enterprise=zone.enterprise_a, place="成品仓库")
    page = client_of(cadre).get(zone.enterprise_a.get_absolute_url()).content.decode()
    assert last.get_absolute_url() in page
    assert past.get_absolute_url() in page
    assert elsewhere.number not in page
    assert f"found_from={days_ago(2).isoformat()}" in page, "what was found last time is one tap away"
    page = client_of(official).get(zone.enterprise_a.get_absolute_url()).content.decode()
    assert visit.get_absolute_url() in page


def test_who_has_nothing_to_do_with_hazards_sees_none_there(zone, adviser, client_of):
    hazard = make_hazard(enterprise=zone.enterprise_a)
    page = client_of(adviser).get(zone.enterprise_a.get_absolute_url())
    assert page.status_code == 200
    assert hazard.number not in page.content.decode()


def test_the_code_at_the_door_opens_the_record_for_those_who_may(
    zone, cadre, volunteer, stranger, neighbour, client_of
):
    door = reverse("enterprise_door", args=[zone.enterprise_a.pk])
    assert client_of(cadre).get(door).url == zone.enterprise_a.get_absolute_url()
    # A task force goes everywhere, and begins a report where it stands.
    answer = client_of(volunteer).get(door, follow=True)
    assert zone.enterprise_a.name in answer.content.decode()
    assert answer.redirect_chain[0][0].startswith(reverse("hazard_add"))
    assert client_of(stranger).get(door).status_code == 404
    assert client_of(neighbour).get(door).status_code == 404
    assert Client().get(door).url.startswith("/accounts/login/")


def test_the_sheet_for_the_door_carries_the_code(zone, contact, cadre, client_of):
    url = reverse("enterprise_code", args=[zone.enterprise_a.pk, "docx"])
    content = io.BytesIO(b"".join(client_of(contact).get(url).streaming_content))
    names = zipfile.ZipFile(content).namelist()
    assert [name for name in names if "media/" in name]
    assert zone.enterprise_a.name in zipfile.ZipFile(content).read("word/document.xml").decode()
    assert client_of(cadre).get(url).status_code == 403


def test_the_note_while_reporting_leads_to_the_record(zone, grid_worker, volunteer, client_of):
    make_hazard(enterprise=zone.enterprise_a, found_on=days_ago(4))
    ask = {"enterprise": zone.enterprise_a.name}
    note = client_of(grid_worker).get(reverse("enterprise_note"), ask).content.decode()
    assert zone.enterprise_a.get_absolute_url() in note
    assert (
        zone.enterprise_a.get_absolute_url()
        not in client_of(volunteer).get(reverse("enterprise_note"), ask).content.decode()
    )
