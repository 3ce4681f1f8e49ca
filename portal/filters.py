"""Filters of the lists: a search over declared fields, days, choices, and rows chosen by typing."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cells import key
from portal.choosers import RowField

MAX_WORDS = 6
# SQLite refuses patterns of more than 50,000 bytes; no name is as long as this.
LONGEST_WORD = 60


class FilterSet(django_filters.FilterSet):
    """`q` finds rows in which every typed word stands in one of `search_fields`."""

    search_fields: tuple[str, ...] = ()
    q = django_filters.CharFilter(label=_("Search"), method="filter_words")

    def filter_words(self, queryset, name, value):
        """One condition per word; more than MAX_WORDS words are left out, NUL never reaches the database."""
        for word in value.replace("\x00", "").split()[:MAX_WORDS]:
            word, hit = word[:LONGEST_WORD], Q()
            for field in self.search_fields:
                hit |= Q(**{f"{field}__icontains": key(word) if field.endswith("name_key") else word})
            queryset = queryset.filter(hit)
        return queryset


class DayFilter(django_filters.DateFilter):
    """One day, typed or picked."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(*args, **kwargs)


class RowFilter(django_filters.Filter):
    """A record of another table by its key, chosen by typing: no select of thousands of options.

    The form field resolves a typed name among the rows that the asker may see.
    """

    def __init__(self, *args, model, **kwargs):
        # Not `self.model`: the filter set writes its own model there.
        self.row_model = model
        super().__init__(*args, **kwargs)

    @property
    def field(self):
        if not hasattr(self, "_field"):
            self._field = RowField(self.row_model, label=self.label, required=False)
        self._field.user = getattr(getattr(self.parent, "request", None), "user", None)
        return self._field
