"""Filters of the lists of decisions and of follow-ups."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from branches.choices import ChangeKind, ChangeState, FollowUpKind, FollowUpState
from branches.models import FollowUp, Organisation, OrganisationalChange
from portal.filters import DayFilter, FilterSet, RowFilter


class ChangeFilter(FilterSet):
    """By kind, state, days, filing, follow-ups, and where the organisation hangs."""

    search_fields = ("organisation__name_key", "name_before", "name_after", "document_number", "meeting", "basis")

    kind = django_filters.ChoiceFilter(label=_("Change"), choices=ChangeKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ChangeState)
    start = DayFilter(label=_("Effective from"), field_name="effective_on", lookup_expr="gte")
    end = DayFilter(label=_("Effective until"), field_name="effective_on", lookup_expr="lte")
    filed = django_filters.BooleanFilter(label=_("Filed"), method="filter_filed")
    numbered = django_filters.BooleanFilter(label=_("Has a document number"), method="filter_numbered")
    to_do = django_filters.BooleanFilter(label=_("Something is left to be done"), method="filter_to_do")
    failed = django_filters.BooleanFilter(label=_("Could not be applied"), method="filter_failed")
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    class Meta:
        model = OrganisationalChange
        fields = []

    def filter_filed(self, rows, name, value):
        """Decisions in effect that have been filed, or have not."""
        return rows.decided().exclude(filed_on=None) if value else rows.unfiled()

    def filter_numbered(self, rows, name, value):
        """Decisions in effect with the number of a document, or without."""
        return rows.decided().exclude(document_number="") if value else rows.decided().filter(document_number="")

    def filter_to_do(self, rows, name, value):
        """With an open follow-up, or with none."""
        waiting = Exists(FollowUp.objects.open().filter(change=OuterRef("pk")))
        return rows.filter(waiting) if value else rows.exclude(waiting)

    def filter_failed(self, rows, name, value):
        """Planned changes that the clock could not apply, or those it has not tried."""
        return rows.planned().exclude(failure="") if value else rows.planned().filter(failure="")

    def filter_below(self, rows, name, value):
        """Of the organisation and everything below it."""
        return rows.filter(organisation__path__startswith=value.path)


class FollowUpFilter(FilterSet):
    """By what is to be done, whether it is, and where the organisation hangs."""

    search_fields = ("change__organisation__name_key", "note")

    state = django_filters.ChoiceFilter(label=_("State"), choices=FollowUpState)
    kind = django_filters.ChoiceFilter(label=_("What is to be done"), choices=FollowUpKind)
    change = django_filters.ChoiceFilter(label=_("Change"), choices=ChangeKind, field_name="change__kind")
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    class Meta:
        model = FollowUp
        fields = []

    def filter_below(self, rows, name, value):
        """Of the organisation and everything below it."""
        return rows.filter(change__organisation__path__startswith=value.path)
