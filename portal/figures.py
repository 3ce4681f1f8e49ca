"""Figures: every number that the portal shows, defined once, with the records it counts.

A figure is asked for a period or as of a day, by somebody (who then counts only the rows of that person's scope) or
for the public, and below an organisation or for the whole zone. Apps declare theirs in a module `figures`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models import Sum
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.module_loading import autodiscover_modules

REGISTRY: dict[str, "Figure"] = {}


@dataclass(frozen=True)
class Asked:
    """For what a figure is asked: up to and with `as_of`, from `start` if given, by `user`, below `organisation`."""

    as_of: date
    start: date | None = None
    user: Any = None
    organisation: Any = None

    def rows(self, model, organisation_lookup=""):
        """The rows of `model` among which to count: the person's own scope (else all), below the organisation."""
        rows = model.objects.all() if self.user is None else model.objects.visible_to(self.user)
        if self.organisation is not None:
            rows = rows.filter(**{f"{organisation_lookup}path__startswith": self.organisation.path})
        return rows


@dataclass(frozen=True)
class Answer:
    """What a figure says: the value, for a share also numerator and denominator; None is shown as "—"."""

    figure: "Figure"
    asked: Asked
    value: int | float | Decimal | None
    numerator: int | None = None
    denominator: int | None = None

    @property
    def text(self):
        """The value as it is printed: 1,234, 82.1%, or — where there is nothing to divide."""
        if self.value is None:
            return "—"
        if self.figure.unit_code == "share":
            return f"{self.value * 100:.1f}%"
        return f"{self.value:,.1f}" if self.value != int(self.value) else f"{int(self.value):,}"

    def as_dict(self):
        """The answer as `manage.py figures --json` prints it; a share is a fraction rounded to four places."""
        value = self.value
        if value is not None and self.figure.unit_code == "share":
            value = round(float(value), 4)
        elif isinstance(value, Decimal):
            value = int(value) if value == int(value) else float(value)
        return {
            "key": self.figure.key,
            "value": value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "unit": str(self.figure.unit),
            "definition": str(self.figure.definition),
            "as_of": self.asked.as_of.isoformat(),
        }


@dataclass(frozen=True)
class Figure:
    """One number: `rows(asked)` are the records it counts; `total` the field it sums instead of counting rows.

    A share names its denominator by `of(asked)`. `opens(asked)` gives (url, query) of the list that shows exactly
    these records. `model` decides by its grants who may open them. `unit_code` is "share" or a code of the unit.
    """

    key: str
    name: object
    definition: object
    unit: object
    model: Any
    rows: Callable
    total: str = ""
    of: Callable | None = None
    opens: Callable | None = None
    unit_code: str = "number"

    def __post_init__(self):
        if self.key in REGISTRY:
            raise ValueError(f"figure {self.key} is declared twice")
        REGISTRY[self.key] = self

    def answer(self, asked):
        """Count now."""
        rows = self.rows(asked)
        if self.of is not None:
            numerator, denominator = rows.count(), self.of(asked).count()
            return Answer(self, asked, numerator / denominator if denominator else None, numerator, denominator)
        if self.total:
            return Answer(self, asked, rows.aggregate(total=Sum(self.total))["total"] or 0)
        return Answer(self, asked, rows.count())

    def public(self, as_of=None):
        """The answer for everybody, at most settings.PUBLIC_CACHE_SECONDS old."""
        as_of = as_of or timezone.localdate()
        name = f"figure:{self.key}:{as_of}"
        kept = caches["pages"].get(name)
        if kept is None:
            answer = self.answer(Asked(as_of))
            kept = (answer.value, answer.numerator, answer.denominator)
            caches["pages"].set(name, kept, settings.PUBLIC_CACHE_SECONDS)
        return Answer(self, Asked(as_of), *kept)

    def url(self, asked):
        """The address of exactly the records counted, or ""."""
        if self.opens is None:
            return ""
        path, query = self.opens(asked)
        query = {word: value for word, value in query.items() if value not in (None, "")}
        return f"{path}?{urlencode(query)}" if query else path


def figure(key):
    """The figure of this key; KeyError if there is none."""
    load()
    return REGISTRY[key]


def all_figures():
    """Every figure, in the order of declaration."""
    load()
    return list(REGISTRY.values())


def answers(keys, asked):
    """The answers to several figures for the same question."""
    return [figure(key).answer(asked) for key in keys]


@cache
def load():
    """Read the apps' declarations, once: looking for a module that is not there costs each time."""
    autodiscover_modules("figures")


def for_user(asked, user):
    """The same question, asked by `user` for the rows of that person's scope."""
    return replace(asked, user=user)
