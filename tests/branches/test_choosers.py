"""Choosing a record by typing: suggestions within the own scope."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.branches import make_enterprise, make_organisation

pytestmark = pytest.mark.django_db


def choose(client, kind, /, **query):
    return client.get(reverse("choose", args=[kind]), query)


def test_suggestions_follow_what_is_typed_under_the_fields_own_name(zone, official, client_of):
    client = client_of(official)
    for query in ({"q": "宏达"}, {"enterprise": "宏达"}, {"name": "host", "host": "宏达"}):
        page = choose(client, "enterprise", **query).content.decode()
        assert f'value="{zone.enterprise_a.name}"' in page
        assert zone.enterprise_a.credit_code in page
        assert zone.enterprise_b.name not in page


def test_only_what_one_may_see_is_suggested(zone, neighbour, client_of):
    page = choose(client_of(neighbour), "organisation", q="党支部").content.decode()
    assert zone.branch_b.name in page
    assert zone.branch_a.name not in page


@pytest.mark.parametrize("name", ["organisation", "enterprise", "grid", "taskforce", "person"])
def test_what_is_chosen_by_typing(name, zone, commissioner, client_of):
    assert choose(client_of(commissioner), name, q="").status_code == 200


@pytest.mark.parametrize("name", ["user", "appointment", "session", "historicalorganisation", "nothing"])
def test_nothing_else_is_suggested(name, zone, commissioner, client_of):
    assert choose(client_of(commissioner), name, q="a").status_code == 404


def test_anonymous_and_strangers_stay_outside(zone, stranger, client, client_of):
    assert choose(client, "organisation", q="云").status_code == 302
    assert choose(client_of(stranger), "organisation", q="云").status_code == 403


def test_people_are_suggested_by_user_name(zone, secadmin, secretary, client_of):
    page = choose(client_of(secadmin), "person", q=secretary.name).content.decode()
    assert f'value="{secretary.username}"' in page


def test_two_of_the_same_name_are_told_apart(zone, commissioner, client_of):
    old = make_organisation(zone.root, name="云溪双联党支部", dissolved_on=date(2026, 1, 1))
    new = make_organisation(zone.root, name="云溪双联党支部")
    page = choose(client_of(commissioner), "organisation", q="双联").content.decode()
    assert f'value="{old.pk}"' in page
    assert f'value="{new.pk}"' in page


def test_at_most_twenty_are_suggested(zone, official, client_of):
    for _n in range(25):
        make_enterprise()
    assert choose(client_of(official), "enterprise", q="").content.decode().count("<option") == 20


def test_odd_input_does_no_harm(zone, official, client_of):
    for typed in ("\x00", "%", "长" * 5000, "'; --"):
        assert choose(client_of(official), "enterprise", q=typed).status_code == 200
