"""The members of the zone: as many as the numbers of the organisations say, applicants beside them, and transfers."""

from datetime import date, timedelta

from branches.choices import MemberStage, Sex, Standing, TransferState
from branches.models import Member, Membership, Organisation, Roster, TransferOfMembership
from branches.models.member_questions import REACHED_ON
from portal.demo import people
from portal.demo.entries import entered, moment, working_day

EDUCATION = ("初中", "高中", "中专", "大专", "大专", "本科", "本科", "研究生")
POSTS = ("操作工", "班组长", "车间主任", "质检员", "技术员", "工程师", "仓库主管", "会计", "人事主管", "销售经理")
WORKSHOPS = ("一车间", "二车间", "装配车间", "喷涂车间", "机修班", "质检部", "行政部", "销售部", "仓储部")
PLACES = ("省城某项目部", "外省某市分公司", "邻市办事处")
OUTSIDE = ("邻县开发区党工委", "市直机关某局党支部", "省城某街道党工委")
IN_DEVELOPMENT = (MemberStage.APPLICANT, MemberStage.ACTIVIST, MemberStage.CANDIDATE)
# Two dissolved organisations still have their people; those of the others have gone to branches in force.
STILL_THERE, MOVED = 2, 9


def make_members(zone):
    """Everybody on the rosters, then the letters that went about."""
    zone.draw_for("members")
    dissolved = list(Organisation.objects.counted().filter(state=Standing.DISSOLVED).order_by("-dissolved_on", "path"))
    rosters = [*zone.branches, *dissolved[:STILL_THERE]]
    members = [member for organisation in rosters for member in people_of(zone, organisation)]
    for member in members:
        member._history_date, member._history_user = zone.opened, zone.logins["commissioner"]
    Member.objects.bulk_create(members, batch_size=500)
    Member.history.bulk_history_create(members, batch_size=500)
    here = {member.pk: Membership(member=member, organisation=member.organisation) for member in members}
    came = moved_here(zone, members, dissolved[STILL_THERE:], here)
    Membership.objects.bulk_create([*here.values(), *came], batch_size=500)
    Roster.objects.bulk_create([Roster(organisation=one, since=zone.ago(300)) for one in rosters])
    for model in (Member, Roster):
        entered(model, zone.opened)
    for member in members:
        if member.organisation_id == zone.home.branch.pk:
            zone.diary.note(member, "portal.create", zone.opened, zone.logins["commissioner"])
    write_letters(zone, [member for member in members if member.state == MemberStage.FULL])


def people_of(zone, organisation):
    """The people of one organisation: as many full and probationary members as its record says, and some applicants."""
    lots, is_home = zone.lots, organisation.pk == zone.home.branch.pk
    names = [organisation.secretary_name]
    accounts = {}
    if is_home:
        accounts = {zone.logins[name].name: zone.logins[name] for name in ("secretary", "leader", "member")}
        names = list(accounts)
    for number in range(organisation.full_members):
        is_known = number < len(names)
        name = names[number] if is_known else people.name(lots)
        yield person(zone, organisation, MemberStage.FULL, name, user=accounts.get(name) if is_known else None)
    for _number in range(organisation.probationary_members):
        yield person(zone, organisation, MemberStage.PROBATIONARY, people.name(lots))
    if organisation.state == Standing.IN_FORCE:
        for stage in IN_DEVELOPMENT if is_home else lots.choices(IN_DEVELOPMENT, k=lots.choice((0, 0, 1, 1, 2, 3))):
            yield person(zone, organisation, stage, people.name(lots))


def person(zone, organisation, stage, name, *, user=None):
    """One person at a stage, with the days on which each stage was reached."""
    lots, today = zone.lots, zone.today
    way = list(REACHED_ON)
    reached = way[: way.index(stage) + 1]
    # Probation, a candidate's and an activist's time lie behind one another, each longer than the rules ask for.
    latest = lots.randint(420, 9000) if stage == MemberStage.FULL else lots.randint(20, 330)
    if stage == MemberStage.PROBATIONARY and lots.random() < 0.12:
        latest = lots.randint(366, 395)
    days = {}
    for place, one in enumerate(reversed(reached)):
        days[REACHED_ON[one]] = working_day(today - timedelta(days=latest + place * 375))
    if stage == MemberStage.FULL and latest > 3000:
        # Of those days nobody has a record any more.
        days = {field: days[field] for field in ("joined_on", "confirmed_on")}
    first = min(days.values())
    is_floating = stage == MemberStage.FULL and lots.random() < 0.03
    last_month = today.replace(day=1) - timedelta(days=1)
    behind = 0 if lots.random() < 0.93 else lots.randint(1, 4)
    paid = date(last_month.year, last_month.month, 1) - timedelta(days=31 * behind)
    return Member(
        organisation=organisation,
        name=name,
        state=stage,
        sex=lots.choice((Sex.MALE, Sex.MALE, Sex.FEMALE)),
        birth_year=first.year - lots.randint(19, 34),
        phone=zone.phones.next(),
        education=lots.choice(EDUCATION),
        job_title=lots.choice(POSTS),
        unit=lots.choice(WORKSHOPS) if organisation.enterprise_id else "",
        dues_until=paid.year * 100 + paid.month if stage in (MemberStage.FULL, MemberStage.PROBATIONARY) else None,
        is_floating=is_floating,
        floating_place=lots.choice(PLACES) if is_floating else "",
        user=user,
        **days,
    )


def moved_here(zone, members, dissolved, here):
    """The members whom the dissolved branches handed on: their earlier membership, and the letter with its receipt."""
    full = [
        one for one in members if one.state == MemberStage.FULL and one.user_id is None and one.joined_on.year < 2020
    ]
    chosen = zone.lots.sample(full, MOVED)
    earlier, letters = [], []
    for place, member in enumerate(chosen):
        origin = dissolved[place % len(dissolved)]
        if origin.pk == member.organisation_id:
            continue
        day = working_day(min(origin.dissolved_on + timedelta(days=5 + place), zone.ago(1)))
        here[member.pk].start = day
        earlier.append(Membership(member=member, organisation=origin, end=day))
        letters.append(letter(zone, member, day, place, from_organisation=origin, to_organisation=member.organisation))
    TransferOfMembership.objects.bulk_create(letters)
    return earlier


def letter(zone, member, day, number, *, state=TransferState.RECEIVED, **sides):
    """A letter of transfer, answered on the day unless it waits."""
    is_answered = state != TransferState.ASKED
    target = sides.get("to_organisation") or sides.get("from_organisation")
    by = zone.secretaries.get(target.pk) or zone.logins["commissioner"]
    return TransferOfMembership(
        member=member,
        state=state,
        answering_organisation=target,
        letter_number=f"云高组转〔{day.year}〕{number + 11}号",
        asked_on=day - timedelta(days=4) if is_answered else day,
        asked_by=zone.logins["commissioner"],
        answered_on=day if is_answered else None,
        answered_by=by if is_answered else None,
        **sides,
    )


def write_letters(zone, members):
    """Letters that wait for an answer, one that came back, and people who came from outside."""
    lots, home = zone.lots, zone.home.branch
    others = [one for one in members if one.organisation_id != home.pk and one.organisation.state == Standing.IN_FORCE]
    own = [one for one in members if one.organisation_id == home.pk and one.user_id is None]
    coming, returned, *arrived = lots.sample(others, 2 + len(OUTSIDE))
    left_behind = [one for one in members if one.organisation.state == Standing.DISSOLVED]
    asked, elsewhere = {"state": TransferState.ASKED}, lots.choice(zone.branches)
    way = {"from_organisation": returned.organisation, "to_organisation": home}
    back = letter(zone, returned, zone.ago(15), 33, state=TransferState.RETURNED, **way)
    back.return_reason = "介绍信抬头有误，请重新开具"
    letters = [back]
    for member, days, number, where in (
        (coming, 3, 31, {"to_organisation": home}),
        (own[0], 6, 32, {"to_name": OUTSIDE[0]}),
        (left_behind[0], 2, 34, {"to_organisation": elsewhere}),
    ):
        way = {"from_organisation": member.organisation} | where
        letters.append(letter(zone, member, zone.ago(days), number, **asked, **way))
    for place, (member, origin) in enumerate(zip(arrived, OUTSIDE, strict=True)):
        letters.append(
            letter(
                zone, member, zone.ago(60 + 40 * place), place, from_name=origin, to_organisation=member.organisation
            )
        )
    TransferOfMembership.objects.bulk_create(letters)
    for one in TransferOfMembership.objects.all():
        zone.diary.note(one, "portal.create", moment(one.asked_on, 9, 30), one.asked_by)
