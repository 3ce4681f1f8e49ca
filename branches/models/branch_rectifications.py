"""What a branch has to put right by a day: done with evidence by its secretary, checked by somebody else."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.assessment_choices import RectificationState
from branches.models.assessment_rounds import TeamScope
from branches.scoping import ScopedQuerySet
from portal.photos import Photo
from portal.states import Refused, Stateful, transition


class BranchRectificationQuerySet(ScopedQuerySet):
    """Questions about rectifications of branches."""

    def overdue_on(self, day):
        """Still with the branch after its day."""
        return self.filter(state=RectificationState.OPEN, due_on__lt=day)


class BranchRectification(Stateful):
    """The decision “rectify by …” about one branch, until somebody has seen that it was done."""

    decision = models.OneToOneField(
        "branches.BranchDecision", models.PROTECT, verbose_name=_("decision"), related_name="rectification"
    )
    due_on = models.DateField(_("due on"))
    state = models.CharField(
        _("state"), max_length=8, choices=RectificationState, default=RectificationState.OPEN, editable=False
    )
    done_on = models.DateField(_("done on"), null=True, editable=False)
    done_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("done by"), related_name="+", null=True, editable=False
    )
    measures = models.TextField(
        pgettext_lazy("rectification", "what was done"), max_length=2000, blank=True, editable=False
    )
    checked_on = models.DateField(_("checked on"), null=True, editable=False)
    checked_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("checked by"), related_name="+", null=True, editable=False
    )
    opinion = models.CharField(_("opinion"), max_length=500, blank=True, editable=False)

    scope = TeamScope(organisations=("decision__organisation",), teams=("decision__assessment__team",))
    grants = permissions.BRANCH_RECTIFICATION
    fact_labels = {"photos": _("photos"), "opinion": _("opinion")}
    objects = BranchRectificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("rectification of a branch")
        verbose_name_plural = _("rectifications of branches")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="branch_rectification_checked_has_day",
                condition=Q(state=RectificationState.CHECKED, checked_on__isnull=False, done_on__isnull=False)
                | (~Q(state=RectificationState.CHECKED) & Q(checked_on=None)),
                violation_error_message=_("A rectification that was checked has the day of the check."),
            )
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="branch_rectification_due")]

    def __str__(self):
        return f"{self.decision.organisation} · {self.due_on:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("branch_rectification", args=[self.pk])

    @transition(RectificationState.OPEN, RectificationState.DONE, label=_("Report as done"), tone="primary")
    def finish(self, *, by, measures, photos=()):
        """The branch has put it right, and shows it."""
        if not photos and not self.evidence.exists():
            raise Refused(gettext("Add at least one photo as evidence."))
        self.done_on, self.done_by, self.measures = timezone.localdate(), by, measures
        for shot in photos:
            RectificationEvidence.take(shot, by=by, rectification=self)

    @transition(RectificationState.DONE, RectificationState.CHECKED, label=_("Accept"), tone="primary")
    def accept(self, *, by, opinion=""):
        """Somebody else has seen that it was put right; with that the decision is carried out."""
        if by.pk == self.done_by_id:
            raise Refused(gettext("Nobody checks the own work. Somebody else has to do it."))
        self.checked_on, self.checked_by, self.opinion = timezone.localdate(), by, opinion
        self.decision.assessment.execute(by=by)

    @transition(RectificationState.DONE, RectificationState.OPEN, label=_("Send back"))
    def send_back(self, *, by, opinion):
        """It is not put right yet, and why."""
        self.opinion = opinion
        self.done_on = self.done_by = None


class RectificationEvidence(Photo):
    """A photo that shows what was put right."""

    rectification = models.ForeignKey(
        BranchRectification, models.CASCADE, verbose_name=_("rectification of a branch"), related_name="evidence"
    )

    scope = TeamScope(
        organisations=("rectification__decision__organisation",),
        teams=("rectification__decision__assessment__team",),
    )
    grants = permissions.BRANCH_RECTIFICATION
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of a rectification")
        verbose_name_plural = _("evidence of rectifications")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="rectification_evidence_once", fields=["rectification", "digest"])]
