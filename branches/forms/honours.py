"""What is typed about honours, pledges and pairings."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import AnyDayField, CellField, DayField, NoteField
from branches.models import Honour, Objection, Organisation, Pairing, Pledge
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm


def this_year():
    return timezone.localdate().year


class HonourForm(RecordForm):
    """The application."""

    organisation = RowField(Organisation, label=_("Organisation"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, initial=this_year)

    class Meta:
        model = Honour
        fields = ("kind", "organisation", "post", "year", "merits")
        field_classes = {"post": CellField, "merits": NoteField}
        widgets = {"merits": forms.Textarea(attrs={"rows": 5})}

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind and kind.is_for_post and not cleaned.get("post"):
            self.add_error("post", _("Name the post, without any person: such as “Line 2, inspection”."))
        if kind and not kind.is_for_post and cleaned.get("post"):
            self.add_error("post", _("This honour is for the whole organisation. Clear the post."))
        return cleaned


class OpinionForm(FactsForm):
    """Why it is recommended."""

    opinion = NoteField(label=_("Opinion"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class NoticeForm(FactsForm):
    """From when to when everybody may object."""

    notice_from = AnyDayField(label=_("Public notice from"), initial=timezone.localdate)
    notice_to = AnyDayField(label=_("Public notice to"))


class NameForm(FactsForm):
    """By which document it is named."""

    named_on = DayField(label=_("Named on"), initial=timezone.localdate)
    document_number = CellField(label=_("Document number"), max_length=80)


class KeepForm(FactsForm):
    """When it was looked at again."""

    kept_on = DayField(label=_("Confirmed on"), initial=timezone.localdate)
    note = NoteField(label=_("Note"), max_length=300, required=False)


class WithdrawForm(FactsForm):
    """From when and why it is withdrawn."""

    withdrawn_on = DayField(label=_("Withdrawn on"), initial=timezone.localdate)
    reason = NoteField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ObjectionForm(RecordForm):
    """An objection, and later its answer."""

    received_on = DayField(label=_("Received on"), initial=timezone.localdate)
    answered_on = DayField(label=_("Answered on"), required=False)

    class Meta:
        model = Objection
        fields = ("received_on", "text", "answered_on", "answer")
        field_classes = {"text": NoteField, "answer": NoteField}
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "answer": forms.Textarea(attrs={"rows": 4})}


class PledgeForm(RecordForm):
    """A pledge, and at the end of the year what came of it."""

    organisation = RowField(Organisation, label=_("Organisation"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, initial=this_year)

    class Meta:
        model = Pledge
        fields = ("organisation", "year", "text", "display_name", "has_consent", "is_public", "outcome")
        field_classes = {"text": NoteField, "display_name": CellField, "outcome": NoteField}


class PairingForm(RecordForm):
    """Who is paired with whom, from when, for what."""

    organisation = RowField(Organisation, label=_("Organisation"))
    partner = RowField(Organisation, label=_("Paired with"), required=False)
    start = AnyDayField(label=_("From"), initial=timezone.localdate)
    end = AnyDayField(label=_("To"), required=False)

    class Meta:
        model = Pairing
        fields = ("organisation", "partner", "partner_name", "start", "end", "purpose")
        field_classes = {"partner_name": CellField, "purpose": NoteField}


class DeedForm(FactsForm):
    """One thing done together."""

    done_on = DayField(label=_("Day"), initial=timezone.localdate)
    text = NoteField(label=_("What was done"), max_length=300)
