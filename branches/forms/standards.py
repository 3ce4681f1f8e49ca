"""What is typed about cycles of standardization and the branches in them."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import CatalogueState, OrganisationKind, StandardizationLevel
from branches.forms.cleaners import AnyDayField, CellField, DayField, NoteField
from branches.models import IndicatorCatalogue, Organisation, StandardizationCycle
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from portal.photos import PhotosField

KINDS = [pair for pair in OrganisationKind.choices if pair[0] != OrganisationKind.OFFICE]


class CycleForm(RecordForm):
    """A cycle before it is opened; while it runs, only its days and note."""

    organisation = RowField(Organisation, label=_("Run by"), verb="rate")
    opens_on = AnyDayField(label=_("Opens on"), initial=timezone.localdate)
    self_score_due_on = AnyDayField(label=_("Self-scores due on"))
    review_due_on = AnyDayField(label=_("Reviews due on"))

    class Meta:
        model = StandardizationCycle
        fields = (
            "title",
            "year",
            "organisation",
            "catalogue",
            "opens_on",
            "self_score_due_on",
            "review_due_on",
            "note",
        )
        field_classes = {"title": CellField, "note": NoteField}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["catalogue"].queryset = IndicatorCatalogue.objects.visible_to(self.user).exclude(
            state=CatalogueState.SUPERSEDED
        )
        if self.instance.standards.exists() if self.instance.pk else False:
            # Their clauses are those of the catalogue: it stays.
            del self.fields["catalogue"]

    def clean(self):
        cleaned = super().clean()
        days = [cleaned.get(name) for name in ("opens_on", "self_score_due_on", "review_due_on")]
        if all(days) and days != sorted(days):
            self.add_error("review_due_on", _("A cycle opens, then self-scores are due, then reviews: order the days."))
        return cleaned


class CoverForm(FactsForm):
    """Which organisations a cycle is to cover: all in force below one, of some kinds."""

    below = RowField(Organisation, label=_("Below which organisation"), required=False, verb="rate")
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        choices=KINDS,
        initial=[kind for kind, _label in KINDS],
        widget=forms.CheckboxSelectMultiple,
    )
    below.help_text = _("Empty: all organisations in force below the one that runs the cycle.")

    def wanted(self):
        """The organisations meant, those that the cycle covers already among them."""
        top = self.cleaned_data["below"] or self.record.organisation
        rows = Organisation.objects.allowing(self.user, "rate").below(top)
        return rows.below(self.record.organisation).filter(kind__in=self.cleaned_data["kinds"])


class SendBackForm(FactsForm):
    """Why a self-score goes back, and which clauses are to be done again."""

    reason = NoteField(label=_("What is to be put right"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    clauses = forms.ModelMultipleChoiceField(
        label=_("Clauses to be done again"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("clauses", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        answered = self.record.clauses.values("indicator")
        self.fields["clauses"].queryset = self.record.cycle.catalogue.indicators().filter(pk__in=answered)

    def clean_clauses(self):
        return list(self.cleaned_data["clauses"])


class FinishForm(FactsForm):
    """When the reviewer was on the spot, and what the review comes to."""

    reviewed_on = DayField(label=_("Looked at on the spot on"), initial=timezone.localdate)
    opinion = NoteField(label=_("Opinion"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class DecideForm(FactsForm):
    """The committee's decision on a reviewed branch."""

    decided_on = DayField(label=_("Decided on"), initial=timezone.localdate)
    document_number = CellField(label=_("Document number"), max_length=80, required=False)


class ReasonForm(FactsForm):
    """A deed that has to say why."""

    reason = NoteField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RateForm(FactsForm):
    """A level awarded by a document instead of a cycle."""

    level = forms.ChoiceField(label=_("Standardization level"), choices=StandardizationLevel)
    awarded_on = DayField(label=_("Awarded on"), initial=timezone.localdate)
    document_number = CellField(label=_("Document number"), max_length=80, required=False)
    note = NoteField(label=_("Note"), max_length=200, required=False)


class PointsField(forms.DecimalField):
    """Points in halves, from none to all of a clause's."""

    def __init__(self, most, **kwargs):
        super().__init__(min_value=0, max_value=most, decimal_places=1, **kwargs)
        self.widget.attrs |= {"step": "0.5", "inputmode": "decimal"}

    def clean(self, value):
        points = super().clean(value)
        if points is not None and points % Decimal("0.5"):
            raise ValidationError(_("Give points in halves: 2, 2.5, 3."))
        return points


class HappenedField(forms.TypedChoiceField):
    """A veto's question: did it happen?"""

    def __init__(self, **kwargs):
        choices = (("no", _("did not happen")), ("yes", _("happened")))
        super().__init__(choices=choices, coerce=lambda word: word == "yes", empty_value=None, **kwargs)
        self.widget = forms.RadioSelect(choices=choices)


class ClauseForm(forms.Form):
    """One clause, answered by the branch."""

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, prefix=f"c{indicator.pk}", **kwargs)
        if indicator.is_veto:
            self.fields["happened"] = HappenedField(label=_("In this year"))
        else:
            self.fields["points"] = PointsField(indicator.points, label=_("Self-score"))
        rows = forms.Textarea(attrs={"rows": 2})
        self.fields["evidence"] = NoteField(
            label=_("Evidence in words"), max_length=1000, required=False, widget=rows, strip=True
        )
        if not indicator.is_veto:
            self.fields["photos"] = PhotosField(label=_("Photos"), required=False)
        self.fields["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)


class JudgeForm(forms.Form):
    """One clause, judged by the reviewer."""

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, prefix=f"c{indicator.pk}", **kwargs)
        if indicator.is_veto:
            self.fields["happened"] = HappenedField(label=_("Found on the spot"))
        else:
            self.fields["points"] = PointsField(indicator.points, label=_("Reviewed score"))
        self.fields["reason"] = NoteField(
            label=_("Reason for the difference"),
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
