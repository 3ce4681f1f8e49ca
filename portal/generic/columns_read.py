"""The columns of a ledger while it is read: what each distinct cell says, and the sums by which a total is known."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from portal import cells
from portal.generic.kinds import LedgerField, Part


class Parser:
    """Reads the cells of one column and remembers what it has read: ledgers repeat themselves."""

    def __init__(self, wanted: LedgerField, year: int | None) -> None:
        self.clean, self.is_day, self.year = wanted.clean, wanted.is_day, year
        self.known: dict[Any, tuple[Any, str]] = {"": (None, ""), None: (None, "")}

    def __call__(self, raw: Any) -> tuple[Any, str]:
        # 1, 1.0 and TRUE are the same key of a dict and not the same cell; texts cannot be mistaken for anything.
        remembered = raw if type(raw) is str else (type(raw), raw)
        try:
            return self.known[remembered]
        except KeyError:
            answer = self.known[remembered] = self._read(raw)
            return answer

    def _read(self, raw: Any) -> tuple[Any, str]:
        try:
            if self.clean is not cells.credit_code and cells.identity_like(raw):
                return None, _("This holds an identity number, which the portal does not keep. Take it out.")
            return (self.clean(raw, self.year) if self.is_day else self.clean(raw)), ""
        except cells.BadCell as problem:
            return None, str(problem)


class Sums:
    """The sums of the columns of numbers, by which a total is known that lacks the word for it."""

    def __init__(self, part: Part) -> None:
        self.names = [one.name for one in part.fields if one.kind in ("whole", "decimal")]
        self.all: Counter = Counter()
        self.since: Counter = Counter()

    def add(self, values: dict[str, Any]) -> None:
        """Count an entry."""
        for name in self.names:
            if values.get(name):
                self.all[name] += values[name]
                self.since[name] += values[name]

    def is_total(self, values: dict[str, Any]) -> bool:
        """Whether a row holds numbers only, and all of them are sums of what stands above."""
        filled = {name: value for name, value in values.items() if value is not None}
        if not filled or not set(filled) <= set(self.names):
            return False
        sums = (self.all, self.since)
        if not any(all(one[name] == value for name, value in filled.items()) for one in sums):
            return False
        self.since.clear()
        return True
