"""What waits for whom among the major hazards: proposals, plans, reports, stops, transfers, closings."""

from django.utils.translation import gettext as _

from portal.generic.piles import pile
from volunteers.choices import StopState
from volunteers.models import CaseTransfer, Hazard, ProductionStop


def waiting(user):
    """Piles of this person, empty ones too."""
    majors = Hazard.objects.select_related("enterprise")
    show = "major_hazards"
    yield pile(
        _("Levels proposed"),
        majors.allowing(user, "grade").proposed().by_due_day(),
        show,
        {"lacks": "answer"},
        why=_("Somebody thinks that they are major; the centre decides."),
    )
    yield pile(
        _("Major hazards without a plan"),
        majors.allowing(user, "hand_in_plan").without_plan().by_due_day(),
        show,
        {"lacks": "plan"},
        urgent=True,
        why=_("Duty, measures, funds, deadline and emergency plan are to be written down."),
    )
    yield pile(
        _("Plans of treatment to answer"),
        majors.allowing(user, "grade").with_plan_to_answer().by_due_day(),
        show,
        {"lacks": "plan_answer"},
    )
    yield pile(
        _("Major hazards to report upward"),
        majors.allowing(user, "close_major").without_report().by_due_day(),
        show,
        {"lacks": "report"},
        urgent=True,
        why=_("The authority in charge has not been told yet."),
    )
    yield from under_way(user)


def under_way(user):
    """What stands still, and what has been handed over."""
    stops = ProductionStop.objects.allowing(user, "lift").standing().select_related("hazard__enterprise")
    yield pile(
        _("Stops of production standing"),
        stops.order_by("stopped_on", "pk"),
        "stops",
        {"state": StopState.STANDING.value},
    )
    transfers = CaseTransfer.objects.allowing(user, "send").running().select_related("hazard__enterprise")
    yield pile(
        _("Transfers under way"),
        transfers.order_by("prepared_on", "pk"),
        "case_transfers",
        {"show": "running"},
        why=_("To be sent or decided against; or the authority's answer is to be registered."),
    )
