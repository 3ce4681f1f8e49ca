"""Finding inspections."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.models import Enterprise, Grid, Sector
from portal.filters import DayFilter, FilterSet, RowFilter
from volunteers.choices import Capacity, InspectionState
from volunteers.models import Inspection, InspectionVisitor


class InspectionFilter(FilterSet):
    """By words, day, state, who goes there, and where."""

    search_fields = Inspection.searched
    state = django_filters.ChoiceFilter(label=_("State"), choices=InspectionState)
    day_from = DayFilter(label=_("From"), field_name="day", lookup_expr="gte")
    day_to = DayFilter(label=_("To"), field_name="day", lookup_expr="lte")
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"))
    grid = RowFilter(model=Grid, label=_("Grid"), field_name="enterprise__grid")
    sector = RowFilter(model=Sector, label=_("Sector"), field_name="enterprise__sector")
    capacity = django_filters.ChoiceFilter(label=_("Capacity"), choices=Capacity, method="filter_capacity")
    mine = django_filters.BooleanFilter(label=_("Mine"), method="filter_mine")
    nothing_found = django_filters.BooleanFilter(label=pgettext_lazy("inspection", "Nothing found"))

    class Meta:
        model = Inspection
        fields = ()

    def filter_capacity(self, queryset, name, value):
        """Somebody goes there in this capacity."""
        return queryset.filter(pk__in=InspectionVisitor.objects.filter(capacity=value).values("inspection"))

    def filter_mine(self, queryset, name, value):
        """Those on which the asker goes, or the others."""
        mine = queryset.of(self.request.user)
        return mine if value else queryset.exclude(pk__in=mine.values("pk"))
