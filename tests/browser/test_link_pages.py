"""What is reached by a link, without an account: an enterprise answers a notice on a phone; axe finds nothing there."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from branches.models import QuestionnaireRun
from tests.browser.test_journeys import a_photo, fits
from tests.factories.assessments import make_assessment, make_round, make_team
from tests.factories.hazards import make_notice
from tests.factories.volunteers import days_ago, make_certificate, make_hazard, photo_file
from volunteers.choices import HazardState, PhotoMoment
from volunteers.models import HazardPhoto

# A camera that shows a green wall.
CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 480;
    const pen = canvas.getContext("2d");
    setInterval(() => { pen.fillStyle = "#338844"; pen.fillRect(0, 0, 640, 480); }, 30);
    return canvas.captureStream(30);
};
"""
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


@pytest.fixture
def hazard(zone):
    """A hazard of enterprise A with a photo from before."""
    hazard = make_hazard(HazardState.RECTIFYING, enterprise=zone.enterprise_a, place="抛光车间")
    HazardPhoto.take(photo_file(), by=None, hazard=hazard, moment=PhotoMoment.BEFORE)
    return hazard


def test_the_enterprise_answers_by_link_on_a_phone_with_the_old_photo_laid_over(as_person, live_server, hazard):
    phone = as_person(phone=True)
    phone.add_init_script(CAMERA)
    phone.goto(f"{live_server.url}{make_notice(hazard).public_path}")
    expect(phone.locator("main")).to_contain_text(hazard.description)
    assert fits(phone)
    phone.click("a.btn-primary")
    assert fits(phone)
    old = phone.locator(".ghosts img")
    expect(old).to_be_visible()
    phone.click(".ghosts button.btn")
    camera = phone.locator("dialog.ghost-camera")
    ghost = camera.locator("img")
    expect(ghost).to_be_visible()
    assert ghost.get_attribute("src").endswith("/thumbnail/")
    over, under = ghost.bounding_box(), camera.locator("video").bounding_box()
    assert over == under, "the old photo lies on what the camera shows"
    # The first picture has to be there before it can be taken.
    phone.wait_for_timeout(300)
    camera.locator("button.btn-primary").click()
    expect(camera).to_have_count(0)
    expect(phone.locator(".photo-strip img")).to_have_count(1)
    phone.fill("[name=measures]", "重新密封并清灰")
    phone.fill("[name=signed]", "马晓燕")
    phone.click("form button[type=submit]")
    expect(phone.locator("main")).to_contain_text(re.compile("马晓燕"))
    assert fits(phone)
    hazard.refresh_from_db()
    assert hazard.state == HazardState.AWAITING_RECHECK
    assert hazard.photos.filter(moment=PhotoMoment.AFTER).count() == 1


def test_a_photo_chosen_with_the_field_is_enough_where_there_is_no_camera(as_person, live_server, hazard):
    phone = as_person(phone=True)
    notice = make_notice(hazard)
    phone.goto(f"{live_server.url}{reverse('notice_hazard', args=[notice.token, hazard.pk])}")
    phone.set_input_files("[name=photos]", [a_photo("green")])
    phone.fill("[name=measures]", "重新密封并清灰")
    phone.fill("[name=signed]", "马晓燕")
    phone.click("form button[type=submit]")
    expect(phone.locator("main")).to_contain_text(re.compile("马晓燕"))
    assert hazard.photos.filter(moment=PhotoMoment.AFTER).count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_behind_links(as_person, live_server, zone, hazard, volunteer, scheme):
    notice, round_ = make_notice(hazard), make_round(zone.root)
    visit = make_assessment(round_, zone.branch_a, make_team(round_, zone.root))
    QuestionnaireRun.open_for(visit, by=visit.team.leader, expires_on=days_ago(-5))
    run = visit.runs.get(audience="employees")
    paths = [
        notice.public_path,
        reverse("notice_hazard", args=[notice.token, hazard.pk]),
        reverse("notice_more_time", args=[notice.token, hazard.pk]),
        reverse("certificate_check", args=[make_certificate(zone.force_a, volunteer).token]),
        reverse("certificate_check", args=["never-was-such-a-one"]),
        run.public_path,
    ]
    phone = as_person(phone=True)
    phone.emulate_media(color_scheme=scheme)
    faults = {}
    for path in paths:
        phone.goto(f"{live_server.url}{path}")
        assert fits(phone), path
        found = Axe().run(phone, options=RULES).response["violations"]
        if found:
            faults[path.split("/")[1], path.count("/")] = [one["id"] for one in found]
    assert faults == {}
