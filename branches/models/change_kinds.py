"""The kinds of organisational change: by which verb each is done, what it takes, and what is asked of all of them."""

from functools import wraps

from django.apps import apps
from django.db import transaction

from branches.choices import ChangeKind, ChangeState, FollowUpState
from branches.scoping import ScopedQuerySet
from portal.counting import how_many

# After these nothing follows; the organisation stays in the registry as dissolved.
ENDING = (ChangeKind.DISSOLVED, ChangeKind.MERGED)
# Kept by the branch itself; no committee decides it and nothing is filed.
UNDECIDED = (ChangeKind.REHOSTED,)
# What each kind is done by: a verb of Organisation, and the facts it takes beside the papers.
VERBS = {
    ChangeKind.ESTABLISHED: ("establish_below", ()),
    ChangeKind.RENAMED: ("rename", ("name",)),
    ChangeKind.UPGRADED: ("upgrade", ("kind", "name")),
    ChangeKind.DOWNGRADED: ("downgrade", ("kind", "name", "branches_below")),
    ChangeKind.MOVED: ("move_below", ("parent",)),
    ChangeKind.MERGED: ("merge_into", ("into", "branches_below")),
    ChangeKind.ADJUSTED: ("adjust_committee", ()),
    ChangeKind.DISSOLVED: ("dissolve", ()),
}
# The papers of a decision, the same for every kind.
PAPERS = ("meeting", "document_number", "basis", "reason")
FIELD_OF = {"name": "name_after", "kind": "kind_after", "parent": "parent_after", "into": "merged_into"}


def tree_held(verb):
    """Let a verb have the tree of organisations for itself: two that move parts of it at once would tear it."""

    @wraps(verb)
    def alone(self, *places, **details):
        with transaction.atomic():
            roots = apps.get_model("branches", "Organisation")._base_manager.filter(depth=1).order_by("pk")
            list(roots.select_for_update().values_list("pk"))
            return verb(self, *places, **details)

    return alone


class OrganisationalChangeQuerySet(ScopedQuerySet):
    """Questions about organisational changes."""

    def applied(self):
        """Those in effect."""
        return self.filter(state=ChangeState.APPLIED)

    def planned(self):
        """Those that wait for their day, or should have been applied and could not."""
        return self.filter(state=ChangeState.PLANNED)

    def due_on(self, day):
        """Planned for `day` or before."""
        return self.planned().filter(effective_on__lte=day)

    def decided(self):
        """Decisions in effect: what a branch keeps for itself is none."""
        return self.applied().exclude(kind__in=UNDECIDED)

    def unfiled(self):
        """Decisions in effect that have not been filed with the superior organisation department."""
        return self.decided().filter(filed_on=None)

    def with_to_do(self):
        """Each with `to_do`: how many of its follow-ups are open. A subquery: grouping would sort all rows first."""
        open_rows = apps.get_model("branches", "FollowUp")._base_manager.filter(state=FollowUpState.OPEN)
        return self.annotate(to_do=how_many(open_rows, "change"))
