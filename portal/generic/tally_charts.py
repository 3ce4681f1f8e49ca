"""The pictures of a tally: months as bars, other keys as lying bars while there are not too many."""

from portal.charts import bar_chart, row_chart
from portal.generic.tally_parts import TIMES
from portal.generic.tally_rows import groups_only

CHART_ROWS = 15
CHART_SERIES = 4
TIME_KEYS = {dimension.key for dimension in TIMES}


def charts(tally, table):
    """The charts that belong to the table of a tally; none where there is nothing to draw."""
    if not table["rows"]:
        return []
    rows = groups_only(table["rows"])
    title, unit = table["caption"], tally.unit()
    if tally.rows_by.key not in TIME_KEYS:
        place = -1 if tally.columns_by else 0
        points = [(row["label"], row["cells"][place]["value"], row["cells"][place]["href"]) for row in rows]
        points = [point for point in points if point[1]]
        if tally.rows_by.is_ranked:
            # Branches, task forces and grids stay in the order of the registry: no league table.
            points.sort(key=lambda point: -point[1])
        points = points[:CHART_ROWS]
        return [row_chart(points, title=title, unit=unit)] if points else []
    if tally.columns_by and (table["bands"] or len(table["headings"]) - 2 > CHART_SERIES):
        points = [(row["label"], row["cells"][-1]["value"], row["cells"][-1]["href"]) for row in rows]
        return [bar_chart(points, title=title, unit=unit)]
    names, places = series(tally, table)
    points = [
        (row["label"], [row["cells"][n]["value"] for n in places], [row["cells"][n]["href"] for n in places])
        for row in rows
    ]
    stacked = bool(tally.columns_by) and tally.measure.adds_up
    return [bar_chart(points, title=title, unit=unit, series=names, stacked=stacked)]


def series(tally, table):
    """(names, places) of the columns to draw: those of the second dimension, or the measures that are compared."""
    if tally.columns_by:
        return table["headings"][1:-1], range(len(table["headings"]) - 2)
    compared = tally.compared if not tally.chosen else [measure.key for measure in tally.chosen][:CHART_SERIES]
    places = [n for n, measure in enumerate(table["measures"]) if measure.key in compared] or [0]
    return [table["headings"][n + 1] for n in places], places
