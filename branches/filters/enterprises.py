"""Filters of the lists of enterprises and grids."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from branches.choices import Gap, Trade
from branches.models import Enterprise, Grid, Organisation, Process, Sector
from portal.filters import FilterSet, RowFilter


class EnterpriseFilter(FilterSet):
    """By trade, grid, dangerous process, and the party organisation that covers the enterprise."""

    search_fields = ("name_key", "credit_code", "address")

    trade = django_filters.ChoiceFilter(label=_("Trade"), choices=Trade)
    process = django_filters.ModelChoiceFilter(
        label=_("Dangerous process"), field_name="processes", queryset=Process.objects.all()
    )
    has_process = django_filters.BooleanFilter(label=_("Runs a dangerous process"), method="filter_has_process")
    grid = RowFilter(label=_("Grid"), model=Grid)
    sector = RowFilter(label=_("Sector"), model=Sector)
    lacks = django_filters.ChoiceFilter(label=_("Lacks"), choices=Gap, method="filter_lacks")
    in_grid = django_filters.BooleanFilter(
        label=_("Belongs to a grid"), field_name="grid", lookup_expr="isnull", exclude=True
    )
    has_branch = django_filters.BooleanFilter(
        label=_("Covered by a party organisation"), field_name="organisation", lookup_expr="isnull", exclude=True
    )
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    class Meta:
        model = Enterprise
        fields = []

    def filter_has_process(self, rows, name, value):
        """Marked with any dangerous process, or with none."""
        marked = Exists(Enterprise.processes.through.objects.filter(enterprise=OuterRef("pk")))
        return rows.filter(marked) if value else rows.exclude(marked)

    def filter_lacks(self, rows, name, value):
        """Those whose profile lacks it today."""
        return rows.lacking(Gap(value))

    def filter_below(self, rows, name, value):
        """Covered by the organisation or one below it."""
        return rows.filter(organisation__path__startswith=value.path)


class EnterpriseTallyFilter(EnterpriseFilter):
    """What the tally asks beside its own dimensions."""

    process = has_process = None

    class Meta(EnterpriseFilter.Meta):
        pass


class GridFilter(FilterSet):
    """By name."""

    search_fields = ("name_key",)

    class Meta:
        model = Grid
        fields = []


class SectorFilter(FilterSet):
    """By name."""

    search_fields = ("name_key",)

    class Meta:
        model = Sector
        fields = []
