"""Transfers of membership (组织关系转接): one person from one organisation to another, by letter and receipt."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import Standing, TransferState
from branches.models.follow_ups import FollowUp
from branches.models.member_questions import PRESENT
from branches.models.members import Member, Membership, Roster
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.states import Refused, Stateful, transition

ANSWERS = ("receive", "send_back")


class TransferQuerySet(ScopedQuerySet):
    """Questions about transfers."""

    def allowing(self, user, verb):
        """Both sides see a transfer; the receiver answers it, or where that is outside the zone the sender."""
        rows = super().allowing(user, verb)
        if verb not in ANSWERS or not user.is_authenticated or not user.is_active:
            return rows
        reached = self.model.answering.reach(self.model, user, self.model.grants[verb])
        return rows if reached is None else rows.filter(reached)

    def waiting(self):
        """Asked for and not answered yet."""
        return self.filter(state=TransferState.ASKED)


class TransferOfMembership(Stateful):
    """One person's membership goes to another organisation, within the zone or outside it (by name)."""

    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="transfers")
    state = models.CharField(
        _("state of the transfer"), max_length=10, choices=TransferState, default=TransferState.ASKED, editable=False
    )
    from_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("from organisation"),
        related_name="transfers_out",
        null=True,
        blank=True,
    )
    from_name = models.CharField(_("from (outside the zone)"), max_length=120, blank=True)
    to_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("to organisation"),
        related_name="transfers_in",
        null=True,
        blank=True,
    )
    to_name = models.CharField(_("to (outside the zone)"), max_length=120, blank=True)
    # Who has to say that it was received: the receiver, or the sender where the receiver is not in the zone.
    answering_organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("answered by"), related_name="+", editable=False
    )
    letter_number = models.CharField(_("number of the letter"), max_length=40, blank=True)
    asked_on = models.DateField(_("letter written on"), default=timezone.localdate)
    asked_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("asked for by"), related_name="+", null=True, editable=False
    )
    answered_on = models.DateField(_("received on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("answer recorded by"), related_name="+", null=True, editable=False
    )
    return_reason = models.CharField(_("returned because"), max_length=200, blank=True, editable=False)

    scope = Scope(organisations=("from_organisation", "to_organisation"), persons=("member__user",))
    answering = Scope(organisations=("answering_organisation",))
    grants = permissions.TRANSFER
    fact_labels = {"on": _("on which day"), "reason": _("reason")}
    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer of membership")
        verbose_name_plural = _("transfers of membership")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="transfer_from_one_place",
                condition=Q(from_organisation__isnull=False, from_name="")
                | (Q(from_organisation=None) & ~Q(from_name="")),
                violation_error_message=_("Name one organisation from which the membership comes."),
            ),
            models.CheckConstraint(
                name="transfer_to_one_place",
                condition=Q(to_organisation__isnull=False, to_name="") | (Q(to_organisation=None) & ~Q(to_name="")),
                violation_error_message=_("Name one organisation to which the membership goes."),
            ),
            models.CheckConstraint(
                name="transfer_answered_has_day",
                condition=Q(state=TransferState.ASKED, answered_on=None)
                | (~Q(state=TransferState.ASKED) & Q(answered_on__isnull=False)),
                violation_error_message=_("An answered transfer has the day of the answer."),
            ),
            models.UniqueConstraint(
                name="transfer_one_at_a_time",
                fields=["member"],
                condition=Q(state=TransferState.ASKED),
                violation_error_message=_("A transfer of this person is under way already. Wait for its answer."),
            ),
        ]
        indexes = [
            models.Index(fields=["-asked_on", "-id"], name="transfer_newest"),
            models.Index(fields=["answering_organisation", "state"], name="transfer_to_answer"),
        ]

    def __str__(self):
        return f"{self.member} {self.origin} → {self.destination}"

    def get_absolute_url(self):
        return reverse("transfer", args=[self.pk])

    @property
    def origin(self):
        """From where, in words."""
        return str(self.from_organisation or self.from_name)

    @property
    def destination(self):
        """To where, in words."""
        return str(self.to_organisation or self.to_name)

    @classmethod
    @transaction.atomic
    def ask(cls, member, *, by, to_organisation=None, to_name="", letter_number="", asked_on=None):
        """The letter of introduction for `member` has been written; the organisation it goes to will answer."""
        member = member.locked()
        if member.state not in PRESENT:
            raise Refused(_t("This membership has ended; there is nothing to transfer."))
        if to_organisation and to_organisation.pk == member.organisation_id:
            raise Refused(_t("The membership lies there already. Choose another organisation."))
        if to_organisation and to_organisation.state == Standing.DISSOLVED:
            raise Refused(_t("That organisation is dissolved. Choose one in force."))
        transfer = cls(
            member=member,
            from_organisation=member.organisation,
            to_organisation=to_organisation,
            to_name=to_name,
            answering_organisation=to_organisation or member.organisation,
            letter_number=letter_number,
            asked_on=asked_on or timezone.localdate(),
            asked_by=by,
        )
        transfer.full_clean()
        transfer.save()
        return transfer

    @classmethod
    def arrived(cls, member, *, by, from_name, on, letter_number=""):
        """`member`, entered just now, came from outside the zone with a letter."""
        return cls.objects.create(
            member=member,
            state=TransferState.RECEIVED,
            from_name=from_name,
            to_organisation=member.organisation,
            answering_organisation=member.organisation,
            letter_number=letter_number,
            asked_on=on,
            asked_by=by,
            answered_on=on,
            answered_by=by,
        )

    @transition(TransferState.ASKED, TransferState.RECEIVED, label=_("Received"), tone="primary")
    def receive(self, *, by, on):
        """The receiving organisation has taken the membership over (for one outside: its receipt has come)."""
        self._answer(on, by)
        self._move(on, by)
        origin = self.from_organisation
        if origin.state == Standing.DISSOLVED and not origin.members.present().exists():
            FollowUp.objects.done_by_transfers(origin, on, by)

    def _move(self, on, by):
        member = self.member.locked()
        if member.state not in PRESENT or member.organisation_id != self.from_organisation_id:
            raise Refused(_t("The membership does not lie with the sender any more. Return the letter."))
        if self.to_organisation is None:
            member.move_out(by=by, on=on)
            return
        Roster.count_out(member, by=by)
        member.memberships.filter(end=None).update(end=on)
        Membership.objects.create(member=member, organisation=self.to_organisation, start=on)
        member.organisation = self.to_organisation
        member.version += 1
        member.save(update_fields=["organisation", "version", "updated_at"])
        Roster.count_in(member, by=by)

    @transition(TransferState.ASKED, TransferState.RETURNED, label=_("Return"))
    def send_back(self, *, by, on, reason):
        """The letter comes back: the membership stays where it was."""
        self._answer(on, by)
        self.return_reason = reason

    def _answer(self, on, by):
        if on < self.asked_on:
            raise Refused(_t("It cannot be answered before it was written, on %(day)s.") % {"day": self.asked_on})
        self.answered_on, self.answered_by = on, by
