"""How often each kind of meeting is due, and which organisations have missed which: one question for all of them."""

from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from branches.choices import MeetingKind, MeetingState, OrganisationKind, Period
from branches.models.meetings import Meeting
from portal.i18n import bilingual

# The rules speak of branches; what hangs above them meets by rules of its own.
WATCHED = (OrganisationKind.BRANCH, OrganisationKind.JOINT_BRANCH)
MONTHS_OF = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}
# The word under which an organisation's missed kinds are annotated.
PREFIX = "missed_"


class FrequencyQuerySet(models.QuerySet):
    """Questions about frequencies."""

    def watched(self):
        """Those that are looked after."""
        return self.filter(is_watched=True)


class Frequency(models.Model):
    """One rule: this kind of meeting is held at least once in each such period. The rules only warn."""

    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind, unique=True)
    period = models.CharField(_("how often"), max_length=8, choices=Period)
    # A branch with fewer members has no committee, so it holds no committee meetings.
    fewest_members = models.PositiveSmallIntegerField(_("from how many full members on"), default=0)
    is_watched = models.BooleanField(_("watched"), default=True)
    source = models.CharField(_("source of the rule"), max_length=200, blank=True)
    source_en = models.CharField(_("source in English"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    source_label = bilingual("source")
    objects = FrequencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("frequency of meetings")
        verbose_name_plural = _("frequencies of meetings")
        ordering = ["order", "kind"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_period_display()}"

    @classmethod
    def rules(cls):
        """The rules that are looked after, in their order."""
        return list(cls.objects.watched())

    def applies_to(self, organisation):
        """Whether the organisation is one of those for which the rule is meant."""
        return organisation.kind in WATCHED and organisation.full_members >= self.fewest_members

    def period_of(self, day):
        """(first day, last day) of the period in which `day` lies."""
        months = MONTHS_OF[self.period]  # type: ignore[index]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return first, month_end(first, months)

    def last_period(self, day):
        """The last period that was over before `day`."""
        first, _last = self.period_of(day)
        return self.period_of(first - timedelta(days=1))


def month_end(first, months=1):
    """The last day of the `months` months that begin with `first`."""
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def held(kind, start, end):
    """For organisations: whether a recorded meeting of the kind was held in the period, alone or with others."""
    meetings = Meeting.objects.filter(kind=kind, state=MeetingState.RECORDED, held_on__gte=start, held_on__lte=end)
    joined = Meeting.partners.through.objects.filter(
        organisation=OuterRef("pk"),
        meeting__kind=kind,
        meeting__state=MeetingState.RECORDED,
        meeting__held_on__gte=start,
        meeting__held_on__lte=end,
    )
    return Exists(meetings.filter(organisation=OuterRef("pk"))) | Exists(joined)


def missed(frequency, day):
    """For organisations: whether nothing was recorded in the rule's last whole period before `day`.

    Not missed where the rule is not meant for it, or where it did not exist for the whole period.
    """
    start, end = frequency.last_period(day)
    meant = Q(kind__in=WATCHED, full_members__gte=frequency.fewest_members)
    existed = (Q(founded_on=None) | Q(founded_on__lte=start)) & (Q(dissolved_on=None) | Q(dissolved_on__gt=day))
    return meant & existed & ~held(frequency.kind, start, end)


def with_missed(organisations, day, frequencies=None):
    """Each organisation with `missed_<kind>` for every watched rule: whether it was missed in its last whole period."""
    rules = Frequency.objects.watched() if frequencies is None else frequencies
    return organisations.annotate(
        **{
            f"{PREFIX}{one.kind}": models.ExpressionWrapper(missed(one, day), output_field=models.BooleanField())
            for one in rules
        }
    )


def missing(organisations, day, kind=""):
    """Those of `organisations` that missed a rule in its last whole period before `day` (of one `kind`, or any)."""
    frequencies = [one for one in Frequency.objects.watched() if kind in ("", one.kind)]
    if not frequencies:
        return organisations.none()
    behind = reduce(or_, [Q(**{f"{PREFIX}{one.kind}": True}) for one in frequencies])
    return with_missed(organisations, day, frequencies).filter(behind)


def missed_kinds(organisation, frequencies):
    """The rules that an organisation out of `with_missed` has missed."""
    return [one for one in frequencies if getattr(organisation, f"{PREFIX}{one.kind}", False)]


def year_of(organisation, year, today, frequencies):
    """A year's grid: for each rule twelve cells {"state", "count", "first", "last"}; held, missing, open or none.

    A rule of a quarter or a year is missing in the last month of a period that is over and holds nothing.
    """
    meetings = Meeting.objects.of(organisation).recorded().held_between(date(year, 1, 1), date(year, 12, 31))
    counts: dict[tuple, int] = {}
    for kind, day in meetings.order_by().values_list("kind", "held_on"):
        counts[kind, day.month] = counts.get((kind, day.month), 0) + 1
    return [
        {"frequency": one, "cells": [_cell(organisation, one, year, month, counts, today) for month in range(1, 13)]}
        for one in frequencies
    ]


def _cell(organisation, frequency, year, month, counts, today):
    first = date(year, month, 1)
    cell = {"first": first, "last": month_end(first), "count": counts.get((frequency.kind, month), 0), "state": "none"}
    start, end = frequency.period_of(first)
    if cell["count"]:
        cell["state"] = "held"
    elif month != end.month or not _meant(organisation, frequency, start, end):
        return cell
    elif not any(counts.get((frequency.kind, one)) for one in range(start.month, end.month + 1)):
        cell["state"] = "missing" if end < today else "open" if start <= today else "none"
    return cell


def _meant(organisation, frequency, start, end):
    existed = organisation.founded_on is None or organisation.founded_on <= start
    stands = organisation.dissolved_on is None or organisation.dissolved_on > end
    return frequency.applies_to(organisation) and existed and stands
