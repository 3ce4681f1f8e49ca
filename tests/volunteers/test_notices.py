"""Notices of rectification: written, printed, answered through their link, which opens their hazards alone."""

import io
import re
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.documents import pdf_available
from portal.states import Refused
from tests.factories.hazards import make_notice
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, exe_file, make_hazard, photo_file
from volunteers.choices import HazardState, PhotoMoment
from volunteers.models import Extension, Hazard, HazardPhoto, RectificationNotice

pytestmark = pytest.mark.django_db
S = HazardState


@pytest.fixture
def hazard(zone):
    """A graded hazard of enterprise A with a photo from before."""
    hazard = make_hazard(S.GRADED, enterprise=zone.enterprise_a, place="抛光车间")
    HazardPhoto.take(photo_file(), by=None, hazard=hazard, moment=PhotoMoment.BEFORE)
    return hazard


@pytest.fixture
def notice(hazard):
    """The notice of that hazard."""
    return make_notice(hazard)


def report(**more):
    """What somebody of the enterprise sends."""
    return {
        "photos": [photo_file(colour="#dddddd")],
        "rectified_on": days_ago(0).isoformat(),
        "measures": "重新密封并清灰",
        "cost": "1200.50",
        "comment": "已交底",
        "signed": "马晓燕",
        "position": "28.8954,120.0312",
    } | more


def pages(notice, hazard):
    """Every address that the link opens."""
    photo = hazard.photos.first()
    return {
        "notice": notice.public_path,
        "hazard": reverse("notice_hazard", args=[notice.token, hazard.pk]),
        "time": reverse("notice_more_time", args=[notice.token, hazard.pk]),
        "photo": reverse("notice_photo", args=[notice.token, photo.pk, "image"]),
        "thumbnail": reverse("notice_photo", args=[notice.token, photo.pk, "thumbnail"]),
    }


def test_a_notice_names_the_hazards_and_has_them_rectified(zone, hazard, grid_worker, client_of):
    second = make_hazard(S.RECTIFYING, enterprise=zone.enterprise_a)
    make_hazard(S.REGISTERED, enterprise=zone.enterprise_a)
    url, client = reverse("hazard_notify", args=[hazard.pk]), client_of(grid_worker)
    assert url in client.get(hazard.get_absolute_url()).content.decode()
    facts = {
        "hazards": [hazard.pk, second.pk],
        "contact_name": "吴晓燕",
        "expires_on": days_ago(-30).isoformat(),
        "submission": uuid.uuid4(),
    }
    answers = {client.post(url, facts).url for _tap in range(2)}
    notice = RectificationNotice.objects.get()
    assert answers == {notice.get_absolute_url()}
    assert notice.number == f"ZG-{days_ago(0).year}-0001"
    assert set(notice.hazards.all()) == {hazard, second}
    assert set(notice.hazards.values_list("state", flat=True)) == {S.RECTIFYING}
    assert notice.public_path in client.get(notice.get_absolute_url()).content.decode()


@pytest.mark.parametrize("what", ["other enterprise", "registered", "closed", "none"])
def test_a_notice_goes_to_one_enterprise_and_holds_what_it_has_to_do(what, zone, hazard, official):
    more = {
        "other enterprise": lambda: [hazard, make_hazard(S.GRADED, enterprise=zone.enterprise_b)],
        "registered": lambda: [make_hazard(enterprise=zone.enterprise_a)],
        "closed": lambda: [make_hazard(S.CLOSED, enterprise=zone.enterprise_a)],
        "none": list,
    }[what]()
    with pytest.raises(Refused):
        RectificationNotice.issue(zone.enterprise_a, more, by=official)
    assert not RectificationNotice.objects.exists()


def test_the_enterprise_reads_and_reports_without_account_or_cookie(notice, hazard):
    # As a browser: without cookie there is no token against forged requests.
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(notice.public_path)
    assert hazard.number in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    for name, address in pages(notice, hazard).items():
        assert visitor.get(address).status_code == 200, name
    sent = visitor.post(pages(notice, hazard)["hazard"], report())
    assert sent.url == notice.public_path
    hazard.refresh_from_db()
    assert (hazard.state, hazard.rectified_by, hazard.rectifier) == (S.AWAITING_RECHECK, None, "马晓燕")
    assert (float(hazard.cost), hazard.comment) == (1200.5, "已交底")
    photo = hazard.photos.get(moment=PhotoMoment.AFTER)
    assert photo.position == "28.8954,120.0312"
    assert "马晓燕" in visitor.get(notice.public_path).content.decode()
    assert not visitor.cookies
    notice.refresh_from_db()
    assert notice.opened_at is not None


def test_what_is_sent_twice_is_reported_once(notice, hazard):
    for _tap in range(3):
        assert Client().post(pages(notice, hazard)["hazard"], report()).status_code == 302
    assert hazard.photos.filter(moment=PhotoMoment.AFTER).count() == 1
    assert hazard.history.filter(state=S.AWAITING_RECHECK).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"photos": []},
        {"photos": [exe_file()]},
        {"rectified_on": days_ago(-1).isoformat()},
        {"rectified_on": days_ago(60).isoformat()},
        {"measures": " "},
        {"measures": "330784199002301234"},
        {"cost": "-5"},
        {"cost": "很多"},
        {"signed": ""},
    ],
    ids=lambda wrong: f"{next(iter(wrong))}",
)
def test_bad_input_gets_a_sentence_and_changes_nothing(wrong, notice, hazard):
    answer = Client().post(pages(notice, hazard)["hazard"], report(**wrong))
    assert answer.status_code == 422
    assert "已交底" in answer.content.decode()
    hazard.refresh_from_db()
    assert hazard.state == S.RECTIFYING
    assert not hazard.photos.filter(moment=PhotoMoment.AFTER).exists()


def test_an_odd_position_is_left_out(notice, hazard):
    Client().post(pages(notice, hazard)["hazard"], report(position="<script>"))
    assert hazard.photos.get(moment=PhotoMoment.AFTER).position == ""


def test_more_time_is_asked_for_through_the_link_and_signed_by_name(notice, hazard):
    address = pages(notice, hazard)["time"]
    assert Client().post(address, {"until": days_ago(5).isoformat(), "reason": "等配件"}).status_code == 422
    facts = {"until": days_ago(-25).isoformat(), "reason": "等配件", "asker_name": "马晓燕"}
    assert Client(enforce_csrf_checks=True).post(address, facts).url == notice.public_path
    extension = Extension.objects.get()
    assert (extension.signed, extension.asked_by) == ("马晓燕", None)
    assert address not in Client().get(notice.public_path).content.decode()


@pytest.mark.parametrize("how", ["expired", "revoked", "renewed", "guessed", "altered", "foreign", "merged"])
def test_a_link_that_leads_nowhere_says_nothing(how, zone, notice, hazard, official):
    addresses = pages(notice, hazard)
    if how == "expired":
        rows = RectificationNotice.objects.filter(pk=notice.pk)
        yesterday = timezone.localdate() - timedelta(days=1)
        rows.update(issued_on=yesterday, expires_on=yesterday)
    elif how == "revoked":
        notice.revoke(by=official)
    elif how == "renewed":
        notice.renew(by=official, expires_on=days_ago(-9))
    elif how == "guessed":
        addresses = {name: url.replace(notice.token, "A" * 32) for name, url in addresses.items()}
    elif how == "altered":
        addresses = {name: url.replace(notice.token, f"{notice.seed}.x") for name, url in addresses.items()}
    elif how == "foreign":
        # The link of another enterprise's notice does not open this hazard.
        other = make_notice(make_hazard(S.GRADED, enterprise=zone.enterprise_b))
        addresses = {name: url.replace(notice.token, other.token) for name, url in addresses.items()}
        del addresses["notice"]
    else:
        original = make_hazard(S.GRADED, enterprise=zone.enterprise_a)
        Hazard.objects.get(pk=hazard.pk).merge_into(by=official, original=original)
        del addresses["notice"]
    nowhere = tidied(Client().get(reverse("notice_answer", args=["never-was-such-a-one"])))
    for name, address in addresses.items():
        sent = [Client().get(address)]
        sent += [Client().post(address, report())] if name in ("hazard", "time") else []
        for answer in sent:
            assert answer.status_code == 404, name
            text = tidied(answer)
            assert text == nowhere, name
            assert hazard.number not in text
            assert zone.enterprise_a.name not in text
    assert Hazard.objects.get(pk=hazard.pk).rectified_on is None
    assert not Extension.objects.exists()


def tidied(answer):
    """A page without its own address, which the switch of languages repeats."""
    return re.sub(r"/n/[^\"?]+", "", answer.content.decode())


def test_the_link_opens_nothing_of_the_desk(notice, hazard):
    visitor = Client()
    visitor.get(notice.public_path)
    for address in (hazard.get_absolute_url(), notice.get_absolute_url(), hazard.enterprise.get_absolute_url()):
        assert visitor.get(address).url.startswith("/accounts/login/")
    photo = hazard.photos.get()
    assert visitor.get(reverse("notice_photo", args=[notice.token, photo.pk, "original"])).status_code == 404


def test_a_copy_of_the_database_opens_nothing(notice):
    assert notice.seed != notice.token
    assert Client().get(reverse("notice_answer", args=[notice.seed])).status_code == 404


def test_a_network_that_guesses_or_sends_too_much_is_stopped(notice, hazard, monkeypatch):
    monkeypatch.setattr("volunteers.views.notice_answers.NoticeLink.most_guesses", 2)
    monkeypatch.setattr("volunteers.views.notice_answers.NoticeLink.most_sent", 1)
    visitor = Client(REMOTE_ADDR="10.0.0.9")
    guesses = [visitor.get(reverse("notice_answer", args=[f"guess-{n}"])).status_code for n in range(4)]
    assert guesses == [404, 404, 429, 429]
    assert visitor.get(notice.public_path).status_code == 200, "who has the link is not kept out by a guesser"
    address = pages(notice, hazard)["hazard"]
    assert [visitor.post(address, {}).status_code for _n in range(2)] == [422, 429]
    assert Client(REMOTE_ADDR="10.0.0.10").post(address, {}).status_code == 422


def test_the_paper_carries_the_hazards_the_deadline_and_the_code(notice, hazard, contact, cadre, client_of):
    answer = client_of(contact).get(reverse("notice_paper", args=[notice.pk, "docx"]))
    content = b"".join(answer.streaming_content)
    text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    for word in (
        hazard.number,
        "抛光车间",
        f"{hazard.due_on:%Y-%m-%d}",
        notice.number,
        hazard.enterprise.name,
        "非执法文书",
    ):
        assert word in text, word
    # A photo from before and the code.
    assert len([name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "media/" in name]) == 2
    assert client_of(cadre).get(reverse("notice_paper", args=[notice.pk, "docx"])).status_code == 403


@pytest.mark.skipif(not pdf_available(), reason="this machine has no Pango")
def test_the_paper_comes_as_pdf_too(notice, contact, client_of):
    answer = client_of(contact).get(reverse("notice_paper", args=[notice.pk, "pdf"]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_a_paper_whose_photo_was_lost_on_the_disk_says_so(notice, hazard, contact, client_of):
    photo = hazard.photos.get()
    photo.image.storage.delete(photo.image.name)
    answer = client_of(contact).get(reverse("notice_paper", args=[notice.pk, "docx"]))
    content = io.BytesIO(b"".join(answer.streaming_content))
    assert f"照片文件缺失：{hazard.number}" in zipfile.ZipFile(content).read("word/document.xml").decode()


def test_whoever_only_looks_does_not_see_the_link(notice, cadre, contact, official, client_of):
    for person, sees in ((official, True), (contact, False), (cadre, False)):
        page = client_of(person).get(notice.get_absolute_url()).content.decode()
        assert (notice.token in page) is sees


def test_a_revoked_link_is_replaced_by_a_new_one(notice, official, client_of):
    client, old = client_of(official), notice.public_path
    client.post(reverse("notice_revoke", args=[notice.pk]), {"submission": uuid.uuid4()})
    assert Client().get(old).status_code == 404
    facts = {"expires_on": days_ago(-10).isoformat(), "submission": uuid.uuid4()}
    client.post(reverse("notice_renew", args=[notice.pk]), facts)
    notice.refresh_from_db()
    assert Client().get(notice.public_path).status_code == 200
    assert Client().get(old).status_code == 404


def test_through_the_link_somebody_signs_or_nothing_is_reported(hazard):
    with pytest.raises(Refused):
        hazard.rectify(by=None, rectified_on=days_ago(0), measures="已清理")
    hazard.rectify(by=make_user(), rectified_on=days_ago(0), measures="已清理")
