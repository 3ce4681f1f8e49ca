"""The demonstration zone's past: acceptances and decisions are what the verbs would have left, with their timelines."""

from collections import Counter
from itertools import pairwise

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.choices import SiteCheckState, SiteState
from branches.models import Assessment, BranchRectification, Deliberation, Organisation, SiteCheck, SitePhoto
from portal.demo.acceptances import SHOTS
from portal.demo.album import Album
from portal.demo.assessments import make_assessments
from portal.demo.scenes import Studio
from portal.demo.sites import make_sites
from portal.demo.timelines import tell_assessments
from portal.demo.zone import make_zone
from portal.figures import Asked, figure
from portal.models import User
from tests.factories.sites import make_check, make_site


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The part of the zone that this module looks at, made as the command makes it."""
    day = timezone.localdate()
    with django_db_blocker.unblock(), transaction.atomic(), Studio() as studio:
        zone, album = make_zone(day), Album(studio)
        make_sites(zone, album)
        make_assessments(zone)
        tell_assessments(zone, album)
        zone.diary.write()
        yield
        transaction.set_rollback(True)


def deeds(record):
    """The actions of a record's log, in the order of their moments."""
    kind = ContentType.objects.get_for_model(record, for_concrete_model=False)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(record.pk))
    return list(entries.order_by("timestamp", "pk"))


def first_acceptances():
    """The inspections by which the zone's sites were completed."""
    done = SiteCheck.objects.filter(state=SiteCheckState.ACCEPTED, occasion="acceptance")
    return done.filter(site__organisation__site_state=SiteState.COMPLETED).select_related("site__organisation")


def test_every_completed_site_was_accepted_by_two_people_on_its_day(demo, db):
    days = {}
    for check in first_acceptances():
        assert check.first_by_id != check.second_by_id
        assert check.applied_by_id not in (check.first_by_id, check.second_by_id)
        for organisation, _start in check.site.users():
            days[organisation.pk] = check.accepted_on
    completed = Organisation.objects.filter(site_state=SiteState.COMPLETED)
    assert days == dict(completed.values_list("pk", "site_accepted_on"))
    assert len(days) == 64


def test_an_acceptance_of_the_zone_is_what_the_verbs_leave(demo, db):
    model = make_check(make_site(), state=SiteCheckState.ACCEPTED)
    empty = {field.name for field in model._meta.concrete_fields if getattr(model, field.attname) in (None, "")}
    actions = [entry.action for entry in deeds(model)]
    for check in first_acceptances():
        lacking = {field.name for field in check._meta.concrete_fields if getattr(check, field.attname) in (None, "")}
        assert (lacking, check.version) == (empty, model.version)
        assert Counter(entry.action for entry in deeds(check)) == Counter(actions)
        assert check.history.count() == model.history.count()
        assert check.gaps() == []
    check = first_acceptances()[0]
    for one, other in zip(deeds(check), deeds(model), strict=True):
        assert one.action == other.action
        assert set(one.data) == set(other.data)
        assert set(one.data.get("facts", {})) - {"note"} == set(other.data.get("facts", {}))
    versions = list(check.history.order_by("history_id").values_list("state", "history_type"))
    assert versions == list(model.history.order_by("history_id").values_list("state", "history_type"))


def test_every_deed_at_a_site_came_after_the_one_before(demo, db):
    for check in first_acceptances():
        entries = deeds(check)
        assert entries[0].action == "portal.create"
        assert [entry.action.split(".")[-1] for entry in entries[-4:]] == ["apply", "look", "sign", "accept"]
        day = timezone.localtime(entries[-1].timestamp).date()
        assert day == check.accepted_on
        assert timezone.localtime(check.created_at).date() <= day


def test_whoever_opens_the_record_sees_both_names_and_the_timeline(demo, db, client_of):
    commissioner = client_of(User.objects.get(username="commissioner"))
    for check in first_acceptances()[:3]:
        text = commissioner.get(check.get_absolute_url()).content.decode()
        assert str(check.first_by) in text
        assert str(check.second_by) in text
        text = commissioner.get(reverse("organisation", args=[check.site.organisation_id])).content.decode()
        assert f"{check.accepted_on:%Y-%m-%d}" in text


def test_photos_show_what_the_checklist_asks_for(demo, db):
    needed = sum(len(shots) for shots in SHOTS.values())
    for check in first_acceptances()[:5]:
        assert SitePhoto.objects.filter(answer__site_check=check).count() in (needed, needed - 1)


def test_sites_of_the_past_count_on_their_day(demo, db):
    days = sorted(Organisation.objects.exclude(site_accepted_on=None).values_list("site_accepted_on", flat=True))
    for place in (0, 20, 40, 63):
        asked = Asked(days[place])
        expected = sum(day <= days[place] for day in days)
        # One more was completed then and has been lost since.
        assert figure("sites.completed").answer(asked).value - expected in (0, 1)


def verbs_of(record):
    """The transitions in a record's log, checked to follow upon one another up to where it stands."""
    entries = [entry for entry in deeds(record) if "to" in entry.data]
    for one, after in pairwise(entries):
        assert one.data["to"] == after.data["from"], record
    if entries:
        assert entries[-1].data["to"] == record.state
    return [entry.action.split(".")[-1] for entry in entries]


def test_every_decision_of_the_zone_has_its_timeline(demo, db):
    steps = {"draft": [], "decided": ["decide"], "executed": ["decide", "execute"]}
    for held in Deliberation.objects.all():
        assert deeds(held)[0].action == "portal.create"
        assert verbs_of(held) == steps[held.state]


def test_every_assessment_tells_how_it_came_where_it_stands(demo, db):
    way = ["visit", "report_signed", "deliberate", "decide", "execute"]
    for one in Assessment.objects.select_related("report"):
        far = ["planned", "visited", "reported", "deliberated", "decided", "executed"].index(one.state)
        assert verbs_of(one) == way[:far]
        if far >= 2:
            signed = [entry.user for entry in deeds(one.report) if entry.action.endswith(".sign")]
            assert signed == [one.report.signed_by]
            verbs_of(one.report)


def test_what_a_branch_put_right_is_shown_by_a_photo_and_checked_by_another(demo, db):
    done = BranchRectification.objects.exclude(done_on=None)
    assert done.count() >= 4
    for row in done:
        assert row.evidence.exists()
        assert verbs_of(row)[0] == "finish"
        assert row.checked_by_id is None or row.checked_by_id != row.done_by_id
