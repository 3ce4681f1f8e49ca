"""More time for a hazard: asked for by the enterprise, answered by the centre, every deadline kept."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.states import Refused, WrongState
from tests.factories.hazards import make_extension
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard
from volunteers.choices import ExtensionState, HazardState
from volunteers.models import Extension, Hazard

pytestmark = pytest.mark.django_db
S = HazardState


@pytest.mark.parametrize("state", list(HazardState))
def test_more_time_is_asked_for_while_the_enterprise_has_it_in_hand_and_at_no_other_time(state):
    hazard = make_hazard(state)
    if state in (S.GRADED, S.RECTIFYING):
        assert make_extension(hazard).state == ExtensionState.ASKED
    else:
        with pytest.raises(WrongState):
            make_extension(hazard)
        assert not Extension.objects.exists()


@pytest.mark.parametrize(
    ("verb", "facts"), [("grant", {"granted_until": days_ago(-30)}), ("refuse", {"answer": "不准"})]
)
def test_an_answer_is_given_once(verb, facts):
    for first in ("grant", "refuse"):
        extension = make_extension()
        given = {"grant": {"granted_until": days_ago(-15)}, "refuse": {"answer": "抓紧"}}[first]
        getattr(extension, first)(by=make_user(), **given)
        with pytest.raises(WrongState):
            getattr(extension, verb)(by=make_user(), **facts)


def test_granting_moves_the_deadline_and_keeps_the_one_before(official):
    hazard = make_hazard(S.RECTIFYING, due_on=days_ago(-5))
    extension = make_extension(hazard, until=days_ago(-20))
    extension.grant(by=official, granted_until=days_ago(-12), answer="同意")
    hazard = Hazard.objects.get(pk=hazard.pk)
    assert (hazard.due_on, hazard.state) == (days_ago(-12), S.RECTIFYING)
    assert [due for due, _when, _who in hazard.deadlines()] == [days_ago(-5), days_ago(-12)]
    assert (extension.due_before, extension.answered_by, extension.answered_on) == (days_ago(-5), official, days_ago(0))


def test_refusing_leaves_the_deadline_and_says_why(official):
    hazard = make_hazard(S.RECTIFYING, due_on=days_ago(-5))
    extension = make_extension(hazard)
    with pytest.raises(Refused):
        extension.refuse(by=official, answer=" ")
    extension.refuse(by=official, answer="难度不大")
    assert Hazard.objects.get(pk=hazard.pk).due_on == days_ago(-5)


def test_a_second_request_waits_until_the_first_is_answered(official):
    hazard = make_hazard(S.RECTIFYING)
    first = make_extension(hazard)
    with pytest.raises(Refused):
        make_extension(hazard)
    first.refuse(by=official, answer="抓紧")
    assert make_extension(hazard).pk != first.pk


def test_nobody_answers_the_own_request(official):
    extension = make_extension(by=official)
    with pytest.raises(Refused):
        extension.grant(by=official, granted_until=days_ago(-20))


def test_what_is_no_longer_with_the_enterprise_is_not_extended_but_waits_if_it_comes_back(official):
    hazard = make_hazard(S.RECTIFYING)
    extension = make_extension(hazard)
    hazard.rectify(by=make_user(), rectified_on=days_ago(1), measures="已清理")
    assert not Extension.objects.waiting().exists()
    with pytest.raises(Refused):
        Extension.objects.get(pk=extension.pk).grant(by=official, granted_until=days_ago(-20))
    hazard.send_back(by=official, reason="仍有积尘")
    assert Extension.objects.waiting().get() == extension


@pytest.mark.parametrize("until", [days_ago(-5), days_ago(0), days_ago(3)])
def test_more_time_ends_after_the_deadline_and_in_days_to_come(until):
    with pytest.raises(Refused):
        make_extension(make_hazard(S.RECTIFYING, due_on=days_ago(-5)), until=until)


def test_the_database_itself_keeps_an_answer_whole():
    extension = make_extension()
    for wrong in ({"state": ExtensionState.GRANTED}, {"until": extension.due_before}, {"answered_on": days_ago(0)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Extension.objects.filter(pk=extension.pk).update(**wrong)


def test_the_safety_officer_asks_on_the_page_and_the_head_grants(zone, contact, head, client_of):
    hazard = make_hazard(S.RECTIFYING, enterprise=zone.enterprise_a)
    ask = reverse("hazard_ask_extension", args=[hazard.pk])
    officer, boss = client_of(contact), client_of(head)
    assert ask in officer.get(hazard.get_absolute_url()).content.decode()
    wrong = officer.post(ask, {"until": days_ago(-20), "reason": ""})
    assert wrong.status_code == 422
    assert days_ago(-20).isoformat() in wrong.content.decode()
    key = uuid.uuid4()
    for _tap in range(2):
        assert officer.post(ask, {"until": days_ago(-20), "reason": "等配件", "submission": key}).status_code == 302
    extension = Extension.objects.get()
    assert ask not in officer.get(hazard.get_absolute_url()).content.decode(), "one request at a time"
    assert extension.get_absolute_url() in boss.get(reverse("desk")).content.decode()
    grant = reverse("extension_grant", args=[extension.pk])
    assert grant in boss.get(extension.get_absolute_url()).content.decode()
    boss.post(grant, {"granted_until": days_ago(-18), "answer": "", "submission": uuid.uuid4()})
    page = officer.get(hazard.get_absolute_url()).content.decode()
    assert days_ago(-18).isoformat() in page
    assert "等配件" in page


def test_the_list_tells_what_waits_and_what_waits_too_long(zone, official, client_of):
    waiting, late = make_extension(), make_extension()
    Extension.objects.filter(pk=late.pk).update(answer_by=days_ago(1))
    client = client_of(official)
    for query, seen in (({"show": "waiting"}, {waiting, late}), ({"show": "late"}, {late})):
        page = client.get(reverse("extensions"), query).content.decode()
        assert {one for one in (waiting, late) if one.hazard.number in page} == seen
