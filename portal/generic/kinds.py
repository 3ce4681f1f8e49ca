"""The kinds of ledger that can be imported: what their columns are, how a row is judged, how rows are saved.

The kernel reads sheets, cleans cells, keeps the batch and undoes it. An app declares its ledgers in a module `ledgers`:
the fields with the words that offices use for them, the rules between cells, and which records a row makes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from portal import cells
from portal.headings import Field

REGISTRY: dict[str, "LedgerKind"] = {}


@dataclass(frozen=True, slots=True)
class LedgerField(Field):
    """A column of a ledger: its headings, how a cell is read, and what the empty workbook says about it.

    `clean` is a parser of `portal.cells` or one like it. `is_day` parsers also take the year of the ledger. `keeps`
    names the attribute of the record that takes the value as it is; "" where the rules of the ledger decide.
    """

    clean: Callable[..., Any] = cells.text
    is_day: bool = False
    kind: str = "text"
    hint: str | Promise = ""
    example: Any = ""
    choices: Sequence[Any] = ()
    keeps: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A table that may stand in a ledger, on a sheet of its own: the roster, the list of dissolutions."""

    name: str
    title: str | Promise
    fields: tuple[LedgerField, ...]

    def field(self, name):
        """The field of this name."""
        return next(one for one in self.fields if one.name == name)


class LedgerKind:
    """A ledger that can be imported. Subclasses declare the names below and say how rows are judged and saved."""

    name = ""
    title: str | Promise = ""
    intro: str | Promise = ""
    model: type[models.Model] | None = None
    # The list in which the records are found afterwards.
    list_url = ""
    parts: tuple[Part, ...] = ()

    def judge(self, reading):
        """Judge the entries of `reading` by the rules between cells and against what is registered already.

        Faults and warnings go to `reading`, likewise the records to be made (`reading.new`), to be changed
        (`reading.changed`), those that are the same (`reading.same`) and the rows that repeat an earlier one.
        """
        raise NotImplementedError

    def save(self, reading, saver):
        """Write what `judge` found; runs inside the transaction that loads the batch."""
        raise NotImplementedError

    def obstacles(self, created):
        """Sentences on what has been built on the records (model -> keys) beyond foreign keys, before they go."""
        return []

    def mend(self, touched):
        """Put right what follows from rows that an undone batch took away or changed back: {model: their keys}."""

    def part(self, name):
        """The part of this name."""
        return next(part for part in self.parts if part.name == name)


def register(kind):
    """Class decorator: make the ledger known under its name."""
    REGISTRY[kind.name] = kind()
    return kind


@cache
def load():
    """Read the apps' declarations, once: looking for a module that is not there costs each time."""
    autodiscover_modules("ledgers")


def all_kinds():
    """Every ledger that can be imported, in the order in which they are best brought in."""
    load()
    return list(REGISTRY.values())


def ledger_kind(name):
    """The ledger of this name; KeyError if there is none."""
    load()
    return REGISTRY[name]


def may_import(user, kind):
    """Whether `user` may import this ledger: holds a granted role for the whole zone, since a ledger spans it."""
    if not user.is_authenticated or not user.is_active:
        return False
    roles = set(kind.model.grants.get("import", ()))
    return bool(roles & user.roles) and kind.model.scope.reach(kind.model, user, roles) is None


def importable(user):
    """The ledgers that `user` may import."""
    return [kind for kind in all_kinds() if may_import(user, kind)]


# --- what declarations of ledgers share


def words(text: str) -> tuple[str, ...]:
    """Headings and spellings, written with blanks between them."""
    return tuple(text.split())


def line(max_length):
    """The parser of a text of at most `max_length` characters."""
    return partial(cells.text, max_length=max_length)


def past_day(value: Any, default_year: int | None = None) -> date | None:
    """A day that has come."""
    found = cells.day(value, default_year)
    if found is not None and found > timezone.localdate():
        raise cells.BadCell(_("This day has not come yet. Record it when it has."))
    return found


def one_of(choices: Any, synonyms: Mapping[str, Any]) -> Callable[[Any], Any]:
    """The parser of a choice with the spellings that offices use."""
    return partial(cells.choice, choices=choices, synonyms=synonyms)


def sentence_of(model: type[models.Model], constraint: str) -> str:
    """The sentence of a constraint of the model: the importer says what the page would say."""
    found = next(one for one in model._meta.constraints if one.name == constraint)
    return str(found.violation_error_message)
