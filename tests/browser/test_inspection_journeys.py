"""The inspector on the phone: a visit begun at the door, recorded item by item, a finding under its clause."""

import re

from playwright.sync_api import expect

from branches.models import Process
from tests.browser.test_journeys import PHONE, a_photo, fits, submit
from volunteers.choices import InspectionState
from volunteers.models import Hazard, HazardCategory, Inspection, JudgementStandard


def test_a_cadre_inspects_by_the_standard_and_registers_what_fails(page, live_server, enter, zone, cadre):
    zone.enterprise_a.processes.set([Process.objects.get_or_create(title="可燃爆粉尘")[0]])
    clause = JudgementStandard.of_code("GM-11-3")
    page.set_viewport_size(PHONE)
    enter(cadre)
    page.goto(f"{live_server.url}{zone.enterprise_a.get_absolute_url()}")
    page.get_by_role("link", name="安排或开始检查").first.click()
    assert page.input_value("input[name=enterprise]") == zone.enterprise_a.name
    page.fill("input[name=focus]", "涉爆粉尘")
    submit(page)
    expect(page.locator("h1")).to_contain_text("JC-")
    visit = Inspection.objects.get()
    assert fits(page)

    page.get_by_role("link", name="记录检查").click()
    assert fits(page)
    submit(page)
    expect(page.locator("main [role=alert]")).to_contain_text("未发现问题")
    page.select_option(f"select[name=item_{clause.pk}]", "fails")
    page.fill("[name=summary]", "抛光除尘器无泄爆片")
    submit(page)
    expect(page.locator("main")).to_contain_text("尚未登记隐患")
    visit.refresh_from_db()
    assert visit.state == InspectionState.HELD

    page.get_by_role("link", name=re.compile("GM-11-3 登记隐患")).click()
    assert page.input_value("input[name=clause]") == "GM-11-3"
    page.set_input_files("input[name=photos]", [a_photo("grey")])
    page.fill("[name=place]", "抛光车间")
    page.fill("[name=description]", "干式除尘器没有泄爆装置")
    page.select_option("select[name=category]", str(HazardCategory.objects.first().pk))
    submit(page)
    expect(page.locator("h1")).to_contain_text("干式除尘器没有泄爆装置")
    hazard = Hazard.objects.get()
    assert (hazard.standard, hazard.finding.inspection, hazard.photos.count()) == (clause, visit, 1)
