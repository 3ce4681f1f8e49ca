"""How a hazard stood until it was opened again or given another deadline: by this, past days stay as they were."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EarlierStandingQuerySet(models.QuerySet):
    """Questions about how hazards stood on a day, of those that stand otherwise since."""

    def rectified_on(self, day):
        """The stretches in which a hazard stood as rectified that hold the `day`: at most one a hazard."""
        return self.filter(rechecked_on__lte=day, until__gt=day)

    def closed_on(self, day):
        """Those in which it was closed on the `day`."""
        return self.filter(closed_on__lte=day, until__gt=day)

    def overdue_on(self, day):
        """Those whose deadline had passed by the `day`."""
        return self.filter(due_on__lt=day, until__gt=day)


class EarlierStanding(models.Model):
    """One stretch that has ended: until the day `until` the hazard stood so.

    How it stands now is said by the hazard itself. Kept by the verbs that take something back: re-opened, given
    another deadline, sent back, graded anew.
    """

    hazard = models.ForeignKey("volunteers.Hazard", models.CASCADE, verbose_name=_("hazard"), related_name="earlier")
    until = models.DateField(_("until"))
    due_on = models.DateField(_("due on"), null=True)
    rectified_on = models.DateField(_("rectified on"), null=True)
    rechecked_on = models.DateField(_("re-checked on"), null=True)
    rechecked_month = models.PositiveIntegerField(_("month re-checked"), null=True)
    closed_on = models.DateField(_("closed on"), null=True)

    objects = EarlierStandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier standing of a hazard")
        verbose_name_plural = _("earlier standings of hazards")
        ordering = ["hazard_id", "until", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="earlier_standing_in_order",
                condition=Q(rechecked_on=None, rechecked_month=None, closed_on=None)
                | Q(
                    rectified_on__isnull=False,
                    rechecked_on__isnull=False,
                    rechecked_month__isnull=False,
                    rechecked_on__gte=F("rectified_on"),
                    until__gte=F("rechecked_on"),
                ),
                violation_error_message=_(
                    "A hazard is re-checked after it was rectified, and opened again after that."
                ),
            ),
            # Of two stretches that end on one day, one is empty.
            models.UniqueConstraint(
                name="earlier_standing_once_a_day",
                fields=["hazard", "until"],
                condition=Q(rechecked_on__lt=F("until")),
                violation_error_message=_("It was opened again on this day already."),
            ),
        ]
        indexes = [
            models.Index(fields=["until", "rechecked_on", "hazard"], name="earlier_standing_rectified"),
        ]

    def __str__(self):
        return f"{self.hazard_id} – {self.until}"

    @classmethod
    def keep(cls, hazard, *, due_on):
        """Keep how `hazard` stood until today, if that matters for a past day; called before it gets this deadline."""
        today, done = timezone.localdate(), hazard.rechecked_on
        was_late = hazard.due_on not in (None, due_on) and hazard.due_on < today
        if hazard.pk is None or (done is None and not was_late):
            return
        cls._base_manager.create(
            hazard=hazard,
            until=today,
            due_on=hazard.due_on,
            rectified_on=hazard.rectified_on if done else None,
            rechecked_on=done,
            rechecked_month=done.year * 100 + done.month if done else None,
            closed_on=hazard.closed_on,
        )
