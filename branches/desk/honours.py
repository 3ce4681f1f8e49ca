"""What waits among the honours: to recommend, to put out, to name."""

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import HonourState
from branches.models import Honour
from portal.generic.piles import pile


def waiting(user):
    """The next step of an honour, for whoever takes it."""
    rows = Honour.objects.select_related("kind", "organisation").order_by("pk")
    yield pile(
        _("Honours to recommend"),
        rows.allowing(user, "recommend").filter(state=HonourState.APPLIED).exclude(applied_by=user),
        "honours",
        {"state": HonourState.APPLIED.value},
    )
    yield pile(
        _("Honours to put out for objection"),
        rows.allowing(user, "publish_notice").filter(state=HonourState.RECOMMENDED),
        "honours",
        {"state": HonourState.RECOMMENDED.value},
    )
    today = timezone.localdate()
    yield pile(
        _("Honours whose public notice has ended"),
        rows.allowing(user, "name").notice_over_by(today),
        "honours",
        {"notice_over_by": today.isoformat()},
    )
