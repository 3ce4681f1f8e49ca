"""Pages of the enterprises."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from branches.choices import Gap
from branches.filters.enterprises import EnterpriseFilter
from branches.forms.enterprises import EnterpriseForm
from branches.models import Enterprise
from branches.tables.enterprises import CoveredTable, EnterpriseTable
from branches.tables.people import HolderTable
from portal.generic import annexes
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView

PHONES = ("grid_worker_phone", "safety_officer_phone")
TENANTS_SHOWN = 30


class EnterpriseList(ListView):
    """The enterprises by name."""

    model = Enterprise
    table_class = EnterpriseTable
    filterset_class = EnterpriseFilter
    related = ("grid", "sector", "organisation")
    prefetch = ("processes",)
    order = ("name", "pk")
    add_url = "enterprise_add"
    add_label = gettext_lazy("New enterprise")
    empty_text = gettext_lazy("No enterprise yet. Enter one, or import the register.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Without a party organisation"), {"has_branch": "false"}),
        (gettext_lazy("Without a grid worker"), {"lacks": Gap.GRID_WORKER.value}),
        (gettext_lazy("Without a linked cadre"), {"lacks": Gap.LINKED_CADRE.value}),
    )


class EnterpriseDetail(DetailView):
    """The record of an enterprise."""

    model = Enterprise
    related = ("grid", "sector", "landlord", "organisation")
    url_prefix = "enterprise"
    edit_url = "enterprise_edit"
    masked = PHONES
    field_groups = (
        (
            gettext_lazy("Enterprise"),
            ("name", "credit_code", "trade", "address", "organisation", "remark"),
        ),
        (
            gettext_lazy("Risk profile"),
            ("processes", "employees", "has_dormitory", "landlord"),
        ),
        (
            gettext_lazy("Grid and contacts"),
            (
                "grid",
                "sector",
                "grid_worker_name",
                "grid_worker_phone",
                "linked_cadre_name",
                "safety_officer_name",
                "safety_officer_phone",
            ),
        ),
    )

    def subheading(self):
        return self.object.get_trade_display()

    def actions(self):
        return [*super().actions(), *annexes.gathered(annexes.DOORS, self)]

    def panels(self):
        return [*self.answerable(), *self.tenants(), *annexes.gathered(annexes.PANELS, self)]

    def answerable(self):
        """Who is appointed today to answer for the enterprise: at itself, at its grid and at its sector."""
        missing = [gap.label for gap in self.object.missing()]
        context = {"table": HolderTable(self.object.answerable()), "missing": missing}
        yield Panel(_("Who answers for it"), "branches/_answerable.html", context)

    def tenants(self):
        """The enterprises that rent rooms here, as far as they exist for this person."""
        rows = Enterprise.objects.visible_to(self.request.user).filter(landlord=self.object)
        rows = rows.prefetch_related("processes").order_by("name", "pk")[:TENANTS_SHOWN]
        if rows:
            yield Panel(_("Tenants"), "generic/_related.html", {"table": CoveredTable(rows)})


class EnterpriseEdit(EditView):
    """Enter an enterprise, or bring its record up to date."""

    model = Enterprise
    form_class = EnterpriseForm
    masked = PHONES
    add_heading = gettext_lazy("New enterprise")


class EnterpriseGaps(LoginRequiredMixin, View):
    """What the risk profiles lack: how many enterprises have no grid worker, no cadre …; each opens its rows."""

    def get(self, request):
        if not set(Enterprise.grants["export"]) & request.user.roles:
            raise PermissionDenied
        rows = Enterprise.objects.visible_to(request.user)
        total = rows.count()
        lines = [
            {"label": gap.label, "count": count, "url": f"{reverse('enterprises')}?lacks={gap.value}"}
            for gap, count in rows.gaps()
        ]
        return render(request, "branches/enterprise_gaps.html", {"lines": lines, "total": total})
