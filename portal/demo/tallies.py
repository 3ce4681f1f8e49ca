"""What is kept of tallies in the zone: saved questions, frozen figures (one has drifted since), a token, a pack."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.freezing import freeze_figure
from branches.models import ApiToken, FrozenRecord, MonthPack, SavedTally
from portal import packs
from portal.figures import Asked, figure
from volunteers.choices import HazardState
from volunteers.models import Hazard

SAVED = (
    (
        "本季度隐患（按网格、等级）",
        "tally_hazards",
        "rows=grid&columns=level&measure=found&measure=found_rectified",
        "quarter",
    ),
    ("本年企业自查发现占比", "tally_hazards", "rows=month&measure=found&measure=self_found&measure=self_share", "year"),
    ("本月突击队活动（按类型）", "tally_activities", "rows=kind&measure=activities&measure=participants", "month"),
)


def make_tallies(zone):
    """Saved tallies of the head of the centre, two frozen figures, a token to collect, and last month's pack."""
    head, commissioner = zone.logins["head"], zone.logins["commissioner"]
    SavedTally.objects.bulk_create(
        SavedTally(name=name, tally=tally, query=query, period=period, author=head, is_shared=True)
        for name, tally, query, period in SAVED
    )
    sites = Asked(zone.ago(4), user=commissioner)
    freeze_figure(figure("sites.share"), sites, title="阵地建设进度（党工委会议用）", by=commissioner)
    freeze_with_drift(head)
    ApiToken.objects.create(user=head, purpose="指挥中心大屏", issued_by=zone.logins["sysadmin"])
    last = zone.today.replace(day=1) - timedelta(days=1)
    pack = MonthPack.objects.create(month=last.year * 100 + last.month, organisation=zone.root, author=head)
    # The worker makes it, as it would for anybody who presses the button.
    packs.start(pack)


def freeze_with_drift(head):
    """A figure frozen shortly before a hazard that it counted was declared void: one record explains the drift."""
    void = Hazard.objects.filter(state=HazardState.VOID, duplicate_of=None).order_by("-found_on").first()
    entry = (
        ModelLogEntry.objects.filter(action="volunteers.hazard.void", object_id=str(void.pk)).first() if void else None
    )
    if entry is None:
        return
    before = entry.timestamp - timedelta(hours=1)
    asked = Asked(timezone.localdate(before), user=head)
    frozen = freeze_figure(figure("hazards.found"), asked, title="累计发现隐患（月度通报用）", by=head)
    facts = [str(void.found_on), HazardState.REGISTERED.value, void.level, None, None]
    FrozenRecord.objects.create(frozen=frozen, object_id=void.pk, label=str(void)[:160], amount=1, facts=facts)
    value = Decimal(frozen.answer["value"]) + 1
    frozen.answer |= {"value": f"{value:f}", "text": f"{value:,f}"}
    frozen.frozen_at = before
    frozen.save(update_fields=["answer", "frozen_at"])
