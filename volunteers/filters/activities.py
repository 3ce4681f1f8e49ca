"""Finding activities. The same words in the address serve the list, the figures' links and the tally's cells."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.models import Organisation
from portal.filters import DayFilter, FilterSet, RowFilter
from volunteers.choices import ActivityState
from volunteers.filters.periods import MonthFilter, first_and_last
from volunteers.models import Activity, ActivityKind, TaskForce


class ActivityFilter(FilterSet):
    """Activities by words, day, kind, state, task force and branch."""

    search_fields = Activity.searched
    state = django_filters.ChoiceFilter(label=_("State"), choices=ActivityState)
    kind = django_filters.ModelChoiceFilter(label=_("Kind"), queryset=ActivityKind.objects.all())
    cleanup = django_filters.BooleanFilter(label=_("Clean-up"), method="filter_cleanup")
    held_from = DayFilter(label=_("Held from"), field_name="held_on", lookup_expr="gte")
    held_to = DayFilter(label=_("Held to"), field_name="held_on", lookup_expr="lte")
    month = MonthFilter(label=_("Month"), method="filter_month")
    task_force = RowFilter(model=TaskForce, label=_("Task force"), method="filter_task_force")
    leading_force = RowFilter(model=TaskForce, label=_("Task force in the lead"), field_name="task_force")
    organisation = RowFilter(model=Organisation, label=_("Branch, with those below"), method="filter_organisation")
    branch = RowFilter(model=Organisation, label=_("Branch alone"), field_name="organisation")
    credited = RowFilter(model=Organisation, label=_("Credited to branch"), method="filter_credited")

    class Meta:
        model = Activity
        fields = ()

    def filter_cleanup(self, queryset, name, value):
        """Environment clean-ups only, or all others."""
        kinds = ActivityKind.objects.filter(is_cleanup=value)
        return queryset.filter(kind__in=list(kinds))

    def filter_month(self, queryset, name, value):
        """Held in the month: asked by day, so that the list's own index serves."""
        return queryset.held_between(*first_and_last(value))

    def filter_task_force(self, queryset, name, value):
        """The task force's own activities and those it joined."""
        joined = Activity.partners.through.objects.filter(taskforce=value).values("activity")
        return queryset.filter(Q(task_force=value) | Q(pk__in=joined))

    def filter_organisation(self, queryset, name, value):
        """Activities of the organisation and of everything below it."""
        return queryset.filter(organisation__path__startswith=value.path)

    def filter_credited(self, queryset, name, value):
        """Activities that this branch held or joined: each counts for every branch that took part."""
        joined = Activity.partners.through.objects.filter(taskforce__organisation=value).values("activity")
        return queryset.filter(Q(organisation=value) | Q(pk__in=joined))
