"""The winter campaign of the zone, running today: a first round that is over, a second one whose window closes soon."""

from datetime import timedelta

from wagtail.models import Page

from portal.demo.entries import moment
from portal.generic.bulk import insert
from volunteers.choices import Answer, CampaignState, Channel, HazardSource, SelfCheckState
from volunteers.models import (
    Campaign,
    CampaignRound,
    Enrolment,
    Hazard,
    JudgementStandard,
    SelfCheck,
    SelfCheckAnswer,
)
from volunteers.models.self_check_sheets import category_of

NAME = "冬季安全生产大检查暨重大事故隐患自查自纠"
TEXT = (
    "以可燃爆粉尘、有限空间等七类重点工序为重点，企业对照判定标准逐条自查，能立即整改的立即整改，"
    "不能立即整改的先管控、定期限。零隐患也须交表。严查期内查到不能立即消除的重大隐患，依法移交处理。"
)
BASIS = "《工贸企业重大事故隐患判定标准》（应急管理部令第10号）\n云高应急〔{year}〕18号"
# (window from, window to) in days from today.
ROUNDS = ((-50, -31), (-18, 7))
S = SelfCheckState
# Where the self-checks of a round stand: (state, share of the enterprises).
SPREADS = (
    ((S.RECEIVED, 0.93), (S.RETURNED, 0.0), (S.SENT_BACK, 0.0), (S.OPENED, 0.03), (S.ISSUED, 0.04)),
    ((S.RECEIVED, 0.47), (S.RETURNED, 0.15), (S.SENT_BACK, 0.04), (S.OPENED, 0.16), (S.ISSUED, 0.18)),
)
LATE_SHARE, LOOKED_OVER_SHARE = 0.06, 0.6
BACK = ("第2项标为不涉及，请说明理由。", "喷涂工序未作答，请到现场核对后重报。", "请补拍现场照片。")
# What enterprises find under a clause: where, and what.
FOUND = {
    "GM-3-2": ("机修间", "一名电焊工未取得特种作业操作证"),
    "GM-7-7": ("喷漆房", "可燃气体报警探头断电"),
    "GM-8-6": ("调漆间", "机械排风未启用"),
    "GM-11-10": ("打磨车间", "除尘风管积尘，清灰记录缺两个月"),
    "GM-13-1": ("污水池", "有限空间台账漏登，现场无警示标志"),
    "GM-14-0": ("配气间", "报警器显示故障未处理"),
    "SP-2": ("喷粉房", "回收系统积粉未按制度清理"),
    "LB-1": ("检测区", "退货电池与合格电池混放"),
    "HF-1": ("熔炼炉旁", "转运通道有积水"),
    "HW-1": ("焊接车间", "一名焊工证件过期未复审"),
    "FS-1": ("装配车间", "安全出口被货架堵住半边"),
    "GN-8": ("值班室", "消防主机被关闭"),
}
AWAY = ("本企业无此工序。", "已于上年停用。")
CHANNELS = (Channel.LINK, Channel.LINK, Channel.PAPER, Channel.ACCOUNT)


def make_campaign(zone):
    """The campaign with its enterprises, two rounds, and where each of the self-checks stands."""
    zone.draw_for("campaign")
    first, head = zone.today + timedelta(days=ROUNDS[0][0]), zone.logins["head"]
    announced = moment(first - timedelta(days=2), 9, 30)
    campaign = Campaign.objects.create(
        name=NAME,
        text=TEXT,
        basis=BASIS.format(year=zone.today.year),
        notice=Page.objects.filter(content_type__model="noticepage", title__contains="第二轮").first(),
        strict_from=zone.today + timedelta(days=ROUNDS[1][1] + 1),
        state=CampaignState.ANNOUNCED,
        announced_at=announced,
        announced_by=head,
    )
    Campaign.objects.filter(pk=campaign.pk).update(created_at=announced, updated_at=announced)
    zone.diary.note(campaign, "portal.create", moment(first - timedelta(days=4), 15), zone.logins["reviewer"])
    zone.diary.note(campaign, "volunteers.campaign.announce", announced, head)
    enrol(zone, campaign, announced)
    sheets = Sheets(zone)
    for number, (days, spread) in enumerate(zip(ROUNDS, SPREADS, strict=True), 1):
        opens_on, due_on = (zone.today + timedelta(days=one) for one in days)
        one = CampaignRound.objects.create(
            campaign=campaign, number=number, opens_on=opens_on, due_on=due_on, issued_at=moment(opens_on, 0, 5)
        )
        make_round(zone, one, spread, sheets)


def enrol(zone, campaign, when):
    """All enterprises; most have acknowledged the notice."""
    rows = []
    for enterprise in zone.enterprises:
        has_read = zone.lots.random() < 0.86
        rows.append(
            Enrolment(
                campaign=campaign,
                enterprise=enterprise,
                enrolled_at=when,
                enrolled_by=zone.logins["reviewer"],
                receipt_at=when + timedelta(hours=zone.lots.randint(1, 70)) if has_read else None,
                receipt_name=enterprise.safety_officer_name if has_read else "",
            )
        )
    Enrolment.objects.bulk_create(rows, batch_size=500)


class Sheets:
    """Which clauses apply to whom, asked once for each profile; the hazards that self-checks found."""

    def __init__(self, zone):
        self.known = {}
        rows = Hazard.objects.counted().filter(source=HazardSource.SELF_CHECK, self_check_answer=None)
        self.found = {}
        for hazard in rows.filter(found_on__gte=zone.ago(60)).order_by("pk"):
            self.found.setdefault(hazard.enterprise_id, []).append(hazard)

    def clauses(self, enterprise):
        """The clauses of an enterprise's sheet, each with the category of its hazards."""
        profile = (enterprise.trade, tuple(sorted(enterprise.runs)), enterprise.has_dormitory, enterprise.landlord_id)
        if profile not in self.known:
            rows = list(JudgementStandard.objects.major().applying_to(enterprise))
            self.known[profile] = [(one, category_of(one).pk) for one in rows]
        return self.known[profile]

    def hazard(self, enterprise, standard, category, days):
        """A hazard that the enterprise found in the days of the window, each once; it is put under the clause."""
        for hazard in self.found.get(enterprise.pk, ()):
            if days[0] <= hazard.found_on <= days[1]:
                self.found[enterprise.pk].remove(hazard)
                place, description = FOUND[standard.code]
                facts = {"place": place, "description": description, "category_id": category}
                facts |= {"standard_id": standard.pk, "clause": standard.code}
                Hazard.objects.filter(pk=hazard.pk).update(**facts)
                Hazard.history.filter(id=hazard.pk).update(**facts)
                hazard.place, hazard.description = place, description
                return hazard
        return None


def make_round(zone, one, spread, sheets):
    """The self-checks of one round with their answers."""
    states = states_of(zone, spread)
    checks = [
        check_of(zone, one, enterprise, state) for enterprise, state in zip(zone.enterprises, states, strict=True)
    ]
    answers = []
    for check in checks:
        if check.state != S.ISSUED:
            answers += answer(zone, check, sheets)
    insert(SelfCheck, checks)
    for row in answers:
        row.self_check_id = row.self_check.pk
    insert(SelfCheckAnswer, answers)
    rows = SelfCheck.objects.filter(round=one)
    rows.update(created_at=one.issued_at)
    for check in checks:
        for action, when, by in check.deeds:
            zone.diary.note(check, f"volunteers.selfcheck.{action}", when, by)


def states_of(zone, spread):
    """A state for each enterprise; the one around which the accounts work has its sheet still to fill in."""
    count, states = len(zone.enterprises), []
    for state, share in spread:
        states += [state] * round(count * share)
    states = (states + [S.RECEIVED] * count)[:count]
    zone.lots.shuffle(states)
    states[zone.enterprises.index(zone.home.enterprise)] = S.ISSUED if spread is SPREADS[1] else S.RECEIVED
    return states


def check_of(zone, one, enterprise, state):
    """A self-check as its verbs would have left it, and the deeds for its timeline."""
    lots, worker = zone.lots, zone.grid_workers[enterprise.grid_id]
    check = SelfCheck(round=one, campaign=one.campaign, enterprise=enterprise, due_on=one.due_on, state=state)
    check.deeds = []
    if state == S.ISSUED:
        return check
    last = min(one.due_on, zone.today)
    length = max((last - one.opens_on).days - 2, 1)
    opened = moment(one.opens_on + timedelta(days=lots.randint(0, length)), 8 + lots.randrange(9), lots.randrange(60))
    check.opened_at = opened
    check.deeds.append(("open", opened, None))
    if state == S.OPENED:
        return check
    late = one.due_on < zone.today and lots.random() < LATE_SHARE
    day = one.due_on + timedelta(days=lots.randint(1, 4)) if late else min(opened.date() + timedelta(days=1), last)
    check.channel = lots.choice(CHANNELS)
    officer = zone.safety_officers.get(enterprise.pk)
    if check.channel == Channel.ACCOUNT and officer is None:
        check.channel = Channel.LINK
    check.returned_at, check.signed_on, check.is_late = moment(day, 16, lots.randrange(60)), day, late
    check.signed = enterprise.safety_officer_name
    check.returned_by = {Channel.PAPER: worker, Channel.ACCOUNT: officer}.get(check.channel)
    check.deeds.append(("hand_in", check.returned_at, check.returned_by))
    after = moment(min(day + timedelta(days=1), zone.today), 10, lots.randrange(60))
    if state == S.RECEIVED:
        check.received_at, check.received_by = max(after, check.returned_at), worker
        check.deeds.append(("receive", check.received_at, worker))
        if lots.random() < LOOKED_OVER_SHARE:
            check.looked_over_at = max(moment(min(day + timedelta(days=2), zone.today), 15), check.received_at)
            check.looked_over_by = zone.logins["reviewer"]
            check.deeds.append(("look_over", check.looked_over_at, check.looked_over_by))
    if state == S.SENT_BACK:
        check.reason = lots.choice(BACK)
        check.deeds.append(("send_back", max(after, check.returned_at), worker))
    return check


def answer(zone, check, sheets):
    """The items: what the enterprise found in these days is present, a few do not apply; half answered if opened."""
    lots, rows, one = zone.lots, [], check.round
    clauses = sheets.clauses(check.enterprise)
    able = [standard.code for standard, _category in clauses if standard.code in FOUND]
    chosen = lots.choice(able) if able else ""
    for number, (standard, category) in enumerate(clauses, 1):
        row = SelfCheckAnswer(self_check=check, number=number, standard=standard, answer=Answer.NOT_PRESENT)
        days = (one.opens_on, min(one.due_on, zone.today))
        hazard = sheets.hazard(check.enterprise, standard, category, days) if standard.code == chosen else None
        if hazard is not None:
            row.answer, row.hazard, row.note = Answer.FAILED, hazard, hazard.description[:300]
            row.place, row.due_on = hazard.place, hazard.due_on
            row.interim_control = "设置警戒，停用设备，专人看守至整改完成。"
            check.found_count += 1
        elif check.state == S.OPENED and number > len(clauses) // 2:
            row.answer = ""
        elif lots.random() < 0.04:
            row.answer, row.note = Answer.NOT_APPLICABLE, lots.choice(AWAY)
            check.not_applicable_count += 1
        rows.append(row)
    check.item_count = len(rows)
    return rows
