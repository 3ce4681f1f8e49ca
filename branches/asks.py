"""What the party organisations' pages ask of branches, and what offices ask beside them: for the ledger of asks.

The minutes are estimates of the portal (docs/asks.md); for a registered request they are the official's.
"""

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from branches.assessment_choices import RoundState
from branches.choices import CycleState, TrainingState
from branches.models import (
    Appointment,
    Assessment,
    BranchRectification,
    BranchStandard,
    Election,
    Honour,
    Indicator,
    Invitation,
    MaterialItem,
    Meeting,
    Organisation,
    Pairing,
    Question,
    QuestionnaireRun,
    RequestAddressee,
    RequestedField,
    SiteCheck,
    SiteItem,
    TrainingSession,
)
from portal.asks import Source
from portal.counting import how_many
from portal.generic.kept_data import declare

ONE, TWO = (Value(number, output_field=IntegerField()) for number in (1, 2))


def of_the_branch(rows):
    """Branches in cycles that were opened; one covered later is asked from the day on which it was."""
    return rows.exclude(cycle__state=CycleState.DRAFT).annotate(asked_on=Greatest("cycle__opened_at", "created_at"))


Source(
    key="standardization",
    label=_("Self-score in a cycle of standardization"),
    model=BranchStandard,
    place="organisation",
    put_to="organisation",
    day="asked_on",
    is_moment=True,
    rows=of_the_branch,
    fields=how_many(Indicator.objects.to_answer(), "group__catalogue", key="cycle__catalogue"),
    base=10,
    each=4,
    title=lambda row: str(row.cycle),
    record=lambda row: row,
    related=("cycle",),
)
Source(
    key="site_check",
    label=_("Self-check of a site"),
    model=SiteCheck,
    place="organisation",
    put_to="site__organisation",
    day="created_at",
    is_moment=True,
    fields=how_many(SiteItem.objects.all(), "checklist", key="checklist"),
    base=5,
    each=3,
    title=lambda row: f"{row.site} · {row.get_occasion_display()}",
    record=lambda row: row,
    related=("site",),
)
Source(
    key="materials",
    label=_("Materials for an assessment"),
    model=Assessment,
    place="organisation",
    put_to="organisation",
    day="asked_on",
    rows=lambda rows: rows.exclude(round__state=RoundState.DRAFT).annotate(asked_on=Coalesce("visited_on", "visit_on")),
    fields=how_many(MaterialItem.objects.all(), "edition", key="round__edition"),
    base=30,
    each=10,
    title=lambda row: str(row.round),
    record=lambda row: row,
    related=("round",),
)


def answers_asked():
    """How many answers the sheets handed out ask for together."""
    questions = Question.objects.filter(
        edition=OuterRef("assessment__round__edition"), audience=OuterRef("audience")
    ).order_by()
    counted = questions.values("edition").annotate(n=Sum(ONE)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0) * Greatest(F("handed_out"), 1)


Source(
    key="questionnaire",
    label=_("Questionnaire, all its sheets"),
    model=QuestionnaireRun,
    place="organisation",
    put_to="assessment__organisation",
    day="created_at",
    is_moment=True,
    fields=answers_asked(),
    # Half a minute an answer, over all sheets.
    minutes=answers_asked() / TWO,
    title=lambda row: row.get_audience_display(),
    record=lambda row: row,
)
Source(
    key="branch_rectification",
    label=_("Rectification of a branch"),
    model=BranchRectification,
    place="organisation",
    put_to="decision__organisation",
    day="created_at",
    is_moment=True,
    fields=TWO,
    base=60,
    title=str,
    record=lambda row: row,
    related=("decision__organisation",),
)
Source(
    key="invitation",
    label=_("Answer to an invitation"),
    model=Invitation,
    place="organisation",
    put_to="organisation",
    day="session__announced_at",
    is_moment=True,
    rows=lambda rows: rows.exclude(session__state=TrainingState.DRAFT),
    fields=ONE,
    each=2,
    title=lambda row: str(row.session),
    record=lambda row: row.session,
    related=("session",),
)
for place in ("organisation", "enterprise"):
    Source(
        key=f"request_to_{place}",
        label=_("Request of an office"),
        model=RequestAddressee,
        place=place,
        put_to=place,
        day="request__issued_on",
        fields=how_many(RequestedField.objects.all(), "request", key="request"),
        kept=how_many(RequestedField.objects.filter(is_kept=True), "request", key="request"),
        minutes=F("request__minutes"),
        title=lambda row: f"{row.request.name} · {row.request.issuer}",
        record=lambda row: row,
        related=("request",),
    )

declare(
    _("Meetings and their records"), Meeting, "meetings", "三会一课 组织生活 组织生活会 主题党日 支部会议 党课 会议记录"
)
declare(_("Elections and terms"), Election, "terms", "换届 换届选举 换届时间 任期 任期届满日")
declare(_("Training and attendance"), TrainingSession, "training", "培训 教育培训 参训 培训出勤 学习培训")
declare(_("Self-scores and reviewed scores"), BranchStandard, "standards", "标准化 标准化建设 标准化得分 考评得分 考评")
declare(_("Honours"), Honour, "honours", "荣誉 红旗支部 先进基层党组织 先锋岗 示范岗 所获荣誉")
declare(_("Paired organisations"), Pairing, "pairings", "结对 结对共建 共建")
declare(_("Assessments of capability"), Assessment, "assessments", "能力评估 战斗力评估 评估等次")
declare(_("Who holds which post"), Appointment, "appointments", "党建指导员 联系干部 任职")
declare(_("Dissolved organisations"), Organisation, "changes", "撤销党组织 组织变动 撤并")
