"""How a workbook is written: sheets, columns by kind, values that stay what they are.

Every text is written as a text cell, so "=1+1" typed by somebody stays those four characters in Excel and never becomes
a formula. No apostrophe is put before it: the text has to survive the way back. Whoever writes .csv from such rows one
day must prefix it there: a .csv has no types, and Excel would calculate.
"""

import datetime
import math
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any, NamedTuple

import xlsxwriter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
FIRST_DAY = datetime.date(1900, 3, 1)  # Excel believes in 29 February 1900, so earlier days would be shown a day off.

# For each kind of column: number format and width in characters. "@" keeps credit codes and telephones as typed.
KINDS = {
    "text": ("@", 18),
    "whole": ("#,##0", 10),
    "decimal": ("#,##0.0#", 10),
    "day": ("yyyy-mm-dd", 12),
    "moment": ("yyyy-mm-dd hh:mm", 17),
    "share": ("0.0%", 9),
}
HEADING_STYLE = {"bold": True, "bg_color": "#F1ECE6", "bottom": 1, "valign": "vcenter", "text_wrap": True}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a workbook. What stands behind `width` is for the empty ledger only."""

    heading: str | Promise
    kind: str = "text"
    width: int | None = None
    required: bool = False
    hint: str | Promise = ""
    example: Any = ""

    @property
    def characters(self) -> float:
        """A width that shows the heading and values of this kind; a Chinese character is two wide."""
        heading = sum(2 if ord(character) > 0x2E7F else 1 for character in str(self.heading))
        return self.width or max(KINDS[self.kind][1], min(40, heading + 3))


class Table(NamedTuple):
    """A sheet to write: its columns, its rows in their order (any iterator) and lines above the table."""

    title: str | Promise
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    notes: Sequence[str | Promise] = ()


@contextmanager
def new_workbook() -> Iterator[tuple[xlsxwriter.Workbook, IO[bytes]]]:
    """A workbook to write into, and the temporary file that holds it when the block is left."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    try:
        with tempfile.TemporaryDirectory() as directory:
            book = xlsxwriter.Workbook(
                file,
                {
                    "constant_memory": True,
                    "tmpdir": directory,
                    "strings_to_formulas": False,
                    "strings_to_urls": False,
                    "strings_to_numbers": False,
                },
            )
            try:
                yield book, file
                book.close()
            finally:
                # If the rows break off, xlsxwriter leaves the temporary file of each sheet open and lying about.
                for sheet in book.worksheets():
                    sheet.row_data_fh.close()
    except BaseException:
        file.close()
        raise
    file.seek(0)


class SheetNames:
    """Names that Excel accepts, each once in a workbook."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def free(self, title: str | Promise) -> str:
        """The title without forbidden characters, cut to 31 and numbered if it is taken."""
        name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "-", inert(title)).strip().strip("'")[:LONGEST_SHEET_NAME].strip("' ")
        if not name or name.lower() == "history":  # reserved by Excel
            name = _("Table")
        candidate, number = name, 1
        while candidate.lower() in self.used:
            number += 1
            ending = f" ({number})"
            candidate = name[: LONGEST_SHEET_NAME - len(ending)] + ending
        self.used.add(candidate.lower())
        return candidate


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def inert(value: Any) -> str:
    """The value as a text that a cell can hold. It stays a text: every writer here uses write_string for it."""
    typed = value if type(value) is str else str(value)
    if typed.isprintable() and len(typed) < LONGEST_CELL // 2:
        return typed
    return _shortened(_UNWRITABLE.sub("", typed.replace("\r\n", "\n").replace("\r", "\n")))


def _shortened(typed: str) -> str:
    # Excel counts UTF-16 units: a rare character of a name counts twice.
    units = typed.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return typed
    return units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + "…"


def write_table(book: xlsxwriter.Workbook, sheet: Worksheet, table: Table) -> None:
    """Write notes, headings and rows, one row at a time."""
    heading = book.add_format(HEADING_STYLE)
    note = book.add_format({"font_color": "#595959"})
    writers = []
    for index, column in enumerate(table.columns):
        style = book.add_format({"num_format": KINDS[column.kind][0], "valign": "top"})
        sheet.set_column(index, index, column.characters)
        writers.append((index, _WRITERS[column.kind], style))
    first = len(table.notes)
    sheet.freeze_panes(first + 1, 0)
    for row, line in enumerate(table.notes):
        sheet.write_string(row, 0, inert(line), note)
    for index, column in enumerate(table.columns):
        sheet.write_string(first, index, inert(column.heading), heading)
    row = first
    for row, values in enumerate(table.rows, start=first + 1):
        for (index, write, style), value in zip(writers, values, strict=True):
            if value is not None and value != "":
                write(sheet, row, index, value, style)
    if table.columns:
        sheet.autofilter(first, 0, row, len(table.columns) - 1)


def _write_text(sheet: Worksheet, row: int, column: int, value: Any, style: Format | None) -> None:
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    sheet.write_string(row, column, inert(value), style)


def _write_number(sheet: Worksheet, row: int, column: int, value: Any, style: Format | None) -> None:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and math.isfinite(value):
        sheet.write_number(row, column, value, style)
    else:
        _write_text(sheet, row, column, value, style)


def _write_day(sheet: Worksheet, row: int, column: int, value: Any, style: Format | None) -> None:
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    elif not isinstance(value, datetime.date):
        return _write_number(sheet, row, column, value, style)
    if (value.date() if isinstance(value, datetime.datetime) else value) < FIRST_DAY:
        return _write_text(sheet, row, column, value, style)
    sheet.write_datetime(row, column, value, style)
    return None


_WRITERS: dict[str, Callable[[Worksheet, int, int, Any, Format | None], None]] = {
    "text": _write_text,
    "whole": _write_number,
    "decimal": _write_number,
    "share": _write_number,
    "day": _write_day,
    "moment": _write_day,
}
