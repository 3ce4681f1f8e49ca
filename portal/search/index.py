"""How a record goes into the full-text index: its search fields give text that is already cut into tokens."""

import copy

from django.db.models import Manager
from django.utils.encoding import force_str
from modelsearch.backends.base import BaseIndex
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from portal.search.words import tokens

# PostgreSQL refuses a tsvector above 1,048,575 bytes; a token takes at most twice its bytes there.
INDEX_BYTES = 500_000


def _text(value):
    """Whatever a search field gives (text, list, dictionary, nothing) as one text."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set):
        return " ".join(_text(item) for item in value)
    return force_str(value)


def _texts(record, fields):
    """Pairs of search field and text of a record and, through RelatedFields, of its related records."""
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield field, _text(field.get_value(record))
        elif isinstance(field, RelatedFields):
            related = field.get_value(record)
            if isinstance(related, Manager):
                related = related.all()
            elif related is not None:
                related = [related() if callable(related) else related]
            for other in related or ():
                yield from _texts(other, field.fields)


class Prepared:
    """Stands in for a record while the stock index takes it in; its values are read and cut once."""

    def __init__(self, record):
        self.pk = record.pk
        self._room = {SearchField: INDEX_BYTES, AutocompleteField: INDEX_BYTES}
        self._fields = [self._prepare(*pair) for pair in _texts(record, record.get_search_fields())]

    def _prepare(self, field, text):
        kind = SearchField if isinstance(field, SearchField) else AutocompleteField
        cut = " ".join(tokens(text[:INDEX_BYTES], indexing=True)).encode()
        if len(cut) > self._room[kind]:
            cut = cut[: self._room[kind]].rpartition(b" ")[0]
        self._room[kind] -= len(cut)
        words = cut.decode()
        prepared = copy.copy(field)
        prepared.get_value = lambda _record: words
        return prepared

    def get_search_fields(self):
        """The fields of this record; the stock index asks each of them up to five times."""
        return self._fields


class TokenIndex(BaseIndex):
    """Stands before a stock index class: what is added is cut into tokens first."""

    def add_items(self, model, objs):
        """Put records into the index, or anew if they are there."""
        super().add_items(model, [Prepared(record) for record in objs])

    def _refresh_title_norms(self, *, full=False):
        """Left out: our ranking does not read them, and each update would index the whole row a second time."""
