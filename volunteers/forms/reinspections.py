"""Drawing closed hazards by lot, and what was seen when somebody looked again."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import DayField, NoteField
from portal.generic.edits import FactsForm, RecordForm
from portal.photos import PhotosField
from volunteers.forms.fields import DeadlineField, PartnerField
from volunteers.forms.hazards import term
from volunteers.models import HazardRules, ReinspectionDraw


def last_month():
    """The month before this one, as it is typed."""
    today = timezone.localdate()
    year, month = divmod(today.year * 12 + today.month - 2, 12)
    return f"{year}-{month + 1:02d}"


class DrawForm(RecordForm):
    """Of which month, how many, and by which seed."""

    closed_in = forms.CharField(
        label=_("Closed in the month"),
        max_length=7,
        initial=last_month,
        widget=forms.TextInput(attrs={"type": "month"}),
    )
    share = forms.IntegerField(label=_("Share drawn (%)"), min_value=1, max_value=100)
    seed = forms.CharField(
        label=_("Seed of the draw"),
        required=False,
        max_length=40,
        help_text=_("Left empty, one is made. By the seed anybody can draw again and get the same hazards."),
    )

    class Meta:
        model = ReinspectionDraw
        fields = ("share",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("share", HazardRules.current().reinspection_share)

    def clean_closed_in(self):
        found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", self.cleaned_data["closed_in"].strip())
        if not found:
            raise ValidationError(_("Write a month as 2026-11."))
        return int(found[1]) * 100 + int(found[2])


class HoldForm(FactsForm):
    """What was seen, and when."""

    inspected_on = DayField(label=_("Looked at on"), initial=timezone.localdate)
    opinion = NoteField(label=_("What was seen"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    photos = PhotosField(label=_("Photos"), required=False)


class FailForm(HoldForm):
    """The same, and until when it must be gone."""

    due_on = DeadlineField(label=_("New deadline"), initial=lambda: term(HazardRules.current().terms[0]))


class AssignForm(FactsForm):
    """Another team."""

    task_force = PartnerField(label=_("Task force"))
