"""Numbers that can be defended, in a real browser: an official asks, freezes and takes away; an editor quotes."""

import io
import re

import openpyxl
from django.core.cache import caches
from playwright.sync_api import expect

from news.models import NewsIndexPage, NewsPage
from tests.browser.test_journeys import PHONE, fits, submit, until
from tests.factories.branches import make_organisation
from tests.factories.news import make_news, section
from tests.factories.volunteers import make_hazard
from volunteers.choices import HazardLevel
from volunteers.models import Hazard


def test_an_official_builds_a_tally_freezes_it_and_sees_what_changed(page, address, enter, zone, official, head):
    for _ in range(3):
        make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    make_hazard(enterprise=zone.enterprise_b, task_force=zone.force_b)
    enter(official)
    page.goto(f"{address('tally_hazards')}?rows=branch&columns=level")
    expect(page.locator("main table").first).to_contain_text("宏达电器")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("导出 Excel")).click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    cells = [value for row in book.active.iter_rows(values_only=True) for value in row]
    assert {"云溪宏达电器有限公司党支部", "云溪永盛铝业有限公司党支部"} <= set(cells)
    assert any(str(cell).startswith("=SUM") for cell in cells), "totals are formulas that agree"
    page.get_by_role("link", name="定格", exact=True).click()
    page.fill("[name=title]", "十一月隐患统计")
    submit(page)
    expect(page.locator("h1")).to_contain_text("十一月隐患统计")
    expect(page.locator("main")).to_contain_text("逐条一致")
    Hazard.objects.filter(task_force=zone.force_a).first().void(by=head, reason="同一处登记了两次")
    page.reload()
    expect(page.locator("main")).to_contain_text("作废")
    expect(page.locator("main")).to_contain_text(str(head))
    page.set_viewport_size({"width": 360, "height": 780})
    assert fits(page)


def test_an_official_divides_rows_into_lines_with_a_phone(page, address, enter, zone, official):
    for number, level in enumerate((HazardLevel.GENERAL, HazardLevel.GENERAL, HazardLevel.MAJOR)):
        enterprise = (zone.enterprise_a, zone.enterprise_b)[number % 2]
        make_hazard(enterprise=enterprise, task_force=zone.force_a, level=level)
    enter(official)
    page.set_viewport_size(PHONE)
    page.goto(f"{address('tally_hazards')}?rows=month")
    page.select_option("[name=rows]", "enterprise")
    page.select_option("[name=then]", "level")
    page.get_by_role("button", name="统计", exact=True).click()
    table = page.locator("main table.tally")
    expect(table.locator("tr.group")).to_have_count(2)
    expect(table.locator("tr.part")).to_have_count(3)
    assert fits(page)
    # The names stay beside the numbers while the table is moved to the side.
    name = table.locator("tr.part th").first
    place = name.bounding_box()["x"]
    page.locator(".ledger-frame").last.evaluate("frame => { frame.scrollLeft = 400 }")
    assert abs(name.bounding_box()["x"] - place) < 2
    table.locator("tr.part td a").first.click()
    expect(page.locator("main")).to_contain_text(zone.enterprise_a.name)


def test_an_editor_quotes_a_figure_and_sees_it_drift_apart(page, address, enter, zone, editor, client):
    story = make_news("云溪的党组织", slug="organisations-of-the-zone")
    enter(editor)
    page.goto(address("wagtailadmin_pages:edit", story.pk))
    page.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name="数字", exact=True).click()
    page.locator("select[name$='-value-key']").select_option("organisations.total")
    page.locator("footer button[type=submit]").first.click()

    def with_figure():
        body = NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object().body
        return [block.value.text for block in body if block.block_type == "figure"] == ["2"]

    until(page, with_figure)
    draft = NewsPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.save_revision().publish()
    make_organisation(zone.root, name="云溪新立企业党支部")
    page.goto(address("wagtailadmin_pages:edit", story.pk))
    expect(page.locator("body")).to_contain_text("文章为2，记录为3")
    # The desk keeps the list for some minutes.
    caches["pages"].clear()
    page.goto(address("desk"))
    expect(page.locator("main")).to_contain_text("数字有出入的文章")
    expect(page.locator("main")).to_contain_text("云溪的党组织")
    shown = client.get(f"{section(NewsIndexPage).url}organisations-of-the-zone/").content.decode()
    assert "figure-value" in shown
    assert "drift" not in shown, "visitors see no marks"
