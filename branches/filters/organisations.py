"""Filters of the list of organisations. The figures link here: each word means what the figures' definitions say."""

import re

import django_filters
from django.db.models import Q
from django.db.models.functions import Length, Substr
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from branches.choices import OrganisationKind, SiteState, StandardizationLevel, Standing
from branches.models import Organisation
from branches.models.levels import REACHED_LEVELS, at_level
from branches.models.members import with_members_on
from branches.models.site_questions import site_done
from portal.choosers import RowField
from portal.filters import DayFilter, FilterSet, RowFilter

# Not a state of its own: every site that has not been accepted.
SITE_OPEN = "open"
# Completed, and accepted or last re-checked a year ago or longer.
SITE_DUE = "due"
KINDS = [pair for pair in OrganisationKind.choices if pair[0] != OrganisationKind.OFFICE]
# Not a level of its own: any with stars.
LEVEL_REACHED = "reached"


class SuperiorField(RowField):
    """An organisation that stands directly above one the person sees: the records name it, so the list may be asked."""

    def rows(self):
        seen = super().rows()
        above = seen.annotate(above=Substr("path", 1, Length("path") - Organisation.steplen)).values("above")
        return Organisation.objects.filter(Q(pk__in=seen.values("pk")) | Q(path__in=above))


class OrganisationFilter(FilterSet):
    """Standing and site as of a day (today if none is given); `below` keeps an organisation and what hangs below it."""

    search_fields = ("name_key", "secretary_name", "enterprise__name")

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=KINDS, method="filter_kind")
    standing = django_filters.ChoiceFilter(label=_("Standing"), choices=Standing, method="filter_standing")
    site = django_filters.ChoiceFilter(
        label=_("Site"),
        choices=[*SiteState.choices, (SITE_OPEN, _("not completed yet")), (SITE_DUE, _("re-check due"))],
        method="filter_site",
    )
    accepted_from = DayFilter(label=_("Site accepted from"), method="filter_accepted_from")
    accepted_month = django_filters.CharFilter(
        label=_("Site accepted in the month"), method="filter_accepted_month", max_length=7
    )
    level = django_filters.ChoiceFilter(
        label=_("Standardization level"),
        choices=[*StandardizationLevel.choices, (LEVEL_REACHED, _("reached (any star)"))],
        method="filter_level",
    )
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")
    parent = RowFilter(label=_("Directly below"), model=Organisation, choose=SuperiorField, method="filter_parent")
    as_of = DayFilter(label=_("As of"), method="filter_as_of")

    class Meta:
        model = Organisation
        fields = []

    @property
    def day(self):
        """The day for which standing and site are asked."""
        return self.form.cleaned_data.get("as_of") or timezone.localdate()

    @property
    def is_past(self):
        """Whether the day asked for is over: then kind and superior are those of the day."""
        return self.day < timezone.localdate()

    def filter_kind(self, rows, name, value):
        """Of this kind on the day."""
        return rows.which_were(self.day, kind=value) if self.is_past else rows.filter(kind=value)

    def filter_standing(self, rows, name, value):
        """In force on the day, or dissolved by it."""
        return rows.in_force_on(self.day) if value == Standing.IN_FORCE else rows.dissolved_by(self.day)

    def filter_site(self, rows, name, value):
        """Accepted by the day, or not; the two states before that are known for today only."""
        if value == SiteState.COMPLETED:
            return rows.filter(site_done(self.day))
        if value == SITE_OPEN:
            return rows.exclude(site_done(self.day))
        if value == SITE_DUE:
            return rows.site_recheck_due_on(self.day)
        return rows.filter(site_state=value)

    def filter_accepted_from(self, rows, name, value):
        """Whose site, as it counts on the day, was accepted then or later."""
        return rows.with_site_day(self.day).filter(site_day__gte=value)

    def filter_accepted_month(self, rows, name, value):
        """Whose site, as it counts on the day, was accepted in a month such as 2026-11; nothing for what is none."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", value)
        if not found:
            return rows.none()
        year, month = map(int, found.groups())
        return rows.with_site_day(self.day).filter(site_day__year=year, site_day__month=month)

    def filter_level(self, rows, name, value):
        """At the level on the day, by the ratings awarded up to then."""
        return at_level(rows, REACHED_LEVELS if value == LEVEL_REACHED else [value], self.day)

    def filter_below(self, rows, name, value):
        """The organisation and everything that hung below it on the day."""
        return rows.below_on(value, self.day)

    def filter_parent(self, rows, name, value):
        """What hung directly below the organisation on the day."""
        if self.is_past:
            return rows.which_were(self.day, parent=value)
        return rows.below(value).filter(depth=value.depth + 1)

    def filter_as_of(self, rows, name, value):
        """What had been founded by the day, as it was on that day."""
        return with_members_on(rows.registered_by(value).as_shown_on(value), value)


class OrganisationTallyFilter(OrganisationFilter):
    """What the tally asks beside its own dimensions; its day is the address's `end`."""

    standing = site = parent = as_of = accepted_from = accepted_month = None

    @property
    def day(self):
        try:
            return parse_date(self.data.get("end", "")) or timezone.localdate()
        except ValueError:
            # The tally itself says that this is no day.
            return timezone.localdate()

    class Meta(OrganisationFilter.Meta):
        pass
