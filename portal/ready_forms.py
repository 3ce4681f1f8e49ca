"""Statutory and customary forms, ready-made: filled for any period and place, as Excel and as Word."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, Sum
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.log_actions import log

from branches.choices import Trade
from branches.models import Enterprise, Organisation, SavedTally, TrainingSession
from branches.scoping import may
from portal import spreadsheets
from portal.documents import Paper, Table, Text, document_response, official_language
from portal.generic.ledger_sheets import LedgerColumn, LedgerSheet
from portal.generic.tally_sheets import tally_workbook
from portal.questions import QuestionForm
from portal.ready_ledgers import (
    activity_ledger,
    hazard_ledger,
    organisation_ledger,
    period_of,
    rows_for,
    training_ledger,
)
from volunteers.choices import HazardLevel, HazardState
from volunteers.models import Activity, Hazard, RectificationNotice

# More columns than these do not fit on a page of Word.
MOST_COLUMNS_IN_WORD = 12


def share(part, whole):
    """Part by whole; None where there is nothing to divide."""
    return part / whole if whole else None


def hazard_statistics(asked):
    """Hazards by trade as the bureau asks month by month and quarter by quarter (domain.md 2.6 A)."""
    lines = by_trade(asked)
    table = [statistics_line(str(trade.label), lines[trade.value]) for trade in Trade if trade.value in lines]
    notes = [
        _("Units inspected: enterprises at which a hazard was found or an activity was held in the period."),
        _("Rectified and closed are of the hazards found in the period, as they stood on its last day."),
    ]
    title = _("Statistics of hazards found and rectified")
    return LedgerSheet(title, period_of(asked), statistics_columns(), table, notes=notes, has_total=True)


def by_trade(asked):
    """{trade: {what: how many}} of the units and of the hazards of both levels."""
    rows, due = rows_for(Hazard, asked), rows_for(Enterprise, asked)
    found = rows.found_between(asked.start, asked.as_of)
    visited = rows_for(Activity, asked).counted().held_between(asked.start, asked.as_of).exclude(enterprise=None)
    looked_at = due.filter(Q(pk__in=found.values("enterprise")) | Q(pk__in=visited.values("enterprise")))
    lines: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(int))
    for name, enterprises in (("due", due), ("seen", looked_at)):
        for trade, n in enterprises.order_by().values_list("trade").annotate(n=Count("pk")):
            lines[trade][name] = n
    for level in HazardLevel:
        # Of those found in the period, so that no rate can pass the whole: what stood as rectified on the last day.
        done = Q(rechecked_on__lte=asked.as_of)
        if level == HazardLevel.MAJOR:
            done &= Q(state=HazardState.CLOSED, closed_on__lte=asked.as_of)
        values = found.filter(level=level).order_by().values_list("enterprise__trade")
        counts = {"n": Count("pk"), "rectified": Count("pk", filter=done), "spent": Sum("cost")}
        for trade, n, rectified, cost in values.annotate(**counts):
            lines[trade][f"{level}_found"], lines[trade][f"{level}_done"] = n, rectified
            lines[trade]["cost"] += float(cost or 0)
    return lines


def statistics_columns():
    """The columns of the statistics, those of a level under its name."""
    general, major = _("General hazards"), _("Major hazards")
    return [
        LedgerColumn(_("Trade")),
        LedgerColumn(_("Units due"), "number", adds_up=True),
        LedgerColumn(_("Units inspected"), "number", adds_up=True),
        LedgerColumn(_("Coverage"), "share"),
        LedgerColumn(_("found"), "number", general, adds_up=True),
        LedgerColumn(_("rectified"), "number", general, adds_up=True),
        LedgerColumn(_("rate"), "share", general),
        LedgerColumn(_("found"), "number", major, adds_up=True),
        LedgerColumn(_("closed"), "number", major, adds_up=True),
        LedgerColumn(_("rate"), "share", major),
        LedgerColumn(_("Funds (10,000 yuan)"), "number", adds_up=True),
    ]


def statistics_line(label, line):
    """One trade of the statistics."""
    return [
        label, line["due"], line["seen"], share(line["seen"], line["due"]),
        line["general_found"], line["general_done"], share(line["general_done"], line["general_found"]),
        line["major_found"], line["major_done"], share(line["major_done"], line["major_found"]),
        round(line["cost"] / 10_000, 2),
    ]  # fmt: skip


def enforcement_statistics(asked):
    """What the zone itself has issued and found, by line of organisations' grids (domain.md 2.6 C)."""
    rows = rows_for(Hazard, asked)
    found = rows.found_between(asked.start, asked.as_of)
    notices = RectificationNotice.objects.visible_to(asked.user)
    notices = notices.filter(issued_on__lte=asked.as_of, enterprise__in=rows_for(Enterprise, asked))
    notices = notices.filter(issued_on__gte=asked.start) if asked.start else notices
    lines: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    none = _("in no grid")
    by_grid = found.order_by().values_list("enterprise__grid__name")
    for grid, units, n, rectified in by_grid.annotate(
        units=Count("enterprise", distinct=True),
        n=Count("pk"),
        rectified=Count("pk", filter=Q(rechecked_on__lte=asked.as_of)),
    ):
        lines[grid or none] |= {"units": units, "found": n, "rectified": rectified}
    for grid, n in notices.order_by().values_list("enterprise__grid__name").annotate(n=Count("pk")):
        lines[grid or none]["notices"] = n
    checks = rows.rectified_between(asked.start, asked.as_of)
    for grid, n in checks.order_by().values_list("enterprise__grid__name").annotate(n=Count("pk")):
        lines[grid or none]["checks"] = n
    columns = [
        LedgerColumn(_("Grid")),
        LedgerColumn(_("Enterprises with findings"), "number", adds_up=True),
        LedgerColumn(_("Notices of rectification"), "number", adds_up=True),
        LedgerColumn(_("Re-checks"), "number", adds_up=True),
        LedgerColumn(_("Hazards found"), "number", adds_up=True),
        LedgerColumn(_("rectified"), "number", adds_up=True),
        LedgerColumn(_("not rectified"), "number", adds_up=True),
        LedgerColumn(_("rate"), "share"),
    ]
    table = [
        [grid, line["units"], line["notices"], line["checks"], line["found"], line["rectified"],
         line["found"] - line["rectified"], share(line["rectified"], line["found"])]
        for grid, line in sorted(lines.items())
    ]  # fmt: skip
    notes = [_("Orders and penalties are documents of other authorities and are not counted here.")]
    return LedgerSheet(_("Statistics of supervision"), period_of(asked), columns, table, notes=notes, has_total=True)


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
        "supervision",
        gettext_lazy("Statistics of supervision"),
        enforcement_statistics,
        Hazard,
        gettext_lazy("By grid: enterprises with findings, notices, re-checks, hazards and their rate."),
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
