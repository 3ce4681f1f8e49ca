"""One new row by one statement that is written once and kept: a deed puts three of them, and Django would write the
statement anew each time, make the record again for the signals, and ask what the foreign keys know anyway."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db import connections, models, router


def put(model: type[models.Model], facts: Mapping[str, Any]) -> Any:
    """Insert a row given as {attribute: value} of every field but its key; returns the key. No signal is sent."""
    using = router.db_for_write(model)
    connection = connections[using]
    values = [one.get_db_prep_save(facts[one.attname], connection) for one in _fields(model)]
    with connection.cursor() as cursor:
        cursor.execute(_inserting(model, using), values)
        return cursor.fetchone()[0]


def put_record(record: Any) -> None:
    """Insert a new record, which gets its key. Relations may have got their key since they were set."""
    model = type(record)
    facts = {}
    for one in _fields(model):
        if one.is_relation and getattr(record, one.attname) is None and one.is_cached(record):  # type: ignore[attr-defined]
            setattr(record, one.name, one.get_cached_value(record))  # type: ignore[attr-defined]
        facts[one.attname] = one.pre_save(record, add=True)
    record.pk = put(model, facts)
    record._state.adding, record._state.db = False, router.db_for_write(model)


@lru_cache(maxsize=64)
def _fields(model):
    return [one for one in model._meta.local_concrete_fields if not one.primary_key]


@lru_cache(maxsize=64)
def _inserting(model, using):
    """The statement; names of tables and columns come from the models, values travel as parameters."""
    quote, fields = connections[using].ops.quote_name, _fields(model)
    names, places = ", ".join(quote(one.column) for one in fields), ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    return f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {key}"  # noqa: S608
