"""Writing a notice of rectification, and what the enterprise answers through its link."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import DayField, NoteField, PersonNameField, PhoneField
from portal.generic.edits import FactsForm
from portal.photos import PhotosField
from volunteers.forms.fields import DeadlineField
from volunteers.forms.hazards import PositionField
from volunteers.models import Hazard, RectificationNotice


class HazardsField(forms.ModelMultipleChoiceField):
    """Which hazards: number, place, what it is, and the deadline."""

    def label_from_instance(self, obj):
        due = f" · {obj.due_on:%Y-%m-%d}" if obj.due_on else ""
        return f"{obj.number} · {obj.place} · {obj.description}{due}"


class NoticeForm(FactsForm):
    """The hazards of one enterprise that go into one notice; all that are with it are ticked."""

    hazards = HazardsField(
        Hazard.objects.none(),
        label=_("Hazards"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one hazard.")},
    )
    contact_name = PersonNameField(label=_("Contact at the zone"), required=False, max_length=80)
    contact_phone = PhoneField(label=_("Contact's phone"), required=False)
    expires_on = DeadlineField(
        label=_("Link open until"),
        help_text=_("Until then the enterprise may answer through the link, without account."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Hazard.objects.allowing(self.user, "notify").filter(enterprise=self.record.enterprise_id)
        rows = rows.at_the_enterprise().exclude(due_on=None).by_due_day()
        self.fields["hazards"].queryset = rows
        self.initial.setdefault("hazards", [row.pk for row in rows])
        self.initial.setdefault("contact_name", self.user.name)
        self.initial.setdefault("contact_phone", self.user.phone)
        self.initial.setdefault("expires_on", RectificationNotice.usual_expiry(rows))


class RenewLinkForm(FactsForm):
    """Until when the new link is open."""

    expires_on = DeadlineField(label=_("Link open until"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expires_on", RectificationNotice.usual_expiry(self.record.hazards.all()))


class AnswerForm(forms.Form):
    """What an enterprise says through the link: put right when, how, at what cost, with photos; signed by name."""

    photos = PhotosField(
        label=_("Photos after the rectification"),
        help_text=_("From the same place as the photo before, so that both can be compared."),
        error_messages={"required": _("Take at least one photo that shows it put right.")},
    )
    rectified_on = DayField(label=_("Rectified on"), initial=timezone.localdate)
    measures = NoteField(label=_("Measures taken"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    cost = forms.DecimalField(label=_("Cost (yuan)"), required=False, min_value=0, max_digits=12, decimal_places=2)
    comment = NoteField(label=_("Comment"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    signed = PersonNameField(label=_("Your name"), max_length=80)
    position = PositionField()

    def __init__(self, *args, record, **kwargs):
        self.record = record
        super().__init__(*args, **kwargs)

    def clean_rectified_on(self):
        day = self.cleaned_data["rectified_on"]
        if day < self.record.found_on:
            raise ValidationError(_("Choose a day from the day it was found up to today."))
        return day


class MoreTimeForm(forms.Form):
    """What an enterprise says where it needs more time."""

    until = DeadlineField(label=_("More time until"))
    reason = NoteField(label=_("Why more time is needed"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    asker_name = PersonNameField(label=_("Your name"), max_length=80)

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("The present deadline is %(day)s.") % {"day": f"{record.due_on:%Y-%m-%d}"}
