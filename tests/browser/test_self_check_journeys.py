"""A self-check in a real browser: by link on a safety officer's phone, and its paper twin keyed in."""

import io

from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from tests.factories.campaigns import make_self_check
from volunteers.choices import Channel, SelfCheckState
from volunteers.models import Hazard

PHONE = {"width": 360, "height": 780}


def fits(page):
    """Whether nothing makes the page scroll sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def a_photo(colour):
    """A picture as a camera gives it."""
    content = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(content, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def test_a_safety_officer_answers_by_link_on_a_phone(page, live_server, zone):
    check = make_self_check(zone.enterprise_a)
    items = check.sheet()
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}{check.public_path}")
    expect(page.locator("h1")).to_contain_text("自查")
    assert fits(page)
    first = page.locator("#item-1")
    expect(first.locator("[name=i1_place]")).to_be_hidden()
    first.locator("input[value=failed]").check()
    expect(first.locator("[name=i1_place]")).to_be_visible()
    first.locator("[name=i1_place]").fill("喷漆房")
    first.locator("[name=i1_interim_control]").fill("停止喷漆，专人看守")
    # Kept as it goes: whoever comes back later finds it.
    expect(page.locator("[data-draft-status]")).to_contain_text("已暂存")
    page.reload()
    expect(page.locator("[name=i1_place]")).to_have_value("喷漆房")
    page.get_by_role("button", name="签名并交表").click()
    expect(page.locator("main [role=alert]")).to_be_visible()
    assert page.locator("[name=i1_interim_control]").input_value() == "停止喷漆，专人看守", "what was typed stays"
    for row in items[1:]:
        page.locator(f"#item-{row.number} input[value=not_present]").check()
    page.locator("[name=signed]").fill("马晓燕")
    page.get_by_role("button", name="签名并交表").click()
    expect(page.locator("main")).to_contain_text("已交")
    hazard = Hazard.objects.get()
    expect(page.locator("main")).to_contain_text(hazard.number)
    assert fits(page)
    check.refresh_from_db()
    assert (check.state, check.channel, check.signed) == (SelfCheckState.RETURNED, Channel.LINK, "马晓燕")
    assert hazard.interim_control == "停止喷漆，专人看守"


def test_without_signal_the_phone_keeps_what_was_typed(page, live_server, zone):
    check = make_self_check(zone.enterprise_a)
    check.sheet()
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}{check.public_path}")
    page.context.set_offline(True)
    page.locator("#item-1 input[value=not_present]").check()
    page.locator("[name=signed]").fill("马晓燕")
    page.get_by_role("button", name="暂存").click()
    expect(page.locator("[data-draft-status]")).to_contain_text("无网络")
    page.context.set_offline(False)
    # With signal again it goes by itself.
    expect(page.locator("[data-draft-status]")).to_contain_text("已暂存")
    page.reload()
    expect(page.locator("[name=signed]")).to_have_value("马晓燕")
    expect(page.locator("#item-1 input[value=not_present]")).to_be_checked()


def test_a_grid_worker_scans_the_paper_and_keys_it_in(page, live_server, enter, zone, grid_worker):
    check = make_self_check(zone.enterprise_a)
    items = check.sheet()
    enter(grid_worker)
    # The code on the paper is the link of the record: whoever keys in for this enterprise is led there.
    page.goto(f"{live_server.url}{check.public_path}")
    expect(page.locator("h1")).to_contain_text("录入纸质自查表")
    page.set_input_files("input[name=photos]", a_photo("white"))
    page.locator("#id_i1_answer input").first.focus()
    for _row in items[:-1]:
        page.keyboard.press("1")
    page.keyboard.press("4")
    expect(page.locator("[name=signed]")).to_be_focused()
    page.keyboard.type("马晓燕")
    page.locator("[name=signed_on]").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="签名并交表").click()
    page.wait_for_url(f"**{check.get_absolute_url()}")
    check.refresh_from_db()
    assert (check.state, check.channel, check.returned_by) == (SelfCheckState.RETURNED, Channel.PAPER, grid_worker)
    assert (check.found_count, check.not_applicable_count) == (0, 1)
    page.get_by_role("link", name="接收", exact=True).click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("已接收")


def kept_photos(page):
    """How many sheets' items have photos that are kept on this phone."""
    return page.evaluate(
        """() => new Promise((done) => {
            const opening = indexedDB.open("kept-photos", 1);
            opening.onupgradeneeded = () => opening.result.createObjectStore("photos");
            opening.onsuccess = () => {
                const asked = opening.result.transaction("photos").objectStore("photos").count();
                asked.onsuccess = () => { opening.result.close(); done(asked.result); };
            };
        })"""
    )


def test_photos_chosen_without_signal_stay_on_the_phone_until_they_are_sent(page, live_server, zone):
    check = make_self_check(zone.enterprise_a)
    check.sheet()
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}{check.public_path}")
    expect(page.locator("main")).to_contain_text("无网络也不会丢失")
    page.context.set_offline(True)
    page.locator("#item-1 summary.btn").click()
    page.set_input_files("[name=i1_photos]", [a_photo("red"), a_photo("blue")])
    warning = page.locator("[data-kept-photos]")
    expect(warning).to_contain_text("2")
    assert fits(page)
    page.get_by_role("button", name="暂存").click()
    expect(page.locator("[data-draft-status]")).to_contain_text("无网络")
    assert kept_photos(page) == 1
    # The phone comes back into the net; the page was closed meanwhile, and the browser asked before.
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.goto(f"{live_server.url}{check.public_path}")
    expect(warning).to_contain_text("2")
    assert page.evaluate("document.querySelector('[name=i1_photos]').files.length") == 2
    # A sheet that comes back with its faults has its photos still.
    page.get_by_role("button", name="签名并交表").click()
    expect(page.locator("main [role=alert]")).to_be_visible()
    expect(warning).to_contain_text("2")
    page.get_by_role("button", name="暂存").click()
    expect(page.locator("main")).to_contain_text("已保存")
    expect(warning).to_be_hidden()
    assert check.photos.filter(answer__number=1).count() == 2
    assert kept_photos(page) == 0
