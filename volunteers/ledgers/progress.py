"""How far a hazard of a ledger is. Days decide; a word such as 已整改 only confirms them and closes nothing by itself.

Whoever writes 已整改 without the day on which somebody looked has not shown a re-check: the hazard then waits for it
and is not counted as rectified. A row whose word and days contradict each other is refused.
"""

from django.utils.translation import gettext as _

from portal.generic.kinds import sentence_of
from volunteers.choices import HazardState
from volunteers.ledgers.hazard_fields import AWAITING, DONE, OPEN, SPOT, STATUS
from volunteers.models import Hazard

WORDS = set(STATUS.values())


def progress(reading, entry):
    """The state of the row's hazard with the facts that belong to it, as attributes; faults where they do not fit."""
    status = entry["status"] if entry["status"] in WORDS else None
    is_spot = bool(entry["on_the_spot"]) or status == SPOT
    rectified, rechecked, closed = days(reading, entry, is_spot=is_spot)
    judge_days(reading, entry, rectified, rechecked, closed)
    if status == OPEN and rechecked is not None:
        text = _("It is said to be open and has a day of re-check. Correct one of the two.")
        reading.fault(entry, "status", text)
    facts = {
        "measures": (entry["measures"] or (entry["status"] if status is None else None) or "")[:500],
        "on_the_spot": is_spot,
        "rectified_on": rectified,
        "state": HazardState.RECTIFYING,
    }
    if rechecked is not None:
        name = entry["rechecker"].name if entry["rechecker"] else ""
        return facts | {
            "state": HazardState.CLOSED,
            "rechecked_on": rechecked,
            "rechecker_name": name,
            "recheck_opinion": entry["opinion"] or "",
            "closed_on": closed or rechecked,
        }
    if rectified is not None:
        facts["state"] = HazardState.AWAITING_RECHECK
        if status in (DONE, SPOT):
            text = _(
                "It has no day of re-check: it comes in as waiting for the re-check and is not counted as rectified."
            )
            reading.warn(entry, "rechecked_on", text)
    elif status in (DONE, SPOT, AWAITING):
        text = _(
            "It is said to be done, but no day says when: it stays open. Add the days of rectification and re-check."
        )
        reading.warn(entry, "rectified_on", text)
    return facts


def days(reading, entry, *, is_spot):
    """(rectified, re-checked, closed). What closing or a ledger without such a column implies is filled in and said."""
    rectified, rechecked, closed = entry["rectified_on"], entry["rechecked_on"], entry["closed_on"]
    if rectified is None and is_spot and "rectified_on" not in refused(reading, entry):
        rectified = entry["found_on"]
    if closed is not None and rechecked is None and "rechecked_on" not in refused(reading, entry):
        # Nothing is taken off the list before somebody has looked: the day of closing is the latest day of that look.
        rechecked = closed
    if rechecked is not None and rectified is None and "rectified_on" not in refused(reading, entry):
        if reading.has_column("hazards", "rectified_on"):
            text = _("It has been re-checked, but the day of rectification is missing. Fill it in.")
            reading.fault(entry, "rectified_on", text)
        else:
            reading.note(_("The ledger has no day of rectification; that of the re-check is taken."))
            rectified = rechecked
    return rectified, rechecked, closed


def refused(reading, entry):
    """The fields of the row whose cells were refused: what they say is not known, nothing may replace it."""
    columns = reading.by_name[entry.sheet].mapping.columns
    return {name for name in columns if name not in entry.values}


def judge_days(reading, entry, rectified, rechecked, closed):
    """Found, rectified, re-checked, closed: in this order, or refused with the sentence of the page."""
    found = entry["found_on"]
    columns = reading.by_name[entry.sheet].mapping.columns
    if found is not None and rectified is not None and rectified < found:
        name = "rectified_on" if "rectified_on" in columns else "rechecked_on"
        reading.fault(entry, name if name in columns else "", sentence_of(Hazard, "hazard_rectified_after_found"))
    if rectified is not None and rechecked is not None and rechecked < rectified:
        name = "rechecked_on" if "rechecked_on" in columns else "closed_on"
        reading.fault(entry, name, sentence_of(Hazard, "hazard_rechecked_after_rectified"))
    if closed is not None and rechecked is not None and closed < rechecked:
        reading.fault(entry, "closed_on", _("It cannot be closed before it was re-checked. Check both days."))
