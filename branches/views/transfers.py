"""Pages of transfers of membership: asked for on the person's record, answered by whoever receives."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from branches.choices import TransferState
from branches.filters.members import TransferFilter
from branches.forms.members import EndOfMembershipForm, RosterForm, StepForm, TransferForm
from branches.ledgers.member_fields import roster_workbook
from branches.models import Member, Organisation, TransferOfMembership
from branches.tables.members import TRANSFER_TONES, TransferTable
from branches.views.members import rosters_for
from portal.deeds import log
from portal.generic.details import DetailView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


class TransferList(ListView):
    """Letters of transfer, the newest first."""

    model = TransferOfMembership
    table_class = TransferTable
    filterset_class = TransferFilter
    related = ("member", "from_organisation", "to_organisation")
    order = ("-asked_on", "-pk")
    empty_text = gettext_lazy("No transfer yet. It begins on the record of the person.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("To be answered by me"), {"mine": "true"}),
        (gettext_lazy("Not answered yet"), {"state": TransferState.ASKED.value}),
        (gettext_lazy("Returned"), {"state": TransferState.RETURNED.value}),
    )


class TransferDetail(DetailView):
    """One transfer: from where to where, and how it stands."""

    model = TransferOfMembership
    related = ("member", "from_organisation", "to_organisation", "asked_by", "answered_by")
    url_prefix = "transfer"
    field_groups = (
        (
            gettext_lazy("Transfer"),
            (
                "member",
                "from_organisation",
                "from_name",
                "to_organisation",
                "to_name",
                "letter_number",
                "asked_on",
                "asked_by",
                "answered_on",
                "answered_by",
                "return_reason",
            ),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": TRANSFER_TONES[self.object.state]}

    def field_panels(self, revealed):
        """Without the side that a transfer does not have."""
        for panel in super().field_panels(revealed):
            empty = {"from_name", "to_name", "from_organisation", "to_organisation", "return_reason"}
            panel.context["rows"] = [row for row in panel.context["rows"] if row["value"] or row["name"] not in empty]
            yield panel


class MemberTransfer(TransitionView):
    """Write the letter for a person's transfer."""

    model = Member
    verb = "ask_transfer"
    form_class = TransferForm
    label = gettext_lazy("Transfer")
    tone = "primary"

    def is_open(self):
        return not self.object.transfers.waiting().exists()

    def act(self, form):
        transfer = TransferOfMembership.ask(self.object, by=self.request.user, **form.cleaned_data)
        log(transfer, "portal.create", user=self.request.user)


class TransferReceive(TransitionView):
    """The membership has been taken over."""

    model = TransferOfMembership
    verb = "receive"
    form_class = StepForm


class TransferSendBack(TransitionView):
    """The letter goes back."""

    model = TransferOfMembership
    verb = "send_back"
    form_class = EndOfMembershipForm


class RosterExport(TransitionView):
    """The roster of one organisation with whole names and numbers, for whoever says what for; written to the log."""

    model = Organisation
    form_class = RosterForm
    label = gettext_lazy("Roster with names")
    tone = "primary"

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.object = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
        if not rosters_for(request.user, "export_roster").filter(pk=pk).exists():
            raise PermissionDenied
        return View.dispatch(self, request, *args, **kwargs)

    def is_open(self):
        return True

    def post(self, request, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        reason = form.cleaned_data["reason"]
        facts = {"list": _("Roster with names"), "reason": reason}
        log(self.object, "portal.export", user=request.user, data={"facts": facts})
        members = Member.objects.allowing(request.user, "export_roster").filter(organisation=self.object)
        return roster_workbook(self.object, members.present(), by=request.user, reason=reason)
