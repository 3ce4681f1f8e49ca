"""Filters of the lists of sites, of their inspections and of the editions of the checklist."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import CatalogueState, SiteCheckState, SiteOccasion, SiteState, SiteUse
from branches.models import Organisation, Site, SiteCheck, SiteChecklist
from branches.models.site_questions import RECHECK_AFTER
from portal.filters import FilterSet, RowFilter


class SiteFilter(FilterSet):
    """By organisation, by how the newest inspection stands, by whether the branch's site is completed."""

    search_fields = ("name", "organisation__name_key", "address")

    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")
    check_state = django_filters.ChoiceFilter(label=_("Inspection"), choices=SiteCheckState)
    inspected = django_filters.BooleanFilter(
        label=_("Inspected in the portal"), field_name="check_pk", lookup_expr="isnull", exclude=True
    )
    site = django_filters.ChoiceFilter(
        label=_("Site of the branch"), choices=SiteState, field_name="organisation__site_state"
    )
    due = django_filters.BooleanFilter(label=_("Re-check due"), method="filter_due")
    shared = django_filters.BooleanFilter(label=_("Shared with others"), method="filter_shared")
    use = django_filters.ChoiceFilter(label=_("Use"), choices=SiteUse, field_name="state")

    class Meta:
        model = Site
        fields = []

    def filter_below(self, rows, name, value):
        """Of the organisation or one below it."""
        return rows.filter(organisation__path__startswith=value.path)

    def filter_due(self, rows, name, value):
        """Completed, and accepted or last re-checked a year ago or longer."""
        limit = timezone.localdate() - RECHECK_AFTER
        due = {"organisation__site_state": SiteState.COMPLETED, "last_accepted_on__lte": limit}
        rows = rows.in_use()
        return rows.filter(**due) if value else rows.exclude(**due)

    def filter_shared(self, rows, name, value):
        """Used by others than the owner today."""
        today = timezone.localdate()
        shared = Site.objects.shared_on(today).values("pk")
        return rows.filter(pk__in=shared) if value else rows.exclude(pk__in=shared)


class SiteCheckFilter(FilterSet):
    """By state, occasion, organisation; `waiting` is what waits for the branch, `sent_back` what came back."""

    search_fields = ("site__name", "site__organisation__name_key")

    state = django_filters.ChoiceFilter(label=_("State"), choices=SiteCheckState)
    occasion = django_filters.ChoiceFilter(label=_("Occasion"), choices=SiteOccasion)
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")
    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[
            ("running", _("all that are running")),
            ("branch", _("waiting for the branch")),
            ("sent_back", _("sent back")),
        ],
        method="filter_show",
    )

    class Meta:
        model = SiteCheck
        fields = []

    def filter_below(self, rows, name, value):
        """Of the organisation or one below it."""
        return rows.filter(site__organisation__path__startswith=value.path)

    def filter_show(self, rows, name, value):
        """The common questions in one word each."""
        return {"running": rows.running, "branch": rows.with_the_branch, "sent_back": rows.sent_back}[value]()


class SiteChecklistFilter(FilterSet):
    """By title and state."""

    search_fields = ("title", "title_en")

    state = django_filters.ChoiceFilter(label=_("State"), choices=CatalogueState)

    class Meta:
        model = SiteChecklist
        fields = []
