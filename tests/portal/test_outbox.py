"""The outbox of a phone without signal, from the portal's side: every form once, every photo whole, nobody else's."""

import hashlib
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.models import Submission, WaitingPhoto
from tests.access.photos import a_picture
from tests.factories.volunteers import make_hazard
from volunteers.choices import HazardState, PhotoMoment
from volunteers.models import Hazard, HazardCategory

JSON = {"Accept": "application/json"}


@pytest.fixture
def phone(leader, client_of):
    """The leader's phone."""
    return client_of(leader)


@pytest.fixture
def report(zone):
    """What the leader writes about a hazard in the cellar, as the outbox sends it."""
    category = HazardCategory.objects.first() or HazardCategory.objects.create(title="粉尘")
    return {
        "submission": str(uuid4()),
        "enterprise": zone.enterprise_a.name,
        "place": "地下室配电间",
        "description": "配电箱前堆放纸箱",
        "category": category.pk,
        "level": "general",
        "on_the_spot": "no",
        "found_on": timezone.localdate().isoformat(),
    }


def photo(color="red"):
    """A picture and its digest."""
    data = a_picture(color).read() if color else b""
    return data, hashlib.sha256(data).hexdigest()


def send_photo(phone, key, data, digest, headers=None):
    url = reverse("outbox_photo", args=[key, digest])
    return phone.put(url, data, content_type="image/jpeg", headers=headers)


def send(phone, form, url="hazard_add", **more):
    return phone.post(reverse(url, **more), form, headers=JSON)


def test_a_form_gets_a_receipt_and_sent_again_the_same_one(phone, report):
    first, again = send(phone, report), send(phone, report)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert first.json()["receipt"] == report["submission"][:8].upper()
    assert Hazard.objects.count() == 1
    assert first.json()["url"] == Hazard.objects.get().get_absolute_url()


def test_what_is_no_photo_is_named_as_the_person_knows_it(phone, report):
    data = b"MZ no photo"
    digest, key = hashlib.sha256(data).hexdigest(), report["submission"]
    send_photo(phone, key, data, digest, {"X-File-Name": "%E4%BA%8C%E5%8F%B7%E8%BD%A6%E9%97%B4.jpg"})
    answer = send(phone, report | {"staged": [f"photos:{digest}"]})
    assert answer.status_code == 422
    assert "二号车间.jpg" in answer.content.decode("unicode_escape")
    assert not Hazard.objects.exists()


def test_the_same_key_with_other_content_is_refused_and_nothing_is_overwritten(phone, report):
    send(phone, report)
    answer = send(phone, report | {"description": "别的内容"})
    assert answer.status_code == 409
    assert answer.json()["url"] == Hazard.objects.get().get_absolute_url()
    assert Hazard.objects.get().description == report["description"]


def test_from_the_page_other_content_under_the_same_key_keeps_what_was_typed(phone, report):
    phone.post(reverse("hazard_add"), report)
    page = phone.post(reverse("hazard_add"), report | {"description": "改过的内容"})
    assert page.status_code == 409
    assert "改过的内容" in page.content.decode()
    assert Hazard.objects.count() == 1


def test_photos_go_ahead_and_are_counted_against_the_form(phone, report, leader):
    (red, red_digest), (blue, blue_digest) = photo("red"), photo("blue")
    form = report | {"staged": [f"photos:{red_digest}", f"photos:{blue_digest}"]}
    key = report["submission"]
    assert send_photo(phone, key, red, red_digest).status_code == 201
    refused = send(phone, form)
    assert (refused.status_code, refused.json()) == (424, {"missing": [blue_digest]})
    assert not Hazard.objects.exists()
    assert phone.get(reverse("outbox_form", args=[key])).json()["photos"] == [red_digest]
    assert send_photo(phone, key, blue, blue_digest).status_code == 201
    assert send(phone, form).status_code == 200
    hazard = Hazard.objects.get()
    assert hazard.photos.filter(moment=PhotoMoment.BEFORE, uploaded_by=leader).count() == 2
    assert not WaitingPhoto.objects.exists()
    assert phone.get(reverse("outbox_form", args=[key])).json()["receipt"]


def test_a_photo_that_was_cut_off_is_not_taken(phone, report):
    data, digest = photo()
    assert send_photo(phone, report["submission"], data[:-100], digest).status_code == 422
    assert not WaitingPhoto.objects.exists()


def test_a_photo_sent_twice_is_one(phone, report):
    data, digest = photo()
    codes = [send_photo(phone, report["submission"], data, digest).status_code for _time in range(2)]
    assert codes == [201, 200]
    assert WaitingPhoto.objects.count() == 1


def test_what_is_wrong_comes_back_in_words_and_the_photos_stay_for_the_next_try(phone, report):
    data, digest = photo()
    send_photo(phone, report["submission"], data, digest)
    answer = send(phone, report | {"place": "", "staged": [f"photos:{digest}"]})
    assert answer.status_code == 422
    assert [(fault["field"], fault["label"]) for fault in answer.json()["errors"]] == [("place", "地点")]
    assert WaitingPhoto.objects.count() == 1
    assert send(phone, report | {"staged": [f"photos:{digest}"]}).status_code == 200
    assert Hazard.objects.get().photos.count() == 1


def test_a_form_made_without_signal_is_marked_with_both_times(phone, report):
    made = timezone.now() - timedelta(hours=3)
    send(phone, report | {"made_at": made.isoformat()})
    hazard = Hazard.objects.get()
    entry = ModelLogEntry.objects.get(action="portal.made_without_signal", object_id=str(hazard.pk))
    assert entry.data["facts"]["made_at"] == f"{timezone.localtime(made):%Y-%m-%d %H:%M}"
    page = phone.get(hazard.get_absolute_url()).content.decode()
    assert "无信号时填写" in page
    assert entry.data["facts"]["made_at"] in page


def test_a_likely_double_is_asked_about_with_signal_and_taken_as_said_without(phone, report):
    send(phone, report)
    again = report | {"submission": str(uuid4())}
    asked = send(phone, again)
    assert asked.status_code == 422
    assert {fault["field"] for fault in asked.json()["errors"]} == {"another"}
    assert send(phone, again | {"made_at": timezone.now().isoformat()}).status_code == 200
    assert Hazard.objects.count() == 2


def test_a_form_sent_at_once_is_not_marked(phone, report):
    send(phone, report)
    assert not ModelLogEntry.objects.filter(action="portal.made_without_signal").exists()


def test_a_rectification_reported_without_signal_is_taken_once(zone, contact, client_of):
    hazard = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a, state=HazardState.RECTIFYING)
    phone, (data, digest) = client_of(contact), photo()
    form = {"submission": str(uuid4()), "rectified_on": timezone.localdate().isoformat(), "measures": "已清理"}
    send_photo(phone, form["submission"], data, digest)
    form["staged"] = [f"photos:{digest}"]
    answers = [send(phone, form, "hazard_rectify", args=[hazard.pk]) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    hazard.refresh_from_db()
    assert hazard.state == HazardState.AWAITING_RECHECK
    assert hazard.photos.filter(moment=PhotoMoment.AFTER).count() == 1


def test_who_comes_too_late_is_told_that_it_has_been_moved_on(zone, contact, client_of):
    hazard = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a, state=HazardState.RECTIFYING)
    form = {"rectified_on": timezone.localdate().isoformat(), "measures": "已清理"}
    phone = client_of(contact)
    send(phone, form | {"submission": str(uuid4())}, "hazard_rectify", args=[hazard.pk])
    late = send(phone, form | {"submission": str(uuid4())}, "hazard_rectify", args=[hazard.pk])
    assert late.status_code == 409
    assert late.json()["url"] == hazard.get_absolute_url()


def test_nobody_sees_or_uses_what_waits_for_somebody_else(phone, report, neighbour, client_of):
    data, digest = photo()
    send_photo(phone, report["submission"], data, digest)
    send(phone, report | {"staged": [f"photos:{digest}"]})
    other = client_of(neighbour)
    assert other.get(reverse("outbox_form", args=[report["submission"]])).json() == {
        "receipt": "",
        "url": "",
        "photos": [],
    }
    WaitingPhoto.objects.create(submission=uuid4(), user=neighbour, digest=digest, name="x")
    assert phone.get(reverse("outbox_form", args=[uuid4()])).json()["photos"] == []


@pytest.mark.django_db
def test_who_is_not_signed_in_is_told_so_and_nothing_is_taken(client):
    data, digest = photo()
    assert client.get(reverse("outbox_state")).status_code == 401
    assert client.get(reverse("outbox_form", args=[uuid4()])).status_code == 401
    assert send_photo(client, uuid4(), data, digest).status_code == 401
    assert not WaitingPhoto.objects.exists()


def test_the_phone_takes_along_the_forms_of_the_own_work_only(zone, leader, contact, client_of):
    own = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_b, state=HazardState.RECTIFYING)
    foreign = make_hazard(enterprise=zone.enterprise_b, task_force=zone.force_b, state=HazardState.RECTIFYING)
    pages = {page["url"] for page in client_of(contact).get(reverse("outbox_state")).json()["pages"]}
    assert reverse("hazard_rectify", args=[own.pk]) in pages
    assert reverse("hazard_rectify", args=[foreign.pk]) not in pages
    assert reverse("activity_add") not in pages
    pages = {page["url"] for page in client_of(leader).get(reverse("outbox_state")).json()["pages"]}
    assert {reverse("activity_add"), reverse("hazard_add")} <= pages


@pytest.mark.django_db
def test_the_page_and_the_worker_hold_nobodys_data(client, phone):
    page = client.get(reverse("outbox"))
    assert page.status_code == 200
    assert phone.get(reverse("outbox")).content == page.content
    worker = client.get(reverse("worker"))
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert json.loads(worker.content.decode().split("\n")[0].removeprefix("const PORTAL = ").rstrip(";"))["files"]
    icons = json.loads(client.get(reverse("manifest")).content)["icons"]
    assert {icon["sizes"] for icon in icons} == {"192x192", "512x512"}


def test_the_clock_forgets_photos_whose_form_never_came(phone, report, monkeypatch):
    data, digest = photo()
    send_photo(phone, report["submission"], data, digest)
    waiting = WaitingPhoto.objects.get()
    path = waiting.file.path
    WaitingPhoto.objects.update(received_at=timezone.now() - timedelta(days=30))
    call_command("clock")
    assert not WaitingPhoto.objects.exists()
    assert not Submission.objects.exists()
    assert path


def test_the_phone_takes_along_the_names_that_its_person_may_choose_and_no_more(
    zone, phone, contact, stranger, client_of
):
    names = phone.get(reverse("outbox_names")).json()
    assert zone.enterprise_a.name in names[reverse("nameable_enterprises")]
    assert zone.force_b.name in names[reverse("nameable_task_forces")]
    assert names[reverse("choose", args=["taskforce"])] == [zone.force_a.name]
    own = client_of(contact).get(reverse("outbox_names")).json()
    assert own[reverse("nameable_enterprises")] == [zone.enterprise_a.name]
    assert client_of(stranger).get(reverse("outbox_names")).json() == {}
