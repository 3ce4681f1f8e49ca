"""Visitors get pages from the cache; whoever is signed in gets a page of their own; publishing empties it at once."""

import time

import pytest
from django.core.cache import caches
from django.test import Client

from portal.figures import figure
from portal.kept import empty_public_cache
from tests.factories import news as stories
from tests.factories.branches import make_organisation

pytestmark = pytest.mark.django_db


def test_a_repeated_visit_asks_the_database_nothing(client, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(0):
        again = client.get("/")
    assert again.status_code == 200


def test_a_page_can_be_kept_by_a_web_server_before_us(client):
    client.get("/")
    answer = client.get("/")
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")
    assert "public" in answer["Cache-Control"]
    assert client.get("/", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_publishing_is_seen_on_the_next_visit(client, django_capture_on_commit_callbacks):
    assert "一支周末出发的队伍" not in client.get("/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        stories.make_news("一支周末出发的队伍")
    assert "一支周末出发的队伍" in client.get("/").content.decode()


def test_a_signed_in_person_never_gets_the_visitors_page(zone, secretary, client_of, client):
    client.get("/")
    own = client_of(secretary).get("/")
    assert "/accounts/login/" not in own.content.decode()
    assert "public" not in own.get("Cache-Control", "")
    assert "/accounts/login/" in Client().get("/").content.decode()


def test_no_figure_on_the_site_is_older_than_a_minute(zone, client, monkeypatch):
    """The figure is half a minute old when the page is made, and the page is kept for half a minute."""
    clock = time.time
    figure("organisations.total").public()
    make_organisation(zone.root)
    monkeypatch.setattr(time, "time", lambda: clock() + 29)
    old = client.get("/")
    assert int(old["Cache-Control"].rpartition("=")[2]) <= 30
    monkeypatch.setattr(time, "time", lambda: clock() + 60)
    new = client.get("/")
    before, after = (int(page.context["figures"][0]["value"]) for page in (old, new))
    assert after == before + 1


def test_a_page_lost_by_the_cache_does_not_come_back(client):
    """Emptied by hand, with what tells one generation from the next: what a process has at hand counts no more."""
    client.get("/")
    stories.make_news("一支周末出发的队伍")
    assert "一支周末出发的队伍" not in client.get("/").content.decode()
    caches["pages"].clear()
    assert "一支周末出发的队伍" in client.get("/").content.decode()


def test_a_page_grown_old_is_made_once_and_kept_again(client, monkeypatch, django_assert_num_queries):
    now = time.time()
    client.get("/")
    client.get("/")
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")


def test_the_two_languages_are_kept_apart(client):
    assert 'lang="zh-hans"' in client.get("/").content.decode()
    assert 'lang="en"' in client.get("/en/").content.decode()
    empty_public_cache()
    assert 'lang="en"' in client.get("/en/").content.decode()


def test_a_page_that_is_not_there_is_not_kept(client):
    assert client.get("/nowhere/").status_code == 404
    assert client.get("/nowhere/").status_code == 404


def test_the_desk_is_never_kept(zone, secretary, client_of):
    answer = client_of(secretary).get("/desk/")
    assert "ETag" not in answer
