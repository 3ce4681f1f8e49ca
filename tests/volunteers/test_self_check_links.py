"""A self-check through its link, on paper and by account: one record, and a link that leads nowhere says nothing."""

import io
import re
import uuid
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.documents import pdf_available
from tests.factories.campaigns import make_campaign, make_self_check
from tests.factories.volunteers import days_ago, exe_file, photo_file
from volunteers.choices import Channel, SelfCheckState
from volunteers.models import Hazard, SelfCheck, SelfCheckPhoto

pytestmark = pytest.mark.django_db
S = SelfCheckState


@pytest.fixture
def check(zone):
    """The self-check of enterprise A in a window that is open."""
    return make_self_check(zone.enterprise_a)


def filled(check, deed="return", **more):
    """The form as a phone sends it: nothing found, unless `more` says otherwise."""
    facts = {f"i{row.number}_answer": "not_present" for row in check.sheet()}
    return facts | {"deed": deed, "signed": "马晓燕"} | more


def present(number=1, **more):
    """What is filled in where something is present."""
    facts = {
        "answer": "failed",
        "place": "喷漆房",
        "interim_control": "停止喷漆，专人看守",
        "due_on": days_ago(-5).isoformat(),
    }
    return {f"i{number}_{name}": value for name, value in (facts | more).items()}


def pages(check):
    """Every address that the link opens by GET."""
    photo = SelfCheckPhoto.objects.filter(self_check=check).first()
    return {
        "sheet": reverse("self_check_answer", args=[check.token]),
        "paper": reverse("self_check_link_paper", args=[check.token, "docx"]),
        "photo": reverse("self_check_link_photo", args=[check.token, photo.pk, "image"]),
        "thumbnail": reverse("self_check_link_photo", args=[check.token, photo.pk, "thumbnail"]),
    }


def sends(check):
    """Every address that the link opens by POST."""
    return {
        name: reverse(name, args=[check.token])
        for name in ("self_check_answer", "self_check_link_draft", "self_check_receipt")
    }


def test_the_safety_officer_answers_without_account_or_cookie(check):
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(check.public_path)
    assert check.enterprise.name in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    check.refresh_from_db()
    assert check.state == S.OPENED
    sent = visitor.post(check.public_path, filled(check, **present(), i1_photos=[photo_file()]))
    assert sent.url == check.public_path
    check.refresh_from_db()
    assert (check.state, check.channel, check.signed, check.returned_by) == (S.RETURNED, Channel.LINK, "马晓燕", None)
    hazard = Hazard.objects.get()
    assert hazard.photos.count() == 1
    assert hazard.number in visitor.get(check.public_path).content.decode()
    assert not visitor.cookies


def test_what_is_sent_twice_is_returned_once(check):
    for _tap in range(3):
        assert Client().post(check.public_path, filled(check, **present())).status_code == 302
    assert Hazard.objects.count() == 1


def test_two_at_once_the_second_is_told(check):
    stale = str(check.version)
    Client().post(check.public_path, filled(check, deed="save", version=stale))
    answer = Client().post(check.public_path, filled(check, i1_note="第二个人写的", version=stale))
    assert answer.status_code == 409
    assert "第二个人写的" in answer.content.decode()
    check.refresh_from_db()
    assert check.state == S.OPENED


@pytest.mark.parametrize(
    "wrong",
    [
        {"i1_answer": ""},
        {"i1_answer": "perhaps"},
        {"signed": ""},
        present(place=""),
        present(interim_control=" "),
        present(due_on=""),
        present(due_on="明天"),
        present(due_on=days_ago(3).isoformat()),
        present(note="330784199002301234"),
        {"i1_photos": [exe_file()]},
    ],
    ids=str,
)
def test_bad_input_gets_a_sentence_and_changes_nothing(wrong, check):
    answer = Client().post(check.public_path, filled(check, i2_note="已查两遍") | wrong)
    assert answer.status_code == 422
    assert "已查两遍" in answer.content.decode()
    check.refresh_from_db()
    assert check.returned_at is None
    assert not Hazard.objects.exists()


def test_saved_as_it_goes_without_opening_a_hazard(check):
    answer = Client().post(sends(check)["self_check_link_draft"], present())
    assert answer.json()["saved"]
    assert "喷漆房" in Client().get(check.public_path).content.decode()
    assert not Hazard.objects.exists()


def test_the_notice_is_acknowledged_once(check):
    for name in ("马晓燕", "另一人"):
        Client().post(sends(check)["self_check_receipt"], {"name": name})
    assert check.campaign.enrolments.get().receipt_name == "马晓燕"


@pytest.mark.parametrize("how", ["closed", "revoked", "renewed", "guessed", "altered"])
def test_a_link_that_leads_nowhere_says_nothing(how, zone, official, head):
    check = make_self_check(zone.enterprise_a, opens=-20, due=-5, strict=-2)
    SelfCheckPhoto.take(photo_file(), by=None, self_check=check, answer=None)
    gets, posts = pages(check), sends(check)
    if how == "closed":
        check.campaign.close(by=head, summary="结束")
    elif how == "revoked":
        check.revoke(by=official)
    elif how == "renewed":
        check.renew(by=official)
    else:
        word = "A" * 32 if how == "guessed" else f"{check.seed}.x"
        token = check.token
        gets, posts = (
            {name: url.replace(token, word) for name, url in addresses.items()} for addresses in (gets, posts)
        )
    nowhere = tidied(Client().get(reverse("self_check_answer", args=["never-was-such-a-one"])))
    answers = [Client().get(url) for url in gets.values()] + [Client().post(url, {}) for url in posts.values()]
    for answer in answers:
        assert answer.status_code == 404
        assert tidied(answer) == nowhere
        assert zone.enterprise_a.name not in answer.content.decode()


def tidied(answer):
    """A page without its own address, which the switch of languages repeats."""
    return re.sub(r"/s/[^\"?]+", "/", answer.content.decode())


def test_a_foreign_link_opens_no_photo_of_another(zone, check):
    photo = SelfCheckPhoto.take(photo_file(), by=None, self_check=check, answer=None)
    other = make_self_check(zone.enterprise_b)
    url = reverse("self_check_link_photo", args=[other.token, photo.pk, "image"])
    assert Client().get(url).status_code == 404


def test_a_network_that_guesses_too_much_is_stopped(check, monkeypatch):
    monkeypatch.setattr("portal.generic.links.LinkView.most_guesses", 2)
    visitor = Client(REMOTE_ADDR="10.0.0.9")
    urls = [reverse("self_check_answer", args=[f"guess-{n}"]) for n in range(4)]
    assert [visitor.get(url).status_code for url in urls] == [404, 404, 429, 429]
    assert visitor.get(check.public_path).status_code == 200, "who has the link is not kept out by a guesser"


def test_the_link_opens_nothing_of_the_desk(check):
    visitor = Client()
    visitor.get(check.public_path)
    for address in (check.get_absolute_url(), check.campaign.get_absolute_url()):
        assert visitor.get(address).url.startswith("/accounts/login/")


def test_the_paper_holds_only_what_applies_and_its_code_leads_to_the_same_record(check, grid_worker, client_of):
    answer = client_of(grid_worker).get(reverse("self_check_paper", args=[check.pk, "docx"]))
    content = b"".join(answer.streaming_content)
    text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    codes = [row.standard.code for row in check.sheet()]
    assert all(code in text for code in codes)
    assert "GM-12-1" not in text
    assert [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "media/" in name]
    # The grid worker scans the code and is led to key in; everybody else fills in.
    assert client_of(grid_worker).get(check.public_path).url == reverse("self_check_key", args=[check.pk])
    check.refresh_from_db()
    assert check.state == S.ISSUED, "scanned by the grid worker, it is not opened by the enterprise"


@pytest.mark.skipif(not pdf_available(), reason="this machine has no Pango")
def test_the_paper_comes_as_pdf_too(check, contact, client_of):
    answer = client_of(contact).get(reverse("self_check_paper", args=[check.pk, "pdf"]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_the_grid_worker_keys_in_the_signed_sheet(check, grid_worker, client_of):
    url, client = reverse("self_check_key", args=[check.pk]), client_of(grid_worker)
    facts = filled(check, signed_on=days_ago(1).isoformat(), submission=str(uuid.uuid4()))
    refused = client.post(url, facts)
    assert refused.status_code == 422, "without its photo a paper is no evidence"
    for _tap in range(2):
        assert client.post(url, facts | {"photos": [photo_file()]}).url == check.get_absolute_url()
    check.refresh_from_db()
    assert (check.state, check.channel, check.returned_by) == (S.RETURNED, Channel.PAPER, grid_worker)
    client.post(reverse("self_check_receive", args=[check.pk]), {"submission": uuid.uuid4()})
    check.refresh_from_db()
    assert check.state == S.RECEIVED


def test_the_safety_officer_fills_in_by_account_also_from_the_outbox(check, contact, client_of):
    url, client = reverse("self_check_fill", args=[check.pk]), client_of(contact)
    saved = client.post(url, filled(check, deed="save", submission=str(uuid.uuid4())) | present())
    assert saved.url == url
    hazard = Hazard.objects.get()
    assert hazard.finder == contact
    made = timezone.localtime().isoformat()
    facts = filled(check, submission=str(uuid.uuid4()), made_at=made)
    answer = client.post(url, facts, headers={"accept": "application/json"})
    assert answer.json()["receipt"]
    check.refresh_from_db()
    assert (check.state, check.channel, check.found_count) == (S.RETURNED, Channel.ACCOUNT, 1)
    state = client.get(reverse("outbox_state")).json()
    assert url not in [page["url"] for page in state["pages"]], "returned: nothing more to take along"


def test_a_phone_takes_along_what_is_still_to_be_filled_in(check, contact, grid_worker, client_of):
    for person, name in ((contact, "self_check_fill"), (grid_worker, "self_check_key")):
        found = client_of(person).get(reverse("outbox_state")).json()["pages"]
        assert reverse(name, args=[check.pk]) in [page["url"] for page in found]


def test_what_does_not_apply_is_shown_to_whoever_receives_it(check, grid_worker, client_of):
    Client().post(check.public_path, filled(check, i1_answer="not_applicable", i1_note="无外包单位"))
    page = client_of(grid_worker).get(check.get_absolute_url()).content.decode()
    assert page.count("无外包单位") == 2, "above all answers, and among them"


def test_whoever_only_looks_does_not_see_the_link(check, cadre, contact, official, client_of):
    for person, sees in ((official, True), (contact, False), (cadre, False)):
        page = client_of(person).get(check.get_absolute_url()).content.decode()
        assert (check.token in page) is sees


def test_many_are_received_at_once(zone, grid_worker, client_of):
    campaign = make_campaign(zone.enterprise_a)
    one = campaign.self_checks.get()
    Client().post(one.public_path, filled(one))
    client_of(grid_worker).post(reverse("self_checks"), {"verb": "receive", "row": [one.pk]})
    assert SelfCheck.objects.get(pk=one.pk).state == S.RECEIVED


def test_the_safety_officer_acknowledges_the_notice_by_account(check, contact, official, client_of):
    words = {"show": "unacknowledged"}
    assert client_of(official).get(reverse("self_checks"), words).context["page"].count == 1
    url = reverse("self_check_acknowledge", args=[check.pk])
    assert url in client_of(contact).get(check.get_absolute_url()).content.decode()
    client_of(contact).post(url, {"submission": uuid.uuid4()})
    assert check.campaign.enrolments.get().receipt_name == contact.name
    assert client_of(official).get(reverse("self_checks"), words).context["page"].count == 0


def test_on_the_desk_the_second_to_save_is_told_and_may_insist(check, contact, client_of):
    url, client = reverse("self_check_fill", args=[check.pk]), client_of(contact)
    stale = check.version
    check.fill(by=contact, entries=[])
    facts = filled(check, deed="save", i1_note="我写的", version=str(stale))
    told = client.post(url, facts | {"submission": str(uuid.uuid4())})
    assert told.status_code == 422
    assert "我写的" in told.content.decode()
    assert not check.answers.exclude(note="").exists()
    client.post(url, facts | {"overwrite": "on", "submission": str(uuid.uuid4())})
    assert check.answers.get(number=1).note == "我写的"


def test_what_is_asked_is_whether_the_hazard_is_there(check):
    """The clause describes the hazard, its explanation what is right: the question is the clause."""
    row = check.sheet()[0]
    page = Client().get(check.public_path).content.decode()
    legend = page.partition("<legend>")[2].partition("</legend>")[0]
    assert row.standard.text in legend
    assert not row.standard.plain or row.standard.plain not in legend


def test_a_day_typed_before_an_answer_is_chosen_is_kept_and_a_proposed_one_is_nobodys_word(check, client):
    url, day = reverse("self_check_answer", args=[check.token]), days_ago(-3)
    proposed = client.get(url).context["form"]["i2_due_on"].value()
    facts = {"deed": "save", "i1_due_on": day.isoformat(), "i1_place": "喷漆房", "i2_due_on": proposed.isoformat()}
    assert client.post(url, facts).status_code == 302
    first, second = check.answers.order_by("number")[:2]
    assert (first.answer, first.place, first.due_on) == ("", "喷漆房", day)
    assert (second.answer, second.due_on) == ("", None)
    assert client.get(url).context["form"]["i1_due_on"].value() == day
    # Whoever then says that there is nothing has no use for the day.
    client.post(url, facts | {"i1_answer": "not_present"})
    first.refresh_from_db()
    assert first.due_on is None
