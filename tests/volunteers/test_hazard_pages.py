"""Hazards on the desk: reported on the phone, moved on by those who may, hidden from all who have no business there."""

import uuid

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from branches.choices import Role
from tests.factories.branches import make_enterprise
from tests.factories.inspections import make_inspection
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import days_ago, exe_file, make_category, make_hazard, photo_file
from volunteers.choices import HazardLevel, HazardSource, HazardState, PhotoMoment
from volunteers.models import Hazard, HazardPhoto
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE

pytestmark = pytest.mark.django_db


def report(zone, **changes):
    """What a finder types into the form."""
    return {
        "submission": str(uuid.uuid4()),
        "enterprise": zone.enterprise_b.name,
        "place": "抛光车间",
        "description": "除尘管道积尘未清",
        "category": make_category("粉尘").pk,
        "level": "general",
        "on_the_spot": "no",
        "found_on": days_ago(0).isoformat(),
    } | changes


def test_a_volunteer_reports_a_hazard_with_photos_at_any_enterprise(zone, volunteer, client_of):
    answer = client_of(volunteer).post(reverse("hazard_add"), report(zone, photos=[photo_file()]))
    hazard = Hazard.objects.get()
    assert answer.url == hazard.get_absolute_url()
    assert (hazard.finder, hazard.task_force, hazard.source) == (volunteer, zone.force_a, HazardSource.TASK_FORCE)
    assert (hazard.organisation, hazard.enterprise) == (zone.branch_a, zone.enterprise_b)
    assert hazard.number == f"YH-{days_ago(0).year}-0001"
    assert [photo.moment for photo in hazard.photos.all()] == [PhotoMoment.BEFORE]


def test_a_hazard_rectified_on_the_spot_is_one_screen(zone, volunteer, client_of):
    facts = report(
        zone,
        on_the_spot="yes",
        measures="当场清扫",
        photos=[photo_file(colour="#222222")],
        photos_after=[photo_file(colour="#eeeeee")],
    )
    client_of(volunteer).post(reverse("hazard_add"), facts)
    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.on_the_spot, hazard.measures) == (HazardState.AWAITING_RECHECK, True, "当场清扫")
    assert {photo.moment for photo in hazard.photos.all()} == {PhotoMoment.BEFORE, PhotoMoment.AFTER}
    page = client_of(volunteer).get(hazard.get_absolute_url()).content.decode()
    assert reverse("hazard_verify", args=[hazard.pk]) not in page


def test_the_form_sent_twice_makes_one_hazard(zone, volunteer, client_of):
    client, facts = client_of(volunteer), report(zone)
    first, second = (client.post(reverse("hazard_add"), facts) for _ in range(2))
    assert Hazard.objects.count() == 1
    assert first.url == second.url


def test_a_page_registers_a_hazard_by_the_verb_of_every_other_way(zone, volunteer, cadre, client_of, monkeypatch):
    asked, register = [], Hazard.register
    monkeypatch.setattr(Hazard, "register", lambda **facts: asked.append(facts["by"]) or register(**facts))
    client_of(volunteer).post(reverse("hazard_add"), report(zone))
    visit = make_inspection(zone.enterprise_a, by=cadre)
    client_of(cadre).post(reverse("inspection_find", args=[visit.pk]), report(zone, description="灭火器过期"))
    assert asked == [volunteer, cadre]
    for hazard, person in zip(Hazard.objects.order_by("pk"), asked, strict=True):
        entry = ModelLogEntry.objects.for_instance(hazard).get()
        assert (entry.action, entry.user) == ("portal.create", person)
        version = hazard.history.get()
        assert (version.history_type, version.history_user, version.number) == ("+", person, hazard.number)


@pytest.mark.parametrize(
    ("person", "source"),
    [
        ("contact", HazardSource.SELF_CHECK),
        ("grid_worker", HazardSource.GRID),
        ("cadre", HazardSource.LINKED_CADRE),
        ("official", HazardSource.DEPARTMENT),
    ],
)
def test_the_source_follows_from_the_office(person, source, zone, client_of, request):
    user = request.getfixturevalue(person)
    client_of(user).post(reverse("hazard_add"), report(zone, enterprise=zone.enterprise_a.name))
    assert Hazard.objects.get().source == source


def test_a_safety_officer_names_the_own_enterprise_only(zone, contact, client_of):
    answer = client_of(contact).post(reverse("hazard_add"), report(zone))
    assert answer.status_code == 422
    assert not Hazard.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"found_on": days_ago(-1).isoformat()},
        {"found_on": "2026-02-30"},
        {"description": "长" * 100_000},
        {"enterprise": "没有这家企业"},
        {"level": "terrible"},
        {"category": "999999"},
        {"photos": [exe_file()]},
        {"on_the_spot": "yes", "measures": " "},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_bad_input_gets_a_sentence_and_leaves_nothing_behind(wrong, zone, volunteer, client_of):
    answer = client_of(volunteer).post(reverse("hazard_add"), report(zone, **wrong))
    assert answer.status_code == 422
    assert not Hazard.objects.exists()
    assert not HazardPhoto.objects.exists()
    if "description" not in wrong:
        assert "除尘管道积尘未清" in answer.content.decode()


def test_the_note_says_what_is_known_of_the_enterprise(zone, volunteer, client_of):
    make_hazard(enterprise=zone.enterprise_b, found_on=days_ago(4))
    client = client_of(volunteer)
    note = client.get(reverse("enterprise_note"), {"enterprise": zone.enterprise_b.name}).content.decode()
    assert days_ago(4).isoformat() in note
    nothing = client.get(reverse("enterprise_note"), {"enterprise": "没有这家"}).content.decode()
    assert zone.enterprise_b.name not in nothing


def test_names_are_suggested_to_those_who_report_only(zone, volunteer, contact, stranger, client_of):
    ask = {"name": "enterprise", "enterprise": "永盛"}
    assert zone.enterprise_b.name in client_of(volunteer).get(reverse("nameable_enterprises"), ask).content.decode()
    assert zone.enterprise_b.name not in client_of(contact).get(reverse("nameable_enterprises"), ask).content.decode()
    assert client_of(stranger).get(reverse("nameable_enterprises"), ask).status_code == 403


def test_the_neighbour_sees_neither_the_hazard_nor_its_photos(zone, secretary, neighbour, client_of):
    hazard = make_hazard(task_force=zone.force_a, enterprise=zone.enterprise_a)
    photo = HazardPhoto.take(photo_file(), by=None, hazard=hazard)
    addresses = [
        hazard.get_absolute_url(),
        reverse("hazard_photo", args=[photo.pk, "image"]),
        reverse("hazard_photo", args=[photo.pk, "thumbnail"]),
    ]
    assert [client_of(secretary).get(address).status_code for address in addresses] == [200, 200, 200]
    assert [client_of(neighbour).get(address).status_code for address in addresses] == [404, 404, 404]
    assert hazard.number not in client_of(neighbour).get(reverse("hazards")).content.decode()


def test_whoever_may_see_but_not_close_is_refused(zone, leader, official, client_of):
    hazard = make_hazard(HazardState.VERIFIED, task_force=zone.force_a)
    url = reverse("hazard_close", args=[hazard.pk])
    assert client_of(leader).post(url).status_code == 403
    client_of(official).post(url, {"submission": uuid.uuid4(), "closing_document": "复查意见书第8号"})
    assert Hazard.objects.get().state == HazardState.CLOSED


def test_the_whole_way_by_its_pages(zone, volunteer, official, contact, grid_worker, client_of):
    client_of(volunteer).post(reverse("hazard_add"), report(zone, enterprise=zone.enterprise_a.name))
    hazard = Hazard.objects.get()
    steps = (
        (official, "grade", {"level": "general", "term": "3"}),
        (official, "start_rectifying", {}),
        (contact, "rectify", {"rectified_on": days_ago(0), "measures": "已清理", "photos": [photo_file()]}),
        (grid_worker, "verify", {"rechecked_on": days_ago(0), "opinion": "合格"}),
        (official, "close", {}),
    )
    for person, verb, facts in steps:
        url = reverse(f"hazard_{verb}", args=[hazard.pk])
        client = client_of(person)
        assert url in client.get(hazard.get_absolute_url()).content.decode(), verb
        assert client.get(url).status_code == 200
        assert client.post(url, facts | {"submission": uuid.uuid4()}).status_code == 302, verb
    hazard.refresh_from_db()
    assert (hazard.state, hazard.due_on, hazard.rechecked_by) == (HazardState.CLOSED, days_ago(-3), grid_worker)
    assert client_of(official).get(hazard.get_absolute_url()).status_code == 200


def test_day_found_source_and_finder_cannot_be_changed(zone, official, volunteer, client_of):
    hazard = make_hazard(finder=volunteer, enterprise=zone.enterprise_a)
    facts = {
        "version": hazard.version,
        "place": "二号车间",
        "description": hazard.description,
        "category": hazard.category_id,
        "found_on": days_ago(1),
        "source": "expert",
        "finder": official.pk,
    }
    client_of(official).post(reverse("hazard_edit", args=[hazard.pk]), facts)
    changed = Hazard.objects.get()
    assert changed.place == "二号车间"
    assert (changed.found_on, changed.source, changed.finder) == (hazard.found_on, hazard.source, volunteer)


def test_a_major_hazard_asks_for_the_second_rechecker(zone, official, head, cadre, grid_head, leader, client_of):
    hazard = make_hazard(HazardState.AWAITING_RECHECK, level=HazardLevel.MAJOR, enterprise=zone.enterprise_a)
    elsewhere = appoint(make_user("elsewhere"), Role.GRID_WORKER, zone.enterprise_b.grid)
    url, facts = reverse("hazard_verify", args=[hazard.pk]), {"rechecked_on": days_ago(0), "opinion": "合格"}
    assert client_of(official).post(url, facts).status_code == 422
    # Whoever re-checks here by an office may be chosen, and nobody else.
    offered = client_of(official).get(url).context["form"].fields["second_rechecker"].queryset
    assert set(offered) == {head, cadre, grid_head}
    for refused in (official, leader, elsewhere):
        assert client_of(official).post(url, facts | {"second_rechecker": refused.pk}).status_code == 422
    assert client_of(official).post(url, facts | {"second_rechecker": grid_head.pk}).status_code == 302
    hazard.refresh_from_db()
    assert hazard.second_rechecked_by == grid_head


def test_an_old_page_says_that_it_has_been_moved_on(zone, official, client_of):
    hazard = make_hazard(HazardState.CLOSED)
    answer = client_of(official).post(reverse("hazard_close", args=[hazard.pk]), {"submission": uuid.uuid4()})
    assert answer.url == hazard.get_absolute_url()


@pytest.mark.parametrize("state", list(HazardState))
def test_every_deed_opens_from_its_states_and_says_elsewhere_that_it_has_been_moved_on(
    state, zone, official, contact, client_of
):
    hazard = make_hazard(state, enterprise=zone.enterprise_a)
    deeds = {name: verb.sources for name, verb in Hazard.transitions().items() if verb.is_offered}
    deeds |= dict.fromkeys(("ask_extension", "notify"), AT_THE_ENTERPRISE)
    deeds["credit"] = set(HazardState) - {HazardState.VOID}
    # Not for this one, which is not major: judged in test_major_pages.py.
    del deeds["close_major"]
    for name, sources in deeds.items():
        person = next(one for one in (official, contact) if set(Hazard.grants[name]) & one.roles)
        client = client_of(person)
        answer = client.get(f"{reverse(f'hazard_{name}', args=[hazard.pk])}?language=en")
        if state in sources:
            assert answer.status_code == 200, name
        else:
            assert answer.url == hazard.get_absolute_url(), name
            said = client.get(f"{answer.url}?language=en").content.decode()
            assert "This has been moved on already" in said, name


def test_photos_are_added_later(zone, contact, client_of):
    hazard = make_hazard(enterprise=zone.enterprise_a)
    url = reverse("hazard_photo_add", args=[hazard.pk])
    assert client_of(contact).post(url, {}).status_code == 422
    assert client_of(contact).post(url, {"photos_after": [photo_file()]}).status_code == 302
    assert hazard.photos.get().moment == PhotoMoment.AFTER


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"show": "open"}, {"old", "late"}),
        ({"show": "overdue"}, {"late"}),
        ({"show": "rectified"}, {"done"}),
        ({"show": "counted"}, {"old", "late", "done"}),
        ({"state": "void"}, {"void"}),
        ({"month": "2025-03"}, {"old"}),
        ({"found_from": "2025-03-05"}, {"late", "done", "void"}),
        ({"rechecked_month": "2026-01"}, {"done"}),
        ({"show": "open", "as_of": "2025-03-04"}, {"old"}),
        # What was declared void today stood as open on that day.
        ({"show": "open", "as_of": "2025-12-31"}, {"old", "late", "done", "void"}),
        ({"q": "十三号"}, {"old"}),
    ],
    ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
)
def test_the_filters_show_exactly_these(query, seen, zone, official, client_of):
    make = {
        "old": {"found_on": "2025-03-04", "place": "十三号车间"},
        "late": {"state": HazardState.RECTIFYING, "found_on": "2025-04-04"},
        "done": {"state": HazardState.CLOSED, "found_on": "2025-05-06", "rechecked_on": "2026-01-07"},
        "void": {"state": HazardState.VOID, "found_on": "2025-06-06"},
    }
    made = {}
    for name, facts in make.items():
        days = {word: day(value) for word, value in facts.items() if word.endswith("_on")}
        made[name] = make_hazard(**facts | days)
    Hazard.objects.filter(pk=made["late"].pk).update(due_on=days_ago(3))
    page = client_of(official).get(reverse("hazards"), query).content.decode()
    assert {name for name, hazard in made.items() if hazard.number in page} == seen


def day(text):
    """A day written as text."""
    return type(days_ago(0)).fromisoformat(text)


def test_the_list_says_how_late_a_hazard_is(zone, official, client_of):
    hazard = make_hazard(HazardState.RECTIFYING, enterprise=make_enterprise(grid=zone.grid))
    Hazard.objects.filter(pk=hazard.pk).update(due_on=days_ago(18))
    page = client_of(official).get(reverse("hazards"), headers={"Accept-Language": "en"}).content.decode()
    assert "late-text" in page
    assert "18" in page
