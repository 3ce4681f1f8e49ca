"""Pages of the grids and of the sectors."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.filters.enterprises import GridFilter, SectorFilter
from branches.forms.enterprises import GridForm, SectorForm
from branches.models import Appointment, Enterprise, Grid, Sector
from branches.tables.enterprises import CoveredTable, GridTable, SectorTable
from branches.tables.people import HolderTable
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView

SHOWN = 30


class GridList(ListView):
    """The grids in their order."""

    model = Grid
    table_class = GridTable
    filterset_class = GridFilter
    order = ("order", "pk")
    add_url = "grid_add"
    add_label = gettext_lazy("New grid")
    empty_text = gettext_lazy("No grid yet. Enter one, or import the register of enterprises, which names them.")

    def get_queryset(self):
        return super().get_queryset().with_workers()


class GridDetail(DetailView):
    """The record of a grid: its enterprises and who looks after them."""

    model = Grid
    url_prefix = "grid"
    edit_url = "grid_edit"
    field_groups = ((gettext_lazy("Grid"), ("name", "order")),)

    def panels(self):
        enterprises = Enterprise.objects.visible_to(self.request.user).filter(grid=self.object)
        offices = Appointment.objects.visible_to(self.request.user).filter(grid=self.object).in_force()
        rows = enterprises.prefetch_related("processes").order_by("name", "pk")[:SHOWN]
        context = {"table": CoveredTable(rows), "more_url": f"{reverse('enterprises')}?grid={self.object.pk}"}
        yield Panel(_("Enterprises"), "generic/_related.html", context)
        if offices.exists():
            table = HolderTable(offices.select_related("user").order_by("start"))
            yield Panel(_("Appointments"), "generic/_related.html", {"table": table})


class GridEdit(EditView):
    """Enter a grid or rename it."""

    model = Grid
    form_class = GridForm
    add_heading = gettext_lazy("New grid")


class SectorList(ListView):
    """The sectors in their order."""

    model = Sector
    table_class = SectorTable
    filterset_class = SectorFilter
    order = ("order", "pk")
    add_url = "sector_add"
    add_label = gettext_lazy("New sector")
    empty_text = gettext_lazy("No sector yet. Enter those for which the leaders of the zone answer.")

    def get_queryset(self):
        return super().get_queryset().with_leaders()


class SectorDetail(DetailView):
    """The record of a sector: its enterprises and the leader who answers for it."""

    model = Sector
    url_prefix = "sector"
    edit_url = "sector_edit"
    field_groups = ((gettext_lazy("Sector"), ("name", "order")),)

    def panels(self):
        enterprises = Enterprise.objects.visible_to(self.request.user).filter(sector=self.object)
        rows = enterprises.prefetch_related("processes").order_by("name", "pk")[:SHOWN]
        empty = _("No enterprise belongs to it yet. The sector is named on the record of the enterprise.")
        url = f"{reverse('enterprises')}?sector={self.object.pk}"
        context = {"table": CoveredTable(rows), "more_url": url, "empty_text": empty}
        yield Panel(_("Enterprises"), "generic/_related.html", context)
        empty = _("Nobody answers for it yet. The security administrator appoints a leader.")
        yield Panel(
            _("Leader"), "generic/_related.html", {"table": HolderTable(self.object.leaders()), "empty_text": empty}
        )


class SectorEdit(EditView):
    """Enter a sector or rename it."""

    model = Sector
    form_class = SectorForm
    add_heading = gettext_lazy("New sector")
