"""The zone itself: grids, enterprises, party organisations and their changes, task forces, and who holds what."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from branches.choices import ChangeKind, Role
from branches.models import Appointment, Enterprise, Grid, Organisation, OrganisationalChange, Process
from portal.cells import key
from portal.demo import organisations, people, words
from portal.demo.entries import Diary, date_back, entered, moment
from volunteers.models import TaskForce, TaskForceMove, TaskForcePost

SEED = "云溪高新区"
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# No such administrative division exists.
NOWHERE = "91339899"
FORCES, MEMBERS_EACH = 40, 3
HOME_TRADE = "门业"


@dataclass
class Zone:
    """What the makers of the zone hand to one another."""

    today: date
    lots: random.Random | None = None
    diary: Diary = field(default_factory=Diary)
    phones: people.Phones = field(default_factory=people.Phones)
    opened: datetime | None = None
    logins: dict = field(default_factory=dict)
    root: Organisation | None = None
    grids: list = field(default_factory=list)
    enterprises: list = field(default_factory=list)
    branches: list = field(default_factory=list)
    forces: list = field(default_factory=list)
    # Around these the accounts that may be tried find their work.
    home: SimpleNamespace = field(default_factory=SimpleNamespace)
    advised: list = field(default_factory=list)
    linked: list = field(default_factory=list)
    # When the site of an organisation is to be accepted, by its key.
    site_days: dict = field(default_factory=dict)
    # User by place: secretaries by branch, grid workers by grid, safety officers by enterprise, members by force.
    secretaries: dict = field(default_factory=dict)
    grid_workers: dict = field(default_factory=dict)
    safety_officers: dict = field(default_factory=dict)
    members: dict = field(default_factory=dict)

    def draw_for(self, part):
        """Begin the draws of a part anew: what one part draws, on whatever day, changes nothing in the next."""
        self.lots = random.Random(f"{SEED} {part}")

    def ago(self, days):
        """The day so many days before today."""
        return self.today - timedelta(days=days)


def credit_code(subject):
    """A code whose two check characters fit, of an administrative division that does not exist."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(sign, 36) * weight for sign, weight in zip(subject, weights, strict=True)) % 11
    code = f"{NOWHERE}{subject}{'0123456789X0'[11 - rest]}"
    total = sum(CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return code + CODE_SIGNS[(31 - total % 31) % 31]


def make_zone(today):
    """The zone with its people, before anything happens in it."""
    zone = Zone(today)
    zone.draw_for("places and people")
    zone.opened = moment(zone.ago(400), 9)
    people.make_logins(zone)
    zone.root = Organisation.add_root(
        name="云溪高新区两新工委",
        name_key=key("云溪高新区两新工委"),
        kind="office",
        founded_on=date(today.year - 12, 7, 1),
    )
    zone.diary.note(zone.root, "portal.create", zone.opened, zone.logins["sysadmin"])
    make_grids(zone)
    make_enterprises(zone)
    organisations.make_organisations(zone)
    make_forces(zone)
    make_people(zone)
    return zone


def make_grids(zone):
    """Twelve grids, each with its worker."""
    zone.grids = Grid.objects.bulk_create(
        [Grid(name=name, name_key=key(name), order=order) for order, name in enumerate(words.GRIDS, 1)]
    )
    others = people.make_others(zone, "gridworker", [people.name(zone.lots) for _grid in zone.grids[1:]])
    workers = [zone.logins["gridworker"], *others]
    zone.grid_workers = {grid.pk: worker for grid, worker in zip(zone.grids, workers, strict=True)}
    for grid in zone.grids:
        zone.diary.note(grid, "portal.create", zone.opened, zone.logins["head"])
    entered(Grid, zone.opened)


def enterprise_names(lots):
    """A hundred and fifty (name, trade row) pairs, no brand twice."""
    brands = [one + other for one in words.BRAND_FIRST for other in words.BRAND_SECOND]
    lots.shuffle(brands)
    kinds = [row for row in words.TRADES for _one in range(row[3])]
    for place, row in enumerate(kinds):
        ending = "股份有限公司" if place % 17 == 0 else "厂" if place % 29 == 7 else "有限公司"
        yield f"云溪{brands[place]}{row[0]}{ending}", row


def make_enterprises(zone):
    """The enterprises of the zone, largest first, with the processes of their trade."""
    lots, cadres = zone.lots, [people.name(zone.lots) for _cadre in range(28)]
    sizes = sorted((round(18 + 640 * lots.random() ** 2.6 + 60 * lots.random()) for _one in range(150)), reverse=True)
    named = list(enterprise_names(lots))
    lots.shuffle(named)
    enterprises = []
    for place, ((name, row), size) in enumerate(zip(named, sizes, strict=True)):
        grid = zone.grids[place % len(zone.grids)]
        worker = zone.grid_workers[grid.pk]
        subject = "MA" + "".join(lots.choice(CODE_SIGNS) for _sign in range(6))
        road = words.ROADS[place % len(zone.grids)]
        enterprises.append(
            Enterprise(
                name=name,
                name_key=key(name),
                credit_code=credit_code(subject),
                trade=row[1],
                employees=size,
                address=f"云溪高新区{road}{lots.randint(2, 398)}号",
                grid=grid,
                grid_worker_name=worker.name,
                grid_worker_phone=worker.phone,
                linked_cadre_name=cadres[place % 28],
                safety_officer_name=people.name(lots),
                safety_officer_phone=zone.phones.next(),
            )
        )
        enterprises[-1].kind = row
    choose_home(zone, enterprises)
    save_enterprises(zone, enterprises)


def choose_home(zone, enterprises):
    """The enterprise around which the accounts of the field work: a middling one with many processes."""
    lots = zone.lots
    home = next(one for one in enterprises[12:] if one.kind[0] == HOME_TRADE)
    home.grid = zone.grids[0]
    home.grid_worker_name, home.grid_worker_phone = (
        zone.logins["gridworker"].name,
        zone.logins["gridworker"].phone,
    )
    home.safety_officer_name, home.safety_officer_phone = zone.logins["safety"].name, zone.logins["safety"].phone
    zone.home.enterprise = home
    zone.linked = [one for one in enterprises if one.grid == zone.grids[0] and one is not home][:2]
    for one in (home, *zone.linked):
        one.linked_cadre_name = zone.logins["cadre"].name
    for one in enterprises:
        wanted = one.kind[2] if one is home else [word for word in one.kind[2] if lots.random() < 0.72]
        one.runs = set(wanted)


def save_enterprises(zone, enterprises):
    """Into the register, with their processes."""
    by = zone.logins["reviewer"]
    for one in enterprises:
        one._history_date, one._history_user = zone.opened, by
    zone.enterprises = Enterprise.objects.bulk_create(enterprises)
    Enterprise.history.bulk_history_create(zone.enterprises)
    processes = {process.title: process.pk for process in Process.objects.all()}
    through = Enterprise.processes.through
    through.objects.bulk_create(
        [
            through(enterprise_id=one.pk, process_id=processes[title])
            for one in zone.enterprises
            for title in sorted(one.runs, key=lambda title: processes[title])
        ]
    )
    for one in zone.enterprises:
        zone.diary.note(one, "portal.create", zone.opened, by)
    entered(Enterprise, zone.opened)


def make_forces(zone):
    """Forty task forces, the first that of the branch around which the accounts work."""
    able = [branch for branch in zone.branches if branch.enterprise_id and branch is not zone.home.branch]
    chosen = [zone.home.branch, *zone.lots.sample(able, FORCES - 1)]
    forces = []
    for branch in chosen:
        words_of_name = organisations.short_name(branch.name)
        forces.append(
            TaskForce(
                name=f"{words_of_name}党员突击队",
                name_key=key(f"{words_of_name}党员突击队"),
                organisation=branch,
                formed_on=zone.ago(zone.lots.randint(310, 700)),
                slogan=zone.lots.choice(words.SLOGANS),
            )
        )
    zone.forces = TaskForce.objects.bulk_create(forces)
    zone.home.force = zone.forces[0]
    for force in [*zone.forces, disbanded_with_its_branch(zone)]:
        zone.diary.note(force, "portal.create", zone.opened, zone.logins["commissioner"])
    entered(TaskForce, zone.opened)


def disbanded_with_its_branch(zone):
    """The task force of the branch dissolved last ended on the same day."""
    by = zone.logins["commissioner"]
    change = OrganisationalChange.objects.filter(kind=ChangeKind.DISSOLVED).latest("effective_on", "pk")
    name = f"{organisations.short_name(change.organisation.name)}党员突击队"
    facts = {"formed_on": zone.ago(420), "slogan": words.SLOGANS[0]}
    force = TaskForce.objects.create(name=name, name_key=key(name), organisation=change.organisation, **facts)
    TaskForceMove.follow(change, by=by)
    date_back(force, change.applied_at, by)
    return force


def make_people(zone):
    """Everybody else: secretaries, leaders and members of task forces, safety officers."""
    home, lots = zone.home, zone.lots
    others = [branch for branch in zone.branches if branch.pk != home.branch.pk]
    secretaries = people.make_others(zone, "secretary", [branch.secretary_name for branch in others])
    pairs = list(zip(secretaries, others, strict=True))
    people.appoint_others(zone, Role.SECRETARY, pairs)
    zone.secretaries = {branch.pk: user for user, branch in pairs} | {home.branch.pk: zone.logins["secretary"]}
    leaders = people.make_others(zone, "leader", [people.name(lots) for _force in zone.forces[1:]])
    people.appoint_others(zone, Role.TASK_FORCE_LEADER, list(zip(leaders, zone.forces[1:], strict=True)))
    count = FORCES * MEMBERS_EACH - 1
    members = people.make_others(zone, "member", [people.name(lots) for _member in range(count)])
    posts = [(user, zone.forces[(place + 1) // MEMBERS_EACH]) for place, user in enumerate(members)]
    people.appoint_others(zone, Role.TASK_FORCE_MEMBER, posts)
    zone.members = {force.pk: [] for force in zone.forces}
    for user, force in [(zone.logins["leader"], home.force), (zone.logins["member"], home.force)]:
        zone.members[force.pk].append(user)
    for user, force in [*zip(leaders, zone.forces[1:], strict=True), *posts]:
        zone.members[force.pk].append(user)
    watched = [one for one in zone.enterprises[:30] if one is not home.enterprise]
    officers = people.make_others(zone, "safety", [one.safety_officer_name for one in watched])
    people.appoint_others(zone, Role.SAFETY_OFFICER, list(zip(officers, watched, strict=True)))
    zone.safety_officers = {one.pk: user for user, one in zip(officers, watched, strict=True)}
    zone.safety_officers[home.enterprise.pk] = zone.logins["safety"]
    pairs = [(zone.grid_workers[grid.pk], grid) for grid in zone.grids[1:]]
    people.appoint_others(zone, Role.GRID_WORKER, pairs)
    people.appoint_logins(zone)
    entered(Appointment, zone.opened)
    entered(TaskForcePost, zone.opened)
