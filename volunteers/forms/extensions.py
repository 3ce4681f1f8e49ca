"""Asking for more time, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.generic.edits import FactsForm
from volunteers.forms.fields import DeadlineField


class ExtensionForm(FactsForm):
    """Until when, and why."""

    until = DeadlineField(label=_("More time until"))
    reason = forms.CharField(
        label=_("Why more time is needed"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.record.due_on:
            self.fields["until"].help_text = _("The present deadline is %(day)s.") % {
                "day": f"{self.record.due_on:%Y-%m-%d}"
            }


class GrantForm(FactsForm):
    """The new deadline, which may be earlier than what was asked for."""

    granted_until = DeadlineField(label=_("New deadline"))
    answer = forms.CharField(
        label=_("Answer"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("granted_until", self.record.until)


class RefuseForm(FactsForm):
    """Why the deadline stays."""

    answer = forms.CharField(label=_("Why it is refused"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
