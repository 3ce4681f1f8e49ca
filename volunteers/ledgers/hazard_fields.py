"""The columns of the ledger of hazards, with the words that offices use for them."""

import re
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal import cells
from portal.characters import number_word
from portal.generic.contacts import contact
from portal.generic.kinds import LedgerField, line, one_of, past_day, words
from volunteers.choices import HazardLevel, HazardSource

LEVELS = {
    "一般": HazardLevel.GENERAL,
    "一般隐患": HazardLevel.GENERAL,
    "一般事故隐患": HazardLevel.GENERAL,
    "一般安全隐患": HazardLevel.GENERAL,
    "一般性隐患": HazardLevel.GENERAL,
    "普通": HazardLevel.GENERAL,
    "轻微": HazardLevel.GENERAL,
    "重大": HazardLevel.MAJOR,
    "重大隐患": HazardLevel.MAJOR,
    "重大事故隐患": HazardLevel.MAJOR,
    "重大安全隐患": HazardLevel.MAJOR,
    "重大安全事故隐患": HazardLevel.MAJOR,
}
SOURCES = {
    "突击队": HazardSource.TASK_FORCE,
    "党员突击队": HazardSource.TASK_FORCE,
    "企业自查": HazardSource.SELF_CHECK,
    "自查": HazardSource.SELF_CHECK,
    "企业自查自纠": HazardSource.SELF_CHECK,
    "网格": HazardSource.GRID,
    "网格员": HazardSource.GRID,
    "网格巡查": HazardSource.GRID,
    "网格排查": HazardSource.GRID,
    "机关联系": HazardSource.LINKED_CADRE,
    "联系干部": HazardSource.LINKED_CADRE,
    "部门": HazardSource.DEPARTMENT,
    "部门检查": HazardSource.DEPARTMENT,
    "应急中心": HazardSource.DEPARTMENT,
    "专家": HazardSource.EXPERT,
    "专家检查": HazardSource.EXPERT,
    "专家组": HazardSource.EXPERT,
    "举报": HazardSource.REPORT,
    "群众举报": HazardSource.REPORT,
    "上级督查": HazardSource.SUPERIOR,
    "上级检查": HazardSource.SUPERIOR,
    "督查": HazardSource.SUPERIOR,
}
# What a cell says about how far it is; whatever else stands there is read as the measures taken.
DONE, SPOT, AWAITING, OPEN = "done", "spot", "awaiting", "open"
STATUS = {
    word: status
    for status, spellings in {
        DONE: (
            "已整改 已完成 完成 整改完成 已整改完成 已完成整改 完成整改 整改完毕 已整改完毕 已销号 销号 已闭环 闭环 "
            "已复查 复查合格 复查通过 已验收 验收合格 验收通过 整改到位 已整改到位 已整改销号 合格 已整改闭环 已处理 "
            "已消除 已整治 已办结 办结 是 √ ✓ ✔ yes y 100%"
        ),
        SPOT: (
            "立即整改 当场整改 现场整改 立行立改 立查立改 即查即改 当场完成 已当场整改 已现场整改 现场已整改 当场已整改"
        ),
        AWAITING: (
            "待复查 待验收 待销号 已整改待复查 整改完成待复查 已整改待验收 已整改未复查 等待复查 待核查 复查中 验收中"
        ),
        OPEN: (
            "整改中 正在整改 未整改 未完成 未完成整改 待整改 限期整改 未销号 处理中 进行中 未闭环 已下发整改通知 "
            "尚未整改 整改未完成 部分整改 未处理 逾期未整改 超期未整改 已逾期 否 × ✗ x no n"
        ),
    }.items()
    for word in spellings.split()
}


STATUS_LABELS = (
    (DONE, _("rectified")),
    (SPOT, _("rectified on the spot")),
    (AWAITING, _("awaiting re-check")),
    (OPEN, _("rectifying")),
)


def status(value):
    """One of the words above, or the text of the cell: often the measures stand here."""
    typed = cells.text(value, 500)
    if typed is None:
        return None
    word = re.sub(r"[。.!！;；]+$", "", cells.key(typed))
    if found := STATUS.get(word) or STATUS.get(word.removeprefix("隐患")):
        return found
    try:
        return cells.choice(word, STATUS_LABELS)
    except cells.BadCell:
        return typed


_TERM = re.compile(
    r"(?:限期?|限于)?([0-9]{1,3}|[一二两三五七十]+|半)个?(天|日|周|星期|月)"
    r"(?:之?内|以内)?(?:整改|完成|整改到位|整改完成)*"
)
_AT_ONCE = re.compile("立即|马上|当场|当天|即时|立行立改|立查立改|现场")
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "月": 30}


def deadline(value, default_year=None):
    """The day by which it is due, or the term from the day found: 7天内, 一周, 立即整改."""
    if isinstance(value, str):
        typed = cells.key(value)
        if _AT_ONCE.match(typed):
            return timedelta()
        if found := _TERM.fullmatch(typed):
            number = 0.5 if found[1] == "半" else int(found[1]) if found[1].isdecimal() else number_word(found[1])
            if number is not None:
                return timedelta(days=int(number * _DAYS[found[2]]))
    return cells.day(value, default_year)


FIELDS = (
    LedgerField(
        "number",
        _("Number of the hazard"),
        words(
            "隐患编码 编码 台账号 隐患台账编号 隐患编号 编号 台账编号 隐患序号 隐患号 流水号 排查编号 问题编号 "
            "登记编号 单号"
        ),
        clean=line(40),
        hint=_("Left empty, the portal gives one."),
        example="YH-2026-0001",
    ),
    LedgerField(
        "found_on",
        _("Day found"),
        words(
            "排查日期 发现日期 发现时间 检查日期 检查时间 排查时间 日期 巡查日期 巡查时间 登记日期 上报日期 "
            "上报时间 隐患发现时间 隐患发现日期 时间 录入时间 排查发现时间 查出时间 查出日期"
        ),
        required=True,
        clean=past_day,
        is_day=True,
        kind="day",
        example="2026-02-05",
    ),
    LedgerField(
        "enterprise",
        _("Enterprise"),
        words(
            "检查对象 企业单位名称 被查企业 企业单位 企业名称 被检查单位 单位名称 受检企业 受检单位 被检查企业 "
            "被检单位 企业 单位 责任单位 隐患单位 隐患企业 所属企业 检查单位名称 整改单位 整改责任单位 "
            "生产经营单位 存在隐患单位 被查单位"
        ),
        clean=line(120),
        example="云溪宏达电器有限公司",
    ),
    LedgerField(
        "credit_code",
        _("Unified social credit code"),
        words("统一社会信用代码 信用代码 社会信用代码 统一信用代码 企业代码 机构代码 单位代码"),
        clean=cells.credit_code,
    ),
    LedgerField(
        "task_force",
        _("Task force"),
        words(
            "队伍名称 发现人队伍 检查突击队 排查党员突击队 排查队伍 突击队 突击队名称 党员突击队 排查单位 检查队伍 "
            "服务队 队伍 发现队伍 巡查队伍 排查组 检查组 上报队伍 排查突击队 所属突击队 检查小组 发现单位 责任队伍"
        ),
        clean=line(120),
        example="宏达电器党员突击队",
    ),
    LedgerField(
        "organisation",
        _("Branch of the task force"),
        words("所属党支部 党支部 所属支部 支部 支部名称 排查支部 所属党组织 党组织 党支部名称"),
        clean=line(120),
    ),
    LedgerField(
        "source",
        _("Source"),
        words("来源 隐患来源 发现方式 排查方式 检查类型 发现途径 检查方式 排查类型 发现渠道"),
        clean=one_of(HazardSource, SOURCES),
        choices=HazardSource.choices,
        hint=_("Left empty: found by a task force."),
    ),
    LedgerField(
        "place",
        _("Place of the hazard"),
        words(
            "具体部位 所在位置 隐患所在部位 发生部位 点位 隐患部位 部位 隐患地点 位置 地点 具体位置 隐患位置 "
            "所在部位 场所 区域 车间 部位/场所 检查部位"
        ),
        clean=line(120),
    ),
    LedgerField(
        "description",
        _("Description"),
        words(
            "隐患描述 问题描述 存在问题 隐患内容 主要问题 隐患情况 隐患 问题 存在隐患 隐患问题 安全隐患 描述 "
            "问题隐患 隐患具体内容 发现问题 检查情况 问题内容 存在的问题 存在的隐患 隐患名称 主要隐患 "
            "存在的主要问题 隐患及问题 排查情况 具体隐患 检查发现的问题 隐患详情 问题及隐患 事故隐患"
        ),
        required=True,
        clean=lambda value: cells.text(value, 500, lines=True),
    ),
    LedgerField(
        "category",
        _("Category"),
        words("类别 隐患类别 隐患类型 类型 分类 问题类别 隐患分类 问题类型 专业类别 隐患种类"),
        clean=line(40),
    ),
    LedgerField(
        "level",
        _("Level"),
        words("等级 隐患等级 隐患级别 级别 隐患程度 严重程度 隐患性质 隐患级别(一般/重大) 风险等级 判定等级"),
        clean=one_of(HazardLevel, LEVELS),
        choices=HazardLevel.choices,
    ),
    LedgerField(
        "clause",
        _("Clause"),
        words("条款依据 判定依据 依据 条款 法规依据 依据条款 判定标准 标准条款 法律依据 违反条款"),
        clean=line(60),
    ),
    LedgerField(
        "responsible",
        _("Responsible person"),
        words(
            "责任人员 整改责任人员 企业整改责任人 整改责任人 责任人 企业责任人 整改人 企业负责人 整改负责人 "
            "责任人姓名 整改责任人姓名 负责人"
        ),
        clean=contact,
    ),
    LedgerField(
        "due_on",
        _("Due on"),
        words(
            "要求完成日期 要求整改完成日期 要求整改日期 整改截止时间 计划整改时间 计划整改完成时间 规定整改期限 "
            "整改完成期限 应完成时间 完成期限 整改期限 整改时限 限期 应完成日期 限期整改日期 期限 整改截止日期 "
            "截止日期 要求完成时间 限改日期 计划完成时间 计划完成日期 整改限期 应整改完成时间 要求整改时间 "
            "限期整改时间 拟完成时间 时限"
        ),
        clean=deadline,
        is_day=True,
        kind="day",
    ),
    LedgerField(
        "measures",
        _("Measures taken"),
        words("整改措施 措施 整改内容 整改办法 处理措施 整改要求 采取措施 防范措施 治理措施"),
        clean=line(500),
    ),
    LedgerField(
        "rectified_on",
        _("Rectified on"),
        words(
            "整改完成日期 整改完成时间 完成时间 完成日期 整改日期 整改时间 实际完成时间 实际完成日期 实际整改日期 "
            "整改完成 整改到位时间 实际整改完成时间 实际整改时间 整改完毕时间"
        ),
        clean=past_day,
        is_day=True,
        kind="day",
    ),
    LedgerField(
        "rechecker",
        _("Re-checked by"),
        words("复查人 复查人员 验收人 验收人员 复核人 核查人 复查验收人 复查 复查责任人 销号人 复查人姓名"),
        clean=contact,
    ),
    LedgerField(
        "rechecked_on",
        _("Re-checked on"),
        words("复查日期 复查时间 验收日期 验收时间 复核日期 复核时间 核查日期 核查时间 复查验收日期 复查验收时间"),
        clean=past_day,
        is_day=True,
        kind="day",
    ),
    LedgerField(
        "opinion",
        _("Opinion at the re-check"),
        words("复查意见 复查结论 复查情况 验收意见 复查结果 验收结论 验收情况 复核意见"),
        clean=line(500),
    ),
    LedgerField(
        "status",
        _("How far it is"),
        words(
            "整改情况 整改状态 状态 完成情况 是否整改 是否完成 整改进度 是否完成整改 是否销号 进展情况 整改结果 "
            "当前状态 落实情况 隐患状态 整改进展 是否闭环 整改完成情况 办理情况 是否整改到位 销号情况 是否整改完成 "
            "是否已整改"
        ),
        clean=status,
        choices=STATUS_LABELS,
        hint=_("The days decide how far it is; this only confirms them."),
    ),
    LedgerField(
        "closed_on",
        _("Closed on"),
        words("销号日期 销号时间 闭环时间 闭环日期 办结时间 办结日期"),
        clean=past_day,
        is_day=True,
        kind="day",
    ),
    LedgerField(
        "on_the_spot",
        _("Rectified on the spot"),
        words("是否当场整改 当场整改 是否立即整改 是否现场整改 现场整改 立查立改 立行立改"),
        clean=cells.yes_no,
    ),
)
