"""Who gets in where: campaigns and self-checks. Links without account are judged in test_self_check_links.py."""

from tests.access.groups import ANSWERS, CENTRE, FORCE, OFFICIALS
from tests.access.photos import a_picture
from tests.factories.campaigns import make_campaign
from volunteers.models import SelfCheckPhoto

# A campaign belongs to the whole zone: the neighbour's branch sees it too.
CAMPAIGN = f"{OFFICIALS} {FORCE} {ANSWERS} contact secretary neighbour expert"
SELF_CHECK = f"{OFFICIALS} {ANSWERS} contact secretary"

RECORDS = {
    "campaign": (CAMPAIGN, CAMPAIGN),
    "campaign_edit": (CAMPAIGN, CENTRE),
    "campaign_add_round": (CAMPAIGN, CENTRE),
    "campaign_round_move": (CAMPAIGN, CENTRE),
    "campaign_enrol": (CAMPAIGN, CENTRE),
    "campaign_announce": (CAMPAIGN, "head"),
    "campaign_close": (CAMPAIGN, "head"),
    "campaign_report": (CAMPAIGN, OFFICIALS),
    "campaign_progress": (CAMPAIGN, f"{OFFICIALS} {ANSWERS}"),
    "campaign_outstanding": (CAMPAIGN, f"{OFFICIALS} {ANSWERS}"),
    "self_check": (SELF_CHECK, SELF_CHECK),
    "self_check_fill": (SELF_CHECK, "contact"),
    "self_check_draft": (SELF_CHECK, "contact"),
    "self_check_acknowledge": (SELF_CHECK, "contact"),
    "self_check_key": (SELF_CHECK, f"{CENTRE} grid_worker"),
    "self_check_receive": (SELF_CHECK, f"{CENTRE} grid_worker"),
    "self_check_send_back": (SELF_CHECK, f"{CENTRE} grid_worker"),
    "self_check_take_back": (SELF_CHECK, CENTRE),
    "self_check_look_over": (SELF_CHECK, CENTRE),
    "self_check_revoke": (SELF_CHECK, f"{CENTRE} grid_worker"),
    "self_check_renew": (SELF_CHECK, f"{CENTRE} grid_worker"),
    "self_check_paper": (SELF_CHECK, f"{CENTRE} grid_worker contact"),
    "self_check_photo": (SELF_CHECK, SELF_CHECK),
}

PAGES = {
    "campaigns": CAMPAIGN,
    "campaign_add": CENTRE,
    "self_checks": f"{SELF_CHECK} neighbour",
}

# Reached by the link of a self-check, without an account; and the story of a campaign, which names no enterprise.
OPEN = {
    "self_check_answer",
    "self_check_link_draft",
    "self_check_receipt",
    "self_check_link_paper",
    "self_check_link_photo",
    "self_check_link_example",
    "campaign_story",
}
# Files, and what a page sends while somebody types.
NO_PAGES = {"campaign_report", "self_check_paper", "self_check_photo", "self_check_draft"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    campaign = make_campaign(zone.enterprise_a)
    check = campaign.self_checks.get()
    photo = SelfCheckPhoto.take(a_picture(), by=persons("contact"), self_check=check, answer=None)
    return {
        "campaign": [campaign.pk],
        "campaign_round": [campaign.rounds.get().pk],
        "campaign_report": [campaign.pk, "docx"],
        "self_check": [check.pk],
        "self_check_paper": [check.pk, "docx"],
        "self_check_photo": [photo.pk, "thumbnail"],
    }
