"""Spans of time as the address and the tallies write them: a month, a quarter, a year, a week."""

import re
from calendar import monthrange
from datetime import date, timedelta

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

_MONTH = re.compile(r"([0-9]{4})-?(0[1-9]|1[0-2])")
_LONGER = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|W(0[1-9]|[1-4][0-9]|5[0-3])))?")
FIRST_YEAR, LAST_YEAR = 1900, 9998


class MonthInput(forms.TextInput):
    """The browser's own month picker; a text field where it has none, or where another span of time stands in it."""

    input_type = "month"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if value and not _MONTH.fullmatch(str(value)):
            context["widget"]["type"] = "text"
        return context


class MonthField(forms.CharField):
    """A month typed as 2026-11 or 202611 gives 202611; 2026-Q4, 2026 and 2026-W48 stay what they are."""

    widget = MonthInput
    default_error_messages = {"invalid": _("Write the month as 2026-11.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 8)
        kwargs.pop("lookup_expr", None)
        super().__init__(**kwargs)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        found = _MONTH.fullmatch(typed)
        if found and found[1] >= str(FIRST_YEAR):
            return Month(found[1] + found[2])
        if _LONGER.fullmatch(typed) and FIRST_YEAR <= int(typed[:4]) <= LAST_YEAR:
            try:
                first_and_last(typed)
            except ValueError:
                pass
            else:
                return typed
        raise forms.ValidationError(self.error_messages["invalid"], "invalid")


class Month(int):
    """202611, shown as 2026-11."""

    def __str__(self):
        return f"{self // 100}-{self % 100:02d}"


class MonthFilter(django_filters.Filter):
    """A month stored on the row as 202611; the address may name a quarter, a year or a week too."""

    field_class = MonthField


def first_and_last(span):
    """The first and the last day of 202611, "2026-Q4", "2026" or "2026-W48"; ValueError for a week there is not."""
    found = None if isinstance(span, int) else _LONGER.fullmatch(span)
    if found is None:
        year, number = divmod(int(span), 100)
        return date(year, number, 1), date(year, number, monthrange(year, number)[1])
    year, quarter, week = int(found[1]), found[2], found[3]
    if week:
        first = date.fromisocalendar(year, int(week), 1)
        return first, first + timedelta(days=6)
    if quarter:
        last = int(quarter) * 3
        return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
    return date(year, 1, 1), date(year, 12, 31)
