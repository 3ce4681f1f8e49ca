"""The facts of decisions that change an organisation, and of what follows them: filing, correcting, follow-ups."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import BranchesBelow, ChangeKind, OrganisationKind, Standing
from branches.forms.cleaners import AnyDayField, CellField, DayField, NoteField, name_once
from branches.models import Organisation
from branches.models.decisions import RANK
from portal.choosers import RowField
from portal.generic.edits import FactsForm


def paragraph(**kwargs):
    """A field for a reason: a few lines."""
    return NoteField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class PapersForm(FactsForm):
    """The papers of a decision."""

    effective_on = AnyDayField(
        label=_("Effective on"),
        initial=timezone.localdate,
        help_text=_("A day to come is allowed: the change is planned, and the registry changes on that day."),
    )
    meeting = CellField(label=_("Meeting"), max_length=120, required=False)
    document_number = CellField(label=_("Document number"), max_length=80, required=False)
    basis = NoteField(
        label=_("Basis"),
        max_length=200,
        required=False,
        help_text=_("What the decision rests on, for example the number of the assessment report."),
    )
    reason = paragraph(label=_("Reason"), required=False)


class DecisionForm(PapersForm):
    """A decision of the committee about the organisation: from which day, by which meeting and document, why."""

    def clean_effective_on(self):
        day, founded = self.cleaned_data["effective_on"], self.record.founded_on
        if founded and day < founded:
            raise ValidationError(
                _("It was founded on %(day)s; nothing can change it before. Choose a later day."),
                params={"day": founded},
            )
        return day

    def is_taken(self, name):
        """The name, refused where another organisation in force bears it."""
        return name_once(name, Organisation.objects.filter(state=Standing.IN_FORCE), self.record)


class RenameForm(DecisionForm):
    """The decision that an organisation goes on under another name."""

    name = CellField(label=_("New name"), max_length=120)
    field_order = ("name",)

    def clean_name(self):
        if self.cleaned_data["name"] == self.record.name:
            raise ValidationError(_("This is its name already. Write the new one."))
        return self.is_taken(self.cleaned_data["name"])


class KindForm(DecisionForm):
    """The decision that an organisation goes on as one of another kind, and perhaps under another name."""

    kind = forms.ChoiceField(label=_("It goes on as"))
    name = CellField(label=_("New name"), max_length=120, required=False, help_text=_("Left empty, it keeps its name."))
    field_order = ("kind", "name", "branches_below")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = RANK[self.record.kind]
        self.fields["kind"].choices = [
            (kind.value, kind.label) for kind in OrganisationKind if kind in RANK and self.fits(RANK[kind], own)
        ]

    def fits(self, rank, own):
        """Whether a kind of this rank may follow."""
        return rank > own

    def clean_name(self):
        name = self.cleaned_data["name"]
        return self.is_taken(name) if name else ""


class UpgradeForm(KindForm):
    """A branch becomes a general branch, or either of them a committee."""


class BelowForm(DecisionForm):
    """A decision after which no branches can hang below: the form asks what becomes of them, where there are any."""

    branches_below = forms.ChoiceField(label=_("The branches below it"), widget=forms.RadioSelect, required=False)
    merge_label, move_label = BranchesBelow.MERGE.label, BranchesBelow.MOVE.label

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.record.get_children().filter(state=Standing.IN_FORCE).exists():
            self.fields["branches_below"].choices = [
                (BranchesBelow.MERGE.value, self.merge_label),
                (BranchesBelow.MOVE.value, self.move_label),
            ]
        else:
            del self.fields["branches_below"]

    def clean(self):
        cleaned = super().clean()
        # What remains may still be a general branch, which keeps its branches.
        keeps = RANK.get(cleaned.get("kind"), 1) > 1
        if "branches_below" in self.fields and not cleaned.get("branches_below") and not keeps:
            self.add_error("branches_below", _("Branches in force hang below it. Say what becomes of them."))
        return cleaned


class DowngradeForm(KindForm, BelowForm):
    """A committee or general branch becomes something smaller; its branches merge into it or are moved."""

    merge_label = _("They merge into it")
    move_label = _("They are moved below its superior")

    def fits(self, rank, own):
        return rank < own


class MoveForm(DecisionForm):
    """An organisation hangs below another one from now on."""

    parent = RowField(Organisation, verb="move_below", label=_("Below which organisation"))
    field_order = ("parent",)


class MergeForm(BelowForm):
    """An organisation ends and goes on in another one."""

    into = RowField(Organisation, verb="merge_into", label=_("Into which organisation"))
    merge_label = _("They merge into it too")
    move_label = _("They are moved below it, or below its superior where it is a branch")
    field_order = ("into", "branches_below")


class DissolveForm(DecisionForm):
    """The decision that an organisation ends; it has to say why."""

    reason = paragraph(label=_("Reason"))


# --- what follows a decision


class FilingForm(FactsForm):
    """When the superior organisation department was told."""

    filed_on = DayField(label=_("Filed on"), initial=timezone.localdate)

    def clean_filed_on(self):
        if self.cleaned_data["filed_on"] < self.record.effective_on:
            raise ValidationError(_("A change cannot be filed before it takes effect. Choose a later day."))
        return self.cleaned_data["filed_on"]


class WhyForm(FactsForm):
    """Why a change is called off or withdrawn."""

    why = paragraph(label=_("Reason"))


class CorrectForm(PapersForm):
    """A change as it should have been entered, and why it is corrected."""

    effective_on = DayField(label=_("Effective on"))
    name = CellField(label=_("New name"), max_length=120)
    why = paragraph(label=_("Reason for the correction"))
    field_order = ("effective_on", "name")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("effective_on", "meeting", "document_number", "basis", "reason"):
            self.fields[name].initial = getattr(self.record, name)
        self.fields["name"].initial = self.record.name_after
        if self.record.kind == ChangeKind.ESTABLISHED or self.record.name_before == self.record.name_after:
            del self.fields["name"]

    def clean_name(self):
        others = Organisation.objects.filter(state=Standing.IN_FORCE)
        return name_once(self.cleaned_data["name"], others, self.record.organisation)


class FinishForm(FactsForm):
    """When a follow-up was done, and what is worth saying about it."""

    done_on = DayField(label=_("Done on"), initial=timezone.localdate)
    note = NoteField(label=_("Note"), max_length=200, required=False)


class WaiveForm(FactsForm):
    """Why a follow-up is not needed."""

    note = NoteField(label=_("Why it is not needed"), max_length=200)
