"""Filters of the lists of deliberations and of rectifications of branches."""

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.assessment_choices import DeliberationState, RectificationState
from branches.models import BranchRectification, Deliberation, Organisation
from portal.filters import FilterSet, RowFilter

OVERDUE = "overdue"


class DeliberationFilter(FilterSet):
    """By meeting, document and state."""

    search_fields = ("meeting", "document_number")
    state = django_filters.ChoiceFilter(label=_("State"), choices=DeliberationState)

    class Meta:
        model = Deliberation
        fields = []


class BranchRectificationFilter(FilterSet):
    """By branch and state; overdue is derived."""

    search_fields = ("decision__organisation__name_key",)
    state = django_filters.ChoiceFilter(label=_("State"), choices=RectificationState)
    show = django_filters.ChoiceFilter(label=_("Show"), choices=[(OVERDUE, _("overdue"))], method="filter_show")
    below = RowFilter(label=_("Below"), model=Organisation, method="filter_below")

    class Meta:
        model = BranchRectification
        fields = []

    def filter_show(self, rows, name, value):
        """Still with the branch after its day."""
        return rows.overdue_on(timezone.localdate())

    def filter_below(self, rows, name, value):
        """The branch itself and what hangs below it."""
        return rows.filter(decision__organisation__path__startswith=value.path)
