"""What waits at committees: terms that end, and what the rules have to say."""

from django.utils.translation import gettext as _

from branches.models import Organisation
from branches.models.hints import hinted
from branches.reminders import TERM
from portal.generic.piles import pile


def waiting(user):
    """Terms of which the clock has reminded, and organisations with hints, for whoever can do something about them."""
    rows = Organisation.objects.allowing(user, "elect")
    overdue = rows.with_term().filter(pk__in=TERM.subjects())
    yield pile(
        _("Terms that end"),
        overdue.order_by("term_ends_on", "pk"),
        "terms",
        {"reminded": "true"},
        urgent=overdue.filter(pk__in=TERM.subjects(0, 1)).exists(),
        why=_("Prepare the election, or record it if it has been held."),
    )
    yield pile(_("Worth looking at"), hinted(rows.counted()).order_by("path"), "hints", {})
