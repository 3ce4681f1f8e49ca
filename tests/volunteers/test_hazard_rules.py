"""Deadlines by the centre's rules, reminders that make up for a standstill, ageing, recurrence, evidence."""

import uuid
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.models import Reminder
from portal.reminders import run_all
from portal.states import Refused
from tests.factories.majors import before_recheck, make_plan
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard, photo_file, take_step
from volunteers.choices import Age, HazardLevel, HazardState, PhotoMoment
from volunteers.models import Hazard, HazardPhoto, HazardRules

pytestmark = pytest.mark.django_db
S = HazardState
TODAY = timezone.localdate()


def due(hazard, day):
    """Let the deadline of a hazard be this day."""
    Hazard.objects.filter(pk=hazard.pk).update(due_on=day)
    return hazard


def told(hazard):
    """What the clock has written into the timeline, first to last."""
    entries = ModelLogEntry.objects.filter(action="portal.reminded", object_id=str(hazard.pk)).order_by("pk")
    return [entry.data["facts"]["reminder"] for entry in entries]


@pytest.mark.parametrize(("level", "days"), [("general", 7), ("major", 30)])
def test_the_term_follows_from_the_level_where_none_is_chosen(level, days, zone, official, client_of):
    hazard = make_hazard(enterprise=zone.enterprise_a)
    url = reverse("hazard_grade", args=[hazard.pk])
    answer = client_of(official).post(url, {"level": level, "clause": "GM-11-3", "submission": uuid.uuid4()})
    assert answer.status_code == 302, answer.context["form"].errors
    assert Hazard.objects.get().due_on == TODAY + timedelta(days=days)


def test_the_centre_changes_the_rules_and_the_timeline_keeps_what_they_were(zone, head, cadre, client_of):
    rules, client = HazardRules.objects.get(), client_of(head)
    names = [f.name for f in HazardRules._meta.concrete_fields if f.name not in ("id", "created_at", "updated_at")]
    facts = {name: getattr(rules, name) for name in names} | {"general_days": 5, "offered_days": "2，5 10"}
    url = reverse("hazard_rules_edit", args=[rules.pk])
    wrong = client.post(url, facts | {"offered_days": "几天"})
    assert wrong.status_code == 422
    assert "几天" in wrong.content.decode()
    assert client.post(url, facts).status_code == 302
    assert HazardRules.current().terms == [2, 5, 10]
    assert client_of(cadre).get(rules.get_absolute_url()).status_code == 200
    changed = ModelLogEntry.objects.get(action="portal.edit", content_type__model="hazardrules")
    assert changed.data["changes"]["general_days"] == ["7", "5"]
    hazard = make_hazard(enterprise=zone.enterprise_a)
    assert "2" in client.get(reverse("hazard_grade", args=[hazard.pk])).content.decode()


def test_the_clock_reminds_before_and_after_the_deadline_and_tells_the_head_later():
    hazard = due(make_hazard(S.RECTIFYING), TODAY + timedelta(days=3))
    for days, words in ((0, ["hazard_soon"]), (1, ["hazard_soon"]), (4, ["hazard_soon", "hazard_overdue"])):
        run_all(TODAY + timedelta(days=days))
        assert told(hazard) == words
    run_all(TODAY + timedelta(days=6))
    assert "hazard_escalated" not in told(hazard), "three days after the deadline are not more than three"
    run_all(TODAY + timedelta(days=7))
    assert told(hazard)[-1] == "hazard_escalated"


def test_after_a_standstill_everything_missed_is_told_at_once():
    hazard = due(make_hazard(S.RECTIFYING), TODAY + timedelta(days=3))
    run_all(TODAY + timedelta(days=30))
    assert sorted(told(hazard)) == ["hazard_escalated", "hazard_overdue"]
    run_all(TODAY + timedelta(days=31))
    assert len(told(hazard)) == 2


def test_what_was_rectified_is_reminded_of_no_more_and_a_new_deadline_begins_anew():
    hazard = due(make_hazard(S.RECTIFYING), TODAY - timedelta(days=1))
    run_all(TODAY)
    assert Reminder.objects.filter(kind="hazard_overdue").count() == 1
    hazard.refresh_from_db()
    take_step(hazard, S.AWAITING_RECHECK)
    run_all(TODAY)
    assert not Reminder.objects.filter(kind="hazard_overdue").exists()
    hazard.send_back(by=make_user(), reason="仍有积尘", due_on=TODAY + timedelta(days=2))
    run_all(TODAY)
    assert told(hazard) == ["hazard_overdue", "hazard_soon"]


def test_the_clock_command_reminds():
    hazard = due(make_hazard(S.RECTIFYING), TODAY - timedelta(days=1))
    call_command("clock")
    assert told(hazard) == ["hazard_overdue"]


def test_long_overdue_ones_wait_for_the_head_and_soon_due_ones_for_the_officer(
    zone, head, official, contact, client_of
):
    late = due(make_hazard(S.RECTIFYING, enterprise=zone.enterprise_a), days_ago(9))
    soon = due(make_hazard(S.RECTIFYING, enterprise=zone.enterprise_a), TODAY + timedelta(days=2))
    words = {"Accept-Language": "en"}
    for person, query, seen in (
        (head, "show=long_overdue", True),
        (official, "show=long_overdue", False),
        (contact, "show=due_soon", True),
    ):
        page = client_of(person).get(reverse("desk"), headers=words).content.decode()
        assert (query in page) is seen, person
    client = client_of(head)
    for query, one, other in (("long_overdue", late, soon), ("due_soon", soon, late)):
        page = client.get(reverse("hazards"), {"show": query}).content.decode()
        assert one.number in page
        assert other.number not in page


@pytest.mark.parametrize(
    ("days", "age"), [(0, "0-7"), (7, "0-7"), (8, "8-15"), (15, "8-15"), (16, "16-30"), (31, "31")]
)
def test_every_open_hazard_has_one_age_and_the_desk_opens_into_it(days, age, zone, official, client_of):
    hazard = make_hazard(found_on=days_ago(days), enterprise=zone.enterprise_a)
    make_hazard(S.CLOSED, found_on=days_ago(days))
    counts = Hazard.objects.by_age(TODAY)
    assert counts == {one: int(one == age) for one in Age}
    client = client_of(official)
    assert f"age={age}" in client.get(reverse("desk")).content.decode()
    for one in Age:
        page = client.get(reverse("hazards"), {"age": one.value}).content.decode()
        assert (hazard.number in page) is (one == age)


def test_the_same_clause_again_within_the_time_is_a_recurrence(zone, official, client_of):
    days = {"first": 400, "second": 300, "third": 100}
    rows = {name: make_hazard(S.CLOSED, found_on=days_ago(n), enterprise=zone.enterprise_a) for name, n in days.items()}
    other = make_hazard(S.CLOSED, found_on=days_ago(90), enterprise=zone.enterprise_b)
    void = make_hazard(S.VOID, found_on=days_ago(350), enterprise=zone.enterprise_b)
    Hazard.objects.update(clause="FS-1")
    assert set(Hazard.objects.recurring(365)) == {rows["second"], rows["third"]}
    assert set(Hazard.objects.recurring(200)) == {rows["second"], rows["third"]}
    assert set(Hazard.objects.recurring(199)) == {rows["second"]}
    assert set(Hazard.objects.recurring(99)) == set()
    client = client_of(official)
    page = client.get(reverse("hazards"), {"show": "recurring"}).content.decode()
    assert rows["third"].number in page
    assert not [one for one in (rows["first"], other, void) if one.number in page]
    assert rows["second"].get_absolute_url() in client.get(rows["third"].get_absolute_url()).content.decode()


def test_without_a_clause_nothing_recurs(zone):
    for days in (30, 10):
        make_hazard(found_on=days_ago(days), enterprise=zone.enterprise_a)
    assert not Hazard.objects.recurring(365).exists()


def test_closing_asks_for_a_photo_or_the_document_that_proves_it(zone, official, client_of):
    hazard = make_hazard(S.VERIFIED, enterprise=zone.enterprise_a)
    with pytest.raises(Refused):
        hazard.close(by=official)
    url, client = reverse("hazard_close", args=[hazard.pk]), client_of(official)
    assert client.post(url, {}).status_code == 422
    HazardPhoto.take(photo_file(), by=None, hazard=hazard, moment=PhotoMoment.BEFORE)
    with pytest.raises(Refused):
        hazard.close(by=official)
    HazardPhoto.take(photo_file(colour="#eeeeee"), by=None, hazard=hazard, moment=PhotoMoment.AFTER)
    assert client.post(url, {"submission": uuid.uuid4()}).status_code == 302
    assert Hazard.objects.get().state == S.CLOSED


def test_the_second_re_checker_is_neither_finder_nor_rectifier_nor_the_first():
    finder = make_user(name="雷俊杰")
    hazard = make_hazard(S.RECTIFYING, level=HazardLevel.MAJOR, finder=finder)
    make_plan(hazard, accepted=True)
    hazard.rectify(by=None, signed="马晓燕", rectified_on=days_ago(1), measures="已改造")
    before_recheck(hazard)
    first = make_user(name="孔超")
    facts = {"by": first, "rechecked_on": days_ago(0), "opinion": "合格"}
    for second in (finder, make_user(name="马晓燕"), first, None):
        with pytest.raises(Refused):
            hazard.verify(second_rechecker=second, **facts)
    second = make_user(name="姚敏")
    hazard.verify(second_rechecker=second, **facts)
    assert hazard.second_rechecked_by == second
    assert hazard.rechecker_name == "孔超、姚敏"
    # Not even behind the verb's back.
    for same in (first, finder):
        with pytest.raises(IntegrityError), transaction.atomic():
            Hazard.objects.filter(pk=hazard.pk).update(second_rechecked_by=same)
