"""Certificates of service: from confirmed records, for whoever may ask, checked by whoever holds the paper."""

import uuid
from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.states import Refused
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_activity, make_volunteer
from volunteers.models import Attendance, ServiceCertificate

pytestmark = pytest.mark.django_db


def serve(activity, hours="2", **person):
    name = str(person.get("user") or person.get("volunteer"))
    return Attendance.objects.create(activity=activity, name=name, hours=Decimal(hours), **person)


@pytest.fixture
def served(zone, volunteer, leader):
    """The member served twice with the own task force, once where it joined; other things do not count."""
    serve(make_activity(zone.force_a, confirmed=True, held_on=days_ago(9), place="九龙路"), user=volunteer)
    serve(make_activity(zone.force_a, confirmed=True, held_on=days_ago(8)), "1.5", user=volunteer)
    joint = make_activity(zone.force_b, confirmed=True, held_on=days_ago(7), partners=[zone.force_a])
    serve(joint, "3", user=volunteer)
    serve(make_activity(zone.force_b, confirmed=True, held_on=days_ago(6)), user=volunteer)
    serve(make_activity(zone.force_a, held_on=days_ago(5)), user=volunteer)
    absent = make_activity(zone.force_a, confirmed=True, held_on=days_ago(4))
    Attendance.objects.create(activity=absent, name="雷俊杰", user=volunteer, hours=0, presence="absent")
    return volunteer


def issue(zone, person, **facts):
    facts = {"start": days_ago(30), "end": days_ago(0), "by": person, "user": person} | facts
    return ServiceCertificate.issue(zone.force_a, **facts)


def asked(who, **changes):
    facts = {"who": who, "start": days_ago(30).isoformat(), "end": days_ago(0).isoformat()}
    return facts | {"submission": str(uuid.uuid4())} | changes


def test_it_certifies_what_the_branch_has_confirmed_and_nothing_else(zone, served, secretary):
    certificate = issue(zone, served)
    assert (certificate.hours, len(certificate.lines)) == (Decimal("6.5"), 3)
    assert certificate.number.startswith("ZY-")
    assert certificate.answers_for == "谢艳"
    assert issue(zone, served, start=days_ago(9), end=days_ago(9)).hours == 2


def test_it_stays_as_it_was_issued(zone, served):
    certificate = issue(zone, served)
    Attendance.objects.update(name="另一人")
    certificate.refresh_from_db()
    assert (certificate.name, certificate.lines[0][2:]) == ("雷俊杰", ["九龙路", "2"])


def test_where_there_is_nothing_confirmed_nothing_is_certified(zone, served, leader):
    with pytest.raises(Refused):
        issue(zone, leader)
    with pytest.raises(Refused):
        issue(zone, served, end=days_ago(-1))


def test_a_member_has_the_own_service_certified_once_however_often_it_is_tapped(zone, served, client_of):
    client, facts = client_of(served), asked(f"user-{served.pk}-{zone.force_a.pk}")
    first, second = (client.post(reverse("certificate_add"), facts) for _ in range(2))
    assert first.url == second.url == ServiceCertificate.objects.get().get_absolute_url()
    assert client.get(first.url).status_code == 200


def test_a_member_asks_for_nobody_else(zone, served, leader, client_of):
    answer = client_of(served).post(reverse("certificate_add"), asked(f"user-{leader.pk}-{zone.force_a.pk}"))
    assert answer.status_code == 422
    assert not ServiceCertificate.objects.exists()


def test_the_leader_has_a_volunteer_without_account_certified(zone, leader, client_of):
    one = make_volunteer(zone.force_a, name="冯慧")
    serve(make_activity(zone.force_a, confirmed=True), volunteer=one)
    client_of(leader).post(reverse("certificate_add"), asked(f"volunteer-{one.pk}-{zone.force_a.pk}"))
    assert ServiceCertificate.objects.get().name == "冯慧"


@pytest.mark.parametrize("wrong", [{"start": "2026-13-01"}, {"end": days_ago(40).isoformat()}, {"end": days_ago(-1)}])
def test_a_period_that_cannot_be_is_sent_back(wrong, zone, served, client_of):
    facts = asked(f"user-{served.pk}-{zone.force_a.pk}", **wrong)
    assert client_of(served).post(reverse("certificate_add"), facts).status_code == 422


def test_who_gets_it(zone, served, leader, secretary, neighbour, commissioner, client_of):
    url = issue(zone, served).get_absolute_url()
    people = (served, leader, secretary, neighbour, commissioner, make_user())
    assert [client_of(person).get(url).status_code for person in people] == [200, 200, 200, 404, 404, 404]


def test_the_paper_carries_name_hours_services_and_no_identity_number(zone, served, client_of):
    certificate = issue(zone, served)
    answer = client_of(served).get(reverse("certificate_paper", args=[certificate.pk, "docx"]))
    paper = docx.Document(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    texts = "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])
    for said in (certificate.number, "雷俊杰", "6.5", "九龙路", zone.branch_a.name, f"{date.today():%Y-%m-%d}"):
        assert said in texts
    pdf = client_of(served).get(reverse("certificate_paper", args=[certificate.pk, "pdf"]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")


def test_whoever_holds_the_paper_learns_that_it_is_genuine_and_no_full_name(zone, served):
    certificate = issue(zone, served)
    answer = Client().get(reverse("certificate_check", args=[certificate.token]))
    page = answer.content.decode()
    assert answer.status_code == 200
    for said in (certificate.number, "雷**", "6.5", str(certificate.start)):
        assert said in page
    for kept in ("雷俊杰", "九龙路", zone.force_a.name, zone.branch_a.name):
        assert kept not in page
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_forged_or_withdrawn_paper_is_not_genuine(zone, served, secretary, leader, client_of):
    certificate = issue(zone, served)
    url = reverse("certificate_withdraw", args=[certificate.pk])
    facts = {"reason": "时长有误", "submission": uuid.uuid4()}
    assert client_of(leader).post(url, facts).status_code == 403
    assert client_of(secretary).post(url, facts).status_code == 302
    for token in (certificate.token, "forged"):
        answer = Client().get(reverse("certificate_check", args=[token]))
        assert answer.status_code == 404
        assert certificate.number not in answer.content.decode()


def test_guessing_addresses_is_stopped(zone, served):
    client, url = Client(), reverse("certificate_check", args=["guess"])
    assert 429 in {client.get(url).status_code for _try in range(125)}


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"end": days_ago(99)}, {"user": None}, {"name": ""}])
def test_what_cannot_be_is_refused_by_the_database(wrong, zone, served):
    certificate = issue(zone, served)
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceCertificate.objects.filter(pk=certificate.pk).update(**wrong)
