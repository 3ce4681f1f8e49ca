"""What waits in the cycles of standardization: to answer, to review, to decide."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.choices import StandardState
from branches.models import BranchStandard
from branches.models.standards import missing_of
from portal.generic.piles import pile


def waiting(user):
    """Self-scores of the own branch, those of others to review, reviews to decide."""
    rows = BranchStandard.objects.select_related("organisation", "cycle").order_by("cycle__self_score_due_on", "pk")
    today = timezone.localdate()
    own = rows.allowing(user, "score").running().filter(state=StandardState.OPEN)
    first = own.first()
    yield pile(
        _("Standardization: clauses to answer"),
        own,
        "standards",
        {"running": "true", "state": StandardState.OPEN.value},
        urgent=first is not None and first.is_late,
        why=what_is_left(first) if first else "",
        lacks=missing_of,
    )
    others = rows.allowing(user, "judge").running().filter(state=StandardState.OPEN)
    yield pile(
        _("Branches that still score themselves"),
        others,
        "standards",
        {"running": "true", "state": StandardState.OPEN.value},
        lacks=missing_of,
    )
    to_review = rows.allowing(user, "judge").running().filter(state=StandardState.SELF_SCORED)
    yield pile(
        _("Self-scores to review"),
        to_review.exclude(self_scored_by=user),
        "standards",
        {"running": "true", "state": StandardState.SELF_SCORED.value},
        urgent=to_review.late_on(today).exists(),
    )
    yield pile(
        _("Reviewed branches to decide"),
        rows.allowing(user, "decide").running().filter(state=StandardState.REVIEWED),
        "standards",
        {"running": "true", "state": StandardState.REVIEWED.value},
    )


def what_is_left(standard):
    """How many clauses lack something and by when, for the branch that is due first."""
    words = ngettext("%(n)d clause lacks something", "%(n)d clauses lack something", standard.lacking)
    left = words % {"n": standard.lacking}
    if standard.sent_back_reason:
        left = _("Sent back: %(reason)s") % {"reason": standard.sent_back_reason} + " " + left
    return _("%(left)s; due on %(day)s.") % {"left": left, "day": f"{standard.cycle.self_score_due_on:%Y-%m-%d}"}
