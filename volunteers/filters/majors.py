"""Finding stops and transfers."""

import django_filters
from django.utils.translation import gettext_lazy as _

from branches.models import Enterprise, Grid, Organisation
from portal.filters import DayFilter, FilterSet, RowFilter
from volunteers.choices import Cooperation, StopKind, StopState, TransferState
from volunteers.models import CaseTransfer, ProductionStop

SHOWN = (("running", _("under way")), ("made", _("handed over")))


class StopFilter(FilterSet):
    """Stops by enterprise, kind, state and day; `as_of` are those that stood on that day."""

    search_fields = ("hazard__number", "extent", "hazard__enterprise__name_key")
    state = django_filters.ChoiceFilter(label=_("State"), choices=StopState)
    kind = django_filters.ChoiceFilter(label=_("Kind of stop"), choices=StopKind)
    standing_on = DayFilter(label=_("Standing on"), method="filter_standing_on")
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"), field_name="hazard__enterprise")
    grid = RowFilter(model=Grid, label=_("Grid"), field_name="hazard__enterprise__grid")
    organisation = RowFilter(model=Organisation, label=_("Branch, with those below"), method="filter_organisation")

    class Meta:
        model = ProductionStop
        fields = ()

    def filter_standing_on(self, queryset, name, value):
        """Stopped by that day and not resumed by then."""
        return queryset.standing_on(value)

    def filter_organisation(self, queryset, name, value):
        """Because of hazards found for the organisation and for everything below it."""
        return queryset.filter(hazard__organisation__path__startswith=value.path)


class CaseTransferFilter(FilterSet):
    """Transfers by enterprise, state and the day they were sent."""

    search_fields = ("hazard__number", "case_number", "hazard__enterprise__name_key")
    show = django_filters.ChoiceFilter(label=_("Show"), choices=SHOWN, method="filter_show")
    state = django_filters.ChoiceFilter(label=_("State"), choices=TransferState)
    cooperation = django_filters.ChoiceFilter(label=_("Cooperation of the enterprise"), choices=Cooperation)
    sent_from = DayFilter(label=_("Sent from"), field_name="sent_on", lookup_expr="gte")
    sent_to = DayFilter(label=_("Sent to"), field_name="sent_on", lookup_expr="lte")
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"), field_name="hazard__enterprise")
    organisation = RowFilter(model=Organisation, label=_("Branch, with those below"), method="filter_organisation")

    class Meta:
        model = CaseTransfer
        fields = ()

    def filter_show(self, queryset, name, value):
        """Under way, or handed over."""
        return queryset.running() if value == "running" else queryset.made()

    def filter_organisation(self, queryset, name, value):
        """Of hazards found for the organisation and for everything below it."""
        return queryset.filter(hazard__organisation__path__startswith=value.path)
