"""What is typed about members: the record, the steps of admission, transfers."""

import re
from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Standing
from branches.forms.cleaners import CellField, DayField, NoteField, PersonNameField, PhoneField
from branches.forms.people import PersonField
from branches.models import Member, Organisation
from branches.models.member_questions import REACHED_ON
from portal.characters import loose
from portal.choosers import RowField, RowInput
from portal.generic.edits import FactsForm, RecordForm

_MONTH = re.compile(r"((?:19|20)\d\d)[-./年]?(0?[1-9]|1[0-2])月?(?:[-./]\d{1,2})?")
STEPS = tuple(REACHED_ON.values())


def month_number(value):
    """202611 for 2026-11, 2026年11月, 202611 or a day of that month; ValueError for what is no month."""
    if hasattr(value, "year"):
        return value.year * 100 + value.month
    typed = loose(value)
    if not typed:
        return None
    found = _MONTH.fullmatch(typed.split(" ")[0])
    if not found:
        raise ValueError(typed)
    return int(found[1]) * 100 + int(found[2])


class MonthInput(forms.TextInput):
    """The browser's own month picker; a text field where it has none."""

    input_type = "month"


class MonthField(forms.CharField):
    """A month typed as 2026-11; gives 202611."""

    widget = MonthInput

    def prepare_value(self, value):
        return f"{value // 100}-{value % 100:02d}" if isinstance(value, int) else value

    def clean(self, value):
        try:
            return month_number(super().clean(value))
        except ValueError:
            raise ValidationError(_("Write the month as 2026-11."), "invalid") from None

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "") != str(data or "")


class MemberForm(RecordForm):
    """A person on a branch's list. The stage follows from the days when the person is entered, later from the verbs."""

    organisation = RowField(Organisation, verb="edit", label=_("Organisation"))
    since = DayField(
        label=_("Membership here since"), required=False, help_text=_("Leave it empty where nobody knows any more.")
    )
    from_name = CellField(label=_("Came from (outside the zone)"), max_length=120, required=False)
    letter_number = CellField(label=_("Number of the letter"), max_length=40, required=False)
    dues_until = MonthField(label=_("Dues paid until"), required=False)
    user = PersonField(
        label=_("Account"), required=False, help_text=_("With it the person sees the own record and nobody else's.")
    )

    class Meta:
        model = Member
        fields = (
            "organisation",
            "name",
            "sex",
            "birth_year",
            "phone",
            "education",
            "job_title",
            "unit",
            *STEPS,
            "dues_until",
            "is_floating",
            "floating_place",
            "user",
            "remark",
        )
        field_classes = {
            "name": PersonNameField,
            "phone": PhoneField,
            "education": CellField,
            "job_title": CellField,
            "unit": CellField,
            "floating_place": NoteField,
            "remark": NoteField,
            **dict.fromkeys(STEPS, DayField),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Another branch is a transfer, a further stage a verb; the days reached can be corrected.
            unreached = [name for name in STEPS if not getattr(self.instance, name)]
            for name in ("organisation", "since", "from_name", "letter_number", *unreached):
                del self.fields[name]
        if not Member.grants["link"] & self.user.roles:
            del self.fields["user"]
        self.order_fields(["organisation", "name", "sex", "birth_year", *STEPS, "since", "from_name", "letter_number"])

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if organisation.state == Standing.DISSOLVED:
            raise ValidationError(_("This organisation is dissolved. Choose one in force."))
        return organisation

    def clean_birth_year(self):
        year = self.cleaned_data["birth_year"]
        if year and year > timezone.localdate().year:
            raise ValidationError(_("This year has not come yet."))
        return year

    def clean(self):
        cleaned = super().clean()
        days = [(name, cleaned[name]) for name in STEPS if cleaned.get(name)]
        for (_earlier, first), (name, second) in pairwise(days):
            if second < first:
                self.add_error(name, _("This is before the day of the stage before. Correct one of the two."))
        if not self.instance.pk and not days and not self.errors:
            self.add_error("applied_on", _("Give the day of the application, or the day of joining."))
        if cleaned.get("confirmed_on") and not cleaned.get("joined_on") and "joined_on" not in self.errors:
            self.add_error("joined_on", _("A full member has the day of joining and the day of confirmation."))
        if self.instance.pk:
            for name in STEPS:
                if name in self.fields and name not in self.errors and not cleaned.get(name):
                    self.add_error(name, _("This stage was reached: correct the day, but do not clear it."))
        if cleaned.get("floating_place") and not cleaned.get("is_floating"):
            self.add_error("is_floating", _("A place is given: tick “floating”, or clear the place."))
        if cleaned.get("letter_number") and not cleaned.get("from_name"):
            self.add_error("from_name", _("A letter is given: say where the person came from."))
        return cleaned


class StepForm(FactsForm):
    """The day of a step."""

    on = DayField(label=_("On which day"), initial=timezone.localdate)


class EndOfMembershipForm(StepForm):
    """The day on which a membership ends, and why."""

    reason = NoteField(label=_("Reason"), max_length=200)


class AnyOrganisationInput(RowInput):
    """Suggests every organisation in force, not only those within reach: a membership may go to any of them."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["suggest_url"] = reverse("nameable_organisations")
        return context


def nameable_organisations():
    """The organisations that a letter may be written to."""
    return Organisation.objects.counted().filter(state=Standing.IN_FORCE)


class AnyOrganisationField(RowField):
    """Any organisation in force in the zone."""

    def __init__(self, **kwargs):
        super().__init__(Organisation, widget=AnyOrganisationInput(Organisation), **kwargs)

    def rows(self):
        return nameable_organisations()


class TransferForm(FactsForm):
    """Where a membership is to go: to an organisation of the zone, or by name to one outside."""

    to_organisation = AnyOrganisationField(label=_("To an organisation of the zone"), required=False)
    to_name = CellField(label=_("Or to one outside, by name"), max_length=120, required=False)
    letter_number = CellField(label=_("Number of the letter"), max_length=40, required=False)
    asked_on = DayField(label=_("Letter written on"), initial=timezone.localdate)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("to_organisation")) == bool(cleaned.get("to_name")):
            self.add_error("to_organisation", _("Name one organisation to which the membership goes."))
        return cleaned


class RosterForm(FactsForm):
    """Why a roster with whole names and numbers is taken away."""

    reason = NoteField(
        label=_("What for"), max_length=200, help_text=_("It is written to the log with your name and the day.")
    )
