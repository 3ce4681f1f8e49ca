"""The figures for which task forces, their activities and their hazards answer."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.explanations import explain
from portal.figures import Figure
from volunteers import standard_tallies
from volunteers.choices import ActivityState
from volunteers.models import Activity, CaseTransfer, Hazard, ProductionStop, SelfCheck

UNIT_ACTIVITIES = pgettext_lazy("unit", "activities")
UNIT_HAZARDS = pgettext_lazy("unit", "hazards")
UNIT_HOURS = pgettext_lazy("unit", "hours")
UNIT_SHEETS = pgettext_lazy("unit", "sheets")
UNIT_PARTICIPATIONS = pgettext_lazy("unit", "participations")

explain(
    Activity,
    label=("held_on", "task_force__name", "kind__title"),
    through=("task_force", "organisation", "enterprise"),
)
explain(ProductionStop, label=("hazard__number", "extent"), through=("hazard",))
explain(CaseTransfer, label=("hazard__number", "addressee"), through=("hazard",))
explain(SelfCheck, label=("enterprise__name", "campaign__name", "round__number"), through=("enterprise",))
explain(Hazard, label=("number", "description"), through=("enterprise", "organisation", "task_force"))

# Which day counts, which facts decide, and by which places the figures are kept.
BY_ACTIVITY = {
    "dated": _("the day the activity was held"),
    "facts": ("held_on", "state", "kind__title", "participants", "hours", "person_hours"),
    "places": {"enterprise": ("enterprise", "enterprise"), "task_force": ("task_force", "leading_force")},
}
HAZARD_FACTS = ("found_on", "state", "level", "due_on", "rechecked_on")
HAZARD_PLACES = {
    "grid": ("enterprise__grid", "grid"),
    "enterprise": ("enterprise", "enterprise"),
    "task_force": ("task_force", "task_force"),
    "campaign": (lambda rows, campaign: rows.in_campaign(campaign), "campaign"),
}
BY_FINDING = {"dated": _("the day the hazard was found"), "facts": HAZARD_FACTS, "places": HAZARD_PLACES}
BY_RECHECK = {"dated": _("the day of the re-check"), "facts": HAZARD_FACTS, "places": HAZARD_PLACES}
ON_THE_DAY = {"facts": HAZARD_FACTS, "places": HAZARD_PLACES}


def activities(asked):
    """Confirmed activities held in the period; a joint one is one activity."""
    return asked.rows(Activity, "organisation__").counted().held_between(asked.start, asked.as_of)


def hazards(asked):
    """Hazards within reach, whatever their state."""
    return asked.rows(Hazard, "organisation__")


def found(asked):
    """Hazards found in the period."""
    return hazards(asked).found_between(asked.start, asked.as_of)


def opened(url_name, query):
    """The list that shows exactly the records, below the organisation for which the figure was asked."""

    def opens(asked):
        branch = {"organisation": asked.organisation.pk} if asked.organisation else {}
        return reverse(url_name), {**query(asked), **branch}

    return opens


def held(**query):
    """The list of confirmed activities of the period."""
    return opened(
        "activities",
        lambda asked: {
            "state": ActivityState.CONFIRMED.value,
            "held_from": asked.start,
            "held_to": asked.as_of,
            **query,
        },
    )


def found_in_period(**query):
    """The list of hazards found in the period."""
    return opened(
        "hazards",
        lambda asked: {"show": "counted", "found_from": asked.start, "as_of": asked.as_of, **query},
    )


Figure(
    key="activities.total",
    name=_("Activities"),
    definition=_(
        "Activities held up to the day (and from the first day, if one is given) that their branch has confirmed. "
        "A joint activity of several task forces is one."
    ),
    unit=UNIT_ACTIVITIES,
    model=Activity,
    stored=standard_tallies.of_activities("activities"),
    rows=activities,
    opens=held(),
    **BY_ACTIVITY,
)
Figure(
    key="activities.cleanups",
    name=_("Environment clean-ups"),
    definition=_("Confirmed activities of a kind that counts as an environment clean-up, by the day they were held."),
    unit=UNIT_ACTIVITIES,
    model=Activity,
    stored=standard_tallies.of_activities("activities", cleanup=True),
    rows=lambda asked: activities(asked).cleanups(),
    opens=held(cleanup="true"),
    **BY_ACTIVITY,
)
Figure(
    key="activities.free_time",
    name=_("Activities on days off or after work"),
    definition=_(
        "Confirmed activities held on a day off by the calendar of holidays, or beginning outside of working hours; "
        "on a working day without an hour they do not count."
    ),
    unit=UNIT_ACTIVITIES,
    model=Activity,
    rows=lambda asked: activities(asked).in_free_time(),
    opens=held(show="free_time"),
    **BY_ACTIVITY,
)
Figure(
    key="participations.total",
    name=_("Participations"),
    definition=_("Participants of all confirmed activities together; whoever took part twice counts twice."),
    unit=UNIT_PARTICIPATIONS,
    model=Activity,
    stored=standard_tallies.of_activities("participants"),
    rows=activities,
    total="participants",
    opens=held(),
    **BY_ACTIVITY,
)
Figure(
    key="activities.hours",
    name=_("Hours of activities"),
    definition=_("The hours of all confirmed activities together, each activity once, without the way there and back."),
    unit=UNIT_HOURS,
    model=Activity,
    stored=standard_tallies.of_activities("hours"),
    rows=activities,
    total="hours",
    opens=held(),
    **BY_ACTIVITY,
)
Figure(
    key="activities.person_hours",
    name=_("Person-hours"),
    definition=_(
        "The hours of all participants of confirmed activities together: from the list of people where there is one, "
        "else participants times hours."
    ),
    unit=pgettext_lazy("unit", "person-hours"),
    model=Activity,
    stored=standard_tallies.of_activities("person_hours"),
    rows=activities,
    total="person_hours",
    opens=held(),
    **BY_ACTIVITY,
)
Figure(
    key="hazards.found",
    name=_("Hazards found"),
    definition=_(
        "Hazards found up to the day (and from the first day, if one is given); entries void by the day do not count."
    ),
    unit=UNIT_HAZARDS,
    model=Hazard,
    stored=standard_tallies.of_hazards("found"),
    rows=found,
    opens=found_in_period(),
    **BY_FINDING,
)
Figure(
    key="hazards.rectified",
    name=_("Hazards rectified"),
    definition=_(
        "Hazards whose rectification was seen at a re-check held up to the day (and from the first day, if one is "
        "given), whenever they were found, and that had not been opened again by the day."
    ),
    unit=UNIT_HAZARDS,
    model=Hazard,
    stored=standard_tallies.of_hazards("rectified"),
    rows=lambda asked: hazards(asked).rectified_between(asked.start, asked.as_of),
    opens=opened(
        "hazards",
        lambda asked: {"show": "rectified", "rechecked_from": asked.start, "as_of": asked.as_of},
    ),
    **BY_RECHECK,
)
Figure(
    key="hazards.open",
    name=_("Open hazards"),
    definition=_("Hazards found by the day and not yet seen as rectified at a re-check by then."),
    unit=UNIT_HAZARDS,
    model=Hazard,
    stored=standard_tallies.of_hazards("found_open", is_of_a_day=True),
    rows=lambda asked: hazards(asked).open_on(asked.as_of),
    opens=opened("hazards", lambda asked: {"show": "open", "as_of": asked.as_of}),
    **ON_THE_DAY,
)
Figure(
    key="hazards.overdue",
    name=_("Overdue hazards"),
    definition=_("Hazards open on the day whose deadline lies before it."),
    unit=UNIT_HAZARDS,
    model=Hazard,
    rows=lambda asked: hazards(asked).overdue_on(asked.as_of),
    opens=opened("hazards", lambda asked: {"show": "overdue", "as_of": asked.as_of}),
    **ON_THE_DAY,
)
Figure(
    key="hazards.major",
    name=_("Major hazards"),
    definition=_("Hazards found up to the day (and from the first day, if one is given) that are graded as major."),
    unit=UNIT_HAZARDS,
    model=Hazard,
    rows=lambda asked: found(asked).major(),
    opens=opened("hazards", lambda asked: {"show": "major", "found_from": asked.start, "as_of": asked.as_of}),
    **BY_FINDING,
)
Figure(
    key="hazards.rectification_share",
    name=_("Share of hazards rectified"),
    definition=_(
        "Of the hazards found up to the day (and from the first day, if one is given), those seen as rectified by the "
        "day, divided by all of them."
    ),
    unit="%",
    unit_code="share",
    model=Hazard,
    stored=standard_tallies.of_hazards("found_rectified", "found"),
    rows=lambda asked: found(asked) & hazards(asked).rectified_between(None, asked.as_of),
    of=found,
    opens=opened(
        "hazards",
        lambda asked: {
            "show": "rectified",
            "found_from": asked.start,
            "as_of": asked.as_of,
        },
    ),
    **BY_FINDING,
)
Figure(
    key="hazards.self_found_share",
    name=_("Share of hazards found by the enterprises themselves"),
    definition=_(
        "Of the hazards found up to the day (and from the first day, if one is given), those that the enterprise "
        "reported in its self-check before anyone else had found them there, divided by all of them."
    ),
    unit="%",
    unit_code="share",
    model=Hazard,
    rows=lambda asked: found(asked).self_found(asked.as_of),
    of=found,
    opens=opened(
        "hazards",
        lambda asked: {"show": "self_found", "found_from": asked.start, "as_of": asked.as_of},
    ),
    places=HAZARD_PLACES,
)
Figure(
    key="hazards.self_removed_share",
    name=_("Share removed in time of the hazards found by the enterprises themselves"),
    definition=_(
        "Of the hazards that enterprises had found themselves before anyone came, up to the day (and from the first "
        "day, if one is given), those rectified by their deadline, as a re-check had seen by the day."
    ),
    unit="%",
    unit_code="share",
    model=Hazard,
    rows=lambda asked: found(asked).self_removed(asked.as_of),
    of=lambda asked: found(asked).self_found(asked.as_of),
    opens=opened(
        "hazards",
        lambda asked: {"show": "self_removed", "found_from": asked.start, "as_of": asked.as_of},
    ),
    places=HAZARD_PLACES,
)
Figure(
    key="stops.standing",
    name=_("Stops of production standing"),
    definition=_(
        "Stops of production, voluntary or ordered, that had begun by the day and were not resumed by then; two stops "
        "because of one hazard are two."
    ),
    unit=pgettext_lazy("unit", "stops"),
    model=ProductionStop,
    rows=lambda asked: asked.rows(ProductionStop, "hazard__organisation__").standing_on(asked.as_of),
    opens=opened("stops", lambda asked: {"standing_on": asked.as_of}),
    facts=("stopped_on", "lifted_on", "kind"),
    places={"grid": ("hazard__enterprise__grid", "grid"), "enterprise": ("hazard__enterprise", "enterprise")},
)
Figure(
    key="transfers.made",
    name=_("Leads transferred"),
    definition=_(
        "Leads of major hazards whose letter of transfer went out up to the day (and from the first day, if one is "
        "given); whether a case is filed is the authority's to decide."
    ),
    unit=pgettext_lazy("unit", "leads"),
    model=CaseTransfer,
    rows=lambda asked: asked.rows(CaseTransfer, "hazard__organisation__").made_between(asked.start, asked.as_of),
    opens=opened("case_transfers", lambda asked: {"show": "made", "sent_from": asked.start, "sent_to": asked.as_of}),
    dated=_("the day the letter of transfer went out"),
    facts=("sent_on", "state"),
    places={"enterprise": ("hazard__enterprise", "enterprise")},
)


def self_checks(asked):
    """Self-checks within reach, whatever has become of them."""
    return asked.rows(SelfCheck, "enterprise__organisation__")


def issued(asked):
    """Self-checks issued in the period."""
    return self_checks(asked).issued_between(asked.start, asked.as_of)


def returned(asked):
    """Self-checks returned in the period."""
    return self_checks(asked).returned_between(asked.start, asked.as_of)


BY_RETURN = {
    "dated": _("the day the self-check was returned"),
    "facts": ("returned_at", "state", "found_count"),
    "places": {
        "grid": ("enterprise__grid", "grid"),
        "enterprise": ("enterprise", "enterprise"),
        "campaign": ("campaign", "campaign"),
    },
}
Figure(
    key="self_checks.returned",
    name=_("Self-checks returned"),
    definition=_(
        "Self-checks that came back up to the day (and from the first day, if one is given), late ones and those with "
        "nothing found included; one that was sent back does not count until it is returned again."
    ),
    unit=UNIT_SHEETS,
    model=SelfCheck,
    rows=returned,
    opens=opened(
        "self_checks", lambda asked: {"show": "returned", "returned_from": asked.start, "returned_to": asked.as_of}
    ),
    **BY_RETURN,
)
Figure(
    key="self_checks.nil",
    name=_("Self-checks with nothing found"),
    definition=_("Self-checks that came back by their day of return and say explicitly that nothing was found."),
    unit=UNIT_SHEETS,
    model=SelfCheck,
    rows=lambda asked: returned(asked).filter(found_count=0),
    opens=opened(
        "self_checks", lambda asked: {"show": "nil", "returned_from": asked.start, "returned_to": asked.as_of}
    ),
    **BY_RETURN,
)
Figure(
    key="self_checks.returned_share",
    name=_("Share of self-checks returned"),
    definition=_(
        "Of the self-checks issued up to the day (and from the first day, if one is given), those returned by the day, "
        "divided by all of them."
    ),
    unit="%",
    unit_code="share",
    model=SelfCheck,
    rows=lambda asked: issued(asked) & self_checks(asked).returned_between(None, asked.as_of),
    of=issued,
    opens=opened(
        "self_checks",
        lambda asked: {
            "show": "returned",
            "issued_from": asked.start,
            "issued_to": asked.as_of,
            "returned_to": asked.as_of,
        },
    ),
    **BY_RETURN | {"dated": _("the day the self-check was issued")},
)
