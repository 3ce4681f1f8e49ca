"""The registry as it was on a day, as it is known today or was known on another day."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.filters.spells import SpellFilter
from branches.models import OrganisationSpell
from branches.tables.spells import LifeTable, SpellTable
from portal.generic.details import Panel
from portal.generic.lists import ListView


class RegistryOfADay(ListView):
    """Every organisation in force on a day, with the name, kind, superior and host of that day."""

    model = OrganisationSpell
    table_class = SpellTable
    filterset_class = SpellFilter
    related = ("organisation", "enterprise")
    order = ("lineage", "pk")
    empty_text = gettext_lazy("On this day no organisation was in force.")
    template_name = "branches/registry_of_a_day.html"

    def get_queryset(self):
        return super().get_queryset().counted()

    def context(self, page):
        context = super().context(page)
        is_valid = self.filterset.is_valid()
        day = self.filterset.asked_day if is_valid else timezone.localdate()
        known = self.filterset.known_day if is_valid else day
        return context | {"day": day, "known": known if known < timezone.localdate() else None}


def life_panel(view):
    """What the organisation was from day to day, on its record; nothing where nothing has changed."""
    rows = OrganisationSpell.objects.visible_to(view.request.user).known().filter(organisation=view.object)
    rows = list(rows.select_related("parent", "enterprise").order_by("-start")[:50])
    if len(rows) < 2 and not (rows and rows[0].end):
        return None
    context = {
        "table": LifeTable(rows),
        "link_url": f"{reverse('organisations_as_of')}?below={view.object.pk}",
        "link_label": _("On another day"),
    }
    return Panel(_("From day to day"), "generic/_related.html", context)
