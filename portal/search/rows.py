"""Finding rows by typed words, quick at a million of them: through the pairs where they are few, along the list where
they are many.

A word that few rows contain is looked up in the index of pairs. One that many rows contain is met soon enough by
walking down the list in its own order; looking it up would only give a million keys to sort.
Left to weigh it by itself, PostgreSQL walks down a million rows for a word that stands in sixty of them, so it is
decided here for both.
"""

import json

from django.db import connections
from django.db.models import BooleanField, F, Func, Q

from portal.cells import key
from portal.search.pairs import COLUMN, is_searched, pairs, question, table_of

# More rows than this are many. The lists count as far (portal.generic.pages.EXACT): what is many needs no counting.
MANY = 10_000
# How many of many rows are looked at to prove that there are more than the lists count.
SAMPLE = 2 * MANY
# More related rows than this are asked for by a join.
RELATED = 500


class Among(Func):
    """Whether a key is one of a list, however long: it travels as one parameter."""

    template = "%(expressions)s IN (SELECT value FROM json_each(%(keys)s))"
    output_field = BooleanField()
    conditional = True

    def __init__(self, keys):
        super().__init__(F("pk"))
        self.keys = sorted(keys)

    def as_sql(self, compiler, connection, **context):
        sql, params = super().as_sql(compiler, connection, keys="%s", **context)
        return sql, [*params, json.dumps(self.keys)]

    def as_postgresql(self, compiler, connection, **context):
        sql, params = compiler.compile(self.source_expressions[0])
        return f"{sql} = ANY(%s::bigint[])", [*params, self.keys]


def sampled(rows, words):
    """Those of `rows` that are among the first SAMPLE that contain all words (SQLite).

    Walked from the index to the rows, none of them kept on the way; the sign before rowid keeps SQLite from walking
    the other way round.
    """
    table, asked = f'"{table_of(rows.model)}"', question(words)
    key_column = f'"{rows.model._meta.db_table}"."{rows.model._meta.pk.column}"'
    last = f"SELECT rowid FROM {table} WHERE {table} MATCH %s LIMIT 1 OFFSET {SAMPLE - 1}"  # noqa: S608
    where = [f"{table} MATCH %s", f"+{table}.rowid = {key_column}", f"{table}.rowid <= IFNULL(({last}), 1e18)"]
    return rows.extra(tables=[table_of(rows.model)], where=where, params=[asked, asked])  # noqa: S610


class Holding(Func):
    """Whether a row's pairs of characters hold those of a word (PostgreSQL).

    Of parts of texts PostgreSQL assumes that next to no row has them, and reads and sorts a million rows for two words
    that stand in every third; of the pairs it knows how frequent they are, and walks down the list.
    """

    output_field = BooleanField()
    conditional = True

    def __init__(self, word):
        super().__init__(F("pk"))
        self.pairs = sorted(pairs(word.lower()))

    def as_sql(self, compiler, connection, **context):
        table = compiler.quote_name_unless_alias(self.source_expressions[0].alias)
        return f"{table}.{COLUMN} @> %s::text[]", [self.pairs]


def contains(fields, word):
    """The condition that the word stands in one of the fields."""
    hit = Q()
    for field in fields:
        hit |= Q(**{f"{field}__icontains": key(word) if field.endswith("name_key") else word})
    return hit


def related_hits(model, word, fields):
    """For each searched field of related rows the condition that one of them contains the word; none, no condition."""
    for field in fields:
        link, _separator, name = field.partition("__")
        if not name:
            continue
        rows = model._meta.get_field(link).related_model._base_manager.filter(contains([name], word))
        keys = list(rows.order_by().values_list("pk", flat=True)[: RELATED + 1])
        if len(keys) > RELATED:
            yield contains([field], word)
        elif keys:
            yield Q(**{f"{link}__in": keys})


class WordSearch:
    """The rows of a model that contain every word in one of `fields`; asks the index once, however often it filters."""

    def __init__(self, model, words, fields, alias):
        self.model, self.words, self.fields, self.alias = model, words, fields, alias
        self.vendor = connections[alias].vendor
        self.has_sample = False
        is_indexed = bool(words) and is_searched(model) and set(fields) == set(model.searched)
        self.conditions = self._by_keys() if is_indexed else [contains(fields, word) for word in words]

    def filter(self, rows):
        """Those of `rows` that contain all words."""
        return rows.filter(*self.conditions)

    def sample(self, rows):
        """Some of them, found at once; None where that would be no quicker. If these are many, all are many."""
        return sampled(rows, self.words) if self.has_sample else None

    def _by_keys(self):
        """The conditions: keys for words that stand in few rows, reading for the others."""
        related = {word: list(related_hits(self.model, word, self.fields)) for word in self.words}
        if not any(related.values()):
            # The index answers for all words together, even where each for itself stands in many rows.
            found = self._keys(self.words)
            self.has_sample = found is None and self.vendor == "sqlite"
            read = self.words if found is None else self._doubtful(self.words)
        else:
            found, read = None, []
            for word in self.words:
                keys = self._keys([word], related[word])
                read += [word] if keys is None else self._doubtful([word])
                if keys is not None:
                    found = keys if found is None else found & keys
        along = [self._along(word, related[word], is_found=found is not None) for word in read]
        return along if found is None else [Among(found), *along]

    def _along(self, word, related, *, is_found):
        """The condition by which a word is met while walking down the list."""
        read = contains(self.fields, word)
        if is_found or self.vendor == "sqlite" or not pairs(word.lower()):
            return read
        held = Q(Holding(word))
        if self._doubtful([word]):
            held &= read
        for hit in related:
            held |= hit
        return held

    def _doubtful(self, words):
        """Words that a row found by its pairs may lack: PostgreSQL keeps no places, nor characters by themselves."""
        return [word for word in words if self.vendor == "postgresql" and len(word) != 2]

    def _keys(self, words, related=()):
        """The keys of the rows that contain all words or hang on related rows that do; None where they are many."""
        with connections[self.alias].cursor() as cursor:
            ask = self._ask_sqlite if self.vendor == "sqlite" else self._ask_postgresql
            found = ask(cursor, words)
        for hit in related:
            if found is not None and len(found) <= MANY:
                rows = self.model._base_manager.using(self.alias).filter(hit).order_by()
                found.update(rows.values_list("pk", flat=True)[: MANY + 1])
        return None if found is None or len(found) > MANY else found

    def _ask_sqlite(self, cursor, words):
        table = f'"{table_of(self.model)}"'
        statement = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608 (the name of a table only)
        cursor.execute(f"{statement} LIMIT 1 OFFSET {MANY}", [question(words)])
        if cursor.fetchone():
            return None
        cursor.execute(statement, [question(words)])
        return {row[0] for row in cursor.fetchall()}

    def _ask_postgresql(self, cursor, words):
        wanted = [pair for word in words for pair in pairs(word.lower())]
        if not wanted:
            return None
        table, key_column = self.model._meta.db_table, self.model._meta.pk.column
        statement = f'SELECT "{key_column}" FROM "{table}" WHERE {COLUMN} @> %s::text[]'  # noqa: S608 (names only)
        # What it expects by its statistics costs nothing; counting a frequent pair would read half of the table.
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", [wanted])
        if cursor.fetchone()[0][0]["Plan"]["Plan Rows"] > MANY:
            return None
        cursor.execute(f"{statement} LIMIT {MANY + 1}", [wanted])
        return {row[0] for row in cursor.fetchall()}
