"""Filters of the lists: a search over declared fields, days, choices, and rows chosen by typing."""

import copy
import re
from functools import lru_cache

import django_filters
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms
from django.db.models import QuerySet
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.choosers import RowField
from portal.kept_questions import KeptQuestion
from portal.search.rows import WordSearch

MAX_WORDS = 6
# SQLite refuses patterns of more than 50,000 bytes; no name is as long as this.
LONGEST_WORD = 60


class FilterSet(django_filters.FilterSet):
    """`q` finds rows in which every typed word stands in one of `search_fields`.

    The form has only the fields that the address fills: of twenty filters a page uses two, and each field costs as
    much as ten cells. The others are drawn empty, once a language (`fields_drawn`).
    """

    search_fields: tuple[str, ...] = ()
    search: WordSearch | None = None
    q = django_filters.CharFilter(label=_("Search"), method="filter_words")

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None):
        """As django-filter's own, but the declared filters are copied flat instead of deep."""
        queryset = self._meta.model._default_manager.all() if queryset is None else queryset
        self.is_bound = data is not None
        self.data = {} if data is None else data
        self.queryset, self.request, self.form_prefix = queryset, request, prefix
        self.filters = {name: self.own(declared, queryset.model) for name, declared in self.base_filters.items()}

    def own(self, declared, model):
        """This set's copy of a declared filter."""
        one = copy.copy(declared)
        one.extra, one.model, one.parent = dict(declared.extra), model, self
        if one.method:
            # Set anew: the copy's method would still ask the declared filter for its set.
            one.method = one.method
        return one

    def get_form_class(self):
        """A form of the fields that the address fills."""
        fields = {name: one.field for name, one in self.filters.items() if self.data.get(name) not in (None, "")}
        return type(f"{type(self).__name__}Form", (self._meta.form,), fields)

    @property
    def words(self):
        """What was typed into the search field."""
        return self.data.get("q") or ""

    def fields_drawn(self):
        """The fields of the panel as HTML, in the order of their declaration; `q` stands elsewhere."""
        for name, one in self.filters.items():
            if name == "q":
                continue
            if name in self.form.fields:
                yield self.drawn_filled(name, one)
            else:
                yield self.drawn_empty(name, one)

    def drawn_filled(self, name, one):
        """A field that the address fills."""
        is_choice = isinstance(one, django_filters.ChoiceFilter) and getattr(one, "queryset", None) is None
        if is_choice and name not in self.form.errors:
            return chosen_field(type(self), name, get_language(), self.data.get(name))
        return as_crispy_field(self.form[name])

    def drawn_empty(self, name, one):
        """A field that the address leaves empty."""
        rows = getattr(one, "queryset", None)
        if rows is None:
            return empty_field(type(self), name, get_language(), ())
        if rows is not self.base_filters[name].queryset or not isinstance(rows, QuerySet):
            # The set chooses the rows itself, for the person or the question.
            return drawn(name, one.field)
        rows = kept_options(type(self), name).ask()
        return empty_field(type(self), name, get_language(), tuple((row.pk, str(row)) for row in rows))

    def filter_words(self, queryset, name, value):
        """One condition per word; more than MAX_WORDS words are left out, NUL never reaches the database."""
        words = [word[:LONGEST_WORD] for word in value.replace("\x00", "").split()[:MAX_WORDS]]
        self.search = WordSearch(queryset.model, words, self.search_fields, queryset.db)
        return self.search.filter(queryset)

    def is_many(self):
        """Whether nothing but words that many rows contain is asked for, of all rows there are."""
        filled = {name for name, value in self.form.cleaned_data.items() if value not in (None, "", [])}
        return filled == {"q"} and not self.queryset.query.where

    def sample(self):
        """Some of the rows of `qs`, found at once, or None: more of them than a list counts need no counting.

        True where it is known already that they are more.
        """
        rows = self.search.sample(self.queryset.all()) if self.search and self.is_valid() else None
        if rows is not None and self.is_many():
            return True
        if rows is not None:
            for name, value in self.form.cleaned_data.items():
                rows = rows if name == "q" else self.filters[name].filter(rows, value)
        return rows


@lru_cache(maxsize=512)
def kept_options(filterset_class, name):
    """The question for the rows that a filter declares."""
    return KeptQuestion(filterset_class.base_filters[name].queryset.all())


@lru_cache(maxsize=4096)
def empty_field(filterset_class, name, _language, _options):
    """An empty field of a filter set as HTML: the same for everybody in a language, while its options stay."""
    return drawn(name, filterset_class().filters[name].field)


@lru_cache(maxsize=1024)
def chosen_field(filterset_class, name, _language, value):
    """A select with one of its words chosen: the same for everybody in a language."""
    return drawn(name, filterset_class().filters[name].field, {name: value})


def drawn(name, field, data=None):
    """A field of a form that has nothing else, as HTML."""
    form = type("Alone", (forms.Form,), {name: field})(data)
    # The blank lines of the field's template are half of its length.
    return mark_safe(re.sub(r"\s*\n\s*", "\n", as_crispy_field(form[name])))


class DayFilter(django_filters.DateFilter):
    """One day, typed or picked."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(*args, **kwargs)


class RowFilter(django_filters.Filter):
    """A record of another table by its key, chosen by typing: no select of thousands of options.

    The form field resolves a typed name among the rows that the asker may see.
    """

    def __init__(self, *args, model, choose=RowField, **kwargs):
        # Not `self.model`: the filter set writes its own model there.
        self.row_model, self.choose = model, choose
        super().__init__(*args, **kwargs)

    @property
    def field(self):
        if not hasattr(self, "_field"):
            self._field = self.choose(self.row_model, label=self.label, required=False)
        self._field.user = getattr(getattr(self.parent, "request", None), "user", None)
        return self._field
