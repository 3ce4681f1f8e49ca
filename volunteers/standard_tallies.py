"""Standard tallies, read from the roll-ups: activities and hazards by whole months, branch, kind, category, level.

So are the figures that are sums of the same cells, for the whole zone or for an organisation with all below it.

They give the same frames as `volunteers.tallies` gives from the rows, or None where the roll-ups do not hold what is
asked: another dimension or filter, a period that cuts a month, a measure that cannot be added up.
"""

from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Sum
from django.db.models.functions import Cast

from portal.frames import cells, events, groups, summed
from volunteers import tallies
from volunteers.models import (
    ActivitiesByBranch,
    ActivitiesByKind,
    Hazard,
    HazardsByBranch,
    HazardsByCategory,
    RectifiedLaterByBranch,
    RectifiedLaterByCategory,
)
from volunteers.models.hazard_questions import is_past

ACTIVITY_SUMS = ("activities", "participants", "hours", "person_hours")
# Which sums of hazards the measures need, beside those by which a key is seen to occur.
HAZARD_SUMS = {
    "found_rectified": ("found_rectified", "found_open"),
    "self_found": ("self_found",),
    "in_time": ("in_time",),
}


@dataclass(frozen=True)
class Kept:
    """A roll-up as tallies ask for it: {dimension: column}, {filter: lookup}; for hazards also `later`, what was
    rectified in a later month than found."""

    model: Any
    columns: dict
    filters: dict
    later: Any = None

    def holds(self, dimensions, facts):
        """Whether it answers a question by these dimensions, narrowed by these filters."""
        return set(dimensions) <= set(self.columns) and set(facts) <= set(self.filters)

    def narrowed(self, rows, facts, start, end):
        """The cells of the months of a period under the filters in force."""
        for name, value in facts.items():
            rows = rows.filter(**{self.filters[name]: value.path if name == "organisation" else value})
        if start is not None:
            rows = rows.filter(month__gte=start.year * 100 + start.month)
        return rows if end is None else rows.filter(month__lte=end.year * 100 + end.month)

    def read(self, rows, dimensions, sums, hundredths=()):
        """A frame of groups; by all keys the cells come as they lie there, else the database adds them up."""
        names = [self.columns[dimension] for dimension in dimensions]
        if not dimensions:
            whole = rows.aggregate(**{f"{name}_sum": Cast(Sum(name), BigIntegerField()) for name in sums})
            frame = groups([tuple(value or 0 for value in whole.values())], (), sums)
            return frame.assign(**{name: frame[name] / 100 for name in hundredths})
        if set(dimensions) == set(self.columns):
            found = rows.order_by().values_list(*names, *sums)
        else:
            added = {f"{name}_sum": Cast(Sum(name), BigIntegerField()) for name in sums}
            found = rows.order_by().values_list(*names).annotate(**added)
        if "level" in dimensions:
            # Levels are words.
            frame = summed(groups(found, dimensions, sums), dimensions, sums)
            return frame[frame[list(sums)].any(axis=1)]
        with connection.cursor() as cursor:
            # Tens of thousands of cells go straight from the cursor into numbers.
            cursor.execute(*found.query.sql_with_params())
            return cells(cursor.fetchall(), dimensions, sums, hundredths=hundredths)


BRANCH_FILTERS = {"organisation": "organisation__path__startswith"}
# The smaller one first: what both hold is asked there.
ACTIVITIES = (
    Kept(
        ActivitiesByKind,
        {"month": "month", "kind": "kind_id"},
        {"kind": "kind", "cleanup": "kind__is_cleanup"},
    ),
    Kept(ActivitiesByBranch, {"month": "month", "branch": "organisation_id"}, BRANCH_FILTERS),
)
HAZARDS = (
    Kept(
        HazardsByCategory,
        {"month": "month", "category": "category_id", "level": "level"},
        {"category": "category", "level": "level"},
        RectifiedLaterByCategory,
    ),
    Kept(
        HazardsByBranch,
        {"month": "month", "branch": "organisation_id"},
        BRANCH_FILTERS,
        RectifiedLaterByBranch,
    ),
)


def in_whole_months(start, end):
    """Whether the period begins with a month and ends with one; nothing happens after today."""
    if start is not None and start.day > 1:
        return False
    return not is_past(end) or end.day == monthrange(end.year, end.month)[1]


def find(kept, dimensions, facts, start, end):
    """The first roll-up that holds the answer; None if there is none."""
    if not in_whole_months(start, end):
        return None
    return next((one for one in kept if one.holds(dimensions, facts)), None)


def activities(facts, rows, start, end, dimensions, needed):
    """As `tallies.activities`, under the filters `facts`; the `rows` say only who else took part. None: not kept."""
    kept = find(ACTIVITIES, dimensions, facts, start, end)
    if kept is None:
        return None
    held = kept.narrowed(kept.model.objects.all(), facts, start, end if is_past(end) else None)
    own = kept.read(held, dimensions, ACTIVITY_SUMS, ("hours", "person_hours"))
    return tallies.credited_activities(own, rows, start, end, dimensions, needed)


def since(rows, start, last, dimensions, sums):
    """Frames of what stood on the last day of a past period and does no more: from the rows, as they are few."""
    found = tallies.put_back(rows, start, last, dimensions, [name for name in sums if name in tallies.FOUND_EXTRAS])
    done = [name for name in sums if name in tallies.RECTIFIED_EXTRAS]
    frames = [*found, *tallies.rectified_until_reopened(rows, start, last, dimensions, done)]
    return [frame for frame in frames if not set(frame.columns).isdisjoint(sums)]


def hazards(facts, rows, start, end, dimensions, needed):
    """As `tallies.hazards`, under the filters `facts`; None: not kept.

    The `rows` say only who else found one, and what has been declared void or opened again since a past period.
    """
    kept = find(HAZARDS, dimensions, facts, start, end)
    if kept is None or "found_overdue" in needed:
        return None
    last = end if is_past(end) else None
    sums = ["found", "rectified", *(name for name, measures in HAZARD_SUMS.items() if needed & set(measures))]
    frame = kept.read(kept.narrowed(kept.model.objects.all(), facts, start, last), dimensions, sums)
    if "found_rectified" in sums and last is not None:
        # Those seen as rectified after the last day were open on it.
        after = kept.later.objects.filter(rechecked_month__gt=last.year * 100 + last.month)
        later = kept.read(kept.narrowed(after, facts, start, last), dimensions, ["hazards"])
        later["found_rectified"] = -later.pop("hazards")
        frame = events(frame, later) if len(later) else frame
    frame = events(frame, *since(rows, start, last, dimensions, sums))
    if "found_rectified" in sums:
        frame["found_open"] = frame["found"] - frame["found_rectified"]
    return tallies.credited_hazards(frame, rows, start, end, dimensions, needed)


# --- figures


def of_activities(part, **facts):
    """For Figure.stored: the sum `part` of the activities of a question, narrowed by `facts`."""

    def stored(asked):
        found = activities(facts | place_of(asked), None, asked.start, asked.as_of, (), ())
        return None if found is None else added_up(found, part)

    return stored


def of_hazards(part, whole="", *, is_of_a_day=False):
    """For Figure.stored: the sum `part` of the hazards of a question; with the `whole` by which a share divides.

    What `is_of_a_day` is asked since ever, whatever the period.
    """

    def stored(asked):
        rows = asked.rows(Hazard, "organisation__")
        start = None if is_of_a_day else asked.start
        found = hazards(place_of(asked), rows, start, asked.as_of, (), {part})
        if found is None:
            return None
        return (added_up(found, part), added_up(found, whole)) if whole else added_up(found, part)

    return stored


def place_of(asked):
    """The place of a question as the filters of a tally name it."""
    return {} if asked.organisation is None else {"organisation": asked.organisation}


def added_up(frame, part):
    """The sum of a column: a whole number where it is whole."""
    total = Decimal(str(round(float(frame[part].sum()), 2)))
    return int(total) if total == int(total) else total
