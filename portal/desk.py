"""The signed-in home: what waits for me, by role, and my figures; each line opens into exactly its records."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from branches.desk import waiting as branches_waiting
from branches.models import Meeting, Member
from branches.permissions import COMPONENTS
from news.desk import waiting_pages
from portal.figures import Asked, figure
from portal.gallery import samples
from portal.generic.piles import pile
from volunteers import hazard_desk, major_desk, self_check_desk
from volunteers.choices import ActivityState
from volunteers.models import Activity, Hazard

DESK_FIGURES = (
    "organisations.total",
    "sites.completed",
    "sites.share",
    "activities.cleanups",
    "hazards.found",
    "hazards.rectified",
    "hazards.open",
    "hazards.overdue",
)


def activities_waiting(user):
    """Plans whose day has come, activities to put right, to hand in, and those to confirm."""
    rows = Activity.objects.select_related("task_force", "kind")
    due = rows.allowing(user, "hold").due(timezone.localdate())
    yield pile(_("Planned activities to log"), due, "activities", {"show": "due"})
    back = rows.allowing(user, "submit").sent_back()
    yield pile(_("Activities sent back"), back, "activities", {"show": "sent_back"})
    drafts = rows.allowing(user, "submit").filter(state=ActivityState.DRAFT)
    yield pile(_("Activities to submit"), drafts, "activities", {"state": ActivityState.DRAFT.value})
    waiting = rows.allowing(user, "confirm").filter(state=ActivityState.SUBMITTED)
    yield pile(_("Activities to confirm"), waiting, "activities", {"state": ActivityState.SUBMITTED.value})


# Of more places than these the heading says how many.
MOST_PLACES = 2


def waiting_for(user):
    """Every pile of work that is not empty, urgent ones first."""
    sources = (
        hazard_desk.waiting,
        major_desk.waiting,
        self_check_desk.waiting,
        activities_waiting,
        branches_waiting,
        waiting_pages,
    )
    piles = [one for source in sources for one in source(user)]
    return sorted((one for one in piles if one["count"]), key=lambda one: not one["urgent"])


def offices_of(user):
    """What this person is, in words: each office, or how many where one role is held at many places."""
    held = {}
    for office in [*user.offices, *user.held_posts]:
        held.setdefault((office.role, type(office.place)), []).append(office)
    words = []
    for (_role, kind), offices in held.items():
        if len(offices) <= MOST_PLACES:
            words += [str(office) for office in offices]
        else:
            facts = {"role": offices[0].get_role_display(), "n": len(offices), "kind": kind._meta.verbose_name_plural}
            words.append(_("%(role)s · %(n)d %(kind)s") % facts)
    return words


def figure_cards(keys, asked, user):
    """Figures for a template: value, name, definition, and the list behind for whoever may open it."""
    cards = []
    for key in keys:
        one = figure(key)
        if not set(one.model.grants["view"]) & user.roles:
            continue
        answer, counted_at = one.lately(asked)
        cards.append(
            {
                "key": key,
                "value": answer.text,
                "unit": "" if one.unit_code == "share" else one.unit,
                "name": one.name,
                "definition": one.definition,
                "href": one.url(asked),
                "fraction": f"{answer.numerator} / {answer.denominator}" if answer.denominator is not None else "",
                "as_of": asked.as_of,
                "counted_at": counted_at,
            }
        )
    return cards


class DeskView(LoginRequiredMixin, View):
    """My desk."""

    def get(self, request):
        user = request.user
        asked = Asked(timezone.localdate(), user=user)
        figures = figure_cards(DESK_FIGURES, asked, user)
        context = {
            "piles": waiting_for(user),
            "figures": figures,
            "counted_at": min((one["counted_at"] for one in figures), default=None),
            "ageing": hazard_desk.ageing(user),
            "offices": offices_of(user),
            "quick": self.quick(user),
        }
        return render(request, "portal/desk.html", context)

    @staticmethod
    def quick(user):
        """The two things people come for with a phone in the hand."""
        doors = (
            (Meeting, "meeting_add", _("Write down a meeting"), "notebook-pen"),
            (Activity, "activity_plan", _("Plan an activity"), "calendar-clock"),
            (Activity, "activity_add", _("Log an activity"), "calendar-plus"),
            (Hazard, "hazard_add", _("Report a hazard"), "flag"),
        )
        found = [
            {"label": label, "url": reverse(name), "icon": icon}
            for model, name, label, icon in doors
            if set(model.grants["add"]) & user.roles
        ]
        own = Member.objects.visible_to(user).filter(user=user).first()
        own_record = [{"label": _("My membership"), "url": own.get_absolute_url(), "icon": "id-card"}] if own else []
        return [*own_record, *found]


class ComponentsView(LoginRequiredMixin, View):
    """All components of the look on one page, for those who look after the portal."""

    def get(self, request):
        if not COMPONENTS["view"] & request.user.roles:
            raise PermissionDenied
        return render(request, "portal/components.html", samples())
