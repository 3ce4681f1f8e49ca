"""The journeys that matter, in a real browser: secretary, task force, official, editor and publisher, importer."""

import io
import re

import openpyxl
import pytest
import xlsxwriter
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from branches.models import Organisation
from news.models import NewsIndexPage, NewsPage
from tests.factories.branches import make_organisation
from tests.factories.news import make_news, make_picture
from tests.factories.portal import PASSWORD
from tests.factories.volunteers import make_activity, make_hazard
from volunteers.models import Hazard, HazardCategory

PHONE = {"width": 360, "height": 780}


def submit(page):
    """Press the button that sends the form in the middle of the page."""
    page.locator("main form.form-sheet button[type=submit]").first.click()


def fits(page):
    """Whether nothing makes the page scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def until(page, question):
    """Wait until the records say so: the CMS saves by itself too, so no address tells when it is done."""
    for _try in range(100):
        if found := question():
            return found
        page.wait_for_timeout(100)
    raise AssertionError("the records never said so")


def a_photo(colour):
    """A picture as a camera gives it."""
    content = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(content, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def test_a_secretary_brings_her_branch_up_to_date_on_a_phone(page, live_server, sign_in, zone, secretary):
    page.set_viewport_size(PHONE)
    sign_in(secretary, PASSWORD)
    assert fits(page)
    page.goto(f"{live_server.url}/desk/organisations/?standing=in_force")
    expect(page.locator("main")).to_contain_text("宏达电器")
    expect(page.locator("main")).not_to_contain_text("永盛铝业")
    assert fits(page)
    page.get_by_role("link", name="云溪宏达电器有限公司党支部").click()
    page.get_by_role("link", name="编辑").click()
    page.fill("input[name=secretary_phone]", "1380000")
    submit(page)
    expect(page.locator("main [role=alert]")).to_be_visible()
    assert page.input_value("input[name=secretary_phone]") == "1380000", "what was typed stays"
    page.fill("input[name=secretary_phone]", "138-0000-0005")
    page.fill("input[name=full_members]", "19")
    submit(page)
    expect(page.locator("h1")).to_contain_text("宏达电器")
    expect(page.locator("main")).to_contain_text("138****0005")
    expect(page.locator("main")).not_to_contain_text("13800000005")
    zone.branch_a.refresh_from_db()
    assert (zone.branch_a.full_members, zone.branch_a.secretary_phone) == (19, "13800000005")


def test_two_people_save_at_once_and_the_second_is_told(page, live_server, enter, zone, commissioner):
    enter(commissioner)
    page.goto(f"{live_server.url}/desk/organisations/{zone.branch_a.pk}/edit/")
    zone.branch_a.remark, zone.branch_a.version = "另一人已保存", zone.branch_a.version + 1
    zone.branch_a.save()
    page.fill("[name=remark]", "我写的备注")
    submit(page)
    expect(page.locator("main")).to_contain_text("另一人已保存")
    assert page.input_value("[name=remark]") == "我写的备注"
    zone.branch_a.refresh_from_db()
    assert zone.branch_a.remark == "另一人已保存"


def test_a_task_force_reports_and_the_centre_sees_it_put_right(
    page, live_server, enter, zone, volunteer, official, contact, grid_worker
):
    page.set_viewport_size(PHONE)
    enter(volunteer)
    page.goto(f"{live_server.url}/desk/hazards/add/")
    assert fits(page)
    page.set_input_files("input[name=photos]", [a_photo("grey")])
    page.fill("input[name=enterprise]", "宏达电器")
    page.fill("[name=place]", "抛光车间")
    page.fill("[name=description]", "除尘管道积尘未清")
    page.select_option("select[name=category]", str(HazardCategory.objects.first().pk))
    submit(page)
    expect(page.locator("h1")).to_contain_text("除尘管道积尘未清")
    hazard = Hazard.objects.get()
    assert hazard.photos.count() == 1
    record = f"{live_server.url}/desk/hazards/{hazard.pk}/"

    enter(official)
    expect(page.locator("main")).to_contain_text("待定级的隐患")
    page.goto(f"{record}grade/")
    submit(page)
    page.goto(f"{record}start/")
    submit(page)

    enter(contact)
    page.goto(f"{record}rectify/")
    page.fill("[name=measures]", "已停机清灰，补做记录")
    page.set_input_files("input[name=photos]", [a_photo("white")])
    submit(page)
    page.wait_for_url(record)
    expect(page.locator("main")).to_contain_text("待复查")

    enter(grid_worker)
    page.goto(f"{record}verify/")
    page.fill("[name=opinion]", "现场查看，积尘已清")
    submit(page)
    page.wait_for_url(record)
    expect(page.locator("main")).to_contain_text("复查合格")
    enter(official)
    page.goto(f"{record}close/")
    submit(page)
    expect(page.locator("main")).to_contain_text("已销号")
    assert page.locator("main img").count() >= 2
    assert fits(page)


def test_an_official_tallies_and_takes_the_table_away(page, live_server, enter, zone, official):
    for _ in range(3):
        make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    make_activity(zone.force_a, confirmed=True)
    enter(official)
    page.goto(f"{live_server.url}/desk/tallies/hazards/")
    expect(page.locator("svg.chart-drawing").first).to_be_visible()
    cell = page.locator("main table a:visible", has_text=re.compile(r"^\s*3\s*$")).first
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("导出 Excel")).click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert 3 in [value for row in book.active.iter_rows(values_only=True) for value in row]
    cell.click()
    expect(page.locator("#count")).to_contain_text("3")


def test_an_editor_writes_and_a_publisher_publishes(page, live_server, enter, zone, editor, publisher, client):
    enter(editor)
    section = NewsIndexPage.objects.get(locale__language_code="zh-hans").pk
    page.goto(f"{live_server.url}/cms/pages/add/news/newspage/{section}/")
    page.fill("[name=title]", "突击队夜里再走一圈")
    page.fill("[name=lead]", "下班以后，突击队沿厂区再走一圈，查出三处小问题。")
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("button[name=action-submit]").click()
    draft = until(page, NewsPage.objects.filter(title="突击队夜里再走一圈").first)
    until(page, lambda: draft.current_workflow_state)
    assert client.get("/search/", {"q": "再走一圈"}).content.decode().count("突击队夜里再走一圈") == 0
    enter(publisher)
    expect(page.locator("main")).to_contain_text("突击队夜里再走一圈")
    page.goto(f"{live_server.url}/cms/pages/{draft.pk}/edit/")
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("footer button[data-workflow-action-name=approve]").first.click()
    until(page, NewsPage.objects.live().filter(pk=draft.pk).exists)
    answer = client.get("/search/", {"q": "再走一圈"})
    assert "<mark>" in answer.content.decode()


def ledger(*hazards):
    """A ledger with headings of its own kind."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("十一月")
    sheet.write_row(0, 0, ["安全隐患登记表"])
    sheet.write_row(1, 0, ["编号", "发现时间", "受检企业", "队伍", "部位", "存在问题", "类别", "隐患级别", "整改时限"])
    for number, row in enumerate(hazards, 2):
        sheet.write_row(number, 0, row)
    book.close()
    return {"name": "隐患.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": content.getvalue()}


@pytest.mark.parametrize("is_right", [True, False], ids=["a right ledger", "a faulty one"])
def test_an_official_brings_a_ledger(page, live_server, enter, zone, official, is_right):
    found = f"{timezone.localdate():%Y.%m.%d}" if is_right else "2026年2月30日"
    rows = [
        ["A-1", found, "云溪宏达电器有限公司", "宏达电器党员突击队", "一号车间", "消防通道堆物", "消防", "一般", ""],
        ["A-2", found, "云溪永盛铝业有限公司", "永盛铝业党员突击队", "仓库", "灭火器压力不足", "消防", "一 般", ""],
    ]
    enter(official)
    page.goto(f"{live_server.url}/desk/imports/")
    page.goto(f"{live_server.url}/desk/imports/new/")
    page.check("input[name=ledger][value=hazards]") if page.locator(
        "input[name=ledger][value=hazards]"
    ).count() else page.select_option("select[name=ledger]", "hazards")
    page.set_input_files("input[name=file]", [ledger(*rows)])
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("隐患.xlsx")
    if not is_right:
        expect(page.locator("main")).to_contain_text("2026年2月30日")
        assert Hazard.objects.count() == 0
        return
    page.locator("main form[action*=load] button[type=submit]").first.click()
    page.wait_for_load_state()
    assert Hazard.objects.count() == 2
    page.goto(f"{live_server.url}/desk/hazards/?q=灭火器")
    expect(page.locator("#count")).to_contain_text("1")


def test_a_double_tap_makes_one_organisation(page, live_server, enter, zone, commissioner):
    enter(commissioner)
    page.goto(f"{live_server.url}/desk/organisations/add/")
    page.fill("input[name=name]", "云溪新成立有限公司党支部")
    page.fill("input[name=parent]", "云溪高新区两新工委")
    page.locator("main form.form-sheet button[type=submit]").dblclick()
    page.wait_for_url(re.compile(r"/organisations/\d+/$"))
    assert Organisation.objects.filter(name="云溪新成立有限公司党支部").count() == 1


def test_long_chinese_names_fit_a_phone(page, live_server, enter, zone, official):
    name = "云溪高新技术产业开发区第一精密机械制造与表面处理联合股份有限公司等企业联合党支部"
    make_organisation(zone.root, name=name)
    page.set_viewport_size(PHONE)
    enter(official)
    for path in ("organisations/", "organisations/tree/", "enterprises/", "hazards/", "tallies/hazards/", "figures/"):
        page.goto(f"{live_server.url}/desk/{path}")
        assert fits(page), path


def test_a_visitor_on_a_phone_reads_of_each_article_its_title_and_day(page, live_server, zone):
    story = make_news(cover=make_picture())
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}{story.get_parent().url}")
    line = page.locator(".public-list li").filter(has_text=story.title)
    assert line.locator("time").is_visible()
    assert line.locator("img").is_visible()
