"""Filters of the registry of a day."""

import django_filters
from django import forms
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import SiteState
from branches.filters.organisations import KINDS, SITE_OPEN
from branches.models import Organisation, OrganisationSpell
from branches.models.site_questions import site_done
from branches.models.spells import end_of
from portal.filters import DayFilter, FilterSet, RowFilter


class SpellFilter(FilterSet):
    """The organisations in force on a day, as they were on that day, as the registry knew them on another."""

    search_fields = ("name", "enterprise__name")

    # Asked above the list, where they cannot be overlooked.
    day = DayFilter(label=_("Day"), method="leave", widget=forms.HiddenInput)
    known = DayFilter(label=_("As known on"), method="leave", widget=forms.HiddenInput)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=KINDS)
    site = django_filters.ChoiceFilter(
        label=_("Site"),
        choices=[(SiteState.COMPLETED.value, SiteState.COMPLETED.label), (SITE_OPEN, _("not completed yet"))],
        method="filter_site",
    )
    below = RowFilter(label=_("Below"), model=Organisation, method="leave")

    class Meta:
        model = OrganisationSpell
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        # Without a question it is asked for today: the filters apply all the same.
        super().__init__({} if data is None else data, *args, **kwargs)

    @property
    def asked_day(self):
        """The day for which is asked; today if none is given."""
        return self.form.cleaned_data.get("day") or timezone.localdate()

    @property
    def known_day(self):
        """The day of whose knowledge is asked; today if none is given."""
        return self.form.cleaned_data.get("known") or timezone.localdate()

    def leave(self, rows, name, value):
        """Days and places are asked together, in `filter_queryset`."""
        return rows

    def filter_queryset(self, queryset):
        day, place = self.asked_day, self.form.cleaned_data.get("below")
        then = OrganisationSpell.objects.known(self.known_day).on(day)
        rows = super().filter_queryset(queryset).known(self.known_day).on(day)
        if place is not None:
            inside = Q(pk__in=[])
            for lineage in then.filter(organisation=place).values_list("lineage", flat=True):
                inside |= Q(lineage__startswith=lineage)
            rows = rows.filter(inside)
        sites = Organisation.objects.with_site_day(day)
        versions = Organisation.history.filter(id=OuterRef("organisation"), history_date__lt=end_of(day))
        return rows.annotate(
            parent_then=Subquery(then.filter(organisation=OuterRef("parent")).values("name")[:1]),
            site_then=Subquery(sites.filter(pk=OuterRef("organisation")).values("site_day")[:1]),
            level_then=Subquery(versions.order_by("-history_date", "-history_id").values("level")[:1]),
        )

    def filter_site(self, rows, name, value):
        """Accepted by the day, or not."""
        accepted = Q(organisation__in=Organisation._base_manager.filter(site_done(self.asked_day)).values("pk"))
        return rows.filter(accepted) if value == SiteState.COMPLETED else rows.exclude(accepted)
