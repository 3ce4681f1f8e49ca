"""Columns of the tables: each says how a cell looks on the page and which database columns its export reads.

A page renders instances; a workbook of fifty thousand rows reads tuples (`sources`) and never makes an instance.
"""

import copy
import html
from functools import cached_property, lru_cache
from inspect import signature
from operator import attrgetter

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Model
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

# What a column's render() may ask for.
ASKED_FOR = ("value", "record", "column", "bound_column", "table")


def badge(text, tone="quiet"):
    """A state as a word with a shape (never colour alone)."""
    return drawn_badge(str(text), tone)


@lru_cache(maxsize=512)
def drawn_badge(text, tone):
    """A badge for a text and a tone: there are few of them, and a page shows each many times."""
    return get_template("components/badge.html").render({"text": text, "tone": tone})


def escaped(value):
    """As conditional_escape, without its provision for text not yet translated: it costs six calls a value."""
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


def with_second(first, second, css="second"):
    """A cell of two lines: the second small and quiet, left out where there is none."""
    line = f'<small class="{css}">{escaped(second)}</small>' if second else ""
    return mark_safe(f"{escaped(first)}{line}")


def masked_phone(number):
    """138****5678: the middle is left out; "—" where there is none."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 8 else ("****" if number else "")


class Column(tables.Column):
    """Text as it stands. `sources` are the lookups the export reads, `export` makes one value of them."""

    kind = "text"

    def __init__(self, *args, sources=None, sort=None, css="", **kwargs):
        self.sort = sort
        kwargs.setdefault("orderable", sort is not None)
        kwargs.setdefault("empty_values", (None, ""))
        if css:
            kwargs.setdefault("attrs", {"td": {"class": css}, "th": {"class": css}})
        super().__init__(*args, **kwargs)
        self._sources = sources

    def __deepcopy__(self, memo):
        """The table's own copy: flat, for what a column holds does not change; what it knows of the day is left out."""
        one = copy.copy(self)
        for known in ("today", "words"):
            one.__dict__.pop(known, None)
        return one

    @cached_property
    def today(self):
        """The day on which the table is drawn, asked once a table (each has its own copy of its columns)."""
        return localdate()

    def sources(self, name):
        """The lookups that the export asks for; the accessor's own path unless given."""
        if self._sources is not None:
            return tuple(self._sources)
        return (str(self.accessor or name).replace(".", "__"),)

    def export(self, *values):
        """The value in a workbook, from the values of the sources in their order."""
        return values[0]

    def exporter(self, rows):
        """What makes a value of the sources; a column that follows many rows asks once for all of `rows` here."""
        return self.export


class NumberColumn(Column):
    """A whole or decimal number, aligned right."""

    kind = "decimal"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("css", "num")
        super().__init__(*args, **kwargs)


class DayColumn(Column):
    """A day as 2026-11-22."""

    kind = "day"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("css", "day")
        super().__init__(*args, **kwargs)

    def render(self, value):
        return f"{value:%Y-%m-%d}"


class MomentColumn(Column):
    """A moment in the zone's time, to the minute."""

    kind = "moment"

    def render(self, value):
        return f"{localtime(value):%Y-%m-%d %H:%M}"


class ChoiceColumn(Column):
    """The label of an enumeration."""

    def __init__(self, choices, *args, **kwargs):
        self.labels = dict(choices.choices)
        super().__init__(*args, **kwargs)

    @cached_property
    def words(self):
        """The labels in the reader's language: translated once a table."""
        return {value: str(label) for value, label in self.labels.items()}

    def render(self, value):
        return self.words.get(value, value)

    def export(self, *values):
        return str(self.labels.get(values[0], values[0] or ""))


class StateColumn(ChoiceColumn):
    """A state as a badge; `tones` maps the stored value to done, due, late, check or quiet."""

    def __init__(self, choices, tones, *args, **kwargs):
        self.tones = tones
        super().__init__(choices, *args, **kwargs)

    def tone(self, raw, record):
        """How urgent the state looks for this record; overdue tables override it."""
        return self.tones.get(raw, "quiet")

    def render(self, value, record):
        return drawn_badge(self.words.get(value, value), self.tone(value, record))


def address(record):
    """Where a record is shown; asked once a record, for finding the address costs more than the rest of a cell."""
    known = record.__dict__
    if "shown_at" not in known:
        known["shown_at"] = record.get_absolute_url()
    return known["shown_at"]


class LinkColumn(Column):
    """Text that leads to the row's own record, or to the record `to` names on it; `small` adds a quiet second line."""

    def __init__(self, *args, to="", small=None, **kwargs):
        self.to = to
        self.small = small
        super().__init__(*args, **kwargs)

    def render(self, value, record):
        target = record
        for step in self.to.split(".") if self.to else ():
            target = getattr(target, step, None)
        if target is None:
            return value
        link = mark_safe(f'<a href="{escaped(address(target))}">{escaped(value)}</a>')
        return with_second(link, self.small(record) if self.small else "")


class PhoneColumn(Column):
    """A telephone number with its middle left out, on the page and in the workbook."""

    def render(self, value):
        return masked_phone(value)

    def export(self, *values):
        return masked_phone(values[0] or "")


class ListColumn(Column):
    """Several related titles in one cell; the page needs them prefetched, the workbook asks once for all rows."""

    def __init__(self, *args, related, **kwargs):
        self.related = related
        kwargs.setdefault("accessor", related)
        super().__init__(*args, sources=("pk",), **kwargs)

    def render(self, value):
        return "、".join(str(item) for item in value.all())

    def exporter(self, rows):
        kind = rows.model._meta.get_field(self.related).related_model
        titles = {item.pk: str(item) for item in kind._base_manager.all()}
        found = {}
        pairs = rows.order_by().filter(**{f"{self.related}__isnull": False}).values_list("pk", self.related)
        for key, item in pairs:
            found.setdefault(key, set()).add(item)
        return lambda key: "、".join(title for item, title in titles.items() if item in found.get(key, ()))


def cell_reader(accessor):
    """A function that gives a record's value at the end of `accessor`; None where it leads nowhere."""
    follow = attrgetter(".".join(accessor.bits)) if accessor.bits else None

    def read(record):
        if follow is None or not isinstance(record, Model):
            return accessor.resolve(record, quiet=True)
        try:
            value = follow(record)
        except (AttributeError, ObjectDoesNotExist):
            return None
        return value() if callable(value) and not getattr(value, "do_not_call_in_templates", False) else value

    return read


def labels_of(bound):
    """{stored value: its words} where a column shows an enumeration of its model without saying so; else empty."""
    model = getattr(bound._table._meta, "model", None)
    if model is None or isinstance(bound.column, ChoiceColumn):
        return {}
    try:
        return {value: str(label) for value, label in model._meta.get_field(str(bound.accessor)).flatchoices or ()}
    except (FieldDoesNotExist, AttributeError):
        return {}


def drawing(bound, render):
    """`render` of a column as a function of value and record, whatever it asks for."""
    asked = tuple(name for name in signature(render).parameters if name in ASKED_FOR)
    if asked == ("value",):
        return lambda value, record: render(value=value)
    if asked == ("value", "record"):
        return lambda value, record: render(value=value, record=record)
    fixed = {"column": bound.column, "bound_column": bound, "table": bound._table}

    def draw(value, record):
        given = fixed | {"value": value, "record": record}
        return render(**{name: given[name] for name in asked})

    return draw


def cell_writer(bound):
    """A function that writes a record's cell of one column: the tag, its class, the heading for the phone, the content.

    django-tables2 looks up signature, choices and attributes for each cell; here it is done once a column.
    """
    column, render, read, labels = bound.column, bound.render, cell_reader(bound.accessor), labels_of(bound)
    draw = drawing(bound, render)
    css = column.attrs.get("td", {}).get("class", "")
    css = f' class="{escaped(css)}"' if css else ""
    start = f'<td{css} data-label="{escaped(column.verbose_name or "")}">'
    nothing, empty = f"{start}{escaped(bound.default)}</td>", column.empty_values

    def write(record):
        value = read(record)
        if value is None or value in empty:
            return nothing
        return f"{start}{escaped(draw(labels.get(value, value) if labels else value, record))}</td>"

    return write


class Table(tables.Table):
    """What all tables share: the slim template and a sentence for an empty one."""

    class Meta:
        template_name = "generic/_rows.html"
        attrs = {"class": "ledger"}
        empty_text = _("Nothing here yet.")

    def lines(self):
        """Each row as {"record", "cells"}; the cells are one piece of safe HTML."""
        writers = [cell_writer(bound) for bound in self.columns]
        for record in self.data:
            # Every writer has escaped its parts.
            yield {"record": record, "cells": mark_safe("".join(write(record) for write in writers))}
