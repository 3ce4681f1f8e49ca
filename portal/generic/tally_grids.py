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
        self.counts = self.nested(frame) if tally.then_by else self.counted(frame, tally.rows_by.key, row_keys)
        if tally.rows_by.within and len(frame):
            self.count_once()
        self.days = self.quantiles() if any(m.quantile is not None for m in measures) else None

    @property
    def needed(self):
        """The columns of the frame that the measures need: a share needs its parts."""
        names = [name for m in self.measures if m.quantile is None for name in (m.parts or (m.key,))]
        return list(dict.fromkeys(names))

    def counted(self, frame, row_name, row_keys):
        """{part: {row: {column: number}}}, the rows by one column of the frame; without columns the column is None."""
        tally = self.tally
        if not tally.columns_by:
            wide = side_by_side(frame, row_name, self.needed, row_keys=row_keys).to_dict("index")
            return {part: {row: {None: cells[part]} for row, cells in wide.items()} for part in self.needed}
        axes = {"row_keys": row_keys, "column_keys": self.column_keys}
        return {
            part: pivot(frame, row_name, tally.columns_by.key, part, **axes).to_dict("index") for part in self.needed
        }

    def nested(self, frame):
        """As `counted` where rows are made of two dimensions: a line's row is (key, key), a group's (key, TOTAL)."""
        outer, inner = self.tally.rows_by.key, self.tally.then_by.key
        pairs = list(zip(frame[outer], frame[inner], strict=True))
        places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
        lines = self.counted(frame.assign(pair=[places[pair] for pair in pairs]), "pair", list(places.values()))
        groups = self.counted(frame, outer, self.row_keys)
        return {
            part: {
                **{pair: lines[part][place] for pair, place in places.items()},
                **{(key, TOTAL): groups[part][key] for key in self.row_keys},
                TOTAL: groups[part][TOTAL],
            }
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
        frame = tally.derived([*tally.by, DAYS], tally.spread, None, ["n"])
        keys = [one.key for one in tally.by]
        wanted = {m.quantile for m in self.measures if m.quantile is not None}
        return {q: quantiles(frame, keys, "days", "n", q) for q in wanted}

    def value(self, row_key, column_key, measure):
        """The number of one cell."""
        if measure.quantile is not None:
            row = row_key
            if not self.tally.then_by:
                row = (row_key,)
            elif row_key == TOTAL:
                row = (TOTAL, TOTAL)
            return self.days[measure.quantile].get((*row, column_key) if self.tally.columns_by else row)
        if measure.parts:
            part, whole = (self.counts[name][row_key][column_key] for name in measure.parts)
            return share([part], [whole])[0]
        return self.counts[measure.key][row_key][column_key]
