"""What is typed about sites: their records, who shares them, and the steps of an inspection."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import ItemVerdict, Standing
from branches.forms.cleaners import CellField, DayField, NoteField, PersonNameField, PhoneField
from branches.models import Organisation, Site
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from portal.photos import PhotosField

MOST_PHOTOS = 6


class SiteForm(RecordForm):
    """The record of a site."""

    organisation = RowField(Organisation, verb="edit", label=_("Organisation"))

    class Meta:
        model = Site
        fields = ("organisation", "name", "address", "area", "keeper_name", "keeper_phone", "remark")
        field_classes = {
            "name": CellField,
            "address": NoteField,
            "keeper_name": PersonNameField,
            "keeper_phone": PhoneField,
            "remark": NoteField,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Rooms do not change hands: the old site is given up, the other branch gets one of its own.
            del self.fields["organisation"]

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if organisation.state == Standing.DISSOLVED:
            raise ValidationError(_("“%(name)s” is dissolved."), params={"name": organisation})
        return organisation


class ShareForm(FactsForm):
    """Which organisation uses the rooms too, and from when."""

    organisation = RowField(Organisation, label=_("Organisation"))
    start = DayField(label=_("From"), initial=timezone.localdate)

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if organisation.state == Standing.DISSOLVED:
            raise ValidationError(_("“%(name)s” is dissolved."), params={"name": organisation})
        return organisation


class EndForm(FactsForm):
    """From which day something no longer holds, and why."""

    day = DayField(label=_("From which day"), initial=timezone.localdate)
    reason = NoteField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    """One item of the self-check: what was found, a note, photos from the camera."""

    verdict = forms.ChoiceField(
        label=_("What is found"),
        choices=ItemVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you found: tap one of the three.")},
    )
    note = NoteField(label=_("Note"), max_length=300, required=False)
    photos = PhotosField(label=_("Photos"), required=False, most=MOST_PHOTOS)

    def __init__(self, data=None, files=None, *, line):
        self.line = line
        answer = line.answer
        initial = {"verdict": answer.verdict, "note": answer.note} if answer else {}
        super().__init__(data, files, initial=initial, prefix=f"item{line.item.pk}")


class LookForm(FactsForm):
    """The adviser's opinion."""

    opinion = NoteField(label=_("Opinion"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class SignForm(FactsForm):
    """The day on which two people were on the spot."""

    day = DayField(
        label=_("Day of the visit"),
        initial=timezone.localdate,
        help_text=_("Two people were there. You sign first; the other one signs on this record afterwards."),
    )


class SendBackForm(FactsForm):
    """What is to be put right: in all, and item by item."""

    reason = NoteField(label=_("In all"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = self.record.lines()
        for line in self.lines:
            found = line.answer.get_verdict_display() if line.answer else _("not answered")
            self.fields[f"item{line.item.pk}"] = NoteField(
                label=f"{line.item} · {found}",
                max_length=300,
                required=False,
                help_text=line.answer.note if line.answer else "",
            )

    def clean(self):
        cleaned = super().clean()
        comments = [(line.item, text) for line in self.lines if (text := cleaned.pop(f"item{line.item.pk}", ""))]
        if not self.errors and not comments and not cleaned.get("reason"):
            raise ValidationError(_("Say what is to be put right, at the items or in all."))
        return cleaned | {"comments": comments}


class FailForm(FactsForm):
    """From which day the site no longer counts as completed, and what was found."""

    day = DayField(
        label=_("No longer completed from"),
        initial=timezone.localdate,
        help_text=_("Days before keep their count."),
    )
    reason = NoteField(label=_("What was found"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CallOffForm(FactsForm):
    """Why an inspection is called off."""

    reason = NoteField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
