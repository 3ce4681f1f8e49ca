"""A tally as a workbook in the layout that officials hand in: title, period, merged headings, totals as formulas."""

import tempfile
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_rowcol_to_cell

from portal.frames import TOTAL
from portal.workbooks import SheetNames, inert

A4 = 9
WIDEST, NARROWEST = 40, 8
FACE = "宋体"
FORMS = {"whole": "#,##0", "decimal": "#,##0.##", "share": "0.0%"}


class Styles:
    """The formats of a handed-in table."""

    def __init__(self, book):
        line = {"font_name": FACE, "font_size": 11, "border": 1, "valign": "vcenter"}
        self.title = book.add_format({"font_name": FACE, "font_size": 18, "bold": True, "align": "center"})
        self.small = book.add_format({"font_name": FACE, "font_size": 10})
        self.right = book.add_format({"font_name": FACE, "font_size": 10, "align": "right"})
        self.note = book.add_format({"font_name": FACE, "font_size": 10, "text_wrap": True, "valign": "top"})
        self.heading = book.add_format({**line, "bold": True, "align": "center", "text_wrap": True})
        self.label = book.add_format({**line, "num_format": "@"})
        self.foot = book.add_format({**line, "num_format": "@", "bold": True})
        self.cells = {kind: book.add_format({**line, "num_format": form}) for kind, form in FORMS.items()}
        self.sums = {kind: book.add_format({**line, "num_format": form, "bold": True}) for kind, form in FORMS.items()}
        self.dash = book.add_format({**line, "align": "right"})


def tally_workbook(sheets) -> IO[bytes]:
    """Tables as a workbook in a temporary file; `sheets` are `Sheet`s."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it when it has been sent
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    names, styles = SheetNames(), Styles(book)
    for sheet in sheets:
        sheet.write(book.add_worksheet(names.free(sheet.title)), styles)
    book.close()
    file.seek(0)
    return file


class Sheet:
    """One table of a tally: title, period and unit, headings in one or two lines, rows, totals, notes."""

    def __init__(self, tally, table, *, title="", issuer=""):
        self.tally, self.table = tally, table
        self.title, self.issuer = str(title or tally.heading), issuer
        self.width = len(table["headings"])

    @property
    def notes(self):
        """What stands below the table: what is counted, how it was narrowed, what is partial."""
        lines = [str(self.tally.definition), *self.tally.filters_in_words()]
        if self.tally.is_partial:
            lines.append(_("Counted among the records that the person who took it may see."))
        return lines

    def write(self, sheet, styles):
        """Fill a worksheet."""
        last = max(self.width - 1, 1)
        sheet.merge_range(0, 0, 0, last, inert(self.title), styles.title)
        sheet.set_row(0, 30)
        sheet.write_string(1, 0, inert(_("Period: %(period)s") % {"period": self.tally.period()}), styles.small)
        when = _("as of %(when)s") % {"when": f"{timezone.localtime():%Y-%m-%d %H:%M}"}
        sheet.write_string(1, last, inert(when), styles.right)
        top = self.headings(sheet, styles)
        first = top + 1
        for number, row in enumerate(self.table["rows"]):
            self.line(sheet, styles, first + number, row)
        end = first + len(self.table["rows"])
        if self.table["total"]:
            self.total(sheet, styles, first, end)
            end += 1
        self.feet(sheet, styles, end + 1, last)
        self.set_up(sheet, 2, top, end)

    def headings(self, sheet, styles):
        """One line of headings, or two where measures stand below the keys; gives the last line's number."""
        headings, bands = self.table["headings"], self.table["bands"]
        for place, text in enumerate(headings):
            size = sum(2 if sign > "\u2e7f" else 1 for sign in text) + 2
            widest = 28 if place == 0 else max(NARROWEST, min(WIDEST if not bands else 12, size))
            sheet.set_column(place, place, widest)
        if not bands:
            for place, text in enumerate(headings):
                sheet.write_string(2, place, inert(text), styles.heading)
            return 2
        sheet.merge_range(2, 0, 3, 0, inert(headings[0]), styles.heading)
        place = 1
        for label, width in bands:
            sheet.merge_range(2, place, 2, place + width - 1, inert(label), styles.heading)
            place += width
        for place, text in enumerate(headings[1:], start=1):
            sheet.write_string(3, place, inert(text), styles.heading)
        return 3

    def line(self, sheet, styles, number, row):
        """A row; its own total, where it is one, is the sum of its cells."""
        sheet.write_string(number, 0, inert(row["label"]), styles.label)
        for place, cell in enumerate(row["cells"], start=1):
            key, measure = self.table["columns"][place - 1]
            formula = self.across(number, place) if key == TOTAL and measure.adds_up else ""
            self.cell(sheet, styles.cells, styles.dash, number, place, cell["value"], measure, formula)

    def across(self, number, place):
        """The sum of a row's cells of the same measure."""
        measure = self.table["columns"][place - 1][1]
        if self.tally.columns_by.within:
            return ""
        cells = [
            xl_rowcol_to_cell(number, other)
            for other, (key, one) in enumerate(self.table["columns"], start=1)
            if one is measure and key != TOTAL
        ]
        return sum_of(cells)

    def total(self, sheet, styles, first, end):
        """The last line: sums as formulas, shares by formula where their parts stand in the table."""
        sheet.write_string(end, 0, inert(self.table["total"]["label"]), styles.foot)
        places = {(key, measure.key): n for n, (key, measure) in enumerate(self.table["columns"], start=1)}
        for place, cell in enumerate(self.table["total"]["cells"], start=1):
            key, measure = self.table["columns"][place - 1]
            formula = ""
            if measure.adds_up and not self.tally.rows_by.within and end > first:
                formula = f"=SUM({xl_rowcol_to_cell(first, place)}:{xl_rowcol_to_cell(end - 1, place)})"
            elif measure.parts and all((key, part) in places for part in measure.parts):
                part, whole = (xl_rowcol_to_cell(end, places[key, name]) for name in measure.parts)
                formula = f'=IF({whole}=0,"—",{part}/{whole})'
            self.cell(sheet, styles.sums, styles.foot, end, place, cell["value"], measure, formula)

    @staticmethod
    def cell(sheet, formats, dash, number, place, value, measure, formula):
        """A number, or the formula that gives it; "—" where there is none."""
        kind = "share" if measure.parts else "whole" if isinstance(value, int) else "decimal"
        if formula:
            sheet.write_formula(number, place, formula, formats[kind], "—" if value is None else value)
        elif value is None:
            sheet.write_string(number, place, "—", dash)
        else:
            sheet.write_number(number, place, value, formats[kind])

    def feet(self, sheet, styles, number, last):
        """The notes, then who hands it in: lines to be signed."""
        for note in self.notes:
            sheet.merge_range(number, 0, number, last, inert(note), styles.note)
            sheet.set_row(number, 15 * (1 + len(note) // 60))
            number += 1
        text = _("Unit: %(unit)s    Filled in by:            Checked by:            Day:") % {"unit": self.issuer}
        sheet.merge_range(number + 1, 0, number + 1, last, inert(text), styles.small)

    def set_up(self, sheet: Any, top: int, heads: int, _end: int) -> None:
        """How it prints: A4, on its side where it is wide, one page across, headings on every page, numbered."""
        sheet.set_paper(A4)
        if self.width > 6:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top, heads)
        sheet.freeze_panes(heads + 1, 1)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer(f"&C{_('page &P of &N')}")


def sum_of(cells):
    """A formula that adds cells up, as one range where they stand side by side."""
    return f"=SUM({','.join(cells)})" if len(cells) < 200 else ""
