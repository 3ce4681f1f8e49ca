"""What a verb of the desk changes on the public pages is seen at once, and what is read there counts on the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from branches.choices import HonourState
from branches.models import MaterialReading
from tests.factories import news as stories
from tests.factories.honours import make_honour
from tests.factories.training import make_session

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def shown(path="/honours/"):
    """What a visitor reads."""
    return Client().get(path).content.decode()


def test_an_honour_put_on_notice_and_withdrawn_changes_its_public_page_at_once(
    zone, commissioner, django_capture_on_commit_callbacks
):
    honour = make_honour(zone.branch_a, HonourState.RECOMMENDED)
    named = make_honour(zone.branch_b, HonourState.NAMED)
    assert zone.branch_a.name not in shown()
    with django_capture_on_commit_callbacks(execute=True):
        honour.publish_notice(by=commissioner, notice_from=TODAY, notice_to=TODAY + timedelta(days=30))
    assert zone.branch_a.name in shown()
    address = f"/honours/{named.pk}/"
    assert Client().get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        named.withdraw(by=commissioner, withdrawn_on=TODAY, reason="不再符合条件")
    assert zone.branch_b.name not in shown()


def test_an_invited_person_says_on_the_public_page_to_have_read_it(zone, secretary, neighbour, client_of):
    page = stories.make_training()
    session = make_session(people=[secretary])
    session.materials.create(page=page)
    client, address = client_of(secretary), page.get_url()
    asked = f'action="{reverse("material_read", args=[page.pk])}"'
    assert asked in client.get(address).content.decode()
    answer = client.post(reverse("material_read", args=[page.pk]), {"page": page.pk})
    assert (answer.status_code, answer["Location"]) == (302, address)
    reading = MaterialReading.objects.get()
    assert (reading.user, reading.page.pk) == (secretary, page.pk)
    after = client.get(address).content.decode()
    assert asked not in after
    assert f"{timezone.localdate():%Y-%m-%d}" in after
    assert asked not in client_of(neighbour).get(address).content.decode(), "nobody has invited the neighbour"


def test_a_visitor_is_not_asked_and_gets_the_page_that_is_kept_for_everybody(
    zone, secretary, django_assert_num_queries
):
    page = stories.make_training()
    make_session(people=[secretary]).materials.create(page=page)
    visitor = Client()
    assert reverse("material_read", args=[page.pk]) not in visitor.get(page.get_url()).content.decode()
    with django_assert_num_queries(0):
        assert "Cookie" not in visitor.get(page.get_url()).get("Vary", "")
