"""Finding requests for extension."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.models import Enterprise
from portal.filters import FilterSet, RowFilter
from volunteers.choices import ExtensionState
from volunteers.models import Extension

SHOWN = (("waiting", _("waiting for an answer")), ("late", _("answer is late")))


class ExtensionFilter(FilterSet):
    """Requests by hazard, enterprise, state, and whether they wait."""

    search_fields = ("hazard__number", "hazard__description", "reason")
    show = django_filters.ChoiceFilter(label=_("Show"), choices=SHOWN, method="filter_show")
    state = django_filters.ChoiceFilter(label=_("State"), choices=ExtensionState)
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"), field_name="hazard__enterprise")

    class Meta:
        model = Extension
        fields = ()

    def filter_show(self, queryset, name, value):
        """Waiting, or waiting for too long."""
        return queryset.waiting() if value == "waiting" else queryset.late_on(timezone.localdate())
