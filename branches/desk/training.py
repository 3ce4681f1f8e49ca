"""What waits at training: invitations to answer, attendance to enter."""

from django.utils.translation import gettext as _

from branches.models import TrainingSession
from portal.generic.piles import pile


def waiting(user):
    """Sessions to which one is invited, and those whose list one keeps."""
    rows = TrainingSession.objects.visible_to(user).to_answer_by(user)
    yield pile(_("Training to answer"), rows.order_by("held_on", "pk"), "training", {"show": "answer"})
    rows = TrainingSession.objects.allowing(user, "attend").attendance_to_enter()
    yield pile(_("Training attendance to enter"), rows, "training", {"show": "attendance"})
