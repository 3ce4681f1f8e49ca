"""Statutory and customary forms, ready-made: filled for any period and place, as Excel and as Word."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from branches.models import Organisation, SavedTally, TrainingSession
from branches.scoping import may
from portal import spreadsheets
from portal.deeds import log
from portal.documents import Paper, Table, Text, document_response, official_language
from portal.generic.tally_sheets import tally_workbook
from portal.questions import QuestionForm
from portal.ready_ledgers import activity_ledger, hazard_ledger, organisation_ledger, training_ledger
from portal.ready_statistics import (
    document_statistics,
    hazard_statistics,
    major_statistics,
    progress_statistics,
    supervision_statistics,
)
from volunteers.models import Activity, Hazard

# More columns than these do not fit on a page of Word.
MOST_COLUMNS_IN_WORD = 12


@dataclass(frozen=True)
class ReadyForm:
    """A form: its key, its name, what fills it, and whose export grants it needs."""

    key: str
    name: Any
    fill: Callable
    model: Any
    words: Any

    def is_open_to(self, user):
        """Whether this person may take such records away."""
        return may(user, self.model, "export") and bool(set(self.model.grants["export"]) & user.roles)


FORMS = (
    ReadyForm(
        "hazards",
        gettext_lazy("Ledger of safety hazards"),
        hazard_ledger,
        Hazard,
        gettext_lazy(
            "Every hazard found in the period, with grid, enterprise, clause, deadline, re-check and closing."
        ),
    ),
    ReadyForm(
        "hazard-statistics",
        gettext_lazy("Statistics of hazards found and rectified"),
        hazard_statistics,
        Hazard,
        gettext_lazy("By trade: units due and inspected, general and major hazards, rates, funds. Monthly, quarterly."),
    ),
    ReadyForm(
        "major-hazard-statistics",
        gettext_lazy("Statistics of major hazards: plans and supervision"),
        major_statistics,
        Hazard,
        gettext_lazy("By trade: major hazards under a plan, what the plans assure, funds, listing for supervision."),
    ),
    ReadyForm(
        "supervision",
        gettext_lazy("Statistics of supervision"),
        supervision_statistics,
        Hazard,
        gettext_lazy("By grid: visits, notices, documents of the authorities, hazards and their rate."),
    ),
    ReadyForm(
        "documents",
        gettext_lazy("Statistics of registered documents"),
        document_statistics,
        Hazard,
        gettext_lazy("By kind: documents of the authorities as registered here, production stops, transfers."),
    ),
    ReadyForm(
        "activities",
        gettext_lazy("Ledger of activities"),
        activity_ledger,
        Activity,
        gettext_lazy("Every confirmed activity of the period, with people, hours, photos and who confirmed it."),
    ),
    ReadyForm(
        "organisations",
        gettext_lazy("Roster of party organisations, with sites and standardization"),
        organisation_ledger,
        Organisation,
        gettext_lazy("Organisations in force on the day: secretary, members, term, site, level."),
    ),
    ReadyForm(
        "progress",
        gettext_lazy("Progress of standardization and sites"),
        progress_statistics,
        Organisation,
        gettext_lazy("By superior organisation: organisations in force, sites completed, standard reached."),
    ),
    ReadyForm(
        "training",
        gettext_lazy("Ledger of training"),
        training_ledger,
        TrainingSession,
        gettext_lazy("Sessions held in the period: invited and present."),
    ),
)


def form_blocks(sheet):
    """A form as blocks of a paper; one with too many columns is only said to lie in the workbook."""
    if len(sheet.columns) > MOST_COLUMNS_IN_WORD:
        return [Text(_("This ledger has more columns than a page takes; it is handed in as a workbook."))]
    lines = [
        [in_words(value, one.kind) for value, one in zip(line, sheet.columns, strict=True)] for line in sheet.lines
    ]
    if sheet.has_total and lines:
        lines.append(
            [in_words(value, one.kind, empty="") for value, one in zip(sheet.total, sheet.columns, strict=True)]
        )
    heads = [f"{one.band}\n{one.heading}" if one.band else one.heading for one in sheet.columns]
    numbers = frozenset(n for n, one in enumerate(sheet.columns) if one.kind in ("number", "share"))
    return [Table(heads, lines, numbers=numbers, caption=sheet.title), Text("\n".join(sheet.notes), is_small=True)]


def in_words(value, kind, empty="—"):
    """A value as a paper prints it."""
    if kind == "share":
        return empty if value is None else f"{value * 100:.1f}%"
    if value is None:
        return ""
    if kind == "number" and value != "":
        return f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return f"{value:%Y-%m-%d}" if kind == "day" and value else value


class ReadyForms(LoginRequiredMixin, View):
    """The forms there are, for a period and a place; each as Excel, where it fits as Word too."""

    def get(self, request):
        if not may(request.user, SavedTally, "view"):
            raise PermissionDenied
        form = QuestionForm(self.usual(request), user=request.user)
        form.is_valid()
        query = request.GET.urlencode() or f"start={form.asked().start}&as_of={form.asked().as_of}"
        forms = [
            {
                "name": one.name,
                "words": one.words,
                "xlsx": f"{reverse('ready_form', args=[one.key, 'xlsx'])}?{query}",
                "docx": f"{reverse('ready_form', args=[one.key, 'docx'])}?{query}",
            }
            for one in FORMS
            if one.is_open_to(request.user)
        ]
        return render(request, "portal/ready_forms.html", {"form": form, "forms": forms})

    @staticmethod
    def usual(request):
        """What is asked; this month where nothing is."""
        today = timezone.localdate()
        return request.GET or {"start": today.replace(day=1).isoformat(), "as_of": today.isoformat()}


class ReadyFormFile(LoginRequiredMixin, View):
    """One form, filled."""

    def get(self, request, key, form):
        one = next((one for one in FORMS if one.key == key), None)
        if one is None or form not in ("xlsx", "docx"):
            raise Http404
        if not one.is_open_to(request.user):
            raise PermissionDenied
        question = QuestionForm(request.GET, user=request.user)
        if not question.is_valid():
            raise Http404
        with official_language():
            sheet = one.fill(question.asked())
            if form == "docx":
                paper = Paper(sheet.title, form_blocks(sheet), subtitle=sheet.period)
                return document_response(paper, form, user=request.user, record=request.user)
            facts = {"list": sheet.title, "query": request.GET.urlencode()[:500]}
            log(request.user, "portal.export", user=request.user, data=facts)
            name = f"{sheet.title}-{question.asked().as_of:%Y%m%d}"
            return spreadsheets.workbook_download(tally_workbook([sheet]), name)
