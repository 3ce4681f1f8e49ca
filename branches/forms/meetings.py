"""Writing down a meeting: five fields on a phone, everything else where somebody wants it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import MeetingKind, Standing
from branches.forms.cleaners import AnyDayField, CellField, NoteField
from branches.forms.members import AnyOrganisationField
from branches.models import Meeting, Member, Organisation
from branches.models.meetings import GRADES
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from portal.photos import PhotosField

MOST_PARTNERS = 3
PARTNERS = tuple(f"partner_{number}" for number in range(1, MOST_PARTNERS + 1))
# What most meetings do not need on the spot; the page folds it away.
FOLDED = (
    *PARTNERS,
    "starts_at",
    "ends_at",
    "place",
    "chair",
    "lesson_by",
    "expected",
    "absent",
    "attendees",
    "minutes",
    "resolution",
    *GRADES,
)


class AttendeesField(forms.ModelMultipleChoiceField):
    """The members of the branch to tick; the branch itself sees their names."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return obj.name


class MeetingForm(RecordForm):
    """One meeting. Who has one branch only is not asked which."""

    organisation = RowField(Organisation, verb="edit", label=_("Organisation"))
    held_on = AnyDayField(
        label=_("Day"), initial=timezone.localdate, help_text=_("A day to come makes it a plan in the calendar.")
    )
    attendees = AttendeesField(Member.objects.none(), label=_("Who was there"), required=False)
    photos = PhotosField(label=_("Photos"), required=False)

    class Meta:
        model = Meeting
        fields = (
            "organisation",
            "held_on",
            "kind",
            "present",
            "topic",
            "starts_at",
            "ends_at",
            "place",
            "chair",
            "lesson_by",
            "expected",
            "absent",
            "attendees",
            "minutes",
            "resolution",
            *GRADES,
        )
        field_classes = {
            "topic": CellField,
            "place": CellField,
            "chair": CellField,
            "lesson_by": CellField,
            "absent": NoteField,
        }
        widgets = {
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "minutes": forms.Textarea(attrs={"rows": 8}),
            "resolution": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = None
        for number, name in enumerate(PARTNERS, 1):
            label = _("Joint with") if number == 1 else _("and with")
            self.fields[name] = AnyOrganisationField(label=label, required=False)
            self.fields[name].user = self.user
        branches = list(self.branches()[:2])
        if self.instance.pk:
            self.initial |= dict(zip(PARTNERS, self.instance.partners.all()[:MOST_PARTNERS], strict=False))
        if self.instance.pk or len(branches) == 1:
            self.own = self.instance.organisation if self.instance.pk else branches[0]
            del self.fields["organisation"]
            members = Member.objects.allowing(self.user, "name").filter(organisation=self.own).present()
            self.fields["attendees"].queryset = members.order_by("state", "pk")
        if not self.fields["attendees"].queryset.exists():
            del self.fields["attendees"]

    def branches(self):
        """The organisations for which this person writes."""
        rows = Organisation.objects.visible_to(self.user)
        reached = Organisation.scope.reach(Organisation, self.user, Meeting.grants["add"])
        return (rows if reached is None else rows.filter(reached)).counted().filter(state=Standing.IN_FORCE)

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if not self.branches().filter(pk=organisation.pk).exists():
            raise ValidationError(_("You do not write for this organisation. Choose one of your own."))
        return organisation

    def clean(self):
        cleaned = super().clean()
        attendees = cleaned.get("attendees")
        if attendees and cleaned.get("present") is None and "present" not in self.errors:
            cleaned["present"] = len(attendees)
        if attendees and cleaned.get("present") is not None and cleaned["present"] < len(attendees):
            self.add_error("present", _("More people are ticked than this number says. Correct one of the two."))
        present, expected = cleaned.get("present"), cleaned.get("expected")
        if present is not None and expected is not None and present > expected:
            self.add_error("expected", _("More people were present than expected. Correct one of the two."))
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["ends_at"] < cleaned["starts_at"]:
            self.add_error("ends_at", _("A meeting cannot end before it begins."))
        self.settle_partners(cleaned)
        if self.data.get("then") == "record":
            self.check_record(cleaned)
        return cleaned

    def settle_partners(self, cleaned):
        """The partners as one list, each once and not the organisation itself."""
        cleaned["partners"] = []
        for name in PARTNERS:
            partner = cleaned.get(name)
            if partner is not None and partner == (self.own or cleaned.get("organisation")):
                self.add_error(name, _("This is the organisation itself. Name another one, or leave it empty."))
            elif partner is not None and partner not in cleaned["partners"]:
                cleaned["partners"].append(partner)

    def check_record(self, cleaned):
        """What the signature needs, said at the fields instead of afterwards."""
        if cleaned.get("held_on") and cleaned["held_on"] > timezone.localdate():
            self.add_error("held_on", _("This day has not come yet. Save it as a plan."))
        if cleaned.get("present") is None and "present" not in self.errors:
            self.add_error("present", _("Say how many were there."))
        if cleaned.get("kind") == MeetingKind.PARTY_LESSON and not cleaned.get("lesson_by"):
            self.add_error("lesson_by", _("Say who gave the lesson."))
        if cleaned.get("kind") == MeetingKind.APPRAISAL:
            grades = [cleaned.get(name) for name in GRADES]
            if None in grades:
                self.add_error(
                    GRADES[grades.index(None)],
                    _("Write a number for each of the four grades, 0 where there is nobody."),
                )
            elif cleaned.get("present") is not None and sum(grades) != cleaned["present"]:
                text = _("The grades add up to %(sum)d, but %(present)d took part. Correct one of them.")
                self.add_error(GRADES[0], text % {"sum": sum(grades), "present": cleaned["present"]})

    @property
    def has_more(self):
        """Whether one of the fields folded away holds something."""
        return any(self[name].value() or self[name].errors for name in FOLDED if name in self.fields)


class MeetingPhotosForm(FactsForm):
    """More photos of a meeting."""

    photos = PhotosField(label=_("Photos"))


class MeetingSendBackForm(FactsForm):
    """Why a record goes back."""

    reason = NoteField(label=_("What is to be put right"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
