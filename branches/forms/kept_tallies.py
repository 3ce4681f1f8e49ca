"""What is typed where a tally's question is saved, or a count is frozen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.models import FrozenCount, SavedTally
from portal.generic.edits import RecordForm
from portal.generic.tally_parts import PERIODS


class SavedTallyForm(RecordForm):
    """Under which name, with which period, for whom."""

    period = forms.ChoiceField(
        label=_("Period counted"), required=False, choices=[("", _("the days of the question")), *PERIODS.items()]
    )

    class Meta:
        model = SavedTally
        fields = ("name", "period", "is_shared")

    def clean_name(self):
        """The name is the author's own: told here, before the database refuses it."""
        name = self.cleaned_data["name"]
        same = SavedTally.objects.allowing(self.user, "edit").filter(name=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(_("You have saved a tally under this name. Choose another name."))
        return name


class FreezeForm(RecordForm):
    """Under which title the count is kept."""

    class Meta:
        model = FrozenCount
        fields = ("title",)
