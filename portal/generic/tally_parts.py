"""What a tally is made of: dimensions by which is counted, measures that are counted, and the form that asks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.frames import months_between

MOST_MONTHS = 240
# Periods that move along with today, as the address says them.
PERIODS = {
    "month": gettext_lazy("this month"),
    "last_month": gettext_lazy("last month"),
    "quarter": gettext_lazy("this quarter"),
    "last_quarter": gettext_lazy("last quarter"),
    "year": gettext_lazy("this year"),
}


@dataclass(frozen=True)
class Dimension:
    """By what is counted: `names` gives the words for keys, `words` what the list's address says for one key.

    `is_ranked` draws the largest first. Never for branches, task forces or people: that would be a league table.
    `base` names what the database groups by where that is something finer; `derives` then gives our key for each of
    its keys. `fills` gives all keys of a period, `span` the first and the last day of a key of time. Where one record
    may stand under several keys, `within` gives the rows that stand under any: the last line counts them once each.
    """

    key: str
    label: object
    names: Callable[[list], dict]
    words: Callable[[object, "Measure"], dict]
    is_ranked: bool = False
    base: str = ""
    derives: Callable[[list], dict] | None = None
    fills: Callable[[date, date], list] | None = None
    within: Callable | None = None
    span: Callable[[int], tuple[date, date]] | None = None

    @property
    def grouped_by(self):
        """The dimension by which the database groups."""
        return self.base or self.key


@dataclass(frozen=True)
class Measure:
    """What is counted: `words` is what the list's address must say to show these records, `start` and `end` the words
    of its period, `as_of` the word of its last day. A share names its `parts`; `is_sum` is no number of records but a
    sum over them; `quantile` says which of the days in order is meant (0.5: the median). What is not `is_usual` is
    counted only where it is asked for.
    """

    key: str
    label: object
    words: dict = field(default_factory=dict)
    start: str = ""
    end: str = ""
    as_of: str = ""
    month: str = "month"
    branch: str = "branch"
    parts: tuple = ()
    unit: object = ""
    is_sum: bool = False
    has_unique_total: bool = True
    quantile: float | None = None
    is_usual: bool = True

    @property
    def adds_up(self):
        """Whether the last line is the sum of the lines above it."""
        return not self.parts and self.quantile is None


# --- time


def month_names(keys):
    """202611 as 2026-11."""
    return {key: f"{int(key) // 100}-{int(key) % 100:02d}" for key in keys}


def quarter_names(keys):
    """20264 as 2026-Q4."""
    return {key: f"{int(key) // 10}-Q{int(key) % 10}" for key in keys}


def year_names(keys):
    """2026 as 2026."""
    return {key: str(key) for key in keys}


def week_names(keys):
    """202648 as 2026-W48."""
    return {key: f"{int(key) // 100}-W{int(key) % 100:02d}" for key in keys}


def quarter_of(month):
    """The quarter of a month: 202611 is 20264."""
    return month // 100 * 10 + (month % 100 + 2) // 3


def week_of(day):
    """The week of a day by ISO 8601: 22 November 2026 is 202647."""
    year, week, _weekday = day.isocalendar()
    return year * 100 + week


def month_of(day):
    """The month of a day: 202611."""
    return day.year * 100 + day.month


def each(change):
    """`derives` for a key that follows from the finer key alone."""
    return lambda keys: {key: change(key) for key in keys}


def months_of(start, end):
    """Every month of a period."""
    return months_between(month_of(start), month_of(end))


def quarters_of(start, end):
    """Every quarter of a period."""
    return list(dict.fromkeys(quarter_of(month) for month in months_of(start, end)))


def years_of(start, end):
    """Every year of a period."""
    return list(range(start.year, end.year + 1))


def weeks_of(start, end):
    """Every week of a period."""
    days = range(0, (end - start).days + 7, 7)
    return list(dict.fromkeys(week_of(min(start + timedelta(days=n), end)) for n in days))


def months_span(first, last):
    """The first day of one month and the last of another."""
    after = date(last // 100 + last % 100 // 12, last % 100 % 12 + 1, 1)
    return date(first // 100, first % 100, 1), after - timedelta(days=1)


def quarter_span(key):
    """The first and the last day of a quarter: of 20264."""
    year, quarter = divmod(key, 10)
    return months_span(year * 100 + quarter * 3 - 2, year * 100 + quarter * 3)


def week_span(key):
    """Monday and Sunday of a week: of 202648."""
    monday = date.fromisocalendar(key // 100, key % 100, 1)
    return monday, monday + timedelta(days=6)


def time_word(names):
    """The list's word for a span of time: that of the measure, for found and re-checked have words of their own."""
    return lambda key, measure: {measure.month: names([key])[key]}


MONTH = Dimension(
    "month",
    gettext_lazy("month"),
    month_names,
    time_word(month_names),
    fills=months_of,
    span=lambda key: months_span(key, key),
)
QUARTER = Dimension(
    "quarter",
    gettext_lazy("quarter"),
    quarter_names,
    time_word(quarter_names),
    base="month",
    derives=each(quarter_of),
    fills=quarters_of,
    span=quarter_span,
)
YEAR = Dimension(
    "year",
    gettext_lazy("year"),
    year_names,
    time_word(year_names),
    base="month",
    derives=each(lambda month: month // 100),
    fills=years_of,
    span=lambda key: months_span(key * 100 + 1, key * 100 + 12),
)
WEEK = Dimension(
    "week",
    gettext_lazy("week"),
    week_names,
    time_word(week_names),
    base="day",
    derives=each(week_of),
    fills=weeks_of,
    span=week_span,
)
TIMES = (MONTH, QUARTER, YEAR, WEEK)


def twelve_months(today):
    """The first day of the month eleven months before this one, and today."""
    month = today.replace(day=1)
    for _number in range(11):
        month = (month - timedelta(days=1)).replace(day=1)
    return month, today


def moving_period(name, today):
    """(first, last day) of a period that moves along with today."""
    first = today.replace(day=1)
    if name == "last_month":
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if name == "year":
        return today.replace(month=1, day=1), today
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    if name == "quarter":
        return quarter, today
    if name == "last_quarter":
        last = quarter - timedelta(days=1)
        return last.replace(month=last.month - 2, day=1), last
    return first, today


# --- the form


class TallyForm(forms.Form):
    """By what to count, what, and in which period."""

    rows = forms.ChoiceField(label=gettext_lazy("Rows"), required=False)
    then = forms.ChoiceField(label=gettext_lazy("Within each row by"), required=False)
    columns = forms.ChoiceField(label=gettext_lazy("Columns"), required=False)
    measure = forms.MultipleChoiceField(
        label=gettext_lazy("What to count"), required=False, widget=forms.SelectMultiple(attrs={"size": 4})
    )
    period = forms.ChoiceField(label=gettext_lazy("Period counted"), required=False)
    start = forms.DateField(
        label=gettext_lazy("From day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=gettext_lazy("To day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, tally, **kwargs):
        super().__init__(*args, **kwargs)
        dimensions = [(dimension.key, dimension.label) for dimension in tally.dimensions]
        self.fields["rows"].choices = dimensions
        self.fields["then"].choices = [("", _("nothing further")), *dimensions]
        self.fields["columns"].choices = [("", _("all measures side by side")), *dimensions]
        self.fields["measure"].choices = [(m.key, m.label) for m in tally.measures if m.has_unique_total]
        self.fields["period"].choices = [("", _("the days below")), *PERIODS.items()]

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and start > end:
            self.add_error("end", _("The period ends before it begins."))
        if start and end and (end.year - start.year) * 12 + end.month - start.month >= MOST_MONTHS:
            self.add_error("start", _("Choose a period of at most twenty years."))
        return cleaned
