"""What waits in an assessment: to plan for the commissioner, to visit for the team, to answer for the branch."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.assessment_choices import AssessmentState, DeliberationState, RectificationState, ReportState
from branches.models import Assessment, BranchRectification, Deliberation
from branches.models.assessments import missing_of
from portal.generic.piles import pile

# Visits so many days ahead stand on the desk.
AHEAD = timedelta(days=14)


def waiting(user):
    """Piles of the commissioner, the assessors, the secretary and the adviser."""
    yield from assessments_waiting(user)
    yield from decisions_waiting(user)


def assessments_waiting(user):
    """What waits before the committee deliberates."""
    rows = Assessment.objects.select_related("organisation", "round")
    today = timezone.localdate()
    plan = rows.allowing(user, "schedule")
    yield pile(_("Assessments without team or day"), plan.unplanned(), "assessments", {"show": "unplanned"})
    reported = plan.filter(state=AssessmentState.REPORTED)
    yield pile(_("Reports to deliberate on"), reported, "assessments", {"state": AssessmentState.REPORTED.value})
    mine = rows.allowing(user, "visit")
    late = mine.to_visit().filter(visit_on__lt=today)
    why = _("The day has passed. Go there, or have the day changed.")
    yield pile(_("Visits overdue"), late, "assessments", {"show": "late"}, urgent=True, why=why)
    ahead = mine.to_visit().filter(visit_on__range=(today, today + AHEAD))
    query = {"show": "to_visit", "visit_from": today, "visit_to": today + AHEAD}
    yield pile(_("Visits of the next fortnight"), ahead, "assessments", query)
    visited = mine.filter(state=AssessmentState.VISITED)
    query = {"show": "mine", "state": AssessmentState.VISITED.value}
    yield pile(_("Assessments to report on"), visited, "assessments", query, lacks=missing_of)
    running = rows.visible_to(user).running_at(user)
    yield pile(_("Assessments of my branches"), running, "assessments", {"show": "running"}, lacks=missing_of)
    answerable = rows.allowing(user, "answer").filter(report__state=ReportState.SIGNED)
    yield pile(_("Assessment reports to answer"), answerable, "assessments", {"show": "unanswered"})


def decisions_waiting(user):
    """What waits once the committee has decided."""
    decided = Deliberation.objects.allowing(user, "execute").filter(state=DeliberationState.DECIDED)
    yield pile(_("Decisions to carry out"), decided, "deliberations", {"state": DeliberationState.DECIDED.value})
    rows = BranchRectification.objects.select_related("decision__organisation")
    own = rows.allowing(user, "finish")
    late = own.overdue_on(timezone.localdate())
    why = _("The committee has set a day, and it has passed.")
    yield pile(_("Rectifications overdue"), late, "branch_rectifications", {"show": "overdue"}, urgent=True, why=why)
    open_ones = own.filter(state=RectificationState.OPEN)
    yield pile(_("To rectify"), open_ones, "branch_rectifications", {"state": RectificationState.OPEN.value})
    done = rows.allowing(user, "accept").filter(state=RectificationState.DONE).exclude(done_by=user)
    yield pile(_("Rectifications to check"), done, "branch_rectifications", {"state": RectificationState.DONE.value})
