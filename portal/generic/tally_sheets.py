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
        # The columns of the rows' names come before those of the numbers.
        self.stub = len(table["stub"])
        self.width = len(table["headings"]) - 1 + self.stub

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
        ends = self.ends(first)
        for number, row in enumerate(self.table["rows"], start=first):
            self.line(sheet, styles, number, row, ends.get(number, number))
        end = first + len(self.table["rows"])
        if self.table["total"]:
            self.total(sheet, styles, first, end)
            end += 1
        self.feet(sheet, styles, end + 1, last)
        self.set_up(sheet, 2, top, end)

    def headings(self, sheet, styles):
        """One line of headings, or two where measures stand below the keys; gives the last line's number."""
        headings, bands = [*self.table["stub"], *self.table["headings"][1:]], self.table["bands"]
        for place, text in enumerate(headings):
            size = sum(2 if sign > "\u2e7f" else 1 for sign in text) + 2
            widest = 28 if place < self.stub else max(NARROWEST, min(WIDEST if not bands else 12, size))
            sheet.set_column(place, place, widest)
        if not bands:
            for place, text in enumerate(headings):
                sheet.write_string(2, place, inert(text), styles.heading)
            return 2
        for place in range(self.stub):
            sheet.merge_range(2, place, 3, place, inert(headings[place]), styles.heading)
        place = self.stub
        for label, width in bands:
            sheet.merge_range(2, place, 2, place + width - 1, inert(label), styles.heading)
            place += width
        for place, text in enumerate(headings[self.stub :], start=self.stub):
            sheet.write_string(3, place, inert(text), styles.heading)
        return 3

    def ends(self, first):
        """{number of a group's line: number of its last line}."""
        found, group = {}, first
        for number, row in enumerate(self.table["rows"], start=first):
            group = number if row["is_group"] else group
            if self.stub > 1:
                found[group] = number
        return found

    def names(self, sheet, styles, number, row, last):
        """What a line is called: the group's name stands beside all its lines."""
        if self.stub == 1:
            sheet.write_string(number, 0, inert(row["label"]), styles.label)
        elif not row["is_group"]:
            sheet.write_string(number, 1, inert(row["label"]), styles.label)
        else:
            sheet.write_string(number, 1, _("Subtotal"), styles.foot)
            if last > number:
                sheet.merge_range(number, 0, last, 0, inert(row["label"]), styles.label)
            else:
                sheet.write_string(number, 0, inert(row["label"]), styles.label)

    def line(self, sheet, styles, number, row, last):
        """A row; its own total, where it is one, is the sum of its cells; a group is the sum of its lines."""
        self.names(sheet, styles, number, row, last)
        formats, dash = (styles.sums, styles.foot) if row["is_group"] else (styles.cells, styles.dash)
        for place, cell in enumerate(row["cells"], start=self.stub):
            key, measure = self.table["columns"][place - self.stub]
            formula = self.across(number, place) if key == TOTAL and measure.adds_up else ""
            if row["is_group"] and last > number:
                formula = self.down(number, place, number + 1, last)
            self.cell(sheet, formats, dash, number, place, cell["value"], measure, formula)

    def across(self, number, place):
        """The sum of a row's cells of the same measure."""
        measure = self.table["columns"][place - self.stub][1]
        if self.tally.columns_by.within:
            return ""
        cells = [
            xl_rowcol_to_cell(number, other)
            for other, (key, one) in enumerate(self.table["columns"], start=self.stub)
            if one is measure and key != TOTAL
        ]
        return sum_of(cells)

    def total(self, sheet, styles, first, end):
        """The last line: sums as formulas, shares by formula where their parts stand in the table."""
        label = inert(self.table["total"]["label"])
        sheet.write_string(end, 0, label, styles.foot)
        if self.stub > 1:
            sheet.merge_range(end, 0, end, self.stub - 1, label, styles.foot)
        for place, cell in enumerate(self.table["total"]["cells"], start=self.stub):
            measure = self.table["columns"][place - self.stub][1]
            is_once = self.tally.rows_by.within and measure.adds_up
            formula = "" if is_once or end == first else self.down(end, place, first, end - 1)
            self.cell(sheet, styles.sums, styles.foot, end, place, cell["value"], measure, formula)

    def down(self, number, place, first, last):
        """The formula of a sum in line `number`, over the lines from `first` to `last`; "" where there is none.

        SUBTOTAL passes over the subtotals that stand among them.
        """
        key, measure = self.table["columns"][place - self.stub]
        places = {(key, one.key): n for n, (key, one) in enumerate(self.table["columns"], start=self.stub)}
        if measure.adds_up:
            cells = f"{xl_rowcol_to_cell(first, place)}:{xl_rowcol_to_cell(last, place)}"
            return f"=SUBTOTAL(9,{cells})" if self.stub > 1 else f"=SUM({cells})"
        if measure.parts and all((key, part) in places for part in measure.parts):
            part, whole = (xl_rowcol_to_cell(number, places[key, name]) for name in measure.parts)
            return f'=IF({whole}=0,"—",{part}/{whole})'
        return ""

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
        sheet.freeze_panes(heads + 1, self.stub)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer(f"&C{_('page &P of &N')}")


def sum_of(cells):
    """A formula that adds cells up, as one range where they stand side by side."""
    return f"=SUM({','.join(cells)})" if len(cells) < 200 else ""
