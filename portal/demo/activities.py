"""What the task forces did in ten months: clean-ups, patrols, checks; the newest ones with their people and photos."""

from datetime import time, timedelta
from decimal import Decimal

from portal.demo import people, words
from portal.demo.entries import date_back, enact, entered_each, moment, perform
from volunteers.choices import PhotoMoment
from volunteers.models import Activity, ActivityKind, ActivityPhoto, Attendance

CLEANUPS, OTHERS = 106, 97
# Of these the newest are done by the verbs as on a page, one by one.
NEWEST, NEWEST_CLEANUPS = 15, 8
LISTED = 60
JOINT_EVERY = 13
OTHER_KINDS = (
    "安全生产巡查",
    "消防安全检查",
    "除险保安",
    "文明劝导",
    "隐患排查",
    "消防宣传",
    "隐患排查",
    "安全生产巡查",
)
SENT_BACK = "请补上参加人员名单和整治后的照片。"


def make_activities(zone, album):
    """All confirmed activities, and those still waiting."""
    kinds = {kind.title: kind for kind in ActivityKind.objects.all()}
    zone.draw_for("activities")
    lots = zone.lots
    titles = ["环境卫生整治"] * (CLEANUPS - NEWEST_CLEANUPS)
    titles += [lots.choice(OTHER_KINDS) for _one in range(OTHERS - NEWEST + NEWEST_CLEANUPS)]
    lots.shuffle(titles)
    days = sorted((lots.randint(17, 295) for _title in titles), reverse=True)
    older = [plan(zone, kinds[title], day) for title, day in zip(titles, days, strict=True)]
    write_older(zone, older)
    newest = ["环境卫生整治"] * NEWEST_CLEANUPS + list(OTHER_KINDS[: NEWEST - NEWEST_CLEANUPS])
    lots.shuffle(newest)
    for place, title in enumerate(newest):
        do_newest(
            zone, plan(zone, kinds[title], 16 - place, force=zone.home.force if place in (4, 11) else None), album
        )
    leave_waiting(zone, kinds, album)


def off_work(day, lots):
    """A time when people are not at work: on weekends in the morning or afternoon, else after half past five."""
    place = lots.randrange(3)
    if day.weekday() >= 5:
        return (time(8, 30), time(9, 0), time(14, 0))[place]
    return (time(17, 40), time(18, 0), time(18, 30))[place]


def plan(zone, kind, days, force=None):
    """An activity not saved yet, held so many days ago or on the weekend before."""
    lots = zone.lots
    force = force or lots.choice(zone.forces)
    day = zone.ago(days)
    if lots.random() < 0.55 and days < 290:
        day -= timedelta(days=(day.weekday() - 5) % 7)
    is_inside = kind.title in ("消防安全检查", "隐患排查", "安全生产巡查", "消防宣传")
    host = lots.choice(zone.enterprises) if is_inside else None
    activity = Activity(
        held_on=day,
        starts_at=off_work(day, lots),
        task_force=force,
        kind=kind,
        place=host.name.removeprefix("云溪") if host else lots.choice(words.PLACES),
        enterprise=host,
        participants=lots.randint(5, 24) if not is_inside else lots.randint(3, 8),
        hours=Decimal(lots.choice(("1.0", "1.5", "1.5", "2.0", "2.0", "2.5", "3.0"))),
        content=lots.choice(words.WORK.get(kind.title, words.WORK["其他"])),
        entered_by=zone.members[force.pk][0],
    )
    activity.settle()
    # Among the newest months every thirteenth goes out together with others.
    activity.joined = lots.sample(zone.forces, lots.randint(1, 3)) if lots.randrange(JOINT_EVERY) == 0 else []
    activity.joined = [other for other in activity.joined if other != force]
    if activity.joined:
        activity.participants += 9 * len(activity.joined)
        activity.settle()
    return activity


def moments(activity):
    """When the record was entered, handed in and confirmed."""
    entered_at = moment(activity.held_on, 20, 30)
    return entered_at, moment(activity.held_on, 20, 50), moment(activity.held_on + timedelta(days=1), 11, 30)


def write_older(zone, activities):
    """Older ones go through their verbs in memory and are written at once."""
    for activity in activities:
        leader, secretary = activity.entered_by, zone.secretaries[activity.organisation_id]
        first, handed_in, confirmed = moments(activity)
        zone.diary.note(activity, "portal.create", first, leader)
        enact(zone.diary, activity, "submit", handed_in, leader)
        enact(zone.diary, activity, "confirm", confirmed, secretary)
        activity.submitted_at, activity.confirmed_at = handed_in, confirmed
        activity._history_date, activity._history_user = confirmed, secretary
    activities.sort(key=lambda one: one.held_on)
    made = Activity.objects.bulk_create(activities, batch_size=200)
    Activity.history.bulk_history_create(made, batch_size=200)
    entered_each(made, lambda one: moments(one)[0], lambda one: one.confirmed_at)
    through = Activity.partners.through
    through.objects.bulk_create(
        [through(activity_id=one.pk, taskforce_id=other.pk) for one in made for other in one.joined]
    )
    rows = [row for one in made[-LISTED:] for row in roll(zone, one)]
    Attendance.objects.bulk_create(rows, batch_size=500)


def roll(zone, activity):
    """Who took part: the members who have an account first, then others; as many as the record says."""
    members = zone.members[activity.task_force_id]
    rows = [
        Attendance(activity=activity, name=user.name, user=user, hours=activity.hours)
        for user in members[: activity.participants]
    ]
    taken = {row.name for row in rows}
    while len(rows) < activity.participants:
        name = people.name(zone.lots)
        if name not in taken:
            taken.add(name)
            rows.append(
                Attendance(activity=activity, name=name, hours=activity.hours, is_member=zone.lots.random() < 0.7)
            )
    return rows


def enter(zone, activity, *, listed=True):
    """Enter a record as the leader does on the evening itself."""
    first = moments(activity)[0]
    activity.save()
    date_back(activity, first, activity.entered_by)
    activity.partners.set(activity.joined)
    zone.diary.note(activity, "portal.create", first, activity.entered_by)
    if listed:
        Attendance.objects.bulk_create(roll(zone, activity))
    Activity.objects.filter(pk=activity.pk).update(created_at=first)


def do_newest(zone, activity, album):
    """One of the newest: entered, illustrated, handed in and confirmed, deed by deed."""
    enter(zone, activity)
    first, handed_in, confirmed = moments(activity)
    illustrate(activity, album, first)
    hand_in(activity, handed_in)
    perform(activity, "confirm", confirmed, zone.secretaries[activity.organisation_id])
    Activity.objects.filter(pk=activity.pk).update(confirmed_at=confirmed, updated_at=confirmed)


def hand_in(activity, when):
    """The leader hands the record to the branch."""
    perform(activity, "submit", when, activity.entered_by)
    Activity.objects.filter(pk=activity.pk).update(submitted_at=when, updated_at=when)


def illustrate(activity, album, when):
    """Photos of the day: before and after a clean-up, else one of the people at work."""
    if activity.kind.is_cleanup:
        shots = [
            (album.pair("corner", done=False, seed=activity.pk), PhotoMoment.BEFORE, "整治前"),
            (album.pair("corner", done=True, seed=activity.pk), PhotoMoment.AFTER, "整治后"),
        ]
    else:
        scene = "drill" if activity.kind.title.startswith("消防") else "night"
        shots = [(album.small(scene), PhotoMoment.AFTER, activity.kind.title)]
    for shot, when_taken, caption in shots:
        ActivityPhoto.take(shot, by=activity.entered_by, caption=caption, activity=activity, moment=when_taken)
    ActivityPhoto.objects.filter(activity=activity).update(uploaded_at=when, taken_at=when)


def leave_waiting(zone, kinds, album):
    """What waits on somebody's desk: records to confirm, drafts, one that was sent back."""
    home = zone.home.force
    for title, days, force in (
        ("环境卫生整治", 2, home),
        ("消防安全检查", 1, home),
        ("环境卫生整治", 1, zone.forces[7]),
        ("文明劝导", 3, zone.forces[19]),
    ):
        activity = plan(zone, kinds[title], days, force)
        enter(zone, activity)
        illustrate(activity, album, moments(activity)[0])
        hand_in(activity, moments(activity)[1])
    for title, days, force in (("隐患排查", 1, home), ("环境卫生整治", 0, home), ("文明劝导", 0, zone.forces[12])):
        enter(zone, plan(zone, kinds[title], days, force), listed=False)
    activity = plan(zone, kinds["环境卫生整治"], 4, home)
    enter(zone, activity, listed=False)
    hand_in(activity, moments(activity)[1])
    back = moment(zone.ago(1), 9, 10)
    perform(activity, "send_back", back, zone.logins["secretary"], reason=SENT_BACK)
