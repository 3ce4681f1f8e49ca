"""Questionnaires for the team: opening, handing out, keying in paper, closing; results once there are enough."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.assessment_choices import AnswerSource, Satisfaction
from branches.forms.questionnaires import PaperForm, RenewForm, RunForm
from branches.models import Assessment, QuestionnaireRun
from branches.models.questionnaires import FEWEST_ANSWERS
from branches.papers import questionnaire_paper
from portal.documents import pdf_available, qr_uri
from portal.generic.details import DetailView, Panel
from portal.generic.papers import PaperView
from portal.generic.transitions import TransitionView


class QuestionnaireOpen(TransitionView):
    """Open the questionnaires of an assessment that are not open yet, one an audience."""

    model = Assessment
    verb = "assess"
    form_class = RunForm
    label = gettext_lazy("Open the questionnaires")
    tone = "primary"

    def get_form(self, data=None, files=None):
        form = super().get_form(data, files)
        # Handed out is counted an audience at a time, on the questionnaire's own page.
        del form.fields["handed_out"]
        return form

    def is_open(self):
        return self.object.is_assessed

    def act(self, form):
        QuestionnaireRun.open_for(self.object, by=self.request.user, expires_on=form.cleaned_data["expires_on"])


class QuestionnaireDetail(DetailView):
    """One questionnaire: its link and QR, what came back, and the results as far as they may be shown."""

    model = QuestionnaireRun
    related = ("assessment__organisation", "assessment__round")
    url_prefix = "questionnaire"
    field_groups = (
        (
            gettext_lazy("Questionnaire"),
            ("audience", "expires_on", "handed_out", "returned_online", "returned_paper", "closed_on", "revoked_on"),
        ),
    )

    def context(self, revealed=None):
        context = super().context(revealed)
        one = self.object.assessment
        return context | {
            "heading": self.object.get_audience_display(),
            "list_heading": one.organisation.name,
            "list_url": one.get_absolute_url(),
        }

    def subheading(self):
        return self.object.assessment.organisation.name

    def badge(self):
        if self.object.closed_on:
            return {"text": _("closed for answers"), "tone": "done"}
        if self.object.revoked_on:
            return {"text": _("revoked"), "tone": "late"}
        if not self.object.is_answerable:
            return {"text": _("expired"), "tone": "late"}
        return {"text": _("takes answers"), "tone": "check"}

    def actions(self):
        if not self.granted("edit"):
            return []
        one, key = self.object, self.object.pk
        doors = []
        if not one.closed_on:
            doors.append((_("Key in paper sheets"), "questionnaire_paper", [key], "primary"))
            doors.append((_("Handed out, open until"), "questionnaire_edit", [key], "default"))
            doors.append((_("Close and show the results"), "questionnaire_close", [key], "default"))
            if one.is_answerable:
                doors.append((_("Printed sheet (Word)"), "questionnaire_sheet", [key, "docx"], "default"))
                if pdf_available():
                    doors.append((_("Printed sheet (PDF)"), "questionnaire_sheet", [key, "pdf"], "default"))
                doors.append((_("Revoke the link"), "questionnaire_revoke", [key], "danger"))
            else:
                doors.append((_("New link"), "questionnaire_renew", [key], "default"))
        return [{"label": label, "url": reverse(name, args=args), "tone": tone} for label, name, args, tone in doors]

    def panels(self):
        return [self.link(), self.results()] if self.object.is_answerable else [self.results()]

    def link(self):
        """The public address and its code, for the team to hand on."""
        address = self.request.build_absolute_uri(self.object.public_path)
        context = {"address": address, "code": qr_uri(address)}
        return Panel(_("Link and QR code"), "branches/_questionnaire_link.html", context)

    def results(self):
        """The answers by question, once the questionnaire is closed and enough came back."""
        run, results = self.object, self.object.results()
        lines = []
        for question in run.questions():
            answers = results.counts.get(question.pk, {})
            cells = [(answer.label, answers.get(answer.value, 0)) for answer in Satisfaction]
            rate = results.rate({question.pk})
            lines.append({"question": question, "cells": cells, "rate": "—" if rate is None else f"{rate * 100:.1f}%"})
        rate = results.rate()
        context = {
            "run": run,
            "results": results,
            "lines": lines,
            "answers": Satisfaction.labels,
            "rate": "—" if rate is None else f"{rate * 100:.1f}%",
            "hidden": [AnswerSource(source).label for source in results.hidden],
            "fewest": FEWEST_ANSWERS,
        }
        return Panel(_("Results"), "branches/_questionnaire_results.html", context)


class QuestionnaireEdit(TransitionView):
    """How many were handed out, and until when it is open."""

    model = QuestionnaireRun
    verb = "edit"
    form_class = RunForm
    label = gettext_lazy("Save")
    tone = "primary"

    def is_open(self):
        return not self.object.closed_on

    def get_form(self, data=None, files=None):
        form = super().get_form(data, files)
        form.initial = {"expires_on": self.object.expires_on, "handed_out": self.object.handed_out}
        return form

    def act(self, form):
        self.object.hand_out(by=self.request.user, **form.cleaned_data)


class QuestionnaireClose(TransitionView):
    """No more answers; the results are shown."""

    model = QuestionnaireRun
    verb = "close"
    label = gettext_lazy("Close and show the results")
    tone = "primary"

    def is_open(self):
        return not self.object.closed_on

    def act(self, form):
        self.object.close(by=self.request.user)


class QuestionnaireRevoke(TransitionView):
    """The link opens nothing any more."""

    model = QuestionnaireRun
    verb = "revoke"
    label = gettext_lazy("Revoke the link")
    tone = "danger"

    def is_open(self):
        return self.object.is_answerable

    def act(self, form):
        self.object.revoke(by=self.request.user)


class QuestionnaireRenew(TransitionView):
    """A new link in place of one that was revoked or has expired."""

    model = QuestionnaireRun
    verb = "edit"
    form_class = RenewForm
    label = gettext_lazy("New link")
    tone = "primary"

    def is_open(self):
        return not self.object.closed_on and not self.object.is_answerable

    def act(self, form):
        self.object.renew(by=self.request.user, **form.cleaned_data)


class QuestionnairePaper(TransitionView):
    """Paper sheets keyed in, ten at a time."""

    model = QuestionnaireRun
    verb = "enter"
    form_class = PaperForm
    template_name = "branches/questionnaire_paper.html"
    label = gettext_lazy("Count these sheets")
    tone = "primary"

    def is_open(self):
        return not self.object.closed_on

    def get_form(self, data=None, files=None):
        return self.form_class(
            data, files, user=self.request.user, record=self.object, questions=self.object.questions()
        )

    def act(self, form):
        self.object.take_paper(form.sheets(), by=self.request.user)

    def post(self, request, **kwargs):
        answer = super().post(request, **kwargs)
        # The next ten: whoever keys in forty sheets stays on the page.
        if isinstance(answer, HttpResponseRedirect) and "more" in request.POST:
            return HttpResponseRedirect(request.path)
        return answer


class QuestionnaireSheet(PaperView):
    """The printed sheet with its QR code."""

    model = QuestionnaireRun
    verb = "enter"

    def paper(self):
        return questionnaire_paper(self.object, self.request.build_absolute_uri(self.object.public_path))
