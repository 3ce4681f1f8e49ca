"""Months as the address and the tallies write them."""

import re
from calendar import monthrange
from datetime import date

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

_MONTH = re.compile(r"([0-9]{4})-?(0[1-9]|1[0-2])")


class MonthInput(forms.TextInput):
    """The browser's own month picker; a text field where it has none."""

    input_type = "month"


class MonthField(forms.CharField):
    """A month typed as 2026-11 or 202611; gives 202611."""

    widget = MonthInput
    default_error_messages = {"invalid": _("Write the month as 2026-11.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 7)
        kwargs.pop("lookup_expr", None)
        super().__init__(**kwargs)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        found = _MONTH.fullmatch(typed)
        if not found or found[1] < "1900":
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return Month(found[1] + found[2])


class Month(int):
    """202611, shown as 2026-11."""

    def __str__(self):
        return f"{self // 100}-{self % 100:02d}"


class MonthFilter(django_filters.Filter):
    """A month stored on the row as 202611."""

    field_class = MonthField


def first_and_last(month):
    """The first and the last day of the month 202611."""
    year, number = divmod(int(month), 100)
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])
