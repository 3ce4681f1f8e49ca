"""What is typed about a deliberation: its meeting, its agenda, the decision about each branch, what is put right."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.assessment_choices import AssessmentState, DecisionKind
from branches.choices import BranchesBelow, OrganisationKind, Standing
from branches.forms.cleaners import AnyDayField, CellField, NoteField, name_once
from branches.models import Assessment, BranchDecision, Deliberation, Organisation
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from portal.photos import PhotosField


class DeliberationForm(RecordForm):
    """The meeting, and from which day its decisions take effect."""

    office = RowField(Organisation, label=_("Held by"))
    meeting = CellField(label=_("Meeting"), max_length=120)
    held_on = AnyDayField(label=_("Held on"), initial=timezone.localdate)
    document_number = CellField(label=_("Document number"), max_length=80, required=False)
    effective_on = AnyDayField(label=_("Decisions effective on"), initial=timezone.localdate)
    note = NoteField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = Deliberation
        fields = ("office", "meeting", "held_on", "document_number", "effective_on", "note")

    def clean(self):
        cleaned = super().clean()
        held, effective = cleaned.get("held_on"), cleaned.get("effective_on")
        if held and effective and effective < held:
            self.add_error("effective_on", _("A decision cannot take effect before the meeting. Choose a later day."))
        return cleaned


class AgendaForm(FactsForm):
    """Which reported branches come onto the agenda."""

    assessments = forms.ModelMultipleChoiceField(
        queryset=Assessment.objects.none(), widget=forms.CheckboxSelectMultiple, label=_("Reports")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Assessment.objects.allowing(self.user, "deliberate").filter(state=AssessmentState.REPORTED)
        rows = rows.filter(organisation__path__startswith=self.record.office.path)
        field = self.fields["assessments"]
        field.queryset = rows.select_related("organisation", "round", "report")
        field.label_from_instance = self.words
        field.error_messages["required"] = _("Tick at least one report.")

    @staticmethod
    def words(assessment):
        """A branch with what its report says."""
        report = assessment.report
        return f"{assessment.organisation} · {report.get_rating_display()} · {report.get_proposal_display()}"


class BranchDecisionForm(FactsForm):
    """What the committee decides about one branch."""

    kind = forms.ChoiceField(
        label=_("Decision"), choices=[pair for pair in DecisionKind.choices if pair[0] != DecisionKind.ESTABLISH]
    )
    rectify_by = AnyDayField(label=_("Rectify by"), required=False)
    into = RowField(Organisation, verb="merge_into", label=_("Merges into"), required=False)
    branches_below = forms.ChoiceField(
        label=_("The branches below it"), choices=[("", "—"), *BranchesBelow.choices], required=False
    )
    name = CellField(
        label=_("New name"), max_length=120, required=False, help_text=_("For a downgrade; empty, it keeps its name.")
    )
    reason = NoteField(label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self):
        cleaned = super().clean()
        decision = BranchDecision(deliberation=self.record, **cleaned)
        wanted = {
            DecisionKind.RECTIFY: ("rectify_by", _("Say by when it has to rectify.")),
            DecisionKind.MERGE: ("into", _("Say into which organisation it merges.")),
            DecisionKind.DISSOLVE: ("reason", _("Say why it is dissolved.")),
        }.get(cleaned.get("kind"))
        if wanted and not getattr(decision, wanted[0]) and wanted[0] not in self.errors:
            self.add_error(*wanted)
        return cleaned


class FoundingForm(FactsForm):
    """A new organisation that the committee founds."""

    name = CellField(label=_("Name of the organisation"), max_length=120)
    new_kind = forms.ChoiceField(
        label=_("Kind"), choices=[pair for pair in OrganisationKind.choices if pair[0] != OrganisationKind.OFFICE]
    )
    below = RowField(Organisation, verb="move_below", label=_("Below which organisation"))
    reason = NoteField(label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_name(self):
        return name_once(
            self.cleaned_data["name"], Organisation.objects.filter(state=Standing.IN_FORCE), Organisation()
        )


class FinishRectificationForm(FactsForm):
    """What the branch has put right, with photos."""

    measures = NoteField(
        label=pgettext_lazy("rectification", "What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    photos = PhotosField(label=_("Photos as evidence"), required=False)

    def clean(self):
        cleaned = super().clean()
        if "photos" not in self.errors and not cleaned.get("photos") and not self.record.evidence.exists():
            raise ValidationError(_("Add at least one photo as evidence."))
        return cleaned


class OpinionForm(FactsForm):
    """What whoever checks it says."""

    opinion = NoteField(label=_("Opinion"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class SendBackOpinionForm(FactsForm):
    """What is still to be put right."""

    opinion = NoteField(
        label=_("What is still to be put right"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
