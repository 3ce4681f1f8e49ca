"""What registering a hazard asks of the database: counted, so that nobody pays more without noticing."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.volunteers import make_category, photo_file
from tests.volunteers.test_hazard_pages import report
from volunteers.models import Hazard

pytestmark = pytest.mark.django_db

# The number in its series, the row, its version (PostgreSQL writes it with the row), the line of the log.
VERB = 3 if connection.vendor == "postgresql" else 4
# Session, person, offices, posts, an earlier form of this key, enterprise, category; then the key, the verb, where the
# form led. One more savepoint than in earnest, since the test itself is a transaction.
FORM = 7 + 1 + VERB + 1 + 2
# The row of the photos, however many.
PHOTOS = 1
# What has gone ahead of a form out of the outbox, and is in the way now.
OUTBOX = 1


@pytest.fixture
def facts(zone, leader):
    return {
        "by": leader,
        "finder": leader,
        "task_force": zone.force_a,
        "enterprise": zone.enterprise_a,
        "category": make_category(),
        "found_on": timezone.localdate(),
        "place": "一号车间",
        "description": "配电箱门敞开",
    }


def test_a_leader_registers_a_hazard_in_few_questions(facts, django_assert_num_queries):
    Hazard.register(**facts)
    with django_assert_num_queries(VERB):
        Hazard.register(**facts)


def test_several_photos_of_a_hazard_are_one_question(facts, django_assert_num_queries):
    photos = [photo_file(colour=colour) for colour in ("#111111", "#888888", "#eeeeee")]
    with django_assert_num_queries(VERB + PHOTOS):
        hazard = Hazard.register(photos=[*photos, photo_file(colour="#111111")], **facts)
    assert hazard.photos.count() == 3


def test_a_volunteer_on_the_phone_registers_a_hazard_in_few_questions(zone, volunteer, client_of):
    phone, asked = client_of(volunteer), {}
    for name, more, headers in (
        ("to warm up", {}, {}),
        ("page", {}, {}),
        ("photos", {"photos": [photo_file(colour="#123456"), photo_file(colour="#654321")]}, {}),
        ("outbox", {}, {"Accept": "application/json"}),
    ):
        form = report(zone, another="on", **more)
        with CaptureQueriesContext(connection) as questions:
            answer = phone.post(reverse("hazard_add"), form, headers=headers)
        assert answer.status_code in (200, 302)
        asked[name] = len(questions)
    assert asked["page"] == FORM
    assert asked["photos"] == FORM + PHOTOS
    assert asked["outbox"] == FORM + OUTBOX
    assert Hazard.objects.count() == 4


def test_a_form_that_asks_for_twins_costs_no_more_with_a_hundred_hazards_there(zone, volunteer, client_of):
    phone, counts = client_of(volunteer), []
    for more in (0, 100):
        for number in range(more):
            Hazard.register(
                by=volunteer,
                finder=volunteer,
                enterprise=zone.enterprise_b,
                category=make_category(),
                found_on=timezone.localdate(),
                place=f"{number}号门",
                description=f"第{number}号灭火器{uuid.uuid4()}",
            )
        form = report(zone, place=f"车间{more}", description=f"积尘未清{uuid.uuid4()}")
        with CaptureQueriesContext(connection) as questions:
            assert phone.post(reverse("hazard_add"), form).status_code == 302
        counts.append(len(questions))
    assert counts[0] == counts[1] <= FORM + 2
