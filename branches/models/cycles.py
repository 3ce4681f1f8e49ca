"""A cycle of standardization: one year, one version of the indicators, and the branches it covers."""

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import CatalogueState, CycleState, StandardState
from branches.models.indicators import IndicatorCatalogue
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.states import Refused, Stateful, transition

BATCH = 2000
# What nobody has decided yet keeps a cycle from being closed.
UNDECIDED = (StandardState.OPEN, StandardState.SELF_SCORED, StandardState.REVIEWED)


class StandardizationCycleQuerySet(ScopedQuerySet):
    """Questions about cycles."""

    def running(self):
        """Those in which something can be done."""
        return self.filter(state=CycleState.OPEN)


class StandardizationCycle(Stateful):
    """A year's round: branches score themselves, are reviewed, and reach the standard or do not."""

    title = models.CharField(_("title"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000)])
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("run by"), related_name="standardization_cycles"
    )
    catalogue = models.ForeignKey(
        IndicatorCatalogue, models.PROTECT, verbose_name=_("catalogue of indicators"), related_name="cycles"
    )
    opens_on = models.DateField(_("opens on"), default=timezone.localdate)
    self_score_due_on = models.DateField(_("self-scores due on"))
    review_due_on = models.DateField(_("reviews due on"))
    note = models.TextField(_("note"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=CycleState, default=CycleState.DRAFT, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    opened_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("opened by"), related_name="+", null=True, editable=False
    )
    closed_at = models.DateTimeField(pgettext_lazy("cycle", "closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        "portal.User",
        models.PROTECT,
        verbose_name=pgettext_lazy("cycle", "closed by"),
        related_name="+",
        null=True,
        editable=False,
    )

    scope = Scope(organisations=("organisation", "standards__organisation"), many=("standards__organisation",))
    grants = permissions.CYCLE
    objects = StandardizationCycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("standardization cycle")
        verbose_name_plural = _("standardization cycles")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cycle_days_in_order",
                condition=Q(self_score_due_on__gte=F("opens_on"), review_due_on__gte=F("self_score_due_on")),
                violation_error_message=_(
                    "A cycle opens, then self-scores are due, then reviews: put the days in order."
                ),
            ),
            models.CheckConstraint(
                name="cycle_states_have_dates",
                condition=Q(state=CycleState.DRAFT, opened_at=None, closed_at=None)
                | Q(state=CycleState.OPEN, opened_at__isnull=False, closed_at=None)
                | Q(state=CycleState.CLOSED, opened_at__isnull=False, closed_at__isnull=False),
                violation_error_message=_("An open cycle has the time of its opening, a closed one that of its end."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cycle", args=[self.pk])

    @transition(CycleState.DRAFT, CycleState.OPEN, label=_("Open the cycle"), tone="primary")
    def open(self, *, by):
        """The branches covered are asked to score themselves."""
        if self.catalogue.state != CatalogueState.PUBLISHED:
            raise Refused(_("Its catalogue is not in force. Publish it, or choose the version that is."))
        if not self.standards.exists():
            raise Refused(_("It covers no branch yet. Add branches first."))
        self.opened_at, self.opened_by = timezone.now(), by

    @transition(CycleState.OPEN, CycleState.CLOSED, label=_("Close the cycle"))
    def close(self, *, by):
        """Every branch covered has been decided on, or set aside with a reason."""
        if left := self.standards.filter(state__in=UNDECIDED).count():
            raise Refused(_("%(n)d branches are not decided yet. Decide them or set them aside.") % {"n": left})
        self.closed_at, self.closed_by = timezone.now(), by

    def cover(self, organisations, *, by):
        """Add organisations in force that it does not cover yet, as many as there are; returns how many."""
        with transaction.atomic():
            now = self.locked()
            if now.state == CycleState.CLOSED:
                raise Refused(_("The cycle is closed; no branch can be added."))
            kept = self.standards.model
            wanted = organisations.in_force_on(timezone.localdate()).exclude(
                pk__in=kept.objects.filter(cycle=self).values("organisation")
            )
            clauses = self.catalogue.indicators().to_answer().count()
            keys = list(wanted.order_by("path").values_list("pk", flat=True))
            kept.objects.bulk_create(
                [kept(cycle=self, organisation_id=key, lacking=clauses) for key in keys], batch_size=BATCH
            )
            if keys:
                log(self, "portal.edit", user=by, data={"facts": {"organisations": len(keys)}})
        return len(keys)

    fact_labels = {"organisations": _("branches added")}
