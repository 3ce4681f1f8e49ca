"""Ledgers as offices keep them: the rows of a sheet by the fields an importer wants.

    ledger = read_ledger(upload, upload.name)
    for sheet in ledger.sheets:
        if mapping := find_heading(sheet, FIELDS):
            for row in rows(sheet, mapping, skipped):
                row.cells["name"], row.flaws, row.number

Values stay as they were typed: `portal.cells` says what they mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portal.characters import is_blank, key, shown, year_word
from portal.headings import Field, Mapping, column_letter, find_heading
from portal.packages import BadLedger
from portal.sheets import Ledger, Sheet, read_ledger

__all__ = [
    "BadLedger",
    "Field",
    "Ledger",
    "Mapping",
    "Row",
    "Sheet",
    "Skipped",
    "column_letter",
    "default_year",
    "find_heading",
    "read_ledger",
    "rows",
]

MOST_FILLED_DOWN = 2_000_000


@dataclass(slots=True)
class Row:
    """A row of the table: its number in Excel, the raw value of each field found, and all cells as they stand."""

    number: int
    cells: dict[str, Any]
    raw: list[Any]
    # For a field: why its cell came out blank although something stands there.
    flaws: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not blank and yet no entry, with the reason, so that nothing disappears in silence."""

    number: int
    reason: str
    text: str


def rows(sheet: Sheet, mapping: Mapping, skipped: list[Skipped] | None = None) -> Iterator[Row]:
    """The entries below the heading. What is passed over (totals, remarks, repeated headings) is put into `skipped`."""
    reader = _Reader(sheet, mapping)
    for number in range(mapping.heading_row + 1, len(sheet.rows) + 1):
        own = sheet.rows[number - 1]
        filled = [column for column, value in enumerate(own) if not is_blank(value)]
        if not filled or (filled == [mapping.serial] and _is_number(own[filled[0]])):
            # A formula without a result looks blank, but is none.
            if not reader.has_unvalued(number):
                continue
        elif reason := reader.reason_to_skip(number, own, filled):
            if skipped is not None:
                skipped.append(Skipped(number, reason, shown(own[filled[0]])))
            continue
        yield reader.row(number, own)


_TOTAL = re.compile(
    r"(?:本页|本表|本月|本季度?|本年度?|全年|年度|月度|上半年|下半年|[0-9]{1,4}年?月?份?|[一二三四]季度|全区|全部)?"
    r"(?:小计|合计|总计|累计|共计|总数|总和)(?:数|:|=)*[0-9.,]*(?:人次|人|条|家|个|次|项|户|处|小时)?"
)
_REMARK = re.compile(
    r"(?:填表|制表|填报|审核|审批|复核|负责|经办|联系|统计|报送|录入|校对|签发)(?:单位|部门|人员|人|员|者|日期|时间)?(?:\(?签[字名章]\)?|\(?盖章\)?)*:"
    r"|(?:单位|部门|支部|主要|分管)?(?:负责人|领导|书记|主任)(?:\(?签[字名章]\)?)*:"
    r"|(?:备注|说明|注|填表说明|填报说明|注意|注意事项|附注|制表|签字|签名|盖章|日期|时间|电话|联系电话)[0-9]{0,2}:"
    r"|(?:备注|说明|填表说明|填报说明|填表人|制表人|审核人|注)$|\(?以下空白\)?$"
)
_EXAMPLE = re.compile(r"(?:填写)?(?:示例|样例|范例|举例)[0-9]{0,2}:?.{0,10}|例:?|例如:?.{0,10}")


class _Reader:
    """What has to be remembered while the rows of one sheet are read."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.sheet, self.mapping = sheet, mapping
        self.required = [mapping.columns[name] for name in mapping.required if name in mapping.columns]
        self.titles = {
            key(value) for cells in sheet.rows[: mapping.first_row - 1] for value in cells if not is_blank(value)
        }
        # Each row of a heading that goes over several is recognised when it is repeated on the next printed page.
        self.headings = [
            {column: key(value) for column, value in enumerate(cells) if not is_blank(value)}
            for cells in sheet.rows[mapping.first_row - 1 : mapping.heading_row]
        ]
        self.filled_down = _filled_down(sheet, mapping)
        self.wide = {top for top, left, _bottom, right in sheet.merged if right - left > 1}
        wanted = set(mapping.columns.values())
        self.unvalued = {row for row, column in sheet.unvalued if column in wanted}

    def has_unvalued(self, number: int) -> bool:
        """Whether a wanted cell of the row holds a formula without a value."""
        return number in self.unvalued

    def row(self, number: int, own: list[Any]) -> Row:
        """The row by its fields."""
        width = len(own)
        cells = {name: own[column] if column < width else "" for name, column in self.mapping.columns.items()}
        found = Row(number, cells, own)
        if self.filled_down:
            for name, column in self.mapping.columns.items():
                if (number, column) in self.filled_down:
                    cells[name] = self.filled_down[number, column]
        if self.unvalued or self.sheet.failed:
            self._tell_flaws(found)
        return found

    def _tell_flaws(self, row: Row) -> None:
        for name, column in self.mapping.columns.items():
            if (row.number, column) in self.sheet.unvalued:
                row.flaws[name] = _(
                    "The cell holds a formula without a value. Open the file in Excel, save it and try again."
                )
            elif error := self.sheet.failed.get((row.number, column)):
                row.flaws[name] = _(
                    "The formula of this cell failed and shows %(value)s. Mend the formula or type the value."
                ) % {"value": error}

    def reason_to_skip(self, number: int, own: list[Any], filled: list[int]) -> str:
        """Why the row is no entry; "" if it is one."""
        first = own[filled[0]]
        if not isinstance(first, str):
            if self._is_total(own, filled):
                return _("a total")
            return _("the numbers of the columns") if _counts_columns(own, filled) else ""
        typed = key(first)
        if self._is_total(own, filled):
            return _("a total")
        if any(heading.get(filled[0]) == typed for heading in self.headings) and self._repeats_heading(own, filled):
            return _("the heading once more")
        if _REMARK.match(typed) and (not set(self.required) & set(filled[1:]) or self._is_signature(own, filled)):
            return _("a remark below the table")
        if _EXAMPLE.fullmatch(typed):
            return _("an example")
        if _counts_columns(own, filled):
            return _("the numbers of the columns")
        if len(filled) == 1:
            return self._reason_for_single_cell(number, typed, filled[0])
        return ""

    @staticmethod
    def _is_signature(own: list[Any], filled: list[int]) -> bool:
        """Whether every cell of the row is one of the words below a table: 填表人：…, 审核：…"""
        return all(isinstance(own[column], str) and _REMARK.match(key(own[column])) for column in filled)

    def _is_total(self, own: list[Any], filled: list[int]) -> bool:
        """A total says so in its first cell, behind the running number or where the name belongs."""
        places = [filled[0], *self.required]
        if filled[0] == self.mapping.serial and len(filled) > 1:
            places.append(filled[1])
        typed = (own[column] for column in places if column < len(own) and isinstance(own[column], str))
        return any(("计" in value or "总" in value) and _TOTAL.fullmatch(key(value)) for value in typed)

    def _repeats_heading(self, own: list[Any], filled: list[int]) -> bool:
        return any(
            sum(heading.get(column) == key(own[column]) for column in filled) >= max(2, len(filled) / 2)
            for heading in self.headings
        )

    def _reason_for_single_cell(self, number: int, typed: str, column: int) -> str:
        if typed in self.titles:
            return _("the title once more")
        if number in self.wide or column == self.mapping.serial:
            return _("a line between the entries")
        return ""


def _is_number(value: Any) -> bool:
    return not isinstance(value, str) or key(value).strip("().、").isdecimal()


def _counts_columns(own: list[Any], filled: list[int]) -> bool:
    """Whether the row reads 1, 2, 3 … below the headings."""
    if len(filled) < 3:
        return False
    for position, column in enumerate(filled, start=1):
        value = own[column]
        if isinstance(value, bool) or (value != position and key(value).strip("()") != str(position)):
            return False
    return True


def _filled_down(sheet: Sheet, mapping: Mapping) -> dict[tuple[int, int], Any]:
    """The values of merged cells for the rows below their first, where the parser leaves blanks."""
    values: dict[tuple[int, int], Any] = {}
    for top, left, bottom, _right in sheet.merged:
        if mapping.heading_row < top < bottom and top <= len(sheet.rows):
            cells = sheet.rows[top - 1]
            value = cells[left] if left < len(cells) else ""
            for row in range(top + 1, min(bottom, len(sheet.rows)) + 1):
                values[row, left] = value
            if len(values) > MOST_FILLED_DOWN:
                raise BadLedger(_("The sheet has too many merged cells. Undo the merging in Excel and try again."))
    return values


_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|[-./][0-9]{1,2}(?![0-9])|\)|$)")
_YEAR_WORD = re.compile("([〇零○一二三四五六七八九]{4})(?=年)")


def default_year(sheet: Sheet, mapping: Mapping | None = None, name: str = "") -> int | None:
    """The year that the sheet's name, its title rows or the file's name give to days typed without one.

    None if they name no year or two different ones.
    """
    titles: list[str] = []
    for cells in sheet.rows[: mapping.first_row - 1 if mapping else 10]:
        typed = [value for value in cells if not is_blank(value)]
        if mapping is None and len(typed) > 3:
            break
        titles.extend(key(value) for value in typed if isinstance(value, str))
    for source in (key(sheet.name), " ".join(titles), key(name)):
        years = {int(year) for year in _YEAR.findall(source)}
        years |= {year for word in _YEAR_WORD.findall(source) if (year := year_word(word))}
        if years:
            return years.pop() if len(years) == 1 else None
    return None
