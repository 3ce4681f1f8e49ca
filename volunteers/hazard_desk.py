"""What waits for whom among the hazards, as piles for the desk, and how old the open ones are."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.charts import row_chart
from portal.figures import figure
from portal.generic.piles import pile
from volunteers.choices import HazardState, InspectionState, ReinspectionState
from volunteers.models import Extension, Hazard, HazardRules, Inspection, Reinspection

STEPS = (
    ("grade", HazardState.REGISTERED, gettext_lazy("Hazards to grade")),
    ("start_rectifying", HazardState.GRADED, gettext_lazy("Hazards to hand on for rectification")),
    ("rectify", HazardState.RECTIFYING, gettext_lazy("Hazards to rectify")),
    ("verify", HazardState.AWAITING_RECHECK, gettext_lazy("Hazards waiting for a re-check")),
    ("close", HazardState.VERIFIED, gettext_lazy("Hazards to close")),
)


def waiting(user):
    """Piles of this person, empty ones too."""
    rows, today, rules = Hazard.objects.select_related("enterprise"), timezone.localdate(), HazardRules.current()
    yield from overdue(user, rows, today, rules)
    for verb, state, label in STEPS:
        mine = rows.allowing(user, verb).filter(state=state)
        if verb == "verify":
            # One's own finding or rectification is for somebody else to re-check.
            mine = mine.exclude(finder=user).exclude(rectified_by=user).exclude(discoverers__user=user)
        yield pile(str(label), mine.by_due_day(), "hazards", {"state": state.value})
    asked = Extension.objects.allowing(user, "grant").waiting().select_related("hazard").order_by("answer_by", "pk")
    yield pile(
        _("Requests for extension to answer"),
        asked,
        "extensions",
        {"show": "waiting"},
        urgent=asked.late_on(today).exists(),
        why=_("The enterprise waits to hear whether it has more time."),
    )
    visits = Inspection.objects.of(user).planned().between(None, today).order_by("day", "pk")
    query = {"state": InspectionState.PLANNED.value, "mine": "true", "day_to": today.isoformat()}
    yield pile(_("Visits to record"), visits.select_related("enterprise"), "inspections", query)
    again = Reinspection.objects.allowing(user, "hold").waiting().select_related("hazard", "draw")
    yield pile(_("Hazards to look at again"), again, "reinspections", {"state": ReinspectionState.DRAWN.value})


def overdue(user, rows, today, rules):
    """After the deadline, long after it, and before it."""
    past = pile(
        _("Overdue hazards"),
        rows.visible_to(user).overdue_on(today).order_by("due_on", "pk"),
        "hazards",
        {"show": "overdue"},
        urgent=True,
        why=_("The deadline has passed and nobody has re-checked them yet."),
    )
    days = rules.escalate_days
    if long := rows.allowing(user, "hear_of_overdue").long_overdue_on(today, days).count():
        label = ngettext("%(n)d of them for more than %(days)d days", "%(n)d of them for more than %(days)d days", long)
        past["part"] = {"label": label % {"n": long, "days": days}, "url": f"{reverse('hazards')}?show=long_overdue"}
    yield past
    yield pile(
        _("Hazards due soon"),
        rows.allowing(user, "rectify").due_soon_on(today, rules.remind_days).order_by("due_on", "pk"),
        "hazards",
        {"show": "due_soon"},
        why=_("To be put right within the next days."),
    )


def ageing(user):
    """For how long the open hazards within reach have been open, as a chart that opens into them; None without any."""
    if not set(Hazard.grants["view"]) & user.roles:
        return None
    counts = Hazard.objects.visible_to(user).by_age(timezone.localdate())
    if not any(counts.values()):
        return None
    lines = [(str(age.label), n, f"{reverse('hazards')}?age={age.value}") for age, n in counts.items()]
    return row_chart(lines, title=_("Open hazards by the days they have been open"), unit=figure("hazards.open").unit)
