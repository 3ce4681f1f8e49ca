"""The calendar of working life: public holidays, weekends on which people work instead, and the hours of work."""

from dataclasses import dataclass
from datetime import date, time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.i18n import bilingual
from volunteers.choices import OffWork

# Saturday and Sunday as the database (Sunday is 1) and as Python (Monday is 0) number them.
WEEKEND_IN_DATABASE, SATURDAY = (1, 7), 5


class SpecialDayQuerySet(models.QuerySet):
    """Questions about special days."""

    def between(self, start, end):
        """{day: whether it is off} of the special days from `start` to `end`."""
        return dict(self.filter(day__range=(start, end)).values_list("day", "is_off"))


class SpecialDay(models.Model):
    """A day that differs from its day of the week, as the State Council announces each autumn for the year to come."""

    day = models.DateField(_("day"), unique=True)
    is_off = models.BooleanField(
        _("day off"), default=True, help_text=_("Not ticked: a Saturday or Sunday on which people work instead.")
    )
    title = models.CharField(_("title"), max_length=40)
    title_en = models.CharField(_("title in English"), max_length=60, blank=True)
    is_checked = models.BooleanField(
        _("checked"),
        default=False,
        help_text=_(
            "Compared with the State Council's notice of the year. The days that came with the portal were entered "
            "without the notice at hand: have the office compare them."
        ),
    )

    label = bilingual("title")
    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.label}"


class WorkingHours(models.Model):
    """Between which hours people of the zone are at work on a working day; one row."""

    begins = models.TimeField(_("work begins"), default=time(8))
    ends = models.TimeField(_("work ends"), default=time(17))

    class Meta:
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="working_hours_once",
                condition=Q(pk=1),
                violation_error_message=_("The working hours are there already. Change them."),
            ),
            models.CheckConstraint(
                name="working_hours_end_after_beginning",
                condition=Q(ends__gt=F("begins")),
                violation_error_message=_("Work ends after it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"

    @classmethod
    def current(cls):
        """The row, or the usual hours where nobody has entered any."""
        return cls._default_manager.first() or cls()


@dataclass(frozen=True)
class WorkCalendar:
    """Working life as the portal knows it: {day: whether it is off} of the special days, and the hours of work."""

    special: dict
    begins: time
    ends: time

    @classmethod
    def read(cls):
        """As it is entered now: two questions, some forty days a year."""
        hours = WorkingHours.current()
        return cls(dict(SpecialDay.objects.values_list("day", "is_off")), hours.begins, hours.ends)

    @property
    def years(self):
        """The years whose special days are entered; of any other nobody knows which days are off."""
        return {day.year for day in self.special}

    def off_work(self, day, starts_at):
        """When something was held, seen from working life."""
        if day.year not in self.years:
            return OffWork.NO_CALENDAR
        if self.special.get(day, day.weekday() >= SATURDAY):
            return OffWork.DAY_OFF
        if starts_at is None:
            return OffWork.UNKNOWN
        return OffWork.WORKING_HOURS if self.begins <= starts_at < self.ends else OffWork.AFTER_WORK

    def in_years(self, field):
        """The condition that the special days of the year of `field` are entered."""
        found = Q(pk__in=[])
        for year in sorted(self.years):
            found |= Q(**{f"{field}__range": (date(year, 1, 1), date(year, 12, 31))})
        return found

    def in_hours(self, field):
        """The condition that the hour in `field` lies within the hours of work."""
        return Q(**{f"{field}__gte": self.begins, f"{field}__lt": self.ends})


def on_day_off(field):
    """The condition that the day in `field`, of a year whose special days are entered, is off."""
    weekend = Q(**{f"{field}__week_day__in": WEEKEND_IN_DATABASE})
    worked = Q(**{f"{field}__in": SpecialDay.objects.filter(is_off=False).values("day")})
    return Q(**{f"{field}__in": SpecialDay.objects.filter(is_off=True).values("day")}) | (weekend & ~worked)
