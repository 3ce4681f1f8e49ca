"""Tables of campaigns and self-checks."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, MomentColumn, NumberColumn, StateColumn, Table
from volunteers.choices import CampaignState, Channel, Phase, SelfCheckState
from volunteers.models import Campaign, SelfCheck

SELF_CHECK_TONES = {
    SelfCheckState.ISSUED: "quiet",
    SelfCheckState.OPENED: "due",
    SelfCheckState.RETURNED: "check",
    SelfCheckState.RECEIVED: "done",
    SelfCheckState.SENT_BACK: "due",
}
CAMPAIGN_TONES = {CampaignState.DRAFT: "quiet", CampaignState.ANNOUNCED: "check", CampaignState.CLOSED: "done"}
PHASE_TONES = {
    Phase.DRAFT: "quiet",
    Phase.ANNOUNCED: "check",
    Phase.SELF_CHECK: "due",
    Phase.STRICT: "late",
    Phase.CLOSED: "done",
}


class PhaseColumn(StateColumn):
    """The phase of today; the workbook has the state, which is what was decided."""

    def render(self, value, record):
        return super().render(record.phase_on(self.today), record)


class SelfCheckStateColumn(StateColumn):
    """The state; what is not returned after its day is late."""

    def tone(self, raw, record):
        is_late = record.is_with_enterprise and record.due_on < self.today
        return "late" if is_late else super().tone(raw, record)


class CampaignTable(Table):
    """Campaigns, newest first."""

    name = LinkColumn(verbose_name=_("name"), css="primary")
    phase = PhaseColumn(Phase, PHASE_TONES, verbose_name=_("phase"), accessor="state", sources=("state",), css="state")
    strict_from = DayColumn(verbose_name=_("strict phase from"))
    enterprises = NumberColumn(verbose_name=_("enterprises"), accessor="enterprise_count")
    closed_on = DayColumn(verbose_name=_("closed on"))

    class Meta(Table.Meta):
        model = Campaign
        fields = ("name", "phase", "strict_from", "enterprises", "closed_on")


class SelfCheckTable(Table):
    """Self-checks, the most pressing first."""

    enterprise = LinkColumn(verbose_name=_("enterprise"), accessor="enterprise__name", css="primary")
    grid = Column(verbose_name=_("grid"), accessor="enterprise__grid__name", default="—")
    campaign = Column(verbose_name=_("campaign"), accessor="campaign__name", css="wide")
    round = NumberColumn(verbose_name=pgettext_lazy("self-check", "round"), accessor="round__number")
    due_on = DayColumn(verbose_name=pgettext_lazy("self-check", "return by"), sort=("due_on", "pk"), css="day nowrap")
    state = SelfCheckStateColumn(SelfCheckState, SELF_CHECK_TONES, verbose_name=_("state"), css="state")
    found_count = NumberColumn(verbose_name=_("found"))
    not_applicable_count = NumberColumn(verbose_name=_("do not apply"))
    channel = ChoiceColumn(Channel, verbose_name=_("way"))
    returned_at = MomentColumn(verbose_name=_("returned at"))
    signed = Column(verbose_name=_("signed by"))

    class Meta(Table.Meta):
        model = SelfCheck
        fields = (
            "enterprise",
            "grid",
            "campaign",
            "round",
            "due_on",
            "state",
            "found_count",
            "not_applicable_count",
            "channel",
            "returned_at",
            "signed",
        )
        extra_columns = ("campaign", "round", "channel", "signed")
