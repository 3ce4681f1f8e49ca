"""Workbooks out: tables to take away, empty ledgers to fill in, and an uploaded ledger with its faults marked."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, NamedTuple

import xlsxwriter
from django.http import FileResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.characters import is_blank, key
from portal.headings import PROBLEM_HEADING, ROWS_SCANNED, column_letter, keys_in_both_languages
from portal.sheets import Sheet, Source, read_ledger
from portal.workbooks import HEADING_STYLE, KINDS, Column, SheetNames, Table, inert, new_workbook, write_table

__all__ = [
    "Column",
    "Fault",
    "Table",
    "inert",
    "marked_workbook",
    "template_workbook",
    "workbook_download",
    "workbook_file",
    "workbook_response",
]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_COMMENTS = 2_000
ROWS_TO_FILL_IN = 2_000
ALL_PROBLEMS = gettext_lazy("All import problems")


class Fault(NamedTuple):
    """What is wrong where: the row counts from 1, the column from 0; no column means the row as a whole."""

    sheet: str
    row: int
    column: int | None
    message: str


def workbook_response(sheets: Iterable[Table | tuple], filename: str) -> FileResponse:
    """The tables as a workbook to download."""
    return workbook_download(workbook_file(sheets), filename)


def workbook_download(file: IO[bytes], filename: str) -> FileResponse:
    """A written workbook as a download; the name may be Chinese."""
    name = re.sub(r"[\\/:*?\"<>|\x00-\x1f]", "-", str(filename)).removesuffix(".xlsx")
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def workbook_file(sheets: Iterable[Table | tuple]) -> IO[bytes]:
    """The tables as a workbook in a temporary file. Rows are taken one by one: memory does not grow with them."""
    with new_workbook() as (book, file):
        names = SheetNames()
        for sheet in sheets:
            table = Table(*sheet)
            write_table(book, book.add_worksheet(names.free(table.title)), table)
    return file


# --- an empty ledger


def template_workbook(
    title: str | Promise, columns: Sequence[Column], choices: Mapping[str, Sequence[str]] | None = None
) -> IO[bytes]:
    """An empty ledger: headings, formats, lists to choose from (by heading), and a second sheet that explains them.

    Examples stand beside the explanations, one below the other: a row of them would be imported one day.
    """
    choices = choices or {}
    with new_workbook() as (book, file):
        names = SheetNames()
        sheet = book.add_worksheet(names.free(title))
        guide = names.free(_("How to fill in"))
        heading = book.add_format(HEADING_STYLE)
        required = book.add_format({**HEADING_STYLE, "font_color": "#9C1C1C"})
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            style = book.add_format({"num_format": KINDS[column.kind][0]})
            sheet.set_column(index, index, column.characters, style)
            sheet.write_string(
                0,
                index,
                f"{inert(column.heading)}{' *' if column.required else ''}",
                required if column.required else heading,
            )
            rule = _rule(column, choices.get(str(column.heading), ()), f"'{guide}'!$E${index + 2}")
            if rule:
                sheet.data_validation(1, index, ROWS_TO_FILL_IN, index, rule)
        _write_guide(book, book.add_worksheet(guide), columns, choices)
    return file


def _rule(column: Column, allowed: Sequence[str], first_cell: str) -> dict[str, Any]:
    rule: dict[str, Any] = {}
    if allowed:
        last = f"${column_letter(3 + len(allowed))}${first_cell.rpartition('$')[2]}"
        rule = {
            "validate": "list",
            "source": f"={first_cell}:{last}",
            "error_title": _("Not in the list")[:32],
            "error_message": _("Choose one of the values in the list.")[:255],
        }
    if column.hint:
        rule.setdefault("validate", "any")
        rule |= {"input_title": inert(column.heading)[:32], "input_message": inert(column.hint)[:255]}
    return rule


def _write_guide(
    book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[Column], choices: Mapping[str, Sequence[str]]
) -> None:
    heading, plain = book.add_format(HEADING_STYLE), book.add_format({"text_wrap": True, "valign": "top"})
    grey = book.add_format({"font_color": "#7A7A7A", "italic": True, "num_format": "@", "valign": "top"})
    for index, width in enumerate((22, 10, 48, 24)):
        sheet.set_column(index, index, width)
    sheet.freeze_panes(1, 0)
    for index, text in enumerate((_("Column"), _("Required"), _("How to fill in"), _("Example"), _("Allowed values"))):
        sheet.write_string(0, index, text, heading)
    for row, column in enumerate(columns, start=1):
        sheet.write_string(row, 0, inert(column.heading), plain)
        sheet.write_string(row, 1, _("yes") if column.required else _("no"), plain)
        sheet.write_string(row, 2, inert(column.hint), plain)
        sheet.write_string(row, 3, inert(column.example), grey)
        for index, value in enumerate(choices.get(str(column.heading), ()), start=4):
            sheet.write_string(row, index, inert(value), plain)


# --- an uploaded ledger, marked


def marked_workbook(file: Source, faults: Iterable[Fault | tuple], name: str = "") -> IO[bytes]:
    """A copy of the uploaded ledger: faulty cells red and commented, problems in a last column, all of them in a list.

    The copy holds values, not formulas or looks. Corrected, it can be uploaded again: the added column is known as
    such.
    """
    ledger = read_ledger(file, name)
    listed = keys_in_both_languages(ALL_PROBLEMS)
    sheets = [sheet for sheet in ledger.sheets if key(sheet.name) not in listed]
    by_row: dict[str, dict[int, list[Fault]]] = {sheet.name: defaultdict(list) for sheet in sheets}
    for fault in sorted((Fault(*fault) for fault in faults), key=lambda fault: fault.row):
        by_row[fault.sheet][fault.row].append(fault)
    with new_workbook() as (book, written):
        names, styles, comments = SheetNames(), _marking_styles(book), MOST_COMMENTS
        for sheet in sheets:
            target = book.add_worksheet(names.free(sheet.name))
            if sheet.hidden and sheet is not sheets[0]:
                target.hide()
            comments -= _write_marked(target, sheet, by_row[sheet.name], styles, comments)
        everything = (fault for rows in by_row.values() for found in rows.values() for fault in found)
        write_table(book, book.add_worksheet(names.free(ALL_PROBLEMS)), _fault_table(everything))
    return written


def _fault_table(faults: Iterable[Fault]) -> Table:
    columns = [
        Column(_("Sheet")),
        Column(_("Row"), "whole"),
        Column(_("Column"), width=8),
        Column(PROBLEM_HEADING, width=80),
    ]
    rows = (
        (fault.sheet, fault.row, "" if fault.column is None else column_letter(fault.column), fault.message)
        for fault in faults
    )
    return Table("", columns, rows)


def _marking_styles(book: xlsxwriter.Workbook) -> dict[Any, Format]:
    """Formats by (number format, faulty), and those of the added column."""
    red = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
    forms = ("General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm")
    return {
        "heading": book.add_format(HEADING_STYLE),
        "problem": book.add_format({"font_color": "#9C0006", "text_wrap": True, "valign": "top"}),
        **{(form, False): book.add_format({"num_format": form}) for form in forms},
        **{(form, True): book.add_format({"num_format": form, **red}) for form in forms},
    }


def _problem_place(sheet: Sheet, faults: Mapping[int, list[Fault]]) -> tuple[int, int]:
    """Row and column of the added heading: where it stands already, or behind the fullest of the first rows."""
    known, fullest, most = keys_in_both_languages(PROBLEM_HEADING), 1, 0
    width = max([len(cells) for cells in sheet.rows], default=0)
    for number, cells in enumerate(sheet.rows[:ROWS_SCANNED], start=1):
        texts = [column for column, value in enumerate(cells) if isinstance(value, str) and not is_blank(value)]
        for column in texts:
            if key(cells[column]) in known:
                return number, column
        if len(texts) > most and number not in faults:
            fullest, most = number, len(texts)
    columns = [fault.column for found in faults.values() for fault in found if fault.column is not None]
    return fullest, max([width, *(column + 1 for column in columns)])


def _write_marked(
    target: Worksheet, sheet: Sheet, faults: Mapping[int, list[Fault]], styles: Mapping[Any, Format], comments: int
) -> int:
    """Write the copy of one sheet; the answer is how many comments it took."""
    problem_row, problem_column = _problem_place(sheet, faults)
    target.set_column(0, max(0, problem_column - 1), 16)
    target.set_column(problem_column, problem_column, 60)
    target.freeze_panes(problem_row, 0)
    made = 0
    for number in range(1, max([len(sheet.rows), *faults]) + 1):
        cells = sheet.rows[number - 1] if number <= len(sheet.rows) else []
        found = faults.get(number, ())
        messages: dict[int, list[str]] = defaultdict(list)
        for fault in found:
            if fault.column is not None:
                messages[fault.column].append(fault.message)
        for column in sorted({*range(len(cells)), *messages} - {problem_column}):
            _write_value(
                target, number, column, cells[column] if column < len(cells) else "", styles, faulty=column in messages
            )
            if column in messages and made < comments:
                target.write_comment(number - 1, column, inert("\n".join(messages[column])), {"x_scale": 2})
                made += 1
        if number == problem_row:
            target.write_string(number - 1, problem_column, inert(PROBLEM_HEADING), styles["heading"])
        elif found:
            text = "\n".join(dict.fromkeys(fault.message for fault in found))
            target.write_string(number - 1, problem_column, inert(text), styles["problem"])
    return made


def _write_value(target: Worksheet, number: int, column: int, value: Any, styles: Mapping, *, faulty: bool) -> None:
    place = number - 1, column
    if is_blank(value):
        if faulty:
            target.write_blank(*place, None, styles["General", True])
    elif isinstance(value, bool):
        target.write_boolean(*place, value, styles["General", faulty])
    elif isinstance(value, int | float):
        target.write_number(*place, value, styles["General", faulty])
    elif isinstance(value, datetime.datetime):
        target.write_datetime(*place, value, styles["yyyy-mm-dd hh:mm", faulty])
    elif isinstance(value, datetime.date):
        target.write_datetime(*place, value, styles["yyyy-mm-dd", faulty])
    elif isinstance(value, datetime.time):
        target.write_datetime(*place, value, styles["hh:mm", faulty])
    elif isinstance(value, datetime.timedelta):
        target.write_datetime(*place, value, styles["[h]:mm", faulty])
    else:
        target.write_string(*place, inert(value), styles["General", faulty])
