"""What waits for whom among the self-checks, as piles for the desk."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.generic.piles import pile
from volunteers.choices import SelfCheckState
from volunteers.models import SelfCheck


def waiting(user):
    """Piles of this person, empty ones too."""
    rows = SelfCheck.objects.select_related("enterprise", "campaign", "round").order_by("due_on", "pk")
    today = timezone.localdate()
    mine = rows.allowing(user, "fill").shown("waiting")
    yield pile(
        _("Self-checks to fill in"),
        mine,
        "self_checks",
        {"show": "waiting"},
        urgent=mine.filter(due_on__lte=today).exists(),
        why=_("Nothing found has to be returned too."),
    )
    keyed = rows.allowing(user, "key").shown("waiting")
    yield pile(
        _("Enterprises that have not returned their self-check"),
        keyed,
        "self_checks",
        {"show": "waiting"},
        urgent=keyed.filter(due_on__lt=today).exists(),
        why=_("Remind them, or key in what they handed over on paper."),
    )
    returned = rows.allowing(user, "receive").filter(state=SelfCheckState.RETURNED)
    yield pile(_("Self-checks to receive"), returned, "self_checks", {"state": SelfCheckState.RETURNED.value})
    received = rows.allowing(user, "look_over").shown("to_look_over")
    yield pile(_("Self-checks to look over"), received, "self_checks", {"show": "to_look_over"})
