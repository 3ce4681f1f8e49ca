"""What was found in ten months, how it was put right and looked at again; twenty-eight are still open."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from portal.demo.courses import course
from portal.demo.entries import date_back, enact, entered_each, moment, perform
from portal.demo.findings import FINDINGS, MAJOR, VOID, Finding
from portal.demo.majors import follow, tell
from portal.models import Counter
from volunteers.choices import HazardSource, HazardState, PhotoMoment
from volunteers.models import Hazard, HazardCategory, HazardPhoto
from volunteers.models.earlier_standings import EarlierStanding

FOUND, RECTIFIED, OPEN, OVERDUE = 640, 612, 28, 9
RECENTLY_DONE = 12
# The day that a verb signs as today, and that belongs to the day of the deed.
DATED = {"close": "closed_on", "void": "voided_on", "reopen": "reopened_on"}
# A ledger that an office brings along begins with 0001: the zone's own numbers leave it that room.
FIRST_NUMBER = 1001
SOURCES = (
    (HazardSource.TASK_FORCE, 0.74),
    (HazardSource.SELF_CHECK, 0.87),
    (HazardSource.GRID, 0.94),
    (HazardSource.LINKED_CADRE, 0.97),
    (HazardSource.EXPERT, 1.0),
)
# Where the open ones stand: (steps taken, found days ago, due in days; None before grading), home marks those at the
# enterprise around which the accounts work, grid those of its grid.
OPEN_ONES = (
    ("", 0, None, ""),
    ("", 1, None, ""),
    ("", 1, None, "grid"),
    ("", 2, None, ""),
    ("", 0, None, "home"),
    ("g", 4, 5, "grid"),
    ("g", 3, 9, ""),
    ("g", 17, -4, ""),
    ("g", 15, -2, "grid"),
    ("gs", 6, 3, "home"),
    ("gs", 9, 1, ""),
    ("gs", 5, 8, ""),
    ("gs", 8, 6, "grid"),
    ("gsrvn", 14, 4, ""),
    ("gs", 7, 2, ""),
    ("gs", 24, -9, "home"),
    ("gs", 21, -6, ""),
    ("gs", 19, -3, ""),
    ("gs", 28, -12, ""),
    ("gsrb", 22, -1, "grid"),
    ("gsr", 9, 3, "home"),
    ("gsr", 8, 4, "grid"),
    ("gsr", 11, 2, "grid"),
    ("gsr", 7, 6, ""),
    ("gsr", 6, 5, ""),
    ("gsr", 10, 1, ""),
    ("gsr", 20, -2, "grid"),
    ("gsr", 18, -1, ""),
)
# Which of the open ones are major: the place in the list, which finding, and what became of it.
MAJOR_OPEN = {
    1: (0, "proposed"),
    6: (1, "reported"),
    10: (2, "planned"),
    11: (0, "stopped"),
    14: (1, "transferred"),
    23: (2, "accepted"),
}
# Of those done not long ago; one of them was opened again, and is rectified once more.
MAJOR_DONE = {5: (0, "resumed")}
DONE_TWICE = {9: "gsrvnrv"}


@dataclass
class Case:
    """One hazard in the making: what, where, by whom, and how far it has come."""

    finding: Finding
    found_on: date
    steps: str
    near: str = ""
    due_on: date | None = None
    clause: str = ""
    is_recent: bool = False
    void: int = 0
    # What became of an open major one; see portal.demo.majors.
    story: str = ""
    rows: dict = field(default_factory=dict)


def make_hazards(zone, album):
    """All cases in the order in which they were found, numbered by year."""
    zone.draw_for("hazards")
    zone.categories = {category.title: category for category in HazardCategory.objects.all()}
    zone.by_process = {}
    for enterprise in zone.enterprises:
        for title in sorted(enterprise.runs):
            zone.by_process.setdefault(title, []).append(enterprise)
    cases = sorted(cases_of(zone), key=lambda case: case.found_on)
    last = {}
    bulk = []
    for case in cases:
        year = case.found_on.year
        last[year] = last.get(year, FIRST_NUMBER - 1) + 1
        hazard = register(zone, case, f"YH-{year}-{last[year]:04d}")
        if case.is_recent or case.clause:
            play(zone, hazard, case, album)
        else:
            live_through(zone, hazard, case)
            bulk.append(hazard)
    register_twice(bulk)
    for year, number in last.items():
        Counter.at_least(f"hazards-{year}", number)
    write(bulk)


def register_twice(hazards):
    """What was declared void as a repetition says the same about the same place as one found about the same day."""
    twice = next(one for one in hazards if one.state == HazardState.VOID and one.reason == VOID[0])
    others = [one for one in hazards if one.state != HazardState.VOID]
    first = min(others, key=lambda one: abs((one.found_on - twice.found_on).days))
    for name in ("enterprise", "place", "description", "category"):
        setattr(twice, name, getattr(first, name))


def cases_of(zone):
    """What happens to the hazards of ten months, in no order yet."""
    lots = zone.lots
    for finding, clause in MAJOR:
        yield Case(finding, zone.ago(lots.randint(60, 200)), "gsrvc", clause=clause)
    for reason in range(len(VOID)):
        yield Case(lots.choice(FINDINGS), zone.ago(lots.randint(30, 250)), "x", void=reason)
    for _one in range(RECTIFIED - RECENTLY_DONE - len(MAJOR)):
        steps = "ovc" if lots.random() < 0.33 else "gsrvc"
        if steps != "ovc" and lots.random() < 0.05:
            steps = "gsrbrvc"
        yield Case(lots.choice(FINDINGS), zone.ago(round(21 + 274 * lots.random() ** 1.08)), steps)
    for place in range(RECENTLY_DONE):
        steps = DONE_TWICE.get(place) or ("ov", "gsrv", "gsrvc", "ovc")[place % 4]
        case = Case(lots.choice(FINDINGS), zone.ago(8 + place), steps, is_recent=True, near="grid" if place < 2 else "")
        yield as_major(case, MAJOR_DONE.get(place))
    for place, (steps, found, due, near) in enumerate(OPEN_ONES):
        due_on = None if due is None else zone.today + timedelta(days=due)
        case = Case(lots.choice(FINDINGS), zone.ago(found), steps, near=near, due_on=due_on, is_recent=True)
        yield as_major(case, MAJOR_OPEN.get(place))


def as_major(case, chosen):
    """The same case with a finding that falls under the judgement standards; `chosen` is (which, story) or None."""
    if chosen:
        which, case.story = chosen
        case.finding, clause = MAJOR[which]
        # Not graded yet: somebody has proposed the level and the clause.
        case.clause = clause if case.steps else ""
    return case


def place_of(zone, case):
    """The enterprise: one that runs the process; near the accounts where the case asks for it."""
    home, lots = zone.home.enterprise, zone.lots
    if case.near == "home":
        if case.finding.process and case.finding.process not in home.runs:
            case.finding = lots.choice([one for one in FINDINGS if not one.process or one.process in home.runs])
        return home
    able = zone.by_process.get(case.finding.process, []) if case.finding.process else zone.enterprises
    if case.near == "grid":
        near = [one for one in able if one.grid_id == home.grid_id]
        return (
            lots.choice(near) if near else lots.choice([one for one in zone.enterprises if one.grid_id == home.grid_id])
        )
    # Half of the cases lie among the third of enterprises that are visited most.
    return lots.choice(able[: max(len(able) // 3, 1)] if lots.random() < 0.5 else able)


def register(zone, case, number):
    """The row as it is registered, not saved yet."""
    lots, enterprise = zone.lots, place_of(zone, case)
    draw = lots.random()
    source = next(source for source, limit in SOURCES if draw <= limit)
    if case.near:
        # Somebody else than those who rectify and re-check there.
        source = HazardSource.TASK_FORCE
    force = finder = None
    if source == HazardSource.TASK_FORCE:
        force = zone.home.force if case.near == "home" else lots.choice(zone.forces)
        finder = lots.choice(zone.members[force.pk])
    elif source == HazardSource.GRID:
        finder = zone.grid_workers[enterprise.grid_id]
    elif source == HazardSource.SELF_CHECK:
        finder = zone.safety_officers.get(enterprise.pk)
    hazard = Hazard(
        number=number,
        found_on=case.found_on,
        source=source,
        task_force=force,
        finder=finder,
        enterprise=enterprise,
        place=case.finding.place,
        description=case.finding.defect,
        category=zone.categories[case.finding.category],
    )
    hazard.settle()
    hazard.registered_at = moment(case.found_on, 8 + lots.randrange(8), lots.randrange(60))
    case.rows = cast(zone, hazard)
    return hazard


def cast(zone, hazard):
    """Who does what: the one who looks again has neither found nor rectified it."""
    worker, reviewer = zone.grid_workers[hazard.enterprise.grid_id], zone.logins["reviewer"]
    rectifier = zone.safety_officers.get(hazard.enterprise_id)
    if rectifier is None and hazard.task_force_id:
        rectifier = zone.members[hazard.task_force_id][0]
    rectifier = rectifier or worker
    rechecker = next(one for one in (worker, reviewer) if one not in (hazard.finder, rectifier))
    return {"grader": reviewer, "worker": worker, "rectifier": rectifier, "rechecker": rechecker}


def live_through(zone, hazard, case):
    """Take an older case through its verbs in memory."""
    zone.diary.note(hazard, "portal.create", hazard.registered_at, hazard.finder or case.rows["grader"])
    hazard.last_at, hazard.last_by = hazard.registered_at, hazard.finder
    for verb, when, by, facts in course(zone, hazard, case):
        enact(zone.diary, hazard, verb, when, by, **facts)
        hazard.last_at, hazard.last_by = when, by
        if verb in DATED:
            setattr(hazard, DATED[verb], when.astimezone(zone.opened.tzinfo).date())
    hazard._history_date, hazard._history_user = hazard.last_at, hazard.last_by


def write(hazards):
    """Older cases into the register at once."""
    made = Hazard.objects.bulk_create(hazards, batch_size=100)
    Hazard.history.bulk_history_create(made, batch_size=100)
    entered_each(made, lambda one: one.registered_at, lambda one: one.last_at)


def play(zone, hazard, case, album):
    """Take a recent case through its verbs as on a page, with photos where its place can be drawn."""
    by = hazard.finder or case.rows["grader"]
    hazard.save()
    date_back(hazard, hazard.registered_at, by)
    zone.diary.note(hazard, "portal.create", hazard.registered_at, by)
    last_at = hazard.registered_at
    before = [album.pair(case.finding.pair, done=False, seed=hazard.pk)] if case.finding.pair else []
    after = [album.pair(case.finding.pair, done=True, seed=hazard.pk)] if case.finding.pair else []
    for shot in before:
        HazardPhoto.take(shot, by=by, caption=case.finding.place, hazard=hazard, moment=PhotoMoment.BEFORE)
    HazardPhoto.objects.filter(hazard=hazard).update(uploaded_at=last_at, taken_at=last_at)
    for verb, when, doer, facts in course(zone, hazard, case):
        if verb.startswith("rectify"):
            facts |= {"photos": after}
            # Photos prove one rectification: whoever does it again takes new ones, or brings a paper.
            after = []
        perform(hazard, verb, when, doer, **facts)
        last_at = when
        if case.clause:
            follow(zone, hazard, case, verb, when)
        after_photos = HazardPhoto.objects.filter(hazard=hazard, moment=PhotoMoment.AFTER)
        if verb.startswith("rectify"):
            after_photos.update(uploaded_at=when, taken_at=when)
        if verb in DATED:
            day = when.astimezone(zone.opened.tzinfo).date()
            Hazard.objects.filter(pk=hazard.pk).update(**{DATED[verb]: day})
            setattr(hazard, DATED[verb], day)
        if verb == "reopen":
            EarlierStanding.objects.filter(hazard=hazard).update(until=day)
    if case.story:
        tell(zone, hazard, case, last_at)
    Hazard.objects.filter(pk=hazard.pk).update(created_at=hazard.registered_at, updated_at=last_at)
