"""Lists and records of what belongs to major hazards: stops, plans, transfers, scans, and the ledger of them all."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from portal.deeds import log
from portal.generic.details import DetailView
from portal.generic.lists import ListView
from portal.scans import scan_response
from volunteers.choices import PackState, StopState, TransferState
from volunteers.filters.major_ledger import MajorHazardFilter
from volunteers.filters.majors import CaseTransferFilter, StopFilter
from volunteers.models import CaseTransfer, Hazard, HazardDocument, ProductionStop, TreatmentPlan
from volunteers.tables.hazards import PROCESSES
from volunteers.tables.major_ledger import MajorHazardTable
from volunteers.tables.majors import (
    PLAN_TONES,
    STOP_TONES,
    TRANSFER_TONES,
    CaseTransferTable,
    StopTable,
)

# Columns for those who follow what the authority makes of it: documents name the letter and the case.
OF_THE_CASE = ("transfer", "documents")


class MajorHazardList(ListView):
    """The ledger of major hazards; its workbook has every column of the ledger unless some were chosen."""

    model = Hazard
    table_class = MajorHazardTable
    filterset_class = MajorHazardFilter
    related = ("enterprise__grid", "category", "finder")
    prefetch = (PROCESSES, "photos", "plans", "documents", "stops", "listings", "transfers")
    order = ("-found_on", "-pk")
    empty_text = gettext_lazy("No major hazard. One becomes major when the emergency centre grades it by a clause.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Open"), {"show": "open"}),
        (gettext_lazy("Without a plan"), {"lacks": "plan"}),
        (gettext_lazy("Not reported upward"), {"lacks": "report"}),
        (gettext_lazy("Production stopped"), {"stands": "stopped"}),
        (gettext_lazy("Listed for supervision"), {"stands": "listed"}),
        (gettext_lazy("Handed over"), {"stands": "transferred"}),
        (gettext_lazy("Level proposed"), {"lacks": "answer"}),
    )

    def check_door(self):
        """Only whoever follows major hazards."""
        if not set(Hazard.grants["follow"]) & self.request.user.roles:
            raise PermissionDenied

    def get_queryset(self):
        """Those graded as major, and those for which somebody proposes it."""
        return Hazard.objects.allowing(self.request.user, "follow").major_or_proposed()

    def shown_columns(self):
        """What was chosen; else some on the page, all that this person may see in the workbook."""
        names = super().shown_columns()
        if self.request.GET.get("export") == "xlsx" and not self.request.GET.get("columns"):
            names = list(self.table_class.base_columns)
        if not set(Hazard.grants["follow_case"]) & self.request.user.roles:
            names = [name for name in names if name not in OF_THE_CASE]
        return names

    def context(self, page):
        return super().context(page) | {"heading": _("Major hazards")}


class StopList(ListView):
    """Stops of production, the latest first."""

    model = ProductionStop
    table_class = StopTable
    filterset_class = StopFilter
    related = ("hazard__enterprise", "order")
    order = ("-stopped_on", "-pk")
    empty_text = gettext_lazy(
        "No stop yet. One is registered at a hazard: voluntary by the enterprise, or ordered by an authority."
    )
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Standing"), {"state": StopState.STANDING.value}),
        (gettext_lazy("Resumed"), {"state": StopState.LIFTED.value}),
    )


class StopDetail(DetailView):
    """One stop: what stands still, since when, by what; and how it ended."""

    model = ProductionStop
    related = ("hazard__enterprise", "order", "lifting", "registered_by", "lifted_by")
    url_prefix = "stop"
    field_groups = (
        (
            gettext_lazy("Stop"),
            ("hazard", "kind", "extent", "stopped_on", "order", "promised_by", "registered_by"),
        ),
        (gettext_lazy("Resumption"), ("lifted_on", "lifting", "evidence", "lifted_by")),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": STOP_TONES[self.object.state]}

    def subheading(self):
        days = _("%(n)d days") % {"n": self.object.days()}
        return " · ".join([str(self.object.hazard.enterprise), self.object.get_kind_display(), days])


class PlanDetail(DetailView):
    """One plan with its five assurances."""

    model = TreatmentPlan
    related = ("hazard__enterprise", "handed_in_by", "answered_by")
    url_prefix = "treatment_plan"
    field_groups = (
        (
            gettext_lazy("The five assurances"),
            ("hazard", "goal", "duty_name", "duty_unit", "measures", "funds", "deadline", "emergency_plan"),
        ),
        (gettext_lazy("Until it is gone"), ("interim_control",)),
        (
            gettext_lazy("Handed in and answered"),
            ("handed_in_on", "handed_in_by", "answered_on", "answered_by", "answer"),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": PLAN_TONES[self.object.state]}

    def subheading(self):
        return str(self.object.hazard.enterprise)


class CaseTransferList(ListView):
    """Transfers, the latest first."""

    model = CaseTransfer
    table_class = CaseTransferTable
    filterset_class = CaseTransferFilter
    related = ("hazard__enterprise", "letter")
    order = ("-prepared_on", "-pk")
    empty_text = gettext_lazy("No transfer yet. One is prepared at a major hazard that cannot be removed at once.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Under way"), {"show": "running"}),
        (gettext_lazy("Handed over"), {"show": "made"}),
    )


class CaseTransferDetail(DetailView):
    """One transfer: the lead, the pack, the letter, and what the authority made of it."""

    model = CaseTransfer
    related = ("hazard__enterprise", "letter", "prepared_by")
    url_prefix = "case_transfer"
    template_name = "volunteers/case_transfer.html"
    field_groups = (
        (
            gettext_lazy("Transfer of the lead"),
            (
                "hazard",
                "addressee",
                "lead",
                "cooperation",
                "cooperation_note",
                "prepared_on",
                "prepared_by",
            ),
        ),
        (gettext_lazy("At the authority"), ("letter", "sent_on", "case_number", "outcome", "reason")),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": TRANSFER_TONES[self.object.state]}

    def subheading(self):
        return str(self.object.hazard.enterprise)

    def stepper(self):
        """Prepared, sent, received, filed, outcome; or where it ended otherwise."""
        way = [
            TransferState.PREPARED,
            TransferState.SENT,
            TransferState.RECEIVED,
            TransferState.FILED,
            TransferState.CONCLUDED,
        ]
        if self.object.state == TransferState.DROPPED:
            way = [TransferState.PREPARED, TransferState.DROPPED]
        elif self.object.state == TransferState.NOT_FILED:
            way[3:] = [TransferState.NOT_FILED]
        now = way.index(self.object.state)
        ends = (TransferState.CONCLUDED, TransferState.DROPPED, TransferState.NOT_FILED)
        return [
            {"label": state.label, "state": self.place(number, now, self.object.state in ends), "note": ""}
            for number, state in enumerate(way)
        ]

    @staticmethod
    def place(number, now, has_ended):
        """How the stepper shows one state."""
        if number < now or (number == now and has_ended):
            return "done"
        return "now" if number == now else "next"

    def actions(self):
        buttons, one = super().actions(), self.object
        if one.state != TransferState.PREPARED:
            return buttons
        if one.pack_state != PackState.READY:
            send = reverse("case_transfer_send", args=[one.pk])
            buttons = [button for button in buttons if button["url"] != send]
        for verb, label in (("revise", _("Change the letter")), ("make_again", _("Make the pack again"))):
            if self.granted(verb):
                url = reverse(f"case_transfer_{verb}", args=[one.pk])
                buttons.append({"label": label, "url": url, "tone": "default"})
        return buttons

    def context(self, revealed=None):
        one = self.object
        return super().context(revealed) | {
            "pack_url": reverse("case_transfer_pack", args=[one.pk]) if one.pack and self.granted("pack") else "",
            "is_making": one.pack_state == PackState.MAKING,
            "has_failed": one.pack_state == PackState.FAILED,
        }


class TransferPack(LoginRequiredMixin, View):
    """The pack of a transfer: one ZIP, for whoever follows the case; each download is logged."""

    def get(self, request, pk):
        transfer = get_object_or_404(CaseTransfer.objects.visible_to(request.user).select_related("hazard"), pk=pk)
        if not CaseTransfer.objects.allowing(request.user, "pack").filter(pk=pk).exists():
            raise PermissionDenied
        if not transfer.pack:
            raise Http404
        try:
            transfer.pack.open("rb")
        except OSError:
            raise Http404 from None
        name = f"{_('transfer pack')}-{transfer.hazard.number}.zip"
        log(transfer, "portal.export", user=request.user, data={"list": name, "query": "zip"})
        headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
        return FileResponse(
            transfer.pack, as_attachment=True, filename=name, content_type="application/zip", headers=headers
        )


class DocumentScan(LoginRequiredMixin, View):
    """The scan of one document, for whoever may see the document."""

    def get(self, request, pk):
        document = get_object_or_404(HazardDocument.objects.visible_to(request.user), pk=pk)
        if not document.scan:
            raise Http404
        return scan_response(document.scan, document.number)
