"""A proposal for the indicators (domain.md 3.2, in our own words), entered as a draft, and the group that lets the
commissioner into the CMS to change it. No office has adopted it: titles, weights and bounds are for the committee.
"""

from django.db import migrations

TITLE = ("两新党组织标准化建设考评指标（建议稿）", "Standardization of party organisations in enterprises (proposal)")
BASIS = (
    "综合公开的两新党组织考评办法归纳的建议稿，未经任何机关发文；权重、条款和等级界限须由党工委审定后使用。",
    "A proposal drawn up from published schemes; no office has issued it. The committee decides on weights and bounds.",
)
KEEPERS = "Catalogue keepers"
BONUS_CEILING = 5
# (title, title_en, lower bound, level)
GRADES = (
    ("五星级", "Five stars", 90, "five_star"),
    ("四星级", "Four stars", 80, "four_star"),
    ("三星级", "Three stars", 70, "three_star"),
    ("二星级", "Two stars", 60, "two_star"),
)
PAPERS = ("查资料", "Documents")
LEDGER = ("查台账、系统记录", "Ledgers and records of the portal")
ON_THE_SPOT = ("看现场", "On the spot")
TALK = ("个别访谈", "Talks")
NOTICE = ("上级通报、核查", "Notices from above, enquiry")
# Group: (code, title, title_en, points, clauses); a clause: (code, title, title_en, requirement, requirement_en, points,
# method, scoring, scoring_en, evidence source, whether a photo is required).
GROUPS = (
    (
        "ST-1",
        "组织设置",
        "Set-up",
        12,
        (
            (
                "1.1",
                "应建尽建、名称规范",
                "Established where due, named correctly",
                "有三名以上正式党员的单位应当单独建立党组织；名称与所在单位一致，隶属关系清楚。",
                "A unit with three or more full members has an organisation of its own; its name is that of the unit, and "
                "it is clear to whom it belongs.",
                3,
                PAPERS,
                "名称不规范或隶属不清各扣1分。",
                "1 off for a wrong name, 1 off for an unclear superior.",
                "",
                False,
            ),
            (
                "1.2",
                "正式党员三名以上",
                "Three full members",
                "正式党员不少于三名；不足的已提出联合组建或调整意见。",
                "At least three full members; where there are fewer, a joint branch or a change has been proposed.",
                3,
                LEDGER,
                "不足三名且无调整意见不得分。",
                "None where there are fewer and nothing was proposed.",
                "member",
                False,
            ),
            (
                "1.3",
                "按期换届",
                "Elections on time",
                "按规定任期换届；需要延期或提前的，事先报经上级同意。",
                "Elected when the term ends; earlier or later only with prior consent from above.",
                3,
                PAPERS,
                "届满未换届且未经同意不得分。",
                "None where the term has run out without consent.",
                "election",
                False,
            ),
            (
                "1.4",
                "批复备案齐全",
                "Approvals on file",
                "成立、换届、调整的请示、批复和备案材料齐全，一事一档。",
                "Requests, approvals and filings of set-up, elections and changes are complete, one file a matter.",
                3,
                PAPERS,
                "每缺一件扣1分。",
                "1 off for each missing paper.",
                "",
                False,
            ),
        ),
    ),
    (
        "ST-2",
        "班子建设",
        "Committee",
        16,
        (
            (
                "2.1",
                "书记选配",
                "The secretary",
                "书记有一年以上党龄，熟悉党务，有时间和精力做支部工作。",
                "The secretary has been a member for over a year, knows party work and has time for the branch.",
                4,
                TALK,
                "党龄不足扣2分，不熟悉党务酌情扣1至2分。",
                "2 off for too short a membership, 1 to 2 for lack of knowledge.",
                "",
                False,
            ),
            (
                "2.2",
                "委员齐备、分工明确",
                "A full committee with divided work",
                "正式党员七名以上的设支部委员会，委员三至五名，分工书面明确；不足七名的设书记，必要时设副书记。",
                "With seven or more full members there is a committee of three to five whose work is divided in writing; with "
                "fewer a secretary, and a deputy where needed.",
                4,
                PAPERS,
                "每缺一名委员扣1分，分工不明确扣1分。",
                "1 off for each seat empty, 1 off without a division of work.",
                "election",
                False,
            ),
            (
                "2.3",
                "书记述职",
                "The secretary reports",
                "书记每年向党员大会述职并接受评议，结果报上级。",
                "Once a year the secretary reports to the members and is appraised; the result goes to the superior.",
                4,
                PAPERS,
                "未述职不得分，未评议扣2分。",
                "None without the report, 2 off without the appraisal.",
                "meeting",
                False,
            ),
            (
                "2.4",
                "双向进入",
                "Party and management share people",
                "班子成员与企业管理层交叉任职，党组织参与企业重要事项的沟通。",
                "Members of the committee hold posts in management and the other way round; the organisation is heard on "
                "important matters of the enterprise.",
                4,
                TALK,
                "无交叉任职扣2分，无沟通记录扣2分。",
                "2 off without shared posts, 2 off without a record of talks.",
                "",
                False,
            ),
        ),
    ),
    (
        "ST-3",
        "党员管理",
        "Members",
        18,
        (
            (
                "3.1",
                "花名册与组织关系",
                "Roll and membership relations",
                "党员花名册准确，组织关系转接及时，一人一档。",
                "The roll is right, transfers are made in time, one file a member.",
                4,
                LEDGER,
                "每错漏一人扣1分。",
                "1 off for each person missing or wrong.",
                "member",
                False,
            ),
            (
                "3.2",
                "发展党员流程上墙",
                "Chart of member development",
                "发展党员按五个阶段规范办理，流程图在阵地上墙公示，培养材料齐全。",
                "Members are admitted through the five stages; the chart of member development hangs at the site and the "
                "papers are complete.",
                4,
                ON_THE_SPOT,
                "流程图未上墙扣2分，材料每缺一件扣1分。",
                "2 off without the chart, 1 off for each missing paper.",
                "site",
                True,
            ),
            (
                "3.3",
                "党费按月收缴",
                "Dues every month",
                "党费按月足额收缴，每年公示一次。",
                "Dues are collected in full every month and made public once a year.",
                3,
                LEDGER,
                "每缺一月扣1分，未公示扣1分。",
                "1 off for each month missing, 1 off if not made public.",
                "",
                False,
            ),
            (
                "3.4",
                "谈心谈话",
                "Talks with members",
                "班子成员之间、班子成员与党员之间每年至少谈心一次，有简要记录。",
                "Within the committee and with each member at least one talk a year, noted briefly.",
                3,
                TALK,
                "未开展不得分，记录不全酌情扣分。",
                "None without talks, less where the notes are incomplete.",
                "",
                False,
            ),
            (
                "3.5",
                "流动党员管理",
                "Members on the move",
                "流入流出党员底数清楚，有专人联系，外出党员定期汇报。",
                "It is known who came and who left; somebody keeps contact, and those away report regularly.",
                4,
                LEDGER,
                "底数不清扣2分，每失联一人扣1分。",
                "2 off without an overview, 1 off for each lost contact.",
                "",
                False,
            ),
        ),
    ),
    (
        "ST-4",
        "组织生活",
        "Organisational life",
        20,
        (
            (
                "4.1",
                "党员大会每季度",
                "Members' meeting each quarter",
                "支部党员大会每季度至少召开一次，有签到和记录。",
                "A meeting of all members at least once a quarter, with attendance and minutes.",
                4,
                LEDGER,
                "每缺一次扣1分。",
                "1 off for each one missing.",
                "meeting",
                False,
            ),
            (
                "4.2",
                "支委会每月",
                "Committee meeting each month",
                "支部委员会一般每月召开一次；不设支委会的由书记召集党员研究。",
                "The committee meets about once a month; where there is none, the secretary calls the members.",
                4,
                LEDGER,
                "每缺一次扣1分，扣完为止。",
                "1 off for each one missing, down to none.",
                "meeting",
                False,
            ),
            (
                "4.3",
                "党课",
                "Party lessons",
                "每季度至少上一次党课，书记每年至少讲一次。",
                "At least one lesson a quarter; the secretary gives at least one a year.",
                3,
                LEDGER,
                "每缺一次扣1分，书记未讲扣1分。",
                "1 off for each one missing, 1 off if the secretary gave none.",
                "meeting",
                False,
            ),
            (
                "4.4",
                "主题党日每月",
                "Theme day each month",
                "每月相对固定一天开展主题党日，有主题、有参与、有照片。",
                "One more or less fixed day a month, with a theme, people and photos.",
                4,
                LEDGER,
                "每缺一次扣1分，扣完为止。",
                "1 off for each one missing, down to none.",
                "meeting",
                True,
            ),
            (
                "4.5",
                "组织生活会和民主评议",
                "Criticism meeting and appraisal",
                "每年至少召开一次组织生活会，并开展民主评议党员。",
                "At least one meeting of criticism a year, with an appraisal of the members.",
                3,
                PAPERS,
                "缺一项扣1.5分。",
                "1.5 off for each of the two missing.",
                "meeting",
                False,
            ),
            (
                "4.6",
                "记录真实",
                "True records",
                "会议记录真实、完整、当次形成，不补记、不代签。",
                "Minutes are true, complete and written at the time, with no later additions and no proxy signatures.",
                2,
                PAPERS,
                "发现补记、代签不得分。",
                "None where additions or proxies are found.",
                "",
                False,
            ),
        ),
    ),
    (
        "ST-5",
        "作用发挥",
        "Effect",
        18,
        (
            (
                "5.1",
                "党员先锋岗",
                "Vanguard posts",
                "在生产、安全、质量岗位设立党员先锋岗，亮身份、有职责。",
                "Vanguard posts in production, safety and quality, with their duties.",
                3,
                ON_THE_SPOT,
                "未设岗不得分，无职责扣1分。",
                "None without a post, 1 off without duties.",
                "honour",
                True,
            ),
            (
                "5.2",
                "承诺践诺",
                "Pledges made and kept",
                "党员每年公开承诺一次，年底回看兑现情况。",
                "Every member makes a pledge once a year; at its end the branch looks at what was kept.",
                3,
                LEDGER,
                "承诺率不足八成扣1分，未回看扣1分。",
                "1 off below four in five, 1 off without looking back.",
                "pledge",
                False,
            ),
            (
                "5.3",
                "突击队活动",
                "The task force",
                "组建党员突击队，利用业余时间参加环境整治和安全巡查，活动有登记、经确认。",
                "A party-member task force joins clean-ups and safety patrols in its free time; what it did is confirmed.",
                4,
                LEDGER,
                "全年不足四次每少一次扣1分。",
                "1 off for each one short of four a year.",
                "activity",
                False,
            ),
            (
                "5.4",
                "参与隐患治理",
                "Safety hazards",
                "组织党员查找身边安全隐患，查到的按期整改并经复查。",
                "Members look for hazards around them; what they find is rectified in time and re-checked.",
                4,
                LEDGER,
                "未组织不得分，逾期一项扣1分。",
                "None without it, 1 off for each one overdue.",
                "hazard",
                False,
            ),
            (
                "5.5",
                "结对共建",
                "Paired branches",
                "与村社、机关或其他企业党组织结对，每年有实事。",
                "Paired with a village, an office or another enterprise's branch, with a deed every year.",
                2,
                PAPERS,
                "未结对不得分，无实事扣1分。",
                "None without a pair, 1 off without a deed.",
                "pairing",
                False,
            ),
            (
                "5.6",
                "服务职工、带动共富",
                "Service and common prosperity",
                "结合企业实际办共富工坊或服务职工项目，职工知晓。",
                "A common-prosperity workshop or a service for employees that they know of.",
                2,
                ON_THE_SPOT,
                "无项目不得分。",
                "None without one.",
                "honour",
                False,
            ),
        ),
    ),
    (
        "ST-6",
        "阵地与保障",
        "Site and support",
        16,
        (
            (
                "6.1",
                "支部会议室和党员活动室",
                "Meeting room and activity room",
                "有固定场所（可合用、可共享），悬挂入党誓词，能正常使用。",
                "A fixed room (it may be shared) with the admission oath on its wall, fit for use.",
                5,
                ON_THE_SPOT,
                "无场所不得分，缺一项扣1分。",
                "None without a room, 1 off for each thing missing.",
                "site",
                True,
            ),
            (
                "6.2",
                "制度上墙",
                "Rules on the wall",
                "三会一课等制度牌上墙，内容为现行有效版本；三联三会的内容由党工委提供。",
                "The rule boards hang and are up to date; the text of 三联三会 is supplied by the committee.",
                4,
                ON_THE_SPOT,
                "每缺一块扣1分。",
                "1 off for each board missing.",
                "site",
                True,
            ),
            (
                "6.3",
                "经费保障",
                "Funds",
                "党组织活动经费有来源、有台账，党费返还用于党员活动。",
                "Funds have a source and a ledger; returned dues are spent on the members' activities.",
                4,
                LEDGER,
                "无台账扣2分，无保障不得分。",
                "2 off without a ledger, none without funds.",
                "",
                False,
            ),
            (
                "6.4",
                "党务工作力量",
                "People for party work",
                "有专人或兼职人员做党务工作，每年参加上级培训。",
                "Somebody does the party work, full-time or part-time, and is trained every year.",
                3,
                PAPERS,
                "无人负责不得分，未参训扣1分。",
                "None without anybody, 1 off without training.",
                "",
                False,
            ),
        ),
    ),
    (
        "ST-7",
        "加分项",
        "Bonus",
        0,
        (
            (
                "7.1",
                "市级以上表彰",
                "Commended by the city or above",
                "考评年度内党组织或党建工作获市级以上表彰。",
                "In the year the organisation or its work was commended by the city or above.",
                3,
                PAPERS,
                "市级加2分，省级以上加3分，就高不累计。",
                "2 for the city, 3 for the province or above; the highest counts.",
                "honour",
                False,
            ),
            (
                "7.2",
                "经验推广",
                "Taken as an example",
                "经验做法被市级以上党委部门推广，或承办现场会。",
                "Its way of working was spread by a city department, or it hosted a meeting on the spot.",
                3,
                PAPERS,
                "每项加1.5分。",
                "1.5 for each.",
                "",
                False,
            ),
        ),
    ),
    (
        "ST-8",
        "一票否决",
        "Veto",
        0,
        (
            (
                "8.1",
                "党员严重违纪违法",
                "Grave breach by a member",
                "考评年度内有党员因严重违纪违法受到处理。",
                "In the year a member was dealt with for a grave breach of discipline or law.",
                0,
                NOTICE,
                "发生即不达标。",
                "Where it happened the standard is not reached.",
                "",
                False,
            ),
            (
                "8.2",
                "生产安全亡人事故",
                "Fatal accident at work",
                "考评年度内所在企业发生生产安全责任亡人事故。",
                "In the year there was a fatal accident at work for which the enterprise answers.",
                0,
                NOTICE,
                "发生即不达标。",
                "Where it happened the standard is not reached.",
                "",
                False,
            ),
            (
                "8.3",
                "弄虚作假",
                "Falsified records",
                "自评或佐证材料弄虚作假，经核实。",
                "Self-scores or evidence were found to be falsified.",
                0,
                NOTICE,
                "发生即不达标。",
                "Where it happened the standard is not reached.",
                "",
                False,
            ),
        ),
    ),
)


def enter(apps, schema_editor):
    """Enter the proposal as a draft, unless there is a catalogue already."""
    catalogues = apps.get_model("branches", "IndicatorCatalogue")
    if catalogues.objects.exists():
        return
    catalogue = catalogues.objects.create(
        kind="enterprises",
        number=1,
        year=2026,
        title=TITLE[0],
        title_en=TITLE[1],
        basis=BASIS[0],
        basis_en=BASIS[1],
        bonus_ceiling=BONUS_CEILING,
        is_proposal=True,
    )
    grade, clauses = apps.get_model("branches", "Grade"), []
    grade.objects.bulk_create(
        [
            grade(catalogue=catalogue, title=title, title_en=title_en, lower_bound=bound, level=level)
            for title, title_en, bound, level in GRADES
        ]
    )
    for order, (code, title, title_en, points, rows) in enumerate(GROUPS, 1):
        group = apps.get_model("branches", "IndicatorGroup").objects.create(
            catalogue=catalogue, code=code, title=title, title_en=title_en, points=points, order=order * 10
        )
        clauses += [clause(apps, group, place, row) for place, row in enumerate(rows, 1)]
    apps.get_model("branches", "Indicator").objects.bulk_create(clauses)


def clause(apps, group, place, row):
    """One clause of a group, not saved yet."""
    code, title, title_en, requirement, requirement_en, points, method, scoring, scoring_en, source, photo = row
    return apps.get_model("branches", "Indicator")(
        group=group,
        code=code,
        title=title,
        title_en=title_en,
        requirement=requirement,
        requirement_en=requirement_en,
        points=points,
        method=method[0],
        method_en=method[1],
        scoring=scoring,
        scoring_en=scoring_en,
        evidence_source=source,
        needs_photo=photo,
        is_bonus=group.code == "ST-7",
        is_veto=group.code == "ST-8",
        order=place * 10,
    )


def take_away(apps, schema_editor):
    """Take the proposal away where it is a draft still."""
    apps.get_model("branches", "IndicatorCatalogue").objects.filter(
        title=TITLE[0], number=1, state="draft", copies=None
    ).delete()


def make_group(apps, schema_editor):
    """The group by which the commissioner enters the CMS: it opens the door and nothing behind it."""
    content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailadmin", model="admin"
    )[0]
    permission = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )[0]
    apps.get_model("auth", "Group").objects.get_or_create(name=KEEPERS)[0].permissions.add(permission)


def remove_group(apps, schema_editor):
    """The door of the CMS is closed to commissioners again."""
    apps.get_model("auth", "Group").objects.filter(name=KEEPERS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("branches", "0003_indicators"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(enter, take_away), migrations.RunPython(make_group, remove_group)]
