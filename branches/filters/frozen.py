"""Filters of the frozen counts."""

import django_filters
from django.utils.translation import gettext_lazy as _

from branches.choices import FrozenKind
from branches.models import FrozenCount
from portal.filters import DayFilter, FilterSet


class FrozenFilter(FilterSet):
    """By words, kind and day."""

    search_fields = ("title", "key", "author__name")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=FrozenKind)
    from_day = DayFilter(label=_("As of, from"), field_name="as_of", lookup_expr="gte")
    to_day = DayFilter(label=_("As of, to"), field_name="as_of", lookup_expr="lte")
    mine = django_filters.BooleanFilter(label=_("Frozen by me"), method="filter_mine")

    class Meta:
        model = FrozenCount
        fields = []

    def filter_mine(self, rows, name, value):
        """One's own, or the others'."""
        own = {"author": self.request.user}
        return rows.filter(**own) if value else rows.exclude(**own)
