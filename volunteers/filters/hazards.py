"""Finding hazards. The same words in the address serve the list, the figures' links and the tally's cells."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Trade
from branches.models import Enterprise, Grid, Organisation, Process, Sector
from portal.filters import DayFilter, FilterSet, RowFilter
from volunteers.choices import Age, HazardLevel, HazardSource, HazardState
from volunteers.filters.periods import MonthFilter, first_and_last
from volunteers.models import Campaign, Discoverer, Hazard, HazardCategory, HazardRules, TaskForce

SHOWN = (
    ("counted", _("all that count")),
    ("open", _("open")),
    ("overdue", _("overdue")),
    ("rectified", _("rectified")),
    ("in_time", _("rectified in time")),
    ("due_soon", _("due soon")),
    ("long_overdue", _("overdue for long")),
    ("major", _("graded as major")),
    ("stopped", _("with production stopped")),
    ("recurring", _("found again under the same clause")),
    ("merged", _("merged into another")),
    ("self_found", _("found by the enterprise before anyone came")),
    ("self_removed", _("found by the enterprise and removed in time")),
)


class HazardFilter(FilterSet):
    """Hazards by words, day, state, level, enterprise and branch.

    `show`, the days of the re-check and `as_of` go together: what was open, overdue or rectified on that day (today
    unless given), whatever was opened again, declared void or merged since.
    """

    search_fields = Hazard.searched
    show = django_filters.ChoiceFilter(label=_("Show"), choices=SHOWN, method="filter_show")
    as_of = DayFilter(label=_("As of"), method="filter_as_of")
    age = django_filters.ChoiceFilter(label=_("Open for"), choices=Age, method="filter_age")
    state = django_filters.ChoiceFilter(label=_("State"), choices=HazardState)
    level = django_filters.ChoiceFilter(label=_("Level"), choices=HazardLevel)
    category = django_filters.ModelChoiceFilter(label=_("Category"), queryset=HazardCategory.objects.all())
    source = django_filters.ChoiceFilter(label=_("Source"), choices=HazardSource)
    found_from = DayFilter(label=_("Found from"), field_name="found_on", lookup_expr="gte")
    found_to = DayFilter(label=_("Found to"), field_name="found_on", lookup_expr="lte")
    month = MonthFilter(label=_("Month found"), method="filter_month")
    rechecked_from = DayFilter(label=_("Re-checked from"), method="filter_rechecked_from")
    rechecked_to = DayFilter(label=_("Re-checked to"), method="filter_rechecked_to")
    rechecked_month = MonthFilter(label=_("Month re-checked"), method="filter_rechecked_month")
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"))
    grid = RowFilter(model=Grid, label=_("Grid"), field_name="enterprise__grid")
    campaign = django_filters.ModelChoiceFilter(
        label=_("Found in the campaign"), queryset=Campaign.objects.all(), method="filter_campaign"
    )
    task_force = RowFilter(model=TaskForce, label=_("Task force"), method="filter_task_force")
    leading_force = RowFilter(model=TaskForce, label=_("Task force in the lead"), field_name="task_force")
    sector = RowFilter(model=Sector, label=_("Sector"), field_name="enterprise__sector")
    organisation = RowFilter(model=Organisation, label=_("Branch, with those below"), method="filter_organisation")
    branch = RowFilter(model=Organisation, label=_("Branch alone"), field_name="organisation")
    credited = RowFilter(model=Organisation, label=_("Credited to branch"), method="filter_credited")
    by_branch = django_filters.BooleanFilter(
        label=_("Found for a branch"), field_name="organisation", lookup_expr="isnull", exclude=True
    )
    by_force = django_filters.BooleanFilter(
        label=_("Found by a task force"), field_name="task_force", lookup_expr="isnull", exclude=True
    )
    in_grid = django_filters.BooleanFilter(
        label=_("Enterprise in a grid"), field_name="enterprise__grid", lookup_expr="isnull", exclude=True
    )
    under = RowFilter(model=Organisation, label=_("Line of organisations"), method="filter_organisation")
    superior = RowFilter(model=Organisation, label=_("Directly below"), method="filter_superior")
    trade = django_filters.ChoiceFilter(label=_("Trade"), choices=Trade, field_name="enterprise__trade")
    process = django_filters.ModelChoiceFilter(
        label=_("Dangerous process"), field_name="enterprise__processes", queryset=Process.objects.all()
    )
    has_process = django_filters.BooleanFilter(label=_("Enterprise with a process"), method="filter_has_process")
    clause = django_filters.CharFilter(label=_("Clause"), lookup_expr="exact", max_length=60)
    has_clause = django_filters.BooleanFilter(
        label=_("Under a clause"), field_name="clause", lookup_expr="exact", method="filter_has_clause"
    )
    mine = django_filters.BooleanFilter(label=_("Found by me"), method="filter_mine")

    class Meta:
        model = Hazard
        fields = ()

    def day(self):
        """The day for which `show` is asked."""
        return self.form.cleaned_data.get("as_of") or timezone.localdate()

    def filter_show(self, queryset, name, value):
        """The condition on the day; what was void on it is in none of them but the merged."""
        day, asks = self.day(), {"open": "open_on", "overdue": "overdue_on", "in_time": "rectified_in_time"}
        if value in asks:
            return getattr(queryset, asks[value])(day)
        if value == "rectified":
            return queryset.rectified_between(None, day)
        if value == "merged":
            return queryset.merged_by(day)
        if value in ("counted", "self_found", "self_removed"):
            return getattr(queryset, value)(day)
        if value in ("major", "stopped"):
            return getattr(queryset.counted(day), value)()
        rules = HazardRules.current()
        if value == "due_soon":
            return queryset.due_soon_on(day, rules.remind_days)
        if value == "long_overdue":
            return queryset.long_overdue_on(day, rules.escalate_days)
        return queryset.recurring(rules.recurrence_days, day)

    def filter_age(self, queryset, name, value):
        """Open on the day for so many days."""
        return queryset.aged(value, self.day())

    def filter_as_of(self, queryset, name, value):
        """Hazards found by that day."""
        return queryset.filter(found_on__lte=value)

    def filter_month(self, queryset, name, value):
        """Found in the month: asked by day, so that the list's own index serves."""
        first, last = first_and_last(value)
        return queryset.filter(found_on__gte=first, found_on__lte=last)

    def filter_rechecked_month(self, queryset, name, value):
        """Re-checked in the month."""
        return queryset.rechecked_between(*first_and_last(value), self.day())

    def filter_rechecked_from(self, queryset, name, value):
        """Re-checked on the day or later."""
        return queryset.rechecked_between(value, None, self.day())

    def filter_rechecked_to(self, queryset, name, value):
        """Re-checked by the day."""
        return queryset.rechecked_between(None, value, self.day())

    def filter_organisation(self, queryset, name, value):
        """Hazards found for the organisation and for everything below it."""
        return queryset.filter(organisation__path__startswith=value.path)

    def filter_superior(self, queryset, name, value):
        """Hazards found for what hangs directly below the organisation."""
        below = Organisation.objects.below(value).filter(depth=value.depth + 1)
        return queryset.filter(organisation__in=below)

    def filter_has_process(self, queryset, name, value):
        """At enterprises that run any dangerous process, or none."""
        return queryset.at_process() if value else queryset.at_no_process()

    def filter_has_clause(self, queryset, name, value):
        """Graded under a clause, or under none."""
        return queryset.exclude(clause="") if value else queryset.filter(clause="")

    def filter_credited(self, queryset, name, value):
        """Found for the branch, or by one of its task forces together with others."""
        shared = value.shared_task_forces.values("pk")
        joint = Discoverer.objects.filter(Q(organisation=value) | Q(task_force__in=shared)).values("hazard")
        return queryset.filter(Q(organisation=value) | Q(task_force__in=shared) | Q(pk__in=joint))

    def filter_task_force(self, queryset, name, value):
        """Found by the task force, alone or together with others."""
        return queryset.found_by(value)

    def filter_campaign(self, queryset, name, value):
        """Found at the campaign's enterprises from its first window until it closed."""
        return queryset.in_campaign(value).counted(self.day())

    def filter_mine(self, queryset, name, value):
        """Found by the person who asks, or by others."""
        user = self.request.user
        return queryset.filter(finder=user) if value else queryset.exclude(finder=user)
