"""Finding re-inspections and draws."""

import django_filters
from django.utils.translation import gettext_lazy as _

from branches.models import Enterprise
from portal.filters import FilterSet, RowFilter
from volunteers.choices import ReinspectionState
from volunteers.models import Reinspection, ReinspectionDraw, TaskForce


class ReinspectionFilter(FilterSet):
    """Re-inspections by hazard, result, month, team and enterprise."""

    search_fields = ("hazard__number", "hazard__description")
    state = django_filters.ChoiceFilter(label=_("State"), choices=ReinspectionState)
    draw = django_filters.NumberFilter(label=_("Closed in the month (202611)"), field_name="draw__month")
    task_force = RowFilter(model=TaskForce, label=_("Task force that looks"))
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"), field_name="hazard__enterprise")

    class Meta:
        model = Reinspection
        fields = ()


class DrawFilter(FilterSet):
    """Draws by seed."""

    search_fields = ("seed",)

    class Meta:
        model = ReinspectionDraw
        fields = ()
