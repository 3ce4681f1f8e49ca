"""Sites: the rooms of every branch, some shared; a dozen inspections in every state, with drawn photos of the walls."""

from datetime import timedelta

from branches.choices import SiteOccasion, SiteState
from branches.models import (
    Site,
    SiteCheck,
    SiteChecklist,
    SiteItemExample,
    SiteSharing,
)
from portal.demo import people
from portal.demo.acceptances import OPINION, SHOTS, WAY, Acceptances, Wardrobe, answer
from portal.demo.entries import date_back, entered, moment, perform, working_day
from portal.demo.organisations import shares_rooms

NAME = "支部会议室、党员活动室"
SENT_BACK = {"S-5": "牌面反光看不清，请换个角度重拍", "S-2": "门口标识没有拍到"}


def make_sites(zone, album):
    """Rooms first, then what was inspected."""
    zone.draw_for("sites")
    make_rooms(zone)
    give_examples(zone, album)
    wardrobe = Wardrobe(album)
    sites = {site.organisation_id: site for site in Site.objects.select_related("organisation")}
    accepted(zone, wardrobe, sites)
    under_way(zone, wardrobe, sites)
    lost(zone, wardrobe, sites)


def make_rooms(zone):
    """A record for the rooms of each branch that has any; later branches of an enterprise share the first one's."""
    lots, hosts, sites, guests = zone.lots, {}, [], []
    for organisation in zone.branches:
        is_bare = organisation.site_state == SiteState.NOT_STARTED and organisation != zone.home.branch
        host = hosts.get(organisation.enterprise_id)
        is_planned = organisation.pk in zone.site_days
        if host and shares_rooms(organisation) and is_planned == (host.organisation_id in zone.site_days):
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


def go(zone, check, upto, *, day=None):
    """The verbs from the application to the second signature, as far as `upto`, on the days after the opening."""
    logins, opened = zone.logins, check.created_at.astimezone(zone.opened.tzinfo).date()
    visit = day or working_day(opened + timedelta(days=8))
    steps = {
        "apply": (opened + timedelta(days=1), check.opened_by, {}),
        "look": (
            opened + timedelta(days=3),
            logins["adviser"],
            {"opinion": OPINION},
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
    answer(zone, [home], wardrobe, items=home.checklist.items.all(), weak={home.pk: ("S-4", "S-8", "S-12")})
    perform(home, "finish", moment(zone.ago(8), 16, 30), home.opened_by)
    comments = [(one, SENT_BACK[one.code]) for one in home.checklist.items.filter(code__in=SENT_BACK)]
    when, reason = moment(zone.ago(4), 15, 20), "两处照片请补拍，其余很好。"
    perform(home, "send_back", when, zone.logins["adviser"], reason=reason, comments=comments)
    SiteCheck.objects.filter(pk=home.pk).update(sent_back_at=when, updated_at=when)
    open_ones = [
        sites[one.pk]
        for one in [*zone.advised, *zone.branches]
        if one.pk in sites and one.site_state == SiteState.UNDER_CONSTRUCTION and one != zone.home.branch
    ]
    open_ones = list(dict.fromkeys(open_ones))
    for site, upto in zip(open_ones, ("apply", "apply", "look", "sign", "finish", "", "call_off"), strict=False):
        check = begin(zone, site, 6 if upto in ("apply", "") else 14)
        weak = ("S-4", "S-8", "S-11") if upto in ("finish", "") else ("S-11",)
        left_out = ("S-3", "S-6", "S-12") if upto in ("", "call_off") else ()
        items = check.checklist.items.all()
        answer(zone, [check], wardrobe, items=items, weak={check.pk: weak}, left_out=left_out)
        if upto in WAY:
            go(zone, check, upto)
        elif upto == "finish":
            perform(check, "finish", moment(zone.ago(13), 16, 30), check.opened_by)
        elif upto == "call_off":
            when = moment(zone.ago(10), 9, 30)
            perform(check, "call_off", when, zone.logins["commissioner"], reason="会议室正在装修，完工后再查。")
    zone.home.lost = open_ones[7] if len(open_ones) > 7 else open_ones[-1]


def accepted(zone, wardrobe, sites):
    """Every completed site was accepted by two people on the spot; the oldest has applied for its yearly re-check."""
    guests, by_key = {}, {one.pk: one for one in zone.branches}
    for sharing in SiteSharing.objects.all():
        guests.setdefault(sharing.site_id, []).append(by_key[sharing.organisation_id])
    acceptances, days = Acceptances(zone, wardrobe), zone.site_days
    for organisation in sorted(
        (one for one in zone.branches if one.pk in days), key=lambda one: (days[one.pk], one.path)
    ):
        if site := sites.get(organisation.pk):
            acceptances.add(site, days[organisation.pk])
    acceptances.write(lambda site: [by_key[site.organisation_id], *guests.get(site.pk, ())])
    check = begin(zone, acceptances.checks[0].site, 5, SiteOccasion.RECHECK)
    answer(zone, [check], wardrobe, items=check.checklist.items.all())
    go(zone, check, "apply")


def lost(zone, wardrobe, sites):
    """One site was completed once and lost at a re-check; as of the days between it still counts."""
    site = zone.home.lost
    if site.checks.exists():
        return
    commissioner = zone.logins["commissioner"]
    check = begin(zone, site, 214)
    answer(zone, [check], wardrobe, items=check.checklist.items.all())
    go(zone, check, "accept", day=working_day(zone.ago(203)))
    date_back(site.organisation, moment(working_day(zone.ago(203)), 15), zone.logins["assessor"])
    check = begin(zone, site, 48, SiteOccasion.RECHECK)
    day = working_day(zone.ago(45))
    reason = "活动室已改作仓库，制度牌堆放在墙角。"
    perform(check, "fail", moment(day, 16), commissioner, day=day, reason=reason)
    date_back(site.organisation, moment(day, 16), commissioner)
    site.lapses.update(recorded_at=moment(day, 16))
