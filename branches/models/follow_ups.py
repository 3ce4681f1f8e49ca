"""What a decision leaves to be done: members' transfer, seal, archive, dues; each done by somebody on a day."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import ChangeKind, FollowUpKind, FollowUpState
from branches.models.changes import OrganisationalChange
from branches.scoping import Scope, ScopedQuerySet
from portal.states import Refused, Stateful, transition

_AT_THE_END = (
    FollowUpKind.MEMBERS,
    FollowUpKind.ENTERPRISES,
    FollowUpKind.SEAL,
    FollowUpKind.ARCHIVE,
    FollowUpKind.DUES,
    FollowUpKind.ACCOUNTS,
)
# domain.md 4.4: what has to follow each decision.
FOLLOWING = {
    ChangeKind.DISSOLVED: _AT_THE_END,
    ChangeKind.MERGED: _AT_THE_END,
    ChangeKind.DOWNGRADED: (FollowUpKind.ELECTION, FollowUpKind.SEAL, FollowUpKind.ARCHIVE),
    ChangeKind.UPGRADED: (FollowUpKind.ELECTION, FollowUpKind.SEAL),
    ChangeKind.RENAMED: (FollowUpKind.SEAL,),
    ChangeKind.ADJUSTED: (FollowUpKind.ELECTION,),
    ChangeKind.ESTABLISHED: (FollowUpKind.ELECTION, FollowUpKind.SEAL),
}


class FollowUpQuerySet(ScopedQuerySet):
    """Questions about follow-ups."""

    def open(self):
        """Those still to be done."""
        return self.filter(state=FollowUpState.OPEN)

    def waive_all(self):
        """None of them is needed: the decision behind them has been withdrawn."""
        self.update(state=FollowUpState.NOT_NEEDED)

    def done_by_election(self, organisation, day, by):
        """An election has been held: what waited for it at the organisation is done."""
        waiting = self.open().filter(change__organisation=organisation, kind=FollowUpKind.ELECTION)
        for one in waiting.filter(change__effective_on__lte=day):
            one.finish(by=by, done_on=day)

    def done_by_transfers(self, organisation, day, by):
        """The last person of a dissolved organisation has been taken over by another one."""
        for one in self.open().filter(change__organisation=organisation, kind=FollowUpKind.MEMBERS):
            one.finish(by=by, done_on=day)


class FollowUp(Stateful):
    """One thing that a decision leaves to be done, and who did it when."""

    change = models.ForeignKey(
        OrganisationalChange, models.PROTECT, verbose_name=_("organisational change"), related_name="follow_ups"
    )
    kind = models.CharField(_("what is to be done"), max_length=16, choices=FollowUpKind)
    state = models.CharField(
        _("state of the follow-up"), max_length=12, choices=FollowUpState, default=FollowUpState.OPEN, editable=False
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("done by"), related_name="+", null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    scope = Scope(organisations=("change__organisation",))
    grants = permissions.FOLLOW_UP
    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="follow_up_once",
                fields=["change", "kind"],
                violation_error_message=_("This stands on the list already."),
            ),
            models.CheckConstraint(
                name="follow_up_done_has_day",
                condition=Q(state=FollowUpState.DONE, done_on__isnull=False)
                | (~Q(state=FollowUpState.DONE) & Q(done_on=None)),
                violation_error_message=_("What is done has the day on which it was done, and nothing else has."),
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="follow_up_state")]

    def __str__(self):
        return f"{self.change.name_after} · {self.get_kind_display()}"

    def get_absolute_url(self):
        return self.change.get_absolute_url()

    @classmethod
    def begin(cls, change, *, left_out=()):
        """Write down what the change leaves to be done."""
        kinds = [kind for kind in FOLLOWING.get(ChangeKind(change.kind), ()) if kind not in left_out]
        cls.objects.bulk_create([cls(change=change, kind=kind) for kind in kinds])

    @transition(FollowUpState.OPEN, FollowUpState.DONE, label=_("Done"), tone="primary")
    def finish(self, *, by, done_on=None, note=""):
        """It has been done, today unless another day is given."""
        done_on = done_on or timezone.localdate()
        if done_on > timezone.localdate():
            raise Refused(_("This day has not come yet. Record it when it has."))
        self.done_on, self.done_by, self.note = done_on, by, note

    @transition(FollowUpState.OPEN, FollowUpState.NOT_NEEDED, label=_("Not needed"))
    def waive(self, *, by, note):
        """There is nothing to be done here, and why."""
        self.note, self.done_by = note, by

    @transition((FollowUpState.DONE, FollowUpState.NOT_NEEDED), FollowUpState.OPEN, label=_("Open again"))
    def reopen(self, *, by):
        """It was ticked by mistake."""
        self.done_on = self.done_by = None
        self.note = ""
