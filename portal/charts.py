"""Charts as accessible SVG, drawn on the server: a picture, the words for those who do not see it, and its table.

Places along the width are percentages and places along the height are pixels, so a chart fills whatever holds it and
its words keep their size, on a phone, on paper and in large type. Colours come from classes (`tokens.css`); the
`fill` attributes are what a printer or a PDF without our style sheet falls back to. The markup is in
`templates/components/chart.html`; this module only measures.
"""

import math
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, zip_longest

from django.utils.text import slugify
from django.utils.translation import gettext as _

# Lines differ by their strokes too, so that colour is never the only difference.
DASHES = ("", "7 4", "2 4", "10 3 2 3", "1 3")
COLOURS = ("#b3201f", "#2a5a96", "#c0ab83", "#2f8556", "#7d766b")
HEIGHT, TOP, FOOT = 240, 22, 26
ROW = 46
# Room for the names under the bars: pixels on the narrowest phone, and in half a desk.
PHONE_ROOM, DESK_ROOM = 290, 460
VALUES_SHOWN = 16


@dataclass(frozen=True)
class Point:
    """One value: what it is called, how much it is (None where there is nothing to count), where it opens."""

    label: str
    value: float | None
    href: str = ""


@dataclass(frozen=True)
class Chart:
    """What components/chart.html draws: shapes in percent and pixels, and the same numbers as a table."""

    title: str
    unit: str
    kind: str
    summary: str
    height: int = 0
    bars: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    grid: list = field(default_factory=list)
    labels: list = field(default_factory=list)
    legend: list = field(default_factory=list)
    headings: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    # Where a line stands across the picture, such as today: {"x", "y", "text"}.
    mark: dict = field(default_factory=dict)

    @property
    def is_empty(self):
        """Whether there is nothing to draw: no point has a value."""
        return not self.bars and not self.lines

    @property
    def has_links(self):
        """Whether the shapes lead to records; a picture with links is a group, not an image."""
        return any(bar["href"] for bar in self.bars) or any(dot["href"] for line in self.lines for dot in line["dots"])

    @property
    def anchor(self):
        """An id for the title and the words of this chart."""
        return f"chart-{slugify(self.title, allow_unicode=True) or 'x'}-{self.kind}"


def bar_chart(points, *, title, unit, series=None, stacked=False):
    """Upright bars side by side, or on top of each other if `stacked`.

    `points` are (label, value) or (label, value, href); with `series` (names), `value` and `href` are lists, one for
    each series.
    """
    names, table = read(points, series)
    chart = frame(title, unit, "stacked" if stacked else "bars", names, table)
    if chart is None:
        return nothing(title, unit, "bars", names, table)
    ticks = scale(table, stacked=stacked)
    low, high = ticks[0], ticks[-1]
    gutter = gutter_for(ticks)
    slot = (100 - gutter) / len(table)
    bars = []
    for number, row in enumerate(table):
        left = gutter + slot * number
        bars += pile(row, left, slot, low, high) if stacked else group(row, left, slot, low, high)
    if len(table) * len(names) > VALUES_SHOWN:
        bars = [bar | {"shown": ""} for bar in bars]
    return dress(chart, names, table, bars=bars, grid=grid(ticks, low, high), labels=feet(table, gutter, slot))


def line_chart(points, *, title, unit, series=None):
    """A line for each series over months or days; a gap where there is no value. Points as for `bar_chart`."""
    names, table = read(points, series)
    chart = frame(title, unit, "lines", names, table)
    if chart is None:
        return nothing(title, unit, "lines", names, table)
    ticks = scale(table, stacked=False)
    low, high = ticks[0], ticks[-1]
    gutter = gutter_for(ticks)
    slot = (100 - gutter) / len(table)
    lines = []
    for place in range(len(names)):
        dots = [
            {
                "x": percent(gutter + slot * (number + 0.5)),
                "y": height_of(row[place].value, low, high),
                "shown": plain(row[place].value),
                "name": f"{row[place].label}: {plain(row[place].value)}",
                "href": row[place].href,
            }
            if row[place].value is not None
            else None
            for number, row in enumerate(table)
        ]
        steps = [
            {"x1": one["x"], "y1": one["y"], "x2": two["x"], "y2": two["y"]}
            for one, two in pairwise(dots)
            if one and two
        ]
        lines.append(
            {
                "css": css(place),
                "colour": colour(place),
                "dash": dash(place),
                "steps": steps,
                "dots": [d for d in dots if d],
            }
        )
    return dress(chart, names, table, lines=lines, grid=grid(ticks, low, high), labels=feet(table, gutter, slot))


def row_chart(points, *, title, unit, total=None):
    """Lying bars, one line each with its name above it: for branches and other long names.

    With `total` every bar stands on a track of that length (progress towards a whole).
    """
    names, table = read(points, None)
    chart = frame(title, unit, "rows", names, table)
    if chart is None:
        return nothing(title, unit, "rows", names, table)
    longest = total or max(max(row[0].value or 0 for row in table), 1)
    bars = []
    for number, row in enumerate(table):
        point = row[0]
        share = max(0, min(100, 100 * (point.value or 0) / longest))
        bars.append(
            {
                "x": "0",
                "y": number * ROW + 24,
                "width": percent(share),
                "height": 12,
                "css": css(0),
                "colour": colour(0),
                "label": point.label,
                "label_y": number * ROW + 16,
                "shown": plain(point.value) + (f" / {plain(total)}" if total and point.value is not None else ""),
                "name": f"{point.label}: {plain(point.value)} {unit}",
                "href": point.href,
                "track": bool(total),
            }
        )
    return dress(chart, names, table, bars=bars, height=len(table) * ROW - 8)


def read(points, series):
    """(names of the series, rows of Points): one row for each label, one Point for each series."""
    if series is None:
        return [""], [[Point(str(point[0]), point[1], point[2] if len(point) > 2 else "")] for point in points]
    rows = []
    for point in points:
        hrefs = point[2] if len(point) > 2 else []
        pairs = list(zip_longest(point[1], hrefs or []))[: len(series)]
        rows.append([Point(str(point[0]), value, href or "") for value, href in pairs])
    return [str(name) for name in series], rows


def frame(title, unit, kind, names, table):
    """The chart's words, or None where no point has a value."""
    values = [point.value for row in table for point in row if point.value is not None]
    if not values:
        return None
    most = max((point for row in table for point in row if point.value is not None), key=lambda point: point.value)
    summary = _("%(count)s values; the largest is %(value)s %(unit)s (%(label)s).") % {
        "count": len(values),
        "value": plain(most.value),
        "unit": unit,
        "label": most.label,
    }
    return {"title": str(title), "unit": str(unit), "kind": kind, "summary": summary}


def nothing(title, unit, kind, names, table):
    """A chart without a picture: the words and the table stay."""
    return dress({"title": str(title), "unit": str(unit), "kind": kind, "summary": _("Nothing to draw.")}, names, table)


def dress(words, names, table, *, height=HEIGHT, **shapes):
    """Put words, shapes and table together."""
    rows = [
        {"label": row[0].label, "cells": [{"value": plain(point.value), "href": point.href} for point in row]}
        for row in table
        if row
    ]
    legend = (
        [{"name": name, "css": css(n), "colour": colour(n), "dash": dash(n)} for n, name in enumerate(names)]
        if len(names) > 1
        else []
    )
    headings = names if len(names) > 1 else [words["unit"]]
    return Chart(**words, height=height, legend=legend, headings=headings, rows=rows, **shapes)


def scale(table, *, stacked):
    """The numbers at the lines across the picture, from the lowest up: zero is among them and the steps are round."""
    if stacked:
        tops = [sum(max(point.value or 0, 0) for point in row) for row in table]
        lows = [0]
    else:
        values = [point.value for row in table for point in row if point.value is not None]
        tops, lows = [*values, 0], [*values, 0]
    top, bottom = max(tops), min(lows)
    step = nice_step((top - bottom) or 1)
    first, last = math.floor(bottom / step), math.ceil(top / step)
    if first == last:
        last += 1
    return [number * step for number in range(first, last + 1)]


def nice_step(span, wanted=4):
    """A round step (1, 2 or 5 times a power of ten, never below 1) that cuts `span` into about `wanted` parts."""
    raw = max(span / wanted, 1)
    power = 10 ** math.floor(math.log10(raw))
    return next(int(factor * power) for factor in (1, 2, 5, 10) if factor * power >= raw)


def height_of(value, low, high):
    """Pixels from the top for a value on the scale."""
    return round(TOP + (HEIGHT - TOP - FOOT) * (high - value) / (high - low), 1)


def grid(ticks, low, high):
    """Lines across the picture, each with its number; the zero line is the one that carries the bars."""
    return [{"y": height_of(tick, low, high), "shown": plain(tick), "is_zero": tick == 0} for tick in ticks]


def feet(table, gutter, slot):
    """The names under the bars: as many as fit beside each other, fewer on a phone."""
    needed = len(table) * max(written_width(row[0].label) for row in table)
    step = math.ceil(needed / DESK_ROOM)
    phone_step = step * math.ceil(needed / step / PHONE_ROOM)
    return [
        {"x": percent(gutter + slot * (n + 0.5)), "text": row[0].label, "on_phone": n % phone_step == 0}
        for n, row in enumerate(table)
        if n % step == 0
    ]


def written_width(text):
    """About how many pixels a name takes: a Chinese character is as wide as it is high."""
    return 10 + sum(12 if character > "\u2e80" else 7 for character in text)


def group(row, left, slot, low, high):
    """The bars of one label, side by side."""
    inner = slot * (0.62 if len(row) == 1 else 0.78)
    width = inner / len(row)
    start = left + (slot - inner) / 2
    bars = []
    for place, point in enumerate(row):
        if point.value is None:
            continue
        zero, end = height_of(0, low, high), height_of(point.value, low, high)
        bars.append(bar(point, place, start + width * place, width * 0.94, min(zero, end), abs(zero - end)))
    return bars


def pile(row, left, slot, low, high):
    """The bars of one label, on top of each other."""
    width = slot * 0.62
    bars, sum_so_far = [], 0
    for place, point in enumerate(row):
        if not point.value or point.value < 0:
            continue
        below, above = height_of(sum_so_far, low, high), height_of(sum_so_far + point.value, low, high)
        bars.append(
            bar(point, place, left + (slot - width) / 2, width, above, max(below - above - 1, 0.5)) | {"shown": ""}
        )
        sum_so_far += point.value
    if bars:
        bars[-1]["shown"] = plain(sum_so_far)
    return bars


def bar(point, place, x, width, y, height):
    """One bar as the template draws it."""
    return {
        "x": percent(x),
        "y": round(y, 1),
        "width": percent(width),
        "height": round(height, 1),
        "middle": percent(x + width / 2),
        "above": round(y - 6, 1),
        "css": css(place),
        "colour": colour(place),
        "shown": plain(point.value),
        "name": f"{point.label}: {plain(point.value)}",
        "href": point.href,
    }


def gutter_for(ticks):
    """Room for the numbers at the left, in percent: a digit is about seven pixels of the narrowest phone's 300."""
    return min(4 + 2.2 * max(len(plain(tick)) for tick in ticks), 22)


def percent(value):
    """A place along the width, as SVG reads it."""
    return f"{value:.2f}%"


def plain(value):
    """A number as people write it, "—" where there is none."""
    if value is None:
        return "—"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def css(place):
    """The class that colours a series."""
    return f"series-{place % len(COLOURS) + 1}"


def colour(place):
    """The colour of a series where no style sheet is read."""
    return COLOURS[place % len(COLOURS)]


def dash(place):
    """The stroke of a line."""
    return DASHES[place % len(DASHES)]


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends included; `place` gives its colour."""

    label: str
    start: date
    end: date
    place: int = 0


def timeline(spans, *, today, title, summary):
    """Stretches of days under one another on one scale, with a line where today is; its table has the days."""
    first = min([span.start for span in spans] + [today])
    days = max((max([span.end for span in spans] + [today]) - first).days + 1, 1)
    bars, rows = [], []
    for number, span in enumerate(spans):
        length = (span.end - span.start).days + 1
        words = f"{span.start:%Y-%m-%d} – {span.end:%Y-%m-%d}"
        bars.append(
            {
                "x": percent(100 * (span.start - first).days / days),
                "y": number * ROW + 24,
                "width": percent(100 * length / days),
                "height": 12,
                "css": css(span.place),
                "colour": colour(span.place),
                "label": span.label,
                "label_y": number * ROW + 16,
                "shown": words,
                "name": f"{span.label}: {words}",
                "href": "",
                "track": True,
            }
        )
        cells = [f"{span.start:%Y-%m-%d}", f"{span.end:%Y-%m-%d}", plain(length)]
        rows.append({"label": span.label, "cells": [{"value": cell, "href": ""} for cell in cells]})
    height = len(spans) * ROW + 20
    mark = {"x": percent(100 * ((today - first).days + 0.5) / days), "y": height, "text": f"{today:%m-%d}"}
    return Chart(
        title=str(title),
        unit=_("days"),
        kind="rows",
        summary=summary,
        height=height,
        bars=bars,
        mark=mark,
        headings=[_("from"), _("to"), _("days")],
        rows=rows,
    )
