"""Questionnaires: who answered cannot be found out, not even by whoever reads the database."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.models import QuestionnaireRun, SpentKey
from tests.factories.assessments import answer_sheets, make_assessment, make_round, make_team


@pytest.fixture
def run(zone):
    """The questionnaire for the employees of branch A."""
    round_ = make_round(zone.root)
    one = make_assessment(round_, zone.branch_a, make_team(round_, zone.root))
    QuestionnaireRun.open_for(one, by=one.team.leader, expires_on=timezone.localdate() + timedelta(days=7))
    return one.runs.get(audience="employees")


@pytest.fixture
def leader(run):
    return run.assessment.team.leader


def sheet(run, page, **more):
    """What a browser sends for the form of `page`."""
    key = re.search(r'name="form_key" value="([^"]+)"', page.content.decode())[1]
    return {f"q{question.pk}": "satisfied" for question in run.questions()} | {"form_key": key} | more


def test_a_visitor_answers_without_account_or_cookie_and_leaves_no_trace(run):
    visitor, logged = Client(), ModelLogEntry.objects.count()
    before = QuestionnaireRun.objects.values("updated_at", "version").get(pk=run.pk)
    page = visitor.get(run.public_path)
    answer = visitor.post(run.public_path, sheet(run, page, remark="多听听夜班的意见"), REMOTE_ADDR="10.9.8.7")
    assert answer.status_code == 200
    run.refresh_from_db()
    assert (run.returned_online, run.valid_online, run.remarks_online) == (1, 1, ["多听听夜班的意见"])
    assert not visitor.cookies
    assert ModelLogEntry.objects.count() == logged
    assert QuestionnaireRun.objects.values("updated_at", "version").get(pk=run.pk) == before
    # No row stands for the sheet: only sums, and a digest that leads to no answer.
    fields = {field.name for field in SpentKey._meta.get_fields()}
    assert fields == {"run", "digest"}


def test_the_page_is_neither_kept_nor_found_nor_handed_on(run):
    answer = Client().get(run.public_path)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_visitor_reads_it_in_english_and_nothing_is_kept_of_that(run):
    visitor, english = Client(), f"/en{run.public_path}"
    assert f'href="{english}"' in visitor.get(run.public_path).content.decode()
    page = visitor.get(english)
    assert "What do you think of the party organisation" in page.content.decode()
    assert f'href="{run.public_path}"' in page.content.decode()
    answer = visitor.post(english, sheet(run, page))
    assert 'lang="en"' in answer.content.decode()
    assert not visitor.cookies


def test_a_form_sent_twice_counts_once(run):
    visitor = Client()
    facts = sheet(run, visitor.get(run.public_path))
    for _tap in range(3):
        assert visitor.post(run.public_path, facts).status_code == 200
    run.refresh_from_db()
    assert run.returned_online == 1


def test_an_empty_sheet_is_not_counted_and_nothing_typed_is_lost(run):
    visitor = Client()
    facts = sheet(run, visitor.get(run.public_path))
    empty = {"form_key": facts["form_key"]}
    assert visitor.post(run.public_path, empty).status_code == 422
    answer = visitor.post(run.public_path, {**facts, "remark": "330784199002301234"})
    assert answer.status_code == 422
    assert "330784199002301234" in answer.content.decode()
    run.refresh_from_db()
    assert run.returned_online == 0


@pytest.mark.parametrize("how", ["expired", "revoked", "closed", "guessed"])
def test_an_address_that_leads_nowhere_says_nothing(how, run, leader):
    address, facts = run.public_path, sheet(run, Client().get(run.public_path))
    if how == "expired":
        QuestionnaireRun.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    elif how == "revoked":
        run.revoke(by=leader)
    elif how == "closed":
        run.close(by=leader)
    else:
        address = reverse("answer", args=["A" * 22])
    nowhere = Client().get(reverse("answer", args=["never-was-such-a-one"]))
    for answer in (Client().get(address), Client().post(address, facts)):
        assert answer.status_code == 404
        assert run.assessment.organisation.name not in answer.content.decode()
        assert re.sub(r"/q/[^\"/?]+", "", answer.content.decode()) == re.sub(
            r"/q/[^\"/?]+", "", nowhere.content.decode()
        )
    run.refresh_from_db()
    assert run.returned == 0


def test_a_network_that_sends_too_much_is_stopped_without_being_remembered(run, monkeypatch):
    monkeypatch.setattr("branches.views.answers.MOST_SHEETS", 2)
    visitor = Client()
    answers = []
    for _sheet in range(3):
        facts = sheet(run, visitor.get(run.public_path))
        answers.append(visitor.post(run.public_path, facts, REMOTE_ADDR="10.0.0.9").status_code)
    assert answers == [200, 200, 429]
    facts = sheet(run, visitor.get(run.public_path))
    assert visitor.post(run.public_path, facts, REMOTE_ADDR="10.0.0.10").status_code == 200


def test_results_stay_hidden_below_five_and_until_it_is_closed(run, leader, client_of):
    client = client_of(leader)
    answer_sheets(run, 4, remark="一句话")
    run.refresh_from_db()
    run.close(by=leader)
    assert run.results().shown == 0
    assert "一句话" not in client.get(run.get_absolute_url()).content.decode()
    other = run.assessment.runs.get(audience="members")
    answer_sheets(other, 5, remark="另一句话")
    other.refresh_from_db()
    assert other.results().shown == 0, "open: each further sheet could be read off"
    assert "另一句话" not in client.get(other.get_absolute_url()).content.decode()
    other.close(by=leader)
    assert (other.results().shown, other.results().rate()) == (5, 1.0)
    assert "另一句话" in client.get(other.get_absolute_url()).content.decode()


def test_a_few_answers_online_are_not_found_out_from_the_sum_with_paper(run, leader):
    answer_sheets(run, 9, "satisfied", source="paper")
    answer_sheets(run, 1, "not")
    run.refresh_from_db()
    run.close(by=leader)
    results = run.results()
    assert (results.shown, results.rate(), results.hidden) == (9, 1.0, ["online"])


def test_do_not_know_does_not_count_towards_the_rate(run, leader):
    answer_sheets(run, 5, "unknown", source="paper")
    answer_sheets(run, 3, "satisfied", source="paper")
    answer_sheets(run, 1, "not", source="paper")
    run.refresh_from_db()
    run.close(by=leader)
    assert run.results().rate() == 0.75


def test_the_team_keys_in_paper_and_a_line_left_empty_is_no_sheet(run, leader, secretary, client_of):
    paper = reverse("questionnaire_paper", args=[run.pk])
    client, questions = client_of(leader), list(run.questions())
    typed = {f"s1q{question.pk}": "1" for question in questions} | {f"s2q{questions[0].pk}": "3", "s3b": "on"}
    wrong = client.post(paper, typed | {f"s4q{questions[0].pk}": "7"})
    assert wrong.status_code == 422
    assert 'value="7"' in wrong.content.decode()
    key = "3f2b1c9e-0000-4000-8000-000000000001"
    for _tap in range(2):
        client.post(paper, typed | {"submission": key, "more": "yes"})
    run.refresh_from_db()
    assert (run.returned_paper, run.valid_paper) == (3, 1)
    assert client_of(secretary).get(paper).status_code == 404


def test_more_answers_than_handed_out_are_pointed_out(run, leader, client_of):
    run.hand_out(by=leader, expires_on=run.expires_on, handed_out=2)
    answer_sheets(run, 3)
    page = client_of(leader).get(run.get_absolute_url())
    run.refresh_from_db()
    assert run.more_than_handed_out
    assert 'class="notice warn"' in page.content.decode()


def test_a_new_link_replaces_a_revoked_one_and_keeps_what_was_counted(run, leader):
    answer_sheets(run, 2)
    run.refresh_from_db()
    old = run.public_path
    run.revoke(by=leader)
    run.renew(by=leader, expires_on=timezone.localdate())
    assert Client().get(old).status_code == 404
    assert Client().get(run.public_path).status_code == 200
    run.refresh_from_db()
    assert run.returned == 2


def test_the_printed_sheet_carries_the_questions_and_the_code(run, leader, client_of):
    answer = client_of(leader).get(reverse("questionnaire_sheet", args=[run.pk, "docx"]))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"PK")
