"""Finding activities. The same words in the address serve the list, the figures' links and the tally's cells."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Trade
from branches.models import Enterprise, Grid, Organisation, Process
from portal.filters import DayFilter, FilterSet, RowFilter
from volunteers.choices import ActivityState, OffWork
from volunteers.filters.periods import MonthFilter, first_and_last
from volunteers.models import Activity, ActivityKind, TaskForce

QUESTIONS = (
    ("due", _("planned, and the day has come")),
    ("sent_back", _("sent back")),
    ("free_time", _("on a day off or after work")),
)


class ActivityFilter(FilterSet):
    """Activities by words, day, kind, state, task force and branch."""

    search_fields = Activity.searched
    state = django_filters.ChoiceFilter(label=_("State"), choices=ActivityState)
    kind = django_filters.ModelChoiceFilter(label=_("Kind"), queryset=ActivityKind.objects.all())
    cleanup = django_filters.BooleanFilter(label=_("Clean-up"), method="filter_cleanup")
    off_work = django_filters.ChoiceFilter(label=_("Off work"), choices=OffWork, method="filter_off_work")
    campaign = django_filters.CharFilter(label=_("Campaign"), lookup_expr="exact", max_length=80)
    show = django_filters.ChoiceFilter(label=_("Show"), choices=QUESTIONS, method="filter_show")
    held_from = DayFilter(label=_("Held from"), field_name="held_on", lookup_expr="gte")
    held_to = DayFilter(label=_("Held to"), field_name="held_on", lookup_expr="lte")
    month = MonthFilter(label=_("Month"), method="filter_month")
    task_force = RowFilter(model=TaskForce, label=_("Task force"), method="filter_task_force")
    leading_force = RowFilter(model=TaskForce, label=_("Task force in the lead"), field_name="task_force")
    organisation = RowFilter(model=Organisation, label=_("Branch, with those below"), method="filter_organisation")
    branch = RowFilter(model=Organisation, label=_("Branch alone"), field_name="organisation")
    credited = RowFilter(model=Organisation, label=_("Credited to branch"), method="filter_credited")
    under = RowFilter(model=Organisation, label=_("Line of organisations"), method="filter_organisation")
    superior = RowFilter(model=Organisation, label=_("Directly below"), method="filter_superior")
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"))
    at_enterprise = django_filters.BooleanFilter(
        label=_("At an enterprise"), field_name="enterprise", lookup_expr="isnull", exclude=True
    )
    grid = RowFilter(model=Grid, label=_("Grid"), field_name="enterprise__grid")
    in_grid = django_filters.BooleanFilter(
        label=_("Enterprise in a grid"), field_name="enterprise__grid", lookup_expr="isnull", exclude=True
    )
    trade = django_filters.ChoiceFilter(label=_("Trade"), choices=Trade, field_name="enterprise__trade")
    process = django_filters.ModelChoiceFilter(
        label=_("Dangerous process"), field_name="enterprise__processes", queryset=Process.objects.all()
    )
    has_process = django_filters.BooleanFilter(label=_("Enterprise with a process"), method="filter_has_process")

    class Meta:
        model = Activity
        fields = ()

    def filter_cleanup(self, queryset, name, value):
        """Environment clean-ups only, or all others."""
        kinds = ActivityKind.objects.filter(is_cleanup=value)
        return queryset.filter(kind__in=list(kinds))

    def filter_off_work(self, queryset, name, value):
        """By day, hour and the calendar of special days."""
        return queryset.at_time(value)

    def filter_show(self, queryset, name, value):
        """The common questions in one word each."""
        if value == "due":
            return queryset.due(timezone.localdate())
        return queryset.sent_back() if value == "sent_back" else queryset.in_free_time()

    def filter_month(self, queryset, name, value):
        """Held in the month: asked by day, so that the list's own index serves."""
        return queryset.held_between(*first_and_last(value))

    def filter_has_process(self, queryset, name, value):
        """At enterprises that run any dangerous process, or none."""
        return queryset.at_process() if value else queryset.at_no_process()

    def filter_task_force(self, queryset, name, value):
        """The task force's own activities and those it joined."""
        joined = Activity.partners.through.objects.filter(taskforce=value).values("activity")
        return queryset.filter(Q(task_force=value) | Q(pk__in=joined))

    def filter_organisation(self, queryset, name, value):
        """Activities of the organisation and of everything below it."""
        return queryset.filter(organisation__path__startswith=value.path)

    def filter_superior(self, queryset, name, value):
        """Activities of what hangs directly below the organisation."""
        below = Organisation.objects.below(value).filter(depth=value.depth + 1)
        return queryset.filter(organisation__in=below)

    def filter_credited(self, queryset, name, value):
        """Activities that this branch held or joined: each counts for every branch that took part."""
        shared = value.shared_task_forces.values("pk")
        joined = Activity.partners.through.objects.filter(
            Q(taskforce__organisation=value) | Q(taskforce__in=shared)
        ).values("activity")
        return queryset.filter(Q(organisation=value) | Q(task_force__in=shared) | Q(pk__in=joined))
