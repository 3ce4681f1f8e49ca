"""Party organisations: founded, given their sites and levels, eight dissolved, one general branch made a branch."""

from datetime import timedelta

from branches.choices import ChangeKind, OrganisationKind, SiteState, StandardizationLevel
from branches.models import Enterprise, Organisation, OrganisationalChange, OrganisationSpell
from portal.cells import key
from portal.demo import people, words
from portal.demo.entries import dated, entered, moment, perform, undated, working_day
from portal.demo.registry import keep_registry

ALL, DISSOLVED, COMPLETED = 86, 8, 64
# How many days ago the three oldest sites were accepted.
OLDEST = (386, 379, 371)
GENERAL_BRANCHES, JOINT_BRANCHES, COVERED_BY_JOINT = 5, 2, 3
LEVELS = {
    StandardizationLevel.FIVE_STAR: 11,
    StandardizationLevel.FOUR_STAR: 21,
    StandardizationLevel.THREE_STAR: 24,
    StandardizationLevel.TWO_STAR: 11,
    StandardizationLevel.NOT_REACHED: 5,
    StandardizationLevel.UNRATED: 6,
}
REASONS = (
    "正式党员不足三名，且一年内无发展对象",
    "企业已停产搬迁，党员组织关系转出",
    "长期未开展组织生活，评估结果为不正常",
)


def short_name(name):
    """云溪铭川门业有限公司第二党支部 → 铭川门业第二."""
    for word in ("党支部", "党总支", "党委", "等企业联合", "股份有限公司", "有限公司"):
        name = name.replace(word, "")
    return name.removesuffix("厂").removeprefix("云溪")


def make_organisations(zone):
    """All 86, then what changed them."""
    for parent, kind, name, enterprise in outline(zone):
        found(zone, parent, kind, name, enterprise)
    belong(zone)
    organisations = list(Organisation.objects.counted())
    date_founding(zone, organisations)
    dissolve(zone)
    downgrade(zone)
    # What was dated back above is what the registry of past days tells.
    OrganisationSpell.rebuild()
    zone.branches = list(Organisation.objects.counted().in_force_on(zone.today))
    zone.home.branch = next(one for one in zone.branches if one.enterprise_id == zone.home.enterprise.pk)
    rate(zone)
    plan_sites(zone)
    keep_registry(zone)
    zone.advised = [one for one in zone.branches if one.pk not in zone.site_days and one != zone.home.branch][:6]


def outline(zone):
    """(parent, kind, name, enterprise) of all, each parent a name that came before or None for the office."""
    hosts = list(zone.enterprises)
    home = zone.home.enterprise
    hosts.remove(home)
    large, rest = hosts[:1], hosts[1 : 1 + GENERAL_BRANCHES]
    committee = f"{large[0].name}党委"
    yield None, OrganisationKind.COMMITTEE, committee, large[0]
    for number in "一二三四":
        yield committee, OrganisationKind.BRANCH, f"{large[0].name}第{number}党支部", large[0]
    for place, host in enumerate(rest):
        name = f"{host.name}党总支"
        yield None, OrganisationKind.GENERAL_BRANCH, name, host
        # The last one has lost its branches already: it is the one that goes on as a branch.
        for number in "一二" if place < GENERAL_BRANCHES - 1 else "":
            yield name, OrganisationKind.BRANCH, f"{host.name}第{number}党支部", host
    smallest = hosts[-JOINT_BRANCHES * COVERED_BY_JOINT :]
    for joint in range(JOINT_BRANCHES):
        host = smallest[joint * COVERED_BY_JOINT]
        yield None, OrganisationKind.JOINT_BRANCH, f"{host.name}等企业联合党支部", host
    for name in words.SOCIAL:
        yield None, OrganisationKind.BRANCH, f"{name}党支部", None
    yield None, OrganisationKind.BRANCH, f"{home.name}党支部", home
    made = 1 + 4 + GENERAL_BRANCHES + 2 * (GENERAL_BRANCHES - 1) + JOINT_BRANCHES + len(words.SOCIAL) + 1
    single = hosts[1 + GENERAL_BRANCHES : 1 + GENERAL_BRANCHES + ALL - made]
    for host in single:
        yield None, OrganisationKind.BRANCH, f"{host.name}党支部", host


def found(zone, parent, kind, name, enterprise):
    """Set up one organisation below its parent, by the verb."""
    lots = zone.lots
    is_home = enterprise is zone.home.enterprise
    members = {
        OrganisationKind.COMMITTEE: lots.randint(24, 32),
        OrganisationKind.GENERAL_BRANCH: lots.randint(9, 14),
        OrganisationKind.JOINT_BRANCH: lots.randint(8, 15),
    }.get(kind, round(3 + 26 * lots.random() ** 1.7))
    if "第" in name and name.endswith("党支部") and parent:
        members = lots.randint(22, 38)
    elections = zone.ago(lots.randint(60, 980))
    organisation = Organisation(
        name=name,
        name_key=key(name),
        kind=kind,
        enterprise=enterprise,
        secretary_name=zone.logins["secretary"].name if is_home else people.name(lots),
        secretary_phone=zone.logins["secretary"].phone if is_home else zone.phones.next(),
        founded_on=zone.ago(lots.randint(1100, 5200)),
        last_election_on=elections,
        full_members=17 if is_home else members,
        probationary_members=2 if is_home else min(lots.choice((0, 0, 1, 1, 2, 3)), members // 4),
    )
    above = Organisation.objects.get(name=parent) if parent else zone.root
    organisation.establish_below(above, by=zone.logins["commissioner"], meeting="党工委会议")
    return organisation


def belong(zone):
    """Each enterprise belongs to its own organisation; the joint branches cover the smallest ones beside them."""
    by_host = {}
    for organisation in Organisation.objects.counted().exclude(enterprise=None):
        by_host.setdefault(organisation.enterprise_id, organisation)
    smallest = zone.enterprises[-JOINT_BRANCHES * COVERED_BY_JOINT :]
    for place, enterprise in enumerate(smallest):
        host = smallest[place - place % COVERED_BY_JOINT]
        by_host.setdefault(enterprise.pk, by_host.get(host.pk))
    for enterprise in zone.enterprises:
        enterprise.organisation = by_host.get(enterprise.pk)
    Enterprise.objects.bulk_update(zone.enterprises, ["organisation"])


def date_founding(zone, organisations):
    """Organisations were entered on the day the portal opened, whenever they had been founded."""
    by = zone.logins["commissioner"]
    for organisation in organisations:
        zone.diary.note(organisation, "portal.create", zone.opened, by)
    Organisation.history.update(history_date=zone.opened, history_user=by)
    OrganisationalChange.objects.filter(kind=ChangeKind.ESTABLISHED).update(
        recorded_at=zone.opened, applied_at=zone.opened
    )
    entered(Organisation, zone.opened)


def decided(zone, organisation, verb, days, number, reason):
    """A decision of the working committee, recorded on the day after the meeting."""
    day = working_day(zone.ago(days))
    perform(
        organisation,
        verb,
        moment(day + timedelta(days=1), 10, 20),
        zone.logins["commissioner"],
        effective_on=day,
        meeting="党工委会议",
        document_number=f"云高党〔{day.year}〕{number}号",
        reason=reason,
    )
    entered_at = moment(day + timedelta(days=1), 10, 20)
    organisation.changes.exclude(kind=ChangeKind.ESTABLISHED).update(recorded_at=entered_at, applied_at=entered_at)


def dissolve(zone):
    """Eight branches that did not function end; they stay in the registry."""
    # The last ones founded stand below the office and are those of the smaller enterprises.
    ended = list(
        Organisation.objects.counted().filter(depth=2, kind=OrganisationKind.BRANCH).order_by("-path")[:DISSOLVED]
    )
    for place, organisation in enumerate(ended):
        Organisation.objects.filter(pk=organisation.pk).update(
            full_members=zone.lots.choice((1, 2, 2)), probationary_members=0
        )
        decided(zone, organisation, "dissolve", 36 + place * 9, 21 + place, REASONS[place % len(REASONS)])
    # Their enterprises have no organisation of their own any more.
    Enterprise.objects.filter(organisation__in=ended).update(organisation=None)
    for enterprise in zone.enterprises:
        if enterprise.organisation in ended:
            enterprise.organisation = None


def downgrade(zone):
    """One general branch goes on as a branch, under a name that says so."""
    general = Organisation.objects.filter(kind=OrganisationKind.GENERAL_BRANCH, numchild=0).get()
    reason = "正式党员不足五十名，所属支部已合并"
    decided(zone, general, "downgrade", 34, 20, reason)
    day = working_day(zone.ago(34))
    perform(
        general,
        "rename",
        moment(day + timedelta(days=1), 10, 30),
        zone.logins["commissioner"],
        name=general.name.removesuffix("党总支") + "党支部",
        effective_on=day,
        meeting="党工委会议",
        document_number=f"云高党〔{day.year}〕20号",
        reason="随设置调整更名",
    )
    entered_at = moment(day + timedelta(days=1), 10, 30)
    general.changes.filter(kind=ChangeKind.RENAMED).update(recorded_at=entered_at, applied_at=entered_at)


def rate(zone):
    """Give every organisation in force its level of last year's cycle."""
    levels = [level for level, count in LEVELS.items() for _one in range(count)]
    zone.lots.shuffle(levels)
    for organisation, level in zip(zone.branches, levels, strict=True):
        organisation.level = level


def shares_rooms(organisation):
    """Whether a branch uses the rooms of the first branch of its enterprise."""
    return any(f"第{number}党支部" in organisation.name for number in "二三四")


def plan_sites(zone):
    """Sixty-four sites are to be accepted, one after the other (`portal.demo.sites` has it done); the rest are being
    built or not begun. Branches that share rooms are completed with them."""
    open_ones = [zone.home.branch, *zone.lots.sample([one for one in zone.branches if one != zone.home.branch], 13)]
    open_keys = {one.pk for one in open_ones}
    done = [one for one in zone.branches if one.pk not in open_keys]
    zone.lots.shuffle(done)
    for place, organisation in enumerate(done):
        # The first three are old enough for their yearly re-check.
        days = OLDEST[place] if place < len(OLDEST) else 282 - round(place * 276 / (COMPLETED - 1))
        zone.site_days[organisation.pk] = working_day(zone.ago(days))
    hosts = {one.enterprise_id: zone.site_days[one.pk] for one in done if "第一党支部" in one.name}
    for organisation in done:
        if shares_rooms(organisation) and organisation.enterprise_id in hosts:
            zone.site_days[organisation.pk] = hosts[organisation.enterprise_id]
    for organisation in zone.branches:
        organisation.site_state = SiteState.UNDER_CONSTRUCTION
    for place in (3, 7, 8, 11):
        open_ones[place].site_state = SiteState.NOT_STARTED
    for organisation in zone.branches:
        organisation.version += 1
        dated(organisation, zone.opened, zone.logins["commissioner"])
    Organisation.objects.bulk_update(zone.branches, ["level", "site_state", "version"], batch_size=100)
    Organisation.history.bulk_history_create(zone.branches, update=True)
    for organisation in zone.branches:
        undated(organisation)
