"""What a paper is made of. Texts may come from people: each writer escapes them, and signs that no file holds go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.formats import date_format

# What XML 1.0 does not allow: a NUL or an escape typed by somebody would make a .docx that Word cannot open.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The page of GB/T 9704-2012 in millimetres.
PAGE = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
# A table with more columns than these is set in smaller type.
MOST_IN_USUAL_TYPE = 8


def plain_text(value: Any) -> str:
    """A value as text that a document can hold; None is nothing."""
    return "" if value is None else NOT_IN_XML.sub("", str(value))


def day_in_words(day: Any) -> str:
    """A day as it stands in running text and below a signature: 2026年11月22日; "" where there is none."""
    return date_format(day, "DATE_FORMAT") if day else ""


def paragraphs(text: Any) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in plain_text(text).splitlines() if line.strip()]


@dataclass(frozen=True)
class Heading:
    """A heading of the first (一、) or second (（一）) level; its number is part of the text."""

    text: Any
    level: int = 1
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Text:
    """Running text, a paragraph a line; `place` is left, center or right, and only text on the left is indented."""

    text: Any
    place: str = "left"
    is_small: bool = False
    kind: ClassVar[str] = "text"

    @property
    def lines(self):
        """Its paragraphs."""
        return paragraphs(self.text)


@dataclass(frozen=True)
class Facts:
    """Labels with their values, `pairs` of them in a line; a code may stand at the right of all lines."""

    rows: Sequence[tuple[Any, Any]]
    pairs: int = 2
    code: "Code | None" = None
    kind: ClassVar[str] = "facts"

    @property
    def lines(self):
        """The rows of the table: label, value, label, value; the last one filled up."""
        cells = [plain_text(cell) for row in self.rows for cell in row]
        width = 2 * self.pairs
        cells += [""] * (-len(cells) % width)
        return [cells[start : start + width] for start in range(0, len(cells), width)]


@dataclass(frozen=True)
class Table:
    """A table; `widths` are shares of the text's width, `numbers` the columns aligned right."""

    columns: Sequence[Any]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[float] = ()
    numbers: frozenset[int] = frozenset()
    caption: Any = ""
    kind: ClassVar[str] = "table"

    @property
    def is_narrow(self):
        """Whether its columns are so many that a percentage would not fit into one in the usual type."""
        return len(self.columns) > MOST_IN_USUAL_TYPE

    @property
    def shares(self):
        """The width of each column in percent."""
        widths = list(self.widths) or [1] * len(self.columns)
        return [round(100 * width / sum(widths), 2) for width in widths]

    @property
    def heads(self):
        """(text, percent, is number) of each column."""
        return [
            (plain_text(text), share, place in self.numbers)
            for place, (text, share) in enumerate(zip(self.columns, self.shares, strict=True))
        ]

    @property
    def lines(self):
        """The rows as [(text, is number)]."""
        return [[(plain_text(cell), place in self.numbers) for place, cell in enumerate(row)] for row in self.rows]


@dataclass(frozen=True)
class Picture:
    """A photo or drawing (JPEG or PNG), `width` millimetres wide."""

    content: bytes = field(repr=False)
    caption: Any = ""
    width: int = 80
    kind: ClassVar[str] = "picture"


@dataclass(frozen=True)
class Drawing:
    """A chart (portal.charts.Chart): drawn as SVG in a PDF, as a picture in Word; its title stands above it."""

    chart: Any
    width: int = 150
    kind: ClassVar[str] = "drawing"

    @property
    def caption(self):
        """What the chart shows, and in what unit."""
        return f"{self.chart.title}（{self.chart.unit}）"


@dataclass(frozen=True)
class Pictures:
    """Photos beside each other, two in a line."""

    pictures: Sequence[Picture] = field(repr=False)
    kind: ClassVar[str] = "pictures"
    WIDTH: ClassVar[int] = 72

    @property
    def lines(self):
        """The photos in pairs."""
        return [self.pictures[start : start + 2] for start in range(0, len(self.pictures), 2)]


@dataclass(frozen=True)
class Code:
    """An address as a QR code, with what happens when it is scanned."""

    address: str
    caption: Any = ""
    width: int = 34
    kind: ClassVar[str] = "code"


@dataclass(frozen=True)
class Signature:
    """Who signs, and the day: lines at the right."""

    lines: Sequence[Any]
    kind: ClassVar[str] = "signature"

    @property
    def texts(self):
        """The lines as text."""
        return [plain_text(line) for line in self.lines]


@dataclass(frozen=True)
class Lines:
    """Empty ruled lines for writing by hand."""

    count: int = 3
    kind: ClassVar[str] = "lines"

    @property
    def numbers(self):
        """One for each line."""
        return range(self.count)


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""

    kind: ClassVar[str] = "break"


@dataclass(frozen=True)
class Paper:
    """One document: `red_head` is the issuer above the red line, `number` the document number below it."""

    title: Any
    blocks: Sequence[Any]
    subtitle: Any = ""
    red_head: Any = ""
    number: Any = ""
    # Notes at the foot of the first page's head, such as "internal".
    mark: Any = ""
