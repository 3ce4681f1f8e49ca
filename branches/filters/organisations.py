"""Filters of the list of organisations. The figures link here: each word means what the figures' definitions say."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import OrganisationKind, SiteState, StandardizationLevel, Standing
from branches.models import Organisation
from portal.filters import DayFilter, FilterSet, RowFilter

# Not a state of its own: every site that has not been accepted.
SITE_OPEN = "open"


class OrganisationFilter(FilterSet):
    """Standing and site as of a day (today if none is given); `below` keeps an organisation and what hangs below it."""

    search_fields = ("name_key", "secretary_name", "enterprise__name")

    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=[pair for pair in OrganisationKind.choices if pair[0] != OrganisationKind.OFFICE]
    )
    standing = django_filters.ChoiceFilter(label=_("Standing"), choices=Standing, method="filter_standing")
    site = django_filters.ChoiceFilter(
        label=_("Site"), choices=[*SiteState.choices, (SITE_OPEN, _("not completed yet"))], method="filter_site"
    )
    level = django_filters.ChoiceFilter(label=_("Standardization level"), choices=StandardizationLevel)
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")
    parent = RowFilter(label=_("Directly below"), model=Organisation, method="filter_parent")
    as_of = DayFilter(label=_("As of"), method="filter_as_of")

    class Meta:
        model = Organisation
        fields = []

    @property
    def day(self):
        """The day for which standing and site are asked."""
        return self.form.cleaned_data.get("as_of") or timezone.localdate()

    def filter_standing(self, rows, name, value):
        """In force on the day, or dissolved by it."""
        return rows.in_force_on(self.day) if value == Standing.IN_FORCE else rows.dissolved_by(self.day)

    def filter_site(self, rows, name, value):
        """Accepted by the day, or not; the two states before that are known for today only."""
        if value == SiteState.COMPLETED:
            return rows.filter(site_accepted_on__lte=self.day)
        if value == SITE_OPEN:
            return rows.exclude(site_accepted_on__lte=self.day)
        return rows.filter(site_state=value)

    def filter_below(self, rows, name, value):
        """The organisation and everything below it."""
        return rows.below(value)

    def filter_parent(self, rows, name, value):
        """What hangs directly below the organisation."""
        return rows.below(value).filter(depth=value.depth + 1)

    def filter_as_of(self, rows, name, value):
        """What had been founded by the day."""
        return rows.registered_by(value)


class OrganisationTallyFilter(OrganisationFilter):
    """What the tally asks beside its own dimensions and its day."""

    standing = site = parent = as_of = None

    class Meta(OrganisationFilter.Meta):
        pass
