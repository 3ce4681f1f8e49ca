"""What a question finds: scores by key, combined with and, or, not as the tree of the question says."""

from dataclasses import dataclass, field
from functools import reduce

from django.db import connections
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from modelsearch.backends.base import BaseSearchQueryCompiler, SearchFieldError
from modelsearch.conf import get_app_config
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from portal.search.words import QUERY_LENGTH, tokens

QUERY_TOKENS = 32
# A word in the title counts as five in the body.
TITLE_WEIGHT = 5.0


@dataclass
class Hits:
    """Scores by key, the greater the better, of the rows a question found; negated: of those it left out."""

    scores: dict[str, float] = field(default_factory=dict)
    negated: bool = False

    @property
    def is_everything(self):
        """Whether the question leaves nothing out."""
        return self.negated and not self.scores

    def __contains__(self, key):
        return (str(key) in self.scores) is not self.negated

    def __invert__(self):
        return Hits(self.scores, not self.negated)

    def __and__(self, other):
        if self.negated and other.negated:
            return Hits(self.scores | other.scores, negated=True)
        first, second = (other, self) if self.negated else (self, other)
        return Hits({key: score + second.scores.get(key, 0) for key, score in first.scores.items() if key in second})

    def __or__(self, other):
        if self.negated or other.negated:
            return ~(~self & ~other)
        return Hits(self.scores | {key: score + self.scores.get(key, 0) for key, score in other.scores.items()})

    def __mul__(self, boost):
        return Hits({key: score * boost for key, score in self.scores.items()}, self.negated)


class TokenQuery(BaseSearchQueryCompiler):
    """A question of whole words. The filters of the queryset stay with the database, so any filter will do."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    COLUMNS: tuple[str, ...] = ("title", "body")
    LAST_IS_PREFIX = False

    def check(self):
        """A field that is not indexed is a mistake of the program. Filters and orders need no index here."""
        known = {indexed.field_name for indexed in self.queryset.model.get_searchable_search_fields()}
        for name in self.fields or ():
            if name not in known:
                message = f"{self.queryset.model.__name__} does not index {name!r}."
                raise SearchFieldError(message, field_name=name)

    @property
    def columns(self):
        """Where to look: the index keeps the title apart from all other fields, and `fields` is kept to that far."""
        wanted = {"title" if name == "title" else "body" for name in self.fields or self.COLUMNS}
        return [column for column in self.COLUMNS if column in wanted]

    @cached_property
    def hits(self):
        """What is found in the whole index, asked once for the count, the page and the facets."""
        found = self._evaluate(self.query)
        return Hits() if found is None else found

    def _evaluate(self, query):
        """Hits of a tree of questions; None where it holds no word and so says nothing."""
        if isinstance(query, MatchAll):
            return Hits(negated=True)
        if isinstance(query, And | Or):
            found = [hits for hits in map(self._evaluate, query.subqueries) if hits is not None]
            combine = Hits.__and__ if isinstance(query, And) else Hits.__or__
            return reduce(combine, found) if found else None
        if isinstance(query, Not | Boost):
            found = self._evaluate(query.subquery)
            if found is None:
                return None
            return ~found if isinstance(query, Not) else found * query.boost
        if isinstance(query, PlainText | Phrase | Fuzzy):
            groups = self._groups(query)
            return Hits(self._ask(groups)) * getattr(query, "boost", 1) if groups else None
        raise NotImplementedError(type(query).__name__)

    def _groups(self, query):
        """Alternatives, each a list of (token, whether longer tokens that begin with it count as well)."""
        text = str(query.query_string)[:QUERY_LENGTH]
        either = getattr(query, "operator", "and") == "or"
        groups, room = [], QUERY_TOKENS
        for part in text.split() if either else [text]:
            group = list(dict.fromkeys(tokens(part)))[:room]
            room -= len(group)
            if group:
                groups.append([(token, len(token) == 1 and not token.isascii()) for token in group])
        if groups and self.LAST_IS_PREFIX:
            groups[-1][-1] = (groups[-1][-1][0], True)
        return groups

    def _ask(self, groups):
        """Scores by key from the full-text index of the database."""
        content_types = get_descendants_content_types_pks(self.queryset.model)
        with connections[self.queryset.db].cursor() as cursor:
            ask = _ask_postgresql if cursor.db.vendor == "postgresql" else _ask_sqlite
            ask(cursor, groups, self.columns, content_types)
            return dict(cursor.fetchall())


class AutocompleteQuery(TokenQuery):
    """A question while somebody types: the last word may be the beginning of one."""

    COLUMNS = ("autocomplete",)
    LAST_IS_PREFIX = True

    @property
    def columns(self):
        """One column holds all fields that complete."""
        return self.COLUMNS


def _table(name):
    return get_app_config().get_model(name)._meta.db_table


def _ask_sqlite(cursor, groups, columns, content_types):
    """Run a question on FTS5. Tokens are letters and digits between quotes: nothing typed is read as syntax."""
    alternatives = (" AND ".join(f'"{token}"' + "*" * prefix for token, prefix in group) for group in groups)
    match = f"{{{' '.join(columns)}}} : ({' OR '.join(f'({group})' for group in alternatives)})"
    words, entries = _table("SQLiteFTSIndexEntry"), _table("IndexEntry")
    # CROSS JOIN makes SQLite go from the words to the rows; the other way round it matches once a row.
    # bm25() takes a weight for each column (autocomplete, body, title) and is least for the best.
    sql = f"""
        SELECT entry.object_id, -bm25({words}, 1.0, 1.0, {TITLE_WEIGHT})
        FROM {words} CROSS JOIN {entries} entry ON entry.id = {words}.rowid
        WHERE {words} MATCH %s AND entry.content_type_id IN ({", ".join(["%s"] * len(content_types))})
    """  # noqa: S608 (only names of tables are put in)
    cursor.execute(sql, [match, *content_types])


def _ask_postgresql(cursor, groups, columns, content_types):
    """Run a question on the text vectors. Each token has conditions of its own, so that they can use the indexes."""
    lexemes = [[f"'{token}'" + ":*" * prefix for token, prefix in group] for group in groups]
    anywhere = " OR ".join(f"{column} @@ %s::tsquery" for column in columns)
    found = " OR ".join("(" + " AND ".join([f"({anywhere})"] * len(group)) + ")" for group in lexemes)
    whole = " | ".join(f"({' & '.join(group)})" for group in lexemes)
    factors = {"title": TITLE_WEIGHT}
    # 1: a short text that holds the word is more about it than a long one (bm25 on SQLite counts so by itself).
    rank = " + ".join(f"{factors.get(name, 1)} * ts_rank(%s::float4[], {name}, %s::tsquery, 1)" for name in columns)
    sql = f"SELECT object_id, {rank} FROM {_table('IndexEntry')} WHERE content_type_id = ANY(%s) AND ({found})"  # noqa: S608
    # Only where PostgreSQL is in use has modelsearch worked the weights out, and can the module be imported.
    weights = import_string("modelsearch.backends.database.postgres.weights.get_sql_weights")()
    asked = [lexeme for group in lexemes for lexeme in group for _column in columns]
    cursor.execute(sql, [*[weights, whole] * len(columns), content_types, *asked])
