"""Who is on the list of an activity: planned, came, came late, came unplanned, or did not come."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.cells import key
from volunteers.choices import Presence

CAME = (Presence.PRESENT, Presence.LATE, Presence.EXTRA)


class AttendanceQuerySet(models.QuerySet):
    """Questions about attendance."""

    def came(self):
        """Those who took part."""
        return self.filter(presence__in=CAME)


class Attendance(models.Model):
    """One person on the list of an activity, with the hours of service (travel not counted)."""

    activity = models.ForeignKey(
        "volunteers.Activity", models.CASCADE, verbose_name=_("activity"), related_name="attendance"
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80)
    user = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("account"), related_name="attendance", null=True, blank=True
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer",
        models.PROTECT,
        verbose_name=_("volunteer"),
        related_name="attendance",
        null=True,
        blank=True,
    )
    presence = models.CharField(_("presence"), max_length=8, choices=Presence, default=Presence.PRESENT)
    was_planned = models.BooleanField(_("was planned"), default=False)
    hours = models.DecimalField(
        _("hours"),
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0")), MaxValueValidator(24)],
    )
    is_member = models.BooleanField(_("party member"), default=True)
    remark = models.CharField(_("remark"), max_length=100, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_hours_of_those_who_came",
                condition=~Q(name="")
                & (
                    Q(presence__in=CAME, hours__gt=0, hours__lte=24)
                    | Q(presence__in=[Presence.PLANNED, Presence.ABSENT], hours=0)
                ),
                violation_error_message=_("Whoever came has more than 0 and at most 24 hours; nobody else has any."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def identity(self):
        """By what the same person is known on two lists: account, place on the task force's list, or name."""
        return ("user", self.user_id) if self.user_id else ("volunteer", self.volunteer_id or key(self.name))

    def planned_for(self, activity):
        """The same person, not saved yet, planned for another activity."""
        return Attendance(
            activity=activity,
            name=self.name,
            user_id=self.user_id,
            volunteer_id=self.volunteer_id,
            is_member=self.is_member,
            presence=Presence.PLANNED,
            was_planned=True,
            hours=0,
        )
