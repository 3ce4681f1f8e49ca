"""What forms ask while somebody types: names of enterprises and task forces, and what is known of an enterprise."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import View

from branches.models import Enterprise
from portal.choosers import suggestions
from portal.generic.choosers import options
from volunteers.forms.fields import EnterpriseField, nameable_enterprises, nameable_task_forces
from volunteers.models import Activity, Hazard


class NamesView(LoginRequiredMixin, View):
    """Suggestions for a field in a report; only for those who report."""

    def get(self, request):
        if not (set(Hazard.grants["add"]) | set(Activity.grants["add"])) & request.user.roles:
            raise PermissionDenied
        typed = request.GET.get(request.GET.get("name", ""), "")[:100]
        found = suggestions(self.rows(), typed) if typed.strip() else []
        return render(request, "components/_options.html", {"options": options(found)})


class NameableEnterprises(NamesView):
    """Enterprises that the person may name."""

    def rows(self):
        """All of them for those who go everywhere."""
        return nameable_enterprises(self.request.user)


class NameableTaskForces(NamesView):
    """Task forces that may have joined."""

    def rows(self):
        """Every active task force of the zone."""
        return nameable_task_forces()


def enterprise_note(user, typed):
    """{"enterprise", "opens", "last_visit", "open_count", "processes"} of the enterprise meant by `typed`, or None."""
    field = EnterpriseField(user=user)
    try:
        enterprise = field.clean(typed) if typed else None
    except ValidationError:
        return None
    if enterprise is None:
        return None
    visits = (
        enterprise.hazards.aggregate(day=Max("found_on"))["day"],
        enterprise.activities.aggregate(day=Max("held_on"))["day"],
    )
    return {
        "enterprise": enterprise,
        "opens": Enterprise.objects.visible_to(user).filter(pk=enterprise.pk).exists(),
        "last_visit": max(filter(None, visits), default=None),
        "open_count": enterprise.hazards.open_on(timezone.localdate()).count(),
        "processes": "、".join(str(process) for process in enterprise.processes.all()),
    }


class EnterpriseNote(LoginRequiredMixin, View):
    """The note for the page, as htmx asks for it after an enterprise was chosen."""

    def get(self, request):
        if not set(Hazard.grants["add"]) & request.user.roles:
            raise PermissionDenied
        note = enterprise_note(request.user, request.GET.get("enterprise", "")[:200])
        return render(request, "volunteers/_enterprise_note.html", {"note": note})
