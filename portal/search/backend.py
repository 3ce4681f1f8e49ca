"""The search backend: a stock database backend of modelsearch with our index, questions and results.

The question goes to the full-text index once and the rows are joined in Python. The stock backend asks again for
every row found, which takes seconds on SQLite.
"""

from collections import Counter, OrderedDict
from functools import cache

from django.db import connection
from django.db.models import Model
from django.utils.module_loading import import_string
from modelsearch.backends import database
from modelsearch.backends.base import BaseSearchResults, FilterFieldError
from modelsearch.backends.database.sqlite.utils import fts5_available

from portal.search.index import TokenIndex
from portal.search.questions import AutocompleteQuery, TokenQuery

# Up to here rows are picked by key in SQL; above, all keys of the queryset are read and compared in Python.
KEYS_IN_SQL = 500
STOCK = {
    "sqlite": "modelsearch.backends.database.sqlite.sqlite.SQLiteSearchBackend",
    "postgresql": "modelsearch.backends.database.postgres.postgres.PostgresSearchBackend",
}


class RankedResults(BaseSearchResults):
    """Rows of a queryset that a question found, the best first."""

    supports_facet = True

    def _found(self, queryset, *values):
        """Values, the key first, of the rows of a queryset that were found."""
        hits = self.query_compiler.hits
        if not hits.negated and len(hits.scores) <= KEYS_IN_SQL:
            return list(queryset.filter(pk__in=list(hits.scores)).values_list("pk", *values))
        return [row for row in queryset.values_list("pk", *values) if row[0] in hits]

    def _keys(self):
        """Keys of the rows of this slice, in their order."""
        hits, queryset = self.query_compiler.hits, self.query_compiler.queryset
        if self.query_compiler.order_by_relevance and not hits.negated:
            keys = [key for (key,) in self._found(queryset.order_by("-pk"))]
            keys.sort(key=lambda key: -hits.scores[str(key)])
            return keys[self.start : self.stop]
        if not queryset.ordered:
            queryset = queryset.order_by("-pk")
        if hits.is_everything:
            return list(queryset.values_list("pk", flat=True)[self.start : self.stop])
        return [key for (key,) in self._found(queryset)][self.start : self.stop]

    def _do_search(self):
        keys = self._keys()
        rows: dict[object, Model] = {}
        for i in range(0, len(keys), KEYS_IN_SQL):
            part = self.query_compiler.queryset.filter(pk__in=keys[i : i + KEYS_IN_SQL])
            rows.update((row.pk, row) for row in part)
        found = [rows[key] for key in keys if key in rows]
        if self._score_field:
            for row in found:
                setattr(row, self._score_field, self.query_compiler.hits.scores.get(str(row.pk), 0.0))
        return found

    def _do_count(self):
        return len(self._keys())

    def facet(self, field_name):
        """How many rows found hold each value of a filter field, the most frequent first."""
        queryset = self.query_compiler.queryset
        if self.query_compiler._get_filterable_field(field_name) is None:
            message = f"{queryset.model.__name__} has no FilterField {field_name!r}."
            raise FilterFieldError(message, field_name=field_name)
        return OrderedDict(Counter(value for _key, value in self._found(queryset, field_name)).most_common())


@cache
def _backend_class(vendor):
    """The stock backend of a database with our parts.

    It is named by a string because a stock module can be imported only where its database is the one in use.
    """
    stock = import_string(STOCK[vendor])
    parts = {
        "index_class": type("TokenIndex", (TokenIndex, stock.index_class), {}),
        "query_compiler_class": TokenQuery,
        "autocomplete_query_compiler_class": AutocompleteQuery,
        "results_class": RankedResults,
    }
    return type("TokenSearchBackend", (stock,), parts)


def SearchBackend(params):  # noqa: N802 (modelsearch looks for this name)
    """The backend for the database in use."""
    if connection.vendor not in STOCK or (connection.vendor == "sqlite" and not fts5_available()):
        return database.SearchBackend(params)
    # 'simple': the same words on every server, whatever its default_text_search_config.
    return _backend_class(connection.vendor)({"SEARCH_CONFIG": "simple"} | params)
