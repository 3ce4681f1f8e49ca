"""Roll-ups: sums over the rows of a long table, kept by the database itself in the transaction that writes the rows.

A roll-up says in SQL which rows count, under which keys and what each adds. From that one statement come the triggers
that keep it, the command that makes it anew and the check that compares it with the rows; so no way of writing (save,
bulk, import, undo, merge, repair by hand) goes past it (docs/decisions/0014-roll-ups.md).

On PostgreSQL each connection adds to cells of its own (`slot`), so that nobody waits for somebody else's transaction;
whoever reads adds the slots up, and `fold` puts those of the past together. SQLite has one writer and one slot.
"""

# ruff: noqa: S608 (what is put into the statements are names and expressions from the models)

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction
from django.utils.translation import gettext_lazy as _

# What the slot of a cell is for the connection that writes.
SLOT = {"sqlite": "0", "postgresql": "pg_backend_pid()"}
FOLDED = 0


@dataclass(frozen=True)
class Part:
    """One kind of event in a roll-up: SQL over the columns of a row. `where` says whether the row counts, `keys` give
    {column of the cell: expression}, never null, `sums` {column of the cell: what the row adds}."""

    where: str
    keys: Mapping[str, str]
    sums: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """A cell that does not say what the rows say: its keys, its sums, those of the rows."""

    roll_up: type["RollUp"]
    keys: dict[str, Any]
    kept: dict[str, int]
    rows: dict[str, int]


class RollUp(models.Model):
    """A cell: sums of the rows with the same keys, as far as the connection `slot` has written them."""

    slot = models.BigIntegerField(_("kept apart by connection"), default=FOLDED, editable=False)

    source: Any = None
    parts: tuple[Part, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def keys(cls) -> list[str]:
        """The columns of the keys."""
        return list(cls.parts[0].keys)

    @classmethod
    def sums(cls) -> list[str]:
        """The columns of the sums."""
        return list(dict.fromkeys(name for part in cls.parts for name in part.sums))

    @classmethod
    def reads(cls) -> list[str]:
        """The columns of the row of which it is made."""
        text = " ".join(f"{part.where} {part.keys.values()} {part.sums.values()}" for part in cls.parts)
        words = set(re.findall(r"\w+", text))
        return [field.column for field in cls.source._meta.local_concrete_fields if field.column in words]

    @classmethod
    def is_installed(cls, *, using: str = "default") -> bool:
        """Whether the database keeps it as it should."""
        connection = connections[using]
        return found_triggers(cls, connection) == marks(triggers(cls, connection.vendor), connection.vendor)

    @classmethod
    def install(cls, *, using: str = "default", anew: bool = False) -> None:
        """Make triggers and cells where the triggers are missing or other than they should be; `anew`: in any case."""
        connection = connections[using]
        with transaction.atomic(using=using), connection.cursor() as cursor:
            known = connection.introspection.table_names(cursor)
            if cls._meta.db_table not in known or cls.source._meta.db_table not in known:
                return
            if not anew and cls.is_installed(using=using):
                return
            if connection.vendor == "postgresql":
                # Whoever writes rows waits: no row comes between the cells and the triggers.
                cursor.execute(f'LOCK TABLE "{cls.source._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')
            remove(cls, connection, cursor)
            cursor.execute(f'DELETE FROM "{cls._meta.db_table}"')
            cursor.execute(filled(cls))
            for statement in triggers(cls, connection.vendor).values():
                cursor.execute(statement)

    @classmethod
    def differences(cls, *, using: str = "default") -> list[Difference]:
        """The cells that do not say what the rows say."""
        keys, sums = cls.keys(), cls.sums()
        noughts = ", ".join(["0"] * len(sums))
        kept = ", ".join(f"{name} AS kept_{name}" for name in sums)
        counted = ", ".join(f"0 AS kept_{name}" for name in sums)
        both = (
            f'SELECT {", ".join(keys)}, {kept}, {noughts} FROM "{cls._meta.db_table}" '
            f"UNION ALL SELECT {', '.join(keys)}, {counted}, {', '.join(sums)} "
            f"FROM ({grouped(cls)}) AS counted"
        )
        columns = ", ".join([*keys, *(f"kept_{name}" for name in sums), *sums])
        totals = ", ".join([*(f"SUM(kept_{name})" for name in sums), *(f"SUM({name})" for name in sums)])
        differ = " OR ".join(f"SUM(kept_{name}) <> SUM({name})" for name in sums)
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"WITH cell ({columns}) AS ({both}) SELECT {', '.join(keys)}, {totals} FROM cell "
                f"GROUP BY {', '.join(keys)} HAVING {differ} ORDER BY {', '.join(keys)}"
            )
            found = cursor.fetchall()
        return [_difference(cls, row, len(keys), len(sums)) for row in found]

    @classmethod
    def fold(cls, *, using: str = "default") -> None:
        """Add the cells of connections of the past to the common ones; those being written stay for the next time."""
        if connections[using].vendor != "postgresql":
            return
        table, keys, sums = f'"{cls._meta.db_table}"', ", ".join(cls.keys()), cls.sums()
        totals = ", ".join(f"SUM({name})" for name in sums)
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"WITH apart AS (SELECT id FROM {table} WHERE slot <> {FOLDED} FOR UPDATE SKIP LOCKED), "
                f"taken AS (DELETE FROM {table} AS cell USING apart WHERE cell.id = apart.id RETURNING cell.*) "
                f"INSERT INTO {table} ({keys}, slot, {', '.join(sums)}) "
                f"SELECT {keys}, {FOLDED}, {totals} FROM taken GROUP BY {keys} ORDER BY {keys} "
                f"{_on_conflict(cls, sums)}"
            )


def roll_ups() -> list[type[RollUp]]:
    """Every roll-up there is."""
    return [model for model in apps.get_models() if issubclass(model, RollUp)]


# --- SQL


def grouped(roll_up: type[RollUp]) -> str:
    """The cells to which all rows add anything, grouped now."""
    sums = roll_up.sums()
    parts = []
    for part in roll_up.parts:
        keys = ", ".join(f"{sql} AS {name}" for name, sql in part.keys.items())
        terms = ", ".join(f"{part.sums.get(name, '0')} AS {name}" for name in sums)
        parts.append(f'SELECT {keys}, {terms} FROM "{roll_up.source._meta.db_table}" WHERE {part.where}')
    keys = ", ".join(roll_up.keys())
    totals = ", ".join(f"SUM({name}) AS {name}" for name in sums)
    matters = " OR ".join(f"SUM({name}) <> 0" for name in sums)
    return f"SELECT {keys}, {totals} FROM ({' UNION ALL '.join(parts)}) AS part GROUP BY {keys} HAVING {matters}"


def filled(roll_up: type[RollUp]) -> str:
    """The statement that fills the empty roll-up from all rows."""
    names = ", ".join([*roll_up.keys(), *roll_up.sums()])
    return (
        f'INSERT INTO "{roll_up._meta.db_table}" ({names}, slot) '
        f"SELECT {names}, {FOLDED} FROM ({grouped(roll_up)}) AS cell"
    )


def added(roll_up: type[RollUp], row: str, sign: str, slot: str) -> str:
    """The statements of a trigger that add what the row "new" or "old" adds, or (`sign` "-") take it off again."""
    columns = ", ".join(f"{row}.{column} AS {column}" for column in roll_up.reads())
    statements = []
    for part in roll_up.parts:
        into, keys = ", ".join([*part.keys, "slot", *roll_up.sums()]), ", ".join(part.keys.values())
        sums = ", ".join(f"{sign}({part.sums[name]})" if name in part.sums else "0" for name in roll_up.sums())
        statements.append(
            f'INSERT INTO "{roll_up._meta.db_table}" ({into}) SELECT {keys}, {slot}, {sums} '
            f"FROM (SELECT {columns}) AS one WHERE {part.where} {_on_conflict(roll_up, part.sums)};"
        )
    return " ".join(statements)


def _on_conflict(roll_up, sums):
    table = f'"{roll_up._meta.db_table}"'
    terms = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in sums)
    return f"ON CONFLICT ({', '.join(roll_up.keys())}, slot) DO UPDATE SET {terms}"


def triggers(roll_up: type[RollUp], vendor: str) -> dict[str, str]:
    """{name: statement} of what keeps the roll-up: triggers on SQLite, a function and its trigger on PostgreSQL."""
    table, source, slot = roll_up._meta.db_table, roll_up.source._meta.db_table, SLOT[vendor]
    comes, goes = added(roll_up, "new", "", slot), added(roll_up, "old", "-", slot)
    columns = roll_up.reads()
    if vendor == "sqlite":
        differs = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
        start = f'CREATE TRIGGER "{table}_{{}}" AFTER {{}} ON "{source}"'
        update = start.format("anew", f"UPDATE OF {', '.join(columns)}")
        return {
            f"{table}_in": f"{start.format('in', 'INSERT')} BEGIN {comes} END",
            f"{table}_out": f"{start.format('out', 'DELETE')} BEGIN {goes} END",
            f"{table}_anew": f"{update} WHEN {differs} BEGIN {goes} {comes} END",
        }
    # Compared inside the function: a column named by the trigger itself could not be altered by a migration.
    before, after = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    function = (
        f'CREATE FUNCTION "{table}_keep"() RETURNS trigger LANGUAGE plpgsql AS $keep$\n'
        "#variable_conflict use_column\nBEGIN "
        f"IF TG_OP = 'INSERT' THEN {comes} ELSIF TG_OP = 'DELETE' THEN {goes} "
        f"ELSIF ROW({before}) IS DISTINCT FROM ROW({after}) THEN {goes} {comes} END IF; RETURN NULL; END $keep$"
    )
    return {
        "function": function,
        "trigger": f'CREATE TRIGGER "{table}_keep" AFTER INSERT OR UPDATE OR DELETE ON "{source}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{table}_keep"()',
        "mark": f"COMMENT ON FUNCTION \"{table}_keep\"() IS '{_digest(function)}'",
    }


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def marks(wanted: dict[str, str], vendor: str) -> Any:
    """What `found_triggers` gives where all is as it should be."""
    return wanted if vendor == "sqlite" else [_digest(wanted["function"])]


def found_triggers(roll_up: type[RollUp], connection: Any) -> Any:
    """What keeps the roll-up now: {name: statement} on SQLite, [mark of the function] on PostgreSQL."""
    table, source = roll_up._meta.db_table, roll_up.source._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = [f"{table}_{deed}" for deed in ("in", "out", "anew")]
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s, %s)", names)
            return dict(cursor.fetchall())
        cursor.execute(
            "SELECT obj_description(tgfoid, 'pg_proc') FROM pg_trigger "
            "WHERE tgrelid = %s::regclass AND tgname = %s AND tgenabled = 'O'",
            [f'"{source}"', f"{table}_keep"],
        )
        return [mark for (mark,) in cursor.fetchall()]


def remove(roll_up: type[RollUp], connection: Any, cursor: Any) -> None:
    """Take the triggers away; the cells stay as they are."""
    table = roll_up._meta.db_table
    if connection.vendor == "sqlite":
        for deed in ("in", "out", "anew"):
            cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_{deed}"')
    else:
        cursor.execute(f'DROP FUNCTION IF EXISTS "{table}_keep"() CASCADE')


def _difference(roll_up, row: Sequence, keys: int, sums: int):
    names = roll_up.sums()
    kept, counted = row[keys : keys + sums], row[keys + sums :]
    numbers = [dict(zip(names, map(int, values), strict=True)) for values in (kept, counted)]
    return Difference(roll_up, dict(zip(roll_up.keys(), row[:keys], strict=True)), *numbers)


# --- migrations


def _of_app(sender) -> Iterable[type[RollUp]]:
    return [model for model in sender.get_models() if issubclass(model, RollUp)]


def remove_before_migrations(sender, using, plan, **kwargs):
    """The signal's receiver: where tables of the app are about to be altered, no trigger stands in the way."""
    if not any(migration.app_label == sender.label for migration, _backwards in plan):
        return
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for roll_up in _of_app(sender):
            remove(roll_up, connection, cursor)


def install_after_migrations(sender, using, **kwargs):
    """The signal's receiver: migrations come and go, the roll-ups follow."""
    for roll_up in _of_app(sender):
        roll_up.install(using=using)
