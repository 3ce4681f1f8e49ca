"""Filters of the lists of people and appointments."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Role
from branches.models import Appointment, Organisation, Person
from branches.permissions import APPOINTED
from portal.filters import DayFilter, FilterSet, RowFilter

NO_ROLE = "none"


class PersonFilter(FilterSet):
    """By name, role held today, and whether the account is open."""

    search_fields = ("name", "username")

    role = django_filters.ChoiceFilter(
        label=_("Role held today"), choices=[*Role.choices, (NO_ROLE, _("no role"))], method="filter_role"
    )
    is_active = django_filters.BooleanFilter(label=_("Account is open"))

    class Meta:
        model = Person
        fields = []

    def filter_role(self, rows, name, value):
        """Whoever holds the role today, by an appointment or a post in a task force."""
        posts = Person._meta.get_field("posts").related_model
        held = [kind.objects.in_force() for kind in (Appointment, posts)]
        if value == NO_ROLE:
            return rows.exclude(pk__in=held[0].values("user")).exclude(pk__in=held[1].values("user"))
        appointed, posted = (holdings.filter(role=value).values("user") for holdings in held)
        return rows.filter(Q(pk__in=appointed) | Q(pk__in=posted))


class AppointmentFilter(FilterSet):
    """By role, place, and the day on which the appointment holds."""

    search_fields = (
        "user__name",
        "user__username",
        "organisation__name_key",
        "enterprise__name_key",
        "grid__name_key",
        "sector__name_key",
    )

    role = django_filters.ChoiceFilter(label=_("Role"), choices=[(role.value, role.label) for role in APPOINTED])
    in_force = django_filters.BooleanFilter(label=_("In force today"), method="filter_in_force")
    as_of = DayFilter(label=_("In force on"), method="filter_as_of")
    left_over = django_filters.BooleanFilter(label=_("Its organisation has ended"), method="filter_left_over")
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    class Meta:
        model = Appointment
        fields = []

    def filter_in_force(self, rows, name, value):
        """Held today, or not (any more, or not yet)."""
        if value:
            return rows.in_force()
        today = timezone.localdate()
        return rows.filter(Q(start__gt=today) | Q(end__lt=today))

    def filter_as_of(self, rows, name, value):
        """Held on the day."""
        return rows.in_force(value)

    def filter_left_over(self, rows, name, value):
        """Held today at an organisation that has ended, or any other."""
        left = rows.left_over()
        return left if value else rows.exclude(pk__in=left.values("pk"))

    def filter_below(self, rows, name, value):
        """Held at the organisation or one below it."""
        return rows.filter(organisation__path__startswith=value.path)
