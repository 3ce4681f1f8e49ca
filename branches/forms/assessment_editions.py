"""What is typed about an edition of the standard of assessment while it is a draft."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from branches.assessment_choices import Dimension
from branches.models import MaterialItem, Question
from branches.models.assessment_editions import FULL_WEIGHT
from portal.generic.edits import FactsForm


class WeightsForm(FactsForm):
    """How much each dimension counts."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.record.weight_of()
        for dimension in Dimension:
            self.fields[dimension.value] = forms.IntegerField(
                label=dimension.label, min_value=0, max_value=FULL_WEIGHT, initial=now.get(dimension.value, 0)
            )

    def clean(self):
        cleaned = super().clean()
        total = sum(cleaned.get(dimension.value) or 0 for dimension in Dimension)
        if not self.errors and total != FULL_WEIGHT:
            raise ValidationError(_("The weights add up to %(total)d, not to 100."), params={"total": total})
        return cleaned


class PartForm(forms.ModelForm):
    """A part of a draft; the edition is known before, so that its constraints can be judged."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"edition"}


class MaterialItemForm(PartForm):
    """An item to look at."""

    class Meta:
        model = MaterialItem
        fields = ("number", "title", "title_en", "requirement", "requirement_en", "dimension", "points")


class QuestionForm(PartForm):
    """A question to ask."""

    class Meta:
        model = Question
        fields = ("audience", "number", "title", "title_en", "dimension")
