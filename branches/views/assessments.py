"""Pages of an assessment: the list, the record with what lacks, the visit, materials on the phone, talks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.assessment_choices import AssessmentState, Audience
from branches.filters.assessments import AssessmentFilter
from branches.forms.assessments import MaterialForm, TalkForm, VisitForm
from branches.models import (
    Assessment,
    AssessmentReport,
    BranchDecision,
    MaterialCheck,
    MaterialPhoto,
    QuestionnaireRun,
    TalkRecord,
)
from branches.models.assessment_visits import refuse_unless_assessed
from branches.tables.assessments import ASSESSMENT_TONES, VERDICT_TONES, AssessmentTable, OwnAssessmentTable, TalkTable
from branches.views.assessment_plans import occasions_for
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.photos import PhotoView
from portal.generic.transitions import TransitionView


class AssessmentList(ListView):
    """Assessments in the order of their visits."""

    model = Assessment
    table_class = AssessmentTable
    filterset_class = AssessmentFilter
    related = ("organisation__enterprise__grid", "round", "team")
    order = ("visit_on", "route", "pk")
    empty_text = gettext_lazy("No assessment yet. Branches come in through a round of assessment.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Visits planned"), {"show": "to_visit"}),
        (gettext_lazy("Visits overdue"), {"show": "late"}),
        (gettext_lazy("No team or day"), {"show": "unplanned"}),
        (gettext_lazy("Report to write"), {"state": AssessmentState.VISITED.value}),
        (gettext_lazy("Reported"), {"state": AssessmentState.REPORTED.value}),
        (gettext_lazy("Of my teams"), {"show": "mine"}),
    )

    def get_queryset(self):
        return super().get_queryset().with_progress()


class AssessmentDetail(DetailView):
    """One assessment: where it stands, what lacks, and its parts as far as this person may see them."""

    model = Assessment
    related = ("organisation__enterprise__grid", "round__edition", "team")
    url_prefix = "assessment"
    field_groups = ((gettext_lazy("Visit"), ("round", "organisation", "team", "visit_on", "visit_at", "visited_on")),)

    def subheading(self):
        return self.object.round.name

    def context(self, revealed=None):
        return super().context(revealed) | {"heading": self.object.organisation.name}

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": ASSESSMENT_TONES[self.object.state]}

    def stepper(self):
        way = list(AssessmentState)
        now = way.index(self.object.state)
        steps = []
        for number, state in enumerate(way):
            place = "done" if number < now or state == AssessmentState.EXECUTED == self.object.state else "next"
            note = self.object.visited_on if state == AssessmentState.VISITED and number <= now else None
            steps.append(
                {
                    "label": state.label,
                    "state": "now" if number == now and place == "next" else place,
                    "note": f"{note:%Y-%m-%d}" if note else "",
                }
            )
        return steps

    def actions(self):
        buttons = super().actions()
        if self.object.state == AssessmentState.VISITED and self.granted("assess"):
            url = reverse("assessment_report_begin", args=[self.object.pk])
            if not AssessmentReport.objects.visible_to(self.request.user).filter(assessment=self.object).exists():
                buttons.append({"label": _("Write the report"), "url": url, "tone": "primary"})
        return buttons

    def panels(self):
        found = [self.missing(), self.decision(), self.report(), self.occasions()]
        found += [self.materials(), self.questionnaires(), self.talks()]
        return [panel for panel in found if panel]

    def missing(self):
        """What lacks, for everybody who sees the assessment."""
        missing = self.object.missing()
        return Panel(_("What lacks"), "branches/_missing.html", {"missing": missing}) if missing else None

    def decision(self):
        """What the committee decided, for the branch too, once it has."""
        decision = BranchDecision.about(self.object)
        if decision is None:
            return None
        held = decision.deliberation
        rows = [
            {"label": _("Decision"), "value": decision.get_kind_display(), "kind": "text"},
            {"label": _("Meeting"), "value": f"{held.meeting} {held.held_on}", "kind": "text"},
            {"label": _("Document number"), "value": held.document_number, "kind": "text"},
            {"label": _("Effective on"), "value": held.effective_on, "kind": "text"},
        ]
        if one := getattr(decision, "rectification", None):
            rows.append({"label": _("Rectification"), "value": one, "kind": "link"})
        return Panel(_("Decision"), "generic/_fields.html", {"rows": rows})

    def occasions(self):
        """What else is planned at the enterprise, before the visit."""
        if self.object.state != AssessmentState.PLANNED or not (self.granted("assess") or self.granted("schedule")):
            return None
        found = occasions_for([self.object]).get(self.object.pk, [])
        return Panel(_("Also planned there"), "branches/_occasions.html", {"occasions": found})

    def materials(self):
        """The items, each with how it was found, for the team and the commissioner."""
        checks = MaterialCheck.objects.visible_to(self.request.user).filter(assessment=self.object)
        if not (self.granted("assess") or self.granted("schedule")):
            return None
        found = {check.item_id: check for check in checks.prefetch_related("photos")}
        may_check = self.granted("assess") and self.object.is_assessed
        lines = []
        for item in self.object.round.edition.items.all():
            check = found.get(item.pk)
            url = reverse("assessment_material", args=[self.object.pk, item.number]) if may_check else ""
            photos = (
                [reverse("material_photo", args=[photo.pk, "image"]) for photo in check.photos.all()] if check else []
            )
            tone = VERDICT_TONES[check.verdict] if check else ""
            lines.append({"item": item, "check": check, "tone": tone, "url": url, "photos": photos})
        done = sum(1 for line in lines if line["check"])
        percent = round(100 * done / len(lines)) if lines else 0
        context = {"lines": lines, "done": done, "total": len(lines), "percent": percent}
        return Panel(_("Materials"), "branches/_materials.html", context)

    def questionnaires(self):
        """The questionnaires, one an audience."""
        if not (self.granted("assess") or self.granted("schedule")):
            return None
        rows = QuestionnaireRun.objects.visible_to(self.request.user).filter(assessment=self.object)
        runs = {run.audience: run for run in rows}
        lines = [{"audience": audience.label, "run": runs.get(audience)} for audience in Audience]
        open_url = ""
        if self.granted("assess") and self.object.is_assessed and len(runs) < len(Audience):
            open_url = reverse("questionnaire_open", args=[self.object.pk])
        return Panel(_("Questionnaires"), "branches/_questionnaires.html", {"lines": lines, "open_url": open_url})

    def talks(self):
        """The talks, for the team alone."""
        if not self.granted("assess"):
            return None
        rows = list(TalkRecord.objects.visible_to(self.request.user).filter(assessment=self.object))
        for row in rows:
            row.edit_url = reverse("talk_edit", args=[row.pk])
        empty = _("No talk yet. Talk to the secretary, the owner, a member and an employee.")
        context = {"table": TalkTable(rows), "empty_text": empty}
        if self.object.is_assessed:
            context |= {"link_url": reverse("talk_add", args=[self.object.pk]), "link_label": _("Add a talk")}
        return Panel(_("Talks (for the team only)"), "generic/_related.html", context)

    def report(self):
        """The way to the report, for whom it exists."""
        rows = AssessmentReport.objects.visible_to(self.request.user).filter(assessment=self.object)
        report = rows.prefetch_related("scores").first()
        return Panel(_("Report"), "branches/_report_line.html", {"report": report}) if report else None


class AssessmentVisit(TransitionView):
    """The team was there."""

    model = Assessment
    verb = "visit"
    form_class = VisitForm


class MaterialView(TransitionView):
    """One item of material, entered on the phone; then comes the next one that was not looked at."""

    model = Assessment
    verb = "assess"
    form_class = MaterialForm
    template_name = "branches/material_form.html"
    tone = "primary"
    label = gettext_lazy("Save and next")

    def dispatch(self, request, *args, pk, number, **kwargs):
        self.number = number
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def is_open(self):
        return self.object.is_assessed

    @property
    def item(self):
        """The item of this address."""
        return get_object_or_404(self.object.round.edition.items, number=self.number)

    def get_form(self, data=None, files=None):
        form = super().get_form(data, files)
        if check := self.object.checks.filter(item=self.item).first():
            form.initial = {"verdict": check.verdict, "deduction": check.deduction, "note": check.note}
        return form

    def act(self, form):
        MaterialCheck.enter(self.object, self.item, by=self.request.user, **form.cleaned_data)

    def post(self, request, **kwargs):
        answer = super().post(request, **kwargs)
        if isinstance(answer, HttpResponseRedirect):
            return HttpResponseRedirect(self.next_url())
        return answer

    def next_url(self):
        """The next item that was not looked at, from here on and then from the start; the record once all are."""
        left = self.object.round.edition.items.exclude(checks__assessment=self.object)
        after = left.filter(number__gt=self.number).first() or left.first()
        if after is None:
            return self.object.get_absolute_url()
        return reverse("assessment_material", args=[self.object.pk, after.number])

    def neighbours(self):
        """The addresses of the items before and after this one."""
        items = self.object.round.edition.items
        before, after = items.filter(number__lt=self.number).last(), items.filter(number__gt=self.number).first()
        return [one and reverse("assessment_material", args=[self.object.pk, one.number]) for one in (before, after)]


class MaterialPhotoView(PhotoView):
    """One photo of material."""

    model = MaterialPhoto


class TalkEdit(EditView):
    """Enter a talk, or correct one; for the team alone."""

    model = TalkRecord
    form_class = TalkForm
    add_heading = gettext_lazy("New talk")

    def dispatch(self, request, *args, assessment=None, pk=None, **kwargs):
        self.assessment = None
        if request.user.is_authenticated and assessment:
            rows = Assessment.objects.visible_to(request.user)
            self.assessment = get_object_or_404(rows, pk=assessment)
            if not Assessment.objects.allowing(request.user, "assess").filter(pk=assessment).exists():
                raise PermissionDenied
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def before_save(self, record, form):
        if self.object is None:
            record.assessment, record.entered_by = self.assessment, self.request.user
        refuse_unless_assessed(record.assessment)


def organisation_panel(view):
    """The assessments of an organisation, on its record, for whoever may see them."""
    rows = Assessment.objects.visible_to(view.request.user).filter(organisation=view.object).with_progress()
    rows = list(rows.select_related("organisation", "round", "team").order_by("-round__starts_on")[:5])
    if not rows:
        return None
    shown = ("round", "visit_on", "missing", "state")
    table = OwnAssessmentTable(rows, exclude=[name for name in OwnAssessmentTable.base_columns if name not in shown])
    return Panel(_("Assessments"), "generic/_related.html", {"table": table})
