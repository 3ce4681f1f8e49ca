"""Pages of an assessment report: written by the records, edited, assented to, signed, answered, handed in."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.assessment_choices import AssessmentState, ReportState
from branches.forms.assessment_reports import ReplyForm, ReportForm, WhyForm
from branches.models import Assessment, AssessmentReport
from branches.papers import report_paper
from branches.tables.assessments import ScoreTable
from portal.documents import pdf_available
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.papers import PaperView
from portal.generic.transitions import TransitionView

REPORT_TONES = {ReportState.DRAFT: "due", ReportState.SIGNED: "check", ReportState.ANSWERED: "done"}


class ReportBegin(TransitionView):
    """Let the records write the report, then edit it."""

    model = Assessment
    verb = "assess"
    label = gettext_lazy("Write the report")
    tone = "primary"

    def is_open(self):
        return self.object.state == AssessmentState.VISITED

    def act(self, form):
        report = AssessmentReport.draft(self.object, by=self.request.user)
        # Where TransitionView leads afterwards.
        self.object.get_absolute_url = report.get_absolute_url


class ReportDetail(DetailView):
    """The report as it stands."""

    model = AssessmentReport
    related = ("assessment__organisation", "assessment__round", "assessment__team", "signed_by", "answered_by")
    url_prefix = "assessment_report"
    edit_url = "assessment_report_edit"
    field_groups = (
        (
            gettext_lazy("Rating and proposal"),
            ("number", "rating", "proposal", "rectify_by", "proposal_text", "signed_by", "signed_on"),
        ),
        (gettext_lazy("The branch's answer"), ("reply", "answered_by", "answered_on")),
    )

    def context(self, revealed=None):
        one = self.object.assessment
        found = super().context(revealed)
        return found | {"list_heading": one.organisation.name, "list_url": one.get_absolute_url()}

    def subheading(self):
        return self.object.assessment.round.name

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": REPORT_TONES[self.object.state]}

    def actions(self):
        buttons = super().actions()
        key, draft = self.object.pk, self.object.state == ReportState.DRAFT
        if not draft:
            edit = reverse("assessment_report_edit", args=[key])
            buttons = [button for button in buttons if button["url"] != edit]
        elif self.granted("assent") and not self.object.assents.filter(user=self.request.user).exists():
            url = reverse("assessment_report_assent", args=[key])
            buttons.append({"label": _("Assent"), "url": url, "tone": "primary"})
        if self.granted("export"):
            forms = [("docx", _("Word"))] + ([("pdf", _("PDF"))] if pdf_available() else [])
            for form, label in forms:
                url = reverse("assessment_report_document", args=[key, form])
                buttons.append({"label": label, "url": url, "tone": "default"})
        return buttons

    def panels(self):
        return [self.scores(), self.texts(), self.assents()]

    def scores(self):
        """The scores by dimension and their weighted mean."""
        table = ScoreTable(self.object.scores.all())
        title = _("Scores by dimension")
        if self.object.total is not None:
            title = _("Scores by dimension: %(total)s in total") % {"total": f"{self.object.total:g}"}
        return Panel(title, "generic/_related.html", {"table": table})

    def texts(self):
        """The sections, one below the other."""
        names = ("facts", "process", "strengths", "problems")
        rows = [
            {
                "label": self.model._meta.get_field(name).verbose_name,
                "value": getattr(self.object, name),
                "kind": "long",
            }
            for name in names
        ]
        return Panel(_("Report"), "generic/_fields.html", {"rows": rows})

    def assents(self):
        """Who of the team stands by it."""
        given = [str(one) for one in self.object.assents.select_related("user")]
        rows = [{"label": _("Assented"), "value": "、".join(given), "kind": "text"}]
        return Panel(_("Assent of the team"), "generic/_fields.html", {"rows": rows})


class ReportEdit(EditView):
    """The team edits its report; whoever had assented reads it again."""

    model = AssessmentReport
    form_class = ReportForm
    template_name = "branches/report_form.html"

    def before_save(self, record, form):
        record.refuse_unless_draft()
        record.take_over(form.sections_to_take())

    def after_save(self, record, form):
        for score in form.given_scores():
            score.save()
        if record.assents.exists():
            record.edited()
            messages.info(self.request, _("The report has changed: its assents have to be given anew."))


class ReportAssentView(TransitionView):
    """A member of the team stands by the report."""

    model = AssessmentReport
    verb = "assent"
    label = gettext_lazy("Assent")
    tone = "primary"

    def is_open(self):
        return self.object.state == ReportState.DRAFT

    def act(self, form):
        self.object.assent(by=self.request.user)


class ReportSign(TransitionView):
    """The leader signs for the team."""

    model = AssessmentReport
    verb = "sign"


class ReportTakeBack(TransitionView):
    """Back to the team, before the committee deliberates."""

    model = AssessmentReport
    verb = "take_back"
    form_class = WhyForm


class ReportAnswer(TransitionView):
    """The branch says what it thinks of the report."""

    model = AssessmentReport
    verb = "answer"
    form_class = ReplyForm


class ReportDocument(PaperView):
    """The report as Word or PDF."""

    model = AssessmentReport
    related = ("assessment__organisation__enterprise", "assessment__round__office", "assessment__team")

    def paper(self):
        return report_paper(self.object)
