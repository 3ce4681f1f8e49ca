"""Tallies of hazards and activities by month and branch, against a scan of columns in memory and rows through pandas.

The yardsticks are those of performance.md: numpy's bincount over columns that are in memory already (the limit of any
scan), and the rows of the ORM made into a frame and grouped there. "Standard" is month × organisation, kind and level,
"any other" a combination that no index was made for.
"""

import os
import random
import resource
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from django.utils import timezone

from portal.desk import DESK_FIGURES
from portal.figures import Asked, figure
from portal.frames import pivot
from portal.generic.bulk import insert
from tests.benchmarks.conftest import report, timed
from tests.benchmarks.filling import at_once
from tests.benchmarks.test_lists import analyse, make_places
from volunteers import tallies
from volunteers.choices import ActivityState, HazardLevel, HazardSource, HazardState
from volunteers.models import Activity, ActivityKind, Hazard, HazardCategory
from volunteers.views.tallies import ActivityTally, HazardTally

pytestmark = pytest.mark.django_db
ROWS = int(os.environ.get("BENCHMARK_ROWS", "100000"))
MONTHS = [year * 100 + month for year in (2023, 2024, 2025) for month in range(1, 13)]
FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)


def fill(places, lots):
    """ROWS hazards and as many activities over three years, spread over branches, kinds and levels."""
    organisations, enterprises, forces = places
    categories, kinds = list(HazardCategory.objects.all()), list(ActivityKind.objects.all())
    span = (LAST - FIRST).days
    for part in range(0, ROWS, 10_000):
        hazards, activities = [], []
        for n in range(part, min(part + 10_000, ROWS)):
            at = lots.randrange(len(organisations))
            day = FIRST + timedelta(days=lots.randrange(span))
            done = day + timedelta(days=lots.randrange(30)) if n % 10 else None
            hazards.append(
                Hazard(
                    number=f"B-{n:07d}", found_on=day, found_month=day.year * 100 + day.month,
                    task_force_id=forces[at].pk, organisation_id=organisations[at].pk,
                    enterprise_id=enterprises[at].pk, category_id=categories[n % len(categories)].pk,
                    place="一号车间", description="配电箱门敞开",
                    level=HazardLevel.MAJOR if n % 40 == 0 else HazardLevel.GENERAL,
                    source=HazardSource.SELF_CHECK if n % 3 == 0 else HazardSource.TASK_FORCE,
                    state=HazardState.VERIFIED if done else HazardState.RECTIFYING,
                    rectified_on=done, rechecked_on=done,
                    rechecked_month=done.year * 100 + done.month if done else None,
                )
            )  # fmt: skip
            activities.append(
                Activity(
                    held_on=day, month=day.year * 100 + day.month, task_force_id=forces[at].pk,
                    organisation_id=organisations[at].pk, kind_id=kinds[n % len(kinds)].pk, place="一号路",
                    participants=n % 20 + 1, hours=2, person_hours=(n % 20 + 1) * 2, state=ActivityState.CONFIRMED,
                    confirmed_at="2025-01-01T00:00:00+08:00",
                )
            )  # fmt: skip
        insert(Hazard, hazards)
        insert(Activity, activities)


def ours(dimensions, who):
    """Six measures of hazards and activities by two dimensions, counted as the tallies of an official count them."""
    found = groups(HazardTally, dimensions, ["found", "found_rectified", "rectified"], who)
    in_both = [one for one in dimensions if one in tallies.ACTIVITY_COLUMNS]
    held = groups(ActivityTally, in_both, ["activities", "participants", "hours", "person_hours"], who)
    pivot(found, *dimensions, "found")
    return len(found) + len(held)


def groups(tally, dimensions, measures, who):
    """The frame of groups behind the table of a tally."""
    asked = tally({"start": FIRST, "end": LAST, "measure": measures}, who)
    return asked.groups([one for one in asked.dimensions if one.key in dimensions])


def desk(who, how):
    """The figures of the desk that roll-ups hold, `answer`ed, or `count`ed from the rows."""
    asked = Asked(timezone.localdate(), user=who)
    return [getattr(figure(key), how)(asked).value for key in DESK_FIGURES if figure(key).stored]


FOUND = ("found_month", "organisation_id", "category_id", "level", "source", "rechecked_month")


def by_pandas(first, second):
    """The rows of the ORM as a frame, grouped there."""
    hazards = pd.DataFrame.from_records(
        Hazard.objects.exclude(state=HazardState.VOID).values_list(*FOUND), columns=FOUND
    )
    found = hazards.groupby([first, second]).agg(found=("found_month", "size"), done=("rechecked_month", "count"))
    hazards[hazards["rechecked_month"].notna()].groupby(["rechecked_month", second]).size()
    names = ("month", "organisation_id", "kind_id", "participants", "hours", "person_hours")
    rows = Activity.objects.filter(state=ActivityState.CONFIRMED).values_list(*names)
    activities = pd.DataFrame.from_records(rows, columns=names)
    for name in ("hours", "person_hours"):
        activities[name] = activities[name].astype(float)
    activities.groupby(["month", "organisation_id"])[["participants", "hours", "person_hours"]].sum()
    return len(found)


class Columns:
    """The columns in memory, as codes: what a scan can do at best."""

    def __init__(self):
        rows = np.array(list(Hazard.objects.values_list("found_month", "organisation_id", "rechecked_month")), float)
        months = {month: n for n, month in enumerate(MONTHS)}
        places = {key: n for n, key in enumerate(np.unique(rows[:, 1]))}
        self.width = len(places)
        self.found = np.array([months[int(m)] * self.width + places[o] for m, o in rows[:, :2]])
        done = rows[~np.isnan(rows[:, 2])]
        done = done[np.isin(done[:, 2], MONTHS)]
        self.done = np.array([months[int(m)] * self.width + places[o] for o, m in done[:, 1:]])
        held = list(Activity.objects.values_list("month", "organisation_id", "participants", "hours", "person_hours"))
        self.held = np.array([months[row[0]] * self.width + places[row[1]] for row in held])
        self.sums = [np.array([float(row[n]) for row in held]) for n in (2, 3, 4)]

    def scan(self):
        size = len(MONTHS) * self.width
        np.bincount(self.found, minlength=size)
        np.bincount(self.done, minlength=size)
        np.bincount(self.held, minlength=size)
        for weights in self.sums:
            np.bincount(self.held, weights, minlength=size)


STANDARD = {
    "month × branch": (["month", "branch"], ("found_month", "organisation_id")),
    "month × category": (["month", "category"], ("found_month", "category_id")),
    "month × level": (["month", "level"], ("found_month", "level")),
}
OTHER = ["source", "branch"]


def most_memory():
    """The most that this process has held at any time, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_tallies(zone, official):
    places = make_places(zone)
    with at_once(Hazard, Activity):
        fill(places, random.Random(1))
    analyse()
    # Before the yardsticks, which hold all rows.
    before = most_memory()
    for dimensions in [*(dimensions for dimensions, _fields in STANDARD.values()), OTHER]:
        ours(dimensions, official)
    grown = most_memory() - before
    report("memory grown by all of these, against 200 MB", grown, 200, grown / 200, "≤ 1", unit="MB")
    columns = Columns()
    for name, (dimensions, fields) in STANDARD.items():
        mine, limit, rows = timed(
            lambda by=dimensions: ours(by, official), columns.scan, lambda by=fields: by_pandas(*by), rounds=3
        )
        report(f"{name}, {ROWS:,} + {ROWS:,} rows, against bincount", mine, limit, mine / limit, "≤ 5")
        report(f"{name}, against ORM rows → pandas", mine, rows, rows / mine, "≥ 20")
    mine, rows = timed(lambda: ours(OTHER, official), lambda: by_pandas("source", "organisation_id"), rounds=3)
    report("source × branch (from the rows), against ORM rows → pandas", mine, rows, mine / rows, "≤ 0.35")
    mine, rows = timed(lambda: desk(official, "answer"), lambda: desk(official, "count"), rounds=5)
    report("the desk's figures of hazards and activities, against counting rows", mine, rows, rows / mine, "≥ 5")
