"""The centre's rules for hazards: to be read by whoever works with them, changed by the centre."""

from django.utils.translation import gettext_lazy

from portal.generic.details import DetailView
from portal.generic.edits import EditView
from volunteers.forms.hazard_rules import HazardRulesForm
from volunteers.models import HazardRules


class HazardRulesDetail(DetailView):
    """The rules, with what they were before in the timeline."""

    model = HazardRules
    url_prefix = "hazard_rules"
    edit_url = "hazard_rules_edit"
    field_groups = (
        (gettext_lazy("Terms"), ("general_days", "major_days", "offered_days", "basis")),
        (gettext_lazy("Reminders and answers"), ("remind_days", "escalate_days", "answer_days", "link_days")),
        (gettext_lazy("Looking again"), ("duplicate_days", "recurrence_days", "reinspection_share")),
        (gettext_lazy("Handing over"), ("authority",)),
    )

    def list_url(self):
        """There is one set of rules, and no list."""
        return ""


class HazardRulesEdit(EditView):
    """Changing the rules; what they were stands in the timeline."""

    model = HazardRules
    form_class = HazardRulesForm
