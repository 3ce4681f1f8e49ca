"""Who gets in where: party organisations."""

from tests.access.groups import OFFICIALS, ORGANISATION

RECORDS = {
    "organisation": (ORGANISATION, ORGANISATION),
    "organisation_subtree": (ORGANISATION, ORGANISATION),
    "organisation_edit": (ORGANISATION, "secretary commissioner"),
    "organisation_rename": (ORGANISATION, "commissioner"),
    "organisation_downgrade": (ORGANISATION, "commissioner"),
    "organisation_dissolve": (ORGANISATION, "commissioner"),
    "organisation_adjust_committee": (ORGANISATION, "commissioner"),
}

PAGES = {
    "organisations": f"{ORGANISATION} neighbour",
    "organisation_tree": f"{ORGANISATION} neighbour",
    "organisation_add": "commissioner",
    "tally_organisations": f"{OFFICIALS} secretary neighbour adviser",
}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    return {"organisation": [zone.branch_a.pk]}
