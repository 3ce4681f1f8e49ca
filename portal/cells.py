"""What one cell of a ledger says: each parser returns the clean value, None for a blank cell, or raises BadCell.

Offices type blanks into names, full-width digits, units behind numbers and days in a dozen spellings. What has one
meaning only is understood; what could mean two things is refused with a sentence in the active language, never guessed.
"""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from portal.characters import BadCell, flat, is_nothing, key, loose, number_word, shown, spelled, tidy

# Days and hours fill a module of their own; whoever reads cells imports this one.
from portal.moments import day, hours

__all__ = [
    "BadCell",
    "choice",
    "credit_code",
    "day",
    "hours",
    "identity_like",
    "key",
    "listed",
    "person",
    "phone",
    "text",
    "whole",
    "yes_no",
]

LARGEST_WHOLE = 2_147_483_647  # what the database keeps in an integer column


def text(value: Any, max_length: int | None = None, *, lines: bool = False) -> str | None:
    """A text as it should stand on a page; brackets and commas stay Chinese, `lines` keeps breaks. Compare by `key`."""
    typed = tidy(spelled(value), lines=lines)
    if is_nothing(typed):
        return None
    if max_length is not None and len(typed) > max_length:
        raise BadCell(
            _("The text has %(length)s characters, %(limit)s are the most. Shorten it.")
            % {"length": len(typed), "limit": max_length}
        )
    return typed


def person(value: Any, max_length: int = 50) -> str | None:
    """A person's name; the dot inside a minority name is always “·”. A number beside the name is refused."""
    typed = text(value, max_length)
    if typed is None:
        return None
    if re.search(r"[0-9]{5}", typed):
        raise BadCell(
            _("“%(value)s” holds a number beside the name. Leave the name alone in this cell.")
            # The number itself may be an identity number, which must not travel into a list of faults.
            % {"value": shown(re.sub(r"[0-9]{4,}[Xx]?", "…", typed))}
        )
    return re.sub(r" *[•・‧⋅●·] *", "·", typed)


_UNIT = "(?:人次|户次|家次|人|名|位|个|条|处|次|户|家|项|份|台|件|支|辆|场|篇|天|元|袋|车|组|面|块|岁|年|票|吨)"
_WHOLE = re.compile(
    rf"(?:共|计|合计|共计)?(?P<number>[-+]?[0-9][0-9,]{{0,14}}(?:\.[0-9]{{1,9}})?|[零一二两三四五六七八九十百千]{{1,9}}){_UNIT}?"
)
_ABOUT = re.compile(r"约|左右|大概|大约|上下|多|余|近|几|\+$")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def whole(value: Any, minimum: int = 0, maximum: int = LARGEST_WHOLE) -> int | None:
    """A whole number: 12, １４７, 12人, 1,200, 十二, 一百零五. “约12” and 12.5 are refused."""
    if isinstance(value, date):
        raise BadCell(
            _("“%(value)s” is a day, not a number. Format the cell as a number and type it again.")
            % {"value": spelled(value)}
        )
    typed = loose(value)
    if not typed:
        return None
    # "12 5" is no 125, while the blank of "12 人" says nothing.
    found = None if re.search("[0-9] [0-9]", typed) else _WHOLE.fullmatch(typed.replace(" ", ""))
    if not found:
        advice = (
            _("“%(value)s” is only about right. Write the exact number.")
            if _ABOUT.search(typed) and re.search("[0-9一二两三四五六七八九十百]", typed)
            else _("“%(value)s” is not a whole number. Write digits only, as in 12.")
        )
        raise BadCell(advice % {"value": shown(value)})
    return _within(_whole_number(found["number"], value), minimum, maximum, value)


def _whole_number(typed: str, value: Any) -> int:
    number = number_word(typed)
    if number is not None:
        return number
    if not re.fullmatch(r"[-+]?[0-9]+(?:\.0+)?", typed) and not (
        _THOUSANDS.fullmatch(typed) and not typed.partition(".")[2].strip("0")
    ):
        raise BadCell(_("“%(value)s” is not a whole number. Write digits only, as in 12.") % {"value": shown(value)})
    return int(typed.partition(".")[0].replace(",", ""))


def _within(number: int, minimum: int, maximum: int, value: Any) -> int:
    if number < minimum:
        raise BadCell(
            _("“%(value)s” is too small: %(limit)s is the least. Correct the number.")
            % {"value": shown(value), "limit": minimum}
        )
    if number > maximum:
        raise BadCell(
            _("“%(value)s” is too large: %(limit)s is the most. Correct the number.")
            % {"value": shown(value), "limit": maximum}
        )
    return number


_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"(?:\+86|0086)?(0(?:10|2[0-9])|0[3-9][0-9]{2})([1-9][0-9]{6,7})(?:(?:转|ext)([0-9]{1,6}))?")


def phone(value: Any) -> str | None:
    """A mobile number (13800000000) or a landline with its area code (0579-87000000, 0579-87000000-123)."""
    typed = flat(value).lower()
    if not typed:
        return None
    typed = re.sub(r"[‐-―−—]", "-", typed)
    # A dash behind a whole landline number leads to an extension; every other dash is only for reading.
    typed = re.sub(r"^((?:\+86-?|0086-?)?\(?0[0-9]{2,3}\)?-?[0-9]{7,8})-([0-9]{1,6})$", r"\1转\2", typed)
    typed = re.sub(r"[-.()]", "", typed)
    if found := _MOBILE.fullmatch(typed):
        return found[1]
    if found := _LANDLINE.fullmatch(typed):
        return "-".join(part for part in found.groups() if part)
    raise BadCell(
        _("“%(value)s” is not a telephone number. Write one mobile number or a landline with its area code.")
        % {"value": shown(spelled(value))}
    )


_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(value: Any) -> str | None:
    """A unified social credit code, both check characters right (GB 32100-2015, and GB 11714 for the nine inside)."""
    typed = re.sub(r"[-‐-―−]", "", flat(value)).upper()
    if not typed:
        return None
    if len(typed) != 18:
        raise BadCell(
            _("The credit code “%(value)s” has %(length)s characters instead of 18. Copy it from the licence.")
            % {"value": shown(value), "length": len(typed)}
        )
    foreign = sorted(set(typed) - set(_CODE_SIGNS))
    if foreign:
        raise BadCell(
            _("The credit code “%(value)s” holds %(signs)s, which no credit code does. Copy it from the licence.")
            % {"value": shown(value), "signs": " ".join(foreign)}
        )
    if typed[17] != _check_character(typed) or not _organisation_fits(typed[8:17]):
        raise BadCell(
            _("The credit code “%(value)s” is mistyped: its check character does not fit. Copy it from the licence.")
            % {"value": shown(value)}
        )
    return typed


def _check_character(code: str) -> str:
    total = sum(_CODE_SIGNS.index(sign) * weight for sign, weight in zip(code, _CODE_WEIGHTS, strict=False))
    return _CODE_SIGNS[(31 - total % 31) % 31]


def _organisation_fits(code: str) -> bool:
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, _ORGANISATION_WEIGHTS, strict=False))
    return code[8] == "0123456789X0"[11 - total % 11]


_MONTH_AND_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_NOT_INSIDE = r"(?<![0-9A-Z])", r"(?![0-9A-Z])"
_EIGHTEEN = re.compile(rf"{_NOT_INSIDE[0]}[1-9][0-9]{{16}}[0-9X]{_NOT_INSIDE[1]}")
_FIFTEEN = re.compile(rf"{_NOT_INSIDE[0]}[1-9][0-9]{{5}}[0-9]{{2}}{_MONTH_AND_DAY}[0-9]{{3}}{_NOT_INSIDE[1]}")
_BORN = re.compile(rf"[0-9]{{6}}(?:18|19|20)[0-9]{{2}}{_MONTH_AND_DAY}")


def identity_like(value: Any) -> bool:
    """Whether the cell holds what looks like a resident identity number, which the portal must not collect.

    Also when Excel has already rounded it, and when it stands inside a remark. A right credit code of digits is none.
    """
    if value is None or isinstance(value, bool):
        return False
    if isinstance(value, int | float | Decimal):
        value = str(int(value)) if math.isfinite(value) else ""
    typed = str(value)
    if len(typed) < 15 or not re.search(r"[0-9０-９]", typed):
        return False
    typed = loose(typed).upper() if len(typed) <= 40 else tidy(typed).upper()
    if any(_is_identity_number(found) for found in _EIGHTEEN.findall(typed)) or _FIFTEEN.search(typed):
        return True
    together = typed.replace(" ", "").replace("-", "")
    return together != typed and bool(_EIGHTEEN.fullmatch(together) and _BORN.match(together))


def _is_identity_number(digits: str) -> bool:
    if digits.endswith("X") or _BORN.match(digits):
        return True
    return digits[17] != _check_character(digits) or not _organisation_fits(digits[8:17])


def choice(value: Any, choices: Iterable, synonyms: Mapping[str, Any] | None = None) -> Any:
    """The stored value of a choice, found by value, label (in either language) or synonym; 一 般 is 一般.

    `choices` is a TextChoices class or pairs of value and label, `synonyms` leads from a spelling to a value.
    """
    typed = loose(value)
    if not typed:
        return None
    # A class is remembered by itself; pairs of lazy labels would have to be translated to be compared.
    pairs = choices if isinstance(choices, type) else tuple((stored, str(label)) for stored, label in choices)
    spellings, allowed = _spellings(pairs, tuple((synonyms or {}).items()), translation.get_language())
    try:
        return spellings[key(typed)]
    except KeyError:
        raise BadCell(
            _("“%(value)s” is not known here. Write one of these: %(allowed)s.")
            % {"value": shown(value), "allowed": allowed}
        ) from None


@lru_cache(maxsize=256)
def _spellings(choices: Any, synonyms: tuple, language: str | None) -> tuple[dict[str, Any], str]:
    """Every key that leads to a value, and the labels in the active language (a part of the cache's key)."""
    pairs = [(stored, label) for stored, label in getattr(choices, "choices", choices) if stored not in (None, "")]
    allowed = _(", ").join(str(label) for _stored, label in pairs)
    spellings = {key(spelling): stored for spelling, stored in synonyms}
    for tongue in ("zh-hans", "en", language):
        with translation.override(tongue):
            spellings.update({key(str(label)): stored for stored, label in pairs})
    spellings.update({key(stored): stored for stored, _label in pairs})
    return spellings, allowed


_YES = {"是", "有", "已", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "t"}
_NO = {"否", "无", "没有", "未", "不是", "×", "✗", "✘", "x", "☐", "n", "no", "false", "0", "f"}


def yes_no(value: Any) -> bool | None:
    """是, 有, √ or TRUE; 否, 无, × or FALSE."""
    if isinstance(value, bool):
        return value
    typed = key(tidy(spelled(value)))
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    if is_nothing(typed):
        return None
    raise BadCell(_("“%(value)s” is neither yes nor no. Write yes or no.") % {"value": shown(value)})


_OPENING = "（(【[〔{《〈“"
_CLOSING = "）)】]〕}》〉”"
SEPARATORS = "、，,;；/／\\+＋|｜\n\r"
_BLANK_BETWEEN_WORDS = re.compile("(?<=[\u3400-\u9fff]{2})[ \t\u3000\xa0]+(?=[\u3400-\u9fff]{2})")


def listed(value: Any, separators: str = SEPARATORS) -> list[str]:
    """The entries of a list in one cell, each once.

    Separators inside brackets do not separate: 特种作业（电焊、气割） is one entry. A blank separates words of two or
    more characters (粉尘 涉氨), not the characters of one word (涉 氨).
    """
    typed = _BLANK_BETWEEN_WORDS.sub("\n", spelled(value).replace("\r\n", "\n"))
    marks = separators if "\n" in separators else f"{separators}\n"
    parts = _cut(typed, marks, brackets=True)
    if parts is None:
        parts = _cut(typed, marks, brackets=False) or []
    entries: dict[str, str] = {}
    for part in parts:
        entry = tidy(part)
        if not is_nothing(entry):
            entries.setdefault(key(entry), entry)
    return list(entries.values())


def _cut(typed: str, separators: str, *, brackets: bool) -> list[str] | None:
    """The pieces between separators; None if brackets should be minded and one of them is never closed."""
    parts, depth = [""], 0
    for sign in typed:
        if brackets and sign in _OPENING:
            depth += 1
        elif brackets and sign in _CLOSING:
            depth = max(0, depth - 1)
        if sign in separators and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return None if depth else parts
