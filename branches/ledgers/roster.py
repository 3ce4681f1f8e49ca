"""The columns of the roster of organisations and of its list of changes, with the words that offices use for them."""

from django.utils.translation import gettext_lazy as _

from branches.choices import OrganisationKind, SiteState, StandardizationLevel
from portal import cells
from portal.generic.contacts import contact, phones
from portal.generic.kinds import LedgerField, line, one_of, past_day, words

KINDS = {
    "工委": OrganisationKind.OFFICE,
    "党工委": OrganisationKind.OFFICE,
    "两新工委": OrganisationKind.OFFICE,
    "工作委员会": OrganisationKind.OFFICE,
    "党委": OrganisationKind.COMMITTEE,
    "企业党委": OrganisationKind.COMMITTEE,
    "党委会": OrganisationKind.COMMITTEE,
    "委员会": OrganisationKind.COMMITTEE,
    "总支": OrganisationKind.GENERAL_BRANCH,
    "党总支": OrganisationKind.GENERAL_BRANCH,
    "党总支部": OrganisationKind.GENERAL_BRANCH,
    "总支部": OrganisationKind.GENERAL_BRANCH,
    "支部": OrganisationKind.BRANCH,
    "党支部": OrganisationKind.BRANCH,
    "独立支部": OrganisationKind.BRANCH,
    "独立党支部": OrganisationKind.BRANCH,
    "单建支部": OrganisationKind.BRANCH,
    "单独": OrganisationKind.BRANCH,
    "单独组建": OrganisationKind.BRANCH,
    "单独支部": OrganisationKind.BRANCH,
    "联合": OrganisationKind.JOINT_BRANCH,
    "联合支部": OrganisationKind.JOINT_BRANCH,
    "联合党支部": OrganisationKind.JOINT_BRANCH,
    "联合组建": OrganisationKind.JOINT_BRANCH,
    "联建支部": OrganisationKind.JOINT_BRANCH,
}
_STARS = {
    "五": StandardizationLevel.FIVE_STAR,
    "四": StandardizationLevel.FOUR_STAR,
    "三": StandardizationLevel.THREE_STAR,
    "二": StandardizationLevel.TWO_STAR,
    "一": StandardizationLevel.ONE_STAR,
}
LEVELS = {
    **{
        f"{word}{end}": level
        for word, level in _STARS.items()
        for end in ("星", "星级", "星级支部", "星级党组织", "星支部")
    },
    **{
        f"{number}{end}": level
        for number, level in zip((5, 4, 3, 2, 1), _STARS.values(), strict=True)
        for end in ("星", "星级", "a", "星级支部")
    },
    **{
        sign * number: level for number, level in zip((5, 4, 3, 2, 1), _STARS.values(), strict=True) for sign in "★☆*⭐"
    },
    "两星": StandardizationLevel.TWO_STAR,
    "两星级": StandardizationLevel.TWO_STAR,
    "未评": StandardizationLevel.UNRATED,
    "未评级": StandardizationLevel.UNRATED,
    "未评定": StandardizationLevel.UNRATED,
    "未定级": StandardizationLevel.UNRATED,
    "未评星": StandardizationLevel.UNRATED,
    "未参评": StandardizationLevel.UNRATED,
    "待评": StandardizationLevel.UNRATED,
    "待评定": StandardizationLevel.UNRATED,
    "无星": StandardizationLevel.UNRATED,
    "未达标": StandardizationLevel.NOT_REACHED,
    "不达标": StandardizationLevel.NOT_REACHED,
    "不合格": StandardizationLevel.NOT_REACHED,
}
SITES = {
    word: state
    for state, words in {
        SiteState.COMPLETED: (
            "已完成 完成 已建成 建成 已建 已建好 达标 已达标 已验收 验收合格 验收通过 已验收合格 通过验收 是 √ ✓ ✔ 有 "
            "规范 已规范 已挂牌 已投用 已建设 建设完成 已建成并验收 1 yes"
        ),
        SiteState.UNDER_CONSTRUCTION: (
            "建设中 在建 正在建设 正在建 建设 施工中 装修中 进行中 推进中 提升中 整改中 改造中 部分完成 "
            "筹建 筹建中 已启动 待验收"
        ),
        SiteState.NOT_STARTED: (
            "未启动 未建 未开工 未开始 未建设 未完成 未动工 否 × ✗ x 没有 待建 未达标 未建成 计划中 尚未启动 "
            "尚未建设 0 no"
        ),
    }.items()
    for word in words.split()
}

ROSTER = (
    LedgerField(
        "name",
        _("Name of the organisation"),
        words(
            "党组织名称 支部名称 党支部名称 组织名称 党组织 党组织全称 党支部 支部 名称 党组织名 基层党组织 "
            "基层党组织名称 两新党组织名称 两新党组织 所在党组织 现党组织名称 组织全称 支部全称"
        ),
        required=True,
        clean=line(120),
        hint=_("The full name of a branch, general branch or committee."),
        example="云溪宏达电器有限公司党支部",
    ),
    LedgerField(
        "kind",
        _("Kind of organisation"),
        words(
            "类型 党组织类型 组织类型 类别 党组织类别 组织类别 组织形式 设置形式 组建形式 组建方式 支部类型 "
            "党组织形式 性质 层级"
        ),
        clean=one_of(OrganisationKind, KINDS),
        choices=OrganisationKind.choices,
        hint=_("Left empty, it is read from the end of the name."),
    ),
    LedgerField(
        "parent",
        _("Superior organisation"),
        words(
            "上级组织名称 所属上级党组织 所属上级 上级党委 上级党组织全称 直接上级 上级党组织 上级党组织名称 "
            "隶属党组织 所属党组织 隶属关系 上级组织 所属党委 隶属 上级 主管党组织 直属上级"
        ),
        clean=line(120),
        hint=_("Left empty, it hangs directly below the working committee."),
    ),
    LedgerField(
        "enterprise",
        _("Host enterprise"),
        words(
            "建在单位 组建单位 所在单位(企业) 企业单位名称 建立单位 所在单位 所在企业 依托单位 单位名称 企业名称 "
            "所属企业 所属单位 依托企业 单位 企业 所在单位名称 所在企业名称 党组织所在单位 主体单位 法人单位 "
            "法人单位名称"
        ),
        clean=line(120),
    ),
    LedgerField(
        "credit_code",
        _("Unified social credit code"),
        words(
            "社会统一信用代码 单位信用代码 企业信用代码 统一社会信用代码 信用代码 社会信用代码 统一信用代码 "
            "单位代码 机构代码 企业代码 组织机构代码"
        ),
        clean=cells.credit_code,
    ),
    LedgerField(
        "secretary",
        _("Secretary"),
        words(
            "支部书记姓名 书记名字 书记 党组织书记 支部书记 书记姓名 党支部书记 党组织书记姓名 负责人 党组织负责人 "
            "现任书记"
        ),
        clean=contact,
    ),
    LedgerField(
        "secretary_phone",
        _("Secretary's phone"),
        words("联系电话 书记电话 书记联系电话 电话 手机 手机号 手机号码 联系方式 书记手机 书记联系方式 联系号码"),
        clean=phones,
    ),
    LedgerField(
        "founded_on",
        _("Founded on"),
        words("成立时间 成立日期 组建时间 建立时间 批准成立时间 成立年月 组建日期 建立日期 设立时间"),
        clean=past_day,
        is_day=True,
        kind="day",
        keeps="founded_on",
        example="2018-03-16",
    ),
    LedgerField(
        "last_election_on",
        _("Last election"),
        words(
            "上次换届日期 最近一次换届日期 本届选举时间 换届选举时间 最近换届选举时间 最近换届时间 换届时间 "
            "最近换届日期 上次换届时间 换届日期 最近一次换届 最近一次换届时间 本届换届时间 届次时间 上届换届时间"
        ),
        clean=past_day,
        is_day=True,
        kind="day",
        keeps="last_election_on",
    ),
    LedgerField(
        "full_members",
        _("Full members"),
        words(
            "党员数(正式) 党员(正式) 党员人数(正式) 正式党员(名) 正式人数 正式党员 正式党员数 正式党员人数 "
            "正式党员(人) 正式 正式数 正式党员名数 在册正式党员"
        ),
        clean=cells.whole,
        kind="whole",
        keeps="full_members",
        example=23,
    ),
    LedgerField(
        "probationary_members",
        _("Probationary members"),
        words(
            "党员数(预备) 党员(预备) 党员人数(预备) 预备党员(名) 预备人数 预备党员 预备党员数 预备党员人数 "
            "预备党员(人) 预备 预备数"
        ),
        clean=cells.whole,
        kind="whole",
        keeps="probationary_members",
        example=1,
    ),
    LedgerField(
        "members",
        _("Members in all"),
        words("党员总数 党员人数 党员数 现有党员 党员 党员数量 党员总人数 在册党员 在册党员数"),
        clean=cells.whole,
        kind="whole",
        hint=_("Only where full members are not counted for themselves."),
    ),
    LedgerField(
        "level",
        _("Standardization level"),
        words(
            "标准化评级 评定等次 等次 标准化评定等级 支部评级 标准化等级评定 评级 标准化等级 星级 评定等级 等级 "
            "标准化等次 标准化星级 标准化 支部星级 星级评定 标准化评定 标准化建设等级 星级支部 评星定级 星级等次 "
            "党支部标准化等级 评定星级 定级"
        ),
        clean=one_of(StandardizationLevel, LEVELS),
        choices=StandardizationLevel.choices,
        keeps="level",
    ),
    LedgerField(
        "site_state",
        _("Site"),
        words(
            "阵地建设 阵地 阵地建设情况 阵地情况 阵地状态 活动阵地 活动场所 阵地建设状态 阵地建设进度 阵地是否建成 "
            "是否建成阵地 阵地是否达标 阵地达标 党建阵地 阵地建设进展 有无阵地 红色阵地"
        ),
        clean=one_of(SiteState, SITES),
        choices=SiteState.choices,
    ),
    LedgerField(
        "site_accepted_on",
        _("Site accepted on"),
        words(
            "验收通过时间 验收通过日期 阵地通过验收时间 阵地建设完成时间 阵地验收日期 阵地验收时间 验收日期 "
            "验收时间 建成时间 建成日期 阵地建成时间 阵地建成日期 完成时间 完成日期 阵地完成时间"
        ),
        clean=past_day,
        is_day=True,
        kind="day",
        hint=_("A completed site has an acceptance date, any other has none."),
    ),
    LedgerField(
        "dissolved_on",
        _("Dissolved on"),
        words("撤销时间 撤销日期 注销时间 注销日期"),
        clean=past_day,
        is_day=True,
        kind="day",
        hint=_("Only for an organisation that has been dissolved."),
    ),
    LedgerField("remark", _("Remark"), words("备注 说明 备注说明"), clean=line(500), keeps="remark"),
)

CHANGES = (
    LedgerField(
        "name",
        _("Former name of the organisation"),
        words(
            "原党组织名称 党组织名称 原名称 支部名称 党支部名称 组织名称 名称 党组织 原支部名称 撤销党组织 "
            "撤销党组织名称 原党组织 变动前名称 调整前名称 原党支部名称 变更前名称 调整前党组织名称 党支部 支部"
        ),
        required=True,
        clean=line(120),
    ),
    LedgerField(
        "change",
        _("Change"),
        words(
            "处理结果 变动事项 调整事项 变化情况 变动方式 变动结果 变动情况 变动类型 变动类别 调整情况 调整类型 "
            "调整方式 变更情况 变更类型 变更事项 变动 变动内容 调整内容 处置方式 处理方式 处理意见 处置意见 "
            "撤销调整情况 类型 类别 事项 调整结果"
        ),
        clean=line(120),
        hint=_("For example: dissolved, general branch becomes branch, renamed."),
    ),
    LedgerField(
        "new_name",
        _("New name"),
        words(
            "现名称 现党组织名称 新名称 变动后名称 调整后名称 更名后 更名后名称 变更后名称 调整后党组织名称 "
            "新党组织名称"
        ),
        clean=line(120),
    ),
    LedgerField(
        "meeting",
        _("Meeting"),
        words("会议 会议名称 研究会议 决定会议 批准会议 审议会议 决策会议 批准机关 批准单位"),
        clean=line(120),
    ),
    LedgerField(
        "document_number",
        _("Document number"),
        words("文号 文件号 批复文号 文件文号 发文字号 批准文号 批文 批文号 文件 依据文件"),
        clean=line(80),
    ),
    LedgerField(
        "effective_on",
        _("Effective on"),
        words(
            "生效日期 生效时间 变动日期 变动时间 调整日期 调整时间 撤销日期 撤销时间 批准日期 批准时间 批复日期 "
            "批复时间 变更日期 变更时间 日期 时间 决定日期 发文日期 执行日期 会议日期"
        ),
        required=True,
        clean=past_day,
        is_day=True,
        kind="day",
    ),
    LedgerField(
        "reason",
        _("Reason"),
        words(
            "调整事由 撤销事由 变动事由 原因 撤销原因 调整原因 变动原因 理由 撤销理由 变更原因 事由 备注 说明 情况说明"
        ),
        clean=line(500),
    ),
)
