"""A training in a real browser: announced, answered on the phone, its attendance entered, in one's own record."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from branches.models import TrainingSession
from tests.browser.test_journeys import PHONE, fits, submit

TODAY = timezone.localdate()


def announced(page, address, zone):
    """A training that the commissioner has written down and announced to the secretaries of the zone."""
    page.goto(address("training_add"))
    page.fill("[name=title]", "冬季党组织书记培训")
    page.fill("[name=held_on]", str(TODAY))
    page.fill("[name=starts_at]", "00:05")
    page.fill("[name=place]", "一楼报告厅")
    page.fill("[name=organisation]", zone.root.name)
    page.check("input[name=roles][value=secretary]")
    page.fill("[name=programme]", "14:00 换届怎么办 | 俞老师\n15:30 现场讨论")
    submit(page)
    session = TrainingSession.objects.get()
    page.goto(address("training_session_announce", session.pk))
    submit(page)
    return session


def test_a_training_from_its_announcement_to_ones_own_record(
    page, address, enter, as_person, zone, commissioner, secretary, neighbour
):
    enter(commissioner)
    session = announced(page, address, zone)
    expect(page.locator("main")).to_contain_text("谢艳")
    assert session.invitations.count() == 2

    phone = as_person(secretary, phone=True)
    phone.goto(address("my_training"))
    expect(phone.locator("main")).to_contain_text("冬季党组织书记培训")
    assert fits(phone)
    phone.get_by_role("link", name="冬季党组织书记培训").first.click()
    expect(phone.locator("main")).to_contain_text("换届怎么办")
    assert fits(phone)
    phone.get_by_role("link", name="回复").first.click()
    phone.check("input[name=reply][value=not_coming]")
    submit(phone)
    expect(phone.locator("main [role=alert], main .invalid-feedback").first).to_be_visible()
    phone.check("input[name=reply][value=coming]")
    submit(phone)
    expect(phone.locator("main")).to_contain_text("参加")

    page.goto(address("training_session_hold", session.pk))
    submit(page)
    page.goto(address("training_session_attendance", session.pk))
    row = page.locator("tr", has_text="章磊")
    row.locator("input[type=radio][value=absent]").check()
    page.get_by_role("button", name="其余").click()
    expect(page.locator("tr", has_text="谢艳").locator("input[value=present]")).to_be_checked()
    page.get_by_role("button", name="保存出勤").click()
    page.wait_for_url(re.compile(r"/training/\d+/$"))
    page.goto(address("training_session_close", session.pk))
    submit(page)
    marks = dict(session.invitations.values_list("user__username", "attended"))
    assert marks == {"secretary": "present", "neighbour": "absent"}

    phone.goto(address("my_training"))
    expect(phone.locator("main")).to_contain_text("已到会")
    page.set_viewport_size(PHONE)
    page.goto(address("training_session", session.pk))
    assert fits(page)
