"""Honours in every state, members' pledges, paired organisations."""

from datetime import timedelta

from branches.choices import HonourState, StandardizationLevel
from branches.models import Honour, HonourKind, Objection, Pairing, PairingDeed, Pledge
from portal.demo.entries import moment, working_day

MERITS = (
    "支部委员带头排查车间隐患，全年整改率在园区靠前；主题党日与生产例会结合，职工参与面广。",
    "把党员责任区划到班组，质量攻关由党员领题，全年完成六项改进。",
    "与周边村社共建来料加工点，带动农户就近就业。",
    "坚持每月夜间安全巡查，新员工由党员结对带教，全年无轻伤以上事故。",
)
POSTS = ("二号线检验岗", "喷涂车间安全巡查岗", "仓储叉车岗", "售后服务岗")
PLEDGES = (
    "每周至少一次下班后巡查本班组用电和动火点。",
    "带教两名新员工，三个月内独立上岗。",
    "每季度参加一次环境卫生整治。",
    "提一条降本增效的改进建议并落实。",
    "联系一户困难职工家庭，逢年过节上门看望。",
    "上班戴好党员徽章，岗位差错率低于班组平均。",
    "学完安全生产判定标准，给班组讲一课。",
    "不在厂房和宿舍给电动自行车充电，并劝阻他人。",
)
OUTCOMES = ("已兑现", "完成一半，年底前补齐", "")
VILLAGES = ("云溪街道塘下村", "云溪街道前山社区", "石桥镇下宅村", "石桥镇湖滨社区", "园区市场监管所", "云溪街道溪口村")
PURPOSES = ("共建环境整治和安全宣传", "来料加工带动就业", "助学帮困和节日慰问", "共享阵地、联合主题党日")
DEEDS = ("联合清理村口河道", "上门检查独居老人家电线路", "举办安全用电课堂", "共同开展主题党日", "慰问困难家庭八户")
# (state, how many); on notice: two running, one whose days are over.
STATES = (
    (HonourState.NAMED, 11),
    (HonourState.ON_NOTICE, 3),
    (HonourState.RECOMMENDED, 2),
    (HonourState.APPLIED, 3),
    (HonourState.WITHDRAWN, 1),
    (HonourState.DECLINED, 1),
)


def make_honours(zone):
    """All of it; the branch around which the accounts work has something of each."""
    zone.draw_for("honours")
    home = zone.home.branch
    good = [
        one for one in zone.branches if one.level in (StandardizationLevel.FIVE_STAR, StandardizationLevel.FOUR_STAR)
    ]
    chosen = [one for one in good if one.pk != home.pk]
    zone.lots.shuffle(chosen)
    kinds = list(HonourKind.objects.all())
    honours = [honour_of(zone, place, state, chosen, kinds) for place, state in enumerate(states())]
    honours[0].organisation = home
    Honour.objects.bulk_create(honours)
    for honour in honours:
        by = honour.applied_by
        zone.diary.note(honour, "portal.create", moment(zone.ago(60), 10), by)
    noted = next(one for one in honours if one.state == HonourState.ON_NOTICE)
    Objection.objects.create(
        honour=noted,
        received_on=noted.notice_from,
        text="来电反映事迹材料中的巡查次数与公示栏不一致。",
        recorded_by=zone.logins["commissioner"],
    )
    make_pledges(zone, [home, *chosen[:14]])
    make_pairings(zone, [home, *chosen[:11]])


def states():
    """The state of each honour, one by one."""
    return [state for state, count in STATES for _one in range(count)]


def honour_of(zone, place, state, chosen, kinds):
    """An honour on its way, by the days that its states ask for."""
    kind, organisation = kinds[place % len(kinds)], chosen[place % len(chosen)]
    commissioner, last_year = zone.logins["commissioner"], place in (1, 2, 3, 4, 19)
    honour = Honour(
        kind=kind,
        organisation=organisation,
        post=POSTS[place % len(POSTS)] if kind.is_for_post else "",
        year=zone.today.year - last_year,
        merits=MERITS[place % len(MERITS)],
        state=state,
        applied_by=zone.secretaries[organisation.pk],
    )
    if state == HonourState.APPLIED:
        return honour
    age = 290 if last_year else 40
    honour.recommended_on, honour.recommended_by = zone.ago(age), commissioner
    honour.opinion = "事迹属实，同意推荐。"
    if state in (HonourState.RECOMMENDED, HonourState.DECLINED):
        honour.ended_because = "" if state == HonourState.RECOMMENDED else "材料与核查情况不符，本年度不再推荐"
        return honour
    running = state == HonourState.ON_NOTICE and place % 3 != 1
    begin = working_day(zone.ago(2 if running else age - 14))
    honour.notice_from, honour.notice_to = begin, begin + timedelta(days=8)
    if state == HonourState.ON_NOTICE:
        return honour
    honour.named_on = working_day(honour.notice_to + timedelta(days=4))
    honour.document_number = f"云高党〔{honour.named_on.year}〕{12 + place}号"
    if state == HonourState.WITHDRAWN:
        honour.withdrawn_on = zone.ago(15)
        honour.ended_because = "发生安全责任事故，不再符合条件"
    elif last_year:
        honour.kept_on = zone.ago(20)
    return honour


def make_pledges(zone, branches):
    """A few pledges of each; a name only where there is consent."""
    pledges = []
    for place, branch in enumerate(branches):
        for number in range(2 + place % 3):
            nth = place + number
            consent = nth % 3 != 1
            pledges.append(
                Pledge(
                    organisation=branch,
                    year=zone.today.year,
                    text=PLEDGES[nth % len(PLEDGES)],
                    display_name=f"{zone.lots.choice('王李张刘陈杨黄吴')}师傅" if consent else "",
                    has_consent=consent,
                    is_public=nth % 2 == 0,
                    outcome=OUTCOMES[nth % len(OUTCOMES)],
                    entered_by=zone.secretaries[branch.pk],
                )
            )
    Pledge.objects.bulk_create(pledges)


def make_pairings(zone, branches):
    """With villages, communities, an office, and with each other."""
    pairings = []
    for place, branch in enumerate(branches):
        other = branches[place - 1] if place % 4 == 3 else None
        pairings.append(
            Pairing(
                organisation=branch,
                partner=other,
                partner_name="" if other else VILLAGES[place % len(VILLAGES)],
                start=zone.ago(280 - place * 12),
                end=zone.ago(30) if place == 5 else None,
                purpose=PURPOSES[place % len(PURPOSES)],
            )
        )
    Pairing.objects.bulk_create(pairings)
    PairingDeed.objects.bulk_create(
        [
            PairingDeed(
                pairing=pairing,
                done_on=zone.ago(120 - place * 5 - number * 30),
                text=DEEDS[(place + number) % len(DEEDS)],
                entered_by=zone.secretaries[pairing.organisation.pk],
            )
            for place, pairing in enumerate(pairings)
            for number in range(place % 3 + 1)
        ]
    )
