"""What is typed about a report: its texts, scores, rating and proposal; why it is taken back; the branch's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.assessment_choices import Dimension, Proposal
from branches.forms.cleaners import AnyDayField, NoteField
from branches.models import AssessmentReport
from branches.models.assessment_reports import SECTIONS
from portal.generic.edits import FactsForm, RecordForm


def paragraphs(label, rows=5):
    """A section of the report: some lines of text, without identity numbers."""
    return NoteField(label=label, max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class ReportForm(RecordForm):
    """The report as the team edits it. Scores are suggested by the records; the team gives them."""

    facts = paragraphs(_("Basic facts"))
    process = paragraphs(_("How it was assessed"), rows=6)
    strengths = paragraphs(_("Strengths"))
    problems = paragraphs(_("Problems"), rows=7)
    rectify_by = AnyDayField(label=_("Rectify by"), required=False)
    proposal_text = NoteField(
        label=_("Reasons for the proposal"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    class Meta:
        model = AssessmentReport
        fields = (*SECTIONS, "rating", "proposal", "rectify_by", "proposal_text")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What the records say by now, where it differs from what they said when the report was written.
        self.news = self.instance.news()
        for name in self.news:
            self.fields[f"take_{name}"] = forms.BooleanField(
                label=_("Replace the text with what the records say now"), required=False
            )
        self.scores = list(self.instance.scores.all())
        for one in self.scores:
            self.fields[f"score_{one.dimension}"] = forms.DecimalField(
                label=one.get_dimension_display(),
                required=False,
                min_value=0,
                max_value=100,
                decimal_places=1,
                initial=one.score,
                help_text=self.suggestion(one),
            )
            self.fields[f"reason_{one.dimension}"] = NoteField(
                label=_("Reason"), max_length=200, required=False, initial=one.reason
            )

    @staticmethod
    def suggestion(score):
        """What the records suggest, in words."""
        words = {"weight": score.weight, "suggested": f"{score.suggested:g}" if score.suggested is not None else ""}
        if score.suggested is None:
            return _("Weight %(weight)d. The records suggest nothing here; give a score.") % words
        return _("Weight %(weight)d. The records suggest %(suggested)s.") % words

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("proposal") == Proposal.RECTIFY and not cleaned.get("rectify_by"):
            self.add_error("rectify_by", _("Say by when the branch has to rectify."))
        elif cleaned.get("rectify_by") and cleaned.get("proposal") != Proposal.RECTIFY:
            self.add_error("rectify_by", _("A deadline goes with the proposal to rectify alone. Clear it."))
        return cleaned

    def sections_to_take(self):
        """The sections whose text is to be replaced."""
        return [name for name in self.news if self.cleaned_data.get(f"take_{name}")]

    def given_scores(self):
        """The scores with what was typed, those that changed."""
        for one in self.scores:
            score, reason = self.cleaned_data[f"score_{one.dimension}"], self.cleaned_data[f"reason_{one.dimension}"]
            if (score, reason) != (one.score, one.reason):
                one.score, one.reason = score, reason
                yield one

    def sections(self):
        """The sections for the template: {field, news, take}."""
        for name in SECTIONS:
            take = self[f"take_{name}"] if name in self.news else None
            yield {"field": self[name], "news": self.news.get(name), "take": take}

    def score_fields(self):
        """The scores for the template: (score, reason) a dimension."""
        return [(self[f"score_{value}"], self[f"reason_{value}"]) for value in Dimension.values]


class WhyForm(FactsForm):
    """Why a report is taken back."""

    why = NoteField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReplyForm(FactsForm):
    """What the branch says to the report."""

    reply = NoteField(label=_("The branch's answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}))
