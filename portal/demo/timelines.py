"""Timelines of assessments and decisions: the entries that the verbs leave, read off the rows of both rounds.

The rows of the rounds are written at once; what was signed and dated in them tells which verbs had been used, by whom
and when. What a branch put right is shown by a photo, as its verb asks.
"""

from datetime import timedelta

from branches.assessment_choices import (
    AssessmentState,
    DeliberationState,
    ReportState,
    RoundState,
)
from branches.models import (
    Assessment,
    AssessmentRound,
    BranchDecision,
    BranchRectification,
    Deliberation,
    RectificationEvidence,
)
from portal.demo.entries import moment, working_day

WAY = tuple(AssessmentState)
DECIDED = (DeliberationState.DECIDED, DeliberationState.EXECUTED)


class Teller:
    """Notes transitions in the words of `portal.states`."""

    def __init__(self, zone):
        self.zone, self.commissioner = zone, zone.logins["commissioner"]

    def made(self, record, when, by=None, **facts):
        """The record was entered."""
        self.zone.diary.note(
            record, "portal.create", when, by or self.commissioner, **({"facts": facts} if facts else {})
        )

    def edited(self, record, when, by=None, **facts):
        """Something of it was entered."""
        self.zone.diary.note(record, "portal.edit", when, by or self.commissioner, facts=facts)

    def moved(self, record, verb, when, by=None, **facts):
        """It went one step further."""
        move = getattr(type(record), verb)
        data = {"from": str(min(move.sources)), "to": str(move.target), "facts": facts}
        self.zone.diary.note(record, f"{record._meta.label_lower}.{verb}", when, by or self.commissioner, **data)


def tell_assessments(zone, album):
    """All that happened in both rounds."""
    teller = Teller(zone)
    rounds = {one.pk: one for one in AssessmentRound.objects.all()}
    for one in rounds.values():
        tell_round(teller, one)
    decisions = {one.assessment_id: one for one in BranchDecision.objects.select_related("deliberation", "change")}
    rectifications = {
        one.decision_id: one
        for one in BranchRectification.objects.select_related("decision__organisation", "done_by", "checked_by")
    }
    rows = Assessment.objects.select_related("round", "organisation", "report__signed_by", "report__answered_by")
    for one in rows.prefetch_related("team__seats__user"):
        tell_assessment(teller, one, decisions.get(one.pk), rectifications)
    for held in Deliberation.objects.prefetch_related("decisions__organisation", "decisions__assessment__report"):
        tell_deliberation(teller, held)
    for row in rectifications.values():
        tell_rectification(teller, row, album)


def tell_round(teller, one):
    """A round was prepared, begun, and closed when every branch had been decided about."""
    teller.made(one, moment(one.starts_on - timedelta(days=6), 9))
    teller.edited(one, moment(one.starts_on - timedelta(days=5), 10), organisations=one.assessments.count())
    teller.moved(one, "begin", moment(one.starts_on, 8, 30))
    if one.state == RoundState.CLOSED:
        teller.moved(one, "close", moment(one.ends_on + timedelta(days=3), 16))


def tell_assessment(teller, one, decision, rectifications):
    """One branch: visited, reported, deliberated, decided, carried out, as far as it has come."""
    if one.visited_on is None:
        return
    people = [seat.user for seat in one.team.seats.all()]
    leader = next(seat.user for seat in one.team.seats.all() if seat.is_leader)
    teller.moved(one, "visit", moment(one.visited_on, 16), leader, visited_on=str(one.visited_on))
    report = getattr(one, "report", None)
    if report:
        tell_report(teller, report, people, one.visited_on)
    reached = WAY.index(AssessmentState(one.state))
    if reached >= WAY.index(AssessmentState.REPORTED):
        teller.moved(one, "report_signed", moment(report.signed_on, 10, 30), report.signed_by)
    if decision is None:
        return
    held = decision.deliberation
    teller.moved(one, "deliberate", moment(agenda_day(held), 15))
    if reached >= WAY.index(AssessmentState.DECIDED):
        teller.moved(one, "decide", moment(held.held_on, 17))
    if one.state == AssessmentState.EXECUTED:
        put_right = rectifications.get(decision.pk)
        if put_right:
            teller.moved(one, "execute", moment(put_right.checked_on, 15, 30), put_right.checked_by)
        else:
            teller.moved(one, "execute", moment(executed_day(held), 17, 20))


def tell_report(teller, report, people, visited_on):
    """Composed after the visit, assented to, signed off, answered by the branch."""
    first = report.signed_by or people[0]
    drafted = min(visited_on + timedelta(days=1), report.signed_on or visited_on + timedelta(days=1))
    teller.made(report, moment(drafted, 9, 30), first)
    if report.state == ReportState.DRAFT:
        return
    for place, user in enumerate(people[:2]):
        teller.edited(report, moment(report.signed_on, 9, 5 * place), user, assent=str(user))
    teller.moved(report, "sign", moment(report.signed_on, 10, 30), report.signed_by)
    if report.state == ReportState.ANSWERED:
        teller.moved(report, "answer", moment(report.answered_on, 14, 20), report.answered_by, reply=report.reply)


def agenda_day(held):
    """When the reports were put on the agenda: a working day or two before the meeting."""
    return working_day(held.held_on - timedelta(days=2))


def executed_day(held):
    """When the decisions came into effect."""
    return max(held.held_on, held.effective_on)


def tell_deliberation(teller, held):
    """The agenda was prepared, decided, and carried out on its effective day."""
    teller.made(held, moment(working_day(held.held_on - timedelta(days=4)), 9))
    if held.state in DECIDED:
        teller.moved(held, "decide", moment(held.held_on, 17))
    if held.state == DeliberationState.EXECUTED:
        teller.moved(held, "execute", moment(executed_day(held), 17, 20))


def tell_rectification(teller, row, album):
    """What the branch put right, with a photo of it, and who looked."""
    if row.done_on is None:
        return
    shot = album.cut("rules")
    RectificationEvidence.take(shot, by=row.done_by, rectification=row)
    facts = {"measures": row.measures, "photos": 1}
    teller.moved(row, "finish", moment(row.done_on, 11), row.done_by, **facts)
    if row.checked_on:
        teller.moved(row, "accept", moment(row.checked_on, 15, 30), row.checked_by, opinion=row.opinion)
