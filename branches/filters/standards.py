"""Filters of the lists of cycles and of branches in a cycle."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import CycleState, StandardizationLevel, StandardState
from branches.models import BranchStandard, Organisation, StandardizationCycle
from portal.filters import FilterSet, RowFilter


class CycleFilter(FilterSet):
    """By year and state."""

    search_fields = ("title",)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CycleState)
    year = django_filters.NumberFilter(label=_("Year"), field_name="year")

    class Meta:
        model = StandardizationCycle
        fields = []


class StandardFilter(FilterSet):
    """By cycle, state, what is late, superior organisation and grade."""

    search_fields = ("organisation__name_key",)
    cycle = django_filters.ModelChoiceFilter(label=_("Cycle"), queryset=StandardizationCycle.objects.none())
    state = django_filters.ChoiceFilter(label=_("State"), choices=StandardState)
    late = django_filters.BooleanFilter(label=_("Late"), method="filter_late")
    running = django_filters.BooleanFilter(label=_("Cycle is open"), method="filter_running")
    lacking = django_filters.BooleanFilter(label=_("Something lacks"), method="filter_lacking")
    grade = django_filters.ChoiceFilter(
        label=_("Grade"),
        field_name="grade__level",
        choices=[pair for pair in StandardizationLevel.choices if pair[0].endswith("star")],
    )
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")
    parent = RowFilter(label=_("Directly below"), model=Organisation, method="filter_parent")

    class Meta:
        model = BranchStandard
        fields = []

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        if request is not None:
            self.filters["cycle"].queryset = StandardizationCycle.objects.visible_to(request.user)

    def filter_late(self, rows, name, value):
        """Behind today, or not."""
        today = timezone.localdate()
        return rows.late_on(today) if value else rows.not_late_on(today)

    def filter_running(self, rows, name, value):
        """In a cycle that is open, or in another."""
        return rows.running() if value else rows.exclude(cycle__state=CycleState.OPEN)

    def filter_lacking(self, rows, name, value):
        """At least one clause lacks something, or none does."""
        return rows.filter(lacking__gt=0) if value else rows.filter(lacking=0)

    def filter_below(self, rows, name, value):
        """The organisation and everything below it."""
        return rows.filter(organisation__path__startswith=value.path)

    def filter_parent(self, rows, name, value):
        """What hangs directly below the organisation."""
        return self.filter_below(rows, name, value).filter(organisation__depth=value.depth + 1)
