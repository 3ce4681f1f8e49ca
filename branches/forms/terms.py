"""What is typed about committees and terms: elections, extensions, committee members, units of joint branches."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Position
from branches.forms.cleaners import AnyDayField, CellField, DayField, NoteField, PersonNameField
from branches.models import Enterprise
from portal.choosers import RowField
from portal.generic.edits import FactsForm

# Whom the form of an election asks for; further members are entered one by one.
ASKED = (Position.SECRETARY, Position.DEPUTY, Position.ORGANISATION, Position.PUBLICITY, Position.DISCIPLINE)


class ElectionForm(FactsForm):
    """An election that has been held, with its outcome."""

    held_on = DayField(label=_("Held on"), initial=timezone.localdate)
    result = NoteField(
        label=_("Result"),
        max_length=300,
        required=False,
        help_text=_("For example: 17 entitled to vote, 15 present, all elected with more than half of the votes."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sitting = {one.position: one.name for one in self.record.committee.in_force()}
        sitting.setdefault(Position.SECRETARY.value, self.record.secretary_name)
        for position in ASKED:
            self.fields[position.value] = PersonNameField(
                label=position.label, required=position == Position.SECRETARY, initial=sitting.get(position.value, "")
            )

    @property
    def committee(self):
        """{position: name} of those elected."""
        return {position: self.cleaned_data[position.value] for position in ASKED if self.cleaned_data[position.value]}


class ExtensionForm(FactsForm):
    """The superior has allowed the term to go on."""

    until = AnyDayField(
        label=_("Extended until"), help_text=_("Usually by at most a year; more is allowed and shown as a hint.")
    )
    reason = NoteField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    approval = CellField(label=_("Approved by (document number)"), max_length=80, required=False)


class CommitteeMemberForm(FactsForm):
    """Somebody takes up a position on the committee."""

    name = PersonNameField(label=_("Full name"))
    position = forms.ChoiceField(label=_("Position"), choices=Position, initial=Position.MEMBER)
    division = NoteField(label=_("Division of work"), max_length=120, required=False)
    start = DayField(label=_("From"), initial=timezone.localdate)


class LastDayForm(FactsForm):
    """The day on which something ends."""

    day = DayField(label=_("Last day"), initial=timezone.localdate)


class JointUnitForm(FactsForm):
    """An enterprise that a joint branch covers from a day on."""

    enterprise = RowField(Enterprise, label=_("Enterprise"))
    start = DayField(label=_("From"), initial=timezone.localdate)
