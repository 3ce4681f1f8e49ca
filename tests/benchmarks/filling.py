"""Filling long tables for a benchmark: on PostgreSQL without triggers and indexes, which are made afterwards."""

from contextlib import contextmanager

from django.db import connection

from portal.roll_ups import roll_ups


@contextmanager
def at_once(*models):
    """Rows of these models come in as into bare tables; afterwards everything is as if they had come one by one.

    A million hazards take an hour else: each adds to a dozen indexes and to the sums. SQLite is quick enough.
    Whoever connects has to be a superuser, as in any database made for tests.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexdef NOT LIKE '%%UNIQUE%%'",
            [[model._meta.db_table for model in models]],
        )
        indexes = cursor.fetchall()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("; ".join(f'DROP INDEX "{name}"' for name, _definition in indexes))
        cursor.execute("SET session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT; SET maintenance_work_mem = '512MB'")
        for _name, definition in indexes:
            cursor.execute(definition)
    for roll_up in roll_ups():
        if roll_up.source in models:
            roll_up.install(anew=True)
