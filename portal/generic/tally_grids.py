"""The numbers of a tally by row, column and measure, with their margins; the question itself gives them words."""

from dataclasses import dataclass

from portal.frames import TOTAL, pivot, quantiles, share, side_by_side


@dataclass(frozen=True)
class _Days:
    """Stands for the days among the dimensions by which `spread` groups."""

    key: str = "days"
    grouped_by: str = "days"
    derives: None = None


DAYS = _Days()


class Grid:
    """The numbers of a tally by row, column and measure, margins included."""

    def __init__(self, tally, frame, row_keys, column_keys, measures):
        self.tally, self.measures = tally, measures
        self.row_keys = row_keys
        self.column_keys = [key for key in dict.fromkeys(column_keys) if key not in (None, TOTAL)]
        self.counts = self.counted(frame)
        if tally.rows_by.within and len(frame):
            self.count_once()
        self.days = self.quantiles() if any(m.quantile is not None for m in measures) else None

    @property
    def needed(self):
        """The columns of the frame that the measures need: a share needs its parts."""
        names = [name for m in self.measures if m.quantile is None for name in (m.parts or (m.key,))]
        return list(dict.fromkeys(names))

    def counted(self, frame):
        """{part: {row: {column: number}}}; without columns the column is None."""
        tally = self.tally
        if not tally.columns_by:
            wide = side_by_side(frame, tally.rows_by.key, self.needed, row_keys=self.row_keys).to_dict("index")
            return {part: {row: {None: cells[part]} for row, cells in wide.items()} for part in self.needed}
        axes = {"row_keys": self.row_keys, "column_keys": self.column_keys}
        return {
            part: pivot(frame, tally.rows_by.key, tally.columns_by.key, part, **axes).to_dict("index")
            for part in self.needed
        }

    def count_once(self):
        """The last line anew: the records under any key, each once."""
        tally = self.tally
        by = [tally.columns_by] if tally.columns_by else []
        frame = tally.groups(by, tally.rows_by.within(tally.rows))
        for part in self.needed:
            if not by:
                self.counts[part][TOTAL] = {None: frame[part].sum() if len(frame) else 0}
                continue
            found = dict(zip(frame[by[0].key], frame[part], strict=True)) if len(frame) else {}
            line = {key: found.get(key, 0) for key in self.column_keys}
            self.counts[part][TOTAL] = line | {TOTAL: sum(line.values())}

    def quantiles(self):
        """{quantile: {(row, column): days}}."""
        tally = self.tally
        by = [one for one in (tally.rows_by, tally.columns_by) if one]
        frame = tally.derived([*by, *([DAYS])], tally.spread, None, ["n"])
        keys = [one.key for one in by]
        wanted = {m.quantile for m in self.measures if m.quantile is not None}
        return {q: quantiles(frame, keys, "days", "n", q) for q in wanted}

    def value(self, row_key, column_key, measure):
        """The number of one cell."""
        if measure.quantile is not None:
            place = (row_key, column_key) if self.tally.columns_by else (row_key,)
            return self.days[measure.quantile].get(place)
        if measure.parts:
            part, whole = (self.counts[name][row_key][column_key] for name in measure.parts)
            return share([part], [whole])[0]
        return self.counts[measure.key][row_key][column_key]
