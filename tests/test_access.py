"""Every address with every person: the tables of tests/access, and the doors that are closed.

An address that stands in no table fails the test, so that a new page is judged by somebody before it is born.
"""

import io
from contextlib import contextmanager

import openpyxl
import pytest
from django.conf import settings
from django.contrib import auth
from django.template.backends.django import Template
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from portal.models import User
from tests.access import CLOSED, OPEN, PAGES, RECORDS, addresses_of
from tests.access.groups import ADMINS, OFFICIALS, PERSONS
from tests.access.photos import a_picture
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.volunteers import make_hazard
from volunteers.models import ActivityPhoto, HazardPhoto

# Who writes pages, keeps reference data or the indicators.
CMS_PERSONS = ("editor", "publisher", "sysadmin", "commissioner", "official", "head")


def addresses(patterns=None):
    """The names of all our addresses; the packages' own (CMS, accounts, documents) are tested by prefix."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            if not str(pattern.pattern).startswith(("cms/", "accounts/", "documents/")):
                yield from addresses(pattern.url_patterns)
        else:
            yield pattern.name


@pytest.fixture
def everything(request, zone):
    """Where each address leads, with one record of each kind, all belonging to A."""
    return addresses_of(zone, request.getfixturevalue)


@pytest.fixture
def no_way_round(settings):
    """What is not there leads nowhere else: the CMS's redirects are not looked for, six thousand times."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "redirects" not in name]


@pytest.fixture
def known_at_the_door(monkeypatch):
    """Who asks is the same person with the same offices at all addresses: read once, not six thousand times."""
    known = {}

    def get_user(request):
        key = request.COOKIES[settings.SESSION_COOKIE_NAME]
        if key not in known:
            known[key] = read(request)
        return known[key]

    read = auth.get_user
    monkeypatch.setattr(auth, "get_user", get_user)


@contextmanager
def drawn(yes):
    """Pages are drawn for who comes first; for the twenty others only the door is asked, and what is read behind it."""
    with pytest.MonkeyPatch.context() as patch:
        if not yes:
            patch.setattr(Template, "render", lambda template, context=None, request=None: "")
        yield


def test_every_address_stands_in_the_table():
    known = set(RECORDS) | set(PAGES) | OPEN | CLOSED
    assert {name for name in addresses() if name} - known == set()


def test_records(request, everything, client_of, no_way_round, known_at_the_door):
    """Each person, each record: in, refused, or not there. In one test: the records take longer to make than to ask."""
    wrong, seen = [], set()
    for person in PERSONS:
        client = client_of(request.getfixturevalue(person))
        for name, (exists, enters) in RECORDS.items():
            with drawn(name not in seen):
                status = client.get(everything(name)).status_code
            seen.update({name} if status == 200 else ())
            # A verb whose state does not fit leads back to the record.
            got = 200 if status == 302 else status
            expected = 200 if person in enters.split() else 403 if person in exists.split() else 404
            if got != expected:
                wrong.append(f"{person} at {name}: {status} instead of {expected}")
    assert wrong == []


def test_pages(request, everything, client_of, known_at_the_door):
    """Each person, each list and form."""
    wrong, seen = [], set()
    for person in PERSONS:
        client = client_of(request.getfixturevalue(person))
        for name, enters in PAGES.items():
            with drawn(name not in seen):
                status = client.get(reverse(name)).status_code
            seen.update({name} if status == 200 else ())
            expected = 200 if person in enters.split() else 403
            if status != expected:
                wrong.append(f"{person} at {name}: {status} instead of {expected}")
    assert wrong == []


def test_visitors_are_asked_to_sign_in_everywhere(everything):
    visitor = Client()
    for name in [*RECORDS, *PAGES]:
        url = everything(name)
        answer = visitor.get(url)
        assert answer.status_code == 302, name
        assert answer.url.startswith("/accounts/login/"), name
        assert visitor.post(url).status_code in (302, 403), name


def test_who_has_no_business_there_cannot_send_anything_either(request, everything, client_of, known_at_the_door):
    before = {model: model.objects.count() for model in (HazardPhoto, ActivityPhoto)}
    for person in ("neighbour", "stranger"):
        client = client_of(request.getfixturevalue(person))
        for name, (exists, _enters) in RECORDS.items():
            # What the whole zone shares (a catalogue) exists for the neighbour too, who is refused.
            closed = (403, 404, 405) if person in exists.split() else (404, 405)
            answer = client.post(everything(name), {"photos": a_picture(), "reason": "…"})
            assert answer.status_code in closed, f"{person} at {name}"
    assert before == {model: model.objects.count() for model in (HazardPhoto, ActivityPhoto)}


EXPORTS = {"organisations", "enterprises", "activities", "hazards", "sites", "log"}


def test_exports_hold_only_rows_of_the_scope(zone, everything, neighbour, official, auditor, client_of):
    """A workbook is an address too: the neighbour's holds nothing of A."""
    make_hazard(enterprise=zone.enterprise_b, task_force=zone.force_b)
    for name in sorted(set(PAGES) & EXPORTS):
        for person, sees_a in ((neighbour, False), (official, True)):
            answer = client_of(person).get(reverse(name), {"export": "xlsx"})
            if answer.status_code == 403:
                continue
            text = workbook_text(b"".join(answer.streaming_content))
            assert ("宏达电器" in text) is sees_a, name


def workbook_text(content):
    """All cells of a workbook in one string."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


@pytest.mark.parametrize(
    "path", ["cms/login/", "cms/password_reset/", "_util/login/", "accounts/signup/", "accounts/password/reset/"]
)
@pytest.mark.django_db
def test_the_cms_has_no_door_of_its_own(path, client):
    answer = client.get(f"/{path}")
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
    sent = client.post(f"/{path}", {"username": "editor", "password": "x"})
    assert sent.status_code in (302, 403, 405)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("person", [p for p in PERSONS if p not in CMS_PERSONS])
def test_the_cms_is_closed_to_whoever_does_not_write(person, request, client_of):
    answer = client_of(request.getfixturevalue(person)).get("/cms/")
    assert answer.status_code in (302, 403)


@pytest.mark.parametrize("person", CMS_PERSONS)
def test_the_cms_is_open_to_whoever_writes(person, request, client_of):
    assert client_of(request.getfixturevalue(person)).get("/cms/").status_code == 200


def test_an_appointment_that_has_ended_opens_nothing(zone, secretary, editor, client_of):
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    for person in (secretary, editor):
        person.appointments.update(start=yesterday - timezone.timedelta(days=9), end=yesterday)
    fresh = User.objects.get(pk=secretary.pk)
    assert client_of(fresh).get(zone.branch_a.get_absolute_url()).status_code == 404
    assert client_of(User.objects.get(pk=editor.pk)).get("/cms/").status_code in (302, 403)


def test_a_superuser_has_no_rights_without_an_appointment(zone, client_of):
    boss = User.objects.create_superuser("boss", password="a long enough pass-word 7", name="空")
    client = client_of(boss)
    assert client.get(zone.branch_a.get_absolute_url()).status_code == 404
    assert client.get(reverse("organisations")).status_code == 403


def test_counters_are_closed_without_the_token(client, settings):
    assert client.get("/metrics").status_code == 403
    settings.METRICS_TOKEN = "secret-token"
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer secret-token"}).status_code == 200


@pytest.mark.parametrize("person", PERSONS)
def test_suggestions_name_only_rows_of_the_scope(person, request, zone, client_of):
    """The list behind a typed name is an address too."""
    make_enterprise(name="云溪隐身企业有限公司", organisation=make_organisation(zone.root))
    answer = client_of(request.getfixturevalue(person)).get(reverse("choose", args=["enterprise"]), {"q": "隐身"})
    sees = person in f"{OFFICIALS} {ADMINS}".split()
    assert (answer.status_code == 200 and "隐身企业" in answer.content.decode()) is sees


def test_an_unknown_kind_of_suggestion_is_not_there(official, client_of):
    with pytest.raises(NoReverseMatch):
        reverse("choose", args=["../etc"])
    assert client_of(official).get("/desk/choose/session/?q=a").status_code == 404
