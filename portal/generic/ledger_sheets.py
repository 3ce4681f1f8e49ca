"""A ledger as a sheet of a workbook in the layout that officials hand in: title, period, numbered rows, signatures."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.generic.tally_sheets import A4
from portal.workbooks import inert

WIDTHS = {"text": 16, "long": 32, "day": 12, "number": 10, "share": 9}


@dataclass(frozen=True)
class LedgerColumn:
    """A column: its heading, its kind (text, long, day, number, share), and in which group of headings it stands."""

    heading: Any
    kind: str = "text"
    band: Any = ""
    adds_up: bool = False


@dataclass
class LedgerSheet:
    """A ledger or a statistical table with fixed columns. `rows` are values in the order of the columns."""

    title: str
    period: str
    columns: Sequence[LedgerColumn]
    rows: Iterable[Sequence[Any]]
    notes: Sequence[str] = ()
    issuer: str = ""
    has_total: bool = False
    lines: list = field(default_factory=list)

    def __post_init__(self):
        self.title = str(self.title)
        self.lines = [list(row) for row in self.rows]

    @property
    def total(self):
        """The last line: sums where a column adds up, shares of the sums beside them stay with their rows."""
        cells: list[Any] = [_("Total")]
        for place, column in enumerate(self.columns[1:], start=1):
            cells.append(sum(line[place] or 0 for line in self.lines) if column.adds_up else None)
        return cells

    def write(self, sheet, styles):
        """Fill a worksheet."""
        last = len(self.columns)
        sheet.merge_range(0, 0, 0, last, inert(self.title), styles.title)
        sheet.set_row(0, 30)
        sheet.write_string(1, 0, inert(_("Period: %(period)s") % {"period": self.period}), styles.small)
        when = _("as of %(when)s") % {"when": f"{timezone.localtime():%Y-%m-%d %H:%M}"}
        sheet.write_string(1, last, inert(when), styles.right)
        top = self.headings(sheet, styles)
        number = top
        for number, line in enumerate(self.lines, start=top + 1):
            sheet.write_number(number, 0, number - top, styles.cells["whole"])
            for place, value in enumerate(line):
                self.cell(sheet, styles, number, place, value)
        if self.has_total and self.lines:
            number += 1
            self.sums(sheet, styles, number, top)
        self.feet(sheet, styles, number + 2, last)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2, top)
        sheet.freeze_panes(top + 1, 2)
        sheet.set_footer(f"&C{_('page &P of &N')}")

    def headings(self, sheet, styles):
        """The number of the last line of headings; bands stand above the columns that share them."""
        has_bands = any(column.band for column in self.columns)
        top = 3 if has_bands else 2
        sheet.set_column(0, 0, 6)
        if has_bands:
            sheet.merge_range(2, 0, 3, 0, _("No."), styles.heading)
        else:
            sheet.write_string(2, 0, _("No."), styles.heading)
        place = 0
        while place < len(self.columns):
            column = self.columns[place]
            span = 1
            while column.band and place + span < len(self.columns) and self.columns[place + span].band == column.band:
                span += 1
            if column.band:
                self.band(sheet, styles, place + 1, span, column.band)
            for at in range(place, place + span):
                self.heading(sheet, styles, at, top, is_high=has_bands and not column.band)
            place += span
        return top

    @staticmethod
    def band(sheet, styles, place, span, text):
        """A heading above several columns."""
        if span > 1:
            sheet.merge_range(2, place, 2, place + span - 1, inert(text), styles.heading)
        else:
            sheet.write_string(2, place, inert(text), styles.heading)

    def heading(self, sheet, styles, at, top, *, is_high):
        """The heading of one column, two lines high where others have a band."""
        column = self.columns[at]
        sheet.set_column(at + 1, at + 1, WIDTHS[column.kind])
        if is_high:
            sheet.merge_range(2, at + 1, 3, at + 1, inert(column.heading), styles.heading)
        else:
            sheet.write_string(top, at + 1, inert(column.heading), styles.heading)

    def cell(self, sheet, styles, number, place, value, *, is_sum=False):
        """One value by the kind of its column; "—" where there is no share."""
        kind = self.columns[place].kind
        formats = styles.sums if is_sum else styles.cells
        if kind == "share":
            if value is None:
                sheet.write_string(number, place + 1, "—", styles.dash)
            else:
                sheet.write_number(number, place + 1, value, formats["share"])
        elif kind == "number" and value not in (None, ""):
            sheet.write_number(number, place + 1, value, formats["decimal"])
        else:
            text = f"{value:%Y-%m-%d}" if isinstance(value, datetime.date) else "" if value is None else value
            sheet.write_string(number, place + 1, inert(text), styles.label)

    def sums(self, sheet, styles, number, top):
        """The last line: formulas that add up the columns above."""
        sheet.write_string(number, 0, "", styles.foot)
        for place, value in enumerate(self.total):
            column = self.columns[place]
            if column.adds_up:
                letter = column_letter(place + 1)
                formula = f"=SUM({letter}{top + 2}:{letter}{number})"
                sheet.write_formula(number, place + 1, formula, styles.sums["decimal"], value)
            else:
                sheet.write_string(number, place + 1, inert(value or ""), styles.foot)

    def feet(self, sheet, styles, number, last):
        """The notes, then who hands it in."""
        for note in self.notes:
            sheet.merge_range(number, 0, number, last, inert(note), styles.note)
            number += 1
        text = _("Unit: %(unit)s    Filled in by:            Checked by:            Day:") % {"unit": self.issuer}
        sheet.merge_range(number + 1, 0, number + 1, last, inert(text), styles.small)


def column_letter(place):
    """The letter of a column, counted from 0: A, B, … AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
