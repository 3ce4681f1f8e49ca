"""The index behind the search field of the long lists: the pairs of neighbouring characters of each row.

A database finds a word inside a text by reading every row, and its own indexes of parts begin at three characters;
a Chinese word has two. So a model that says `searched` has its text cut into overlapping pairs: in a full-text table
beside it on SQLite, kept by three triggers, in a generated column with a GIN index on PostgreSQL. Both are the
database's own, so no way of writing rows (save, bulk, import, undo, repair by hand) goes past them
(docs/decisions/0004-row-search.md).
"""

# ruff: noqa: S608 (what is put into the statements are names of tables and columns, from the models)

from functools import lru_cache

from django.apps import apps
from django.db import connections, transaction

COLUMN = "search_pairs"
FUNCTION = """
    CREATE OR REPLACE FUNCTION portal_pairs(text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
    $$ SELECT array_agg(substr(lower($1), place, 2)) FROM generate_series(1, length($1) - 1) AS place $$
"""


def is_searched(model):
    """Whether the rows of `model` have an index of pairs."""
    return bool(getattr(model, "searched", ())) and not model._meta.proxy


def searched_models():
    """Every model whose rows have one."""
    return [model for model in apps.get_models() if is_searched(model)]


@lru_cache(maxsize=32)
def own_columns(model):
    """The columns of the row itself among the searched fields; others lead to related rows."""
    return tuple(model._meta.get_field(name).column for name in model.searched if "__" not in name)


def table_of(model):
    """The full-text table beside the model's own (SQLite)."""
    return f"{model._meta.db_table}_pairs"


def pairs(word):
    """The overlapping pairs of a word."""
    return [word[place : place + 2] for place in range(len(word) - 1)]


def question(words):
    """What FTS5 is asked for rows that contain all of `words`: pairs are written as hex, so that no sign of them is
    syntax or parts a word. Consecutive pairs are a phrase: what is found contains the word, without a second look.
    A single character is the beginning of a pair, for a line end closes each text.
    """
    return " AND ".join(
        '"' + " ".join(pair.encode().hex() for pair in pairs(word)) + '"'
        if len(word) > 1
        else f'"{word.encode().hex()}" *'
        for word in (word.encode().lower().decode() for word in words)
    )


def _cut_by_sqlite(model, row):
    """SQL that gives the pairs of `row` (new, old, a table) in hex, one after the other."""
    text = " || char(10) || ".join(f"coalesce({row}.\"{column}\", '')" for column in own_columns(model))
    # json_each over as many noughts as there are characters counts the places: a trigger may not say WITH.
    return (
        "(SELECT group_concat(hex(substr(doc.t, place.key + 1, 2)), ' ') "
        f"FROM (SELECT lower({text}) || char(10) AS t) AS doc, "
        "json_each('[' || replace(hex(zeroblob(length(doc.t))), '00', '0,') || '0]') AS place "
        "WHERE place.key < length(doc.t) - 1)"
    )


def _triggers(model):
    """{name: SQL} of what keeps the full-text table. It keeps no text: the old one is named to take it out."""
    table, pairs_table, key = model._meta.db_table, table_of(model), model._meta.pk.column
    take_out = (
        f'INSERT INTO "{pairs_table}" ("{pairs_table}", rowid, pairs) '
        f"VALUES ('delete', old.\"{key}\", {_cut_by_sqlite(model, 'old')});"
    )
    put_in = f'INSERT INTO "{pairs_table}" (rowid, pairs) VALUES (new."{key}", {_cut_by_sqlite(model, "new")});'
    columns = ", ".join(f'"{column}"' for column in own_columns(model))
    differs = " OR ".join(f'old."{column}" IS NOT new."{column}"' for column in own_columns(model))
    start = f'CREATE TRIGGER "{pairs_table}_{{}}" AFTER {{}} ON "{table}"'
    return {
        f"{pairs_table}_in": f"{start.format('in', 'INSERT')} BEGIN {put_in} END",
        f"{pairs_table}_out": f"{start.format('out', 'DELETE')} BEGIN {take_out} END",
        f"{pairs_table}_anew": (
            f"{start.format('anew', f'UPDATE OF {columns}')} WHEN {differs} BEGIN {take_out} {put_in} END"
        ),
    }


def _install_sqlite(cursor, model, *, anew):
    wanted, pairs_table = _triggers(model), table_of(model)
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE %s", [f"{pairs_table}%"])
    found = dict(cursor.fetchall())
    # A migration that makes the table anew takes its triggers with it: then rows may have passed the index.
    if not anew and pairs_table in found and all(found.get(name) == sql for name, sql in wanted.items()):
        return
    for name in wanted:
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    cursor.execute(f'DROP TABLE IF EXISTS "{pairs_table}"')
    cursor.execute(
        f"CREATE VIRTUAL TABLE \"{pairs_table}\" USING fts5(pairs, content='', columnsize=0, tokenize='ascii')"
    )
    table, key = model._meta.db_table, model._meta.pk.column
    cursor.execute(
        f'INSERT INTO "{pairs_table}" (rowid, pairs) '
        f'SELECT "{key}", {_cut_by_sqlite(model, "row")} FROM "{table}" AS row ORDER BY "{key}"'
    )
    for sql in wanted.values():
        cursor.execute(sql)


def _install_postgresql(cursor, model, *, anew):
    table = model._meta.db_table
    parts = " || E'\\n' || ".join(f"coalesce(\"{column}\", '')" for column in own_columns(model))
    # The comment says what the column was made of: PostgreSQL writes expressions in a spelling of its own.
    cursor.execute(
        "SELECT col_description(attrelid, attnum) FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attname = %s AND NOT attisdropped",
        [f'"{table}"', COLUMN],
    )
    if not anew and (parts,) in cursor.fetchall():
        return
    cursor.execute(FUNCTION)
    cursor.execute(f'ALTER TABLE "{table}" DROP COLUMN IF EXISTS {COLUMN}')
    cursor.execute(
        f'ALTER TABLE "{table}" ADD COLUMN {COLUMN} text[] GENERATED ALWAYS AS (portal_pairs({parts})) STORED'
    )
    cursor.execute(f'CREATE INDEX "{table}_pairs" ON "{table}" USING gin ({COLUMN})')
    quoted = parts.replace("'", "''")
    cursor.execute(f"COMMENT ON COLUMN \"{table}\".{COLUMN} IS '{quoted}'")


def install(model, *, using="default", anew=False):
    """Make the index of pairs where it is missing or made of other fields; `anew`: in any case."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if model._meta.db_table in connection.introspection.table_names(cursor):
            {"sqlite": _install_sqlite, "postgresql": _install_postgresql}[connection.vendor](cursor, model, anew=anew)


def install_after_migrations(sender, using, **kwargs):
    """The signal's receiver: migrations come and go, the index follows."""
    for model in sender.get_models():
        if is_searched(model):
            install(model, using=using)
