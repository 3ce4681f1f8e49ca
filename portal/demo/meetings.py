"""A year of organisational life: what the branches held, what some of them missed, what is planned."""

from datetime import date, time, timedelta

from django.db.models import F

from branches.choices import MeetingKind, MeetingState
from branches.models import Meeting, MeetingPhoto, Member
from branches.models.frequencies import WATCHED, month_end
from branches.models.member_questions import IN_PARTY
from portal.demo.entries import moment, working_day

MONTHS = 12
TOPICS = {
    MeetingKind.MEMBERS_MEETING: (
        "讨论半年工作总结",
        "通报党费收缴和使用情况",
        "讨论预备党员转正",
        "部署安全生产专项行动",
    ),
    MeetingKind.COMMITTEE_MEETING: (
        "研究本月组织生活安排",
        "研究积极分子培养",
        "研究突击队活动计划",
        "研究阵地维护事项",
    ),
    MeetingKind.PARTY_LESSON: ("学党章、守党规", "安全生产就是最大的责任", "党员在生产一线的先锋作用", "从身边事讲起"),
    MeetingKind.THEME_DAY: ("重温入党誓词", "车间隐患随手拍", "走访慰问老党员", "义务劳动和环境整治", "集中学习与交流"),
    MeetingKind.ORGANISATIONAL_LIFE: ("围绕作用发挥开展批评和自我批评",),
    MeetingKind.APPRAISAL: ("年度民主评议党员",),
}
PLACES = ("支部会议室", "党员活动室", "企业食堂二楼", "车间班组园地")
MINUTES = "一、传达上级通知。\n二、支部书记通报近期工作。\n三、与会党员逐一发言。\n四、明确下一步分工和时间。"
REASON = "到会人数与签到表不一致，请核对后补充缺席原因。"
# Every so many branches has let something slip, in one month or for good.
SLIPS, SLEEPS = 0.05, (11, 37, 52)


def make_meetings(zone, album):
    """All that was held up to yesterday, then what waits at the branch around which the accounts work."""
    zone.draw_for("meetings")
    branches = [one for one in zone.branches if one.kind in WATCHED]
    meetings = [meeting for place, branch in enumerate(branches) for meeting in year_of(zone, branch, place)]
    meetings.sort(key=lambda one: one.held_on)
    for one in meetings:
        one._history_date, one._history_user = one.recorded_at, one.recorded_by
    Meeting.objects.bulk_create(meetings, batch_size=400)
    Meeting.history.bulk_history_create(meetings, batch_size=400)
    Meeting.objects.update(created_at=F("recorded_at"), updated_at=F("recorded_at"))
    at_home(zone, album, [one for one in meetings if one.organisation_id == zone.home.branch.pk])


def year_of(zone, branch, place):
    """The recorded meetings of one branch over the last twelve months, as its committee kept to the rules."""
    first = zone.today.replace(day=1)
    is_home, sleeps = branch.pk == zone.home.branch.pk, place in SLEEPS
    for back in range(MONTHS, -1, -1):
        month = date(first.year - (back > first.month - 1), (first.month - 1 - back) % 12 + 1, 1)
        kinds = [MeetingKind.THEME_DAY]
        if branch.full_members >= 7:
            kinds.append(MeetingKind.COMMITTEE_MEETING)
        if month.month in (3, 6, 9, 12):
            kinds += [MeetingKind.MEMBERS_MEETING, MeetingKind.PARTY_LESSON]
        if month.month == 12:
            kinds += [MeetingKind.ORGANISATIONAL_LIFE, MeetingKind.APPRAISAL]
        for kind in kinds:
            if sleeps and back < 5:
                continue
            if zone.lots.random() < SLIPS and not (is_home and back):
                continue
            day = day_in(zone, month, kind)
            if day < zone.today:
                yield held(zone, branch, kind, day)


def day_in(zone, month, kind):
    """A working day of the month; the theme day is always about the same one."""
    wanted = 15 if kind == MeetingKind.THEME_DAY else zone.lots.randint(3, 26)
    return working_day(min(month.replace(day=wanted), month_end(month)))


def held(zone, branch, kind, day):
    """One meeting with plausible numbers, signed by the secretary on the day after."""
    lots = zone.lots
    full = branch.full_members
    expected = min(full, 5) if kind == MeetingKind.COMMITTEE_MEETING else full + branch.probationary_members
    present = max(1, expected - lots.choice((0, 0, 0, 1, 1, 2)))
    facts = {}
    if kind == MeetingKind.APPRAISAL:
        excellent, basic = present // 3, lots.choice((0, 0, 1)) if present > 4 else 0
        facts = {"excellent": excellent, "basically_qualified": basic, "unqualified": 0}
        facts["qualified"] = present - excellent - basic
    if kind == MeetingKind.PARTY_LESSON:
        facts = {"lesson_by": branch.secretary_name}
    secretary = zone.secretaries[branch.pk]
    return Meeting(
        organisation=branch,
        kind=kind,
        state=MeetingState.RECORDED,
        held_on=day,
        starts_at=time(lots.choice((15, 16, 17, 18)), lots.choice((0, 30))),
        place=lots.choice(PLACES),
        chair=branch.secretary_name,
        topic=lots.choice(TOPICS[kind]),
        expected=expected,
        present=present,
        absent="出差、调休" if present < expected else "",
        minutes=MINUTES if lots.random() < 0.4 else "",
        entered_by=secretary,
        recorded_at=moment(day + timedelta(days=1), 8, 40),
        recorded_by=secretary,
        **facts,
    )


def at_home(zone, album, meetings):
    """The home branch: people ticked, photos, a log; one record sent back, one not signed, one planned."""
    branch, secretary, adviser = zone.home.branch, zone.logins["secretary"], zone.logins["adviser"]
    members = list(Member.objects.filter(organisation=branch, state__in=IN_PARTY).order_by("pk"))
    through = Meeting.attendees.through
    through.objects.bulk_create(
        [through(meeting=one, member=member) for one in meetings[-8:] for member in members[: one.present]]
    )
    for one in meetings:
        zone.diary.note(one, "portal.create", one.recorded_at - timedelta(minutes=20), secretary)
        facts = {"from": str(MeetingState.DRAFT), "to": str(MeetingState.RECORDED), "facts": {}}
        zone.diary.note(one, "branches.meeting.record", one.recorded_at, secretary, **facts)
    scenes = {MeetingKind.PARTY_LESSON: "lecture"}
    for one in [*meetings[-3:], *[one for one in meetings if one.kind == MeetingKind.PARTY_LESSON][-1:]]:
        shot = album.small(scenes.get(one.kind, "meeting"))
        MeetingPhoto.take(shot, by=secretary, meeting=one, caption=one.topic)
    back = meetings[-1]
    Meeting.objects.filter(pk=back.pk).update(
        state=MeetingState.DRAFT, recorded_at=None, recorded_by=None, sent_back_reason=REASON
    )
    facts = {"from": str(MeetingState.RECORDED), "to": str(MeetingState.DRAFT), "facts": {"reason": REASON}}
    zone.diary.note(back, "branches.meeting.send_back", moment(zone.ago(1), 10), adviser, **facts)
    plans = (
        (MeetingKind.COMMITTEE_MEETING, zone.ago(1), "研究冬季安全生产自查自纠"),
        (MeetingKind.THEME_DAY, working_day(zone.today + timedelta(days=9)), "冬季消防安全宣传"),
        (MeetingKind.PARTY_LESSON, working_day(zone.today + timedelta(days=16)), "专家讲重大隐患判定标准"),
    )
    for kind, day, topic in plans:
        plan = Meeting.objects.create(
            organisation=branch,
            kind=kind,
            held_on=day,
            starts_at=time(16, 30),
            place=PLACES[0],
            chair=branch.secretary_name,
            topic=topic,
            entered_by=secretary,
        )
        zone.diary.note(plan, "portal.create", moment(zone.ago(2), 9, 10), secretary)
