"""The characters of a typed cell, before anybody asks what they mean: spelling, blanks, widths, comparison keys."""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

MOST_SHOWN = 40

# Excel keeps fifteen digits. A longer number has lost its last ones: 110101199001011234 comes back ending in 200.
EXACT_BELOW = 10**15

# What formulas leave behind when they fail, in words of Excel and WPS.
FAILED_FORMULA = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)")

# Ways to say "nothing" that people type instead of leaving a cell empty.
_NOTHING = re.compile(r"[-‐-―−_/\\~～]*|无|暂无|n/a", re.IGNORECASE)

_CHINESE = "\u2e80-\u2fff\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e\U00020000-\U0003ffff"
_BLANKS_BETWEEN_CHINESE = re.compile(f"(?<=[{_CHINESE}]) +(?=[{_CHINESE}])")

# Zero-width marks and text directions come along when people copy from chat programs and web pages.
_INVISIBLE = dict.fromkeys(
    [
        *(point for point in range(0x20) if chr(point) not in "\t\n\v\f\r"),
        *(point for point in range(0x7F, 0xA0) if point != 0x85),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFFF9, 0xFFFC),
        *range(0xD800, 0xE000),
        0xAD,
        0x180E,
        0xFEFF,
        0xFFFE,
        0xFFFF,
    ]
)
# Digits, Latin letters and signs of codes become half-width; brackets, commas and colons stay as the office typed them.
_HALF_WIDTH = {
    point: point - 0xFEE0
    for point in (
        *range(0xFF10, 0xFF1A),
        *range(0xFF21, 0xFF3B),
        *range(0xFF41, 0xFF5B),
        *map(ord, "－／．＋＠＆＃％＊＝＿"),
    )
}
_BREAKS = dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n")
_TIDY = {**_INVISIBLE, **_HALF_WIDTH, **_BREAKS}
_SAME_SIGN = str.maketrans("〔〕【】[]{}〖〗［］｛｝•・‧⋅●–—―−‐‑", "()()()()()()()·····------")


class BadCell(ValueError):
    """A cell that cannot be understood. Its text tells whoever typed the cell what is wrong and what to do."""


def shown(value: Any) -> str:
    """The value as a sentence may quote it: on one line and not too long."""
    quoted = " ".join(str(value).translate(_TIDY).split())
    return quoted if len(quoted) <= MOST_SHOWN else f"{quoted[:MOST_SHOWN]}…"


def spelled(value: Any) -> str:
    """The raw value of a cell as its typist would have spelled it; 13800000001.0 is 13800000001."""
    if value is None:
        return ""
    if isinstance(value, str):
        if FAILED_FORMULA.fullmatch(value.strip()):
            raise BadCell(
                _("The formula of this cell failed and shows %(value)s. Mend the formula or type the value.")
                % {"value": value.strip()}
            )
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | Decimal):
        return _spelled_number(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M") if value.time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _spelled_number(value: float | Decimal) -> str:
    if not math.isfinite(value):
        raise BadCell(_("%(value)s is not a number. Type the value.") % {"value": value})
    if not -EXACT_BELOW < value < EXACT_BELOW:
        raise BadCell(
            _(
                "This long number was stored as a number and has lost its last digits. "
                "Format the column as text and type it again."
            )
        )
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), "f")


def tidy(typed: str, *, lines: bool = False) -> str:
    """Trim, drop what cannot be seen, make digits and letters half-width, and no blanks between Chinese characters."""
    typed = unicodedata.normalize("NFC", typed.translate(_TIDY))
    if lines and "\n" in typed:
        return "\n".join(line for line in map(tidy, typed.split("\n")) if line)
    typed = " ".join(typed.split())
    return _BLANKS_BETWEEN_CHINESE.sub("", typed) if " " in typed else typed


def is_nothing(typed: str) -> bool:
    """Whether the tidied text only says that there is nothing to say: "", "-", "/", "无"."""
    return _NOTHING.fullmatch(typed) is not None


def is_blank(value: Any) -> bool:
    """Whether a raw cell holds nothing, or nothing but blanks."""
    return value is None or value == "" or (isinstance(value, str) and value.isspace())


def loose(value: Any) -> str:
    """The value in plain half-width characters with single blanks; "" if it says nothing."""
    typed = unicodedata.normalize("NFKC", spelled(value).translate(_INVISIBLE))
    typed = " ".join(typed.strip("'`\"“”‘’ \t\n").split())
    return "" if is_nothing(typed) else typed


def flat(value: Any) -> str:
    """The value in plain half-width characters without any blank; "" if it says nothing. For numbers and codes."""
    return loose(value).replace(" ", "")


def key(value: Any) -> str:
    """What two spellings of one name have in common: "云溪 顺达（股份）" and "云溪顺达(股份)" have the same key."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    typed = unicodedata.normalize("NFKC", str(value).translate(_INVISIBLE)).casefold()
    return "".join(typed.translate(_SAME_SIGN).split())


_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "○": 0, "两": 2}
_DIGIT = "[一二两三四五六七八九]"
_NUMBER_WORD = re.compile(
    f"(?:(?P<k>{_DIGIT})千)?(?:零?(?P<h>{_DIGIT})百)?(?:零?(?P<t>{_DIGIT}?)(?P<ten>十)(?P<u>{_DIGIT})?|零(?P<z>{_DIGIT}))?"
)


def number_word(word: str) -> int | None:
    """The value of 十二, 二十 or 一百零五; None for anything else.

    一百五 is refused on purpose: it is 150 in speech and 105 in a hurry.
    """
    if word in _DIGITS:
        return _DIGITS[word]
    found = _NUMBER_WORD.fullmatch(word) if word else None
    if not found:
        return None
    hundreds = _DIGITS.get(found["k"] or "零", 0) * 1000 + _DIGITS.get(found["h"] or "零", 0) * 100
    tens = _DIGITS.get(found["t"] or "一", 1) * 10 if found["ten"] else 0
    return hundreds + tens + _DIGITS.get(found["u"] or found["z"] or "零", 0)


def year_word(word: str) -> int | None:
    """The year that 二〇二六 spells digit by digit; None for anything else."""
    if len(word) != 4 or any(character not in _DIGITS for character in word):
        return None
    return int("".join(str(_DIGITS[character]) for character in word))
