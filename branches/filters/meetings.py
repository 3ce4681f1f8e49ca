"""Finding meetings, and the organisations that have missed some."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import MeetingKind, MeetingState
from branches.models import Meeting, Organisation
from branches.models.frequencies import missing
from portal.filters import DayFilter, FilterSet, RowFilter

SHOWN = (
    ("to_record", _("held and not signed yet")),
    ("sent_back", _("sent back")),
    ("planned", _("still to come")),
)


class MeetingFilter(FilterSet):
    """By words, kind, day, state and organisation."""

    search_fields = ("topic", "place", "organisation__name_key")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=MeetingKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=MeetingState)
    show = django_filters.ChoiceFilter(label=_("Show"), choices=SHOWN, method="filter_show")
    held_from = DayFilter(label=_("Held from"), field_name="held_on", lookup_expr="gte")
    held_to = DayFilter(label=_("Held to"), field_name="held_on", lookup_expr="lte")
    branch = RowFilter(label=_("Organisation, joint meetings too"), model=Organisation, method="filter_branch")
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    class Meta:
        model = Meeting
        fields = ()

    def filter_show(self, rows, name, value):
        """What waits at a meeting."""
        today = timezone.localdate()
        if value == "sent_back":
            return rows.filter(state=MeetingState.DRAFT).exclude(sent_back_reason="")
        if value == "planned":
            return rows.filter(state=MeetingState.DRAFT, held_on__gte=today)
        return rows.overdue_on(today)

    def filter_branch(self, rows, name, value):
        """Held by this organisation, alone or with others."""
        return rows.of(value)

    def filter_below(self, rows, name, value):
        """Held by the organisation or one below it."""
        return rows.filter(organisation__path__startswith=value.path)


class MissingFilter(FilterSet):
    """Which organisations: those that missed something before the day, of one kind or any."""

    search_fields = ("name_key",)
    missed = django_filters.ChoiceFilter(
        label=_("Missed"), choices=[("any", _("something")), *MeetingKind.choices], method="filter_missed"
    )
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")
    as_of = DayFilter(label=_("As of"), method="filter_as_of")

    class Meta:
        model = Organisation
        fields = ()

    @property
    def day(self):
        """The day for which it is asked: the last whole period before it counts."""
        is_read = self.is_bound and self.form.is_valid()
        return (self.form.cleaned_data.get("as_of") if is_read else None) or timezone.localdate()

    def filter_missed(self, rows, name, value):
        """Those behind with this kind, or with any."""
        found = missing(Organisation.objects.all(), self.day, "" if value == "any" else value)
        return rows.filter(pk__in=found.values("pk"))

    def filter_below(self, rows, name, value):
        """The organisation and everything below it."""
        return rows.below(value)

    def filter_as_of(self, rows, name, value):
        """Those in force on the day."""
        return rows.in_force_on(value)
