"""Filters of honours, pledges and pairings."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import HonourState
from branches.models import Honour, HonourKind, Organisation, Pairing, Pledge
from portal.filters import DayFilter, FilterSet, RowFilter


class BelowFilter(FilterSet):
    """What hangs on organisations: by the organisation with those below it."""

    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    def filter_below(self, rows, name, value):
        """The organisation and everything below it."""
        return rows.filter(organisation__path__startswith=value.path)


class HonourFilter(BelowFilter):
    """By kind, state and year; `named_by` keeps what stood as named on a day."""

    search_fields = ("organisation__name_key", "post", "document_number")
    state = django_filters.ChoiceFilter(label=_("State"), choices=HonourState)
    kind = django_filters.ModelChoiceFilter(label=_("Kind"), queryset=HonourKind.objects.all())
    year = django_filters.NumberFilter(label=_("Year"))
    named_by = DayFilter(label=_("Named and not withdrawn on"), method="filter_named")
    on_notice = DayFilter(label=_("On public notice on"), method="filter_on_notice")
    notice_over_by = DayFilter(label=_("Public notice ended before"), method="filter_notice_over")

    class Meta:
        model = Honour
        fields = []

    def filter_named(self, rows, name, value):
        """As the figure counts."""
        return rows.named_by(value)

    def filter_on_notice(self, rows, name, value):
        """As the figure counts."""
        return rows.on_notice_on(value)

    def filter_notice_over(self, rows, name, value):
        """As the desk counts what is to be named."""
        return rows.notice_over_by(value)


class PledgeFilter(BelowFilter):
    """By year and whether visitors read it."""

    search_fields = ("text", "organisation__name_key")
    year = django_filters.NumberFilter(label=_("Year"))
    is_public = django_filters.BooleanFilter(label=_("On the public site"))

    class Meta:
        model = Pledge
        fields = []


class PairingFilter(BelowFilter):
    """By what runs today."""

    search_fields = ("organisation__name_key", "partner_name", "purpose")
    running = django_filters.BooleanFilter(label=_("Running"), method="filter_running")

    class Meta:
        model = Pairing
        fields = []

    def filter_below(self, rows, name, value):
        """Either of the two."""
        path = value.path
        return rows.filter(Q(organisation__path__startswith=path) | Q(partner__path__startswith=path))

    def filter_running(self, rows, name, value):
        """In force today, or not."""
        today = timezone.localdate()
        running = Pairing.objects.in_force_on(today).values("pk")
        return rows.filter(pk__in=running) if value else rows.exclude(pk__in=running)
