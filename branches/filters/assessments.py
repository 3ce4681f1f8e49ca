"""Filters of the lists of rounds, assessments and editions of the standard."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.assessment_choices import AssessmentState, ReportState, RoundState
from branches.choices import CatalogueState
from branches.models import Assessment, AssessmentEdition, AssessmentRound, Organisation
from portal.filters import DayFilter, FilterSet, RowFilter

SHOW = (
    ("to_visit", _("visit planned")),
    ("unplanned", _("no team or no day yet")),
    ("late", _("visit overdue")),
    ("mine", _("of my teams")),
    ("unanswered", _("report not answered yet")),
    ("running", _("under way at my branches")),
)


class AssessmentRoundFilter(FilterSet):
    """By name and state."""

    search_fields = ("name", "basis")
    state = django_filters.ChoiceFilter(label=_("State"), choices=RoundState)

    class Meta:
        model = AssessmentRound
        fields = []


class AssessmentFilter(FilterSet):
    """By round, state, team, day; `reported_to` is the day of a figure."""

    search_fields = ("organisation__name_key", "round__name")
    state = django_filters.ChoiceFilter(label=_("State"), choices=AssessmentState)
    show = django_filters.ChoiceFilter(label=_("Show"), choices=SHOW, method="filter_show")
    round = django_filters.ModelChoiceFilter(label=_("Round"), queryset=AssessmentRound.objects.all())
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")
    visit_from = DayFilter(label=_("Visit from"), field_name="visit_on", lookup_expr="gte")
    visit_to = DayFilter(label=_("Visit to"), field_name="visit_on", lookup_expr="lte")
    reported_from = DayFilter(label=_("Reported from"), field_name="report__signed_on", lookup_expr="gte")
    reported_to = DayFilter(label=_("Reported to"), field_name="report__signed_on", lookup_expr="lte")
    decided_from = DayFilter(label=_("Decided from"), method="filter_decided_from")
    decided_to = DayFilter(label=_("Decided to"), method="filter_decided_to")

    class Meta:
        model = Assessment
        fields = []

    def filter_below(self, rows, name, value):
        """The branch itself and what hangs below it."""
        return rows.filter(organisation__path__startswith=value.path)

    def filter_decided_from(self, rows, name, value):
        """Decided about by a meeting of that day or later."""
        return rows.filter(decision__deliberation__held_on__gte=value)

    def filter_decided_to(self, rows, name, value):
        """Decided about by a meeting of that day or before."""
        return rows.decided_between(None, value)

    def filter_show(self, rows, name, value):
        """What needs doing."""
        if value == "late":
            return rows.to_visit().filter(visit_on__lt=timezone.localdate())
        if value == "mine":
            return rows.filter(team__in=self.request.user.team_seats.values("team"))
        if value == "running":
            return rows.running_at(self.request.user)
        if value == "unanswered":
            return rows.filter(report__state=ReportState.SIGNED)
        return rows.to_visit() if value == "to_visit" else rows.unplanned()


class AssessmentEditionFilter(FilterSet):
    """By state."""

    search_fields = ("note",)
    state = django_filters.ChoiceFilter(label=_("State"), choices=CatalogueState)

    class Meta:
        model = AssessmentEdition
        fields = []
