"""Many rows at once: inserts of fifty thousand records with their versions in seconds instead of half a minute.

`bulk_create` prepares each value of each row by itself and sends thirty rows a statement to SQLite; versions written
from instances cost as much again. Here a column is prepared as a whole (each distinct value once), rows go in by
`executemany`, and versions are copied inside the database. All that `save()` would check, the caller has checked.
"""

import gc
import json
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import repeat
from typing import Any

from django.db import connections, models, router
from django.utils import timezone

from portal.inserts import inserting, put_record

CHUNK = 1000
# Keys named in one statement; every SQLite takes as many.
KEYS = 500


@contextmanager
def without_collector():
    """Keep the garbage collector from walking over a million new objects again and again: none of them is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Another import may have found it off: whoever turned it off turns it on.
        if was_on:
            gc.enable()


def chunks(items: Sequence, size: int = CHUNK) -> Iterable[Sequence]:
    """The items in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def has_history(model: type[models.Model]) -> bool:
    """Whether versions of the model's rows are kept."""
    return hasattr(model, "history")


def insert(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Insert records that have no key yet and give them one. Relations may have got their key since they were set."""
    if not records:
        return
    connection = connections[router.db_for_write(model)]
    key = model._meta.pk
    for record, number in zip(records, take_keys(connection, model, len(records)), strict=True):
        setattr(record, key.attname, number)
        record._state.adding, record._state.db = False, connection.alias
    fields = model._meta.concrete_fields
    columns = [_column(one, records, connection) for one in fields]
    _insert(connection, model, [one.column for one in fields], zip(*columns, strict=True))


def insert_one(record: Any, *, by: models.Model | None) -> None:
    """Insert one new record; its first version, signed by `by`, is copied inside the database."""
    model: Any = type(record)
    using = router.db_for_write(model)
    if connections[using].vendor == "postgresql":
        # Both by one statement: a way to the server and back less.
        put_record(record, _with_version(model, using), _facts_of_version(model, "+", by, None))
        return
    put_record(record)
    write_versions(model, [record.pk], "+", by=by)


def insert_values(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Insert rows given as plain values of the named fields (text, numbers, keys, JSON): no instances at all."""
    connection = connections[router.db_for_write(model)]
    fields = [model._meta.get_field(name) for name in names]
    documents = [place for place, one in enumerate(fields) if isinstance(one, models.JSONField)]

    def prepared():
        for row in rows:
            values = list(row)
            for place in documents:
                values[place] = json.dumps(values[place])
            yield tuple(values)

    _insert(connection, model, [one.column for one in fields], prepared())


def _insert(connection, model, columns, rows):
    quote = connection.ops.quote_name
    names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    # Names of tables and columns come from the models, values travel as parameters.
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        for part in chunks(list(rows)):
            cursor.executemany(statement, part)


def take_keys(connection, model: type[models.Model], count: int) -> range | list[int]:
    """The next keys of a table. On SQLite the open transaction keeps others from writing; else the sequence does."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            quote = connection.ops.quote_name
            cursor.execute(
                f"SELECT MAX(COALESCE((SELECT MAX({quote(column)}) FROM {quote(table)}), 0), "  # noqa: S608
                "COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0))",
                [table],
            )
            first = cursor.fetchone()[0] + 1
            return range(first, first + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(table), column, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _column(one: models.Field, records: Sequence[models.Model], connection) -> Iterable[Any]:
    """The values of a field for all records as the database takes them; each distinct value is prepared once."""
    if getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False):
        now = timezone.now()
        for record in records:
            setattr(record, one.attname, now)
        return repeat(one.get_db_prep_save(now, connection), len(records))
    if one.is_relation:
        for record in records:
            if getattr(record, one.attname) is None and one.is_cached(record):  # type: ignore[attr-defined]
                # Set before the other had a key.
                setattr(record, one.name, one.get_cached_value(record))  # type: ignore[attr-defined]
    if isinstance(one, models.JSONField):
        return [one.get_db_prep_save(getattr(record, one.attname), connection) for record in records]
    known: dict[Any, Any] = {}
    values = []
    for record in records:
        value = getattr(record, one.attname)
        if value not in known:
            known[value] = one.get_db_prep_save(value, connection)
        values.append(known[value])
    return values


def write_versions(
    model: type[models.Model], keys: Sequence[int], kind: str, *, by: models.Model | None, reason: str | None = None
) -> None:
    """Copy the rows of these keys into the model's history, as they stand: "+" made, "~" changed, "-" deleted."""
    connection, values = connections[router.db_for_write(model)], _facts_of_version(model, kind, by, reason)
    with connection.cursor() as cursor:
        for part in chunks(list(keys), KEYS):
            cursor.execute(_copying(model, connection.alias, len(part)), [*values, *part])


@cache
def versions_of(model):
    """The model of the versions. Kept, because `model.history` makes a class of its own each time it is read."""
    return model.history.model


@cache
def _version_facts(model):
    """The fields that a version has beside those of the row."""
    names = ("history_date", "history_type", "history_user", "history_change_reason")
    return [versions_of(model)._meta.get_field(name) for name in names]


def _facts_of_version(model, kind, by, reason):
    """Their values as the database takes them."""
    connection = connections[router.db_for_write(model)]
    facts = (timezone.now(), kind, by.pk if by else None, reason)
    return [one.get_db_prep_save(value, connection) for one, value in zip(_version_facts(model), facts, strict=True)]


@lru_cache(maxsize=256)
def _copying(model, using, count):
    """The statement that copies so many rows into the model's history."""
    quote = connections[using].ops.quote_name
    key, places = quote(model._meta.pk.column), ", ".join(["%s"] * count)
    table = quote(model._meta.db_table)
    return f"{_version_of(model, using, table)} WHERE {key} IN ({places}) ORDER BY {key}"


@lru_cache(maxsize=64)
def _with_version(model, using):
    """The statement that inserts a row with its first version; gives the key."""
    key = connections[using].ops.quote_name(model._meta.pk.column)
    row, version = inserting(model, using, "*"), _version_of(model, using, "made")
    return f"WITH made AS ({row}) {version} RETURNING {key}"


def _version_of(model, using, source):
    """The start of a statement that copies rows of `source` into the model's history."""
    connection = connections[using]
    quote, own, versions = connection.ops.quote_name, _version_facts(model), versions_of(model)
    copied = [quote(one.column) for one in versions.tracked_fields]
    into = ", ".join([*copied, *(quote(one.column) for one in own)])
    select = ", ".join([*copied, *(_typed(one, connection) for one in own)])
    return f"INSERT INTO {quote(versions._meta.db_table)} ({into}) SELECT {select} FROM {source}"  # noqa: S608


def _typed(one: models.Field, connection) -> str:
    """A placeholder with its type: PostgreSQL does not guess that of a bare parameter in a SELECT."""
    return f"CAST(%s AS {one.db_type(connection)})" if connection.vendor == "postgresql" else "%s"
