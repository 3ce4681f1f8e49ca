"""Numbers on pages: which the catalogue of figures has said, which a record says of itself, and which nobody has."""

import re
from decimal import Decimal
from html.parser import HTMLParser

from django.db.models import DecimalField, FloatField, IntegerField
from django.db.models.expressions import Col

from portal import columns

# The catalogue answers from here on; the zone of the tests counts a few.
FIRST = 7_000_001
NUMBER = r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,])\d+(?:\.\d+)?"


def is_ours(typed):
    """Whether the catalogue has said this number; phrases are rounded down, shares are above any that there is."""
    return float(typed.replace(",", "")) >= FIRST // 10


# --- what a record says of itself

# Stands before a number that comes from a record's own column; what is reckoned with it is a number of its own.
OWN = "§"


class OwnWhole(int):
    """A whole number of a record, marked where it is printed."""

    def __str__(self):
        return OWN + int.__repr__(self)

    def __format__(self, spec):
        return OWN + int.__format__(self, spec)


class OwnDecimal(Decimal):
    """A decimal number of a record, marked where it is printed."""

    def __str__(self):
        return OWN + Decimal.__str__(self)

    def __format__(self, spec):
        return OWN + Decimal.__format__(self, spec)

    def normalize(self, context=None):
        return OwnDecimal(Decimal.normalize(self, context))


def mark_own_numbers(patch):
    """From here on what is read from a record's column is marked; sums and counts by the database are not."""

    def reader(kind):
        def from_db_value(field, value, expression, connection):
            is_plain = value is None or field.primary_key or not isinstance(expression, Col)
            return value if is_plain else kind(value)

        return from_db_value

    for field, kind in ((IntegerField, OwnWhole), (DecimalField, OwnDecimal), (FloatField, OwnDecimal)):
        patch.setattr(field, "from_db_value", reader(kind), raising=False)


def mark_declared_columns(patch):
    """From here on the cells that a table's declared columns write say so."""
    writer = columns.cell_writer

    def marked(bound):
        write = writer(bound)
        return lambda record: write(record).replace("<td", "<td data-declared", 1)

    patch.setattr(columns, "cell_writer", marked)


# --- pages

BARE = re.compile(rf"\s*{NUMBER}\s*%?(?:\s*/\s*{NUMBER}\s*%?)?\s*")
EMPTY = {"br", "hr", "img", "input", "meta", "link", "col", "source", "wbr", "path", "rect", "line", "circle", "use"}
# Days of a calendar, keys of the keyboard, what can be chosen; the scale of a picture (its numbers stand in a table).
NOT_COUNTED = {"script", "style", "option", "textarea", "time", "kbd", "svg", "nav"}


class Bare(HTMLParser):
    """The numbers of a page that stand alone in their element and open nothing: (class or heading, text)."""

    def __init__(self):
        super().__init__()
        self.stack, self.found = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in EMPTY:
            self.stack.append((tag, dict(attrs), []))

    def handle_startendtag(self, tag, attrs):
        """An element that holds nothing."""

    def handle_endtag(self, tag):
        while self.stack:
            name, attrs, texts = self.stack.pop()
            around = {one for one, _attrs, _texts in self.stack} | {name}
            text = "".join(texts)
            is_said = not around & NOT_COUNTED and "main" in around and "a" not in around
            if is_said and not {"data-declared", "data-chosen"} & set(attrs) and BARE.fullmatch(text):
                self.found.append((attrs.get("data-label") or attrs.get("class") or name, text.strip()))
            if name == tag:
                break

    def handle_data(self, data):
        if self.stack:
            self.stack[-1][2].append(data)


def bare_numbers(page):
    """[(where, number)] of the numbers alone in their element that no catalogue, record or declared column has said."""
    reader = Bare()
    reader.feed(page)
    return [(where, text) for where, text in reader.found if not all(map(is_ours, re.findall(NUMBER, text)))]
