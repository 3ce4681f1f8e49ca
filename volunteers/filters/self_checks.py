"""Finding campaigns and self-checks; the words of `show` are those under which progress counts."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.models import Enterprise, Grid, Organisation, Sector
from portal.filters import DayFilter, FilterSet, RowFilter
from volunteers.choices import CampaignState, Channel, SelfCheckState
from volunteers.models import Campaign, SelfCheck

SHOWN = (
    ("issued", _("all that were issued")),
    ("opened", pgettext_lazy("self-checks", "opened")),
    ("outstanding", _("not returned")),
    ("waiting", _("not returned, the campaign runs")),
    ("overdue", _("not returned, the window is over")),
    ("silent", _("not even opened")),
    ("returned", pgettext_lazy("self-checks", "returned")),
    ("received", pgettext_lazy("self-checks", "received")),
    ("sent_back", pgettext_lazy("self-checks", "sent back")),
    ("late", _("returned late")),
    ("nil", _("nothing found")),
    ("to_look_over", _("to be looked over by the centre")),
    ("unacknowledged", _("notice not acknowledged")),
)


class CampaignFilter(FilterSet):
    """Campaigns by name and state."""

    search_fields = ("name",)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CampaignState)

    class Meta:
        model = Campaign
        fields = ()


class SelfCheckFilter(FilterSet):
    """Self-checks by campaign, round, state, grid, sector, cadre and enterprise."""

    search_fields = ("enterprise__name_key",)
    show = django_filters.ChoiceFilter(label=_("Show"), choices=SHOWN, method="filter_show")
    campaign = django_filters.ModelChoiceFilter(label=_("Campaign"), queryset=Campaign.objects.all())
    round = django_filters.NumberFilter(label=pgettext_lazy("self-check", "Round"), field_name="round__number")
    state = django_filters.ChoiceFilter(label=_("State"), choices=SelfCheckState)
    channel = django_filters.ChoiceFilter(label=_("Way"), choices=Channel)
    grid = RowFilter(model=Grid, label=_("Grid"), field_name="enterprise__grid")
    sector = RowFilter(model=Sector, label=_("Sector"), field_name="enterprise__sector")
    cadre = django_filters.NumberFilter(label=_("Linked cadre"), method="filter_cadre")
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"))
    due_from = DayFilter(label=_("Due from"), field_name="due_on", lookup_expr="gte")
    due_to = DayFilter(label=_("Due to"), field_name="due_on", lookup_expr="lte")

    issued_from = DayFilter(label=_("Issued from"), field_name="created_at", lookup_expr="date__gte")
    issued_to = DayFilter(label=_("Issued to"), field_name="created_at", lookup_expr="date__lte")
    returned_from = DayFilter(label=_("Returned from"), field_name="returned_at", lookup_expr="date__gte")
    returned_to = DayFilter(label=_("Returned to"), field_name="returned_at", lookup_expr="date__lte")
    organisation = RowFilter(model=Organisation, label=_("Branch, with those below"), method="filter_organisation")

    class Meta:
        model = SelfCheck
        fields = ()

    def filter_show(self, queryset, name, value):
        """What progress counts under this word."""
        return queryset.unacknowledged() if value == "unacknowledged" else queryset.shown(value)

    def filter_organisation(self, queryset, name, value):
        """Of enterprises that belong to the organisation or to one below it."""
        return queryset.filter(enterprise__organisation__path__startswith=value.path)

    def filter_cadre(self, queryset, name, value):
        """At the enterprises to which a cadre, given by the key of the person, is linked today."""
        return queryset.linked_to(value)
