"""The ledger of asks: what branches and enterprises were asked to fill in, derived from what the portal itself asks.

Apps declare their sources in a module `asks`. A source is a table whose rows are asks: whom each is put to, on which
day, how many fields it wants, how many minutes that may take. Nothing is stored for the ledger and nothing can be
forgotten in it: it reads the same rows that the asked work on. Minutes are estimates, see docs/asks.md.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

SOURCES: list["Source"] = []
NONE = Value(0, output_field=IntegerField())


@dataclass
class Load:
    """So many asks, with so many fields (of which so many are kept by the portal already) and minutes together."""

    asks: int = 0
    fields: int = 0
    kept: int = 0
    minutes: int = 0

    def __add__(self, other):
        return Load(
            self.asks + other.asks,
            self.fields + other.fields,
            self.kept + other.kept,
            self.minutes + other.minutes,
        )


@dataclass(frozen=True)
class Ask:
    """One ask as the ledger shows it: of what kind, what, on which day, by when, how much, where it is answered."""

    kind: Any
    title: str
    day: date
    load: Load
    record: Any = None


@dataclass(frozen=True)
class Source:
    """Rows of `model` that are asks.

    `place` is "organisation" or "enterprise", `put_to` the lookup to it, `day` the lookup to the day (`is_moment`: the
    moment) from which it was asked. `rows` narrows the rows to those that are asked at all. `fields` and `kept` are
    expressions; `minutes` too, or None: then an ask takes `base` minutes and `each` for every field. `title` and
    `record` tell of a row, with `related`, what it is and where it is answered.
    """

    key: str
    label: Any
    model: Any
    place: str
    put_to: str
    day: str
    fields: Any
    title: Callable
    record: Callable
    rows: Callable = lambda rows: rows
    related: tuple[str, ...] = ()
    kept: Any = NONE
    minutes: Any = None
    base: int = 0
    each: int = 0
    is_moment: bool = False

    def __post_init__(self):
        SOURCES.append(self)

    def is_open_to(self, user):
        """Whether the person may see such rows at all."""
        return bool(set(self.model.grants["view"]) & user.roles)

    def asked(self, user, start, end):
        """The rows that `user` may see, asked from `start` to `end` (days, both included), with their numbers."""
        rows = self.rows(self.model.objects.visible_to(user)).exclude(**{self.put_to: None}).order_by()
        first, last, until = start, end, "lte"
        if self.is_moment:
            first, last, until = midnight(start), midnight(end + timedelta(days=1)), "lt"
        rows = rows.filter(**{f"{self.day}__gte": first, f"{self.day}__{until}": last})
        work = NONE if self.minutes is None else self.minutes
        return rows.annotate(asked_fields=self.fields, asked_kept=self.kept, asked_minutes=work)

    def load(self, asks, fields, kept, minutes):
        """What so many asks with so many fields come to."""
        return Load(asks, fields, kept, self.base * asks + self.each * fields if self.minutes is None else minutes)

    def totals(self, user, start, end):
        """{key of the place: Load}, counted by the database."""
        groups = self.asked(user, start, end).values(place=F(self.put_to)).annotate(n=Count("pk"), **sums_of())
        return {
            row["place"]: self.load(row["n"], row["sum_fields"], row["sum_kept"], row["sum_minutes"]) for row in groups
        }

    def of(self, user, key, start, end):
        """The asks put to one place, as Ask lines; rows of the same title, day and record are one line."""
        rows = self.asked(user, start, end).filter(**{self.put_to: key}).select_related(*self.related)
        lines: dict[tuple, Ask] = {}
        for row in rows.annotate(asked_at=F(self.day)).order_by("asked_at", "pk"):
            day = timezone.localtime(row.asked_at).date() if self.is_moment else row.asked_at
            name = (self.title(row), day, self.record(row))
            load = self.load(1, row.asked_fields, row.asked_kept, row.asked_minutes)
            known = lines.get(name)
            lines[name] = Ask(self.label, *name[:2], known.load + load if known else load, name[2])
        return list(lines.values())


def sums_of():
    """The sums of what each ask is annotated with."""
    return {f"sum_{name}": Coalesce(Sum(f"asked_{name}"), 0) for name in ("fields", "kept", "minutes")}


def midnight(day):
    """The moment at which the day begins."""
    return timezone.make_aware(datetime.combine(day, time()))


def sources(place=""):
    """The sources there are; only those that ask such a place, if one is given."""
    autodiscover_modules("asks")
    return [one for one in SOURCES if place in ("", one.place)]


def totals(user, place, start, end):
    """{key of the place: {source: Load}} of what was asked from `start` to `end`; one query a source."""
    found: dict[int, dict[Source, Load]] = defaultdict(dict)
    for source in sources(place):
        if source.is_open_to(user):
            for key, load in source.totals(user, start, end).items():
                found[key][source] = load
    return found


def asks_of(user, place, key, start, end):
    """What one organisation or enterprise was asked from `start` to `end`, in the order of the days."""
    found = [ask for source in sources(place) if source.is_open_to(user) for ask in source.of(user, key, start, end)]
    return sorted(found, key=lambda ask: (ask.day, str(ask.kind)))
