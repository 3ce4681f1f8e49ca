"""The frame of the public site: homes and sections in two languages, the groups of the CMS, and its workflow."""

import json
import uuid

from django.conf import settings
from django.db import migrations
from django.utils import timezone

PAGE_RIGHTS = {
    "add_page": "Can add page",
    "change_page": "Can change page",
    "publish_page": "Publish any page",
    "lock_page": "Lock/unlock pages you've locked",
    "unlock_page": "Unlock any page",
    "bulk_delete_page": "Delete pages with children",
}
EDITORS, PUBLISHERS, ADMINISTRATORS = "Editors", "Moderators", "CMS administrators"
RIGHTS = {
    EDITORS: ["add_page", "change_page"],
    PUBLISHERS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
# What a group may do beside pages: (app, model, [codename]).
FURTHER_RIGHTS = {
    EDITORS: [("wagtailadmin", "admin", ["access_admin"]), ("simple_translation", "simpletranslation", ["submit_translation"])],
    PUBLISHERS: [
        ("wagtailadmin", "admin", ["access_admin"]),
        ("simple_translation", "simpletranslation", ["submit_translation"]),
        ("wagtailredirects", "redirect", ["add_redirect", "change_redirect", "delete_redirect"]),
        ("news", "sitefoot", ["change_sitefoot"]),
    ],
    ADMINISTRATORS: [
        ("wagtailadmin", "admin", ["access_admin"]),
        ("simple_translation", "simpletranslation", ["submit_translation"]),
        ("wagtailredirects", "redirect", ["add_redirect", "change_redirect", "delete_redirect"]),
        ("news", "sitefoot", ["change_sitefoot"]),
        ("news", "audience", ["add_audience", "change_audience", "delete_audience", "view_audience"]),
        ("wagtailcore", "workflow", ["add_workflow", "change_workflow", "delete_workflow"]),
        ("wagtailcore", "task", ["add_task", "change_task", "delete_task"]),
        ("wagtailcore", "groupapprovaltask", ["add_groupapprovaltask", "change_groupapprovaltask"]),
        ("wagtailcore", "site", ["change_site"]),
    ],
}
FILE_RIGHTS = [
    ("wagtailimages", "image", ["add_image", "change_image", "choose_image"]),
    ("wagtaildocs", "document", ["add_document", "change_document", "choose_document"]),
]
COLLECTION_RIGHTS = [("wagtailcore", "collection", ["add_collection", "change_collection", "delete_collection"])]

AUDIENCES = [
    ("secretaries", "支部书记", "Branch secretaries"),
    ("members", "党员", "Party members"),
    ("advisers", "党建指导员", "Party-building advisers"),
    ("task-forces", "突击队", "Task forces"),
    ("enterprises", "企业负责人", "Heads of enterprises"),
    ("safety-officers", "安全员", "Safety officers"),
    ("grid-workers", "网格员", "Grid workers"),
]

HOMES = {
    "zh-hans": ("home", "首页", "两新党建、党员突击队与安全生产：要闻、通知公告、学习培训与公开数字。"),
    "en": ("home-en", "Home", "Party building, task forces and work safety in the zone: news, notices, training and figures."),
}
SECTIONS = [
    (
        "newsindexpage",
        "news",
        {
            "zh-hans": ("要闻", "支部、突击队和企业里正在发生的事。"),
            "en": ("News", "What is happening in branches, task forces and enterprises."),
        },
    ),
    (
        "noticeindexpage",
        "notices",
        {
            "zh-hans": ("通知公告", "文件、公示和部署，附件可以直接下载。"),
            "en": ("Notices", "Documents, public notices and arrangements, with their attachments."),
        },
    ),
    (
        "trainingindexpage",
        "training",
        {
            "zh-hans": ("学习培训", "判定标准解读、党务实务和现场教材，按对象查找。"),
            "en": ("Training", "Safety standards explained, party work in practice, lessons for the workplace: found by audience."),
        },
    ),
]
STANDING = [
    (
        "about",
        {
            "zh-hans": (
                "关于本站",
                "本站公布园区两新党建、党员突击队和安全生产的动态、文件、教材和数字。",
                [
                    "首页数字来自各党组织、突击队和应急中心在工作台登记的记录，每个数字都写明口径和截至日期，一分钟内更新。",
                    "文章中引用的数字以成稿当日为准，写明“截至”日期。",
                    "发现错误，请按页面底部的联系方式告诉我们。",
                ],
            ),
            "en": (
                "About this site",
                "News, documents, training material and figures on party building, task forces and work safety in the zone.",
                [
                    "The figures on the home page are counted from the records that party organisations, task forces and the "
                    "emergency centre enter. Each is shown with its definition and its day, and is at most a minute old.",
                    "A figure quoted in an article is that of the day it was written, which stands beside it.",
                    "If you find a mistake, please tell us: the address is at the foot of every page.",
                ],
            ),
        },
    ),
    (
        "accessibility",
        {
            "zh-hans": (
                "无障碍声明",
                "本站力求人人可读、可用，包括使用读屏软件、键盘或大字号的读者。",
                [
                    "页面顶部可切换“大字”和深色显示；文字与底色的对比度不低于无障碍标准 AA 级。",
                    "全部功能可用键盘操作，图片配有替代文字，不开启 JavaScript 也能阅读、检索和下载。",
                    "遇到读不了、点不到的地方，请按页面底部的联系方式告诉我们。",
                ],
            ),
            "en": (
                "Accessibility",
                "This site is made to be read and used by everybody, with a screen reader, a keyboard or large type too.",
                [
                    "Large type and dark colours are switched at the top of the page; text keeps the contrast of level AA.",
                    "Everything can be done from the keyboard, pictures have texts in their place, and the site reads, "
                    "searches and downloads without JavaScript.",
                    "Where something cannot be read or reached, please tell us: the address is at the foot of every page.",
                ],
            ),
        },
    ),
    (
        "privacy",
        {
            "zh-hans": (
                "隐私说明",
                "浏览本站不需要登录，也不会被跟踪。",
                [
                    "公开页面不设 Cookie，不使用第三方统计、字体或地图，不向站外发送访问信息。只有登录工作台时才设置登录所需的 Cookie。",
                    "本站不公布党员名册、电话和身份信息。上传的照片会去除拍摄地点、时间和设备信息。",
                    "服务器按网络安全规定保存访问日志，仅用于安全和排错。",
                ],
            ),
            "en": (
                "Privacy",
                "Reading this site needs no account, and nobody is followed.",
                [
                    "Public pages set no cookie, use no statistics, fonts or maps of others, and send nothing elsewhere. A "
                    "cookie is set only when somebody signs in to the desk.",
                    "No rosters, telephone numbers or identity data are published. Photos lose the place, the time and the "
                    "device with which they were taken.",
                    "The server keeps access logs as the rules on network security ask, for safety and repair only.",
                ],
            ),
        },
    ),
]


def found_site(apps, schema_editor):
    """Make everything that an empty portal needs before the first article is written."""
    locales = make_locales(apps)
    homes = make_pages(apps, locales)
    groups = make_groups(apps, homes)
    make_workflow(apps, homes, groups[PUBLISHERS])
    Audience = apps.get_model("news", "Audience")
    for order, (slug, title, title_en) in enumerate(AUDIENCES):
        Audience.objects.get_or_create(slug=slug, defaults={"title": title, "title_en": title_en, "sort_order": order})


def make_locales(apps):
    Locale = apps.get_model("wagtailcore", "Locale")
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in HOMES}


def content_type(apps, app_label, model):
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)[0]


def add_child(apps, parent, model, locale, **fields):
    """Hang a page below `parent`: migrations see models without the methods of the tree."""
    now = timezone.now()
    parent.numchild += 1
    page = apps.get_model("news", model).objects.create(
        path=f"{parent.path}{parent.numchild:04d}",
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}{fields['slug']}/",
        content_type=content_type(apps, "news", model),
        locale=locale,
        draft_title=fields["title"],
        live=True,
        first_published_at=now,
        last_published_at=now,
        **fields,
    )
    parent.save(update_fields=["numchild"])
    return page


def make_pages(apps, locales):
    """Both homes with their sections and standing pages; Wagtail's welcome page goes."""
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("news", "HomePage")
    if HomePage.objects.exists():
        return list(HomePage.objects.order_by("path"))
    root = Page.objects.get(depth=1)
    keys = {name: uuid.uuid4() for name in ["home", *(slug for _m, slug, _t in SECTIONS), *(slug for slug, _t in STANDING)]}
    homes = []
    for code, (slug, title, description) in HOMES.items():
        home = add_child(
            apps, root, "homepage", locales[code],
            slug=slug, title=title, search_description=description, translation_key=keys["home"],
        )
        homes.append(home)
        for model, section, texts in SECTIONS:
            title, intro = texts[code]
            add_child(
                apps, home, model, locales[code],
                slug=section, title=title, intro=intro, show_in_menus=True, translation_key=keys[section],
            )
        for standing, texts in STANDING:
            title, lead, paragraphs = texts[code]
            text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
            add_child(
                apps, home, "standardpage", locales[code],
                slug=standing, title=title, lead=lead, translation_key=keys[standing],
                body=json.dumps([{"type": "text", "value": text, "id": str(uuid.uuid4())}]),
            )
    open_site(apps, root, homes[0])
    return homes


def open_site(apps, root, home):
    """The Chinese home is what the address of the server shows."""
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    sites = Site.objects.filter(is_default_site=True)
    if not sites.update(root_page_id=home.pk, site_name=settings.PORTAL_NAME):
        Site.objects.create(
            hostname="localhost", port=80, root_page_id=home.pk, site_name=settings.PORTAL_NAME, is_default_site=True
        )
    welcome = Page.objects.filter(depth=2, content_type=content_type(apps, "wagtailcore", "page"))
    root.numchild -= welcome.count()
    root.save(update_fields=["numchild"])
    welcome.delete()


def permissions(apps, rights):
    """The permissions of (app, model, [codename]); on an empty database they are not there yet."""
    Permission = apps.get_model("auth", "Permission")
    for app_label, model, codenames in rights:
        for codename in codenames:
            yield Permission.objects.get_or_create(
                content_type=content_type(apps, app_label, model),
                codename=codename,
                defaults={"name": f"Can {codename.replace('_', ' ')}"},
            )[0]


def make_groups(apps, homes):
    """Editors write, publishers publish, administrators look after the frame. Accounts are managed on the desk."""
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in FURTHER_RIGHTS}
    # Wagtail lets its groups work at the root, where nobody but the administrators has anything to do.
    GroupPagePermission.objects.filter(group__in=groups.values(), page=root).delete()
    page_rights = {
        codename: Permission.objects.get_or_create(
            content_type=content_type(apps, "wagtailcore", "page"), codename=codename, defaults={"name": name}
        )[0]
        for codename, name in PAGE_RIGHTS.items()
    }
    for name, group in groups.items():
        for page in [root] if name == ADMINISTRATORS else homes:
            for codename in RIGHTS.get(name, PAGE_RIGHTS):
                GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=page_rights[codename])
        group.permissions.add(*permissions(apps, FURTHER_RIGHTS[name]))
        rights = FILE_RIGHTS + (COLLECTION_RIGHTS if name == ADMINISTRATORS else [])
        for permission in permissions(apps, rights):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return groups


def make_workflow(apps, homes, publishers):
    """Draft, review by a publisher, publication: the one workflow, in both languages."""
    Workflow, WorkflowTask = apps.get_model("wagtailcore", "Workflow"), apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    if WorkflowPage.objects.filter(page_id__in=[home.pk for home in homes]).exists():
        return
    # Wagtail's own, which stands at the root and has an English name.
    Workflow.objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()
    task = GroupApprovalTask.objects.create(
        name="发布人审核", active=True, content_type=content_type(apps, "wagtailcore", "groupapprovaltask")
    )
    task.groups.set([publishers])
    workflow = Workflow.objects.create(name="审核发布", active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for home in homes:
        WorkflowPage.objects.create(workflow=workflow, page_id=home.pk)


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("simple_translation", "0001_initial"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [migrations.RunPython(found_site, migrations.RunPython.noop)]
