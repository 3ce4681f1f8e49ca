"""The columns of a roster of members, with the words that offices use for them; the same layout comes out again."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from branches.choices import MemberStage, Sex
from branches.forms.members import month_number
from portal import cells, spreadsheets
from portal.characters import loose, shown
from portal.generic.contacts import phones
from portal.generic.kinds import LedgerField, line, one_of, past_day, words

STAGES = {
    "正式": MemberStage.FULL,
    "正式党员": MemberStage.FULL,
    "预备党员": MemberStage.PROBATIONARY,
    "入党积极分子": MemberStage.ACTIVIST,
    "中共党员": MemberStage.FULL,
    "党员": MemberStage.FULL,
    "预备": MemberStage.PROBATIONARY,
    "中共预备党员": MemberStage.PROBATIONARY,
    "发展对象": MemberStage.CANDIDATE,
    "积极分子": MemberStage.ACTIVIST,
    "申请人": MemberStage.APPLICANT,
    "入党申请人": MemberStage.APPLICANT,
}
SEXES = {"男性": Sex.MALE, "女性": Sex.FEMALE}
_YEAR = re.compile(r"((?:19|20)\d\d)(?:$|[-./年]|(?=(?:0[1-9]|1[0-2])(?:[0-3]\d)?$)).*")


def birth_year(value):
    """The year of birth of a cell that names a year, a month or a day; more than the year is not kept."""
    if isinstance(value, date | datetime):
        return value.year
    typed = loose(value)
    if not typed:
        return None
    found = _YEAR.fullmatch(typed.removesuffix(".0"))
    if found and int(found[1]) <= timezone.localdate().year:
        return int(found[1])
    if isinstance(value, int | float):
        # Excel keeps a day as a number.
        return cells.day(value).year
    raise cells.BadCell(_t("“%(value)s” is not a year of birth. Write it as in 1985.") % {"value": shown(value)})


def month(value):
    """The month of a cell as 202611."""
    try:
        return month_number(value)
    except ValueError:
        raise cells.BadCell(
            _t("“%(value)s” is not a month. Write it as in 2026-11.") % {"value": shown(value)}
        ) from None


FIELDS = (
    LedgerField(
        "organisation",
        _("Organisation"),
        words(
            "所属党组织 所在党组织 所在党支部 所属党支部 党组织 党支部 支部名称 所在支部 所属支部 党组织名称 组织名称 "
            "所在党组织名称 组织关系所在支部"
        ),
        required=True,
        clean=line(120),
        example="云溪宏达电器有限公司党支部",
    ),
    LedgerField(
        "name", _("Full name"), words("姓名 党员姓名 名字 人员姓名"), required=True, clean=cells.person, example="谢艳"
    ),
    LedgerField("sex", _("Sex"), words("性别"), clean=one_of(Sex, SEXES), choices=Sex.choices, keeps="sex"),
    LedgerField(
        "birth_year",
        _("Year of birth"),
        words("出生年份 出生年 出生年月 出生日期 出生时间 出生"),
        clean=birth_year,
        hint=_("The year is enough; a month or a day is left out."),
        example="1985",
        keeps="birth_year",
    ),
    LedgerField("education", _("Education"), words("学历 文化程度 最高学历"), clean=line(20), keeps="education"),
    LedgerField(
        "stage",
        _("Stage"),
        words("党员类别 人员类别 类别 党员身份 政治面貌 党员类型 发展阶段 阶段"),
        clean=one_of(
            [choice for choice in MemberStage.choices if choice[0] in (*STAGES.values(),)],
            STAGES,
        ),
        choices=[choice for choice in MemberStage.choices if choice[0] in (*STAGES.values(),)],
        hint=_("May be left empty: the days say it."),
    ),
    LedgerField(
        "joined_on",
        _("Joined the Party on"),
        words("入党时间 入党日期 加入中共时间 加入党组织日期 加入中共日期 成为预备党员日期 加入党组织时间"),
        clean=past_day,
        is_day=True,
        kind="day",
        keeps="joined_on",
    ),
    LedgerField(
        "confirmed_on",
        _("Confirmed on"),
        words("转正时间 转正日期 成为正式党员日期 转为正式党员日期 转正时间(正式党员)"),
        clean=past_day,
        is_day=True,
        kind="day",
        keeps="confirmed_on",
    ),
    LedgerField(
        "applied_on",
        _("Applied on"),
        words("申请入党时间 申请入党日期 递交入党申请书时间 递交申请书时间 申请时间"),
        clean=past_day,
        is_day=True,
        kind="day",
        keeps="applied_on",
    ),
    LedgerField(
        "activist_on",
        _("Activist since"),
        words("列为积极分子时间 确定为积极分子时间 列为入党积极分子时间 积极分子时间 确定积极分子日期"),
        clean=past_day,
        is_day=True,
        kind="day",
        keeps="activist_on",
    ),
    LedgerField(
        "candidate_on",
        _("Candidate since"),
        words("列为发展对象时间 确定为发展对象时间 发展对象时间 确定发展对象日期"),
        clean=past_day,
        is_day=True,
        kind="day",
        keeps="candidate_on",
    ),
    LedgerField(
        "job_title",
        _("Post at work"),
        words("职务 岗位 工作岗位 职务(岗位) 行政职务"),
        clean=line(60),
        keeps="job_title",
    ),
    LedgerField("unit", _("Unit or workshop"), words("单位 工作单位 部门 车间 所在单位"), clean=line(80), keeps="unit"),
    LedgerField(
        "phone",
        _("Mobile phone"),
        words("手机 手机号 手机号码 联系电话 联系方式 电话 移动电话"),
        clean=phones,
    ),
    LedgerField(
        "is_floating",
        _("Floating member"),
        words("流动党员 是否流动党员 是否流动"),
        clean=cells.yes_no,
        keeps="is_floating",
    ),
    LedgerField(
        "floating_place",
        _("Where the floating member is"),
        words("流动地点 流向 流入地 外出地点 流动去向"),
        clean=line(120),
        keeps="floating_place",
    ),
    LedgerField(
        "dues_until",
        _("Dues paid until"),
        words("党费缴至 党费交至 党费缴纳至 党费缴纳情况 党费截至月份 党费"),
        clean=month,
        keeps="dues_until",
    ),
    LedgerField("remark", _("Remark"), words("备注 说明"), clean=line(500), keeps="remark"),
)


def roster_workbook(organisation, members, *, by, reason):
    """The roster of one organisation as it is handed in, names and numbers whole; who took it away stands in it."""
    kinds = {
        "applied_on": "day",
        "activist_on": "day",
        "candidate_on": "day",
        "joined_on": "day",
        "confirmed_on": "day",
    }
    columns = [spreadsheets.Column(str(one.label), kind=kinds.get(one.name, "text")) for one in FIELDS]
    labels = {"sex": dict(Sex.choices), "stage": dict(MemberStage.choices)}
    rows = []
    for member in members.order_by("state", "pk"):
        values = {"organisation": organisation.name, "stage": member.state, "dues_until": member.dues_month}
        line_of = [values.get(one.name, getattr(member, one.name, "")) for one in FIELDS]
        line_of = [
            str(labels[one.name].get(value, "")) if one.name in labels else _in_cell(value)
            for one, value in zip(FIELDS, line_of, strict=True)
        ]
        rows.append(line_of)
    title = _t("Roster of members")
    notes = [
        _t("%(organisation)s, as of %(day)s") % {"organisation": organisation.name, "day": timezone.localdate()},
        _t("Taken away by %(name)s: %(reason)s") % {"name": by, "reason": reason},
    ]
    return spreadsheets.workbook_response([(title, columns, rows, notes)], f"{organisation.name}-{title}.xlsx")


def _in_cell(value):
    """A value as the sheet shows it: words for yes and no, text for a year."""
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    return str(value) if isinstance(value, int) else value
