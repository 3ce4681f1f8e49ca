"""Figures: every number that the portal shows, defined once, with the records it counts.

A figure is asked for a period or as of a day, by somebody (who then counts only the rows of that person's scope) or
for the public, and below an organisation or for the whole zone. Apps declare theirs in a module `figures`.
"""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REGISTRY: dict[str, "Figure"] = {}
AS_OF_THE_DAY = gettext_lazy("how things stood on the day asked for")


# The narrower places for which a figure may be asked beside the organisation.
PLACES = ("grid", "enterprise", "task_force", "campaign")


class NotKept(Exception):
    """The figure is not kept by such a place; carries the sentence to show."""


@dataclass(frozen=True)
class Asked:
    """For what a figure is asked: up to and with `as_of`, from `start` if given, by `user`, below `organisation`.

    `grid`, `enterprise`, `task_force` and `campaign` narrow it further, where the figure is kept by them.
    """

    as_of: date
    start: date | None = None
    user: Any = None
    organisation: Any = None
    grid: Any = None
    enterprise: Any = None
    task_force: Any = None
    campaign: Any = None

    @property
    def places(self):
        """The narrower places asked for: {name: record}."""
        return {name: place for name in PLACES if (place := getattr(self, name)) is not None}

    def rows(self, model, organisation_lookup=""):
        """The rows of `model` among which to count: the person's own scope (else all), below the organisation."""
        rows = model.objects.all() if self.user is None else model.objects.visible_to(self.user)
        if self.organisation is not None:
            rows = rows.filter(**{f"{organisation_lookup}path__startswith": self.organisation.path})
        return rows

    def is_partial(self, model):
        """Whether the person reaches only a part of the rows of `model` that belong to the question.

        An office at the root reaches all of them, and one at or above the question's organisation all of that.
        """
        if self.user is None:
            return False
        roles = model.grants.get("view", ())
        if model.scope.reach(model, self.user, roles) is None:
            return False
        nodes = [office.organisation for office in self.user.offices if office.role in roles]
        nodes = [node for node in nodes if node is not None]
        return self.organisation is None or not any(self.organisation.path.startswith(node.path) for node in nodes)


@dataclass(frozen=True)
class Answer:
    """What a figure says: the value, for a share also numerator and denominator; None is shown as "—"."""

    figure: "Figure"
    asked: Asked
    value: int | float | Decimal | None
    numerator: int | None = None
    denominator: int | None = None

    @property
    def is_partial(self):
        """Whether whoever asked sees only a part of the records: the page says so beside the number."""
        return self.asked.is_partial(self.figure.model)

    @property
    def phrase(self):
        """The number as a sentence may say it, rounded down only: 106 as “more than 100”, 82 % as “more than 80%”."""
        return in_a_sentence(self.value, is_share=self.figure.unit_code == "share")

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
            "name": str(self.figure.name),
            "value": value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "unit": str(self.figure.unit),
            "definition": str(self.figure.definition),
            "dated": str(self.figure.dated),
            "start": self.asked.start.isoformat() if self.asked.start else None,
            "as_of": self.asked.as_of.isoformat(),
            "partial": self.is_partial,
        }


def floor_of(value, *, is_share=False):
    """The round number that a sentence may claim: never more than `value`.

    Tens below a hundred, hundreds below a thousand, then two leading digits; shares by ten per cent.
    """
    if is_share:
        return math.floor(round(float(value) * 100, 6) / 10) * 10
    whole = math.floor(value)
    if whole < 10:
        return whole
    digits = len(str(whole))
    step = 10 ** (digits - 1 if digits <= 3 else digits - 2)
    return whole // step * step


def in_a_sentence(value, *, is_share=False):
    """The number as a sentence may say it: exact where it is round itself, else “more than” the round one below."""
    if value is None:
        return "—"
    floor = floor_of(value, is_share=is_share)
    exact = round(float(value) * 100, 6) if is_share else float(value)
    shown = f"{floor:,}%" if is_share else f"{floor:,}"
    if exact == floor:
        return shown
    return (_("more than %(share)s") % {"share": shown}) if is_share else _("more than %(number)s") % {"number": shown}


@dataclass(frozen=True)
class Figure:
    """One number: `rows(asked)` are the records it counts; `total` the field it sums instead of counting rows.

    A share names its denominator by `of(asked)`. `opens(asked)` gives (url, query) of the list that shows exactly
    these records. `model` decides by its grants who may open them. `unit_code` is "share" or a code of the unit.
    `dated` says in words which day counts. `facts` are the lookups whose values decide whether a record counts: they
    are kept where the figure is frozen. `places` gives for each place by which the figure is kept (lookup, or what
    narrows the rows to a place; word of the list's address). `stored(asked)` gives the number, of a share numerator and
    denominator, from what the database keeps ready (roll-ups), None where that does not hold it.
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
    dated: object = AS_OF_THE_DAY
    facts: tuple[str, ...] = ()
    places: dict[str, tuple[Any, str]] = field(default_factory=dict)
    stored: Callable | None = None

    def __post_init__(self):
        if self.key in REGISTRY:
            raise ValueError(f"figure {self.key} is declared twice")
        REGISTRY[self.key] = self

    def answer(self, asked):
        """Say it now, counted where it is not stored ready; NotKept where it is not kept by a place of the question."""
        found = self.ready(asked)
        if found is None:
            return self.count(asked)
        if self.of is None:
            return Answer(self, asked, found)
        return Answer(self, asked, found[0] / found[1] if found[1] else None, *found)

    def ready(self, asked):
        """What is stored ready, if that is just what is asked: for no narrower place, nothing hidden from who asks."""
        if self.stored is None or asked.places:
            return None
        if asked.user is not None and (not asked.user.is_active or asked.is_partial(self.model)):
            return None
        return self.stored(asked)

    def count(self, asked):
        """The answer counted from the rows."""
        rows = self.narrowed(self.rows(asked), asked)
        if self.of is not None:
            numerator, denominator = rows.count(), self.whole(asked).count()
            return Answer(self, asked, numerator / denominator if denominator else None, numerator, denominator)
        if self.total:
            return Answer(self, asked, rows.aggregate(total=Sum(self.total))["total"] or 0)
        return Answer(self, asked, rows.count())

    def narrowed(self, rows, asked):
        """The rows at the narrower places of the question."""
        for name, place in asked.places.items():
            if name not in self.places:
                raise NotKept(_("“%(figure)s” is not kept by this place.") % {"figure": self.name})
            way = self.places[name][0]
            rows = way(rows, place) if callable(way) else rows.filter(**{way: place})
        return rows

    def counted(self, asked):
        """The records that the figure counts."""
        return self.narrowed(self.rows(asked), asked)

    def whole(self, asked):
        """The records by which a share divides; None for a figure that is no share."""
        return None if self.of is None else self.narrowed(self.of(asked), asked)

    def public(self, as_of=None):
        """The answer for everybody, at most settings.PUBLIC_CACHE_SECONDS old."""
        asked = Asked(as_of or timezone.localdate())
        return self._kept(f"counted:{self.key}:{asked.as_of}", asked)[0]

    def lately(self, asked):
        """(answer to the person who asks as of a day, when it was counted): at most as old as a public one.

        For the desk, which is opened more often than anything changes; whoever is appointed elsewhere asks anew.
        """
        held = [office.pk for office in asked.user.offices], [post.pk for post in asked.user.held_posts]
        reach = hashlib.sha256(repr((asked.user.pk, *map(sorted, held))).encode()).hexdigest()[:16]
        return self._kept(f"counted:{self.key}:{asked.as_of}:{reach}", asked)

    def _kept(self, name, asked):
        kept = caches["pages"].get(name)
        if kept is None:
            answer = self.answer(asked)
            kept = (answer.value, answer.numerator, answer.denominator, timezone.now())
            caches["pages"].set(name, kept, settings.PUBLIC_CACHE_SECONDS)
        return Answer(self, asked, *kept[:3]), kept[3]

    def url(self, asked):
        """The address of exactly the records counted, or ""."""
        if self.opens is None:
            return ""
        path, query = self.opens(asked)
        query = query | {self.places[name][1]: place.pk for name, place in asked.places.items() if name in self.places}
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
