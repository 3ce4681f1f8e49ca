"""The centre's rules for hazards."""

from django import forms

from portal.generic.edits import RecordForm
from volunteers.models import HazardRules


class HazardRulesForm(RecordForm):
    """Terms by level, reminders, and what follows from them."""

    class Meta:
        model = HazardRules
        fields = (
            "general_days",
            "major_days",
            "offered_days",
            "basis",
            "remind_days",
            "escalate_days",
            "answer_days",
            "link_days",
            "duplicate_days",
            "recurrence_days",
            "reinspection_share",
            "authority",
        )
        widgets = {"basis": forms.Textarea(attrs={"rows": 4})}
