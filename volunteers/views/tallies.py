"""The tally of activities and the tally of hazards."""

from django.utils.translation import gettext_lazy as _

from branches.models import Grid, Organisation
from portal.frames import NONE
from portal.generic.tallies import Dimension, Measure, TallyView
from volunteers import tallies
from volunteers.choices import ActivityState, HazardLevel, HazardSource
from volunteers.figures import UNIT_ACTIVITIES, UNIT_HAZARDS, UNIT_HOURS, UNIT_PARTICIPATIONS
from volunteers.filters.tallies import ActivityTallyFilter, HazardTallyFilter
from volunteers.models import Activity, ActivityKind, Hazard, HazardCategory, TaskForce


def titles(model):
    """Names of reference data or records by their keys, in their own order."""

    def names(keys):
        # The keys come out of rows that the asker may see; the name of what they name is no secret.
        return {row.pk: str(row) for row in model._default_manager.filter(pk__in=[int(key) for key in keys])}

    return names


def labels(choices):
    """Words of an enumeration."""
    return lambda keys: {value: str(label) for value, label in choices.choices}


def month_names(keys):
    """202611 as 2026-11."""
    return {key: f"{int(key) // 100}-{int(key) % 100:02d}" for key in keys}


def row_word(word, without=""):
    """The word of the list's address for a record; `without` is the word for rows that have none."""
    return lambda key, measure: {without: "false"} if key == NONE and without else {word: key}


MONTH = Dimension("month", _("month"), month_names, lambda key, m: {m.month: f"{key // 100}-{key % 100:02d}"})
BRANCH = Dimension(
    "branch",
    _("branch"),
    titles(Organisation),
    lambda key, measure: {"by_branch": "false"} if key == NONE else {measure.branch: key},
)
FORCE = Dimension("force", _("task force"), titles(TaskForce), row_word("task_force", "by_force"))

CONFIRMED = {"state": ActivityState.CONFIRMED.value}
HELD = {"words": CONFIRMED, "start": "held_from", "end": "held_to"}
FOUND = {"words": {"show": "counted"}, "start": "found_from", "end": "found_to"}


class ActivityTally(TallyView):
    """Confirmed activities by month, branch, kind and task force."""

    model = Activity
    filterset_class = ActivityTallyFilter
    list_name = "activities"
    heading = _("Tally of activities")
    definition = _("Confirmed activities by the day they were held. A joint activity is one, credited to each branch.")
    dimensions = (
        MONTH,
        BRANCH,
        Dimension("kind", _("kind"), titles(ActivityKind), row_word("kind"), is_ranked=True),
        Dimension("force", _("task force"), titles(TaskForce), row_word("leading_force")),
    )
    measures = (
        Measure("activities", _("activities"), unit=UNIT_ACTIVITIES, **HELD),
        Measure("participants", _("participants"), unit=UNIT_PARTICIPATIONS, is_sum=True, **HELD),
        Measure("hours", _("hours"), unit=UNIT_HOURS, is_sum=True, **HELD),
        Measure("person_hours", _("person-hours"), is_sum=True, **HELD),
        Measure("credited", _("credited, joint ones included"), branch="credited", has_unique_total=False, **HELD),
    )
    compared = ("activities",)

    def count(self, rows, start, end, dimensions):
        return tallies.activities(rows, start, end, dimensions)


class HazardTally(TallyView):
    """Hazards found by the day found, rectified by the day re-checked."""

    model = Hazard
    filterset_class = HazardTallyFilter
    list_name = "hazards"
    heading = _("Tally of hazards")
    definition = _(
        "Found counts by the day found, rectified by the day of the re-check, whenever it was found. The share is of "
        "the hazards found in the period. Void entries do not count."
    )
    dimensions = (
        MONTH,
        BRANCH,
        Dimension("category", _("category"), titles(HazardCategory), row_word("category"), is_ranked=True),
        Dimension("level", _("level"), labels(HazardLevel), row_word("level"), is_ranked=True),
        Dimension("grid", _("grid"), titles(Grid), row_word("grid", "in_grid")),
        FORCE,
        Dimension("source", _("source"), labels(HazardSource), row_word("source"), is_ranked=True),
    )
    measures = (
        Measure("found", _("found"), unit=UNIT_HAZARDS, **FOUND),
        Measure(
            "rectified",
            _("rectified"),
            unit=UNIT_HAZARDS,
            words={"show": "counted"},
            start="rechecked_from",
            end="rechecked_to",
            month="rechecked_month",
        ),
        Measure("found_rectified", _("of those found: rectified"), **FOUND | {"words": {"show": "rectified"}}),
        Measure("found_open", _("of those found: open"), **FOUND | {"words": {"show": "open"}}),
        Measure(
            "share",
            _("share rectified"),
            parts=("found_rectified", "found"),
            **FOUND | {"words": {"show": "rectified"}},
        ),
        Measure("credited", _("credited, joint ones included"), branch="credited", has_unique_total=False, **FOUND),
    )
    compared = ("found", "rectified")

    def count(self, rows, start, end, dimensions):
        return tallies.hazards(rows, start, end, dimensions)
