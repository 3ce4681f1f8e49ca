"""The API: a token asks in its owner's name, sees what that person sees, and no more often than it may."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from branches.choices import TokenState
from branches.models import ApiToken
from portal.figures import Asked, figure
from tests.factories.volunteers import days_ago, make_activity, make_hazard

pytestmark = pytest.mark.django_db


@pytest.fixture
def token_of():
    """A token that the person has collected; gives its secret."""

    def make(user, **fields):
        token = ApiToken.objects.create(user=user, purpose="大屏", **fields)
        return token.collect(by=user).secret

    return make


def ask(path, secret="", **query):
    """What a program gets: (status, content)."""
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    answer = Client().get(path, query, headers=headers)
    assert answer["Cache-Control"] == "private, no-store" or "openapi" in path
    return answer.status_code, json.loads(answer.content)


def test_without_a_token_there_is_no_number(zone, official):
    for path in ("/api/figures/", "/api/figures/hazards.found/", "/api/tallies/", "/api/tallies/tally_hazards/"):
        assert ask(path)[0] == 401
        assert ask(path, "wrong")[0] == 401


def test_a_session_opens_nothing(official, client_of):
    assert client_of(official).get("/api/figures/").status_code == 401


def test_a_figure_for_a_period_and_a_place_is_that_of_the_page(zone, official, token_of):
    for day in (1, 40):
        make_activity(zone.force_a, confirmed=True, held_on=days_ago(day))
    make_activity(zone.force_b, confirmed=True, held_on=days_ago(1))
    query = {"start": days_ago(9).isoformat(), "organisation": zone.branch_a.pk, "language": "en"}
    status, answer = ask("/api/figures/activities.total/", token_of(official), **query)
    assert status == 200
    asked = Asked(days_ago(0), start=days_ago(9), user=official, organisation=zone.branch_a)
    assert answer["value"] == figure("activities.total").answer(asked).value == 1
    assert answer["dated"] == "the day the activity was held"
    assert answer["partial"] is False
    assert f"organisation={zone.branch_a.pk}" in answer["records"]


def test_it_counts_only_what_the_owner_may_see_and_says_so(zone, secretary, official, token_of):
    make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    make_hazard(enterprise=zone.enterprise_b, task_force=zone.force_b)
    own = ask("/api/figures/hazards.found/", token_of(secretary))[1]
    everything = ask("/api/figures/hazards.found/", token_of(official))[1]
    assert (own["value"], own["partial"]) == (1, True)
    assert (everything["value"], everything["partial"]) == (2, False)
    # The neighbour's branch is no place of which the secretary may ask.
    assert ask("/api/figures/", token_of(secretary), organisation=zone.branch_b.pk)[0] == 400


def test_figures_of_records_that_the_owner_never_sees_are_not_there(zone, grid_worker, token_of):
    secret = token_of(grid_worker)
    keys = {one["key"] for one in ask("/api/figures/", secret)[1]["figures"]}
    assert "hazards.found" in keys
    assert "members.in_development" not in keys
    assert ask("/api/figures/members.in_development/", secret)[0] == 404


def test_a_figure_that_is_not_kept_by_a_place_says_so(zone, official, token_of):
    secret = token_of(official)
    assert ask("/api/figures/organisations.total/", secret, grid=zone.grid.pk)[0] == 400
    keys = {one["key"] for one in ask("/api/figures/", secret, grid=zone.grid.pk)[1]["figures"]}
    assert "hazards.found" in keys
    assert "organisations.total" not in keys


@pytest.mark.parametrize("query", [{"as_of": "2026-02-30"}, {"start": "x"}, {"organisation": "没有"}], ids=str)
def test_what_cannot_be_understood_gets_a_sentence(query, official, token_of):
    status, answer = ask("/api/figures/", token_of(official), **query)
    assert status == 400
    assert set(answer["fields"]) == set(query)


def test_a_tally_is_that_of_the_page(zone, official, token_of, client_of):
    make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    query = {"rows": "level", "measure": ["found", "share"]}
    status, answer = ask("/api/tallies/tally_hazards/", token_of(official), **query)
    assert status == 200
    table = client_of(official).get(reverse("tally_hazards"), query).context["table"]
    assert [row["values"] for row in answer["rows"]] == [[c["value"] for c in row["cells"]] for row in table["rows"]]
    assert answer["headings"] == table["headings"][1:]
    assert ask("/api/tallies/nothing/", token_of(official))[0] == 404
    assert ask("/api/tallies/tally_hazards/", token_of(official), start="x")[0] == 400


def test_a_tally_of_lines_within_rows_says_under_which_group_each_stands(zone, official, token_of):
    for enterprise in (zone.enterprise_a, zone.enterprise_a, zone.enterprise_b):
        make_hazard(enterprise=enterprise, task_force=zone.force_a)
    query = {"rows": "level", "then": "enterprise", "measure": "found"}
    _status, answer = ask("/api/tallies/tally_hazards/", token_of(official), **query)
    group, *lines = answer["rows"]
    assert (group["is_group"], group["under"], group["values"]) == (True, None, [3])
    assert {(line["under"], line["label"], line["is_group"]) for line in lines} == {
        (group["label"], zone.enterprise_a.name, False),
        (group["label"], zone.enterprise_b.name, False),
    }
    assert sum(line["values"][0] for line in lines) == 3


def test_a_tally_is_refused_to_whoever_takes_none(zone, volunteer, token_of):
    secret = token_of(volunteer)
    assert ask("/api/tallies/", secret)[1]["tallies"] == []
    assert ask("/api/tallies/tally_hazards/", secret)[0] == 404


def test_a_revoked_ended_or_ownerless_token_opens_nothing(official, token_of):
    secret = token_of(official)
    ApiToken.objects.get().revoke(by=official)
    assert ask("/api/figures/", secret)[0] == 401
    ended = token_of(official, ends_on=days_ago(1))
    assert ask("/api/figures/", ended)[0] == 401
    secret = token_of(official)
    official.is_active = False
    official.save()
    assert ask("/api/figures/", secret)[0] == 401


def test_too_many_questions_are_refused(official, token_of, settings):
    settings.API_PER_MINUTE = 3
    secret = token_of(official)
    statuses = [ask("/api/figures/hazards.found/", secret)[0] for _n in range(4)]
    assert statuses == [200, 200, 200, 429]
    # Another token has its own count.
    assert ask("/api/figures/hazards.found/", token_of(official))[0] == 200


def test_guessing_tokens_is_stopped(official, monkeypatch):
    monkeypatch.setattr("portal.api.WRONG_TOKENS", 2)
    assert [ask("/api/figures/", f"guess{n}")[0] for n in range(3)] == [401, 401, 429]


def test_nothing_is_written_through_it(official, token_of):
    headers = {"Authorization": f"Bearer {token_of(official)}"}
    assert Client().post("/api/figures/", headers=headers).status_code == 405


def test_the_description_names_every_address_and_figure(db):
    answer = json.loads(Client().get("/api/openapi.json").content)
    assert answer["openapi"].startswith("3.1")
    assert set(answer["paths"]) == {"/figures/", "/figures/{key}/", "/tallies/", "/tallies/{name}/"}
    assert "hazards.found" in answer["components"]["schemas"]["Figure"]["properties"]["key"]["enum"]


def test_the_administrator_issues_and_only_the_owner_ever_sees_the_token(zone, sysadmin, official, client_of):
    client = client_of(sysadmin)
    sent = {"user": official.username, "purpose": "指挥中心大屏", "ends_on": ""}
    assert client.post(reverse("token_add"), sent).status_code == 302
    token = ApiToken.objects.get()
    assert (token.issued_by, token.state) == (sysadmin, TokenState.ISSUED)
    assert client.get(reverse("token_collect", args=[token.pk])).status_code == 403
    page = client_of(official).post(reverse("token_collect", args=[token.pk]))
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in client_of(official).get(token.get_absolute_url()).content.decode()
    assert ask("/api/figures/", secret)[0] == 200
    token.refresh_from_db()
    assert secret not in token.digest
    assert token.last_used_at is not None
    assert client.post(reverse("token_revoke", args=[token.pk])).status_code == 302
    assert ask("/api/figures/", secret)[0] == 401


def test_a_day_that_is_over_is_no_end_of_a_token(zone, sysadmin, official, client_of):
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    sent = {"user": official.username, "purpose": "大屏", "ends_on": yesterday.isoformat()}
    assert client_of(sysadmin).post(reverse("token_add"), sent).status_code == 422
