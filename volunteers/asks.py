"""What campaigns and hazards ask of enterprises, for the ledger of asks. The minutes are estimates (docs/asks.md)."""

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from portal.asks import Source
from portal.counting import how_many
from portal.generic.kept_data import declare
from volunteers.choices import CampaignState
from volunteers.models import (
    Campaign,
    Enrolment,
    Inspection,
    ProductionStop,
    RectificationNotice,
    SelfCheck,
    TaskForce,
)

# What a notice wants of each hazard: what was done, on which day, a photo.
FIELDS_OF_A_HAZARD = 3


def announced(rows):
    """Enterprises in campaigns that were announced, asked from then on or from the day on which they were added."""
    rows = rows.exclude(campaign__state=CampaignState.DRAFT)
    return rows.annotate(asked_on=Greatest("campaign__announced_at", "enrolled_at"))


Source(
    key="self_check",
    label=_("Self-check of a campaign"),
    model=SelfCheck,
    place="enterprise",
    put_to="enterprise",
    day="created_at",
    is_moment=True,
    fields=F("item_count"),
    base=10,
    each=2,
    title=lambda row: f"{row.campaign} · {row.round}",
    record=lambda row: row,
    related=("campaign", "round"),
)
Source(
    key="notice",
    label=_("Notice of rectification"),
    model=RectificationNotice,
    place="enterprise",
    put_to="enterprise",
    day="issued_on",
    fields=how_many(RectificationNotice.hazards.through._base_manager, "rectificationnotice")
    * Value(FIELDS_OF_A_HAZARD, output_field=IntegerField()),
    each=5,
    title=lambda row: row.number,
    record=lambda row: row,
)
Source(
    key="receipt",
    label=_("Receipt of a campaign's notice"),
    model=Enrolment,
    place="enterprise",
    put_to="enterprise",
    day="asked_on",
    is_moment=True,
    rows=announced,
    fields=Value(1, output_field=IntegerField()),
    each=2,
    title=lambda row: str(row.campaign),
    record=lambda row: row.campaign,
    related=("campaign",),
)

declare(_("Task forces and their people"), TaskForce, "task_forces", "突击队 党员突击队 志愿者 志愿服务队")
declare(_("Inspections of enterprises"), Inspection, "inspections", "检查 走访检查 安全检查 领导带队检查 检查记录")
declare(_("Returned self-checks"), SelfCheck, "self_checks", "自查 自查自改 自查表 企业自查 自查报告")
declare(_("Campaigns and their figures"), Campaign, "campaigns", "专项行动 大检查 冬季安全生产大检查 百日行动")
declare(_("Stops of production"), ProductionStop, "stops", "停产 停产整顿 责令停产")
