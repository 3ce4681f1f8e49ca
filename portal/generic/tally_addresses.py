"""The addresses of the numbers of a tally: for each cell the list that shows exactly its records."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from portal.frames import TOTAL


class Addresses:
    """What a tally knows of the list behind it. An address is put into words once for cells of the same form."""

    rows_by: Any
    then_by: Any
    columns_by: Any
    list_name: str
    # What the list's address says for rows that stand under any key of a dimension that overlaps.
    any_words: dict = {}

    def __init__(self):
        self.addresses: dict = {}
        self.parts: dict = {}

    def address(self, row_key, column_key, measure):
        """The list that shows exactly the records of one cell; its parts are put into words once a row and column."""
        keyed = self.keyed(row_key, column_key)
        spans = [dimension.span(key) for dimension, key in keyed if dimension.span]
        is_days = len(spans) > 1
        parts = [self.part(dimension, key, measure) for dimension, key in keyed if not (is_days and dimension.span)]
        words = [word for part in parts for word in part[0]]
        name = (measure.key, row_key == TOTAL, is_days, *words)
        if name not in self.addresses:
            self.addresses[name] = self.common(words, measure, is_total=row_key == TOTAL, is_days=is_days)
        days = self.days(spans, measure) if is_days else ""
        return "".join([self.addresses[name], days, *(text for _words, text in parts)])

    def keyed(self, row_key, column_key):
        """[(dimension, key)] of a cell, without the margins."""
        row_keys = row_key if self.then_by and row_key != TOTAL else (row_key,)
        pairs = [*zip((self.rows_by, self.then_by), row_keys, strict=False), (self.columns_by, column_key)]
        return [(dimension, key) for dimension, key in pairs if dimension and key not in (TOTAL, None)]

    def common(self, words, measure, *, is_total, is_days):
        """The address as far as it is the same for all cells whose keys say these `words`."""
        query = {word: value for word, value in self.kept.items() if word not in words} | measure.words
        if self.rows_by.within and is_total:
            query |= self.any_words
        limits = ((measure.as_of, self.end),)
        if not is_days:
            limits = ((measure.start, self.start), (measure.end, self.end), *limits)
        query |= {word: day.isoformat() for word, day in limits if word and day}
        return f"{reverse(self.list_name)}?{urlencode(query)}"

    def days(self, spans, measure):
        """The text of the days that a cell by two spans of time has in common with both, and with the period."""
        first = max(day for day in (self.start, *(span[0] for span in spans)) if day)
        last = min(day for day in (self.end, *(span[1] for span in spans)) if day)
        return f"&{urlencode({measure.start: first.isoformat(), measure.end: last.isoformat()})}"

    def part(self, dimension, key, measure):
        """(words, their text) of one key in the list's address."""
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
            self._kept = {name: value for name, value in self.words.dict().items() if name in names and value}
        return self._kept
