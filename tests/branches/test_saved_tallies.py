"""Questions for tallies, saved under a name: one click away, counted anew for whoever opens them, shared if wanted."""

import uuid
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from branches.models import SavedTally
from tests.factories.volunteers import month_start
from tests.tallied import PERIOD, make_deeds
from volunteers.models import Hazard

pytestmark = pytest.mark.django_db
QUESTION = PERIOD | {"rows": "branch", "then": "level", "measure": "found"}


@pytest.fixture
def deeds(zone):
    make_deeds(zone)


@pytest.fixture
def save(client_of):
    """A function: somebody saves a question by its page; gives the answer."""

    def make(person, question=QUESTION, **typed):
        asked = {"tally": "tally_hazards", "query": urlencode(question)}
        form = {"name": "各支部隐患（分等级）", "submission": uuid.uuid4()} | typed
        return client_of(person).post(f"{reverse('saved_tally_add')}?{urlencode(asked)}", form)

    return make


def rows_of(table):
    """Names and numbers of a tally's lines."""
    return [(row["label"], row["under"], [cell["text"] for cell in row["cells"]]) for row in table["rows"]]


def found_by(client):
    """{name: address} of the saved questions that somebody finds beside the tallies."""
    saved = client.get(reverse("tallies")).context["saved"]
    return {one["row"].name: one["row"].get_absolute_url() for one in saved}


def test_an_official_finds_the_same_table_again_with_its_lines(deeds, save, official, client_of):
    assert save(official).status_code == 302
    client = client_of(official)
    [address] = found_by(client).values()
    asked = client.get(reverse("tally_hazards"), QUESTION).context["table"]
    again = client.get(address).context["table"]
    assert any(row["under"] for row in asked["rows"])
    assert rows_of(again) == rows_of(asked)


def test_a_period_that_moves_along_takes_the_place_of_the_days(deeds, save, official, client_of):
    save(official, period="month")
    [address] = found_by(client_of(official)).values()
    assert "start=" not in address
    rows = client_of(official).get(address).context["table"]["rows"]
    this_month = Hazard.objects.counted().filter(found_on__gte=month_start(0)).count()
    assert sum(row["cells"][0]["value"] for row in rows if row["is_group"]) == this_month


def test_only_what_is_shared_is_found_by_others_and_each_counts_the_own_reach(
    deeds, zone, save, official, secretary, head, client_of
):
    save(official, name="自用")
    save(official, name="共用", is_shared="on")
    assert set(found_by(client_of(official))) == {"自用", "共用"}
    assert set(found_by(client_of(head))) == {"共用"}
    address = found_by(client_of(secretary))["共用"]
    seen = {row["label"] for row in client_of(secretary).get(address).context["table"]["rows"] if row["is_group"]}
    assert seen == {zone.branch_a.name}


def test_a_name_that_is_taken_gets_a_sentence_and_what_was_typed_stays(deeds, save, official, head):
    save(official)
    answer = save(official)
    assert answer.status_code == 422
    assert "您已用此名称保存过统计，请换一个名称。" in answer.content.decode()
    assert answer.context["form"]["name"].value() == "各支部隐患（分等级）"
    # The name is the author's own.
    assert save(head).status_code == 302
    assert SavedTally.objects.count() == 2


def test_a_double_tap_saves_one(deeds, save, official):
    key = uuid.uuid4()
    answers = [save(official, submission=key) for _tap in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert SavedTally.objects.count() == 1


def test_what_is_deleted_is_gone_for_everybody(deeds, save, official, head, client_of):
    save(official, is_shared="on")
    row = SavedTally.objects.get()
    address = reverse("saved_tally_delete", args=[row.pk])
    assert client_of(head).post(address).status_code == 403
    assert client_of(official).post(address).status_code == 302
    assert found_by(client_of(head)) == {}
