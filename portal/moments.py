"""Days and hours as people type them into ledgers."""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.characters import BadCell, loose, number_word, shown, spelled, year_word

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100
# A two-digit year is of this century, but a branch "founded in 98" is not of 2098: from here on it must be typed whole.
TWO_DIGIT_YEARS_BELOW = 50
LONGEST_DAY = 60
MOST_HOURS = 24

# Excel counts days from 1899-12-30 (for days after February 1900). Outside these years a number is no day.
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = (date(1954, 1, 1) - _EXCEL_DAY_ZERO).days
_LAST_SERIAL = (date(2099, 12, 31) - _EXCEL_DAY_ZERO).days

_CLOCK = (
    r"(?:上午|下午|中午|晚上|早上)?\s*\d{1,2}\s*(?:时|点|:\s*\d{1,2})\s*"
    r"(?:半|\d{1,2}分?|:\d{1,2}(?:\.\d+)?)?(?:\d{1,2}秒)?"
)
_TIME_BEHIND = re.compile(
    rf"(?:(?<=[日号])|[\sT])\s*(?:上午|下午|全天|中午|晚上|早上|{_CLOCK}(?:\s*[-~—至到]\s*{_CLOCK})?)(?:Z|[+-]\d\d:?\d\d)?$"
)
_WEEKDAY_BEHIND = re.compile(r"\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?$")
_DAY_IN_WORDS = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
_SEPARATOR = re.compile(r"\s*[-‐-―−./\\_,，、。年月]\s*|\s+")


def _no_day(value: Any) -> BadCell:
    return BadCell(_("“%(value)s” is not a day. Write the day as in 2026-02-05.") % {"value": shown(value)})


def day(value: Any, default_year: int | None = None) -> date | None:
    """The day a cell names. 2月5日 needs the ledger's year; a month alone or a number short of a zero is refused."""
    if isinstance(value, datetime):
        return _within_years(value.date())
    if isinstance(value, date):
        return _within_years(value)
    if isinstance(value, bool | time | timedelta):
        raise _no_day(spelled(value))
    if isinstance(value, int | float | Decimal):
        return _day_of_number(value, default_year)
    typed = loose(value)
    if not typed:
        return None
    if len(typed) > LONGEST_DAY:
        raise _no_day(typed)
    return _day_of_text(typed, default_year)


def _within_years(found: date) -> date:
    if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise BadCell(
            _("The year %(year)s cannot be meant: days lie between %(first)s and %(last)s. Correct the year.")
            % {"year": found.year, "first": EARLIEST_YEAR, "last": LATEST_YEAR}
        )
    return found


def _day_of_number(value: float | Decimal, default_year: int | None) -> date:
    if not math.isfinite(value):
        raise _no_day(value)
    if _FIRST_SERIAL <= value < _LAST_SERIAL + 1:
        return _EXCEL_DAY_ZERO + timedelta(days=int(value))
    if value == int(value):
        return _day_of_digits(str(int(value)), value)
    month, _point, rest = spelled(value).partition(".")
    # 2.1 may have been typed as 2.10, 2.2 as 2.20, 2.3 as 2.30; a number does not keep the zero. 2.5 cannot.
    if default_year is None or len(month) > 2 or len(rest) > 2 or rest in {"1", "2", "3"}:
        raise BadCell(
            _("%(value)s was stored as a number and may have lost a zero. Write the whole day, as in 2026-02-05.")
            % {"value": shown(spelled(value))}
        )
    return _real_day(default_year, int(month), int(rest), value)


def _day_of_digits(digits: str, value: Any) -> date:
    if re.fullmatch(r"[0-9]{8}", digits):
        return _real_day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), value)
    if re.fullmatch(r"[0-9]{5}", digits) and _FIRST_SERIAL <= int(digits) <= _LAST_SERIAL:
        return _EXCEL_DAY_ZERO + timedelta(days=int(digits))
    if re.fullmatch(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])?", digits):
        raise _no_day_of_month(value)
    raise _no_day(spelled(value))


def _day_of_text(typed: str, default_year: int | None) -> date:
    if words := _DAY_IN_WORDS.match(typed):
        in_digits = (year_word(words[1]), number_word(words[2]), number_word(words[3]))
        typed = "-".join(str(number or 0) for number in in_digits) + typed[words.end() :]
    bare = _WEEKDAY_BEHIND.sub("", _WEEKDAY_BEHIND.sub("", _TIME_BEHIND.sub("", typed)))
    bare = re.sub(r"(?<=[0-9])\s*[日号]$", "", bare.strip("() "))
    has_year_sign = "年" in bare
    numbers = _SEPARATOR.sub("-", bare).strip("-").split("-")
    if not all(re.fullmatch(r"[0-9]{1,8}", number) for number in numbers):
        raise _no_day(typed)
    if len(numbers) == 1:
        return _day_of_digits(numbers[0], typed)
    if len(numbers) == 2 and (has_year_sign or len(numbers[0]) == 4):
        raise _no_day_of_month(typed)
    if len(numbers) == 2 and len(numbers[0]) <= 2 and len(numbers[1]) <= 2:
        if default_year is None:
            raise BadCell(_("“%(value)s” lacks the year. Write the day as in 2026-02-05.") % {"value": shown(typed)})
        numbers.insert(0, str(default_year))
    if len(numbers) != 3 or max(len(numbers[1]), len(numbers[2])) > 2 or len(numbers[0]) not in {2, 4}:
        raise _no_day(typed)
    return _real_day(_whole_year(numbers[0], typed), int(numbers[1]), int(numbers[2]), typed)


def _no_day_of_month(value: Any) -> BadCell:
    return BadCell(
        _("“%(value)s” names no day of the month. Write the whole day, as in 2026-02-05.")
        % {"value": shown(spelled(value))}
    )


def _whole_year(digits: str, value: Any) -> int:
    if len(digits) == 4:
        return int(digits)
    if int(digits) >= TWO_DIGIT_YEARS_BELOW:
        raise BadCell(
            _("The century of “%(value)s” is not clear. Write the year with four digits, as in 2026-02-05.")
            % {"value": shown(value)}
        )
    return 2000 + int(digits)


def _real_day(year: int, month: int, day_of_month: int, value: Any) -> date:
    try:
        return _within_years(date(year, month, day_of_month))
    except BadCell:
        raise
    except ValueError:
        raise BadCell(
            _("There is no such day: %(value)s. Look it up and correct it.") % {"value": shown(spelled(value))}
        ) from None


_AMOUNT = r"(?:[0-9]{1,6}(?:\.[0-9]{1,6})?|\.[0-9]{1,6}|[一二两三四五六七八九十]{1,3})"
_HOUR = r"(?:个?小时|个?钟头|个?钟|时|hours?|hrs?|h)"
_MINUTE = r"(?:分钟?|minutes?|mins?|m)"
_HOUR_END = "[时头钟sh]"
_HALF = re.compile(r"半个?(?:小时|钟头|钟)")
_AND_A_HALF = re.compile(rf"(?P<hours>{_AMOUNT})(?:个半(?:小时|钟头|钟)?|{_HOUR}半)")
_HOURS_AND_MINUTES = re.compile(
    rf"(?:(?P<hours>{_AMOUNT}){_HOUR})?零?(?:(?P<minutes>{_AMOUNT}){_MINUTE}|(?<={_HOUR_END})(?P<bare>[0-5][0-9]))?"
)
_BARE_HOURS = re.compile(rf"{_AMOUNT}")
_CLOCK_HOURS = re.compile(r"(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9]))?")
_ABOUT = re.compile(r"约|左右|大概|大约|上下|多|余|[0-9一二两三四五六七八九十]几|几[小个十]")


def hours(value: Any) -> Decimal | None:
    """The hours a cell names, to the hundredth: 2.5, 2小时, 1小时30分, 90分钟, 半小时, 2个半小时, 2:30."""
    if isinstance(value, timedelta):
        return _within_a_day(Decimal(value.total_seconds()) / 3600, value)
    if isinstance(value, time):
        return _within_a_day(Decimal(value.hour) + Decimal(value.minute * 60 + value.second) / 3600, value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _within_a_day(Decimal(spelled(value)), value)
    if isinstance(value, bool | date):
        raise _no_hours(spelled(value))
    typed = loose(value)
    if not typed:
        return None
    if re.search("[0-9] [0-9]", typed):
        raise _no_hours(value)
    typed = typed.replace(" ", "").lower().removeprefix("共").removeprefix("计")
    if _ABOUT.search(typed):
        raise BadCell(
            _("“%(value)s” is only about right. Write the hours exactly, as in 2 or 1.5.") % {"value": shown(value)}
        )
    if (found := _hours_of_text(typed)) is None:
        raise _no_hours(value)
    return _within_a_day(found, value)


def _no_hours(value: Any) -> BadCell:
    return BadCell(_("“%(value)s” is not a number of hours. Write it as in 2 or 1.5.") % {"value": shown(value)})


def _hours_of_text(typed: str) -> Decimal | None:
    if typed.startswith("-") and _BARE_HOURS.fullmatch(typed[1:]):
        return -_amount(typed[1:])
    if _BARE_HOURS.fullmatch(typed):
        return _amount(typed)
    if _HALF.fullmatch(typed):
        return Decimal("0.5")
    if found := _AND_A_HALF.fullmatch(typed):
        return _amount(found["hours"]) + Decimal("0.5")
    if found := _CLOCK_HOURS.fullmatch(typed):
        minutes = int(found["minutes"]) * 60 + int(found["seconds"] or 0)
        return int(found["hours"]) + Decimal(minutes) / 3600
    if (found := _HOURS_AND_MINUTES.fullmatch(typed)) and (found["hours"] or found["minutes"]):
        return _amount(found["hours"] or "0") + _amount(found["minutes"] or found["bare"] or "0") / 60
    return None


def _amount(typed: str) -> Decimal:
    number = number_word(typed)
    if number is not None:
        return Decimal(number)
    if typed[0] in "一二两三四五六七八九十":
        raise _no_hours(typed)
    return Decimal(typed)


def _within_a_day(found: Decimal, value: Any) -> Decimal:
    if found < 0:
        raise BadCell(_("“%(value)s” is below zero. Write the hours as in 2 or 1.5.") % {"value": shown(value)})
    if found > MOST_HOURS:
        raise BadCell(
            _("“%(value)s” is more than the %(limit)s hours of a day. Write the hours of one person.")
            % {"value": shown(value), "limit": MOST_HOURS}
        )
    return found.quantize(Decimal("0.01"), ROUND_HALF_UP)
