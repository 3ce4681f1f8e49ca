"""The search field of the long lists: its index always says what the rows say, however they were written."""

import pytest
from django.db import connection
from django.urls import reverse

from branches.models import Enterprise
from portal.cells import key
from portal.generic.bulk import insert
from portal.search import rows
from portal.search.pairs import install
from tests.factories.volunteers import days_ago, make_activity, make_category, make_hazard
from volunteers.filters.hazards import HazardFilter
from volunteers.models import Hazard

pytestmark = pytest.mark.django_db

WORDS = ("积尘", "除尘管道", "管", "b-1", "100%", "_", "'", '"', "宏达", "消防 货物", "消防 宏达", "不在此处")


def found(q):
    """The numbers of the hazards that the list finds."""
    return set(HazardFilter({"q": q}).qs.values_list("number", flat=True))


def read(q):
    """The same by reading every row."""
    numbers = set()
    for hazard in Hazard.objects.select_related("enterprise"):
        own = "\n".join([hazard.number, hazard.description, hazard.place]).lower()
        if all(word.lower() in own or key(word) in hazard.enterprise.name_key for word in q.split()):
            numbers.add(hazard.number)
    return numbers


def agree():
    """Whether index and rows say the same for all words; and that the words find anything at all."""
    answers = {q: found(q) for q in WORDS}
    assert answers == {q: read(q) for q in WORDS}
    return answers


@pytest.fixture
def hazards(zone):
    """Hazards with awkward signs in their texts."""
    enterprise = zone.enterprise_a
    return [
        make_hazard(enterprise=enterprise, number="B-1", description="抛光机除尘管道积尘未清"),
        make_hazard(enterprise=zone.enterprise_b, number="B-2", description="消防通道堆放货物，占比100%"),
        make_hazard(enterprise=zone.enterprise_b, number="B-3", description='铭牌写作"O\'Neil_2"', place="积压货物旁"),
        make_hazard(enterprise=zone.enterprise_b, number="B-4", description="除尘机与管道脱开"),
    ]


def test_words_find_what_reading_every_row_finds(hazards):
    answers = agree()
    assert answers["积尘"] == {"B-1"}
    assert answers["除尘管道"] == {"B-1"}
    assert answers["宏达"] == {"B-1"}
    assert answers["'"] == {"B-3"}
    assert answers["不在此处"] == set()


def test_a_corrected_and_a_deleted_row_are_found_as_they_are_now(hazards):
    first, second, *_rest = hazards
    first.description = "配电箱积尘"
    first.save()
    second.delete()
    Hazard.objects.filter(number="B-4").update(place="除尘管道井")
    answers = agree()
    assert answers["除尘管道"] == {"B-4"}
    assert answers["100%"] == set()


def test_rows_of_a_ledger_are_found_and_found_no_more_when_it_is_undone(zone):
    hazard = Hazard(number="B-9", description="积尘", found_on=days_ago(3), category=make_category())
    hazard.enterprise = zone.enterprise_a
    hazard.settle()
    insert(Hazard, [hazard])
    assert agree()["积尘"] == {"B-9"}
    gone = Hazard._base_manager.filter(pk=hazard.pk)
    gone._raw_delete(gone.db)
    assert agree()["积尘"] == set()


def test_a_renamed_enterprise_brings_its_hazards_along(hazards, zone):
    Enterprise.objects.filter(pk=zone.enterprise_b.pk).update(name="宏达二厂", name_key=key("宏达二厂"))
    assert agree()["宏达"] == {"B-1", "B-2", "B-3", "B-4"}


def test_an_index_that_was_lost_is_made_anew_by_the_next_migration(hazards):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER volunteers_hazard_pairs_anew")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE volunteers_hazard DROP COLUMN search_pairs")
    if connection.vendor == "sqlite":
        Hazard.objects.filter(number="B-4").update(place="积尘间")
    install(Hazard)
    agree()


@pytest.mark.parametrize("many", [0, 1, 2])
def test_frequent_words_find_the_same_by_walking_down_the_list(hazards, monkeypatch, many):
    monkeypatch.setattr(rows, "MANY", many)
    agree()


def test_no_sign_typed_into_the_search_field_breaks_the_page(hazards, official, client_of):
    client = client_of(official)
    for q in ("\x00", "积\x00尘", "%", "\\", "' OR 1=1 --", '"', "*", "AND", "(", "积" * 500, "\U0001f9ef"):
        assert client.get(reverse("hazards"), {"q": q}).status_code == 200, q


def test_more_rows_than_are_counted_are_told_apart_from_few(hazards, official, client_of, monkeypatch):
    monkeypatch.setattr(rows, "MANY", 1)
    monkeypatch.setattr("portal.generic.pages.EXACT", 1)
    page = client_of(official).get(reverse("hazards"), {"q": "b-"}).context["page"]
    assert (page.count, page.is_exact) == (1, False)
    page = client_of(official).get(reverse("hazards"), {"q": "积尘"}).context["page"]
    assert (page.count, page.is_exact) == (1, True)


def test_of_many_rows_with_a_word_those_count_that_are_asked_for_and_exist_for_the_reader(
    hazards, official, neighbour, client_of, monkeypatch
):
    monkeypatch.setattr(rows, "MANY", 1)
    monkeypatch.setattr("portal.generic.pages.EXACT", 1)

    def count(person, **more):
        page = client_of(person).get(reverse("hazards"), {"q": "b-"} | more).context["page"]
        return page.count, page.is_exact

    assert count(official, level="general") == (1, False)
    assert count(official, state="closed") == (0, True)
    theirs = Hazard.objects.visible_to(neighbour).count()
    assert theirs < Hazard.objects.count()
    assert count(neighbour) == (min(theirs, 1), theirs <= 1)


def test_activities_are_found_by_what_was_done_and_by_their_task_force(zone, official, client_of):
    make_activity(zone.force_a, content="清理河道垃圾三车")
    make_activity(zone.force_b, content="入企排查")
    client = client_of(official)

    def forces(q):
        return [row.task_force for row in client.get(reverse("activities"), {"q": q, "size": 25}).context["page"].rows]

    assert forces("河道") == [zone.force_a]
    assert forces("永盛") == [zone.force_b]
