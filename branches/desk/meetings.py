"""What waits in organisational life: records to sign, records that came back, branches that missed a meeting."""

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import MeetingState
from branches.models import Meeting, Organisation
from branches.models.frequencies import missing
from portal.generic.piles import pile


def waiting(user):
    """Meetings not signed, sent back, and the branches behind with one."""
    today = timezone.localdate()
    mine = Meeting.objects.allowing(user, "record").filter(state=MeetingState.DRAFT).select_related("organisation")
    yield pile(_("Meetings sent back"), mine.exclude(sent_back_reason=""), "meetings", {"show": "sent_back"})
    yield pile(
        _("Meetings to sign"), mine.overdue_on(today).order_by("held_on", "pk"), "meetings", {"show": "to_record"}
    )
    behind = missing(organisations(user), today)
    yield pile(
        _("Branches that missed a meeting"),
        behind,
        "meetings_missed",
        {"missed": "any"},
        why=_("Nothing was recorded in the last whole month, quarter or year for which the rules ask for it."),
    )


def organisations(user):
    """The organisations in force whose meetings this person writes, or looks over as an adviser or official."""
    rows = Organisation.objects.visible_to(user)
    reached = Organisation.scope.reach(Organisation, user, Meeting.grants["add"] | Meeting.grants["send_back"])
    return (rows if reached is None else rows.filter(reached)).in_force_on(timezone.localdate())
