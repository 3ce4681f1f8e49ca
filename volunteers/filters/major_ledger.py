"""Finding major hazards by what they lack."""

import django_filters
from django.utils.translation import gettext_lazy as _

from volunteers.filters.hazards import HazardFilter
from volunteers.models import Hazard

LACKS = (
    ("answer", _("an answer to a proposed level")),
    ("plan", _("a plan of treatment")),
    ("plan_answer", _("an answer to the plan")),
    ("report", _("the report upward")),
    ("consent", _("the consent of the authority")),
)
STANDS = (
    ("stopped", _("with production stopped")),
    ("listed", _("listed for supervision")),
    ("transferred", _("with the lead handed over")),
)


class MajorHazardFilter(HazardFilter):
    """As the list of hazards; and by what is missing, or what stands beside the state."""

    lacks = django_filters.ChoiceFilter(label=_("Lacks"), choices=LACKS, method="filter_lacks")
    stands = django_filters.ChoiceFilter(label=_("Beside its state"), choices=STANDS, method="filter_stands")

    class Meta:
        model = Hazard
        fields = ()

    def filter_lacks(self, queryset, name, value):
        """What is to be done next."""
        questions = {
            "answer": queryset.proposed,
            "plan": queryset.without_plan,
            "plan_answer": queryset.with_plan_to_answer,
            "report": queryset.without_report,
            "consent": queryset.without_consent,
        }
        return questions[value]()

    def filter_stands(self, queryset, name, value):
        """Stopped, listed, transferred."""
        return {"stopped": queryset.stopped, "listed": queryset.listed, "transferred": queryset.transferred}[value]()
