"""Filling long tables for a benchmark: without triggers and indexes, which are made afterwards at once."""

from contextlib import contextmanager

from django.db import connection

from portal.roll_ups import roll_ups
from portal.search import pairs

# The indexes that only make questions quicker, and (on SQLite) the triggers: {name: what makes it}.
FOUND = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('index', 'trigger') "
    "AND sql IS NOT NULL AND sql NOT LIKE '%%UNIQUE%%'",
    "postgresql": "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename = %s "
    "AND indexdef NOT LIKE '%%UNIQUE%%'",
}
# PostgreSQL's triggers, foreign keys among them, rest by a setting (of a superuser, as for any database of tests).
REST = {"sqlite": (), "postgresql": ("SET CONSTRAINTS ALL IMMEDIATE", "SET session_replication_role = replica")}
WAKE = {"sqlite": (), "postgresql": ("SET session_replication_role = DEFAULT", "SET maintenance_work_mem = '512MB'")}


@contextmanager
def at_once(*models):
    """Rows of these models come in as into bare tables; afterwards everything is as if they had come one by one.

    A million hazards take an hour else: each adds to a dozen indexes and to the sums.
    """
    found = []
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(FOUND[connection.vendor], [model._meta.db_table])
            found += cursor.fetchall()
        for statement in REST[connection.vendor]:
            cursor.execute(statement)
        for kind, name, _definition in found:
            cursor.execute(f'DROP {kind} "{name}"')
    yield
    with connection.cursor() as cursor:
        for statement in WAKE[connection.vendor]:
            cursor.execute(statement)
        for kind, _name, definition in found:
            if kind == "index":
                cursor.execute(definition)
    for model in models:
        # PostgreSQL keeps them in a column that it reckons by itself.
        if connection.vendor == "sqlite" and pairs.is_searched(model):
            pairs.install(model, anew=True)
    for roll_up in roll_ups():
        if roll_up.source in models:
            roll_up.install(anew=True)
