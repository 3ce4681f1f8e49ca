"""A chart on paper: the same shapes as on the page, as SVG for PDF and as a picture for Word.

A chart (portal.charts) measures its width in per cent and its height in pixels; on paper the width is fixed. Words are
drawn in the face that comes with the portal, so that Chinese stands there whatever fonts a machine has.
"""

import io
from functools import cache
from html import escape
from typing import Any

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFont

# Width in pixels of the drawing; the picture for Word is drawn so many times larger.
WIDTH, LARGER = 620, 3
LEGEND = 24
INK, GRID, ZERO, TRACK, PAPER = "#575149", "#e4dfd6", "#8f8778", "#efece5", "#ffffff"


def percent(place: str | float) -> float:
    """A place along the width in pixels."""
    return float(str(place).rstrip("%") or 0) / 100 * WIDTH


def shapes(chart: Any):
    """The chart as ("line", x1, y1, x2, y2, colour, dash), ("rect", x, y, w, h, colour), ("dot", x, y, colour) and
    ("text", x, y, words, anchor), in the order in which they are drawn.
    """
    top = LEGEND if chart.legend else 0
    x = 0.0
    for item in chart.legend:
        yield ("rect", x, 6, 12, 12, item["colour"])
        yield ("text", x + 17, 17, item["name"], "start")
        x += 34 + sum(12 if sign > "\u2e80" else 7 for sign in item["name"])
    for line in chart.grid:
        yield ("line", 0, line["y"] + top, WIDTH, line["y"] + top, ZERO if line["is_zero"] else GRID, "")
        yield ("text", 0, line["y"] + top - 4, line["shown"], "start")
    for bar in chart.bars:
        yield from bar_shapes(bar, top)
    for line in chart.lines:
        for step in line["steps"]:
            places = percent(step["x1"]), step["y1"] + top, percent(step["x2"]), step["y2"] + top
            yield ("line", *places, line["colour"], line["dash"])
        for dot in line["dots"]:
            yield ("dot", percent(dot["x"]), dot["y"] + top, line["colour"])
    for label in chart.labels:
        yield ("text", percent(label["x"]), chart.height + top - 8, label["text"], "middle")


def bar_shapes(bar: dict, top: int):
    """One bar with its words."""
    if bar.get("label"):
        yield ("text", 0, bar["label_y"] + top, bar["label"], "start")
        yield ("text", WIDTH, bar["label_y"] + top, bar["shown"], "end")
    if bar.get("track"):
        yield ("rect", 0, bar["y"] + top, WIDTH, bar["height"], TRACK)
    yield ("rect", percent(bar["x"]), bar["y"] + top, percent(bar["width"]), bar["height"], bar["colour"])
    if bar["shown"] and not bar.get("label"):
        yield ("text", percent(bar["middle"]), bar["above"] + top, bar["shown"], "middle")


def height_of(chart: Any) -> int:
    """The height of the drawing in pixels."""
    return chart.height + (LEGEND if chart.legend else 0)


def svg_of(chart: Any) -> str:
    """The drawing as SVG, for PDF."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height_of(chart)}" '
        f'viewBox="0 0 {WIDTH} {height_of(chart)}" font-family="Paper Hei" font-size="12">'
    ]
    for kind, *facts in shapes(chart):
        if kind == "line":
            x1, y1, x2, y2, colour, dash = facts
            dashes = f' stroke-dasharray="{dash}"' if dash else ""
            width = 1 if colour in (GRID, ZERO) else 2
            parts.append(
                f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{width}"{dashes}/>'
            )
        elif kind == "rect":
            x, y, width, height, colour = facts
            parts.append(f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>')
        elif kind == "dot":
            x, y, colour = facts
            parts.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>')
        else:
            x, y, words, anchor = facts
            parts.append(f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{INK}">{escape(str(words))}</text>')
    return "".join([*parts, "</svg>"])


@cache
def face(size: int) -> ImageFont.FreeTypeFont:
    """The face of the portal in a size."""
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), size)


ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def png_of(chart: Any) -> bytes:
    """The drawing as a picture, for Word."""
    scale = LARGER
    image = Image.new("RGB", (WIDTH * scale, height_of(chart) * scale), PAPER)
    pen = ImageDraw.Draw(image)
    for kind, *facts in shapes(chart):
        if kind == "line":
            x1, y1, x2, y2, colour, _dash = facts
            width = scale if colour in (GRID, ZERO) else 2 * scale
            pen.line((x1 * scale, y1 * scale, x2 * scale, y2 * scale), fill=colour, width=width)
        elif kind == "rect":
            x, y, width, height, colour = facts
            pen.rectangle((x * scale, y * scale, (x + width) * scale, (y + height) * scale), fill=colour)
        elif kind == "dot":
            x, y, colour = facts
            pen.circle((x * scale, y * scale), 3.5 * scale, fill=colour)
        else:
            x, y, words, anchor = facts
            pen.text((x * scale, y * scale), str(words), fill=INK, font=face(12 * scale), anchor=ANCHORS[anchor])
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()
