"""One new row by one statement that is written once and kept: a deed puts three of them, and Django would write the
statement anew each time, make the record again for the signals, and ask what the foreign keys know anyway."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connections, router


def put(model: Any, facts: Mapping[str, Any]) -> Any:
    """Insert a row given as {attribute: value} of every field but its key; returns the key. No signal is sent."""
    using = router.db_for_write(model)
    return _ask(using, inserting(model, using), prepared(model, facts, using))


def put_record(record: Any, statement: str = "", more: Sequence[Any] = ()) -> None:
    """Insert a new record, which gets its key. Relations may have got their key since they were set.

    `statement` goes on from the row with the values `more`, where the database does both at once (PostgreSQL).
    """
    model: Any = type(record)
    using = router.db_for_write(model)
    facts = {}
    for one in _fields(model):
        if one.is_relation and getattr(record, one.attname) is None and one.is_cached(record):  # type: ignore[attr-defined]
            setattr(record, one.name, one.get_cached_value(record))  # type: ignore[attr-defined]
        facts[one.attname] = one.pre_save(record, add=True)
    values = prepared(model, facts, using)
    record.pk = _ask(using, statement or inserting(model, using), [*values, *more])
    record._state.adding, record._state.db = False, using


def prepared(model: Any, facts: Mapping[str, Any], using: str) -> list[Any]:
    """The values of a row as the database takes them."""
    return [one.get_db_prep_save(facts[one.attname], connections[using]) for one in _fields(model)]


def _ask(using, statement, values):
    with connections[using].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


@lru_cache(maxsize=64)
def _fields(model):
    return [one for one in model._meta.local_concrete_fields if not one.primary_key]


@lru_cache(maxsize=64)
def inserting(model: Any, using: str, returning: str = "") -> str:
    """The statement; names of tables and columns come from the models, values travel as parameters."""
    quote, fields = connections[using].ops.quote_name, _fields(model)
    names, places = ", ".join(quote(one.column) for one in fields), ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), returning or quote(model._meta.pk.column)
    return f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {key}"  # noqa: S608
