"""The calendar of special days: public holidays, and weekends on which people work instead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.i18n import bilingual

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

    label = bilingual("title")
    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} {self.label}"


def is_day_off(day, special):
    """Whether nobody works on `day`: as `special` ({day: whether it is off}) says, else on Saturday and Sunday."""
    return special.get(day, day.weekday() >= SATURDAY)


def on_day_off(field):
    """The condition that the day in `field` is off."""
    weekend = Q(**{f"{field}__week_day__in": WEEKEND_IN_DATABASE})
    worked = Q(**{f"{field}__in": SpecialDay.objects.filter(is_off=False).values("day")})
    return Q(**{f"{field}__in": SpecialDay.objects.filter(is_off=True).values("day")}) | (weekend & ~worked)
