"""Activities and hazards counted by month, branch, kind and so on: the database groups, out comes a frame of groups.

Each event counts by its own day: an activity by the day it was held, a hazard found by the day it was found, a hazard
rectified by the day of the re-check at which it was seen. A past period is counted as things stood on its last day:
what has been declared void or opened again since is put back. A joint activity is one event; `credited` counts it for
every branch that took part, and what a task force of several branches did for each of these.
"""

from calendar import monthrange

from django.db.models import CharField, Count, Exists, F, Func, IntegerField, OuterRef, Q, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from portal.frames import NONE, events, groups
from volunteers.choices import HazardSource, HazardState
from volunteers.models import Activity, Discoverer, Hazard, TaskForce
from volunteers.models.hazard_questions import IN_TIME, is_past, open_on, overdue_on

ACTIVITY_MEASURES = ("activities", "participants", "hours", "person_hours", "credited")
HAZARD_MEASURES = ("found", "found_rectified", "found_open", "rectified", "credited")
# What a dimension is called in the database, for each kind of event.
AT_ENTERPRISE = {
    "enterprise": "enterprise",
    "grid": "enterprise__grid",
    "trade": "enterprise__trade",
    "process": "enterprise__processes",
}
ACTIVITY_COLUMNS = {
    "month": "month",
    "day": "held_on",
    "branch": "organisation",
    "kind": "kind",
    "force": "task_force",
    **AT_ENTERPRISE,
}
FOUND_COLUMNS = {
    "month": "found_month",
    "day": "found_on",
    "branch": "organisation",
    "category": "category",
    "level": "level",
    "force": "task_force",
    "source": "source",
    "clause": "clause",
    "days": "days",
    **AT_ENTERPRISE,
}
# Never empty: they need no key for "none".
BARE = (
    "month",
    "found_month",
    "rechecked_month",
    "held_on",
    "found_on",
    "rechecked_on",
    "earlier__rechecked_month",
    "earlier__rechecked_on",
    "enterprise__processes",
    "days",
)
RECTIFIED_COLUMNS = FOUND_COLUMNS | {"month": "rechecked_month", "day": "rechecked_on"}
# By a re-check that held until it was opened again.
EARLIER_COLUMNS = FOUND_COLUMNS | {"month": "earlier__rechecked_month", "day": "earlier__rechecked_on"}


def within(rows, day, month, start, end):
    """The rows whose `day` lies in the period, asked by the stored `month`: then the tally's covering index serves.

    Days are compared only where the period cuts a month, and as text, lest the database prefers an index by day and
    reads a million rows for it. Nothing happens after today, so a period up to today ends with its month.
    """
    if start is not None:
        rows = rows.filter(**{f"{month}__gte": start.year * 100 + start.month})
        if start.day > 1:
            rows = rows.alias(first_day=Cast(day, CharField())).filter(first_day__gte=start.isoformat())
    if is_past(end):
        rows = rows.filter(**{f"{month}__lte": end.year * 100 + end.month})
        if end.day < monthrange(end.year, end.month)[1]:
            rows = rows.alias(last_day=Cast(day, CharField())).filter(last_day__lte=end.isoformat())
    return rows


def by_columns(rows, dimensions, columns, **measures):
    """Tuples of a GROUP BY over `dimensions`: keys (NONE where there is none), then the measures.

    Keys other than the month are wrapped: a bare column tempts SQLite to walk its index in the order of the groups
    and to fetch every row, where the covering index holds all that is needed.
    """
    if not dimensions:
        return [tuple(rows.order_by().aggregate(**measures).values())]
    names = [columns[dimension] for dimension in dimensions]
    keys = [name if name in BARE else Coalesce(name, empty_key(rows.model, name)) for name in names]
    return rows.order_by().values_list(*keys).annotate(**measures)


def at_processes(rows, dimensions):
    """The rows joined with each process of their enterprise, where these are asked: who runs none stands nowhere."""
    return rows.filter(enterprise__processes__isnull=False) if "process" in dimensions else rows


def empty_key(model, name):
    """What stands for "none" among keys: 0 for records, "" for words."""
    *path, last = name.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model
    is_record = last == "guest" or model._meta.get_field(last).is_relation
    return Value(NONE if is_record else "")


def activities(rows, start, end, dimensions, needed=ACTIVITY_MEASURES):
    """Groups of the activities among `rows` that count, held in the period: `dimensions` and ACTIVITY_MEASURES.

    `credited` is the number of branches' credits; it belongs to dimensions that name the branch and is elsewhere
    the same as `activities`. What is not `needed` may be left out.
    """
    rows = at_processes(rows, dimensions)
    held = by_columns(
        within(rows.counted(), "held_on", "month", start, end),
        dimensions,
        ACTIVITY_COLUMNS,
        activities=Count("*"),
        people=Sum("participants"),
        hours_sum=Sum("hours"),
        person_hours_sum=Sum("person_hours"),
    )
    own = groups(held, dimensions, ACTIVITY_MEASURES[:-1])
    return credited_activities(own, rows, start, end, dimensions, needed)


def credited_activities(own, rows, start, end, dimensions, needed):
    """The groups with `credited`: one more for each other branch that took part in activities among the `rows`."""
    own["credited"] = own["activities"]
    if "branch" not in dimensions or "credited" not in needed:
        return own
    rows = within(rows.counted(), "held_on", "month", start, end)
    # Task forces of other branches that joined: one credit a branch, however many of its task forces came.
    came = Activity.partners.through.objects.filter(activity=OuterRef("pk"))
    shared = sharing_forces()
    ways = [("partners__organisation", rows, came.filter(taskforce__organisation=OuterRef("guest")))]
    if shared:
        led, joined = rows.filter(task_force__in=shared), rows.filter(partners__in=shared)
        ways += [
            ("task_force__further_branches", led, also_for("task_force")),
            ("partners__further_branches", joined, None),
        ]
    return with_guests(own, ways, dimensions, ACTIVITY_COLUMNS)


def hazards(rows, start, end, dimensions, needed=HAZARD_MEASURES):
    """Groups of the hazards among `rows` found in the period, and of those rectified in it: two kinds of event.

    `credited` counts a hazard for every branch that found it, as with joint activities. What is `needed` beside
    HAZARD_MEASURES is counted too: FOUND_EXTRAS among those found, RECTIFIED_EXTRAS among those rectified.
    """
    rows = at_processes(rows, dimensions)
    fresh = within(rows.counted(), "found_on", "found_month", start, end)
    measures = {"found": Count("*"), "found_rectified": rectified_by(end)}
    more = [name for name in FOUND_EXTRAS if name in needed]
    batch = by_columns(
        fresh,
        dimensions,
        FOUND_COLUMNS,
        **measures,
        **{f"{name}_sum": FOUND_EXTRAS[name](end) for name in more},
    )
    found = groups(batch, dimensions, [*measures, *more])
    found = events(found, *put_back(rows, start, end, dimensions, more))
    found["found_open"] = found["found"] - found["found_rectified"]
    found = credited_hazards(found, rows, start, end, dimensions, needed)
    done = within(rows.counted().filter(rechecked_month__isnull=False), "rechecked_on", "rechecked_month", start, end)
    more = [name for name in RECTIFIED_EXTRAS if name in needed]
    seen = by_columns(
        done,
        dimensions,
        RECTIFIED_COLUMNS,
        rectified=Count("*"),
        **{f"{name}_sum": RECTIFIED_EXTRAS[name] for name in more},
    )
    again = rectified_until_reopened(rows, start, end, dimensions, more)
    return events(found, groups(seen, dimensions, ["rectified", *more]), *again)


def put_back(rows, start, end, dimensions, more):
    """Frames of what was so on the last day of a past period and is no more, of the hazards found in it.

    Found, and declared void or merged since; rectified, and opened again since. Few, and met by indexes of their own.
    """
    if not is_past(end):
        return []
    void = within(few(rows, voided_on__gt=end).filter(state=HazardState.VOID), "found_on", "found_month", start, end)
    extras = {f"{name}_sum": FOUND_EXTRAS[name](end) for name in more}
    found = by_columns(void, dimensions, FOUND_COLUMNS, found=Count("*"), **extras)
    again = reopened_since(rows, end)
    if start is not None:
        again = again.filter(found_on__gte=start)
    rectified = by_columns(again, dimensions, FOUND_COLUMNS, found_rectified=Count("*"))
    return [groups(found, dimensions, ["found", *more]), groups(rectified, dimensions, ["found_rectified"])]


def rectified_until_reopened(rows, start, end, dimensions, more):
    """Frames of what was seen as rectified in a past period, stood so on its last day, and was opened again since."""
    if not is_past(end):
        return []
    limits = {} if start is None else {"earlier__rechecked_on__gte": start}
    extras = {f"{name}_sum": EARLIER_EXTRAS[name] for name in more}
    again = by_columns(reopened_since(rows, end, **limits), dimensions, EARLIER_COLUMNS, rectified=Count("*"), **extras)
    return [groups(again, dimensions, ["rectified", *more])]


def reopened_since(rows, end, **limits):
    """The hazards that stood as rectified on the day `end` and were opened again since, joined with that stretch."""
    return few(rows, reopened_on__gt=end).filter(earlier__rechecked_on__lte=end, earlier__until__gt=end, **limits)


def few(rows, **since):
    """The rows of whom something is so `since` a day: found first, by their own index, and only these are looked at.

    SQLite would else walk through all hazards in the order by which it groups.
    """
    return rows.filter(pk__in=Hazard.objects.filter(**since).values("pk"))


def rectified_by(end):
    """How many had been seen as rectified by the last day of the period; today all that have been."""
    if not is_past(end):
        return Count("rechecked_on")
    return Count("pk", filter=Q(rechecked_on__lte=end))


def overdue_by(end):
    """How many were open on the last day of the period although their deadline lay before it."""
    day = end or timezone.localdate()
    is_open = open_on(day) if is_past(day) else Q(rechecked_on=None) | Q(rechecked_on__gt=day)
    return Count("pk", filter=is_open & overdue_on(day))


FOUND_EXTRAS = {
    "found_overdue": overdue_by,
    "self_found": lambda end: Count("pk", filter=Q(source=HazardSource.SELF_CHECK)),
}
RECTIFIED_EXTRAS = {"in_time": Count("pk", filter=IN_TIME)}
EARLIER_IN_TIME = Q(earlier__due_on=None) | Q(earlier__rectified_on__lte=F("earlier__due_on"))
EARLIER_EXTRAS = {"in_time": Count("pk", filter=EARLIER_IN_TIME)}


class DaysBetween(Func):
    """The days from one day to another, reckoned by the database itself."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        sql = "CAST(julianday(%(first)s) - julianday(%(last)s) AS INTEGER)"
        return self._filled(sql, compiler)

    def as_sql(self, compiler, connection, **context):
        return self._filled("(%(first)s - %(last)s)", compiler)

    def _filled(self, sql, compiler):
        first, last = (compiler.compile(one) for one in self.source_expressions)
        return sql % {"first": first[0], "last": last[0]}, [*first[1], *last[1]]


def days_to_rectify(rows, start, end, dimensions):
    """Groups with `days` and `n`: how many hazards rectified in the period took how many days since they were found."""
    rows = at_processes(rows, dimensions)
    done = within(rows.counted().filter(rechecked_month__isnull=False), "rechecked_on", "rechecked_month", start, end)
    done = done.annotate(days=DaysBetween("rechecked_on", "found_on"))
    frame = groups(by_columns(done, dimensions, RECTIFIED_COLUMNS, n=Count("*")), dimensions, ["n"])
    if not is_past(end):
        return frame
    limits = {} if start is None else {"earlier__rechecked_on__gte": start}
    again = reopened_since(rows, end, **limits).annotate(days=DaysBetween("earlier__rechecked_on", "found_on"))
    return events(frame, groups(by_columns(again, dimensions, EARLIER_COLUMNS, n=Count("*")), dimensions, ["n"]))


def credited_hazards(found, rows, start, end, dimensions, needed):
    """The groups with `credited`: one more for each other branch that found a hazard among the `rows` too."""
    found["credited"] = found["found"]
    if "branch" not in dimensions or "credited" not in needed:
        return found
    rows = within(rows.counted(end), "found_on", "found_month", start, end)
    too = Discoverer.objects.filter(hazard=OuterRef("pk"), organisation=OuterRef("guest"))
    shared = sharing_forces()
    ways = [("discoverers__organisation", rows, too)]
    if shared:
        led, joined = rows.filter(task_force__in=shared), rows.filter(discoverers__task_force__in=shared)
        ways += [
            ("task_force__further_branches", led, also_for("task_force")),
            ("discoverers__task_force__further_branches", joined, None),
        ]
    return with_guests(found, ways, dimensions, FOUND_COLUMNS)


def sharing_forces():
    """The keys of the task forces of several branches: few."""
    return list(TaskForce.further_branches.through.objects.values_list("taskforce", flat=True).distinct())


def also_for(force):
    """Whether the task force in the column `force` belongs to the guest as well."""
    return TaskForce.further_branches.through.objects.filter(taskforce=OuterRef(force), organisation=OuterRef("guest"))


def with_guests(own, ways, dimensions, columns):
    """The groups with a credit more for each other branch reached by one of the `ways`, each once a record.

    A way is (path to the branches, rows, the subquery that says a branch is reached by it, for the ways after it).
    """
    frames, reached = [], []
    for path, rows, is_reached in ways:
        rows = rows.annotate(guest=F(path)).filter(guest__isnull=False).filter(~Q(guest=F("organisation")))
        for before in reached:
            rows = rows.filter(~Exists(before))
        found = by_columns(rows, dimensions, columns | {"branch": "guest"}, credited=Count("pk", distinct=True))
        if found := list(found):
            frames.append(groups(found, dimensions, ("credited",)))
        reached.append(is_reached)
    return events(own, *frames) if frames else own
