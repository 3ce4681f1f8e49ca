"""Training: four sessions that were held, one of them with its list still open, two to come, one planned, one off."""

from datetime import time, timedelta

from branches.choices import Attended, Reply, Role, TrainingState
from branches.models import Invitation, MaterialReading, ProgrammeItem, TrainingMaterial, TrainingSession
from branches.models.training import training_pages
from portal.demo.entries import date_back, moment, working_day

SECRETARIES = [Role.SECRETARY]
LEADERS = [Role.TASK_FORCE_LEADER, Role.TASK_FORCE_MEMBER]
SAFETY = [Role.SAFETY_OFFICER, Role.GRID_WORKER, Role.LINKED_CADRE]
# (title, kind, days from today, from, to, place, roles, state, programme)
SESSIONS = (
    (
        "党组织书记春季集中培训",
        "party",
        -221,
        time(9, 0),
        time(16, 30),
        "园区党群服务中心报告厅",
        SECRETARIES,
        TrainingState.CLOSED,
        ((time(9, 0), "党支部工作的基本要求", "党校老师"), (time(13, 30), "分组交流：组织生活怎么开", "俞慧敏")),
    ),
    (
        "突击队员安全常识培训",
        "safety",
        -118,
        time(18, 30),
        time(20, 0),
        "应急中心二楼教室",
        LEADERS,
        TrainingState.CLOSED,
        ((time(18, 30), "清理和巡查时怎样保护自己", "应丹阳"), (time(19, 20), "灭火器实操", "消防站教员")),
    ),
    (
        "示范企业党建现场观摩",
        "visit",
        -47,
        time(14, 0),
        time(17, 0),
        "云溪高新区东区",
        SECRETARIES,
        TrainingState.CLOSED,
        ((time(14, 0), "看阵地：会议室、活动室和上墙内容", ""), (time(15, 30), "现场讨论：党员怎样带动生产", "俞慧敏")),
    ),
    (
        "粉尘涉爆和有限空间专题培训",
        "safety",
        -3,
        time(14, 0),
        time(16, 0),
        "应急中心一楼报告厅",
        SAFETY,
        TrainingState.HELD,
        ((time(14, 0), "除尘系统先看哪里", "特聘专家"), (time(15, 10), "有限空间作业七步", "骆国梁")),
    ),
    (
        "冬季党组织书记培训",
        "party",
        6,
        time(14, 0),
        time(16, 30),
        "园区党群服务中心报告厅",
        SECRETARIES,
        TrainingState.ANNOUNCED,
        ((time(14, 0), "换届的准备和程序", "党校老师"), (time(15, 30), "阵地验收怎么看", "俞慧敏")),
    ),
    (
        "冬季安全自查要点辅导",
        "safety",
        11,
        time(9, 0),
        time(11, 0),
        "应急中心一楼报告厅",
        SAFETY,
        TrainingState.ANNOUNCED,
        ((time(9, 0), "自查常见问题和填报要求", "应丹阳"),),
    ),
    (
        "新任书记座谈",
        "party",
        24,
        time(14, 30),
        None,
        "党工委会议室",
        SECRETARIES,
        TrainingState.DRAFT,
        ((time(14, 30), "听新任书记谈困难", "俞慧敏"),),
    ),
    (
        "专题党课",
        "lesson",
        -150,
        time(19, 0),
        time(20, 30),
        "园区党群服务中心报告厅",
        SECRETARIES,
        TrainingState.CALLED_OFF,
        ((time(19, 0), "专题党课", "党校老师"),),
    ),
)
EXCUSES = ("厂里消防演练", "出差在外", "客户验厂", "已派同事参加", "家中有事")


def make_training(zone):
    """All sessions with their lists, and what some have read."""
    zone.draw_for("training")
    pages = list(training_pages(every_language=True).filter(locale__language_code="zh-hans")[:5])
    for facts in SESSIONS:
        make_session(zone, facts, pages)
    readers = [*list(zone.secretaries.values())[:18], zone.logins["safety"], zone.logins["leader"]]
    MaterialReading.objects.bulk_create(
        MaterialReading(user=user, page=page, read_at=moment(zone.ago(zone.lots.randint(2, 60)), 20))
        for user in dict.fromkeys(readers)
        for page in zone.lots.sample(pages, zone.lots.randint(1, min(3, len(pages))))
    )


def make_session(zone, facts, pages):
    """One session, taken to its state by its verbs at the moments at which they were done."""
    title, kind, days, starts_at, ends_at, place, roles, state, programme = facts
    by = zone.logins["reviewer"] if kind == "safety" else zone.logins["commissioner"]
    day = working_day(zone.ago(-days))
    session = TrainingSession.objects.create(
        title=title,
        kind=kind,
        held_on=day,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        capacity=120 if "报告厅" in place else None,
        organisation=zone.root,
        roles=[role.value for role in roles],
        entered_by=by,
    )
    planned = moment(day - timedelta(days=20), 10)
    zone.diary.note(session, "portal.create", planned, by)
    session.history.update(history_date=planned, history_user=by)
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(session=session, time=at, topic=topic, speaker=speaker, order=order)
        for order, (at, topic, speaker) in enumerate(programme)
    )
    TrainingMaterial.objects.bulk_create(TrainingMaterial(session=session, page=page) for page in pages[:2])
    stamps = {"created_at": planned, "updated_at": planned}
    if state != TrainingState.DRAFT:
        announced = moment(day - timedelta(days=15), 9, 30)
        session.announce(by=by)
        date_back(session, announced, by)
        stamps |= {"announced_at": announced, "updated_at": announced}
        let_them_answer(zone, session, day)
    stamps |= carry_on(zone, session, state, day, by)
    TrainingSession.objects.filter(pk=session.pk).update(**stamps)


def let_them_answer(zone, session, day):
    """Most say that they come, some why they cannot, some nothing; the accounts that may be tried have not answered."""
    tried = {user.pk for user in zone.logins.values()}
    rows = list(session.invitations.all())
    for one in rows:
        draw = zone.lots.random()
        if one.user_id in tried or draw < 0.18:
            continue
        one.reply = Reply.COMING if draw < 0.93 else Reply.NOT_COMING
        one.reply_reason = zone.lots.choice(EXCUSES) if one.reply == Reply.NOT_COMING else ""
        one.replied_at = moment(min(day, zone.today) - timedelta(days=zone.lots.randint(1, 6)), 12)
    Invitation.objects.bulk_update(rows, ["reply", "reply_reason", "replied_at"], batch_size=300)


def carry_on(zone, session, state, day, by):
    """From the announcement to the closed list, or to the day on which it was called off."""
    if state == TrainingState.CALLED_OFF:
        off = moment(day - timedelta(days=1), 17)
        session.call_off(by=by, reason="与市里会议时间冲突，改为自学。")
        date_back(session, off, by)
        return {"updated_at": off}
    if state not in (TrainingState.HELD, TrainingState.CLOSED):
        return {}
    session.hold(by=by)
    date_back(session, moment(day, 17, 10), by)
    rows = list(session.invitations.all())
    if state == TrainingState.HELD:
        # The list is half entered.
        rows = rows[: len(rows) // 2]
    for one in rows:
        draw = zone.lots.random()
        one.attended = (
            Attended.EXCUSED if one.reply == Reply.NOT_COMING else Attended.PRESENT if draw < 0.93 else Attended.ABSENT
        )
        one.remark = one.reply_reason
    Invitation.objects.bulk_update(rows, ["attended", "remark"], batch_size=300)
    if state == TrainingState.HELD:
        return {"updated_at": moment(day, 17, 10)}
    Invitation.objects.create(
        session=session,
        name="党校跟班学员",
        unit="市委党校",
        attended=Attended.PRESENT,
        is_late=True,
    )
    closed = moment(day + timedelta(days=1), 9, 40)
    session.close(by=by)
    date_back(session, closed, by)
    return {"closed_at": closed, "updated_at": closed}
