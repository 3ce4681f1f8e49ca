"""The auditor's log."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def deeds(zone, secretary, editor):
    """Deeds on records and on pages, in turns; the first three at the same moment."""
    moment = timezone.now() - timedelta(days=2)
    page = Page.objects.order_by("depth").first()
    for n in range(60):
        log(zone.branch_a, "portal.edit", user=secretary, timestamp=moment + timedelta(minutes=max(n, 3)))
        log(page, "wagtail.edit", user=editor, timestamp=moment + timedelta(minutes=max(n, 3)))
    return moment


def test_only_the_audit_administrator_reads_the_log(
    zone, auditor, sysadmin, secadmin, commissioner, stranger, client_of
):
    assert client_of(auditor).get(reverse("log")).status_code == 200
    for person in (sysadmin, secadmin, commissioner, stranger):
        assert client_of(person).get(reverse("log")).status_code == 403
        assert client_of(person).get(reverse("log"), {"export": "xlsx"}).status_code == 403


def test_every_entry_of_both_tables_is_on_exactly_one_page_forwards_and_backwards(deeds, auditor, client_of):
    client = client_of(auditor)
    for step, start in (("next", ""), ("previous", "?last=1")):
        url, seen = f"{reverse('log')}{start}", []
        while url:
            page = client.get(url)
            seen += [(type(e).__name__, e.pk) for e in page.context["page"].rows]
            url = page.context["pager"][step]
        assert len(seen) == len(set(seen)) == ModelLogEntry.objects.count() + 60


def test_entries_are_filtered_by_person_deed_record_and_day(deeds, zone, secretary, auditor, client_of):
    client, url = client_of(auditor), reverse("log")
    assert client.get(url, {"person": secretary.name}).context["page"].count == 60
    assert client.get(url, {"action": "wagtail.edit"}).context["page"].count == 60
    assert client.get(url, {"q": zone.branch_a.name[:4]}).context["page"].count >= 60
    today = timezone.localdate()
    assert client.get(url, {"start": today}).context["page"].count < 60
    assert client.get(url, {"end": today - timedelta(days=9)}).context["page"].count == 0
    assert client.get(url, {"start": "2026-02-30"}).context["page"].count == 0


def test_the_log_costs_the_same_for_one_and_for_nine(
    zone, secretary, auditor, client_of, django_assert_max_num_queries
):
    client = client_of(auditor)
    client.get(reverse("log"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("log"))
    for record in (zone.branch_a, zone.enterprise_a, zone.grid) * 3:
        log(record, "portal.edit", user=secretary)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("log"))


def test_taking_the_log_away_is_logged_and_holds_all_entries(deeds, auditor, client_of, sheet_of):
    before = ModelLogEntry.objects.count() + 60
    rows = sheet_of(client_of(auditor).get(reverse("log"), {"export": "xlsx"}))
    assert len([row for row in rows if sum(cell is not None for cell in row) > 1]) - 1 == before + 1
    assert ModelLogEntry.objects.filter(action="portal.export", user=auditor).count() == 1


@pytest.mark.parametrize("cursor", ["x", "1~2", "2026-01-01~a~b", "~~"])
def test_a_made_up_place_in_the_log_is_not_found(cursor, zone, auditor, client_of):
    assert client_of(auditor).get(reverse("log"), {"after": cursor}).status_code == 404
