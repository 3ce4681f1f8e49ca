"""Filters of the lists of terms that end and of hints."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.filters.organisations import KINDS
from branches.models import Organisation
from branches.models.hints import hint_choices, hinted
from branches.reminders import TERM
from portal.filters import FilterSet, RowFilter
from portal.reminders import months_later

WITHIN = [
    ("0", _("over already")),
    ("1", _("within a month")),
    ("3", _("within three months")),
    ("6", _("within six months")),
    ("12", _("within a year")),
]


class TermFilter(FilterSet):
    """By how soon the term ends, kind and place."""

    search_fields = ("name_key", "secretary_name")

    within = django_filters.ChoiceFilter(label=_("Term ends"), choices=WITHIN, method="filter_within")
    reminded = django_filters.BooleanFilter(label=_("A reminder has been made"), method="filter_reminded")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=KINDS)
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    class Meta:
        model = Organisation
        fields = []

    def filter_within(self, rows, name, value):
        """Over, or ending within so many months."""
        today = timezone.localdate()
        if value == "0":
            return rows.filter(term_ends_on__lt=today)
        return rows.filter(term_ends_on__gte=today, term_ends_on__lte=months_later(today, int(value)))

    def filter_reminded(self, rows, name, value):
        """With a reminder of the clock, or without."""
        return rows.filter(pk__in=TERM.subjects()) if value else rows.exclude(pk__in=TERM.subjects())

    def filter_below(self, rows, name, value):
        """The organisation and everything below it."""
        return rows.below(value)


class HintFilter(FilterSet):
    """By rule, kind and place."""

    search_fields = ("name_key", "secretary_name")

    rule = django_filters.ChoiceFilter(label=_("Rule"), choices=hint_choices(), method="filter_rule")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=KINDS)
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    class Meta:
        model = Organisation
        fields = []

    def filter_rule(self, rows, name, value):
        """Those about which this rule has something to say."""
        return hinted(rows, value)

    def filter_below(self, rows, name, value):
        """The organisation and everything below it."""
        return rows.below(value)
