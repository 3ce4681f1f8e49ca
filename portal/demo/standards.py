"""Standardization: last year's cycle, closed, which gave the levels; this year's, with branches in every state."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType

from branches.choices import StandardizationLevel, StandardState
from branches.models import (
    BranchStandard,
    ClauseLink,
    ClausePhoto,
    ClauseScore,
    IndicatorCatalogue,
    LevelAward,
    StandardizationCycle,
)
from branches.models.ways import Line
from portal.demo.entries import moment, working_day
from portal.generic.bulk import insert
from volunteers.choices import ActivityState
from volunteers.models import Activity

# The points that lead to each level, drawn between these.
RANGES = {
    StandardizationLevel.FIVE_STAR: (90, 98),
    StandardizationLevel.FOUR_STAR: (80, 89),
    StandardizationLevel.THREE_STAR: (70, 79),
    StandardizationLevel.TWO_STAR: (60, 69),
    StandardizationLevel.NOT_REACHED: (44, 59),
}
# How many branches of this year's cycle stand where; the rest have begun to answer.
THIS_YEAR = (
    (StandardState.REACHED, 16),
    (StandardState.NOT_REACHED, 3),
    (StandardState.REVIEWED, 12),
    (StandardState.SELF_SCORED, 24),
    (StandardState.NOT_APPLICABLE, 2),
)
WORDS = ("见支部台账", "资料已归档", "已在系统登记", "材料齐全，可查", "见会议记录本", "有照片和签到")
REASONS = ("查阅记录缺一次", "现场未见上墙", "材料缺一件", "台账登记不全", "访谈反映开展不经常")
# What the photo of a clause shows: a scene, and a cut out of it.
SCENES = {
    "3.2": ("chart", None),
    "4.4": ("reading", None),
    "5.1": ("plate", None),
    "6.1": ("meeting", None),
    "6.2": ("rules", None),
}


@dataclass
class Round:
    """What the makers of one cycle hand to one another; nothing is saved before `fill`."""

    zone: object
    cycle: StandardizationCycle
    shots: dict
    indicators: list = field(default_factory=list)
    standards: list = field(default_factory=list)
    lines: dict = field(default_factory=dict)
    photos: list = field(default_factory=list)
    links: list = field(default_factory=list)
    awards: list = field(default_factory=list)
    activities: dict = field(default_factory=dict)


def make_cycles(zone, album):
    """Two versions of the catalogue and a draft of the third; two cycles."""
    zone.draw_for("standards")
    first = IndicatorCatalogue.objects.get(number=1)
    commissioner, year = zone.logins["commissioner"], zone.today.year
    dated(first, zone.ago(298), commissioner, year=year - 1)
    second = first.copy(by=commissioner, year=year)
    dated(second, zone.ago(75), commissioner)
    second.copy(by=commissioner, year=year + 1)
    shots = {code: kept_photo(album, *scene) for code, scene in SCENES.items()}
    last = begun(zone, first, year - 1, (290, 284, 281), closed=280)
    now = begun(zone, second, year, (60, 4, -16), closed=None)
    fill(closed_round(Round(zone, last, shots)))
    fill(running_round(Round(zone, now, shots)))


def kept_photo(album, scene, box):
    """A photo whose files all clauses with a photo share: drawing and storing hundreds would take long."""
    shot = album.cut(scene, box)
    facts = {"width": shot.width, "height": shot.height, "taken_at": None, "digest": shot.digest}
    photo = ClausePhoto(**facts)
    photo.image.save("photo.jpg", shot.content, save=False)
    photo.thumbnail.save("photo.jpg", shot.thumbnail, save=False)
    return photo


def dated(catalogue, day, by, **facts):
    """Publish a version by its verb, and date that back."""
    for name, value in facts.items():
        setattr(catalogue, name, value)
    catalogue.save()
    catalogue.publish(by=by)
    IndicatorCatalogue.objects.filter(pk=catalogue.pk).update(published_at=moment(day, 9, 30))


def begun(zone, catalogue, year, days, *, closed):
    """A cycle that was opened, and closed if `closed` says how many days ago."""
    opens, due, review = (zone.ago(one) for one in days)
    by = zone.logins["commissioner"]
    cycle = StandardizationCycle(
        title=f"{year}年度两新党组织标准化建设考评",
        year=year,
        organisation=zone.root,
        catalogue=catalogue,
        opens_on=opens,
        self_score_due_on=due,
        review_due_on=review,
        note="自评在手机上逐条完成；佐证已在系统登记过的，直接引用。",
        state="closed" if closed else "open",
        opened_at=moment(opens, 9),
        opened_by=by,
    )
    if closed:
        cycle.closed_at, cycle.closed_by = moment(zone.ago(closed), 17), by
    cycle.save()
    zone.diary.note(cycle, "portal.create", moment(opens - timedelta(days=3), 10), by)
    zone.diary.note(
        cycle, "branches.standardizationcycle.open", moment(opens, 9), by, **{"from": "draft", "to": "open"}
    )
    if closed:
        facts = {"from": "open", "to": "closed"}
        zone.diary.note(cycle, "branches.standardizationcycle.close", cycle.closed_at, by, **facts)
    return cycle


def closed_round(plan):
    """Last year: every organisation in force was decided, save those without a level, to which it did not apply."""
    zone = plan.zone
    plan.indicators = list(plan.cycle.catalogue.indicators())
    day = working_day(zone.ago(281))
    for organisation in zone.branches:
        if organisation.level == StandardizationLevel.UNRATED:
            standard = BranchStandard(
                cycle=plan.cycle,
                organisation=organisation,
                state=StandardState.NOT_APPLICABLE,
                set_aside_reason="成立不满一年，下一年度参加考评",
            )
            plan.standards.append(standard)
            continue
        decided(plan, organisation, scored_on=zone.ago(285), reviewed_on=zone.ago(283), day=day)
    return plan


def running_round(plan):
    """This year's: branches in every state; the accounts that may be tried find theirs among them."""
    zone = plan.zone
    plan.indicators = list(plan.cycle.catalogue.indicators())
    year = plan.cycle.year
    held = Activity.objects.filter(state=ActivityState.CONFIRMED, held_on__year=year).select_related("kind")
    for activity in held.order_by("held_on", "pk"):
        plan.activities[activity.organisation_id] = activity
    advised = {one.pk for one in zone.advised}
    home = zone.home.branch
    rest = [one for one in zone.branches if one.pk != home.pk and one.pk not in advised]
    zone.lots.shuffle(rest)
    for state, count in THIS_YEAR:
        for organisation in take(rest, count, state):
            placed(plan, organisation, state)
    sent_back(plan, home)
    for place, organisation in enumerate([*zone.advised, *rest]):
        state = StandardState.SELF_SCORED if place in (0, 1, 2) else StandardState.OPEN
        placed(plan, organisation, state, left=None if state != StandardState.OPEN else 2 + place % 9 * 3)
    return plan


def take(rest, count, state):
    """The next organisations for a state; whoever is decided keeps the level that stands in its record."""
    wanted = {
        StandardState.REACHED: lambda level: level in RANGES and level != StandardizationLevel.NOT_REACHED,
        StandardState.NOT_REACHED: lambda level: level == StandardizationLevel.NOT_REACHED,
    }.get(state, lambda level: True)
    chosen = [one for one in rest if wanted(one.level)][:count]
    for one in chosen:
        rest.remove(one)
    return chosen


def placed(plan, organisation, state, left=None):
    """An organisation in this year's cycle in `state`; `left` is how many clauses have no answer yet."""
    zone = plan.zone
    if state in (StandardState.REACHED, StandardState.NOT_REACHED):
        decided(plan, organisation, scored_on=zone.ago(20), reviewed_on=zone.ago(12), day=working_day(zone.ago(6)))
        return
    standard = BranchStandard(cycle=plan.cycle, organisation=organisation, state=state)
    if state == StandardState.NOT_APPLICABLE:
        standard.set_aside_reason = "企业停产搬迁，党员组织关系正在转出"
        plan.standards.append(standard)
        return
    points = zone.lots.randint(68, 96)
    lines = answered(plan, standard, points, skip=left or 0)
    if state != StandardState.OPEN:
        hand_in(plan, standard, zone.ago(zone.lots.randint(5, 25)))
    if state == StandardState.REVIEWED:
        review(plan, standard, lines, points - zone.lots.randint(1, 5), zone.ago(4))
    standard.settle(rebuilt(plan, standard))


def sent_back(plan, organisation):
    """The branch of the secretary's account: sent back, three clauses to be done again or to be answered."""
    zone = plan.zone
    standard = BranchStandard(
        cycle=plan.cycle,
        organisation=organisation,
        state=StandardState.OPEN,
        sent_back_reason="发展党员流程图请补照片；换届批复请上传；加分项如有表彰请填写。",
    )
    answered(plan, standard, 82, bare=("3.2",))
    for line in plan.lines[id(standard)]:
        if line.indicator.code == "1.3":
            line.score.is_sent_back = True
        if line.indicator.code == "6.3":
            line.score.self_points = None
    hand_in(plan, standard, zone.ago(9))
    adviser = zone.logins["adviser"]
    standard.self_scored_at = standard.self_scored_by = None
    facts = {"from": "self_scored", "to": "open", "facts": {"reason": standard.sent_back_reason, "clauses": 1}}
    zone.diary.note(standard, "branches.branchstandard.send_back", moment(zone.ago(5), 16, 20), adviser, **facts)
    standard.settle(rebuilt(plan, standard))


def answered(plan, standard, points, *, skip=0, bare=()):
    """Answer the clauses so that they give `points`, the last `skip` not at all, those of `bare` without a photo."""
    zone = plan.zone
    secretary = zone.secretaries[standard.organisation.pk]
    own = shared_out(zone.lots, plan.indicators, points)
    asked = [one for one in plan.indicators if not one.is_bonus]
    asked = asked[: len(asked) - skip]
    lines = []
    for indicator in asked:
        score = ClauseScore(standard=standard, indicator=indicator, scored_by=secretary)
        score.scored_at = moment(zone.ago(26), 20, 10)
        if indicator.is_veto:
            score.self_happened = False
        else:
            score.self_points = own[indicator.pk]
            score.evidence = zone.lots.choice(WORDS) if score.self_points else ""
        photo = indicator.needs_photo and indicator.code not in bare and zone.lots.random() < 0.93
        lines.append(Line(indicator, score, photos=int(photo)))
        if photo:
            plan.photos.append(pictured(plan.shots[indicator.code], score, secretary, moment(zone.ago(26), 20, 12)))
        linked(plan, score, secretary)
    plan.standards.append(standard)
    plan.lines[id(standard)] = lines
    return lines


def pictured(photo, score, by, when):
    """The photo at another clause."""
    copied = ("image", "thumbnail", "width", "height", "digest")
    return ClausePhoto(
        clause=score, uploaded_by=by, uploaded_at=when, caption="", **{one: getattr(photo, one) for one in copied}
    )


def linked(plan, score, by):
    """The branch's last activity, as evidence for what its task force did."""
    activity = plan.activities.get(score.standard.organisation.pk)
    if (
        activity is None
        or score.indicator.evidence_source != "activity"
        or plan.zone.home.branch == activity.organisation
    ):
        return
    kind = ContentType.objects.get_for_model(Activity)
    title = f"{activity.kind} · {activity.place}"
    facts = {"content_type": kind, "object_id": activity.pk, "title": title, "day": activity.held_on, "taken_by": by}
    plan.links.append(ClauseLink(clause=score, source="activity", **facts))


def shared_out(lots, indicators, points):
    """{clause: points} that add up to `points` of a hundred: taken off one by one where there is something left."""
    own = {one.pk: Decimal(one.points) for one in indicators if not one.is_veto and not one.is_bonus}
    left = sum(own.values()) - Decimal(points)
    while left > 0:
        key = lots.choice([key for key, value in own.items() if value >= 1])
        own[key] -= 1
        left -= 1
    return own


def hand_in(plan, standard, day):
    """The branch stands by it."""
    secretary = plan.zone.secretaries[standard.organisation.pk]
    standard.self_scored_at, standard.self_scored_by = moment(day, 20, 30), secretary
    facts = {"from": "open", "to": "self_scored"}
    plan.zone.diary.note(standard, "branches.branchstandard.hand_in", standard.self_scored_at, secretary, **facts)


def review(plan, standard, lines, points, day):
    """The adviser has been there and takes off what was not found, with reasons."""
    zone = plan.zone
    by = zone.logins["adviser" if standard.organisation in zone.advised else "commissioner"]
    gone = sum((line.score.self_points or 0 for line in lines), Decimal(0)) - Decimal(points)
    for line in lines:
        score = line.score
        score.points, score.happened = score.self_points, score.self_happened
        score.reviewed_by, score.reviewed_at = by, moment(day, 15, 30)
    while gone > 0:
        line = zone.lots.choice([line for line in lines if (line.score.points or 0) >= 1])
        line.score.points -= 1
        line.score.reason = zone.lots.choice(REASONS)
        gone -= 1
    standard.reviewed_at, standard.reviewed_by, standard.reviewed_on = moment(day, 16), by, day
    standard.opinion = "现场查看与自评基本一致，扣分处已当面说明。"
    facts = {"from": "self_scored", "to": "reviewed"}
    zone.diary.note(standard, "branches.branchstandard.finish_review", standard.reviewed_at, by, **facts)


def decided(plan, organisation, *, scored_on, reviewed_on, day):
    """A branch whose points gave the level in its record."""
    zone = plan.zone
    low, high = RANGES.get(organisation.level, RANGES[StandardizationLevel.TWO_STAR])
    points = zone.lots.randint(low, high)
    standard = BranchStandard(cycle=plan.cycle, organisation=organisation)
    lines = answered(plan, standard, min(points + zone.lots.randint(0, 4), 100))
    hand_in(plan, standard, scored_on)
    review(plan, standard, lines, points, reviewed_on)
    standard.settle(rebuilt(plan, standard))
    standard.grade = plan.cycle.catalogue.grade_for(standard.points)
    standard.state = StandardState.REACHED if standard.grade else StandardState.NOT_REACHED
    standard.decided_on, standard.decided_by = day, zone.logins["commissioner"]
    standard.document_number = f"云高党〔{day.year}〕{6 if plan.cycle.closed_at else 31}号"
    facts = {"from": "reviewed", "to": standard.state.value, "facts": {"document_number": standard.document_number}}
    when = moment(day, 10, 15)
    zone.diary.note(standard, "branches.branchstandard.decide", when, standard.decided_by, **facts)
    plan.awards.append(
        LevelAward(
            organisation=organisation,
            level=organisation.level,
            level_before=StandardizationLevel.UNRATED if plan.cycle.closed_at else organisation.level,
            awarded_on=day,
            document_number=standard.document_number,
            note=plan.cycle.title,
            recorded_by=standard.decided_by,
            recorded_at=when,
        )
    )


def rebuilt(plan, standard):
    """All its lines anew, now that scores have changed; those without an answer among them."""
    known = {line.indicator.pk: line for line in plan.lines[id(standard)]}
    return [
        Line(one, known[one.pk].score, photos=known[one.pk].photos) if one.pk in known else Line(one)
        for one in plan.indicators
    ]


def fill(plan):
    """Everything into the database, a table at a time."""
    for standard in plan.standards:
        if id(standard) not in plan.lines:
            standard.lacking = 0
    insert(BranchStandard, plan.standards)
    insert(ClauseScore, [line.score for lines in plan.lines.values() for line in lines])
    insert(ClausePhoto, plan.photos)
    insert(ClauseLink, plan.links)
    insert(LevelAward, plan.awards)
    BranchStandard.objects.filter(cycle=plan.cycle).update(created_at=plan.cycle.opened_at)
