"""For what a figure is asked, as an address or a form says it: period, day, organisation and narrower places."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.models import Enterprise, Grid, Organisation
from portal.choosers import RowField
from portal.figures import Asked
from volunteers.models import Campaign, TaskForce

# No organisation is older than the Party; figures may look back some years from a day.
FIRST_YEAR = 1921


def day_field(label):
    """A day that may be left out."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the day as 2026-11-22.")},
    )


class QuestionForm(forms.Form):
    """Period and place; every part may be left out."""

    start = day_field(_("From day"))
    as_of = day_field(_("As of"))
    organisation = RowField(Organisation, label=_("Organisation, with those below"), required=False)
    grid = RowField(Grid, label=_("Grid"), required=False)
    enterprise = RowField(Enterprise, label=_("Enterprise"), required=False)
    task_force = RowField(TaskForce, label=_("Task force"), required=False)
    campaign = forms.ModelChoiceField(Campaign.objects.none(), label=_("Campaign"), required=False)

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, RowField):
                field.user = user
        if user is not None:
            self.fields["campaign"].queryset = Campaign.objects.visible_to(user)

    def clean(self):
        cleaned = super().clean()
        start, as_of = cleaned.get("start"), cleaned.get("as_of") or timezone.localdate()
        if cleaned.get("as_of") and as_of.year < FIRST_YEAR:
            self.add_error("as_of", _("Write the day as 2026-11-22."))
        if start and start > as_of:
            self.add_error("start", _("The period ends before it begins."))
        return cleaned

    def asked(self):
        """The question, by whoever fills in the form; faulty parts are left out."""
        facts = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        facts.setdefault("as_of", timezone.localdate())
        if "start" in self.errors:
            facts.pop("start", None)
        return Asked(user=self.user, **facts)


class WholeQuestionForm(QuestionForm):
    """The question of whoever keeps the server: asked by nobody in particular, among all rows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, user=None, **kwargs)
        for field in self.fields.values():
            if isinstance(field, RowField):
                field.rows = field.model.objects.all
        self.fields["campaign"].queryset = Campaign.objects.all()
