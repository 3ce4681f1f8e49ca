"""Reading a ledger for an import: which sheet is which table, which column which field, what each cell says.

A reading carries everything there is to say about the file: the entries with their clean values, every fault of every
row, what was passed over and why. The rules of its ledger then add what would be created and changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.characters import is_blank
from portal.generic.bulk import without_collector
from portal.generic.columns_read import Parser, Sums
from portal.generic.kinds import LedgerField, LedgerKind, Part, all_kinds
from portal.ledgers import (
    BadLedger,
    Ledger,
    Mapping,
    Row,
    Sheet,
    Skipped,
    column_letter,
    default_year,
    find_heading,
    read_ledger,
    rows,
)

# A sheet that knows so much of what the fullest one knows was meant as one of them: what it lacks is a fault.
MEANT_AS_ONE = 0.6
# Two headings known for sure: with less, and required columns missing, a file is something else.
LEAST_SCORE = 2
PREVIEWED = 20


@dataclass(slots=True)
class Entry:
    """A row of the ledger as understood: None where a cell is blank or faulty."""

    part: str
    sheet: str
    number: int
    values: dict[str, Any]
    is_faulty: bool = False

    def __getitem__(self, name):
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where, and what to do; a warning has the same shape. No column: the row as a whole."""

    sheet: str
    row: int
    field: str
    column: int | None
    text: str

    def __str__(self):
        place = _("%(sheet)s, row %(row)s") % {"sheet": self.sheet, "row": self.row}
        return f"{place}, {self.field}: {self.text}" if self.field else f"{place}: {self.text}"


@dataclass(slots=True)
class SheetReading:
    """How one sheet was read: as which table, with which columns; or why it was passed over."""

    name: str
    part: Part | None = None
    mapping: Mapping | None = None
    reason: str = ""
    entries: list[Entry] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def column(self, name):
        """The column in which a field was found, or None."""
        return self.mapping.columns.get(name) if self.mapping else None


@dataclass
class Reading:
    """A ledger as understood so far, and what would come of it."""

    kind: LedgerKind
    file_name: str
    by: models.Model | None = None
    update: bool = False
    today: date = field(default_factory=timezone.localdate)
    sheets: list[SheetReading] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    # Sentences on the ledger as a whole.
    notes: list[str] = field(default_factory=list)
    # Filled by the rules of the ledger: records with the entry they come from.
    references: list[models.Model] = field(default_factory=list)
    # What comes along with the record of a row, such as the decision that dissolved an organisation.
    attached: list[tuple[models.Model, Entry]] = field(default_factory=list)
    new: list[tuple[models.Model, Entry]] = field(default_factory=list)
    changed: list[tuple[models.Model, Entry, dict[str, Any]]] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    # Registered already with other values, and left as they are because nobody asked for an update.
    differing: list[Entry] = field(default_factory=list)
    repeated: list[tuple[Entry, Entry]] = field(default_factory=list)
    by_name: dict[str, SheetReading] = field(default_factory=dict)

    def entries(self, part: str) -> Iterator[Entry]:
        """All entries of a table, from all its sheets in their order."""
        for sheet in self.sheets:
            if sheet.part is not None and sheet.part.name == part:
                yield from sheet.entries

    def has_column(self, part: str, name: str) -> bool:
        """Whether any sheet of the table has a column for the field."""
        read = (sheet for sheet in self.sheets if sheet.part is not None and sheet.part.name == part)
        return any(sheet.column(name) is not None for sheet in read)

    def _remark(self, entry: Entry, name: str, text: str) -> Fault:
        sheet = self.by_name[entry.sheet]
        label = str(sheet.part.field(name).label) if name else ""
        return Fault(entry.sheet, entry.number, label, sheet.column(name) if name else None, str(text))

    def fault(self, entry: Entry, name: str, text: Any) -> None:
        """Refuse a cell (or with "" the whole row): the ledger will not be loaded."""
        entry.is_faulty = True
        self.faults.append(self._remark(entry, name, text))

    def warn(self, entry: Entry, name: str, text: Any) -> None:
        """Say what somebody should look at; it does not keep the ledger from being loaded."""
        self.warnings.append(self._remark(entry, name, text))

    def note(self, text: Any) -> None:
        """Say once what holds for the ledger as a whole."""
        if str(text) not in self.notes:
            self.notes.append(str(text))

    def exists(self, record: models.Model, entry: Entry, before: dict[str, Any]) -> bool:
        """Note that a row is registered already; whether it is to be changed, `before` being what it says otherwise."""
        if before and self.update:
            self.changed.append((record, entry, before))
            return True
        self.same.append(entry)
        if before:
            self.differing.append(entry)
        return False

    @property
    def faulty_rows(self) -> int:
        """How many rows have at least one fault."""
        return len({(fault.sheet, fault.row) for fault in self.faults})

    @property
    def unknown_columns(self) -> list[tuple[str, str, str]]:
        """(sheet, column letter, heading) of columns that are not taken over."""
        found = []
        for sheet in self.sheets:
            if sheet.mapping is not None:
                found += [(sheet.name, *column) for column in (*sheet.mapping.unknown, *sheet.mapping.doubled)]
        return found

    def count(self) -> dict[str, int]:
        """The rows by what becomes of them."""
        return {
            "rows": sum(len(sheet.entries) for sheet in self.sheets),
            "new": len(self.new),
            "changed": len(self.changed),
            "same": len(self.same),
            "differing": len(self.differing),
            "repeated": len(self.repeated),
            "faulty": self.faulty_rows,
        }

    def references_by_kind(self) -> dict[str, list[str]]:
        """{kind of record: names} of what is created beside the rows themselves."""
        found: dict[str, list[str]] = {}
        for record in self.references:
            found.setdefault(str(record._meta.verbose_name_plural), []).append(str(record))
        return found


def read(kind, file, name, *, by=None, update=False, overrides=None):
    """Read and judge a ledger: a Reading with everything there is to say. BadLedger if it is none of this kind."""
    ledger = read_ledger(file, name, size_limit=settings.LEDGER_MAX_BYTES)
    return judge(kind, ledger, by=by, update=update, overrides=overrides)


@without_collector()
def judge(kind, ledger, *, by=None, update=False, overrides=None):
    """Judge a ledger that has been read. `overrides` are the columns chosen by hand: {sheet: {column: field}}."""
    reading = Reading(kind, ledger.name, by=by, update=update)
    overrides = overrides or {}
    reading.sheets = [_recognised(sheet, kind.parts, overrides.get(sheet.name)) for sheet in ledger.sheets]
    reading.by_name = {sheet.name: sheet for sheet in reading.sheets}
    if not overrides:
        _refuse_other_ledgers(kind, ledger, reading)
    _tell_missing_columns(reading)
    for _sheet, letter, heading in reading.unknown_columns:
        if "身份证" in heading:
            text = _("Identity numbers are not collected: column %(column)s is left out. Delete it from the file.")
            reading.note(text % {"column": f"{letter} {heading}"})
    for sheet, found in zip(ledger.sheets, reading.sheets, strict=True):
        if found.part is not None and found.mapping is not None and not found.mapping.missing:
            _read_entries(reading, sheet, found, default_year(sheet, found.mapping, ledger.name))
    if not any(sheet.entries for sheet in reading.sheets) and not reading.faults:
        raise BadLedger(_("There is no entry below the headings. Choose the file that holds the ledger."))
    kind.judge(reading)
    order = {sheet.name: place for place, sheet in enumerate(reading.sheets)}
    for found in (reading.faults, reading.warnings):
        found.sort(key=lambda one: (order.get(one.sheet, -1), one.row, -1 if one.column is None else one.column))
    return reading


def _recognised(sheet: Sheet, parts: tuple[Part, ...], chosen: dict[str, str] | None) -> SheetReading:
    """The table that a sheet holds, by its headings."""
    if not any(not is_blank(value) for cells_ in sheet.rows for value in cells_):
        return SheetReading(sheet.name, reason=_("the sheet is empty"))
    if sheet.hidden:
        return SheetReading(sheet.name, reason=_("the sheet is hidden"))
    found = [(part, mapping) for part in parts if (mapping := find_heading(sheet, part.fields)) is not None]
    if not found:
        return SheetReading(sheet.name, reason=_("no row of headings was recognised"))
    part, mapping = max(found, key=lambda pair: (not pair[1].missing, pair[1].score))
    if chosen:
        _choose_columns(part, mapping, chosen)
    return SheetReading(sheet.name, part, mapping)


def _choose_columns(part: Part, mapping: Mapping, chosen: dict[str, str]) -> None:
    """Use the columns that somebody chose by hand instead of those recognised."""
    known = {one.name for one in part.fields}
    columns = {name: int(column) for column, name in chosen.items() if name in known and str(column).isdecimal()}
    mapping.columns = columns
    mapping.guessed.clear()
    mapping.doubled.clear()
    taken = {*columns.values(), mapping.serial}
    mapping.unknown = [
        (column_letter(column), heading) for column, heading in mapping.headings.items() if column not in taken
    ]
    mapping.missing = [one for one in part.fields if one.required and one.name not in columns]


def _fit(parts: tuple[Part, ...], ledger: Ledger) -> float:
    """How well a ledger fits: the score of its best sheet that lacks no required column."""
    best = 0.0
    for sheet in ledger.sheets:
        for part in parts[:1]:
            mapping = find_heading(sheet, part.fields)
            if mapping is not None and not mapping.missing:
                best = max(best, mapping.score)
    return best


def _is_at_home(sheet: SheetReading) -> bool:
    """Whether most headings of a sheet were recognised, so that nobody need ask whose ledger it is."""
    if sheet.mapping is None or sheet.mapping.missing:
        return False
    return 2 * len(sheet.mapping.columns) > len(sheet.mapping.headings)


def _refuse_other_ledgers(kind: LedgerKind, ledger: Ledger, reading: Reading) -> None:
    """A ledger of hazards names enterprises too: say what it looks like instead of loading half of its columns."""
    complete = [one.mapping.score for one in reading.sheets if one.mapping and not one.mapping.missing]
    if any(_is_at_home(one) for one in reading.sheets):
        return
    fits = {other.name: _fit(other.parts, ledger) for other in all_kinds() if other is not kind}
    best = max(all_kinds(), key=lambda other: fits.get(other.name, 0.0))
    other_score, own = fits.get(best.name, 0.0), max(complete, default=0.0)
    if best is not kind and other_score >= own + 2:
        raise BadLedger(
            _("This looks like the ledger “%(other)s”, not “%(kind)s”. Choose the right ledger and read it again.")
            % {"other": best.title, "kind": kind.title}
        )
    if max((one.mapping.score for one in reading.sheets if one.mapping), default=0) < LEAST_SCORE and not complete:
        wanted = _(", ").join(str(one.label) for one in kind.parts[0].fields if one.required)
        raise BadLedger(
            _("No headings of the ledger “%(kind)s” were found. It needs at least the columns %(columns)s.")
            % {"kind": kind.title, "columns": wanted}
        )


def _tell_missing_columns(reading: Reading) -> None:
    """A lacking column is a fault of a sheet meant as a ledger, and the end of a sheet that is something else."""
    for sheet in reading.sheets:
        if sheet.mapping is None or not sheet.mapping.missing:
            continue
        complete = [
            one.mapping.score
            for one in reading.sheets
            if one.part is sheet.part and one.mapping and not one.mapping.missing
        ]
        names = _(", ").join(str(one.label) for one in sheet.mapping.missing)
        if complete and sheet.mapping.score < MEANT_AS_ONE * max(complete):
            sheet.reason = _("another table: the columns %(columns)s are missing") % {"columns": names}
            sheet.part = None
            continue
        for one in sheet.mapping.missing:
            text = _("The column is missing. Add it, or say below which column it is.")
            reading.faults.append(Fault(sheet.name, sheet.mapping.heading_row, str(one.label), None, text))


def _read_entries(reading: Reading, sheet: Sheet, found: SheetReading, year: int | None) -> None:
    """Read every row of a sheet; each distinct value of a column is parsed once."""
    mapping, part = found.mapping, found.part
    parsers = [(one, Parser(one, year)) for one in part.fields if one.name in mapping.columns]
    columns = [(one.name, parse.known, parse, one) for one, parse in parsers]
    sums = Sums(part)
    for row in rows(sheet, mapping, found.skipped):
        values: dict[str, Any] = {}
        entry = Entry(part.name, sheet.name, row.number, values)
        for name, known, parse, one in columns:
            raw = row.cells[name]
            # A million cells pass here: most are texts seen before.
            answer = known.get(raw) if type(raw) is str else None
            value, problem = answer or parse(raw)
            if problem or row.flaws or (value is None and one.required):
                _tell_problem(reading, entry, row, one, value, problem)
            else:
                values[name] = value
        if entry.is_faulty and sums.is_total(values):
            _forget(reading, entry)
            found.skipped.append(Skipped(row.number, _("only numbers, the sum of those above"), ""))
        else:
            sums.add(values)
            found.entries.append(entry)


def _forget(reading: Reading, entry: Entry) -> None:
    while reading.faults and (reading.faults[-1].sheet, reading.faults[-1].row) == (entry.sheet, entry.number):
        reading.faults.pop()


def _tell_problem(reading: Reading, entry: Entry, row: Row, one: LedgerField, value: Any, problem: str) -> None:
    if problem := row.flaws.get(one.name) or problem:
        reading.fault(entry, one.name, problem)
    elif value is None and one.required:
        reading.fault(entry, one.name, _("It is missing. Fill it in."))
    else:
        entry.values[one.name] = value


def changes(record: models.Model, attributes: dict[str, Any]) -> dict[str, Any]:
    """{attribute: value before} of what the attributes would change in a record; of a relation the key before."""
    before = {}
    for name, value in attributes.items():
        if isinstance(value, models.Model):
            old, new = getattr(record, f"{name}_id"), value.pk or 0
        else:
            old, new = getattr(record, name), value
        if old != new:
            before[name] = old
    return before
