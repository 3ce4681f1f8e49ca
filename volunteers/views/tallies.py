"""The tally of activities and the tally of hazards."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.choices import Trade
from branches.models import Enterprise, Grid, Process
from branches.views.tallies import BRANCH, LINE, SUPERIOR, TallyPage, labels, row_word, titles
from portal.generic.tallies import TIMES, Dimension, Measure, Tally
from volunteers import standard_tallies, tallies
from volunteers.choices import ActivityState, HazardLevel, HazardSource
from volunteers.figures import UNIT_ACTIVITIES, UNIT_HAZARDS, UNIT_HOURS, UNIT_PARTICIPATIONS
from volunteers.filters.tallies import ActivityTallyFilter, HazardTallyFilter
from volunteers.models import Activity, ActivityKind, Hazard, HazardCategory, TaskForce

FORCE = Dimension("force", _("task force"), titles(TaskForce), row_word("leading_force", "by_force"))
GRID = Dimension("grid", _("grid"), titles(Grid), row_word("grid", "in_grid"))
ENTERPRISE = Dimension("enterprise", _("enterprise"), titles(Enterprise), row_word("enterprise", "at_enterprise"))
TRADE = Dimension("trade", _("trade"), labels(Trade), row_word("trade", "at_enterprise"))
PROCESS = Dimension(
    "process", _("dangerous process"), titles(Process), row_word("process"), within=lambda rows: rows.at_process()
)

CONFIRMED = {"state": ActivityState.CONFIRMED.value}
HELD = {"words": CONFIRMED, "start": "held_from", "end": "held_to"}
# Each as things stood on the last day of the period.
FOUND = {"words": {"show": "counted"}, "start": "found_from", "end": "found_to", "as_of": "as_of"}
RECHECKED = {
    "start": "rechecked_from",
    "end": "rechecked_to",
    "as_of": "as_of",
    "month": "rechecked_month",
    "unit": UNIT_HAZARDS,
}
DAYS = _("days")


def of_those_found(show):
    """Of the hazards found in the period, those that are so on its last day."""
    return FOUND | {"words": {"show": show}, "unit": UNIT_HAZARDS}


class ActivityTally(Tally):
    """Confirmed activities by the day they were held."""

    name = "tally_activities"
    model = Activity
    filterset_class = ActivityTallyFilter
    list_name = "activities"
    heading = _("Tally of activities")
    definition = _("Confirmed activities by the day they were held. A joint activity is one, credited to each branch.")
    dimensions = (
        *TIMES,
        BRANCH,
        SUPERIOR,
        LINE,
        Dimension("kind", _("kind"), titles(ActivityKind), row_word("kind"), is_ranked=True),
        Dimension("force", _("task force"), titles(TaskForce), row_word("leading_force")),
        ENTERPRISE,
        GRID,
        TRADE,
        PROCESS,
    )
    measures = (
        Measure("activities", _("activities"), unit=UNIT_ACTIVITIES, **HELD),
        Measure("participants", _("participants"), unit=UNIT_PARTICIPATIONS, is_sum=True, **HELD),
        Measure("hours", _("hours"), unit=UNIT_HOURS, is_sum=True, **HELD),
        Measure("person_hours", _("person-hours"), is_sum=True, **HELD),
        Measure("credited", _("credited, joint ones included"), branch="credited", has_unique_total=False, **HELD),
    )
    compared = ("activities",)
    any_words = {"has_process": "true"}
    facts = (
        "held_on",
        "state",
        "organisation__name",
        "task_force__name",
        "kind__title",
        "enterprise__name",
        "participants",
        "hours",
        "person_hours",
    )

    def count(self, rows, start, end, dimensions):
        return tallies.activities(rows, start, end, dimensions, self.needed)

    def stored(self, facts, start, end, dimensions):
        return standard_tallies.activities(facts, self.rows, start, end, dimensions, self.needed)

    def counted_records(self):
        """The confirmed activities of the period."""
        return tallies.within(self.rows.counted(), "held_on", "month", self.start, self.end)


class HazardTally(Tally):
    """Hazards found by the day found, rectified by the day re-checked."""

    name = "tally_hazards"
    model = Hazard
    filterset_class = HazardTallyFilter
    list_name = "hazards"
    heading = _("Tally of hazards")
    definition = _(
        "Found counts by the day found, rectified by the day of the re-check, whenever it was found. Rectified, open "
        "and overdue “of those found” and their share are of the hazards found in the period, as they stood on its "
        "last day. In time: without a deadline, or rectified by it. Days to rectify run from the day found to the day "
        "of the re-check. All as things stood on the last day: entries void by then do not count, and what is opened "
        "again, merged or declared void later changes no past period."
    )
    dimensions = (
        *TIMES,
        BRANCH,
        SUPERIOR,
        LINE,
        Dimension("category", _("category"), titles(HazardCategory), row_word("category"), is_ranked=True),
        Dimension("level", _("level"), labels(HazardLevel), row_word("level"), is_ranked=True),
        GRID,
        FORCE,
        Dimension("source", _("source"), labels(HazardSource), row_word("source"), is_ranked=True),
        ENTERPRISE,
        TRADE,
        PROCESS,
        Dimension(
            "clause",
            _("clause"),
            lambda keys: {key: key for key in sorted(keys) if key},
            lambda key, measure: {"clause": key} if key else {"has_clause": "false"},
            is_ranked=True,
        ),
    )
    measures = (
        Measure("found", _("found"), unit=UNIT_HAZARDS, **FOUND),
        Measure("rectified", _("rectified"), words={"show": "rectified"}, **RECHECKED),
        Measure("found_rectified", _("of those found: rectified"), **of_those_found("rectified")),
        Measure("found_open", _("of those found: open"), **of_those_found("open")),
        Measure("share", _("share rectified"), parts=("found_rectified", "found"), **of_those_found("rectified")),
        Measure("found_overdue", _("of those found: overdue"), is_usual=False, **of_those_found("overdue")),
        Measure("in_time", _("rectified in time"), words={"show": "in_time"}, is_usual=False, **RECHECKED),
        Measure(
            "in_time_share",
            _("share rectified in time"),
            parts=("in_time", "rectified"),
            words={"show": "in_time"},
            is_usual=False,
            **RECHECKED,
        ),
        Measure(
            "self_found",
            _("found by the enterprise itself"),
            is_usual=False,
            **FOUND | {"words": {"show": "counted", "source": HazardSource.SELF_CHECK.value}},
        ),
        Measure(
            "self_share",
            _("share found by enterprises themselves"),
            parts=("self_found", "found"),
            is_usual=False,
            **FOUND | {"words": {"show": "counted", "source": HazardSource.SELF_CHECK.value}},
        ),
        Measure(
            "days_median",
            _("days to rectify (median)"),
            words={"show": "rectified"},
            quantile=0.5,
            is_usual=False,
            **RECHECKED | {"unit": DAYS},
        ),
        Measure(
            "days_90",
            _("days to rectify (nine of ten)"),
            words={"show": "rectified"},
            quantile=0.9,
            is_usual=False,
            **RECHECKED | {"unit": DAYS},
        ),
        Measure(
            "credited",
            _("credited, joint discoveries included"),
            branch="credited",
            has_unique_total=False,
            **FOUND,
        ),
    )
    compared = ("found", "rectified")
    any_words = {"has_process": "true"}
    facts = (
        "found_on",
        "rechecked_on",
        "rectified_on",
        "due_on",
        "state",
        "level",
        "source",
        "clause",
        "category__title",
        "organisation__name",
        "task_force__name",
        "enterprise__name",
    )

    def count(self, rows, start, end, dimensions):
        return tallies.hazards(rows, start, end, dimensions, self.needed)

    def stored(self, facts, start, end, dimensions):
        return standard_tallies.hazards(facts, self.rows, start, end, dimensions, self.needed)

    def spread(self, rows, start, end, dimensions):
        return tallies.days_to_rectify(rows, start, end, dimensions)

    def counted_records(self):
        """The hazards found in the period and those rectified in it, as of its last day."""
        rows = self.rows.counted(self.end)
        found = tallies.within(rows, "found_on", "found_month", self.start, self.end)
        seen = rows.rectified_between(self.start, self.end)
        return rows.filter(Q(pk__in=found.values("pk")) | Q(pk__in=seen.values("pk")))


class ActivityTallyPage(TallyPage):
    """The page of the tally of activities."""

    tally = ActivityTally


class HazardTallyPage(TallyPage):
    """The page of the tally of hazards."""

    tally = HazardTally
