"""Saying that a hazard was registered twice, and who else found it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.generic.edits import FactsForm
from portal.models import User
from volunteers.forms.fields import PartnerField
from volunteers.models import Hazard, TaskForcePost
from volunteers.models.lookalikes import lookalikes

MOST_OFFERED = 8
FORCES = ("task_force_1", "task_force_2", "task_force_3")


class OriginalField(forms.ModelChoiceField):
    """Which hazard: its number, day, place and description tell them apart."""

    def label_from_instance(self, obj):
        return f"{obj.number} · {obj.found_on:%Y-%m-%d} · {obj.place} · {obj.description}"


class MergeForm(FactsForm):
    """The hazard that goes on: one of those that look alike, or another one of the enterprise by its number."""

    original = OriginalField(
        Hazard.objects.none(), label=_("Looks alike"), required=False, widget=forms.RadioSelect, empty_label=None
    )
    number = forms.CharField(
        label=_("or its number"), required=False, max_length=40, help_text=_("Another hazard of the same enterprise.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.seen = Hazard.objects.visible_to(self.user)
        alike = [one.pk for one in lookalikes(self.record, self.seen, most=MOST_OFFERED)]
        self.fields["original"].queryset = self.seen.filter(pk__in=alike)
        if not alike:
            del self.fields["original"]
            self.fields["number"].label = _("Number of the hazard that goes on")

    def clean(self):
        cleaned = super().clean()
        number = cleaned.pop("number", "").strip().upper()
        if number:
            rows = self.seen.filter(enterprise=self.record.enterprise_id)
            cleaned["original"] = rows.filter(number=number).exclude(pk=self.record.pk).first()
            if cleaned["original"] is None:
                text = _("This enterprise has no hazard “%(number)s”. Look the number up in the list of hazards.")
                self.add_error("number", text % {"number": number[:40]})
        elif not self.errors and not cleaned.get("original"):
            raise forms.ValidationError(_("Choose the hazard that goes on, or type its number."))
        return cleaned


class CreditForm(FactsForm):
    """More task forces, and people of those that are credited already."""

    task_force_1 = PartnerField(required=False, label=_("Task force"))
    task_force_2 = PartnerField(required=False, label=_("and"))
    task_force_3 = PartnerField(required=False, label=_("and"))
    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("People"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Members of the task forces that are credited already."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        forces = [self.record.task_force_id, *self.record.discoverers.values_list("task_force", flat=True)]
        posts = TaskForcePost.objects.in_force(timezone.localdate()).filter(
            task_force__in=[one for one in forces if one]
        )
        people = User.objects.filter(pk__in=posts.values("user")).exclude(pk=self.record.finder_id)
        self.fields["people"].queryset = people.exclude(discoveries__hazard=self.record)
        if not self.fields["people"].queryset.exists():
            del self.fields["people"]

    def clean(self):
        cleaned = super().clean()
        forces = {cleaned.pop(name, None) for name in FORCES} - {None}
        cleaned["task_forces"] = sorted(forces, key=lambda force: force.pk)
        cleaned.setdefault("people", [])
        if not self.errors and not cleaned["task_forces"] and not cleaned["people"]:
            raise forms.ValidationError(_("Name at least one task force or person."))
        return cleaned
