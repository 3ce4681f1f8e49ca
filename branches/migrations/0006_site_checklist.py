"""The first edition of the checklist of sites: the zone's own six musts, and what most branches have beside them.

The texts of the two rule boards are the client's: the list asks whether the board hangs there, not what it says.
"""

from django.db import migrations
from django.utils import timezone

TITLE = "阵地建设验收清单"
TITLE_EN = "Acceptance checklist of sites"
NOTE = "必选六项由工委确定；“三联三会”“三会一课”牌面文字由工委下发，本清单只看有无和是否规范。其余为建议，可在新版中调整。"

# (code, title, title in English, compulsory, photos, requirement, requirement in English)
ITEMS = (
    (
        "S-1",
        "支部会议室",
        "Branch meeting room",
        True,
        2,
        "有固定的会议室，桌椅够全体党员就座，党旗平整端正。可与企业会议室合用，也可几个支部共用。全景、正面各拍一张。",
        "A fixed meeting room with seats for all members and the party flag hung straight. It may be the enterprise's "
        "own meeting room, or shared by several branches. One photo of the whole room, one of the front.",
    ),
    (
        "S-2",
        "党员活动室",
        "Members' activity room",
        True,
        2,
        "有党员学习和活动的地方，门口有标识，平时开放。可一室多用。门口、室内各拍一张。",
        "A place where members read and meet, marked at the door and open on ordinary days. One room may serve several "
        "purposes. One photo of the door, one of the inside.",
    ),
    (
        "S-3",
        "入党誓词",
        "Admission oath",
        True,
        1,
        "誓词全文上墙，字迹完整清楚，站着宣誓时看得见。",
        "The whole oath hangs on the wall, complete and legible, in sight of whoever takes it standing.",
    ),
    (
        "S-4",
        "党员发展流程图",
        "Chart of member development",
        True,
        1,
        "发展党员的阶段和步骤画成流程图上墙，与现行规定一致。",
        "The stages and steps of member development hang on the wall as a chart and agree with the rules in force.",
    ),
    (
        "S-5",
        "“三联三会”制度牌",
        "Rule board “three links, three meetings”",
        True,
        1,
        "制度牌上墙。牌面文字以工委下发的为准。",
        "The rule board hangs on the wall. Its text is the one that the working committee hands out.",
    ),
    (
        "S-6",
        "“三会一课”制度牌",
        "Rule board “three meetings, one lesson”",
        True,
        1,
        "制度牌上墙。牌面文字以工委下发的为准。",
        "The rule board hangs on the wall. Its text is the one that the working committee hands out.",
    ),
    (
        "S-7",
        "支部门牌",
        "Door plate of the branch",
        False,
        1,
        "会议室或活动室门口有支部全称的门牌。",
        "A plate with the branch's full name at the door of the meeting room or the activity room.",
    ),
    (
        "S-8",
        "学习资料",
        "Reading material",
        False,
        1,
        "有书报架，学习资料是近一年的，取阅方便。",
        "A shelf with material of the past year, within everybody's reach.",
    ),
    (
        "S-9",
        "工作记录本",
        "Records of work",
        False,
        0,
        "会议记录、党费收缴、党员名册有专柜存放。涉及个人信息，不拍照，由验收人现场查看。",
        "Minutes, dues and the roll of members are kept in a cabinet of their own. They hold personal data: no photo, "
        "the two who accept look at them on the spot.",
    ),
    (
        "S-10",
        "先锋岗和公开承诺展示",
        "Vanguard posts and pledges on show",
        False,
        1,
        "有党员先锋岗、公开承诺的展示栏，内容按时更换。拍照时避开姓名和头像。",
        "A board with vanguard posts and pledges, kept up to date. Leave names and faces out of the photo.",
    ),
    (
        "S-11",
        "电教设备",
        "Screen or projector",
        False,
        0,
        "有电视、投影等设备，能正常使用。",
        "A television, projector or the like that works.",
    ),
    (
        "S-12",
        "专人管理",
        "A keeper",
        False,
        0,
        "有专人负责日常管理，姓名登记在阵地档案中。",
        "Somebody looks after the rooms, and is named on the record of the site.",
    ),
)


def enter(apps, schema_editor):
    """Publish the first edition where there is none."""
    checklists = apps.get_model("branches", "SiteChecklist").objects
    if checklists.exists():
        return
    facts = {"title": TITLE, "title_en": TITLE_EN, "note": NOTE}
    made = checklists.create(edition=1, state="published", published_at=timezone.now(), **facts)
    for order, (code, title, title_en, is_compulsory, photos, rule, rule_en) in enumerate(ITEMS, 1):
        apps.get_model("branches", "SiteItem").objects.create(
            checklist=made,
            code=code,
            title=title,
            title_en=title_en,
            is_compulsory=is_compulsory,
            photos_needed=photos,
            requirement=rule,
            requirement_en=rule_en,
            order=order * 10,
        )


def take_away(apps, schema_editor):
    """Take the first edition away, as long as no site was inspected by it."""
    for made in apps.get_model("branches", "SiteChecklist").objects.filter(edition=1, title=TITLE, checks=None):
        apps.get_model("branches", "SiteItem").objects.filter(checklist=made).delete()
        made.delete()


class Migration(migrations.Migration):
    dependencies = [("branches", "0005_sites")]

    operations = [migrations.RunPython(enter, take_away)]
