"""Finding requests for data."""

import django_filters
from django.utils.translation import gettext_lazy as _

from branches.choices import DataRequestState
from branches.models import DataRequest
from portal.filters import DayFilter, FilterSet


class DataRequestFilter(FilterSet):
    """By words, state and day."""

    search_fields = ("name", "issuer")
    state = django_filters.ChoiceFilter(label=_("State"), choices=DataRequestState)
    issued_from = DayFilter(label=_("Issued from"), field_name="issued_on", lookup_expr="gte")
    issued_to = DayFilter(label=_("Issued to"), field_name="issued_on", lookup_expr="lte")

    class Meta:
        model = DataRequest
        fields = ()
