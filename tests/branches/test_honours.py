"""Honours: applied for, recommended by somebody else, on public notice, named by a document, kept or withdrawn."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone, translation

from branches.choices import HonourState
from branches.models import Honour, HonourKind, Objection, Pairing, Pledge
from portal.figures import Asked, figure
from portal.states import Refused
from tests.factories.honours import make_honour
from tests.factories.volunteers import days_ago

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


def test_a_public_notice_lasts_as_many_working_days_as_its_kind_asks(zone, commissioner):
    honour = make_honour(zone.branch_a, HonourState.RECOMMENDED)
    monday = TODAY - timedelta(days=TODAY.weekday())
    with pytest.raises(Refused, match="5 working days"):
        honour.publish_notice(by=commissioner, notice_from=monday, notice_to=monday + timedelta(days=3))
    honour.publish_notice(by=commissioner, notice_from=monday, notice_to=monday + timedelta(days=4))
    assert honour.state == HonourState.ON_NOTICE


def test_nothing_is_named_while_everybody_may_still_object(zone, commissioner):
    honour = make_honour(zone.branch_a, HonourState.ON_NOTICE, notice_from=days_ago(2))
    with pytest.raises(Refused, match="runs until"):
        honour.name(by=commissioner, named_on=TODAY, document_number="1号")


def test_an_objection_is_answered_before_the_honour_is_named(zone, commissioner):
    honour = make_honour(zone.branch_a, HonourState.ON_NOTICE)
    objection = Objection.objects.create(honour=honour, received_on=days_ago(15), text="材料不实")
    with pytest.raises(Refused, match="objection"):
        honour.name(by=commissioner, named_on=TODAY, document_number="1号")
    objection.answered_on, objection.answer = days_ago(12), "经核查属实"
    objection.save()
    honour.name(by=commissioner, named_on=TODAY, document_number="1号")
    assert honour.state == HonourState.NAMED


def test_a_secretary_does_not_recommend_the_own_application(zone, adviser):
    honour = make_honour(zone.branch_a)
    with pytest.raises(Refused, match="Somebody else"):
        honour.recommend(by=honour.applied_by, opinion="好")
    honour.recommend(by=adviser, opinion="好")


def test_what_was_withdrawn_still_counts_for_the_days_before(zone, commissioner):
    honour = make_honour(zone.branch_a, HonourState.NAMED)
    Honour.objects.filter(pk=honour.pk).update(named_on=days_ago(9))
    honour.refresh_from_db()
    honour.withdraw(by=commissioner, withdrawn_on=days_ago(2), reason="发生事故")
    held = figure("honours.named")
    assert [held.answer(Asked(days_ago(n))).value for n in (10, 9, 3, 2)] == [0, 1, 1, 0]


def test_visitors_read_the_notice_and_how_to_object_and_never_a_draft_or_an_objection(zone):
    running = make_honour(zone.branch_a, HonourState.ON_NOTICE, notice_from=days_ago(1))
    Objection.objects.create(honour=running, text="某某反映的情况")
    hidden = make_honour(zone.branch_b)
    visitor = Client()
    for prefix in ("", "/en"):
        page = visitor.get(f"{prefix}/honours/").content.decode()
        assert running.organisation.name in page
        assert hidden.organisation.name not in page
        one = visitor.get(f"{prefix}/honours/{running.pk}/").content.decode()
        assert f"{running.notice_to}" in one
        assert "某某反映" not in one
    assert visitor.get(f"/honours/{hidden.pk}/").status_code == 404
    assert f"/en/honours/{running.pk}/" in visitor.get("/sitemap.xml").content.decode()


def test_the_honours_stand_in_the_menu_once_there_are_some(zone):
    assert 'href="/honours/"' not in Client().get("/search/").content.decode()
    make_honour(zone.branch_a, HonourState.NAMED)
    caches["pages"].clear()
    page = Client().get("/search/").content.decode()
    assert 'href="/honours/"' in page
    assert 'href="/en/honours/"' in Client().get("/honours/").content.decode()


def test_a_pledge_shows_a_name_only_with_consent(zone):
    pledge = Pledge(organisation=zone.branch_a, year=TODAY.year, text="每周巡查", display_name="王师傅", is_public=True)
    with pytest.raises(ValidationError, match="consent"):
        pledge.full_clean()
    pledge.display_name = ""
    pledge.save()
    page = Client().get("/en/honours/").content.decode()
    assert "每周巡查" in page
    assert "a member" in page


def test_a_post_is_named_without_a_person_and_an_organisation_without_a_post(zone, secretary, client_of):
    client = client_of(secretary)
    vanguard = HonourKind.objects.get(is_for_post=True)
    facts = {"kind": vanguard.pk, "organisation": zone.branch_a.name, "year": TODAY.year, "merits": "好", "post": ""}
    assert client.post("/desk/honours/add/", facts).status_code == 422
    assert client.post("/desk/honours/add/", facts | {"post": "二号线检验岗"}).status_code == 302
    assert Honour.objects.get().applied_by == secretary


def test_a_pairing_has_one_partner_and_a_log_of_deeds(zone, secretary, neighbour, client_of):
    client = client_of(secretary)
    facts = {
        "organisation": zone.branch_a.name,
        "partner": "",
        "partner_name": "",
        "start": days_ago(9),
        "purpose": "共建",
    }
    assert client.post("/desk/pairings/add/", facts).status_code == 422
    assert client.post("/desk/pairings/add/", facts | {"partner_name": "塘下村"}).status_code == 302
    pairing = Pairing.objects.get()
    log = f"/desk/pairings/{pairing.pk}/log/"
    assert client_of(neighbour).post(log, {"done_on": TODAY, "text": "清理河道"}).status_code == 404
    assert client.post(log, {"done_on": days_ago(10), "text": "清理河道"}).status_code == 422
    assert client.post(log, {"done_on": TODAY, "text": "清理河道"}).status_code == 302
    assert [deed.text for deed in pairing.deeds.all()] == ["清理河道"]
