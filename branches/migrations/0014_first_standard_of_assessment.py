"""The first standard of assessment: a proposal made of domain.md 4.1 and 4.2, to be changed as a new edition."""

from django.db import migrations
from django.utils import timezone

NOTE = "系统自带的建议版本，可复制为新版后修改"
WEIGHTS = (
    ("political", 15),
    ("committee", 20),
    ("example", 15),
    ("life", 20),
    ("site", 10),
    ("production", 10),
    ("masses", 10),
)
# Title, title in English, requirement, requirement in English, dimension, points.
ITEMS = (
    ("年度计划和总结", "Plan and summary of the year", "有年度计划、半年和全年总结，内容与企业实际相符",
     "A plan for the year and summaries of half and full year that fit the enterprise", "political", 10),
    ("政治学习和党课记录", "Records of studies and lessons", "每季度至少一次党课，有讲稿或提纲、签到、照片",
     "At least one lesson a quarter, with outline, attendance and photos", "political", 10),
    ("换届批复和选举材料", "Approval and papers of the last election", "届满按期换届，请示、批复、选举材料齐全",
     "Elections held on time; request, approval and papers of the election complete", "committee", 10),
    ("委员分工和书记述职", "Division of work and the secretary's report", "委员有分工，书记每年述职并有评议结果",
     "Members of the committee have their tasks; the secretary reports every year", "committee", 10),
    ("党员先锋岗、公开承诺和突击队台账", "Vanguard posts, pledges and task-force records", "岗位、承诺上墙，突击队活动有记录",
     "Posts and pledges on the wall, activities of the task force on record", "example", 10),
    ("党员花名册", "Roll of members", "花名册与系统一致，流动党员、转接情况清楚",
     "The roll agrees with the system; members away and transfers are clear", "life", 10),
    ("三会一课记录本", "Record book of meetings and lessons", "频次符合要求，记录真实、签到齐全",
     "Held as often as required, recorded truly, with attendance", "life", 15),
    ("主题党日照片和记录", "Photos and records of theme days", "每月相对固定一天，有主题、照片和记录",
     "One day a month with theme, photos and record", "life", 10),
    ("党费收缴台账", "Ledger of dues", "按月足额缴纳，有收据和公示", "Paid monthly and in full, with receipts and notice", "life", 10),
    ("发展党员档案", "Files of admission", "按程序发展，各阶段材料齐全", "Admission by its stages, papers of each complete", "life", 10),
    ("阵地清单和制度牌", "Inventory of the site and rule boards", "会议室、活动室、誓词、流程图、制度牌齐全",
     "Meeting room, activity room, oath, flow chart and rule boards complete", "site", 10),
    ("服务生产经营和安全生产的记录", "Records of service to production and safety", "党组织参与生产攻关、隐患排查等有记录",
     "Records of what the branch did for production and against hazards", "production", 10),
)
# Audience, question, question in English, dimension.
QUESTIONS = (
    ("members", "党组织的学习有内容、有收获", "The branch's studies are worth attending", "political"),
    ("members", "支部班子团结，办事公道", "The committee works together and is fair", "committee"),
    ("members", "书记认真履行职责", "The secretary takes the task seriously", "committee"),
    ("members", "三会一课、主题党日按期开展", "Meetings, lessons and theme days are held when due", "life"),
    ("members", "党员在岗位上起带头作用", "Members set an example at work", "example"),
    ("members", "活动场所和学习条件满足需要", "Rooms and means are sufficient", "site"),
    ("employees", "身边的党员表现好、肯带头", "The members around me set an example", "example"),
    ("employees", "党组织帮助职工解决困难", "The branch helps employees in difficulties", "masses"),
    ("employees", "党组织愿意听取职工意见", "The branch listens to employees", "masses"),
    ("employees", "党组织在安全生产中起作用", "The branch does something for work safety", "production"),
    ("employees", "对党组织工作的总体评价", "The work of the branch on the whole", "masses"),
    ("owner", "党组织促进企业生产经营", "The branch is of use to the enterprise", "production"),
    ("owner", "党员在技术、质量、安全上带头", "Members lead in skill, quality and safety", "example"),
    ("owner", "书记与管理层沟通顺畅", "Secretary and management understand each other", "committee"),
    ("owner", "党组织活动与生产安排相协调", "Activities go together with production", "production"),
    ("owner", "对党组织工作的总体评价", "The work of the branch on the whole", "masses"),
)


def enter(apps, schema_editor):
    """Enter the edition, unless there is one already."""
    edition_model = apps.get_model("branches", "AssessmentEdition")
    if edition_model.objects.exists():
        return
    edition = edition_model.objects.create(number=1, note=NOTE, state="published", published_at=timezone.now())
    weight_model = apps.get_model("branches", "DimensionWeight")
    weight_model.objects.bulk_create(
        [weight_model(edition=edition, dimension=dimension, weight=weight) for dimension, weight in WEIGHTS]
    )
    names = ("title", "title_en", "requirement", "requirement_en", "dimension", "points")
    item_model = apps.get_model("branches", "MaterialItem")
    item_model.objects.bulk_create(
        [
            item_model(edition=edition, number=number, **dict(zip(names, item)))
            for number, item in enumerate(ITEMS, 1)
        ]
    )
    question_model, numbers, rows = apps.get_model("branches", "Question"), {}, []
    for audience, title, title_en, dimension in QUESTIONS:
        numbers[audience] = numbers.get(audience, 0) + 1
        facts = {"title": title, "title_en": title_en, "dimension": dimension}
        rows.append(question_model(edition=edition, audience=audience, number=numbers[audience], **facts))
    question_model.objects.bulk_create(rows)


def take_away(apps, schema_editor):
    """Take the edition away where no round was held by it."""
    apps.get_model("branches", "AssessmentEdition").objects.filter(number=1, note=NOTE, rounds=None).delete()


class Migration(migrations.Migration):
    dependencies = [("branches", "0013_assessments")]

    operations = [migrations.RunPython(enter, take_away)]
