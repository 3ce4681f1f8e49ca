"""Activities and hazards counted by month, branch, kind and so on: the database groups, out comes a frame of groups.

Each event counts by its own day: an activity by the day it was held, a hazard found by the day it was found, a hazard
rectified by the day of the re-check at which it was seen. A joint activity is one event; `credited` counts it for
every branch that took part.
"""

from django.db.models import Count, F, Q, Sum

from portal.frames import events, groups

ACTIVITY_MEASURES = ("activities", "participants", "hours", "person_hours", "credited")
HAZARD_MEASURES = ("found", "found_rectified", "found_open", "rectified")
# What a dimension is called in the database, for each kind of event.
ACTIVITY_COLUMNS = {"month": "month", "branch": "organisation", "kind": "kind", "force": "task_force"}
FOUND_COLUMNS = {
    "month": "found_month",
    "branch": "organisation",
    "category": "category",
    "level": "level",
    "grid": "enterprise__grid",
    "force": "task_force",
    "source": "source",
}
RECTIFIED_COLUMNS = FOUND_COLUMNS | {"month": "rechecked_month"}


def by_columns(rows, dimensions, columns, **measures):
    """Tuples of a GROUP BY over `dimensions`: keys, then the measures."""
    names = [columns[dimension] for dimension in dimensions]
    return rows.order_by().values_list(*names).annotate(**measures)


def activities(rows, dimensions):
    """Groups of activities (a queryset, already those that count): `dimensions` and ACTIVITY_MEASURES.

    `credited` is the number of branches' credits; it belongs to dimensions that name the branch and is elsewhere
    the same as `activities`.
    """
    held = by_columns(
        rows,
        dimensions,
        ACTIVITY_COLUMNS,
        activities=Count("pk"),
        people=Sum("participants"),
        hours_sum=Sum("hours"),
        person_hours_sum=Sum("person_hours"),
    )
    own = groups(held, dimensions, ACTIVITY_MEASURES[:-1])
    own["credited"] = own["activities"]
    if "branch" not in dimensions:
        return own
    # Task forces of other branches that joined: one credit a branch, however many of its task forces came.
    joined = rows.annotate(guest=F("partners__organisation")).exclude(Q(guest=None) | Q(guest=F("organisation")))
    guests = by_columns(joined, dimensions, ACTIVITY_COLUMNS | {"branch": "guest"}, credited=Count("pk", distinct=True))
    return events(own, groups(guests, dimensions, ("credited",))) if guests else own


def hazards(found, rectified, dimensions):
    """Groups of hazards: `found` and `rectified` are querysets of the two kinds of event, each with its own month."""
    is_done = Q(rechecked_on__isnull=False)
    batch = by_columns(
        found,
        dimensions,
        FOUND_COLUMNS,
        found=Count("pk"),
        found_rectified=Count("pk", filter=is_done),
        found_open=Count("pk", filter=~is_done),
    )
    seen = by_columns(rectified, dimensions, RECTIFIED_COLUMNS, rectified=Count("pk"))
    return events(
        groups(batch, dimensions, HAZARD_MEASURES[:3]),
        groups(seen, dimensions, HAZARD_MEASURES[3:]),
    )
