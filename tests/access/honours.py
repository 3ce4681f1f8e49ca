"""Who gets in where: honours, pledges, pairings."""

from branches.models import Objection, Pairing, Pledge
from tests.factories.honours import make_honour
from tests.factories.volunteers import days_ago

PARTY = "secretary adviser commissioner"

RECORDS = {
    "honour": (PARTY, PARTY),
    "honour_edit": (PARTY, "secretary commissioner"),
    "honour_recommend": (PARTY, "adviser commissioner"),
    "honour_publish_notice": (PARTY, "commissioner"),
    "honour_name": (PARTY, "commissioner"),
    "honour_keep": (PARTY, "commissioner"),
    "honour_withdraw": (PARTY, "commissioner"),
    "honour_decline": (PARTY, "commissioner"),
    "honour_object": (PARTY, "commissioner"),
    "objection_edit": ("commissioner", "commissioner"),
    "pledge": (PARTY, PARTY),
    "pledge_edit": (PARTY, "secretary"),
    "pairing": (PARTY, PARTY),
    "pairing_edit": (PARTY, "secretary commissioner"),
    "pairing_log": (PARTY, "secretary"),
}
PAGES = {
    "honours": f"{PARTY} neighbour",
    "honour_add": "secretary neighbour commissioner",
    "pledges": f"{PARTY} neighbour",
    "pledge_add": "secretary neighbour",
    "pairings": f"{PARTY} neighbour",
    "pairing_add": "secretary neighbour commissioner",
}
# Tested in tests/branches/test_honours.py.
OPEN = {"public_honours", "public_honour"}


def arguments(zone, persons):
    """One of each, all of A."""
    honour = make_honour(zone.branch_a)
    objection = Objection.objects.create(honour=honour, text="……")
    pledge = Pledge.objects.create(organisation=zone.branch_a, year=2026, text="每周巡查")
    pairing = Pairing.objects.create(
        organisation=zone.branch_a, partner_name="塘下村", start=days_ago(3), purpose="共建"
    )
    return {"honour": [honour.pk], "objection": [objection.pk], "pledge": [pledge.pk], "pairing": [pairing.pk]}
