"""What happens to the task forces of an organisation that ends: they go on where it goes on, or end with it."""

from branches.models.endings import Follower, register
from volunteers.models import TaskForceMove


@register
class TaskForces(Follower):
    """The task forces of the organisation."""

    def begin(self, change, *, by):
        """Move them to the receiving organisation, or disband them on the day."""
        TaskForceMove.follow(change, by=by)

    def load(self, changes, saver):
        """The same for the changes of a ledger."""
        TaskForceMove.load(changes, saver)

    def undo(self, change, *, by):
        """They belong where they belonged."""
        for move in TaskForceMove.objects.filter(change=change).select_related("task_force"):
            move.take_back(by=by)

    def renew(self, change, corrected, *, by):
        """They moved or ended on the day that the decision says now."""
        for move in TaskForceMove.objects.filter(change=change).select_related("task_force"):
            move.renew(corrected, by=by)
