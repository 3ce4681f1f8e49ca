"""Pages of the enterprises."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.filters.enterprises import EnterpriseFilter
from branches.forms.enterprises import EnterpriseForm
from branches.models import Appointment, Enterprise
from branches.tables.enterprises import EnterpriseTable
from branches.tables.people import HolderTable
from portal.generic import annexes
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView

PHONES = ("grid_worker_phone", "safety_officer_phone")


class EnterpriseList(ListView):
    """The enterprises by name."""

    model = Enterprise
    table_class = EnterpriseTable
    filterset_class = EnterpriseFilter
    related = ("grid", "organisation")
    prefetch = ("processes",)
    order = ("name", "pk")
    add_url = "enterprise_add"
    add_label = gettext_lazy("New enterprise")
    empty_text = gettext_lazy("No enterprise yet. Enter one, or import the register.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Without a party organisation"), {"has_branch": "false"}),
    )


class EnterpriseDetail(DetailView):
    """The record of an enterprise."""

    model = Enterprise
    related = ("grid", "organisation")
    url_prefix = "enterprise"
    edit_url = "enterprise_edit"
    masked = PHONES
    field_groups = (
        (
            gettext_lazy("Enterprise"),
            ("name", "credit_code", "trade", "processes", "employees", "address", "organisation", "remark"),
        ),
        (
            gettext_lazy("Grid and contacts"),
            (
                "grid",
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
        rows = Appointment.objects.visible_to(self.request.user).filter(enterprise=self.object).in_force()
        table = HolderTable(rows.select_related("user").order_by("role", "start"))
        appointed = [Panel(_("Appointments"), "generic/_related.html", {"table": table})] if rows.exists() else []
        return [*appointed, *annexes.gathered(annexes.PANELS, self)]


class EnterpriseEdit(EditView):
    """Enter an enterprise, or bring its record up to date."""

    model = Enterprise
    form_class = EnterpriseForm
    masked = PHONES
    add_heading = gettext_lazy("New enterprise")
