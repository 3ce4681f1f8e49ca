"""No signal: a leader in the cellar fills in forms with photos; an hour later they are in the office, once."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.servers import server

PHONE = {"width": 360, "height": 780}
SENT = re.compile("已送达")


def a_photo(colour):
    """A file that a phone might send, each of another colour."""
    content = io.BytesIO()
    Image.effect_noise((900, 700), 60).convert("RGB").save(content, "JPEG") if colour == "noise" else Image.new(
        "RGB", (900, 700), colour
    ).save(content, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


@pytest.fixture
def portal(tmp_path, db):
    """A server that can be killed, and the zone of one leader in its database."""
    with server(tmp_path, ["-m", "tests.field_server"]) as one:
        one.facts = one.run("tests.field_zone")
        one.start()
        yield one


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Here the worker is what is tried; its server has a database on the disk, where readers block no writer."""
    return browser_context_args | {"service_workers": "allow"}


def signed_in(page, portal, name):
    cookie = {"name": "sessionid", "value": portal.facts[name]["session"], "url": portal.url}
    page.context.add_cookies([cookie])


def sign_in_as(page, portal, name):
    signed_in(page, portal, name)
    page.goto(f"{portal.url}/desk/")


COUNT_KEPT = """async () => {
    await navigator.serviceWorker.ready;
    const names = (await caches.keys()).filter(name => name.startsWith("pages-"));
    const kept = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).length));
    return navigator.serviceWorker.controller ? kept.reduce((sum, n) => sum + n, 0) : 0;
}"""


def taken_along(page, portal):
    """Wait until this phone has taken along what it needs without signal."""
    for _try in range(60):
        # Two forms, and the names to choose from.
        if page.evaluate(COUNT_KEPT) >= 3:
            return
        page.wait_for_timeout(250)
    pytest.fail("the phone has not taken the forms along")


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def report_hazard(page, portal, number, photos=()):
    page.goto(f"{portal.url}/desk/hazards/add/")
    page.set_input_files("input[name=photos]", [a_photo(colour) for colour in photos])
    page.fill("input[name=enterprise]", "云溪宏达电器有限公司")
    page.fill("[name=place]", "地下室")
    page.fill("[name=description]", f"配电箱前堆放纸箱，第{number}处")
    page.select_option("select[name=category]", str(portal.facts["category"]))
    page.click("form[data-outbox] button[type=submit]")


def log_activity(page, portal):
    page.goto(f"{portal.url}/desk/activities/add/")
    page.select_option("select[name=kind]", str(portal.facts["kind"]))
    page.fill("[name=place]", "厂区北侧道路")
    page.click("summary:has-text('其他人数')")
    page.fill("[name=participants]", "6")
    page.fill("[name=hours]", "2")
    page.set_input_files("input[name=photos_before]", [a_photo("grey"), a_photo("brown")])
    page.set_input_files("input[name=photos_after]", [a_photo("white"), a_photo("green")])
    page.click("form[data-outbox] button[type=submit] >> nth=0")


def test_an_activity_and_three_hazards_from_a_cellar_arrive_once(page, portal):
    page.set_viewport_size(PHONE)
    sign_in_as(page, portal, "leader")
    taken_along(page, portal)
    page.context.set_offline(True)
    log_activity(page, portal)
    expect(page.locator(".outbox-form")).to_have_count(1)
    expect(page.locator(".outbox-form")).to_contain_text("仅在本机，尚未发送")
    for number, colour in enumerate(("red", "blue", "yellow")):
        report_hazard(page, portal, number, [colour])
        expect(page.locator(".outbox-form")).to_have_count(number + 2)
    page.reload()
    expect(page.locator(".outbox-form")).to_have_count(4)
    assert fits(page)
    page.context.set_offline(False)
    expect(page.locator(".outbox-form", has_text=SENT)).to_have_count(4, timeout=60000)
    page.reload()
    expect(page.locator(".outbox-form", has_text="回执号")).to_have_count(4)
    found = portal.run("tests.field_report")
    assert (found["activities"], found["activity_photos"]) == (1, 4)
    assert (found["hazards"], found["descriptions"], found["hazard_photos"]) == (3, 3, 3)
    assert (found["submissions"], found["waiting"]) == (4, 0)


def test_a_server_that_dies_during_the_upload_costs_nothing(page, portal):
    page.set_viewport_size(PHONE)
    sign_in_as(page, portal, "leader")
    taken_along(page, portal)
    kills = []

    def die(route):
        """The server dies when the second photo is on its way."""
        kills.append(route.request.url)
        if len(kills) == 2:
            portal.kill()
        route.continue_()

    page.route("**/photos/**", die)
    report_hazard(page, portal, 1, ["red", "blue", "noise"])
    expect(page.locator(".outbox-form")).to_contain_text("仅在本机，尚未发送")
    page.unroute("**/photos/**")
    portal.start()
    page.click("#outbox-send")
    expect(page.locator(".outbox-form", has_text=SENT)).to_have_count(1, timeout=60000)
    found = portal.run("tests.field_report")
    assert (found["hazards"], found["hazard_photos"], found["waiting"]) == (1, 3, 0)


def test_what_is_refused_says_why_and_can_be_corrected(page, portal):
    page.set_viewport_size(PHONE)
    sign_in_as(page, portal, "leader")
    taken_along(page, portal)
    page.context.set_offline(True)
    page.goto(f"{portal.url}/desk/hazards/add/")
    page.set_input_files("input[name=photos]", [a_photo("red")])
    page.fill("input[name=enterprise]", "没有这家企业")
    page.fill("[name=place]", "地下室")
    page.fill("[name=description]", "配电箱前堆放纸箱")
    page.select_option("select[name=category]", str(portal.facts["category"]))
    page.click("form[data-outbox] button[type=submit]")
    expect(page.locator(".outbox-form")).to_have_count(1)
    page.context.set_offline(False)
    expect(page.locator(".outbox-form")).to_contain_text("未受理", timeout=60000)
    expect(page.locator(".outbox-errors")).to_be_visible()
    page.get_by_role("link", name="修改").click()
    expect(page.locator("[name=description]")).to_have_value("配电箱前堆放纸箱")
    expect(page.locator(".photo-strip img")).to_have_count(1)
    page.fill("input[name=enterprise]", "云溪宏达电器有限公司")
    page.click("form[data-outbox] button[type=submit]")
    expect(page.locator("h1")).to_contain_text("配电箱前堆放纸箱")
    found = portal.run("tests.field_report")
    assert (found["hazards"], found["hazard_photos"]) == (1, 1)


def test_a_sign_in_that_expired_loses_nothing_and_nobody_else_sees_it(page, portal):
    page.set_viewport_size(PHONE)
    sign_in_as(page, portal, "leader")
    taken_along(page, portal)
    page.context.set_offline(True)
    report_hazard(page, portal, 1)
    expect(page.locator(".outbox-form")).to_have_count(1)
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.click("#outbox-send")
    expect(page.locator("#outbox-sign-in")).to_be_visible()

    sign_in_as(page, portal, "other")
    page.goto(f"{portal.url}/desk/outbox/")
    expect(page.locator("#outbox-empty")).to_be_visible()
    assert portal.run("tests.field_report")["hazards"] == 0
    page.context.set_offline(True)
    page.goto(f"{portal.url}/desk/outbox/")
    expect(page.locator(".outbox-form")).to_have_count(0)

    # The page of the outbox is open when the leader is there again: it finds out by itself.
    signed_in(page, portal, "leader")
    page.context.set_offline(False)
    expect(page.locator(".outbox-form", has_text=SENT)).to_have_count(1, timeout=60000)
    assert portal.run("tests.field_report")["hazards"] == 1


def test_who_signs_out_with_forms_waiting_is_warned(page, portal):
    sign_in_as(page, portal, "leader")
    taken_along(page, portal)
    page.context.set_offline(True)
    report_hazard(page, portal, 1)
    expect(page.locator(".outbox-form")).to_have_count(1)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    # The portal answers again, but not to forms: they go on waiting.
    page.route("**/outbox/state/", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto(f"{portal.url}/desk/")
    expect(page.locator("#outbox-note")).to_be_visible()
    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="退出").click()
    page.wait_for_timeout(500)
    assert asked
    assert page.url.endswith("/desk/")


NAMES = "options => options.map(option => option.value)"


def test_names_to_choose_from_are_there_without_signal_and_gone_after_signing_out(page, portal):
    page.set_viewport_size(PHONE)
    sign_in_as(page, portal, "leader")
    taken_along(page, portal)
    page.context.set_offline(True)
    page.goto(f"{portal.url}/desk/hazards/add/")
    names = page.locator("#id_enterprise-list option")
    expect(names).not_to_have_count(0)
    assert "云溪宏达电器有限公司" in names.evaluate_all(NAMES)
    page.click("input[name=enterprise]")
    page.keyboard.type("宏达")
    page.wait_for_timeout(400)
    expect(names).not_to_have_count(0)
    expect(page.locator("#no-answer")).to_be_hidden()
    page.context.set_offline(False)
    page.goto(f"{portal.url}/desk/")
    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url(lambda url: "/desk/" not in url)
    assert page.evaluate("caches.keys().then(names => names.filter(name => name.startsWith('pages-')))") == []


def test_a_cadre_records_a_visit_and_its_finding_in_a_cellar_and_both_arrive_once(page, portal):
    page.set_viewport_size(PHONE)
    sign_in_as(page, portal, "cadre")
    taken_along(page, portal)
    page.context.set_offline(True)
    page.goto(f"{portal.url}/desk/inspections/{portal.facts['visit']}/findings/add/")
    page.set_input_files("input[name=photos]", [a_photo("red")])
    page.fill("[name=place]", "地下室")
    page.fill("[name=description]", "配电箱前堆放纸箱")
    page.select_option("select[name=category]", str(portal.facts["category"]))
    page.click("form[data-outbox] button[type=submit]")
    expect(page.locator(".outbox-form")).to_have_count(1)
    page.goto(f"{portal.url}/desk/inspections/{portal.facts['visit']}/record/")
    page.locator("select[name^=item_]").first.select_option("fails")
    page.fill("[name=summary]", "地下室堆放纸箱，已口头告知")
    page.click("form[data-outbox] button[type=submit]")
    expect(page.locator(".outbox-form")).to_have_count(2)
    assert fits(page)
    assert portal.run("tests.field_report")["visits_held"] == 0
    page.context.set_offline(False)
    expect(page.locator(".outbox-form", has_text=SENT)).to_have_count(2, timeout=60000)
    found = portal.run("tests.field_report")
    assert (found["visits_held"], found["findings"], found["hazards"], found["hazard_photos"]) == (1, 1, 1, 1)
    assert (found["submissions"], found["waiting"]) == (2, 0)
