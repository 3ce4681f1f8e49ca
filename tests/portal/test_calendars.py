"""The calendar: what one may see, on its day; and the feed that shows the same to whoever has the address."""

from datetime import date, time

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from portal import calendars
from portal.models import CalendarAddress
from tests.factories.volunteers import make_activity

NOVEMBER = "/desk/calendar/?month=2026-11"


@pytest.fixture
def evening(zone):
    """A clean-up of A's task force on the evening of 20 November 2026."""
    return make_activity(zone.force_a, held_on=date(2026, 11, 20), starts_at=time(19), place="科源路")


@pytest.fixture
def address(secretary):
    """The secretary's address."""
    return CalendarAddress.renew(secretary)


def feed_of(address, **headers):
    """What a calendar program gets, which has no cookies."""
    return Client().get(reverse("calendar_feed", args=[address.token]), headers=headers)


def titles(content):
    """What the events of a feed are called."""
    return [str(event["summary"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]


def test_a_month_shows_what_is_mine_on_its_day_and_nothing_of_the_neighbour(evening, secretary, neighbour, client_of):
    page = client_of(secretary).get(NOVEMBER)
    (day,) = [cell for cell in page.context["days"] if cell["events"]]
    assert day["day"] == date(2026, 11, 20)
    assert [event.clock for event in day["events"]] == ["19:00"]
    assert evening.get_absolute_url() in page.content.decode()
    assert "科源路" not in client_of(neighbour).get(NOVEMBER).content.decode()
    assert "科源路" not in client_of(secretary).get("/desk/calendar/?month=2026-10").content.decode()


def test_a_day_shows_what_a_full_cell_leaves_out(zone, secretary, client_of):
    for _ in range(6):
        make_activity(zone.force_a, held_on=date(2026, 11, 20))
    client = client_of(secretary)
    (cell,) = [cell for cell in client.get(NOVEMBER).context["days"] if cell["events"]]
    assert (len(cell["events"]), cell["more"]) == (3, 3)
    (whole,) = client.get(cell["url"]).context["days"]
    assert (len(whole["events"]), whole["more"]) == (6, 0)


def test_what_is_no_month_is_said_and_the_present_one_shown(secretary, client_of):
    for typed in ("2026-13", "never", "9999-01", "0001-01"):
        page = client_of(secretary).get("/desk/calendar/", {"month": typed})
        assert page.status_code == 200
        assert typed in page.content.decode()
    assert client_of(secretary).get("/desk/calendar/?day=2026-02-30&kind=nonsense").context["fault"]


def test_the_feed_holds_the_same_without_a_session(evening, address):
    answer = feed_of(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies
    assert "private" in answer["Cache-Control"]
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == f"{evening.kind} · {evening.task_force}"
    assert event.decoded("dtstart").isoformat() == "2026-11-20T11:00:00+00:00"
    assert event["url"] == f"http://testserver{evening.get_absolute_url()}"


def test_a_feed_that_did_not_change_is_not_sent_again(evening, address):
    etag = feed_of(address)["ETag"]
    assert feed_of(address, **{"If-None-Match": etag}).status_code == 304
    evening.place = "金都路"
    evening.save()
    assert feed_of(address, **{"If-None-Match": etag}).status_code == 200


def test_the_feed_shows_what_may_be_seen_at_the_time_of_asking(evening, address, secretary):
    assert len(titles(feed_of(address).content)) == 1
    secretary.appointments.update(end=date(2026, 1, 2), start=date(2026, 1, 1))
    assert titles(feed_of(address).content) == []
    secretary.is_active = False
    secretary.save()
    assert feed_of(address).status_code == 404


def test_a_revoked_a_renewed_and_a_guessed_address_are_not_there(evening, secretary, client_of):
    client = client_of(secretary)
    client.post(reverse("calendar_address"), {"deed": "renew"})
    first = CalendarAddress.objects.get()
    assert first.token in client.get(reverse("calendar_address")).content.decode()
    client.post(reverse("calendar_address"), {"deed": "renew"})
    assert feed_of(first).status_code == 404
    second = CalendarAddress.objects.get()
    assert feed_of(second).status_code == 200
    # The seed alone, as a copy of the database holds it, opens nothing.
    for guess in (second.seed, f"{second.seed}.x", "x"):
        assert Client().get(reverse("calendar_feed", args=[guess])).status_code == 404
    client.post(reverse("calendar_address"), {"deed": "revoke"})
    assert feed_of(second).status_code == 404
    deeds = ModelLogEntry.objects.filter(action__startswith="portal.calendar").values_list("action", flat=True)
    assert sorted(deeds) == ["portal.calendar_address", "portal.calendar_renewed", "portal.calendar_revoked"]


def test_the_number_of_queries_does_not_grow_with_the_events(zone, secretary, client_of, django_assert_max_num_queries):
    client = client_of(secretary)
    for n in range(9):
        make_activity(zone.force_a, held_on=date(2026, 11, n + 1))
    with django_assert_max_num_queries(15):
        client.get(NOVEMBER)


def test_an_event_of_several_days_stands_on_each_of_them_in_the_period():
    trip = calendars.Event("1", "行程", date(2026, 11, 29), date(2026, 11, 1), end=date(2026, 12, 2))
    found = calendars.by_day([trip], date(2026, 11, 1), date(2026, 11, 30))
    assert list(found) == [date(2026, 11, 29), date(2026, 11, 30)]
