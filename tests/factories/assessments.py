"""Rounds of assessment as the tests need them; moved on by the verbs of the models, so that no row is impossible."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from branches.assessment_choices import TalkCategory
from branches.choices import Role
from branches.models import (
    Assessment,
    AssessmentEdition,
    AssessmentReport,
    AssessmentRound,
    AssessmentTeam,
    MaterialCheck,
    QuestionnaireRun,
    TalkRecord,
)
from tests.factories.portal import appoint, make_user


def make_round(office, **fields):
    """A round of the edition in force, not begun."""
    today = timezone.localdate()
    fields = {"name": "2026年能力评估", "starts_on": today, "ends_on": today + timedelta(days=30)} | fields
    return AssessmentRound.objects.create(office=office, edition=AssessmentEdition.current(), **fields)


def make_team(round_, office, *, people=None, name="第一组"):
    """A team of two assessors; the first of them leads it."""
    people = people or [appoint(make_user(), Role.ASSESSOR, office) for _number in range(2)]
    team = AssessmentTeam.objects.create(round=round_, name=name)
    team.seat(people[0], people[1:], by=people[0])
    return team


def make_assessment(round_, branch, team=None, *, visited=False, reported=False):
    """A branch in a round that runs; with a team planned for today, and as far as asked for."""
    today = timezone.localdate()
    one = Assessment.objects.create(round=round_, organisation=branch)
    if round_.state == "draft":
        round_.begin(by=None)
    if team:
        one.schedule(team=team, visit_on=today)
        one.save()
    if visited or reported:
        one.visit(by=team.leader, visited_on=today)
    if reported:
        make_report(one)
    return one


def fill_in(assessment):
    """Materials, questionnaires (closed, without answers) and talks of an assessment: nothing is missing."""
    leader = assessment.team.leader
    for item in assessment.round.edition.items.all():
        MaterialCheck.enter(assessment, item, by=leader, verdict="present")
    QuestionnaireRun.open_for(assessment, by=leader, expires_on=timezone.localdate())
    for run in assessment.runs.all():
        run.close(by=leader)
    today = timezone.localdate()
    for category in TalkCategory:
        facts = {"category": category, "talked_on": today, "points": "支部活动正常", "entered_by": leader}
        TalkRecord.objects.create(assessment=assessment, **facts)


def make_report(assessment, *, proposal="keep", rating="well", signed=True):
    """A report with every score, assented to by two and signed off by the leader."""
    team = assessment.team
    report = AssessmentReport.draft(assessment, by=team.leader)
    report.scores.update(score=Decimal(80))
    rectify_by = timezone.localdate() + timedelta(days=60) if proposal == "rectify" else None
    report.rating, report.proposal, report.rectify_by, report.proposal_text = rating, proposal, rectify_by, "评估情况"
    report.save()
    for seat in team.seats.all():
        report.assent(by=seat.user)
    if signed:
        report.sign(by=team.leader)
    return report


def answer_sheets(run, count, answer="satisfied", *, source="online", remark=""):
    """`count` sheets, all with the same answer to every question."""
    answers = {question.pk: answer for question in run.questions()}
    if source == "paper":
        run.take_paper([(answers, remark)] * count, by=run.assessment.team.leader)
        return
    for number in range(count):
        run.take_online(answers, remark, form_key=f"{answer}{number}{run.returned_online}")
