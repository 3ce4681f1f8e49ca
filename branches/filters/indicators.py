"""Filters of the list of catalogues of indicators."""

import django_filters
from django.utils.translation import gettext_lazy as _

from branches.choices import CatalogueKind, CatalogueState
from branches.models import IndicatorCatalogue
from portal.filters import FilterSet


class CatalogueFilter(FilterSet):
    """By kind and state, and by words in the title."""

    search_fields = ("title", "title_en")
    kind = django_filters.ChoiceFilter(label=_("Written for"), choices=CatalogueKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CatalogueState)

    class Meta:
        model = IndicatorCatalogue
        fields = []
