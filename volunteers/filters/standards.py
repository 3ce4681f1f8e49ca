"""Finding clauses and versions of the catalogue: by word, process, trade, family and level."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.choices import CatalogueState, Trade
from branches.models import Enterprise, Process
from portal.filters import FilterSet, RowFilter
from volunteers.choices import StandardLevel, Verification
from volunteers.models import Catalogue, Family, JudgementStandard


def families(_request):
    """The families of the versions in force, each once by its code."""
    return Family.objects.filter(catalogue__in=Catalogue.objects.in_force())


class CatalogueFilter(FilterSet):
    """By state, and by words in the title."""

    search_fields = ("title", "title_en")
    state = django_filters.ChoiceFilter(label=_("State"), choices=CatalogueState)

    class Meta:
        model = Catalogue
        fields = []


class StandardFilter(FilterSet):
    """By words in code, text, explanation and processes; without a version, those in force today."""

    family = django_filters.ModelChoiceFilter(label=_("Family of clauses"), queryset=families)
    trade = django_filters.ChoiceFilter(label=_("Trade"), choices=Trade, method="filter_trade")
    process = django_filters.ModelChoiceFilter(
        label=_("Process"), queryset=Process.objects.all(), method="filter_process"
    )
    level = django_filters.ChoiceFilter(label=_("Default level"), choices=StandardLevel, field_name="default_level")
    verification = django_filters.ChoiceFilter(label=_("How far verified"), choices=Verification)
    enterprise = RowFilter(model=Enterprise, label=_("Applying to the enterprise"), method="filter_enterprise")
    version = django_filters.ModelChoiceFilter(
        label=_("Version"), queryset=Catalogue.objects.exclude(state=CatalogueState.DRAFT), method="filter_version"
    )

    class Meta:
        model = JudgementStandard
        fields = ()

    def filter_words(self, queryset, name, value):
        """Every word in code, text, explanation or process."""
        return queryset.worded(value)

    def filter_trade(self, queryset, name, value):
        """Of the trade, or of every trade."""
        return queryset.filter(Q(trade=value) | Q(trade=""))

    def filter_process(self, queryset, name, value):
        """Where the process is run, in its trade or in any."""
        return queryset.filter(Q(processes=value) | Q(processes_anywhere=value)).distinct()

    def filter_enterprise(self, queryset, name, value):
        """The clauses that apply to the enterprise."""
        return queryset.filter(pk__in=JudgementStandard.objects.applying_to(value).order_by().values("pk"))

    def filter_version(self, queryset, name, value):
        """The list itself shows the version asked for."""
        return queryset
