"""Organisational changes: the committee's decisions that made an organisation what it is, or will on their day."""

import uuid

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import BranchesBelow, ChangeKind, ChangeState, OrganisationKind
from branches.models.change_kinds import (
    ENDING,
    FIELD_OF,
    PAPERS,
    UNDECIDED,
    VERBS,
    OrganisationalChangeQuerySet,
    tree_held,
)
from branches.models.endings import followers
from branches.models.timelines import Step
from branches.scoping import Scope
from portal.addresses import record_url
from portal.deeds import log
from portal.states import Refused, Stateful, WrongState, transition


class OrganisationalChange(Stateful):
    """One decision that changed an organisation, or will: what, from which day, by which meeting and document.

    Another app or a committee's decision changes the registry like this, all or nothing::

        together = uuid.uuid4()
        changes = [
            OrganisationalChange.plan(
                ChangeKind.DISSOLVED, branch, by=user, effective_on=day, meeting="…", document_number="…",
                basis="…", reason="…", together=together,
            ),
            OrganisationalChange.plan(ChangeKind.DOWNGRADED, general, …, branches_below="merge", together=together),
            OrganisationalChange.plan(ChangeKind.ESTABLISHED, None, …, name="…", to_kind="branch", parent=above),
        ]
        OrganisationalChange.carry_out(changes, by=user)

    `plan` writes the changes down as planned. `carry_out` applies those whose day has come in one transaction and
    leaves the others to the clock, which applies what has the same `together` and day all or none. Both raise Refused
    (with a sentence) or WrongState, and then nothing has changed.
    """

    organisation = models.ForeignKey(
        "branches.Organisation",
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="changes",
        # One that is planned to be established does not exist yet.
        null=True,
        blank=True,
    )
    kind = models.CharField(_("change"), max_length=12, choices=ChangeKind)
    state = models.CharField(
        _("state of the change"), max_length=12, choices=ChangeState, default=ChangeState.APPLIED, editable=False
    )
    effective_on = models.DateField(_("effective on"))
    meeting = models.CharField(_("meeting"), max_length=120, blank=True)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    name_before = models.CharField(_("name before"), max_length=120, blank=True)
    name_after = models.CharField(_("name after"), max_length=120)
    kind_before = models.CharField(_("kind before"), max_length=16, choices=OrganisationKind, blank=True)
    kind_after = models.CharField(_("kind after"), max_length=16, choices=OrganisationKind)
    parent_before = models.ForeignKey(
        "branches.Organisation",
        models.PROTECT,
        verbose_name=_("superior before"),
        related_name="+",
        null=True,
        blank=True,
    )
    parent_after = models.ForeignKey(
        "branches.Organisation",
        models.PROTECT,
        verbose_name=_("superior after"),
        related_name="changes_below",
        null=True,
        blank=True,
    )
    merged_into = models.ForeignKey(
        "branches.Organisation",
        models.PROTECT,
        verbose_name=_("merged into"),
        related_name="merged_changes",
        null=True,
        blank=True,
    )
    enterprise_before = models.ForeignKey(
        "branches.Enterprise",
        models.PROTECT,
        verbose_name=_("host enterprise before"),
        related_name="+",
        null=True,
        blank=True,
    )
    enterprise_after = models.ForeignKey(
        "branches.Enterprise",
        models.PROTECT,
        verbose_name=_("host enterprise after"),
        related_name="+",
        null=True,
        blank=True,
    )
    branches_below = models.CharField(
        _("branches below"), max_length=8, choices=BranchesBelow, blank=True, editable=False
    )
    # Changes of one decision: applied on their day all or none.
    together = models.UUIDField(_("decision"), default=uuid.uuid4, editable=False, db_index=True)
    recorded_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("recorded by"), related_name="+", null=True
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    applied_at = models.DateTimeField(_("in the registry since"), null=True, blank=True, default=timezone.now)
    withdrawn_at = models.DateTimeField(_("believed until"), null=True, blank=True, editable=False)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("corrects"),
        related_name="corrected_by",
        null=True,
        blank=True,
    )
    # Why the clock could not apply it.
    failure = models.CharField(_("could not be applied"), max_length=500, blank=True, editable=False)

    scope = Scope(organisations=("organisation", "parent_after", "merged_into"))
    grants = permissions.ORGANISATIONAL_CHANGE
    objects = OrganisationalChangeQuerySet.as_manager()
    fact_labels = {
        "filed_on": _("filed on"),
        "why": _("reason for the correction"),
        "name": _("name after"),
    }

    class Meta:
        verbose_name = _("organisational change")
        verbose_name_plural = _("organisational changes")
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="change_of_an_organisation",
                condition=Q(organisation__isnull=False)
                | (Q(kind=ChangeKind.ESTABLISHED) & ~Q(state=ChangeState.APPLIED)),
                violation_error_message=_("Say which organisation changes."),
            ),
            models.CheckConstraint(
                name="change_in_effect_since",
                condition=Q(state=ChangeState.APPLIED, applied_at__isnull=False, withdrawn_at=None)
                | Q(state__in=[ChangeState.CORRECTED, ChangeState.WITHDRAWN], withdrawn_at__isnull=False)
                | Q(state__in=[ChangeState.PLANNED, ChangeState.CALLED_OFF], applied_at=None, withdrawn_at=None),
                violation_error_message=_("A change in effect has the moment from which the registry knows it."),
            ),
            models.CheckConstraint(
                name="change_filed_in_effect",
                condition=Q(filed_on=None) | Q(filed_on__gte=models.F("effective_on")),
                violation_error_message=_("A change cannot be filed before it takes effect."),
            ),
        ]
        indexes = [
            models.Index(fields=["-effective_on", "-id"], name="change_effective_on"),
            models.Index(fields=["state", "effective_on"], name="change_state"),
        ]

    def __str__(self):
        return f"{self.name_before or self.name_after} {self.get_kind_display()} {self.effective_on}"

    def get_absolute_url(self):
        return record_url("change", self.pk)

    @property
    def due_on(self):
        """The day that the desk shows beside it."""
        return self.effective_on

    @property
    def is_decision(self):
        """Whether a committee decides it, so that it has papers and is filed."""
        return self.kind not in UNDECIDED

    @property
    def step(self):
        """The change as a step in the organisation's life; None where it was never in effect."""
        if self.applied_at is None:
            return None
        sets: dict[str, tuple] = {}
        if self.name_before and self.name_before != self.name_after:
            sets["name"] = (self.name_before, self.name_after)
        if self.kind_before and self.kind_before != self.kind_after:
            sets["kind"] = (self.kind_before, self.kind_after)
        if self.kind == ChangeKind.MOVED and self.parent_after_id:
            sets["parent"] = (self.parent_before_id, self.parent_after_id)
        if self.kind == ChangeKind.REHOSTED:
            sets["enterprise"] = (self.enterprise_before_id, self.enterprise_after_id)
        ends = self.kind in ENDING
        return Step(self.effective_on, self.pk, self.applied_at, self.withdrawn_at, sets, ends)

    # --- planning and carrying out

    @classmethod
    def plan(cls, kind, organisation, *, by, effective_on, together=None, **facts):
        """Write a decision down without carrying it out.

        `facts` may hold the papers (meeting, document_number, basis, reason) and what its kind needs: `name` (renamed,
        established; upgraded and downgraded may have one), `to_kind` (established, upgraded, downgraded), `parent`
        (established, moved), `into` (merged), `branches_below` (downgraded, merged; a BranchesBelow), `enterprise`
        (established).
        """
        planned = cls(
            kind=kind,
            organisation=organisation,
            state=ChangeState.PLANNED,
            effective_on=effective_on,
            applied_at=None,
            recorded_by=by,
            together=together or uuid.uuid4(),
            name_before=organisation.name if organisation else "",
            kind_before=organisation.kind if organisation else "",
            name_after=facts.pop("name", "") or (organisation.name if organisation else ""),
            kind_after=facts.pop("to_kind", "") or (organisation.kind if organisation else OrganisationKind.BRANCH),
            parent_after=facts.pop("parent", None),
            merged_into=facts.pop("into", None),
            enterprise_after=facts.pop("enterprise", None),
            branches_below=facts.pop("branches_below", ""),
            **{name: facts.pop(name, "") for name in PAPERS},
        )
        if facts:
            raise TypeError(f"a change of an organisation knows nothing of {sorted(facts)}")
        if kind == ChangeKind.DOWNGRADED and planned.kind_after == planned.kind_before:
            planned.kind_after = OrganisationKind.BRANCH
        planned.full_clean(exclude=["organisation", "recorded_by"])
        planned.save()
        log(planned, "portal.create", user=by)
        return planned

    @classmethod
    def carry_out(cls, changes, *, by):
        """Apply those of the planned changes whose day has come, all or none; the clock applies the others.

        Returns whether they have been applied. Raises Refused or WrongState; then none has been.
        """
        due = [change for change in changes if change.effective_on <= timezone.localdate()]
        with transaction.atomic():
            for change in sorted(due, key=lambda one: (one.effective_on, one.pk)):
                change.apply(by=by)
        return bool(due)

    @classmethod
    def apply_due(cls, today=None):
        """By the clock: apply what is planned up to today, each decision as a whole; say why where it cannot be."""
        groups: dict[tuple, list] = {}
        for change in cls.objects.due_on(today or timezone.localdate()).order_by("effective_on", "pk"):
            groups.setdefault((change.together, change.effective_on), []).append(change)
        for changes in groups.values():
            try:
                cls.carry_out(changes, by=None)
            except (Refused, WrongState, IntegrityError) as error:
                cls.objects.filter(pk__in=[one.pk for one in changes]).update(failure=_why(error))

    @classmethod
    def apply_decision(cls, change, *, by):
        """Apply a planned change with all that was decided together with it for the same day."""
        changes = cls.objects.planned().filter(together=change.together, effective_on=change.effective_on)
        cls.carry_out(list(changes), by=by)

    def open_transitions(self):
        """A planned change is applied from its day on; what a branch keeps for itself is neither filed nor judged."""
        verbs = super().open_transitions()
        left_out = set()
        if self.effective_on > timezone.localdate():
            left_out.add("apply")
        if not self.is_decision or self.filed_on:
            left_out.add("file")
        if not self.is_decision:
            left_out.add("correct")
        if self.kind == ChangeKind.ESTABLISHED:
            left_out.add("withdraw")
        return [verb for verb in verbs if verb not in left_out]

    @tree_held
    @transition(ChangeState.PLANNED, ChangeState.APPLIED, label=_("Apply now"), tone="primary")
    def apply(self, *, by):
        """The day has come: the organisation becomes what was decided."""
        if self.effective_on > timezone.localdate():
            raise Refused(_("The day of this change has not come yet. The clock applies it on its day."))
        verb, names = VERBS[ChangeKind(self.kind)]
        facts = {name: getattr(self, FIELD_OF.get(name, name)) for name in names}
        if self.kind != ChangeKind.RENAMED and self.name_after == self.name_before:
            # Renamed since it was planned: the decision itself gave no name.
            facts.pop("name", None)
        papers = {name: getattr(self, name) for name in PAPERS}
        self.failure = ""
        organisation = self.organisation or self._newcomer()
        if self.kind == ChangeKind.ESTABLISHED:
            organisation.establish_below(self.parent_after, by=by, planned=self, **papers)
        else:
            getattr(organisation, verb)(by=by, effective_on=self.effective_on, planned=self, **facts, **papers)

    def _newcomer(self):
        """The organisation that is to be established, not saved yet."""
        return apps.get_model("branches", "Organisation").named(
            self.name_after, kind=self.kind_after, enterprise=self.enterprise_after, founded_on=self.effective_on
        )

    @transition(ChangeState.PLANNED, ChangeState.CALLED_OFF, label=_("Call off"), tone="danger")
    def call_off(self, *, by, why):
        """The committee has decided otherwise before the day came."""

    # --- what follows

    @transition(ChangeState.APPLIED, ChangeState.APPLIED, label=_("Register the filing"), tone="primary")
    def file(self, *, by, filed_on):
        """The superior organisation department has been told (regulations on the work of branches, domain.md 4.3)."""
        if filed_on < self.effective_on:
            raise Refused(_("A change cannot be filed before it takes effect. Choose a later day."))
        self.filed_on = filed_on

    @tree_held
    @transition(ChangeState.APPLIED, ChangeState.WITHDRAWN, label=_("Withdraw"), tone="danger")
    def withdraw(self, *, by, why):
        """It was entered by mistake and never decided: the organisation is what it was without it."""
        if self.kind == ChangeKind.ESTABLISHED:
            raise Refused(_("An organisation that exists was established. Dissolve it if it has ended."))
        self._believed_until_now()
        self.follow_ups.open().waive_all()
        self.organisation.locked().abide(by=by, at=self.withdrawn_at)
        if self.kind in ENDING:
            for follower in followers():
                follower.undo(self, by=by)

    @tree_held
    @transition(ChangeState.APPLIED, ChangeState.CORRECTED, label=_("Correct"))
    def correct(self, *, by, why, effective_on, name="", **papers):
        """Something in it was wrong: another entry takes its place, and what was believed before stays to be seen."""
        if effective_on > timezone.localdate():
            raise Refused(_("This day has not come yet. Withdraw the change and enter it anew for its day."))
        self._believed_until_now()
        copied = {
            one.attname: getattr(self, one.attname)
            for one in self._meta.concrete_fields
            if one.name not in ("id", "created_at", "updated_at", "version", "corrects", "withdrawn_at", "filed_on")
        }
        copied |= papers | {"effective_on": effective_on, "applied_at": self.withdrawn_at, "recorded_by": by}
        copied |= {"recorded_at": self.withdrawn_at, "corrects": self, "state": ChangeState.APPLIED}
        if name and self.name_before != self.name_after:
            copied["name_after"] = name
        if self.filed_on and self.filed_on >= effective_on:
            copied["filed_on"] = self.filed_on
        corrected = type(self).objects.create(**copied)
        self.follow_ups.update(change=corrected)
        log(corrected, "portal.create", user=by, data={"note": why})
        organisation = self.organisation.locked()
        if self.kind == ChangeKind.ESTABLISHED and organisation.founded_on == self.effective_on:
            organisation.founded_on = effective_on
        organisation.abide(by=by, at=self.withdrawn_at)
        if self.kind in ENDING:
            for follower in followers():
                follower.renew(self, corrected, by=by)

    def _believed_until_now(self):
        # Saved before the organisation reads its changes again; the transition saves the state once more.
        self.withdrawn_at = timezone.now()
        self.state = ChangeState.WITHDRAWN
        self.save(update_fields=["withdrawn_at", "state"])


def _why(error):
    """What to show for a change that could not be applied."""
    if isinstance(error, Refused):
        return str(error)[:500]
    if isinstance(error, IntegrityError):
        return str(_("Another organisation in force bears this name by now."))
    return str(_("The organisation has changed since: it is not in force any more, or has been changed already."))
