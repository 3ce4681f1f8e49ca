"""Tables of counts: groups that the database made, turned into rows and columns with margins. The only home of pandas.

A frame of groups has one column for each dimension by which was grouped and one for each measure. Keys are numbers or
short words; where the database has none (a hazard of no branch) the key is NONE.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, product
from typing import Any

import numpy as np
import pandas as pd

# The key of a margin; the key of rows that have none.
TOTAL = "total"
NONE = 0


def groups(rows: Iterable[Sequence], dimensions: Sequence[str], measures: Sequence[str]) -> pd.DataFrame:
    """A frame of groups from the tuples of a GROUP BY: keys first, then sums. Decimals become numbers."""
    frame = pd.DataFrame.from_records(list(rows), columns=[*dimensions, *measures])
    for name in dimensions:
        frame[name] = frame[name].astype(object).where(frame[name].notna(), NONE)
        if all(isinstance(value, int | float) and not isinstance(value, bool) for value in frame[name]):
            frame[name] = frame[name].astype("int64")
    for name in measures:
        frame[name] = pd.to_numeric(frame[name]).fillna(0)
    return frame


def cells(
    rows: Iterable[Sequence[int]], dimensions: Sequence[str], measures: Sequence[str], *, hundredths: Sequence[str] = ()
) -> pd.DataFrame:
    """A frame of groups from tuples of whole numbers, keys first: as `groups`, quick for tens of thousands of them.

    Measures kept in `hundredths` become numbers of the whole. Several rows of the same keys are added up, and what adds
    up to nothing is left out.
    """
    names = [*dimensions, *measures]
    numbers = np.fromiter(chain.from_iterable(rows), "int64").reshape(-1, len(names))
    numbers = numbers[numbers[:, len(dimensions) :].any(axis=1)]
    frame = summed(pd.DataFrame(numbers, columns=names), dimensions, measures)
    for name in hundredths:
        frame[name] = frame[name] / 100
    return frame


def events(*frames: pd.DataFrame) -> pd.DataFrame:
    """Groups of several kinds of events under one another: found and rectified, each by its own day. Gaps are 0."""
    joined = pd.concat([frame for frame in frames if not frame.empty] or [frames[0]], ignore_index=True)
    measures = {name for frame in frames for name in frame.columns if is_measure(frame, name, frames)}
    for name in measures:
        joined[name] = joined[name].fillna(0) if name in joined else 0
    return joined


def is_measure(frame: pd.DataFrame, name: str, frames: Sequence[pd.DataFrame]) -> bool:
    """Whether a column is not shared by all frames: dimensions are, measures belong to one kind of event."""
    return any(name not in other.columns for other in frames)


def summed(frame: pd.DataFrame, dimensions: Sequence[str], measures: Sequence[str]) -> pd.DataFrame:
    """The groups of a finer frame put together by these dimensions; none: one group of all."""
    if frame.empty:
        return pd.DataFrame(columns=[*dimensions, *measures])
    if not dimensions:
        return frame[list(measures)].sum().to_frame().T
    if not frame.duplicated(list(dimensions)).any():
        return frame[[*dimensions, *measures]]
    return frame.groupby(list(dimensions), sort=False)[list(measures)].sum().reset_index()


def quantiles(frame: pd.DataFrame, dimensions: Sequence[str], value: str, weight: str, quantile: float) -> dict:
    """{keys: the value at the quantile} of each group and each margin (TOTAL in its place), by nearest rank.

    `weight` says how many records have the value. The median of an even number is the lower of the two in the middle.
    """
    found: dict[tuple, Any] = {}
    if frame.empty:
        return found
    for kept in product((True, False), repeat=len(dimensions)):
        names = [name for name, is_kept in zip(dimensions, kept, strict=True) if is_kept]
        parts = frame.groupby(names, sort=False) if names else [((), frame)]
        for keys, part in parts:
            given = iter(keys)
            found[tuple(next(given) if is_kept else TOTAL for is_kept in kept)] = at_rank(
                part[value].to_numpy(), part[weight].to_numpy(), quantile
            )
    return found


def at_rank(values, weights, quantile: float) -> int:
    """The smallest value that at least this share of all weights does not exceed."""
    order = values.argsort()
    reached = weights[order].cumsum()
    place = int(reached.searchsorted(max(quantile * reached[-1], 1e-9) - 1e-9))
    return int(values[order][min(place, len(values) - 1)])


def months_between(first: int, last: int) -> list[int]:
    """Every month from 202602 to 202611, those without an event too."""
    months = []
    year, month = divmod(first, 100)
    while year * 100 + month <= last:
        months.append(year * 100 + month)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months


def pivot(
    frame: pd.DataFrame,
    rows: str,
    columns: str,
    measure: str,
    *,
    row_keys: Sequence | None = None,
    column_keys: Sequence | None = None,
) -> pd.DataFrame:
    """One measure by two dimensions, with a TOTAL row and a TOTAL column. `row_keys` and `column_keys` fill gaps."""
    if frame.empty:
        wide = pd.DataFrame()
    else:
        wide = frame.groupby([rows, columns], sort=True)[measure].sum().unstack(fill_value=0)
    wide = without_gaps(wide, row_keys, column_keys)
    wide[TOTAL] = wide.sum(axis=1)
    return with_total(wide)


def side_by_side(
    frame: pd.DataFrame, rows: str, measures: Sequence[str], *, row_keys: Sequence | None = None
) -> pd.DataFrame:
    """Several measures by one dimension, with a TOTAL row."""
    wide = frame.groupby(rows, sort=True)[list(measures)].sum() if not frame.empty else pd.DataFrame(columns=measures)
    return with_total(without_gaps(wide, row_keys, list(measures)))


def without_gaps(wide: pd.DataFrame, row_keys: Sequence | None, column_keys: Sequence | None) -> pd.DataFrame:
    """The table with every key that was asked for, 0 where nothing happened."""
    if row_keys is not None:
        wide = wide.reindex(index=row_keys, fill_value=0)
    if column_keys is not None:
        wide = wide.reindex(columns=column_keys, fill_value=0)
    return wide.fillna(0)


def with_total(wide: pd.DataFrame) -> pd.DataFrame:
    """The table with a TOTAL row at its foot."""
    wide.index = wide.index.astype(object)
    wide.columns = wide.columns.astype(object)
    wide.loc[TOTAL] = wide.sum(axis=0) if len(wide) else 0
    return wide


def share(numerator, denominator) -> list[float | None]:
    """Numerator by denominator, pairwise; None (shown as "—") where there is nothing to divide."""
    return [part / whole if whole else None for part, whole in zip(numerator, denominator, strict=True)]


def number(value) -> int | float | None:
    """A plain number of a cell: whole where it is whole, else rounded to the hundredth."""
    if value is None or pd.isna(value):
        return None
    rounded = round(float(value), 2)
    return int(rounded) if rounded == int(rounded) else rounded


def plain(value) -> str:
    """A number as it is printed: 1,234 or 6,465.5; "—" where there is none."""
    value = number(value)
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) else f"{Decimal(str(value)):,}"
