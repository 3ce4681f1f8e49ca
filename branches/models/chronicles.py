"""The registry of organisations as a chronicle: told again from the changes, spell by spell, in memory.

Pure: no database here. `note` tells a chronicle that something was entered at a moment; it works out what is believed
of an organisation from then on, and of everything that hung below it, and keeps what has been written and closed.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple

from branches.models.timelines import Life, Stretch

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# With the point at its end, so that no code is found across two others.
CODE_LENGTH = 7


def code(pk):
    """An organisation in a line of superiors: as long as any other, so that the beginning of a line is a line."""
    found = ""
    while pk:
        pk, rest = divmod(pk, len(SIGNS))
        found = SIGNS[rest] + found
    return f"{found.rjust(CODE_LENGTH - 1, '0')}."


class Spell(NamedTuple):
    """A row of the registry of past days; `pk` is None until it is written."""

    pk: int | None
    organisation: int
    name: str
    kind: str
    parent: int | None
    enterprise: int | None
    lineage: str
    start: date
    end: date | None
    recorded_at: datetime
    superseded_at: datetime | None = None

    @property
    def stretch(self):
        """What it says, without since when it is believed."""
        return Stretch(self.start, self.end, self.name, self.kind, self.parent, self.enterprise, self.lineage)


class Chronicle:
    """What is believed of organisations: `lives` are those that may change, `open` the spells believed now."""

    def __init__(self, lives: dict[int, Life], load_below: Callable[["Chronicle", int], None] | None = None):
        self.lives = lives
        # Fetches what hung below an organisation, where not everything is here from the start.
        self.load_below = load_below
        self.believed: dict[int, dict[Stretch, Spell]] = defaultdict(dict)
        self.below: dict[int, set[int]] = defaultdict(set)
        # Spells that are no longer believed but were new here, and those still believed that are new.
        self.past: list[Spell] = []
        # {moment: keys of spells in the database that are believed no more}.
        self.closed: dict[datetime, list[int]] = defaultdict(list)

    def open(self, spell: Spell) -> None:
        """Take over a spell believed now."""
        self.believed[spell.organisation][spell.stretch] = spell
        if spell.parent:
            self.below[spell.parent].add(spell.organisation)

    @property
    def written(self) -> list[Spell]:
        """The spells that are to be written."""
        return self.past + [spell for spells in self.believed.values() for spell in spells.values() if spell.pk is None]

    def note(self, keys: list[int], at: datetime) -> None:
        """Something was entered of these organisations (superiors first): believe it from this moment on."""
        waiting = deque(keys)
        while waiting:
            pk = waiting.popleft()
            if self._renew(pk, at):
                if self.load_below:
                    self.load_below(self, pk)
                waiting.extend(child for child in sorted(self.below[pk]) if child in self.lives)

    def _renew(self, pk: int, at: datetime) -> bool:
        """Work out the spells of one organisation; whether those below it have to be worked out again."""
        before, now = self.believed[pk], dict.fromkeys(self._stretches(pk, at))
        lines = _lines(before)
        for stretch in [one for one in before if one not in now]:
            spell = before.pop(stretch)
            if spell.pk is not None:
                self.closed[at].append(spell.pk)
            elif spell.recorded_at < at:
                self.past.append(spell._replace(superseded_at=at))
        for stretch in now:
            if stretch not in before:
                facts = stretch._asdict()
                before[stretch] = Spell(pk=None, organisation=pk, recorded_at=at, **facts)
                if stretch.parent:
                    self.below[stretch.parent].add(pk)
        return lines != _lines(before)

    def _stretches(self, pk: int, at: datetime) -> list[Stretch]:
        """The stretches of a life, cut where the line of its superiors changed."""
        found: list[Stretch] = []
        for stretch in self.lives[pk].stretches(at):
            for piece in self._pieces(pk, stretch):
                if found and found[-1].end == piece.start and found[-1][2:] == piece[2:]:
                    piece = piece._replace(start=found.pop().start)
                found.append(piece)
        return found

    def _pieces(self, pk: int, stretch: Stretch) -> list[Stretch]:
        """A stretch in pieces, each with one line of superiors."""
        if not stretch.parent:
            return [stretch._replace(lineage=code(pk))]
        above = sorted(self.believed[stretch.parent], key=lambda one: one.start)
        cuts = [one.start for one in above[1:] if one.start > stretch.start]
        cuts = [day for day in cuts if stretch.end is None or day < stretch.end]
        pieces = []
        for start, end in zip([stretch.start, *cuts], [*cuts, stretch.end], strict=True):
            line = self._line(stretch.parent, above, start)
            if code(pk) in (line[i : i + CODE_LENGTH] for i in range(0, len(line), CODE_LENGTH)):
                # Nothing hangs below itself; entries that say so together end the line here.
                line = code(stretch.parent)
            pieces.append(stretch._replace(start=start, end=end, lineage=line + code(pk)))
        return pieces

    @staticmethod
    def _line(parent: int, above: list[Stretch], day: date) -> str:
        """The superior's own line on a day; where it was not in force then, that of the nearest day it was."""
        earlier = [one for one in above if one.start <= day]
        nearest = earlier[-1] if earlier else above[0] if above else None
        return nearest.lineage if nearest else code(parent)


def _lines(stretches: Iterable[Stretch]) -> list[tuple[date | None, str]]:
    """On which days the line of superiors changed; the first one holds for all days before as well."""
    found: list[tuple[date | None, str]] = []
    for one in sorted(stretches, key=lambda one: one.start):
        if not found or found[-1][1] != one.lineage:
            found.append((one.start if found else None, one.lineage))
    return found
