"""Acceptances of the past: what the branch, the adviser and the two on the spot would have left by their verbs.

Sixty sites go through a dozen answers and four verbs each. The verbs themselves would take most of a minute, so the
rows, versions and entries that they leave are written together; `tests/portal/test_demo_past.py` holds them against
an inspection that went through the verbs.
"""

from datetime import timedelta

from django.db.models import F

from branches.choices import ItemVerdict, SiteCheckState, SiteOccasion, SiteState
from branches.models import Organisation, SiteCheck, SiteChecklist, SiteItemAnswer, SitePhoto
from portal.demo.entries import dated, moment, undated, working_day
from portal.states import plain

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
OPINION = "照片清楚，六项必选项都到位，可以约时间上门。"
WAY = ("apply", "look", "sign", "accept")
# What is not compulsory may lack; a branch is accepted all the same.
OFTEN_WEAK = ((), ("S-11",), ("S-12",), ("S-8", "S-11"), ("S-10",), ())
SIGNED = (
    *("state", "version", "created_at", "updated_at", "self_checked_at", "self_checked_by", "applied_at", "applied_by"),
    *("looked_at", "looked_by", "opinion", "accepted_on", "first_by", "second_by"),
)


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


def answer(zone, checks, wardrobe, *, items, weak=None, left_out=()):
    """Answer every item of the inspections within the hour after they were opened, but `left_out`.

    `weak` names, by the inspection's key, the items that are not good there.
    """
    answers, photos = [], []
    for check in checks:
        when, by = check.created_at + timedelta(minutes=20), check.opened_by
        for place, item in enumerate(one for one in items if one.code not in left_out):
            is_weak = item.code in (weak or {}).get(check.pk, ())
            shots = SHOTS.get(item.code, ())
            verdict = ItemVerdict.GOOD
            if is_weak:
                verdict = ItemVerdict.FAULTY if place % 2 else ItemVerdict.MISSING
            count = 0 if verdict == ItemVerdict.MISSING else len(shots)
            facts = {"verdict": verdict, "note": NOTES.get(item.code, "") if is_weak else "", "photo_count": count}
            at = when + timedelta(minutes=2 * place)
            answers.append(SiteItemAnswer(site_check=check, item=item, answered_by=by, answered_at=at, **facts))
            facts = {
                "item": str(item),
                "verdict": str(verdict.label),
                "note": facts["note"],
                "photos": str(count or ""),
            }
            facts = {name: value for name, value in facts.items() if value}
            zone.diary.note(check, "portal.edit", at, by, facts=facts)
    for one in SiteItemAnswer.objects.bulk_create(answers, batch_size=500):
        for shot in SHOTS.get(one.item.code, ())[: one.photo_count]:
            photos.append(wardrobe.photo(one, *shot, one.answered_at, one.answered_by))
    SitePhoto.objects.bulk_create(photos, batch_size=500)
    SiteItemAnswer.objects.filter(site_check__in=checks).update(
        created_at=F("answered_at"), updated_at=F("answered_at")
    )


class Acceptances:
    """Inspections that ended well, many at a time."""

    def __init__(self, zone, wardrobe):
        self.zone, self.wardrobe = zone, wardrobe
        self.checklist = SiteChecklist.objects.in_force().get()
        self.checks = []

    def add(self, site, day):
        """A first acceptance by two who were there on `day`, opened by the branch in the weeks before."""
        check = SiteCheck(site=site, checklist=self.checklist, occasion=SiteOccasion.ACCEPTANCE)
        check.opened_by, check.accepted_then = self.zone.secretaries[site.organisation_id], day
        check.opened_then = working_day(day - timedelta(days=12))
        self.checks.append(check)

    def write(self, users):
        """Everything of all of them; `users` are the organisations that a site completes."""
        SiteCheck.objects.bulk_create(self.checks)
        for check in self.checks:
            when = moment(check.opened_then, 9, 10)
            check.created_at = check.updated_at = when
            self.zone.diary.note(
                check, "portal.create", when, check.opened_by, facts={"occasion": check.occasion.value}
            )
            dated(check, when, check.opened_by)
        SiteCheck.history.bulk_history_create(self.checks)
        weak = {check.pk: OFTEN_WEAK[place % len(OFTEN_WEAK)] for place, check in enumerate(self.checks)}
        answer(self.zone, self.checks, self.wardrobe, items=list(self.checklist.items.all()), weak=weak)
        for verb in WAY:
            for check in self.checks:
                self.step(check, verb)
            SiteCheck.history.bulk_history_create(self.checks, update=True)
        SiteCheck.objects.bulk_update(self.checks, SIGNED, batch_size=100)
        self.complete(users)

    def step(self, check, verb):
        """What one verb leaves in the row, its version and the log."""
        logins, opened, visit = self.zone.logins, check.opened_then, check.accepted_then
        is_advised = check.site.organisation_id in {one.pk for one in (*self.zone.advised, self.zone.home.branch)}
        day, by, state, details = {
            "apply": (opened + timedelta(days=1), check.opened_by, SiteCheckState.APPLIED, {}),
            "look": (
                opened + timedelta(days=4),
                logins["adviser" if is_advised else "commissioner"],
                SiteCheckState.LOOKED_AT,
                {"opinion": OPINION},
            ),
            "sign": (visit, logins["commissioner"], SiteCheckState.SIGNED, {"day": visit}),
            "accept": (visit, logins["assessor"], SiteCheckState.ACCEPTED, {}),
        }[verb]
        when = moment(day, 14, 10 * WAY.index(verb))
        if verb == "apply":
            check.self_checked_at = check.applied_at = when
            check.self_checked_by = check.applied_by = by
        elif verb == "look":
            check.looked_at, check.looked_by, check.opinion = when, by, OPINION
        elif verb == "sign":
            check.accepted_on, check.first_by = visit, by
        else:
            check.second_by = by
        facts = {"from": str(check.state), "to": str(state), "facts": plain(details)}
        self.zone.diary.note(check, f"{check._meta.label_lower}.{verb}", when, by, **facts)
        check.state, check.updated_at, check.version = state, when, check.version + 1
        dated(check, when, by)

    def complete(self, users):
        """The organisations that use the rooms are completed from the day of the visit."""
        done = []
        for check in self.checks:
            when = moment(check.accepted_then, 14, 10 * WAY.index("accept"))
            for organisation in users(check.site):
                before = str(organisation.get_site_state_display())
                organisation.site_state, organisation.site_accepted_on = SiteState.COMPLETED, check.accepted_then
                organisation.version += 1
                organisation.updated_at = when
                dated(organisation, when, check.second_by)
                changes = {
                    "site_state": [before, str(SiteState.COMPLETED.label)],
                    "site_accepted_on": ["", str(check.accepted_then)],
                }
                self.zone.diary.note(organisation, "portal.edit", when, check.second_by, changes=changes)
                done.append(organisation)
        names = ["site_state", "site_accepted_on", "version", "updated_at"]
        Organisation.objects.bulk_update(done, names, batch_size=100)
        Organisation.history.bulk_history_create(done, update=True)
        for organisation in done:
            undated(organisation)
