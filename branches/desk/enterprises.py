"""What the emergency centre still has to name: enterprises without a grid worker, without a linked cadre."""

from django.utils.translation import gettext as _

from branches.choices import Gap
from branches.models import Enterprise
from portal.generic.piles import pile


def waiting(user):
    """Enterprises for which nobody answers, for whoever keeps the register."""
    rows = Enterprise.objects.allowing(user, "add").order_by("name", "pk")
    for gap, label in (
        (Gap.GRID_WORKER, _("Enterprises without a grid worker")),
        (Gap.LINKED_CADRE, _("Enterprises without a linked cadre")),
    ):
        yield pile(label, rows.lacking(gap), "enterprises", {"lacks": gap.value})
