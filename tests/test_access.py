"""Every address with every person: who gets in (200), who is refused (403), for whom it does not exist (404).

The table is written by hand, not computed from the grants: it says what the offices expect. An address that is not in
it fails the test, so that a new page is judged by somebody before it is born. Everything belongs to branch A, its
enterprise and its task force; the neighbour (branch B) and the stranger have no business there.
"""

import io
from types import SimpleNamespace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone
from PIL import Image

from portal.models import User
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.volunteers import make_activity, make_hazard
from volunteers.models import ActivityPhoto, HazardPhoto

PERSONS = (
    "stranger secretary neighbour adviser commissioner official head leader volunteer contact grid_worker cadre "
    "editor publisher sysadmin secadmin auditor"
).split()

ADMINS = "sysadmin secadmin"
CENTRE = "official head"
OFFICIALS = f"{CENTRE} commissioner"
FORCE = "leader volunteer"
EVERYBODY = " ".join(PERSONS)

ORGANISATION = f"{OFFICIALS} {ADMINS} secretary adviser"
ENTERPRISE = f"{OFFICIALS} {ADMINS} secretary adviser grid_worker cadre contact"
GRID = f"{OFFICIALS} {ADMINS} grid_worker"
TASK_FORCE = f"{OFFICIALS} {ADMINS} {FORCE} secretary adviser"
ACTIVITY = f"{OFFICIALS} {FORCE} secretary adviser"
HAZARD = f"{OFFICIALS} {FORCE} contact grid_worker cadre secretary"
PERSON = f"{ADMINS} commissioner secretary"

# Address -> (for whom the record exists, who gets in). Who is in the first but not the second is refused.
RECORDS = {
    "organisation": (ORGANISATION, ORGANISATION),
    "organisation_subtree": (ORGANISATION, ORGANISATION),
    "organisation_edit": (ORGANISATION, "secretary commissioner"),
    "organisation_rename": (ORGANISATION, "commissioner"),
    "organisation_downgrade": (ORGANISATION, "commissioner"),
    "organisation_dissolve": (ORGANISATION, "commissioner"),
    "enterprise": (ENTERPRISE, ENTERPRISE),
    "enterprise_edit": (ENTERPRISE, f"{CENTRE} grid_worker contact"),
    "grid": (GRID, GRID),
    "grid_edit": (GRID, CENTRE),
    "person": (PERSON, PERSON),
    "person_edit": (PERSON, "sysadmin"),
    "person_password": (PERSON, "sysadmin"),
    "person_deactivate": (PERSON, "sysadmin"),
    "person_activate": (PERSON, "sysadmin"),
    "appointment_end": (PERSON, "secadmin"),
    "task_force": (TASK_FORCE, TASK_FORCE),
    "task_force_edit": (TASK_FORCE, "secretary commissioner leader"),
    "task_force_appoint": (TASK_FORCE, "secadmin"),
    "post_end": (TASK_FORCE, "secadmin"),
    "activity": (ACTIVITY, ACTIVITY),
    "activity_edit": (ACTIVITY, "leader secretary"),
    "activity_submit": (ACTIVITY, "leader secretary"),
    "activity_confirm": (ACTIVITY, "secretary commissioner"),
    "activity_send_back": (ACTIVITY, "secretary commissioner"),
    "activity_photo_add": (ACTIVITY, f"{FORCE} secretary"),
    "activity_photo": (ACTIVITY, ACTIVITY),
    "hazard": (HAZARD, HAZARD),
    "hazard_edit": (HAZARD, CENTRE),
    "hazard_grade": (HAZARD, CENTRE),
    "hazard_start_rectifying": (HAZARD, f"{CENTRE} grid_worker"),
    "hazard_rectify": (HAZARD, "contact secretary leader grid_worker"),
    "hazard_rectify_on_the_spot": (HAZARD, f"{FORCE} grid_worker cadre contact"),
    "hazard_send_back": (HAZARD, f"{CENTRE} grid_worker cadre"),
    "hazard_verify": (HAZARD, f"{CENTRE} grid_worker cadre"),
    "hazard_close": (HAZARD, CENTRE),
    "hazard_reopen": (HAZARD, CENTRE),
    "hazard_void": (HAZARD, CENTRE),
    "hazard_photo_add": (HAZARD, f"{CENTRE} {FORCE} grid_worker cadre contact secretary"),
    "hazard_photo": (HAZARD, HAZARD),
}

# Address -> who gets in; everybody else is refused.
PAGES = {
    "desk": EVERYBODY,
    "find": EVERYBODY,
    "figures": f"{ORGANISATION} neighbour",
    "components": "sysadmin",
    "organisations": f"{ORGANISATION} neighbour",
    "organisation_tree": f"{ORGANISATION} neighbour",
    "organisation_add": "commissioner",
    "enterprises": f"{ENTERPRISE} neighbour",
    "enterprise_add": CENTRE,
    "grids": GRID,
    "grid_add": CENTRE,
    "people": EVERYBODY,
    "person_add": "sysadmin",
    "appointments": EVERYBODY,
    "appointment_add": "secadmin",
    "log": "auditor",
    "task_forces": f"{TASK_FORCE} neighbour",
    "task_force_add": "secretary neighbour commissioner",
    "activities": EVERYBODY,
    "activity_add": f"{FORCE} secretary neighbour",
    "hazards": EVERYBODY,
    "hazard_add": f"{CENTRE} {FORCE} grid_worker cadre contact",
    "enterprise_note": f"{CENTRE} {FORCE} grid_worker cadre contact",
    "nameable_enterprises": f"{CENTRE} {FORCE} grid_worker cadre contact secretary neighbour",
    "nameable_task_forces": f"{CENTRE} {FORCE} grid_worker cadre contact secretary neighbour",
    "tally_organisations": f"{OFFICIALS} secretary neighbour adviser",
    "tally_enterprises": f"{OFFICIALS} grid_worker",
    "tally_activities": f"{OFFICIALS} secretary neighbour adviser leader",
    "tally_hazards": f"{OFFICIALS} grid_worker cadre secretary neighbour leader",
}

# Open to anybody; each is looked at closely in tests of its own.
PUBLIC = {"healthz", "robots", "sitemap", "search", "news_feed", "notice_feed", "wagtail_serve", "picture"}
# Doors that lead elsewhere or are closed; see the tests below.
CLOSED = {
    "metrics",
    "cms_login_closed",
    "cms_logout_closed",
    "cms_password_reset_closed",
    "wagtail_login_closed",
    "self_service_closed",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "choose",
    # Reads a pasted list back; takes POST only.
    "activity_roll",
}


def addresses(patterns=None):
    """The names of all our addresses; the packages' own (CMS, accounts, documents) are tested by prefix."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            if not str(pattern.pattern).startswith(("cms/", "accounts/", "documents/")):
                yield from addresses(pattern.url_patterns)
        else:
            yield pattern.name


def a_picture():
    """A small JPEG as a browser sends it."""
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "#b3201f").save(content, "JPEG")
    return SimpleUploadedFile("photo.jpg", content.getvalue(), "image/jpeg")


@pytest.fixture
def everything(request, zone, secretary, leader):
    """One record of each kind, all belonging to A, and where each address leads."""
    hazard = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    activity = make_activity(zone.force_a)
    appointment, post = secretary.appointments.get(), leader.posts.get()
    photos = SimpleNamespace(
        hazard=HazardPhoto.take(a_picture(), by=leader, hazard=hazard),
        activity=ActivityPhoto.take(a_picture(), by=leader, activity=activity),
    )
    records = {
        "organisation": zone.branch_a,
        "enterprise": zone.enterprise_a,
        "grid": zone.grid,
        "person": secretary,
        "appointment": appointment,
        "task_force": zone.force_a,
        "post": post,
        "activity": activity,
        "hazard": hazard,
    }

    def url(name):
        if name in ("hazard_photo", "activity_photo"):
            return reverse(name, args=[getattr(photos, name.split("_")[0]).pk, "thumbnail"])
        kind = max((kind for kind in records if name.startswith(kind)), key=len)
        return reverse(name, args=[records[kind].pk])

    return url


def test_every_address_stands_in_the_table():
    known = set(RECORDS) | set(PAGES) | PUBLIC | CLOSED | IMPORTS
    assert {name for name in addresses() if name} - known == set()


@pytest.mark.parametrize("person", PERSONS)
def test_records(person, request, everything, client_of):
    """Each person, each record: in, refused, or not there."""
    client = client_of(request.getfixturevalue(person))
    wrong = []
    for name, (exists, enters) in RECORDS.items():
        status = client.get(everything(name)).status_code
        # A verb whose state does not fit leads back to the record.
        got = 200 if status == 302 else status
        expected = 200 if person in enters.split() else 403 if person in exists.split() else 404
        if got != expected:
            wrong.append(f"{name}: {status} instead of {expected}")
    assert wrong == []


@pytest.mark.parametrize("person", PERSONS)
def test_pages(person, request, everything, client_of):
    """Each person, each list and form."""
    client = client_of(request.getfixturevalue(person))
    wrong = []
    for name, enters in PAGES.items():
        status = client.get(reverse(name)).status_code
        expected = 200 if person in enters.split() else 403
        if status != expected:
            wrong.append(f"{name}: {status} instead of {expected}")
    assert wrong == []


def test_visitors_are_asked_to_sign_in_everywhere(everything):
    visitor = Client()
    for name in [*RECORDS, *PAGES]:
        url = everything(name) if name in RECORDS else reverse(name)
        answer = visitor.get(url)
        assert answer.status_code == 302, name
        assert answer.url.startswith("/accounts/login/"), name
        assert visitor.post(url).status_code in (302, 403), name


@pytest.mark.parametrize("person", ["neighbour", "stranger"])
def test_who_has_no_business_there_cannot_send_anything_either(person, request, everything, client_of):
    client = client_of(request.getfixturevalue(person))
    before = {model: model.objects.count() for model in (HazardPhoto, ActivityPhoto)}
    for name in RECORDS:
        assert client.post(everything(name), {"photos": a_picture(), "reason": "…"}).status_code in (404, 405), name
    assert before == {model: model.objects.count() for model in (HazardPhoto, ActivityPhoto)}


@pytest.mark.parametrize("name", sorted(set(PAGES) & {"organisations", "enterprises", "activities", "hazards", "log"}))
def test_exports_hold_only_rows_of_the_scope(name, zone, everything, neighbour, official, auditor, client_of):
    """A workbook is an address too: the neighbour's holds nothing of A."""
    make_hazard(enterprise=zone.enterprise_b, task_force=zone.force_b)
    for person, sees_a in ((neighbour, False), (official, True)):
        answer = client_of(person).get(reverse(name), {"export": "xlsx"})
        if answer.status_code == 403:
            continue
        text = workbook_text(b"".join(answer.streaming_content))
        assert ("宏达电器" in text) is sees_a


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


@pytest.mark.parametrize("person", [p for p in PERSONS if p not in ("editor", "publisher", "sysadmin")])
def test_the_cms_is_closed_to_whoever_does_not_write(person, request, client_of):
    answer = client_of(request.getfixturevalue(person)).get("/cms/")
    assert answer.status_code in (302, 403)


@pytest.mark.parametrize("person", ["editor", "publisher", "sysadmin"])
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


# The imports' addresses are judged in tests/portal/test_imports.py.
IMPORTS = {
    "imports",
    "import_new",
    "import_batch",
    "import_load",
    "import_undo",
    "import_marked",
    "import_template",
    "import_file",
}
