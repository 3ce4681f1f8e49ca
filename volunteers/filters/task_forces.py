"""Finding task forces."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from portal.filters import FilterSet, RowFilter
from volunteers.models import TaskForce

STANDINGS = (("in_force", _("active")), ("disbanded", _("disbanded")))


class TaskForceFilter(FilterSet):
    """Task forces by name, branch, and whether they are active."""

    search_fields = ("name_key",)
    organisation = RowFilter(model=Organisation, label=_("Branch, with those below"), method="filter_organisation")
    standing = django_filters.ChoiceFilter(
        label=_("Standing"), choices=STANDINGS, method="filter_standing", widget=forms.Select
    )

    class Meta:
        model = TaskForce
        fields = ()

    def filter_organisation(self, queryset, name, value):
        """Task forces of the organisation and of everything below it."""
        return queryset.filter(organisation__path__startswith=value.path)

    def filter_standing(self, queryset, name, value):
        """Active today, or disbanded by today."""
        today = timezone.localdate()
        return queryset.in_force(today) if value == "in_force" else queryset.filter(disbanded_on__lte=today)
