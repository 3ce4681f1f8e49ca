"""The working committee deliberates on reports, decides branch by branch, and has the registry changed: all or none."""

import uuid

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.assessment_choices import AssessmentState, DecisionKind, DeliberationState, Proposal
from branches.choices import BranchesBelow, ChangeKind, ChangeState, OrganisationKind
from branches.models.assessments import Assessment
from branches.models.branch_rectifications import BranchRectification
from branches.models.changes import OrganisationalChange
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.states import Record, Refused, Stateful, transition

# What the committee usually decides where the team proposes this; it decides as it sees fit.
USUAL = {
    Proposal.KEEP: DecisionKind.KEEP,
    Proposal.IMPROVE: DecisionKind.KEEP,
    Proposal.RECTIFY: DecisionKind.RECTIFY,
    Proposal.ADJUST: DecisionKind.ADJUST,
    Proposal.MERGE: DecisionKind.MERGE,
    Proposal.DISSOLVE: DecisionKind.DISSOLVE,
}
# Decisions that change the registry.
CHANGING = {
    DecisionKind.ADJUST: ChangeKind.ADJUSTED,
    DecisionKind.DOWNGRADE: ChangeKind.DOWNGRADED,
    DecisionKind.MERGE: ChangeKind.MERGED,
    DecisionKind.DISSOLVE: ChangeKind.DISSOLVED,
    DecisionKind.ESTABLISH: ChangeKind.ESTABLISHED,
}


class Deliberation(Stateful):
    """A meeting of the working committee that decides on the reports of its agenda."""

    office = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("held by"), related_name="deliberations")
    meeting = models.CharField(_("meeting"), max_length=120)
    held_on = models.DateField(_("held on"))
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    effective_on = models.DateField(_("decisions effective on"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=DeliberationState, default=DeliberationState.DRAFT, editable=False
    )

    scope = Scope(organisations=("office",))
    grants = permissions.DELIBERATION
    fact_labels = {"decision": _("decision")}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deliberation")
        verbose_name_plural = _("deliberations")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["-held_on", "-id"], name="deliberation_newest")]

    def __str__(self):
        return f"{self.meeting} {self.held_on:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("deliberation", args=[self.pk])

    @property
    def due_on(self):
        """The day that the desk shows beside it."""
        return self.effective_on

    # --- the agenda

    def put_on(self, assessments, *, by):
        """Put reported assessments on the agenda, each with the decision that its report proposes."""
        with transaction.atomic():
            self.refuse_unless_draft()
            for one in assessments:
                one.deliberate(by=by)
                report = one.report
                BranchDecision.objects.create(
                    deliberation=self,
                    assessment=one,
                    organisation=one.organisation,
                    kind=USUAL[Proposal(report.proposal)],
                    rectify_by=report.rectify_by,
                    reason=report.proposal_text[:500],
                )

    def found(self, *, by, **facts):
        """Put the founding of a new organisation on the agenda."""
        with transaction.atomic():
            self.refuse_unless_draft()
            decision = BranchDecision.objects.create(deliberation=self, kind=DecisionKind.ESTABLISH, **facts)
            log(self, "portal.edit", user=by, data={"facts": {"decision": str(decision)}})

    def change_decision(self, decision, *, by, **facts):
        """Let the agenda say something else about a branch."""
        with transaction.atomic():
            self.refuse_unless_draft()
            for name, value in facts.items():
                setattr(decision, name, value)
            decision.version += 1
            decision.save()
            log(self, "portal.edit", user=by, data={"facts": {"decision": str(decision)}})

    def take_off(self, decision, *, by):
        """Take a branch, or the founding of a new one, off the agenda again."""
        with transaction.atomic():
            self.refuse_unless_draft()
            if decision.assessment:
                decision.assessment.take_off(by=by)
            decision.delete()
            log(self, "portal.edit", user=by, data={"facts": {"decision": str(decision)}})

    def refuse_unless_draft(self):
        """What has been decided does not change."""
        if self.locked().state != DeliberationState.DRAFT:
            raise Refused(gettext("The committee has decided; the agenda is closed."))

    # --- deciding and carrying out

    @transition(
        DeliberationState.DRAFT, DeliberationState.DECIDED, label=pgettext_lazy("committee", "Decide"), tone="primary"
    )
    def decide(self, *, by):
        """The committee has decided as the agenda says. Nothing in the registry changes yet."""
        decisions = list(self.decisions.select_related("assessment", "organisation", "into"))
        if not decisions:
            raise Refused(gettext("Nothing is on the agenda yet. Put reports on it first."))
        if self.held_on > timezone.localdate():
            raise Refused(gettext("The meeting has not been held yet."))
        for decision in decisions:
            decision.refuse_unless_whole()
        for decision in decisions:
            if decision.assessment:
                decision.assessment.decide(by=by)
            if decision.kind == DecisionKind.RECTIFY:
                BranchRectification.objects.create(decision=decision, due_on=decision.rectify_by)

    @transition(DeliberationState.DECIDED, DeliberationState.EXECUTED, label=_("Carry out"), tone="primary")
    def execute(self, *, by):
        """Have the registry changed on the effective day, all decisions or none, and close what needs no change."""
        together, changes = uuid.uuid4(), []
        for decision in self.decisions.select_related("assessment__report", "organisation", "into", "below"):
            if decision.kind in CHANGING:
                decision.change = decision.plan(by=by, together=together)
                decision.save(update_fields=["change"])
                changes.append(decision.change)
            elif decision.assessment and decision.kind != DecisionKind.RECTIFY:
                decision.assessment.execute(by=by)
        OrganisationalChange.carry_out(changes, by=by)
        self.settle(by=by)

    def settle(self, *, by):
        """Close the assessments whose change has come into effect."""
        done = self.decisions.filter(
            change__state=ChangeState.APPLIED, assessment__state=AssessmentState.DECIDED
        ).select_related("assessment")
        for decision in done:
            decision.assessment.execute(by=by)

    @classmethod
    def settle_due(cls):
        """By the clock, after the registry's own: close what a change planned for a later day has brought about."""
        waiting = BranchDecision.objects.filter(
            change__state=ChangeState.APPLIED, assessment__state=AssessmentState.DECIDED
        )
        for one in cls.objects.filter(pk__in=waiting.values("deliberation")):
            one.settle(by=None)


class BranchDecision(Record):
    """What the committee decides about one branch, or that a new one is founded."""

    deliberation = models.ForeignKey(
        Deliberation, models.PROTECT, verbose_name=_("deliberation"), related_name="decisions"
    )
    assessment = models.OneToOneField(
        Assessment, models.PROTECT, verbose_name=_("assessment"), related_name="decision", null=True, editable=False
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("branch"),
        related_name="assessment_decisions",
        null=True,
        editable=False,
    )
    kind = models.CharField(_("decision"), max_length=10, choices=DecisionKind)
    rectify_by = models.DateField(_("rectify by"), null=True, blank=True)
    into = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("merged into"), related_name="+", null=True, blank=True
    )
    branches_below = models.CharField(_("branches below"), max_length=8, choices=BranchesBelow, blank=True)
    name = models.CharField(_("new name"), max_length=120, blank=True)
    below = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("superior organisation"), related_name="+", null=True, blank=True
    )
    new_kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    change = models.OneToOneField(
        OrganisationalChange,
        models.PROTECT,
        verbose_name=_("organisational change"),
        related_name="decided_by",
        null=True,
        editable=False,
    )

    class Meta:
        verbose_name = _("decision about a branch")
        verbose_name_plural = _("decisions about branches")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="branch_decision_about_a_branch",
                condition=Q(kind=DecisionKind.ESTABLISH, organisation=None)
                | (~Q(kind=DecisionKind.ESTABLISH) & Q(organisation__isnull=False)),
                violation_error_message=_("A decision is about a branch; only a founding has none yet."),
            )
        ]

    def __str__(self):
        return f"{self.organisation or self.name}: {self.get_kind_display()}"

    def get_absolute_url(self):
        return self.deliberation.get_absolute_url()

    @property
    def basis(self):
        """What the decision rests on: the number of the report."""
        if self.assessment is None:
            return ""
        return gettext("assessment report %(number)s") % {"number": self.assessment.report.number}

    @classmethod
    def about(cls, assessment):
        """The decision about an assessed branch, once the committee has taken it; else None."""
        rows = cls.objects.filter(assessment=assessment).exclude(deliberation__state=DeliberationState.DRAFT)
        return rows.select_related("deliberation", "rectification").first()

    def refuse_unless_whole(self):
        """Refuse a decision that says too little to be carried out."""
        name = str(self.organisation or self.name or "—")
        if self.kind == DecisionKind.RECTIFY and not self.rectify_by:
            raise Refused(gettext("“%(name)s”: say by when it has to rectify.") % {"name": name})
        if self.kind == DecisionKind.MERGE and not self.into:
            raise Refused(gettext("“%(name)s”: say into which organisation it merges.") % {"name": name})
        if self.kind == DecisionKind.DISSOLVE and not self.reason:
            raise Refused(gettext("“%(name)s”: say why it is dissolved.") % {"name": name})
        if self.kind == DecisionKind.ESTABLISH and not (self.name and self.below and self.new_kind):
            raise Refused(gettext("Give the new organisation its name, kind and superior organisation."))

    def plan(self, *, by, together):
        """The organisational change that it comes to, written down as planned."""
        papers = {
            "by": by,
            "effective_on": self.deliberation.effective_on,
            "together": together,
            "meeting": self.deliberation.meeting,
            "document_number": self.deliberation.document_number,
            "basis": self.basis,
            "reason": self.reason,
        }
        facts = {
            DecisionKind.ADJUST: {},
            DecisionKind.DOWNGRADE: {"name": self.name, "branches_below": self.branches_below},
            DecisionKind.MERGE: {"into": self.into, "branches_below": self.branches_below},
            DecisionKind.DISSOLVE: {},
            DecisionKind.ESTABLISH: {"name": self.name, "to_kind": self.new_kind, "parent": self.below},
        }[DecisionKind(self.kind)]
        return OrganisationalChange.plan(CHANGING[DecisionKind(self.kind)], self.organisation, **papers, **facts)  # type: ignore[arg-type]
