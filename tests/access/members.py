"""Who gets in where: members and their transfers. The emergency centre sees none of them."""

from branches.choices import MemberStage
from branches.models import TransferOfMembership
from tests.access.groups import ORGANISATION, PERSONS
from tests.factories.members import make_member

MEMBER = "secretary adviser commissioner"
KEEPS = "secretary commissioner"

RECORDS = {
    "member": (MEMBER, MEMBER),
    "member_edit": (MEMBER, KEEPS),
    "member_make_activist": (MEMBER, KEEPS),
    "member_make_candidate": (MEMBER, KEEPS),
    "member_admit": (MEMBER, KEEPS),
    "member_confirm": (MEMBER, KEEPS),
    "member_leave": (MEMBER, KEEPS),
    "member_expel": (MEMBER, "commissioner"),
    "member_record_death": (MEMBER, KEEPS),
    "member_transfer": (MEMBER, KEEPS),
    "roster_export": (ORGANISATION, KEEPS),
    "transfer": (MEMBER, MEMBER),
    "transfer_receive": (MEMBER, KEEPS),
    "transfer_send_back": (MEMBER, KEEPS),
}

PAGES = {
    # Everybody may find the own record in these lists; what is in them is judged in tests/branches/test_member_pages.
    "members": " ".join(PERSONS),
    "transfers": " ".join(PERSONS),
    "member_counts": f"{MEMBER} neighbour",
    "member_add": f"{KEEPS} neighbour",
    "nameable_organisations": f"{KEEPS} neighbour",
}

NO_PAGES = {"nameable_organisations"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    leaving = make_member(zone.branch_a)
    transfer = TransferOfMembership.ask(leaving, by=None, to_name="邻县某街道党工委")
    return {
        "member": [make_member(zone.branch_a, stage=MemberStage.PROBATIONARY).pk],
        "roster": [zone.branch_a.pk],
        "transfer": [transfer.pk],
    }
