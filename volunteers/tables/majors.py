"""Tables of what belongs to major hazards: stops, transfers, documents, plans."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table
from volunteers.choices import (
    Cooperation,
    ListingState,
    PlanState,
    ProposalState,
    StopKind,
    StopState,
    TransferState,
)
from volunteers.models import CaseTransfer, ProductionStop

STOP_TONES = {StopState.STANDING: "late", StopState.LIFTED: "done"}
LISTING_TONES = {ListingState.LISTED: "late", ListingState.RELEASED: "done"}
PLAN_TONES = {PlanState.HANDED_IN: "check", PlanState.ACCEPTED: "done", PlanState.SENT_BACK: "quiet"}
PROPOSAL_TONES = {ProposalState.MADE: "check", ProposalState.ACCEPTED: "done", ProposalState.DECLINED: "quiet"}
TRANSFER_TONES = {
    TransferState.PREPARED: "due",
    TransferState.DROPPED: "quiet",
    TransferState.SENT: "check",
    TransferState.RECEIVED: "check",
    TransferState.FILED: "due",
    TransferState.NOT_FILED: "quiet",
    TransferState.CONCLUDED: "done",
}


class DaysColumn(NumberColumn):
    """For how many days production has stood still."""

    kind = "whole"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_values=(), sources=("stopped_on", "lifted_on"), **kwargs)

    def render(self, record):
        return record.days(self.today)

    def export(self, *values):
        stopped_on, lifted_on = values
        return ((lifted_on or self.today) - stopped_on).days


class StopTable(Table):
    """Stops, the latest first."""

    number = LinkColumn(verbose_name=_("hazard"), accessor="hazard__number", css="nowrap")
    enterprise = Column(verbose_name=_("enterprise"), accessor="hazard__enterprise__name", css="primary")
    extent = Column(verbose_name=_("what is stopped"))
    kind = ChoiceColumn(StopKind, verbose_name=_("kind of stop"))
    order = Column(verbose_name=_("document of the authority"), accessor="order__number", default="—")
    issuer = Column(verbose_name=_("issued by"), accessor="order__issuer", default="—")
    promised_by = Column(verbose_name=_("promised by"), default="—")
    stopped_on = DayColumn(verbose_name=_("stopped on"), sort=("stopped_on", "pk"), css="day nowrap")
    lifted_on = DayColumn(verbose_name=_("resumed on"), default="—", css="day nowrap")
    days = DaysColumn(verbose_name=_("days stood still"))
    state = StateColumn(StopState, STOP_TONES, verbose_name=_("state"), css="state")

    class Meta(Table.Meta):
        model = ProductionStop
        fields = (
            "number",
            "enterprise",
            "extent",
            "kind",
            "order",
            "issuer",
            "promised_by",
            "stopped_on",
            "lifted_on",
            "days",
            "state",
        )
        extra_columns = ("issuer", "promised_by")


class CaseTransferTable(Table):
    """Transfers, the latest first."""

    number = LinkColumn(verbose_name=_("hazard"), accessor="hazard__number", css="nowrap")
    enterprise = Column(verbose_name=_("enterprise"), accessor="hazard__enterprise__name", css="primary")
    addressee = Column(verbose_name=_("to"))
    cooperation = ChoiceColumn(Cooperation, verbose_name=_("cooperation of the enterprise"))
    prepared_on = DayColumn(verbose_name=_("prepared on"), sort=("prepared_on", "pk"), css="day nowrap")
    letter = Column(verbose_name=_("letter of transfer"), accessor="letter__number", default="—")
    sent_on = DayColumn(verbose_name=_("sent on"), default="—", css="day nowrap")
    case_number = Column(verbose_name=_("case number"), default="—")
    outcome = Column(verbose_name=pgettext_lazy("transfer", "outcome"), default="—")
    state = StateColumn(TransferState, TRANSFER_TONES, verbose_name=_("state"), css="state")

    class Meta(Table.Meta):
        model = CaseTransfer
        fields = (
            "number",
            "enterprise",
            "addressee",
            "cooperation",
            "prepared_on",
            "letter",
            "sent_on",
            "case_number",
            "outcome",
            "state",
        )
