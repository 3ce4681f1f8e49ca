"""Who gets in where: sites, their inspections, their photos, the checklist. Photos of rooms are not for everybody."""

from branches.models import SiteChecklist, SiteItemExample, SitePhoto, SiteSharing
from portal.photos import reencode
from tests.access.groups import OFFICIALS
from tests.access.photos import a_picture
from tests.factories.sites import make_check, make_site

SITE = "secretary adviser commissioner"
WHOLE_ZONE = f"{SITE} neighbour"

RECORDS = {
    "site": (SITE, SITE),
    "site_edit": (SITE, "secretary commissioner"),
    "site_inspect": (SITE, "secretary commissioner"),
    "site_share": (SITE, "commissioner"),
    "site_give_up": (SITE, "commissioner"),
    "site_sharing_end": (SITE, "commissioner"),
    "site_check": (SITE, SITE),
    "site_check_fill": (SITE, "secretary"),
    "site_check_finish": (SITE, "secretary"),
    "site_check_apply": (SITE, "secretary"),
    "site_check_look": (SITE, "adviser commissioner"),
    "site_check_sign": (SITE, "commissioner"),
    "site_check_accept": (SITE, "commissioner"),
    "site_check_send_back": (SITE, "adviser commissioner"),
    "site_check_fail": (SITE, "commissioner"),
    "site_check_call_off": (SITE, "commissioner"),
    "site_photo": (SITE, SITE),
    # The checklist is the same for every branch.
    "site_checklist": (WHOLE_ZONE, WHOLE_ZONE),
    "site_checklist_publish": (WHOLE_ZONE, "commissioner"),
    "site_checklist_copy": (WHOLE_ZONE, "commissioner"),
    "site_example": (WHOLE_ZONE, WHOLE_ZONE),
}

PAGES = {
    "sites": WHOLE_ZONE,
    "site_add": "secretary neighbour commissioner",
    "site_checks": WHOLE_ZONE,
    "site_checklists": WHOLE_ZONE,
    "tally_sites": f"{OFFICIALS} secretary neighbour adviser",
}

NO_PAGES = {"site_photo", "site_example"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    secretary = persons("secretary")
    site = make_site(zone.branch_a)
    check = make_check(site, by=secretary)
    item = check.checklist.items.first()
    answer = check.answer(item, by=secretary, verdict="good", photos=[reencode(a_picture())])
    # Ended long ago: that B once shared the rooms opens nothing to its secretary.
    sharing = SiteSharing.objects.create(
        site=site, organisation=zone.branch_b, start="2020-01-01", end="2020-12-31", entered_by=secretary
    )
    example = SiteItemExample.take(a_picture(), by=secretary, item=item)
    return {
        "site": [site.pk],
        "site_sharing": [sharing.pk],
        "site_check": [check.pk],
        "site_photo": [SitePhoto.objects.get(answer=answer).pk, "thumbnail"],
        "site_checklist": [SiteChecklist.objects.in_force().get().pk],
        "site_example": [example.pk, "thumbnail"],
    }
