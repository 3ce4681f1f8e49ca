"""Looking again: a share of the hazards closed in a month is drawn by lot and looked at by another team."""

import random
import secrets
from calendar import monthrange
from datetime import date
from math import ceil

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.states import Record, Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import PhotoMoment, ReinspectionState
from volunteers.models.hazard_photos import HazardPhoto
from volunteers.models.hazard_questions import DONE_STATES
from volunteers.models.hazard_rules import HazardRules
from volunteers.models.hazards import Hazard
from volunteers.models.task_forces import TaskForce


def days_of(month):
    """The first and the last day of a month written as 202611."""
    year, number = divmod(month, 100)
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def drawn(seed, numbers, share):
    """The numbers drawn: the same for the same seed, numbers and share, whoever draws again."""
    ordered = sorted(numbers)
    return random.Random(seed).sample(ordered, ceil(len(ordered) * share / 100))


class ReinspectionDraw(Record):
    """The draw of one month, by the head of the centre: from which hazards, what share, by which seed."""

    month = models.PositiveIntegerField(_("closed in the month"), unique=True)
    share = models.PositiveSmallIntegerField(_("share drawn (%)"))
    seed = models.CharField(_("seed of the draw"), max_length=40)
    # The numbers from which it was drawn: a hazard opened again later would be missing from the month.
    pool = models.JSONField(_("drawn from"), default=list)
    drawn_on = models.DateField(_("drawn on"), default=timezone.localdate)
    drawn_by = models.ForeignKey("portal.User", models.PROTECT, verbose_name=_("drawn by"), related_name="+", null=True)

    scope = Scope(everywhere=True)
    grants = permissions.REINSPECTION_DRAW
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("draw for re-inspection")
        verbose_name_plural = _("draws for re-inspection")
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(
                name="reinspection_draw_share",
                condition=Q(share__gte=1, share__lte=100),
                violation_error_message=_("A share lies between 1 and 100 percent."),
            )
        ]

    def __str__(self):
        return f"{self.month // 100}-{self.month % 100:02d}"

    def get_absolute_url(self):
        return reverse("reinspection_draw", args=[self.pk])

    @property
    def is_reproducible(self):
        """Whether drawing again by seed and pool gives the hazards that stand here."""
        return set(drawn(self.seed, self.pool, self.share)) == set(
            self.reinspections.values_list("hazard__number", flat=True)
        )

    @classmethod
    def draw(cls, month, *, by, share=None, seed=""):
        """Draw a share of the hazards closed in `month` and give each to another team than the finder's."""
        start, end = days_of(month)
        if end >= timezone.localdate():
            raise Refused(_("This month is not over yet. Draw when it is."))
        with transaction.atomic():
            if cls._base_manager.filter(month=month).exists():
                raise Refused(_("This month has been drawn already. A second draw would let one choose."))
            pool = {
                row.number: row
                for row in Hazard._base_manager.filter(closed_on__range=(start, end)).prefetch_related("discoverers")
            }
            if not pool:
                raise Refused(_("No hazard was closed in this month."))
            share, seed = share or HazardRules.current().reinspection_share, seed.strip() or secrets.token_hex(8)
            one = cls._base_manager.create(month=month, share=share, seed=seed, pool=sorted(pool), drawn_by=by)
            chosen = [pool[number] for number in drawn(seed, pool, share)]
            one._give_out(chosen)
            log(one, "portal.create", user=by, data={"facts": {"month": str(one), "share": share, "seed": seed}})
            return one

    def _give_out(self, hazards):
        """A team for each hazard, by the same seed; only task forces that stand today."""
        lots = random.Random(f"{self.seed} teams")
        forces = list(TaskForce._base_manager.order_by("pk").filter(pk__in=TaskForce.objects.in_force(self.drawn_on)))
        rows = []
        for hazard in hazards:
            own = {hazard.task_force_id, *(row.task_force_id for row in hazard.discoverers.all())}
            others = [force for force in forces if force.pk not in own]
            team = lots.choice(others) if others else None
            rows.append(Reinspection(draw=self, hazard=hazard, task_force=team))
        Reinspection._base_manager.bulk_create(rows)


class ReinspectionQuerySet(ScopedQuerySet):
    """Questions about re-inspections."""

    def waiting(self):
        """Drawn and not looked at yet."""
        return self.filter(state=ReinspectionState.DRAWN)


class Reinspection(Stateful):
    """One closed hazard that was drawn: another team looks whether it is still put right."""

    draw = models.ForeignKey(
        ReinspectionDraw, models.CASCADE, verbose_name=_("draw for re-inspection"), related_name="reinspections"
    )
    hazard = models.ForeignKey(Hazard, models.PROTECT, verbose_name=_("hazard"), related_name="reinspections")
    task_force = models.ForeignKey(
        TaskForce,
        models.PROTECT,
        verbose_name=_("task force that looks"),
        related_name="reinspections",
        null=True,
        blank=True,
    )
    state = models.CharField(
        _("state"), max_length=8, choices=ReinspectionState, default=ReinspectionState.DRAWN, editable=False
    )
    inspected_on = models.DateField(_("inspected on"), null=True, editable=False)
    inspected_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("inspected by"), related_name="+", null=True, editable=False
    )
    opinion = models.CharField(_("what was seen"), max_length=500, blank=True, editable=False)

    scope = Scope(organisations=("task_force__organisation",), posts=("task_force",))
    grants = permissions.REINSPECTION
    fact_labels = {"photos": _("photos"), "due_on": _("due on")}
    objects = ReinspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("re-inspection")
        verbose_name_plural = _("re-inspections")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="reinspection_once_a_draw",
                fields=["draw", "hazard"],
                violation_error_message=_("This hazard is in the draw already."),
            ),
            models.CheckConstraint(
                name="reinspection_result_has_day",
                condition=Q(state=ReinspectionState.DRAWN, inspected_on=None)
                | (~Q(state=ReinspectionState.DRAWN) & Q(inspected_on__isnull=False)),
                violation_error_message=_("A result has the day on which somebody looked."),
            ),
        ]

    def __str__(self):
        return f"{self.hazard} · {self.draw}"

    def get_absolute_url(self):
        return record_url("reinspection", self.pk)

    def may_be_done_by(self, person):
        """Whether `person` had no hand in the hazard so far."""
        hazard = self.hazard
        return hazard.is_rechecked_by(person) and person.pk != hazard.rechecked_by_id

    def assign(self, *, by, task_force):
        """Give it to another team, as long as nobody has looked."""
        with transaction.atomic():
            if self.locked().state != ReinspectionState.DRAWN:
                raise Refused(_("Somebody has looked already."))
            hazard = self.hazard
            if task_force.pk == hazard.task_force_id or hazard.discoverers.filter(task_force=task_force).exists():
                raise Refused(_("This task force found it. Choose another one."))
            before, self.task_force = self.task_force, task_force
            self.version += 1
            self.save(update_fields=["task_force", "version", "updated_at"])
            changes = {"task_force": [str(before or ""), str(task_force)]}
            log(self, "portal.edit", user=by, data={"changes": changes})

    @transition(ReinspectionState.DRAWN, ReinspectionState.HOLDS, label=_("Holds"), tone="primary")
    def hold(self, *, by, inspected_on, opinion, photos=()):
        """It is still put right."""
        self._look(by, inspected_on, opinion, photos)

    @transition(ReinspectionState.DRAWN, ReinspectionState.FAILED, label=_("Does not hold"), tone="danger")
    def fail(self, *, by, inspected_on, opinion, due_on, photos=()):
        """It is there again: the hazard is opened again."""
        self._look(by, inspected_on, opinion, photos)
        if self.hazard.state in DONE_STATES:
            self.hazard.reopen(by=by, reason=opinion, due_on=due_on)

    def _look(self, by, inspected_on, opinion, photos):
        if not self.may_be_done_by(by):
            raise Refused(_("You found, rectified or re-checked this hazard: somebody else must look again."))
        if not opinion.strip():
            raise Refused(_("Say what was seen."))
        if not self.draw.drawn_on <= inspected_on <= timezone.localdate():
            raise Refused(_("Choose a day from the day of the draw up to today."))
        self.inspected_on, self.inspected_by, self.opinion = inspected_on, by, opinion.strip()
        for shot in photos:
            HazardPhoto.take(shot, by=by, hazard=self.hazard, moment=PhotoMoment.AGAIN)
