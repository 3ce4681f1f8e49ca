"""Pages of the grids."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.filters.enterprises import GridFilter
from branches.forms.enterprises import GridForm
from branches.models import Appointment, Enterprise, Grid
from branches.tables.enterprises import CoveredTable, GridTable
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
