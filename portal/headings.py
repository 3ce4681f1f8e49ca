"""Finding the row of headings in a sheet, and which column holds which wanted field.

Offices put titles above the table, spread headings over two rows and use their own words. A heading that is a field's
label or declared synonym is certain; one that merely contains it is a guess, made only if no second reading exists, and
marked as one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.characters import is_blank, key, tidy
from portal.sheets import Sheet

ROWS_SCANNED = 30
MOST_HEADING_ROWS = 3
LONGEST_HEADING = 40

# A running number says nothing about the row, except that a row with nothing else is empty.
SERIAL_HEADINGS = {"序号", "序", "项次", "行号", "no", "no.", "#"}
# The column that `spreadsheets.marked_workbook` adds: a corrected copy can be uploaded as it is.
PROBLEM_HEADING = _("Import problem")


@dataclass(frozen=True, slots=True)
class Field:
    """A column that an importer wants, and what offices call it."""

    name: str
    label: str | Promise
    synonyms: Sequence[str] = ()
    required: bool = False


@dataclass(slots=True)
class Mapping:
    """Where the fields of a sheet are. Columns count from 0, rows from 1."""

    first_row: int
    heading_row: int
    columns: dict[str, int]
    headings: dict[int, str]
    guessed: set[str] = field(default_factory=set)
    # (column letter, heading) of columns that nobody wants, and of second columns for a field that has one already.
    unknown: list[tuple[str, str]] = field(default_factory=list)
    doubled: list[tuple[str, str]] = field(default_factory=list)
    missing: list[Field] = field(default_factory=list)
    required: set[str] = field(default_factory=set)
    serial: int | None = None

    @property
    def score(self) -> float:
        """How surely this is the row of headings."""
        return len(self.columns) - len(self.guessed) / 2


def column_letter(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_heading(sheet: Sheet, fields: Sequence[Field]) -> Mapping | None:
    """The heading among the first rows that names the most fields; None if no row names two of them."""
    vocabulary = _vocabulary(fields)
    spans = _spans(sheet)
    best: Mapping | None = None
    for last in range(1, min(ROWS_SCANNED, len(sheet.rows)) + 1):
        for depth in range(1, min(MOST_HEADING_ROWS, last) + 1):
            first = last - depth + 1
            parts = _heading_parts(sheet, first, last, spans)
            if depth > 1 and not _is_one_heading(sheet, first, last, parts, spans):
                continue
            found = _matched(parts, vocabulary, first, last)
            if best is None or found.score > best.score:
                best = found
    if best is None or best.score < min(1.5, len(fields)):
        return None
    best.required = {field.name for field in fields if field.required}
    best.missing = [field for field in fields if field.required and field.name not in best.columns]
    _name_columns_without_heading(sheet, best)
    return best


def _vocabulary(fields: Iterable[Field]) -> dict[str, str]:
    """The field that each spelling of a heading means. Labels are known in both languages."""
    words: dict[str, str] = {}
    for wanted in fields:
        for spelling in (*keys_in_both_languages(wanted.label), *map(key, wanted.synonyms)):
            words.setdefault(spelling, wanted.name)
            words.setdefault(_without_brackets(spelling), wanted.name)
    words.pop("", None)
    return words


_DECORATION = re.compile(r"^[0-9]{1,2}[.、)]|[*:★☆↓▼]+")
_BRACKETS = re.compile(r"\([^()]*\)")


def _heading_key(typed: str) -> str:
    return _DECORATION.sub("", key(typed))


def _without_brackets(heading: str) -> str:
    """时长 for 时长(小时): a unit or a hint says nothing about which field it is."""
    return _BRACKETS.sub("", heading)


def _spans(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """The merged range that each place in the first rows belongs to."""
    spans = {}
    for span in sheet.merged:
        top, left, bottom, right = span
        if top <= ROWS_SCANNED:
            for row in range(top, min(bottom, ROWS_SCANNED) + 1):
                for column in range(left, min(right, left + 200) + 1):
                    spans[row, column] = span
    return spans


def _value(sheet: Sheet, row: int, column: int, spans: dict) -> str:
    """The heading text at a place, seen through merged cells; "" for numbers, days and long texts."""
    if span := spans.get((row, column)):
        row, column = span[0], span[1]
    cells = sheet.rows[row - 1]
    value = cells[column] if column < len(cells) else ""
    if not isinstance(value, str) or len(value) > 4 * LONGEST_HEADING:
        return ""
    value = tidy(value)
    return value if len(value) <= LONGEST_HEADING else ""


def _heading_parts(sheet: Sheet, first: int, last: int, spans: dict) -> list[list[str]]:
    """For each column its heading from top to bottom: ["整改", "期限"]."""
    width = max((len(sheet.rows[row - 1]) for row in range(first, last + 1)), default=0)
    columns: list[list[str]] = [[] for _column in range(width)]
    for row in range(first, last + 1):
        left = ""
        for column, parts in enumerate(columns):
            value = _value(sheet, row, column, spans)
            # Without merged cells (.csv, .ods, a lazy typist) a group heading stands over its first column only.
            if (
                not value
                and left
                and row < last
                and (row, column) not in spans
                and _value(sheet, row + 1, column, spans)
            ):
                value = left
            left = value
            if value and value not in parts[-1:]:
                parts.append(value)
    return columns


def _is_one_heading(sheet: Sheet, first: int, last: int, parts: list[list[str]], spans: dict) -> bool:
    """Whether several rows make up one heading: text only, and some upper heading stands over several lower ones."""
    for row in range(first, last + 1):
        if any(not isinstance(value, str) for value in sheet.rows[row - 1] if value is not None):
            return False
    groups = [parts[column][0] for column in range(len(parts)) if len(parts[column]) > 1]
    merged_down = any(span[0] < last and span[2] >= last and span[0] >= first for span in spans.values())
    return merged_down or any(groups.count(group) > 1 for group in groups)


def _forms(parts: list[str]) -> list[str]:
    """The ways to read a column's heading, the fullest first."""
    if not parts:
        return []
    joined = [_heading_key("".join(parts[start:])) for start in range(len(parts))]
    return list(dict.fromkeys(form for form in joined if form))


def _matched(columns: list[list[str]], vocabulary: dict[str, str], first: int, last: int) -> Mapping:
    forms = [_forms(parts) for parts in columns]
    found = Mapping(first, last, {}, {i: "/".join(parts) for i, parts in enumerate(columns) if parts})
    taken: set[int] = set()
    for bare in (False, True):
        for column, spellings in enumerate(forms):
            if column in taken:
                continue
            name = next(
                (
                    vocabulary[word]
                    for form in spellings
                    if (word := _without_brackets(form) if bare else form) in vocabulary
                ),
                None,
            )
            if name is not None:
                taken.add(column)
                if name in found.columns:
                    found.doubled.append((column_letter(column), found.headings[column]))
                else:
                    found.columns[name] = column
    problem_keys = keys_in_both_languages(PROBLEM_HEADING)
    for column, spellings in enumerate(forms):
        if column not in taken and spellings and spellings[-1] in SERIAL_HEADINGS:
            taken.add(column)
            found.serial = column if found.serial is None else found.serial
        elif column not in taken and spellings and spellings[-1] in problem_keys:
            taken.add(column)
    _guess(found, forms, taken, vocabulary)
    found.unknown = [
        (column_letter(column), heading) for column, heading in found.headings.items() if column not in taken
    ]
    return found


def keys_in_both_languages(text: str | Promise) -> set[str]:
    """The keys of a text as it reads in Chinese and in English: a file may come from a reader of the other language."""
    keys = set()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            keys.add(key(str(text)))
    return keys


# In front of a heading these words make another heading of it: 非党员人数 is not 党员人数, 网格员电话 no 电话.
_OTHER_THING = re.compile(
    "[非未不无没原前曾拟女男应]|上级|上次|下次|上年|去年|预备|发展|流动|退休|计划|预计|其中|(?:员|干部|人)$"
)
# Behind a heading these words leave its meaning alone: 整改情况说明 is 整改情况.
_SAME_THING = {"名称", "全称", "情况", "内容", "描述", "说明", "简述", "详情", "数", "数量", "信息", "必填", "填写"}


def _guess(found: Mapping, forms: list[list[str]], taken: set[int], vocabulary: dict[str, str]) -> None:
    """Give the fields that no heading names exactly to the headings that contain their name."""
    free = {word: name for word, name in vocabulary.items() if name not in found.columns and len(word) > 1}
    guesses: dict[str, list[int]] = {}
    for column, spellings in enumerate(forms):
        if column not in taken:
            names = (_near(_without_brackets(form), free) for form in spellings)
            if name := next((name for name in names if name), None):
                guesses.setdefault(name, []).append(column)
    for name, columns in guesses.items():
        if len(columns) == 1:
            found.columns[name] = columns[0]
            found.guessed.add(name)
            taken.add(columns[0])


def _near(form: str, free: dict[str, str]) -> str | None:
    """The one field that a heading may mean: 隐患整改期限 ends with 整改期限, 期限 is its end."""
    if len(form) < 2:
        return None
    ends = [word for word in free if form.endswith(word) and not _OTHER_THING.search(form[: -len(word)])]
    if ends:
        return free[max(ends, key=len)]
    starts = [word for word in free if form.startswith(word) and form[len(word) :] in _SAME_THING]
    if starts:
        return free[max(starts, key=len)]
    names = {name for word, name in free.items() if word.endswith(form) or word.startswith(form)}
    return names.pop() if len(names) == 1 else None


def _name_columns_without_heading(sheet: Sheet, found: Mapping) -> None:
    """A column with values but no heading is unknown too, not invisible."""
    below = sheet.rows[found.heading_row :]
    for column in range(max(map(len, below), default=0)):
        if column not in found.headings and any(column < len(cells) and not is_blank(cells[column]) for cells in below):
            found.unknown.append((column_letter(column), ""))
