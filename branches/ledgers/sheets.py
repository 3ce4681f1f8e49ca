"""Filled-in sheets that belong to one record: read row by row, every fault named with its row and its column."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from portal import cells
from portal.ledgers import find_heading, read_ledger, rows


@dataclass
class SheetLine:
    """A row of the table: its number in the file, and what its cells mean by the names of the fields."""

    number: int
    values: dict[str, Any]

    def __getitem__(self, name):
        return self.values.get(name)


def read_sheet(file, name, fields):
    """(the rows of every table with these fields, sentences on what was not understood). Saves nothing."""
    lines: list[SheetLine] = []
    faults: list[str] = []
    known = False
    for sheet in read_ledger(file, name).sheets:
        mapping = find_heading(sheet, fields)
        if mapping is None or mapping.missing:
            continue
        known = True
        for row in rows(sheet, mapping):
            line = SheetLine(row.number, {})
            for one in fields:
                try:
                    line.values[one.name] = one.clean(row.cells.get(one.name))
                except cells.BadCell as fault:
                    words = {"n": row.number, "column": one.label, "fault": fault}
                    faults.append(_("Row %(n)d, %(column)s: %(fault)s") % words)
            lines.append(line)
    if not known:
        wanted = _(", ").join(str(one.label) for one in fields if one.required)
        faults.append(_("No table with the columns %(wanted)s was found in this file.") % {"wanted": wanted})
    return lines, faults


def decimal(value: Any) -> Decimal | None:
    """A number with a point: 4, 4.5."""
    typed = cells.text(value, 20)
    if typed is None:
        return None
    try:
        number = Decimal(typed)
    except InvalidOperation as error:
        raise cells.BadCell(_("“%(typed)s” is no number. Write it as 4 or 4.5.") % {"typed": typed}) from error
    if not number.is_finite() or abs(number) > cells.LARGEST_WHOLE:
        raise cells.BadCell(_("“%(typed)s” is no number. Write it as 4 or 4.5.") % {"typed": typed})
    return number
