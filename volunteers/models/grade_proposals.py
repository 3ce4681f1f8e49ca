"""Proposals of a level: whoever finds a hazard may think it major; the emergency centre alone decides."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.deeds import log
from portal.states import Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import HazardLevel, HazardState, ProposalState
from volunteers.models.hazard_questions import OPEN_STATES
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.hazards import Hazard

# Where the centre may still (re)grade: what has been re-checked keeps its level.
GRADABLE = OPEN_STATES


class GradeProposalQuerySet(ScopedQuerySet):
    """Questions about proposals."""

    def waiting(self):
        """Not answered, and the hazard can still be graded."""
        return self.filter(state=ProposalState.MADE, hazard__state__in=GRADABLE)


class GradeProposal(Stateful):
    """Somebody thinks that a hazard is of this level, by this clause; answered when the centre grades, or declines."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, verbose_name=_("hazard"), related_name="proposals")
    state = models.CharField(
        _("state"), max_length=8, choices=ProposalState, default=ProposalState.MADE, editable=False
    )
    level = models.CharField(_("proposed level"), max_length=8, choices=HazardLevel)
    clause = models.CharField(_("proposed clause"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    proposed_on = models.DateField(_("proposed on"), default=timezone.localdate)
    proposed_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("proposed by"), related_name="+", null=True
    )
    answer = models.CharField(_("answer of the centre"), max_length=500, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    answered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("answered by"), related_name="+", null=True, editable=False
    )

    scope = hazard_scope("hazard")
    grants = permissions.GRADE_PROPOSAL
    objects = GradeProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed level")
        verbose_name_plural = _("proposed levels")
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_one_waits",
                fields=["hazard", "proposed_by"],
                condition=Q(state=ProposalState.MADE),
                violation_error_message=_("Your proposal is waiting for the centre already."),
            ),
            models.CheckConstraint(
                name="proposal_answered_has_day",
                condition=Q(state=ProposalState.MADE, answered_on=None)
                | (~Q(state=ProposalState.MADE) & Q(answered_on__isnull=False)),
                violation_error_message=_("An answer has its day."),
            ),
        ]

    def __str__(self):
        return f"{self.hazard.number} · {self.get_level_display()}"

    def get_absolute_url(self):
        return self.hazard.get_absolute_url()

    @classmethod
    def propose(cls, hazard, *, by, level, reason, clause=""):
        """Say what level the hazard should have; it stays as it is until the centre grades it."""
        if not reason.strip():
            raise Refused(_("Say why: what was seen, and which item it meets."))
        with transaction.atomic():
            now = hazard.locked()
            if now.state not in GRADABLE:
                raise Refused(_("It has been re-checked already: its level stays."))
            if now.state != HazardState.REGISTERED and now.level == level:
                raise Refused(_("It is graded like that already."))
            if cls._base_manager.filter(hazard=now, proposed_by=by, state=ProposalState.MADE).exists():
                raise Refused(_("Your proposal is waiting for the centre already."))
            facts = {"level": level, "clause": clause.strip(), "reason": reason.strip()}
            made = cls._base_manager.create(hazard=now, proposed_by=by, **facts)
            log(now, "portal.proposal", user=by, data={"facts": {name: str(v) for name, v in facts.items() if v}})
            return made

    @transition(ProposalState.MADE, ProposalState.DECLINED, label=_("Do not accept the proposal"))
    def decline(self, *, by, answer):
        """The level stays as it is."""
        if not answer.strip():
            raise Refused(_("Say why it is not accepted."))
        self.answer, self.answered_on, self.answered_by = answer.strip(), timezone.localdate(), by
