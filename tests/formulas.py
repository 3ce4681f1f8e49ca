"""Formulas of our workbooks worked out by hand: sums of cells and ranges, subtotals, and one cell by another."""

import re
from io import BytesIO

import openpyxl

SUM = re.compile(r"=SUM\((.+)\)")
SUBTOTAL = re.compile(r"=SUBTOTAL\(9,(.+)\)")
SHARE = re.compile(r'=IF\((\w+)=0,"—",(\w+)/(\w+)\)')


def sheets(content):
    """(the sheet with its formulas, the sheet with the values that were written beside them)."""
    return openpyxl.load_workbook(BytesIO(content)).active, openpyxl.load_workbook(
        BytesIO(content), data_only=True
    ).active


def worked_out(sheet, cell):
    """The value of a cell, its formula worked out."""
    value = cell.value
    if not isinstance(value, str) or not value.startswith("="):
        return value
    if found := SHARE.fullmatch(value):
        part, whole = worked_out(sheet, sheet[found[2]]), worked_out(sheet, sheet[found[3]])
        return part / whole if whole else "—"
    if found := SUBTOTAL.fullmatch(value):
        cells = [one for line in sheet[found[1]] for one in line]
        return sum(worked_out(sheet, one) or 0 for one in cells if not SUBTOTAL.fullmatch(str(one.value)))
    total = 0
    for piece in SUM.fullmatch(value)[1].split(","):
        cells = [one for line in sheet[piece] for one in line] if ":" in piece else [sheet[piece]]
        total += sum(worked_out(sheet, one) or 0 for one in cells)
    return total
