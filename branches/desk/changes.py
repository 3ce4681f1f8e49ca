"""What waits after the committee's decisions: filing them, what they leave to be done, what could not be applied."""

from django.utils.translation import gettext as _

from branches.models import Appointment, FollowUp, OrganisationalChange
from portal.generic.piles import pile


def waiting(user):
    """Failed plans, decisions not filed yet, open follow-ups."""
    failed = OrganisationalChange.objects.allowing(user, "apply").planned().exclude(failure="")
    yield pile(
        _("Planned changes that could not be applied"),
        failed.order_by("effective_on", "pk"),
        "changes",
        {"failed": "true"},
        urgent=True,
        why=_("Their day has come, but something stood in the way. Put it right and apply them, or call them off."),
    )
    unfiled = OrganisationalChange.objects.allowing(user, "file").unfiled()
    yield pile(_("Decisions to be filed"), unfiled.order_by("-effective_on", "-pk"), "changes", {"filed": "false"})
    left = Appointment.objects.allowing(user, "end").left_over().select_related("user", "organisation")
    yield pile(
        _("Appointments at organisations that have ended"),
        left.order_by("pk"),
        "appointments",
        {"left_over": "true"},
        why=_("The organisation has been dissolved or merged: end them, and appoint anew where the person goes on."),
    )
    open_ones = FollowUp.objects.allowing(user, "finish").open().select_related("change")
    yield pile(_("Follow-ups of decisions"), open_ones.order_by("pk"), "follow_ups", {"state": "open"})
