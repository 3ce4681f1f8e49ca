"""A tally: what happened, counted by two dimensions, with margins; every number opens into exactly its records.

The database groups, `portal.frames` makes rows and columns, this view gives them names, addresses, a picture and a
workbook. The filters are those of the list behind the numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.log_actions import log

from portal import spreadsheets
from portal.charts import bar_chart, row_chart
from portal.frames import TOTAL, months_between, number, pivot, plain, share, side_by_side

# Beyond, a page would be too heavy for a browser: the question is asked more narrowly, or taken as a workbook.
MOST_CELLS = 40_000
MOST_MONTHS = 240
CHART_ROWS = 15
CHART_SERIES = 4


@dataclass(frozen=True)
class Dimension:
    """By what is counted: `names` gives the words for keys, `words` what the list's address says for one key.

    `is_ranked` draws the largest first. Never for branches, task forces or people: that would be a league table.
    """

    key: str
    label: object
    names: Callable[[list], dict]
    words: Callable[[object, "Measure"], dict]
    is_ranked: bool = False


@dataclass(frozen=True)
class Measure:
    """What is counted: `words` is what the list's address must say to show these records, `start` and `end` the words
    of its period. A share names its parts; `is_sum` is no number of records but a sum over them.
    """

    key: str
    label: object
    words: dict = field(default_factory=dict)
    start: str = ""
    end: str = ""
    month: str = "month"
    branch: str = "branch"
    parts: tuple = ()
    unit: object = ""
    is_sum: bool = False
    has_unique_total: bool = True


class TallyForm(forms.Form):
    """By what to count, what, and in which period."""

    rows = forms.ChoiceField(label=gettext_lazy("Rows"), required=False)
    columns = forms.ChoiceField(label=gettext_lazy("Columns"), required=False)
    measure = forms.ChoiceField(label=gettext_lazy("What to count"), required=False)
    start = forms.DateField(
        label=gettext_lazy("From day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    end = forms.DateField(
        label=gettext_lazy("To day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, view, **kwargs):
        super().__init__(*args, **kwargs)
        self.view = view
        dimensions = [(dimension.key, dimension.label) for dimension in view.dimensions]
        self.fields["rows"].choices = dimensions
        self.fields["columns"].choices = [("", _("all measures side by side")), *dimensions]
        self.fields["measure"].choices = [(m.key, m.label) for m in view.measures if m.has_unique_total]

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and start > end:
            self.add_error("end", _("The period ends before it begins."))
        if start and end and (end.year - start.year) * 12 + end.month - start.month >= MOST_MONTHS:
            self.add_error("start", _("Choose a period of at most twenty years."))
        return cleaned


def twelve_months(today):
    """The first day of the month eleven months before this one, and today."""
    month = today.replace(day=1)
    for _number in range(11):
        month = (month - timedelta(days=1)).replace(day=1)
    return month, today


class TallyView(LoginRequiredMixin, View):
    """Subclasses name `model`, `filterset_class`, `list_name`, `dimensions`, `measures` and write `count`."""

    model = None
    filterset_class = None
    list_name = ""
    heading = ""
    definition = ""
    dimensions = ()
    measures = ()
    # Keys of the measures that a picture by month shows beside each other.
    compared = ()
    template_name = "generic/tally.html"

    def count(self, rows, start, end, dimensions):
        """A frame of groups (portal.frames) of the filtered `rows` between the two days; subclasses write it."""
        raise NotImplementedError

    def get(self, request):
        if not set(self.model.grants["export"]) & request.user.roles:
            raise PermissionDenied
        self.ask()
        if request.GET.get("export") == "xlsx":
            return self.export()
        return render(request, self.template_name, self.context())

    def ask(self):
        """Read the question from the address; what is not asked is the usual."""
        request = self.request
        first, today = twelve_months(timezone.localdate())
        asked = {"rows": self.dimensions[0].key, "measure": self.measures[0].key, "start": first, "end": today}
        asked = {name: str(value) for name, value in asked.items()} | request.GET.dict()
        self.form = TallyForm(asked, view=self)
        facts = self.form.cleaned_data if self.form.is_valid() else self.form.cleaned_data | {"faulty": True}
        self.is_faulty = "faulty" in facts
        rows = self.model.objects.visible_to(request.user)
        self.filterset = self.filterset_class(request.GET.dict(), queryset=rows, request=request)
        self.is_faulty = self.is_faulty or not self.filterset.is_valid()
        by_key = {dimension.key: dimension for dimension in self.dimensions}
        self.rows_by = by_key.get(facts.get("rows"), self.dimensions[0])
        self.columns_by = by_key.get(facts.get("columns"))
        if self.columns_by is self.rows_by:
            self.columns_by = None
        self.measure = next((m for m in self.measures if m.key == facts.get("measure")), self.measures[0])
        self.start, self.end = facts.get("start"), facts.get("end")
        self.addresses, self.parts = {}, {}

    def groups(self):
        """The frame of groups that answers the question."""
        rows = self.model.objects.none() if self.is_faulty else self.filterset.qs
        dimensions = [self.rows_by.key] + ([self.columns_by.key] if self.columns_by else [])
        return self.count(rows, self.start, self.end, dimensions)

    def keys_of(self, dimension, frame):
        """The keys of a dimension in their order: all months of the period, else what occurs."""
        found = list(frame[dimension.key].unique()) if len(frame) else []
        if dimension.key == "month":
            if not found:
                return []
            first, last = min(found), max(found)
            first = self.start.year * 100 + self.start.month if self.start else first
            last = self.end.year * 100 + self.end.month if self.end else last
            return months_between(first, last)
        names = dimension.names(found)
        # In the order in which names() gives them; what has none comes last.
        return [key for key in names if key in set(found)] + [key for key in found if key not in names]

    def shown_measures(self, frame):
        """The measures side by side; one that says nothing new (credited, where no activity was joint) is left out."""
        shown = []
        for measure in self.measures:
            if not measure.has_unique_total:
                differs = self.rows_by.key == "branch" and len(frame)
                if not differs or (frame[measure.key] == frame[self.measures[0].key]).all():
                    continue
            shown.append(measure)
        return shown

    def table(self):
        """The table as the page and the workbook show it; `measures` says of each column what it counts."""
        frame = self.groups()
        row_keys = self.keys_of(self.rows_by, frame)
        if self.columns_by:
            column_keys = self.keys_of(self.columns_by, frame)
            columns = [(key, self.measure) for key in [*column_keys, TOTAL]]
            wide = self.crossed(frame, row_keys, column_keys)
            names = self.names_of(self.columns_by, column_keys)
            headings = [names[key] for key in column_keys] + [_("Total")]
        else:
            shown = self.shown_measures(frame)
            columns = [(None, measure) for measure in shown]
            wide = side_by_side(frame, self.rows_by.key, self.counted_parts(shown), row_keys=row_keys)
            headings = [capfirst(str(measure.label)) for measure in shown]
        grid = wide.to_dict("index")
        names = self.names_of(self.rows_by, row_keys)
        total = {"label": _("Total"), "cells": self.cells(grid[TOTAL], TOTAL, columns)}
        return {
            "caption": self.caption(),
            "headings": [capfirst(str(self.rows_by.label)), *headings],
            "measures": [measure for _key, measure in columns],
            "rows": [{"label": names[key], "cells": self.cells(grid[key], key, columns)} for key in row_keys],
            "total": total if row_keys else None,
        }

    def names_of(self, dimension, keys):
        """Words for the keys; a key without a name (the row is gone, or there is none) is a dash."""
        names = dimension.names(keys)
        return {key: names.get(key) or _("none named") for key in keys}

    @staticmethod
    def counted_parts(measures):
        """The columns of the frame that the measures need: a share needs its parts."""
        names = [name for measure in measures for name in (measure.parts or (measure.key,))]
        return list(dict.fromkeys(names))

    def crossed(self, frame, row_keys, column_keys):
        """One measure by two dimensions; a share from the tables of its parts."""
        axes = {"row_keys": row_keys, "column_keys": column_keys}
        if not self.measure.parts:
            return pivot(frame, self.rows_by.key, self.columns_by.key, self.measure.key, **axes)
        parts = [pivot(frame, self.rows_by.key, self.columns_by.key, part, **axes) for part in self.measure.parts]
        wide = parts[1].astype(object)
        for name in wide.columns:
            wide[name] = share(parts[0][name], parts[1][name])
        return wide

    def cells(self, values, row_key, columns):
        """One row's cells: {"value", "text", "href"}."""
        cells = []
        for column_key, measure in columns:
            if column_key is not None:
                value = values[column_key]
            elif measure.parts:
                value = share(*([values[part]] for part in measure.parts))[0]
            else:
                value = values[measure.key]
            cells.append(self.cell(value, row_key, column_key, measure))
        return cells

    def cell(self, value, row_key, column_key, measure):
        """A value in words, with the address of its records."""
        if measure.parts:
            value = None if value is None or value != value else float(value)
            text = "—" if value is None else f"{value * 100:.1f}%"
        else:
            value = number(value)
            text = plain(value)
        opens = value and (measure.has_unique_total or row_key != TOTAL)
        return {"value": value, "text": text, "href": self.address(row_key, column_key, measure) if opens else ""}

    def address(self, row_key, column_key, measure):
        """The list that shows exactly the records of one cell; its parts are put into words once a row and column."""
        row, column = self.part(self.rows_by, row_key, measure), self.part(self.columns_by, column_key, measure)
        name = (measure.key, *row[0], "/", *column[0])
        if name not in self.addresses:
            query = {word: value for word, value in self.kept.items() if word not in (*row[0], *column[0])}
            query |= measure.words
            if measure.start and self.start:
                query[measure.start] = self.start.isoformat()
            if measure.end and self.end:
                query[measure.end] = self.end.isoformat()
            self.addresses[name] = f"{reverse(self.list_name)}?{urlencode(query)}"
        return self.addresses[name] + row[1] + column[1]

    def part(self, dimension, key, measure):
        """(words, their text) of one key in the list's address; nothing for a margin."""
        if dimension is None or key in (TOTAL, None):
            return (), ""
        name = (dimension.key, key, measure.key)
        if name not in self.parts:
            words = dimension.words(key, measure)
            self.parts[name] = tuple(words), "".join(f"&{urlencode({word: value})}" for word, value in words.items())
        return self.parts[name]

    @property
    def kept(self):
        """The filters in force, as the list's address says them."""
        if not hasattr(self, "_kept"):
            names = self.filterset.filters
            self._kept = {name: value for name, value in self.request.GET.items() if name in names and value}
        return self._kept

    def caption(self):
        """What the table shows, in words."""
        measure = capfirst(str(self.measure.label))
        if not self.columns_by:
            return _("%(heading)s by %(rows)s") % {"heading": self.heading, "rows": self.rows_by.label}
        return _("%(measure)s by %(rows)s and %(columns)s") % {
            "measure": measure,
            "rows": self.rows_by.label,
            "columns": self.columns_by.label,
        }

    def period(self):
        """The period in words."""
        if self.start and self.end:
            return f"{self.start:%Y-%m-%d} – {self.end:%Y-%m-%d}"
        if self.start:
            return _("from %(day)s") % {"day": self.start}
        return _("up to %(day)s") % {"day": self.end or timezone.localdate()}

    def context(self):
        """What the page shows."""
        table = self.table()
        size = len(table["rows"]) * len(table["headings"])
        query = self.request.GET.copy()
        query["export"] = "xlsx"
        return {
            "view": self,
            "heading": self.heading,
            "subheading": self.period(),
            "as_of": timezone.localdate(),
            "definition": self.definition,
            "form": self.form,
            "filter": self.filterset,
            "filter_count": len(self.kept),
            "table": table if size <= MOST_CELLS else None,
            "is_too_large": size > MOST_CELLS,
            "charts": self.charts(table) if table["rows"] else [],
            "export_url": f"{self.request.path}?{query.urlencode()}",
        }

    def charts(self, table):
        """A picture of the table: months as bars, others as lying bars while there are not too many."""
        title = table["caption"]
        if self.rows_by.key != "month":
            place = -1 if self.columns_by else 0
            points = [
                (row["label"], row["cells"][place]["value"], row["cells"][place]["href"]) for row in table["rows"]
            ]
            points = sorted((point for point in points if point[1]), key=lambda point: -point[1])[:CHART_ROWS]
            return [row_chart(points, title=title, unit=self.unit())] if points else []
        if self.columns_by and len(table["headings"]) - 2 > CHART_SERIES:
            points = [(row["label"], row["cells"][-1]["value"], row["cells"][-1]["href"]) for row in table["rows"]]
            return [bar_chart(points, title=title, unit=self.unit())]
        names, places = self.series(table)
        points = [
            (row["label"], [row["cells"][n]["value"] for n in places], [row["cells"][n]["href"] for n in places])
            for row in table["rows"]
        ]
        stacked = bool(self.columns_by) and not self.measure.parts
        return [bar_chart(points, title=title, unit=self.unit(), series=names, stacked=stacked)]

    def series(self, table):
        """(names, places) of the columns to draw: those of the second dimension, or the measures that are compared."""
        if self.columns_by:
            return table["headings"][1:-1], range(len(table["headings"]) - 2)
        places = [n for n, measure in enumerate(table["measures"]) if measure.key in self.compared]
        return [table["headings"][n + 1] for n in places], places

    def unit(self):
        """The unit of the picture."""
        measure = self.measure if self.columns_by else self.measures[0]
        return str(measure.unit or measure.label)

    def export(self):
        """The table of the page as a workbook; written to the log."""
        table = self.table()
        log(
            self.request.user,
            "portal.export",
            user=self.request.user,
            data={"list": str(self.heading), "query": self.request.GET.urlencode()[:500]},
        )
        columns = [spreadsheets.Column(table["headings"][0], width=28)]
        for heading, measure in zip(table["headings"][1:], table["measures"], strict=True):
            columns.append(spreadsheets.Column(heading, kind="share" if measure.parts else "decimal"))
        lines = [*table["rows"], *([table["total"]] if table["total"] else [])]
        rows = [[line["label"], *(cell["value"] for cell in line["cells"])] for line in lines]
        notes = [
            table["caption"],
            self.period(),
            str(self.definition),
            _("as of %(when)s") % {"when": f"{timezone.localtime():%Y-%m-%d %H:%M}"},
        ]
        name = f"{self.heading}-{timezone.localdate():%Y%m%d}.xlsx"
        return spreadsheets.workbook_response([(self.heading, columns, rows, notes)], name)
