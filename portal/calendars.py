"""The calendar: what happens when and where, gathered from the apps for one person, and its feed (RFC 5545).

Apps declare their sources in a module `calendars`. A source asks its rows through `visible_to`, so that a calendar
never shows more than the pages do.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

import icalendar
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.text import capfirst

REGISTRY: dict[str, "Source"] = {}
# So many events of one source and period are shown; who has more is told, and chooses a day or a kind.
MOST = 500
# The colours of the charts (tokens.css), one a source in turn.
SERIES = 5
# What a feed holds: calendars on phones keep what they were given, so a quarter back is enough.
FEED_DAYS_BACK, FEED_DAYS_AHEAD = 92, 400


@dataclass(frozen=True)
class Event:
    """Something on a day (`start` and `end` are dates, both included) or at an hour (aware times, `end` may be None).

    `key` names it for good: the same event keeps its key, so that a phone replaces it instead of adding a second.
    `changed_at` is when its record was last saved. `kind`, `label` and `series` (its colour) come from the source.
    """

    key: str
    title: str
    start: date
    changed_at: datetime
    end: date | None = None
    place: str = ""
    url: str = ""
    kind: str = ""
    label: object = ""
    series: int = 1

    @property
    def is_timed(self):
        return isinstance(self.start, datetime)

    @property
    def first_day(self):
        """The day on which it begins, here (Asia/Shanghai)."""
        return local_day(self.start)

    @property
    def last_day(self):
        """The day on which it ends; an event that ends at midnight does not reach into the next day."""
        if self.end is None:
            return self.first_day
        ends = self.end - timedelta(microseconds=1) if isinstance(self.end, datetime) else self.end
        return max(local_day(ends), self.first_day)

    @property
    def clock(self):
        """19:00, or "" for a whole day."""
        return f"{timezone.localtime(self.start):%H:%M}" if isinstance(self.start, datetime) else ""

    @property
    def clock_to(self):
        """The hour at which it ends, where it has one."""
        return f"{timezone.localtime(self.end):%H:%M}" if isinstance(self.end, datetime) else ""


def local_day(moment):
    """The day of a date or of a time, here."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


@dataclass(frozen=True)
class Source:
    """One kind of event: `rows(user, start, end)` are the records that touch the period (both days included), the
    earliest first, `event(row)` is what the calendar shows of one. The grants of `model` for `verb` decide who has such
    a kind.
    """

    key: str
    label: object
    model: Any
    rows: Callable
    event: Callable
    verb: str = "view"

    def __post_init__(self):
        if self.key in REGISTRY:
            raise ValueError(f"calendar source {self.key} is declared twice")
        REGISTRY[self.key] = self

    def is_for(self, user):
        """Whether this person holds a role that sees such records, or may be named in one."""
        roles = set(self.model.grants[self.verb])
        return "own" in roles or bool(roles & user.roles)


def sources_for(user):
    """The kinds of event that this person may have, in the order of declaration."""
    load()
    return [source for source in REGISTRY.values() if source.is_for(user)]


def load():
    """Read the apps' declarations once."""
    autodiscover_modules("calendars")


def events(user, start, end, kind=""):
    """(the events of `user` from `start` to `end`, earliest first; whether some source had more than MOST)."""
    found, is_cut = [], False
    for source in sources_for(user):
        if kind and source.key != kind:
            continue
        rows = list(source.rows(user, start, end)[: MOST + 1])
        is_cut |= len(rows) > MOST
        found += [named(source, row) for row in rows[:MOST]]
    return sorted(found, key=lambda event: (event.first_day, event.clock, event.title, event.key)), is_cut


def named(source, row):
    """The event of a row, with the source's own name and word."""
    event = source.event(row)
    series = list(REGISTRY).index(source.key) % SERIES + 1
    return replace(event, key=f"{source.key}-{event.key}", kind=source.key, label=capfirst(source.label), series=series)


def by_day(found, start, end):
    """{day: its events}: an event of several days stands on each of them that lies in the period."""
    on_days = [
        (day, place, event)
        for place, event in enumerate(found)
        for day in days(max(event.first_day, start), min(event.last_day, end))
    ]
    on_days.sort(key=lambda entry: entry[:2])
    return {day: [event for _, _, event in group] for day, group in groupby(on_days, key=lambda entry: entry[0])}


def days(start, end):
    """Every day from `start` to `end`, both included."""
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def feed(user, *, name, absolute, host):
    """The person's calendar as iCalendar bytes; `absolute` makes a path an address.

    The same events make the same bytes, so that an ETag tells a phone that nothing has changed.
    """
    today = timezone.localdate()
    found, _is_cut = events(user, today - timedelta(days=FEED_DAYS_BACK), today + timedelta(days=FEED_DAYS_AHEAD))
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{host}//portal//")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", timezone.get_default_timezone_name())
    for event in found:
        calendar.add_component(entry(event, absolute, host))
    return calendar.to_ical()


def entry(event, absolute, host):
    """One event as VEVENT. A whole day ends, by RFC 5545 3.6.1, on the day after."""
    shown = icalendar.Event()
    shown.add("uid", f"{event.key}@{host}")
    shown.add("dtstamp", event.changed_at.astimezone(UTC).replace(microsecond=0))
    shown.add("summary", event.title)
    if isinstance(event.start, datetime):
        shown.add("dtstart", event.start.astimezone(UTC))
        if isinstance(event.end, datetime):
            shown.add("dtend", event.end.astimezone(UTC))
    else:
        shown.add("dtstart", event.start)
        shown.add("dtend", event.last_day + timedelta(days=1))
    if event.place:
        shown.add("location", event.place)
    if event.url:
        shown.add("url", absolute(event.url))
    shown.add("categories", [str(event.label)])
    return shown
