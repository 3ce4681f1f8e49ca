"""What is kept of tallies in the zone: saved questions, frozen figures (two have drifted since), a token, a pack."""

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
    """Saved tallies of the head of the centre, three frozen figures, a token to collect, and last month's pack."""
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
    """Two figures, each frozen shortly before a deed that changed it: one record explains the drift."""
    void = Hazard.objects.filter(state=HazardState.VOID, duplicate_of=None).order_by("-found_on").first()
    facts = [void.found_on, HazardState.REGISTERED.value, void.level, None, None]
    freeze_before(head, "hazards.found", "累计发现隐患（月度通报用）", void, "void", facts)
    again = Hazard.objects.exclude(reopened_on=None).exclude(rechecked_on__isnull=False).get()
    stood = again.earlier.get()
    facts = [again.found_on, HazardState.VERIFIED.value, again.level, stood.due_on, stood.rechecked_on]
    freeze_before(head, "hazards.rectified", "累计整改隐患（调度会用）", again, "reopen", facts)


def freeze_before(head, key, title, hazard, verb, facts):
    """Freeze a figure as it was an hour before the deed, with the hazard as it counted then."""
    deeds = ModelLogEntry.objects.filter(action=f"volunteers.hazard.{verb}", object_id=str(hazard.pk))
    before = deeds.latest("timestamp").timestamp - timedelta(hours=1)
    asked = Asked(timezone.localdate(before), user=head)
    frozen = freeze_figure(figure(key), asked, title=title, by=head)
    facts = [None if fact is None else str(fact) for fact in facts]
    FrozenRecord.objects.create(frozen=frozen, object_id=hazard.pk, label=str(hazard)[:160], amount=1, facts=facts)
    value = Decimal(frozen.answer["value"]) + 1
    frozen.answer |= {"value": f"{value:f}", "text": f"{value:,f}"}
    frozen.frozen_at = before
    frozen.save(update_fields=["answer", "frozen_at"])
