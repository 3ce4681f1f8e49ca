"""One migrated database for all: made once for each state of the migrations, then copied by every worker and run.

Migrating takes longer than most test files. On SQLite the copy is kept as a file, on PostgreSQL as a database to take
as a template; both are named after what the migrations say, so a new migration or another branch of the code never
meets an old one. `migrate` still runs on each copy: it finds nothing to apply and brings permissions up to date.
"""

import fcntl
import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import django
from django.apps import apps
from django.db import connection, transaction

PLACE = Path(tempfile.gettempdir()) / f"portal-tests-{os.getuid()}"
# How many states are kept: a few branches of the code side by side, not every one there ever was.
KEPT = 12


@cache
def fingerprint():
    """What the migrated database depends on: the migrations of all apps and the Django that runs them."""
    digest = hashlib.sha256(django.get_version().encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(f"{config.label}/{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def kept_file():
    return PLACE / f"{fingerprint()}.sqlite3"


def kept_name():
    return f"portal_tests_{fingerprint()}"


@contextmanager
def alone():
    """One worker at a time makes the database that the others copy."""
    PLACE.mkdir(mode=0o700, exist_ok=True)
    with (PLACE / f"{fingerprint()}.{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def take():
    """Let the test database of this worker begin as a copy, where one has been kept; whether there is one."""
    if connection.vendor == "sqlite":
        if not kept_file().exists():
            return False
        os.utime(kept_file())
        return begin_with(kept_file())
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", [kept_name()])
            if cursor.fetchone():
                connection.settings_dict["TEST"]["TEMPLATE"] = kept_name()
                return True
    return False


def begin_with(path):
    """Fill the database in memory, as soon as Django has named it, from the file at `path`."""
    create = connection.creation._create_test_db

    def create_and_fill(*args, **kwargs):
        name = create(*args, **kwargs)
        # Kept open: a database in memory lives as long as somebody is connected with it.
        connection.creation.filled = sqlite3.connect(name, uri=True)
        with closing(sqlite3.connect(path)) as kept:
            kept.backup(connection.creation.filled)
        return name

    connection.creation._create_test_db = create_and_fill
    return True


def keep():
    """Keep the test database that this worker has just migrated, and throw old ones away."""
    if connection.vendor == "sqlite":
        unfinished = kept_file().with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.connection.backup(copy)
        unfinished.rename(kept_file())
        for old in sorted(PLACE.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    elif connection.vendor == "postgresql":
        tested = connection.settings_dict["NAME"]
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"create database {kept_name()} template {connection.ops.quote_name(tested)}")
            cursor.execute("select datname from pg_database where datname like 'portal_tests_%' order by oid desc")
            for (name,) in cursor.fetchall()[KEPT:]:
                cursor.execute(f"drop database if exists {connection.ops.quote_name(name)}")


def leave_alone():
    """End what threads of a live server have left open: PostgreSQL does not drop a database that somebody uses."""
    if connection.vendor == "postgresql":
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
                [connection.settings_dict["NAME"]],
            )


def remember():
    """Remember the rows that the test database holds now; a function that brings back exactly these.

    It is for tests that commit. Emptying all tables and loading the rows anew, as Django would, takes 0.5 s on SQLite
    and seconds on PostgreSQL, where each truncated table becomes a new file.
    """
    return {"sqlite": _remember_sqlite, "postgresql": _remember_postgresql}[connection.vendor]()


def _remember_sqlite():
    remembered = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(remembered)

    def restore():
        connection.ensure_connection()
        remembered.backup(connection.connection)

    return restore


def _remember_postgresql():
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, string_agg(quote_ident(column_name), ', ') filter (where is_generated = 'NEVER') "
            "from information_schema.columns where table_schema = current_schema() group by table_name"
        )
        columns = {name: own for name, own in cursor.fetchall() if name in connection.introspection.table_names(cursor)}
        filled = []
        for name in columns:
            cursor.execute(f"select exists (select from {quote(name)})")
            if cursor.fetchone()[0]:
                filled.append(name)
        cursor.execute("create schema remembered")
        for name in filled:
            cursor.execute(f"create table remembered.{quote(name)} as table {quote(name)}")
        cursor.execute(
            "select format('select setval(%L, %s, %L)', quote_ident(sequencename), coalesce(last_value, start_value), "
            "last_value is not null) from pg_sequences where schemaname = current_schema()"
        )
        numbers = [deed for (deed,) in cursor.fetchall()]
        cursor.execute(
            "select distinct relname from pg_trigger join pg_class on pg_class.oid = tgrelid where not tgisinternal"
        )
        # What they keep is remembered itself.
        kept = [f"alter table {quote(name)} {{}} trigger user" for (name,) in cursor.fetchall()]
    # Foreign keys are looked at when the transaction ends, so the tables may come in any order.
    deeds = [one.format("disable") for one in kept] + [f"delete from {quote(name)}" for name in columns]
    deeds += [
        f"insert into {quote(name)} ({columns[name]}) select {columns[name]} from remembered.{quote(name)}"
        for name in filled
    ]

    back = [one.format("enable") for one in kept]

    def restore():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("; ".join([*deeds, *numbers, "set constraints all immediate", *back]))

    return restore
