"""What is typed about tokens of the API."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.people import PersonField
from branches.models import ApiToken
from portal.generic.edits import RecordForm

LONGEST_YEARS = 2


class TokenForm(RecordForm):
    """For whom, for which program, until when."""

    user = PersonField(label=_("Owner"), help_text=_("The program sees what this person sees, and nothing else."))

    class Meta:
        model = ApiToken
        fields = ("user", "purpose", "ends_on")
        widgets = {"ends_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def clean_ends_on(self):
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if day is not None and day < today:
            raise ValidationError(_("This day is over. Choose a later one, or leave it empty."))
        if day is not None and day.year > today.year + LONGEST_YEARS:
            raise ValidationError(_("Two years at most; then a new one is issued."))
        return day
