"""A tally: what happened, counted by rows and columns, with margins; every number opens into exactly its records.

The database groups, `portal.frames` makes rows and columns, this gives them names and addresses. A tally is asked by
somebody, with the words of an address: the page, the workbook, the paper, the API and the frozen count ask alike.
"""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import get_resolver
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.figures import Asked
from portal.frames import TOTAL, number, plain, summed
from portal.generic.tally_addresses import Addresses
from portal.generic.tally_grids import Grid
from portal.generic.tally_parts import TallyForm, moving_period, twelve_months
from portal.generic.tally_rows import lines_of, pairs_of

# What an empty field of a filter says.
EMPTY = (None, "", [])
TALLIES: dict[str, type["Tally"]] = {}


@dataclass(frozen=True)
class Asker:
    """Stands for a request where none is: the filters ask it who asks."""

    user: Any
    GET: dict = field(default_factory=dict)


def all_tallies():
    """{url name: tally} of every tally; the map of addresses knows them all."""
    if not TALLIES:
        _read = get_resolver().url_patterns
    return dict(sorted(TALLIES.items()))


def may_take(user, tally):
    """Whether this person takes such tallies at all."""
    return bool(set(tally.model.grants["export"]) & user.roles)


def words_of(words):
    """The words of an address as a QueryDict, from one, from a dictionary or from the text of an address."""
    if isinstance(words, QueryDict):
        return words
    if isinstance(words, str):
        return QueryDict(words)
    found = QueryDict(mutable=True)
    for name, value in words.items():
        found.setlist(name, [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)])
    return found


class Tally(Addresses):
    """One question and its answer. Subclasses name what is below and write `count`.

    `name` is the url name of its page, `list_name` that of the list behind the numbers; `compared` the measures that a
    picture by month shows beside each other. `facts` are the lookups that decide where a record counts and what it
    adds: they are kept where the tally is frozen.
    """

    name = ""
    model: Any = None
    filterset_class: Any = None
    list_name = ""
    heading: Any = ""
    definition: Any = ""
    dimensions: tuple = ()
    measures: tuple = ()
    compared: tuple = ()
    facts: tuple = ()
    # The fields of the form that this tally does not ask.
    unasked: tuple = ()
    # Whether it counts how things stand on a day, not what happened in a period.
    is_of_a_day = False

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.name:
            TALLIES[cls.name] = cls

    def __init__(self, words, user):
        self.user, self.words = user, words_of(words)
        super().__init__()
        self.ask()

    # --- what subclasses write

    def count(self, rows, start, end, dimensions):
        """A frame of groups (portal.frames) of the filtered `rows` between the two days, by base dimensions."""
        raise NotImplementedError

    def stored(self, facts, start, end, dimensions):
        """As `count`, from what is stored ready, under the filters in force {name: value}; None where it is not."""
        return

    def spread(self, rows, start, end, dimensions):
        """A frame of groups with `days` and `n`: how many records took how many days."""
        raise NotImplementedError

    def counted_records(self):
        """The records that the question counts, under whatever keys."""
        raise NotImplementedError

    # --- the question

    def ask(self):
        """Read the question from the words; what is not asked is the usual."""
        first, today = twelve_months(timezone.localdate())
        asked = self.words.copy()
        for name, value in {"rows": self.dimensions[0].key, "start": str(first), "end": str(today)}.items():
            if name not in asked:
                asked[name] = value
        self.form = TallyForm(asked, tally=self)
        is_valid = self.form.is_valid()
        facts = self.form.cleaned_data
        self.start, self.end = facts.get("start"), facts.get("end")
        if facts.get("period"):
            self.start, self.end = moving_period(facts["period"], today)
        words = self.words.dict() | ({"end": self.end.isoformat()} if self.end else {})
        rows = self.model.objects.visible_to(self.user)
        self.filterset = self.filterset_class(words, queryset=rows, request=Asker(self.user, words))
        self.is_faulty = not is_valid or not self.filterset.is_valid()
        by_key = {dimension.key: dimension for dimension in self.dimensions}
        self.rows_by = by_key.get(facts.get("rows"), self.dimensions[0])
        self.then_by, self.columns_by = by_key.get(facts.get("then")), by_key.get(facts.get("columns"))
        if self.then_by is self.rows_by:
            self.then_by = None
        if self.columns_by in (self.rows_by, self.then_by):
            self.columns_by = None
        # Only a last line can tell that the lines above it overlap.
        if self.columns_by and self.columns_by.within:
            self.rows_by, self.columns_by = self.columns_by, self.rows_by
        if self.then_by and self.then_by.within:
            self.rows_by, self.then_by = self.then_by, self.rows_by
        self.chosen = [m for m in self.measures if m.key in (facts.get("measure") or ())]
        for name in self.unasked:
            del self.form.fields[name]

    @property
    def measure(self):
        """The first measure that is asked for."""
        return (self.chosen or self.measures)[0]

    @property
    def by(self):
        """The dimensions by which is counted: of the rows, of the lines within each row, of the columns."""
        return [one for one in (self.rows_by, self.then_by, self.columns_by) if one]

    @property
    def needed(self):
        """The keys of what has to be counted: the measures asked for and the parts of their shares."""
        measures = self.chosen or ([self.measure] if self.columns_by else [m for m in self.measures if m.is_usual])
        return {name for measure in measures for name in (measure.parts or (measure.key,))}

    @property
    def rows(self):
        """The rows among which is counted."""
        return self.model.objects.none() if self.is_faulty else self.filterset.qs

    def records_counted(self):
        """The records that any cell of the answer counts."""
        rows = self.counted_records()
        return self.rows_by.within(rows) if self.rows_by.within else rows

    @property
    def is_partial(self):
        """Whether whoever asks reaches only a part of the records of the question."""
        facts = self.filterset.form.cleaned_data if self.filterset.is_valid() else {}
        place = facts.get("organisation") or facts.get("below")
        return Asked(timezone.localdate(), user=self.user, organisation=place).is_partial(self.model)

    # --- the answer

    def groups(self, dimensions, rows=None):
        """The frame of groups by these dimensions, the derived ones made from what the database grouped by.

        They are counted among the filtered rows unless others are given.
        """
        return self.derived(dimensions, self.stored_or_counted if rows is None else self.count, rows, None)

    def stored_or_counted(self, rows, start, end, dimensions):
        """What is stored ready, where that is just what is asked: with nothing hidden from whoever asks."""
        if self.is_faulty or not self.user.is_active or self.is_partial:
            return self.count(rows, start, end, dimensions)
        facts = {name: value for name, value in self.filterset.form.cleaned_data.items() if value not in EMPTY}
        found = self.stored(facts, start, end, dimensions)
        return self.count(rows, start, end, dimensions) if found is None else found

    def derived(self, dimensions, count, rows, measures):
        base = list(dict.fromkeys(dimension.grouped_by for dimension in dimensions))
        frame = count(self.rows if rows is None else rows, self.start, self.end, base)
        keys = measures or [name for name in frame.columns if name not in base]
        for dimension in dimensions:
            if dimension.derives:
                found = dimension.derives(list(frame[dimension.base].unique()) if len(frame) else [])
                frame[dimension.key] = frame[dimension.base].map(found) if len(frame) else []
        return summed(frame, [dimension.key for dimension in dimensions], keys)

    def keys_of(self, dimension, frame):
        """The keys of a dimension in their order: all spans of the period, else what occurs."""
        found = list(frame[dimension.key].unique()) if len(frame) else []
        if dimension.fills:
            if not found or (self.start and self.end):
                return dimension.fills(self.start, self.end) if found else []
            return sorted(found)
        names = dimension.names(found)
        # In the order in which names() gives them; what has none comes last.
        return [key for key in names if key in set(found)] + [key for key in found if key not in names]

    def shown_measures(self, frame):
        """The measures side by side; one that says nothing new (credited, where nothing was joint) is left out."""
        if self.chosen:
            return self.chosen
        shown = []
        for measure in self.measures:
            if not measure.has_unique_total:
                differs = "branch" in [one.key for one in self.by] and len(frame)
                if not differs or (frame[measure.key] == frame[self.measures[0].key]).all():
                    continue
            if measure.is_usual:
                shown.append(measure)
        return shown

    def table(self):
        """The answer as the page, the workbook and the paper show it.

        {caption, stub, headings, bands [(label, how many columns)], columns [(key, measure)], measures, rows, total};
        `stub` names the rows' dimensions. A row is {label, under, is_group, cells [{value, text, href}]}: by two
        dimensions a group comes first, with its sums, then its lines, which say `under` which group they stand.
        """
        frame = self.groups(self.by)
        row_keys = self.keys_of(self.rows_by, frame)
        line_keys = pairs_of(self, frame, row_keys) if self.then_by else row_keys
        columns, shown, headings, bands = self.columns_of(frame)
        grid = Grid(self, frame, row_keys, [key for key, _m in columns], shown)
        cells = {key: self.cells(grid, key, columns) for key in [*line_keys, TOTAL]}
        label = _("Total, each once") if self.rows_by.within else _("Total")
        stub = [capfirst(str(one.label)) for one in (self.rows_by, self.then_by) if one]
        return {
            "caption": self.caption(),
            "stub": stub,
            "headings": [" / ".join(stub), *headings],
            "bands": bands,
            "columns": columns,
            "measures": [measure for _key, measure in columns],
            "rows": lines_of(self, line_keys, cells),
            "total": {"label": label, "cells": cells[TOTAL]} if row_keys else None,
        }

    def columns_of(self, frame):
        """(columns [(key, measure)], measures, headings, bands) of the answer."""
        if not self.columns_by:
            shown = self.shown_measures(frame)
            return [(None, measure) for measure in shown], shown, [capfirst(str(m.label)) for m in shown], []
        keys, shown = [*self.keys_of(self.columns_by, frame), TOTAL], self.chosen or [self.measure]
        columns = [(key, measure) for key in keys for measure in shown]
        names = self.names_of(self.columns_by, keys[:-1]) | {TOTAL: _("Total")}
        bands = [(names[key], len(shown)) for key in keys] if len(shown) > 1 else []
        return columns, shown, [str(m.label) if bands else names[key] for key, m in columns], bands

    def names_of(self, dimension, keys):
        """Words for the keys; a key without a name (the row is gone, or there is none) is a dash."""
        names = dimension.names(keys)
        return {key: names.get(key) or _("none named") for key in keys}

    def cells(self, grid, row_key, columns):
        """One row's cells: {"value", "text", "href"}."""
        return [
            self.cell(grid.value(row_key, column_key, measure), row_key, column_key, measure)
            for column_key, measure in columns
        ]

    def cell(self, value, row_key, column_key, measure):
        """A value in words, with the address of its records."""
        if measure.parts:
            value = None if value is None or value != value else float(value)
            text = "—" if value is None else f"{value * 100:.1f}%"
        else:
            value = number(value)
            text = plain(value)
        opens = value and (measure.has_unique_total or TOTAL not in (row_key if self.then_by else (row_key,)))
        return {"value": value, "text": text, "href": self.address(row_key, column_key, measure) if opens else ""}

    # --- words

    def caption(self):
        """What the table shows, in words."""
        rows = self.rows_by.label
        if self.then_by:
            rows = _("%(rows)s, then %(then)s") % {"rows": rows, "then": self.then_by.label}
        if not self.columns_by:
            return _("%(heading)s by %(rows)s") % {"heading": self.heading, "rows": rows}
        return _("%(measure)s by %(rows)s and %(columns)s") % {
            "measure": capfirst("、".join(str(m.label) for m in self.chosen or [self.measure])),
            "rows": rows,
            "columns": self.columns_by.label,
        }

    def period(self):
        """The period in words."""
        if self.is_of_a_day:
            return _("as of %(day)s") % {"day": f"{self.end or timezone.localdate():%Y-%m-%d}"}
        if self.start and self.end:
            return f"{self.start:%Y-%m-%d} – {self.end:%Y-%m-%d}"
        if self.start:
            return _("from %(day)s") % {"day": self.start}
        return _("up to %(day)s") % {"day": self.end or timezone.localdate()}

    def filters_in_words(self):
        """The filters in force as words."""
        if not self.filterset.is_valid():
            return []
        lines = []
        for name, value in self.filterset.form.cleaned_data.items():
            if value not in EMPTY:
                choices = dict(getattr(self.filterset.form.fields[name], "choices", None) or ())
                text = choices.get(str(value), value)
                lines.append(f"{self.filterset.filters[name].label}: {text}")
        return lines

    def unit(self):
        """The unit of the picture."""
        measure = self.measure if self.columns_by or self.chosen else self.measures[0]
        return str(measure.unit or measure.label)

    def as_dict(self):
        """The answer as the API gives it."""
        table = self.table()
        lines = [*table["rows"], *([table["total"]] if table["total"] else [])]
        plain_lines = [{"label": line["label"], "values": [cell["value"] for cell in line["cells"]]} for line in lines]
        for line, told in zip(table["rows"], plain_lines, strict=False):
            if self.then_by:
                told |= {"under": line["under"] or None, "is_group": line["is_group"]}
        bands = [str(label) for label, width in table["bands"] for _n in range(width)]
        heads = table["headings"][1:]
        return {
            "caption": table["caption"],
            "definition": str(self.definition),
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "partial": self.is_partial,
            "headings": [f"{band} {head}" for band, head in zip(bands, heads, strict=True)] if bands else heads,
            "rows": plain_lines[: len(table["rows"])],
            "total": plain_lines[-1] if table["total"] else None,
        }
