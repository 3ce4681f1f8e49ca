"""An organisation's life as its changes tell it: what it was called, was and hung below from which day to which.

Pure: no database here. A change that became known later, or is not believed any more, is told apart by the moment for
which one asks, so that the registry can say what was true on a day, and what was known of it on another.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

# Where the founding day is not known, the organisation counts as founded before any day.
EVER = date.min
ATTRIBUTES = ("name", "kind", "parent", "enterprise")


class Step(NamedTuple):
    """One change: from which day, and {attribute: (before, after)} of what it set; `ends` where nothing follows.

    Believed from `known_from` until `known_until` (None: still).
    """

    on: date
    number: int
    known_from: datetime
    known_until: datetime | None
    sets: dict[str, tuple[Any, Any]]
    ends: bool = False

    def is_known(self, at):
        """Whether the change was believed at that moment; None asks for now."""
        if at is None:
            return self.known_until is None
        return self.known_from <= at and (self.known_until is None or self.known_until > at)


class Stretch(NamedTuple):
    """What an organisation was from `start` (included) to `end` (not included; None: still)."""

    start: date
    end: date | None
    name: str
    kind: str
    parent: int | None
    enterprise: int | None
    lineage: str = ""


@dataclass
class Life:
    """What is known of an organisation: as it stands now, when it was founded, and every change ever entered.

    `founding` holds (moment, day) pairs: from that moment the founding day was believed to be this one.
    """

    pk: int
    name: str
    kind: str
    parent: int | None
    enterprise: int | None
    founding: list[tuple[datetime | None, date | None]]
    dissolved_on: date | None = None
    steps: list[Step] = field(default_factory=list)

    def parents(self):
        """The keys of everything it ever hung below."""
        found = {self.parent}
        for step in self.steps:
            found.update(step.sets.get("parent", ()))
        return found - {None}

    def moments(self):
        """When something about it became known, or was believed no more, after it had been entered."""
        founding = {moment for moment, _day in self.founding[1:]}
        return founding | {one for step in self.steps for one in (step.known_from, step.known_until) if one}

    def founded_on(self, at=None):
        """The founding day as believed at the moment; EVER where it is not known."""
        found = self.founding[0][1]
        for moment, day in self.founding[1:]:
            if at is None or moment <= at:
                found = day
        return found or EVER

    def ended_on(self, at=None):
        """The first day on which it is no more, or None. One dissolved before it was registered has no step."""
        if any(step.ends for step in self.steps):
            return min((step.on for step in self.steps if step.ends and step.is_known(at)), default=None)
        return self.dissolved_on

    def values(self, at=None, day=None):
        """{attribute: value} after every change believed `at` the moment that takes effect by `day` (None: all)."""
        values = {name: getattr(self, name) for name in ATTRIBUTES}
        steps = sorted(self.steps)
        # What the earliest change found is what there was before all of them, whether it was known yet or not.
        for step in reversed(steps):
            values |= {name: before for name, (before, _after) in step.sets.items()}
        for step in steps:
            if step.is_known(at) and (day is None or step.on <= day):
                values |= {name: after for name, (_before, after) in step.sets.items()}
        return values

    def stretches(self, at=None):
        """The stretches of its life, as believed at the moment; none where it ended on the day it began."""
        start, end = self.founded_on(at), self.ended_on(at)
        days = {max(step.on, start) for step in self.steps if step.sets and not step.ends and step.is_known(at)}
        bounds = sorted({start, *(day for day in days if end is None or day < end)})
        found: list[Stretch] = []
        for place, day in enumerate(bounds):
            until = bounds[place + 1] if place + 1 < len(bounds) else end
            if until is not None and until <= day:
                continue
            stretch = Stretch(day, until, **self.values(at, day))
            if found and found[-1][2:] == stretch[2:]:
                stretch = stretch._replace(start=found.pop().start)
            found.append(stretch)
        return found
