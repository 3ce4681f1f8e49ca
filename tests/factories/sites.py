"""Sites and inspections as the tests need them; states are reached through the verbs, never set."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from branches.choices import ItemVerdict, Role, SiteCheckState
from branches.models import Organisation, Site, SiteCheck
from portal.photos import reencode
from tests.factories.branches import make_organisation
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import photo_file

numbers = count(1)
WAY = (SiteCheckState.APPLIED, SiteCheckState.LOOKED_AT, SiteCheckState.SIGNED, SiteCheckState.ACCEPTED)


def make_site(organisation=None, **fields):
    """A site of `organisation` (of a new branch if none is given)."""
    organisation = organisation or make_organisation(make_organisation())
    fields = {"name": f"{next(numbers)}号党群活动室", "address": "云溪路2号", "area": 48} | fields
    return Site.objects.create(organisation=organisation, **fields)


def answer_all(check, *, by, verdict=ItemVerdict.GOOD):
    """Every item answered alike, each with the photos it asks for."""
    for number, line in enumerate(check.lines()):
        shots = [
            reencode(photo_file(colour=f"#{50 + number:02d}{40 + place:02d}66"))
            for place in range(line.item.photos_needed)
        ]
        check.answer(line.item, by=by, verdict=verdict, photos=shots, version=0)


def make_check(site=None, *, state=SiteCheckState.OPEN, accepted_on=None, by=None):
    """An inspection of `site` taken to `state` by its verbs: branch, adviser and two others do one step each."""
    site = site or make_site()
    by = by or make_user()
    check = SiteCheck.begin(Site.objects.get(pk=site.pk), by=by)
    accepted_on = accepted_on or timezone.localdate()
    if accepted_on < timezone.localdate():
        opened = timezone.now() - (timezone.localdate() - accepted_on) - timedelta(days=5)
        SiteCheck.objects.filter(pk=check.pk).update(created_at=opened)
        check.refresh_from_db()
    if state == SiteCheckState.OPEN:
        return check
    answer_all(check, by=by)
    if state == SiteCheckState.SELF_CHECKED:
        return check.finish(by=by)
    check.apply(by=by)
    if WAY.index(state) >= 1:
        check.look(by=make_user(), opinion="符合")
    if WAY.index(state) >= 2:
        check.sign(by=make_user(), day=accepted_on)
    if WAY.index(state) >= 3:
        check.accept(by=make_user())
    return check


def fresh(organisation):
    """The organisation as the database has it now."""
    return Organisation.objects.get(pk=organisation.pk)


def make_assessor(zone):
    """An assessor of the whole zone: the usual second signature."""
    return appoint(make_user("assessor", name="童文彬"), Role.ASSESSOR, zone.root)
