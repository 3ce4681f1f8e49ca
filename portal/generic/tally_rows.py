"""The lines of a tally whose rows are made of one dimension, or of two: groups, each with its lines."""

from collections.abc import Sequence

from portal.frames import TOTAL


def pairs_of(tally, frame, row_keys: Sequence) -> list[tuple]:
    """The keys of the lines by two dimensions: (key, TOTAL) for a group, then (key, key) for what occurs in it."""
    found: dict = {}
    for row_key, then_key in zip(frame[tally.rows_by.key], frame[tally.then_by.key], strict=True):
        found.setdefault(row_key, set()).add(then_key)
    order = tally.keys_of(tally.then_by, frame)
    keys = []
    for row_key in row_keys:
        there = found.get(row_key, ())
        keys += [(row_key, TOTAL), *((row_key, key) for key in order if key in there)]
    return keys


def lines_of(tally, line_keys: Sequence, cells: dict) -> list[dict]:
    """The rows of the table: {label, under, is_group, cells}."""
    if not tally.then_by:
        names = tally.names_of(tally.rows_by, line_keys)
        return [{"label": names[key], "under": "", "is_group": False, "cells": cells[key]} for key in line_keys]
    outer = tally.names_of(tally.rows_by, list(dict.fromkeys(key for key, _then in line_keys)))
    inner = tally.names_of(tally.then_by, list(dict.fromkeys(then for _key, then in line_keys if then != TOTAL)))
    return [
        {
            "label": outer[key] if then == TOTAL else inner[then],
            "under": "" if then == TOTAL else outer[key],
            "is_group": then == TOTAL,
            "cells": cells[key, then],
        }
        for key, then in line_keys
    ]


def indented(line: dict) -> str:
    """The label of a line where all stand in one column: set in below its group."""
    return f"\u3000{line['label']}" if line.get("under") else line["label"]


def groups_only(rows: Sequence[dict]) -> list[dict]:
    """The lines of which a picture is drawn: the groups where there are any, else all."""
    return [row for row in rows if not row["under"]]
