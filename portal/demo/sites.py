"""Sites: the rooms of every branch, some shared; a dozen inspections in every state, with drawn photos of the walls."""

from datetime import timedelta

from branches.choices import ItemVerdict, SiteOccasion, SiteState
from branches.models import (
    Organisation,
    Site,
    SiteCheck,
    SiteChecklist,
    SiteItemAnswer,
    SiteItemExample,
    SitePhoto,
    SiteSharing,
)
from portal.demo import people
from portal.demo.entries import date_back, entered, moment, perform, working_day

NAME = "支部会议室、党员活动室"
# What each item shows: scenes and cuts out of them (left, top, right, bottom in the scene's own measure).
FRONT, SHELF, POSTS = (430, 40, 1560, 747), (40, 60, 620, 610), (1060, 90, 1600, 700)
SHOTS = {
    "S-1": [("meeting", None), ("meeting", FRONT)],
    "S-2": [("reading", None), ("plate", None)],
    "S-3": [("oath", None)],
    "S-4": [("chart", None)],
    "S-5": [("rules", None)],
    "S-6": [("rules", (600, 20, 1200, 640))],
    "S-7": [("plate", (560, 90, 1200, 570))],
    "S-8": [("reading", SHELF)],
    "S-10": [("reading", POSTS)],
}
NOTES = {"S-4": "还是旧版流程图，新图已送印", "S-8": "书报架已订，下周到货", "S-11": "投影仪送修"}
SENT_BACK = {"S-5": "牌面反光看不清，请换个角度重拍", "S-2": "门口标识没有拍到"}
ROSTER_DAYS = (386, 379, 371)
WAY = ("apply", "look", "sign", "accept")


class Wardrobe:
    """The files of the drawn photos, kept once each: many rows name the same file."""

    def __init__(self, album):
        self.album, self.files = album, {}

    def photo(self, answer, scene, box, when, by):
        """A row for one photo, not saved yet."""
        if (scene, box) not in self.files:
            shot, kept = self.album.cut(scene, box), SitePhoto()
            kept.image.save("photo.jpg", shot.content, save=False)
            kept.thumbnail.save("photo.jpg", shot.thumbnail, save=False)
            self.files[scene, box] = {
                "image": kept.image.name,
                "thumbnail": kept.thumbnail.name,
                "width": shot.width,
                "height": shot.height,
                "digest": shot.digest,
            }
        facts = self.files[scene, box]
        return SitePhoto(answer=answer, taken_at=when, uploaded_at=when, uploaded_by=by, **facts)


def make_sites(zone, album):
    """Rooms first, then what was inspected."""
    zone.draw_for("sites")
    came_with_the_roster(zone)
    make_rooms(zone)
    give_examples(zone, album)
    wardrobe = Wardrobe(album)
    sites = {site.organisation_id: site for site in Site.objects.select_related("organisation")}
    under_way(zone, wardrobe, sites)
    accepted(zone, wardrobe, sites)
    lost(zone, wardrobe, sites)


def came_with_the_roster(zone):
    """Three sites had been accepted before the portal opened: their yearly re-check is due."""
    oldest = sorted((one for one in zone.branches if one.site_accepted_on), key=lambda one: one.site_accepted_on)[:3]
    keys = {one.pk for one in oldest}
    zone.diary.entries = [
        entry
        for entry in zone.diary.entries
        if not (isinstance(entry[1], Organisation) and entry[1].pk in keys and "changes" in entry[4])
    ]
    for organisation, days in zip(oldest, ROSTER_DAYS, strict=True):
        organisation.site_accepted_on = working_day(zone.ago(days))
        facts = {"site_accepted_on": organisation.site_accepted_on}
        Organisation.objects.filter(pk=organisation.pk).update(**facts)
        organisation.history.filter(site_state=SiteState.COMPLETED).update(**facts | {"history_date": zone.opened})


def shares_rooms(organisation):
    """Whether a branch uses the rooms of the first branch of its enterprise."""
    return any(f"第{number}党支部" in organisation.name for number in "二三四")


def make_rooms(zone):
    """A record for the rooms of each branch that has any; later branches of an enterprise share the first one's."""
    lots, hosts, sites, guests = zone.lots, {}, [], []
    for organisation in zone.branches:
        is_bare = organisation.site_state == SiteState.NOT_STARTED and organisation != zone.home.branch
        host = hosts.get(organisation.enterprise_id)
        if host and shares_rooms(organisation) and organisation.site_state == host.organisation.site_state:
            guests.append((host, organisation))
        elif not is_bare:
            address = (
                organisation.enterprise.address if organisation.enterprise_id else f"云溪路{lots.randint(2, 90)}号"
            )
            site = Site(
                organisation=organisation,
                name=NAME,
                address=f"{address}{lots.choice(('办公楼一楼', '办公楼二楼', '综合楼三楼', '职工之家', ''))}",
                area=lots.choice((24, 28.5, 36, 42, 48, 56, 63.5, 80)),
                keeper_name=people.name(lots),
                keeper_phone=zone.phones.next(),
            )
            sites.append(site)
            if "第一党支部" in organisation.name:
                hosts[organisation.enterprise_id] = site
    for site in sites:
        site._history_date, site._history_user = zone.opened, zone.logins["commissioner"]
    made = Site.objects.bulk_create(sites)
    Site.history.bulk_history_create(made)
    entered(Site, zone.opened)
    for site in made:
        zone.diary.note(site, "portal.create", zone.opened, zone.logins["commissioner"])
    SiteSharing.objects.bulk_create(
        [
            SiteSharing(site=host, organisation=guest, start=guest.founded_on, entered_by=zone.logins["commissioner"])
            for host, guest in guests
        ]
    )


def give_examples(zone, album):
    """The commissioner has put an example beside every item that asks for a photo."""
    items = SiteChecklist.objects.in_force().get().items.all()
    SiteChecklist.objects.update(published_at=zone.opened, published_by=zone.logins["commissioner"])
    entered(SiteChecklist, zone.opened)
    for item in items:
        if shots := SHOTS.get(item.code):
            SiteItemExample.take(album.cut(*shots[0]), by=zone.logins["commissioner"], item=item)


def begin(zone, site, days, occasion=SiteOccasion.ACCEPTANCE):
    """An inspection opened so many days ago by the branch."""
    by, when = zone.secretaries[site.organisation_id], moment(working_day(zone.ago(days)), 9, 10)
    check = SiteCheck.objects.create(
        site=site, checklist=SiteChecklist.objects.in_force().get(), occasion=occasion, opened_by=by
    )
    SiteCheck.objects.filter(pk=check.pk).update(created_at=when, updated_at=when)
    check.history.update(history_date=when, history_user=by)
    check.created_at = when
    zone.diary.note(check, "portal.create", when, by, facts={"occasion": str(occasion)})
    return check


def answer(zone, check, wardrobe, *, weak=(), left_out=()):
    """Every item answered on the day the inspection was opened, but `left_out`; those in `weak` are not good."""
    by, when, answers, photos = check.opened_by, check.created_at + timedelta(minutes=20), [], []
    for place, item in enumerate(check.checklist.items.all()):
        if item.code in left_out:
            continue
        verdict = ItemVerdict.GOOD
        if item.code in weak:
            verdict = ItemVerdict.FAULTY if place % 2 else ItemVerdict.MISSING
        at = when + timedelta(minutes=2 * place)
        note = NOTES.get(item.code, "") if item.code in weak else ""
        answers.append(
            SiteItemAnswer(site_check=check, item=item, verdict=verdict, note=note, answered_by=by, answered_at=at)
        )
        if verdict != ItemVerdict.MISSING:
            answers[-1].photo_count = len(SHOTS.get(item.code, ()))
        facts = {"item": str(item), "verdict": str(ItemVerdict(verdict).label)} | ({"note": note} if note else {})
        zone.diary.note(check, "portal.edit", at, by, facts=facts)
    for one in SiteItemAnswer.objects.bulk_create(answers):
        if one.verdict != ItemVerdict.MISSING:
            photos += [wardrobe.photo(one, *shot, one.answered_at, by) for shot in SHOTS.get(one.item.code, ())]
    SitePhoto.objects.bulk_create(photos)


def go(zone, check, upto, *, day=None):
    """The verbs from the application to the second signature, as far as `upto`, on the days after the opening."""
    logins, opened = zone.logins, check.created_at.astimezone(zone.opened.tzinfo).date()
    visit = day or working_day(opened + timedelta(days=8))
    steps = {
        "apply": (opened + timedelta(days=1), check.opened_by, {}),
        "look": (
            opened + timedelta(days=3),
            logins["adviser"],
            {"opinion": "照片清楚，六项必选项都到位，可以约时间上门。"},
        ),
        "sign": (visit, logins["commissioner"], {"day": visit}),
        "accept": (visit, logins["assessor"], {}),
    }
    stamps = {}
    for place, verb in enumerate(WAY[: WAY.index(upto) + 1]):
        on, by, facts = steps[verb]
        when = moment(on, 14, 10 * place)
        perform(check, verb, when, by, **facts)
        stamps |= {"apply": {"self_checked_at": when, "applied_at": when}, "look": {"looked_at": when}}.get(verb, {})
    SiteCheck.objects.filter(pk=check.pk).update(**stamps, updated_at=when)


def under_way(zone, wardrobe, sites):
    """The branch of the accounts works on what came back; the adviser's other branches stand in all states before."""
    home = begin(zone, sites[zone.home.branch.pk], 9)
    answer(zone, home, wardrobe, weak=("S-4",), left_out=("S-6", "S-9", "S-10", "S-12"))
    answers = {one.item.code: one for one in home.answers.select_related("item")}
    for code, comment in SENT_BACK.items():
        SiteItemAnswer.objects.filter(pk=answers[code].pk).update(is_sent_back=True, comment=comment)
    when = moment(zone.ago(4), 15, 20)
    SiteCheck.objects.filter(pk=home.pk).update(sent_back_at=when, reason="两处照片请补拍，其余很好。")
    data = {"from": "applied", "to": "open", "facts": {"reason": "两处照片请补拍，其余很好。", "comments": 2}}
    zone.diary.note(home, "branches.sitecheck.send_back", when, zone.logins["adviser"], **data)
    open_ones = [
        sites[one.pk]
        for one in [*zone.advised, *zone.branches]
        if one.pk in sites and one.site_state == SiteState.UNDER_CONSTRUCTION and one != zone.home.branch
    ]
    open_ones = list(dict.fromkeys(open_ones))
    for site, upto in zip(open_ones, ("apply", "apply", "look", "sign", "finish", "", "call_off"), strict=False):
        check = begin(zone, site, 6 if upto in ("apply", "") else 14)
        answer(
            zone,
            check,
            wardrobe,
            weak=("S-4", "S-8", "S-11") if upto in ("finish", "") else ("S-11",),
            left_out=("S-3", "S-6", "S-12") if upto in ("", "call_off") else (),
        )
        if upto in WAY:
            go(zone, check, upto)
        elif upto == "finish":
            perform(check, "finish", moment(zone.ago(13), 16, 30), check.opened_by)
        elif upto == "call_off":
            when = moment(zone.ago(10), 9, 30)
            perform(check, "call_off", when, zone.logins["commissioner"], reason="会议室正在装修，完工后再查。")
    zone.home.lost = open_ones[7] if len(open_ones) > 7 else open_ones[-1]


def accepted(zone, wardrobe, sites):
    """The newest four of the completed sites were accepted in the portal, by two people on the spot; one that came
    with the roster has applied for its yearly re-check."""
    done = sorted((one for one in zone.branches if one.pk in sites and one.site_accepted_on), key=newest)
    for organisation in done[-4:]:
        check = begin(zone, sites[organisation.pk], (zone.today - organisation.site_accepted_on).days + 12)
        answer(zone, check, wardrobe, weak=("S-11",))
        go(zone, check, "accept", day=organisation.site_accepted_on)
    check = begin(zone, sites[done[0].pk], 5, SiteOccasion.RECHECK)
    answer(zone, check, wardrobe)
    go(zone, check, "apply")


def newest(organisation):
    """By the day of acceptance, in the order of the tree."""
    return organisation.site_accepted_on, organisation.path


def lost(zone, wardrobe, sites):
    """One site was completed once and lost at a re-check; as of the days between it still counts."""
    site = zone.home.lost
    if site.checks.exists():
        return
    commissioner = zone.logins["commissioner"]
    check = begin(zone, site, 214)
    answer(zone, check, wardrobe)
    go(zone, check, "accept", day=working_day(zone.ago(203)))
    date_back(site.organisation, moment(working_day(zone.ago(203)), 15), zone.logins["assessor"])
    check = begin(zone, site, 48, SiteOccasion.RECHECK)
    day = working_day(zone.ago(45))
    reason = "活动室已改作仓库，制度牌堆放在墙角。"
    perform(check, "fail", moment(day, 16), commissioner, day=day, reason=reason)
    date_back(site.organisation, moment(day, 16), commissioner)
    site.lapses.update(recorded_at=moment(day, 16))
