"""What waits at the members: letters to answer, confirmations to decide, people of dissolved organisations."""

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Member, TransferOfMembership
from portal.generic.piles import pile


def waiting(user):
    """Transfers to answer, probations that are over, people to be transferred from dissolved organisations."""
    letters = TransferOfMembership.objects.allowing(user, "receive").waiting()
    letters = letters.select_related("member", "from_organisation", "to_organisation")
    yield pile(_("Transfers to answer"), letters, "transfers", {"mine": "true"})
    over = Member.objects.allowing(user, "confirm").probation_over(timezone.localdate())
    yield pile(
        _("Probation over"),
        over.order_by("joined_on", "pk"),
        "members",
        {"show": "probation"},
        why=_("The year is over: the members' meeting decides about the confirmation."),
    )
    left = Member.objects.allowing(user, "ask_transfer").left_behind().order_by("organisation_id", "pk")
    yield pile(
        _("Members of dissolved organisations"),
        left,
        "members",
        {"show": "left_behind"},
        why=_("Each membership has to go to another organisation."),
    )
