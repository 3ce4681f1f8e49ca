"""Lessons of clauses on the public site, their withdrawal, and the example photos beside what is asked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.access.photos import a_picture
from tests.factories.campaigns import make_self_check
from tests.factories.news import make_training
from tests.factories.volunteers import make_hazard
from volunteers.models import JudgementStandard, Lesson, StandardExample

pytestmark = pytest.mark.django_db


@pytest.fixture
def clause():
    """The clause on warning signs at confined spaces."""
    return JudgementStandard.of_code("GM-13-1")


@pytest.fixture
def lesson(clause, head):
    """Taught for ten days; the clause failed three times in the ten days before, once since."""
    today = timezone.localdate()
    for days in (12, 15, 18, 3, 40):
        hazard = make_hazard(found_on=today - timedelta(days=days))
        hazard.judge_by(clause.code)
        hazard.save()
    return Lesson.name(clause, make_training(), by=head, since=today - timedelta(days=10))


def test_the_public_page_says_how_often_the_clause_failed_before_and_since_and_names_no_enterprise(lesson, clause):
    page = Client().get(lesson.page.get_url()).content.decode()
    assert clause.code in page
    assert "发布前10天查出3次，发布以来10天查出1次" in page
    assert not any(hazard.enterprise.name in page for hazard in clause.hazards.select_related("enterprise"))
    other = make_training(title="消防设施检查要点")
    assert "发布以来" not in Client().get(other.get_url()).content.decode()


def test_the_centre_withdraws_a_lesson_and_the_clause_remembers_it(lesson, clause, official, cadre, client_of):
    url = reverse("lesson_withdraw", args=[lesson.pk])
    assert url in client_of(official).get(clause.get_absolute_url()).content.decode()
    assert url not in client_of(cadre).get(clause.get_absolute_url()).content.decode()
    assert client_of(cadre).post(url, {"reason": "…"}).status_code == 403
    assert client_of(official).post(url, {"reason": " "}).status_code == 422
    answer = client_of(official).post(url, {"reason": "内容已过时"})
    assert (answer.status_code, answer.url) == (302, clause.get_absolute_url())
    assert Lesson.of(clause.code) == []
    told = ModelLogEntry.objects.get(action="volunteers.lesson_withdrawn")
    assert (told.user, told.data["facts"]["reason"]) == (official, "内容已过时")
    page = client_of(official).get(clause.get_absolute_url()).content.decode()
    assert "撤下培训课件" in page and "内容已过时" in page
    assert "发布前" not in Client().get(lesson.page.get_url()).content.decode()


def test_the_sheet_shows_the_example_of_a_clause_and_a_link_opens_those_of_its_own_sheet_only(
    zone, official, contact, client_of
):
    check = make_self_check(zone.enterprise_a)
    asked = check.sheet()[0].standard
    other = JudgementStandard.objects.in_force().exclude(self_check_answers__self_check=check).first()
    shown, hidden = (StandardExample.take(a_picture(), by=official, standard=one) for one in (asked, other))
    args = [check.token, shown.pk, "thumbnail"]
    picture = reverse("self_check_link_example", args=args)
    assert picture in Client().get(check.public_path).content.decode()
    assert Client().get(picture).status_code == 200
    assert Client().get(reverse("self_check_link_example", args=[check.token, hidden.pk, "image"])).status_code == 404
    assert Client().get(reverse("self_check_link_example", args=["guessed", shown.pk, "image"])).status_code == 404
    page = client_of(contact).get(reverse("self_check_fill", args=[check.pk])).content.decode()
    assert reverse("standard_example", args=[shown.pk, "thumbnail"]) in page
