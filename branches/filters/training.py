"""Filters of the list of training sessions."""

import django_filters
from django.utils.translation import gettext_lazy as _

from branches.choices import TrainingKind, TrainingState
from branches.models import TrainingSession
from portal.filters import DayFilter, FilterSet


class TrainingFilter(FilterSet):
    """By kind, state and day; `show` is what the desk and the figures ask."""

    search_fields = ("title", "place")

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=TrainingKind)
    state = django_filters.ChoiceFilter(label=_("State"), choices=TrainingState)
    from_day = DayFilter(label=_("From day"), field_name="held_on", lookup_expr="gte")
    to_day = DayFilter(label=_("To day"), field_name="held_on", lookup_expr="lte")
    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[
            ("coming", _("those to come")),
            ("answer", _("those waiting for my answer")),
            ("attendance", _("those whose attendance is to be entered")),
            ("held", _("those that were held")),
        ],
        method="filter_show",
    )

    class Meta:
        model = TrainingSession
        fields = []

    def filter_show(self, rows, name, value):
        """The common questions in one word each."""
        if value == "answer":
            return rows.to_answer_by(self.request.user)
        if value == "attendance":
            return rows.attendance_to_enter()
        return rows.coming() if value == "coming" else rows.held_between(None, None)
