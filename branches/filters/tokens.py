"""Filters of the tokens of the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from branches.choices import TokenState
from branches.models import ApiToken
from portal.filters import FilterSet


class TokenFilter(FilterSet):
    """By words and state."""

    search_fields = ("purpose", "user__name")
    state = django_filters.ChoiceFilter(label=_("State"), choices=TokenState)

    class Meta:
        model = ApiToken
        fields = []
