"""The way of a hazard, letter by letter: each step names its verb, its day, who takes it and with which facts.

"gsrvc" is graded, handed on, rectified, verified, closed; o is put right on the spot, b sent back, n opened anew, x
void.
"""

from datetime import timedelta

from django.utils import timezone

from portal.demo.entries import moment
from portal.demo.findings import CLAUSES, OPINIONS, REOPENED, SENT_BACK, VOID
from volunteers.choices import HazardLevel


def soon(zone, day, days):
    """Some days later, today at the latest."""
    return min(day + timedelta(days=days), zone.today)


def course(zone, hazard, case):
    """The deeds of a case: (verb, when, by, facts), one after the other."""
    day = case.found_on
    for step in case.steps:
        verb, day, (hour, minute), by, facts = STEPS[step](zone, hazard, case, day)
        yield verb, moment(day, hour, minute), by, facts


def graded(zone, hazard, case, day):
    """By the reviewer; a major one by the head, with its clause."""
    days = 30 if case.clause else zone.lots.choice((7, 10, 15))
    due_on = case.due_on or case.found_on + timedelta(days=days)
    facts = {"due_on": due_on, "responsible_name": hazard.enterprise.safety_officer_name}
    day = soon(zone, day, zone.lots.choice((0, 0, 1)))
    if case.clause:
        facts |= {"level": HazardLevel.MAJOR, "clause": case.clause}
        return "grade", day, (16, 30), zone.logins["head"], facts
    facts |= {"level": HazardLevel.GENERAL, "clause": CLAUSES.get(case.finding.pair, "")}
    return "grade", day, (16, 30), case.rows["grader"], facts


def handed_on(zone, hazard, case, day):
    """The grid worker tells the enterprise."""
    return "start_rectifying", day, (17, 5), case.rows["worker"], {}


def rectified(zone, hazard, case, day):
    """Some days later the enterprise reports it as done."""
    day = soon(zone, day, zone.lots.randint(1, 3) if case.is_recent else zone.lots.randint(2, 9))
    facts = {"rectified_on": day, "measures": case.finding.measure}
    return "rectify", day, (15, 10), case.rows["rectifier"], facts


def put_right_on_the_spot(zone, hazard, case, day):
    """While the finders are still there."""
    by = hazard.finder or case.rows["rectifier"]
    return "rectify_on_the_spot", day, (19, 10), by, {"measures": case.finding.measure}


def sent_back(zone, hazard, case, day):
    """The next day somebody looks and is not content."""
    facts = {"reason": zone.lots.choice(SENT_BACK)}
    return "send_back", soon(zone, day, 1), (10, 40), case.rows["rechecker"], facts


def opened_anew(zone, hazard, case, day):
    """Some days after the re-check it is there again; a deadline that has passed already is set by nobody."""
    due_on = max(case.due_on or zone.today + timedelta(days=5), timezone.localdate())
    facts = {"reason": zone.lots.choice(REOPENED), "due_on": due_on}
    return "reopen", soon(zone, day, zone.lots.randint(2, 3)), (9, 20), zone.logins["head"], facts


def verified(zone, hazard, case, day):
    """Somebody else has seen it; two of them where it is major."""
    day = soon(zone, day, zone.lots.randint(1, 4))
    facts = {"rechecked_on": day, "opinion": zone.lots.choice(OPINIONS)}
    if case.clause:
        facts["second_rechecker"] = zone.logins["head"]
    return "verify", day, (16, 10), case.rows["rechecker"], facts


def closed(zone, hazard, case, day):
    """Off the list; a major one by the head, with the regulator's consent."""
    day = soon(zone, day, zone.lots.randint(0, 2))
    if case.clause:
        return "close_major", day, (17, 30), zone.logins["head"], {}
    # The sheet of the re-check: most of what is older has no photo.
    evidence = {"closing_document": f"复查意见书 {hazard.number.removeprefix('YH-')}"}
    return "close", day, (17, 30), case.rows["grader"], evidence


def void(zone, hazard, case, day):
    """Entered by mistake."""
    facts = {"reason": VOID[case.void]}
    return "void", soon(zone, day, 1), (9, 30), case.rows["grader"], facts


STEPS = {
    "g": graded,
    "s": handed_on,
    "r": rectified,
    "o": put_right_on_the_spot,
    "b": sent_back,
    "n": opened_anew,
    "v": verified,
    "c": closed,
    "x": void,
}
