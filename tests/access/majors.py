"""Who gets in where: what belongs to major hazards. Proposals, plans, documents, stops, listings, transfers."""

from tests.access.groups import ANSWERS, CENTRE, FORCE, HAZARD, OFFICIALS
from tests.factories.majors import (
    make_document,
    make_listing,
    make_plan,
    make_report,
    make_stop,
    make_transfer,
    paper,
)
from tests.factories.volunteers import make_hazard
from volunteers.choices import DocumentKind, HazardLevel, HazardState
from volunteers.models import GradeProposal

AT_AN_ENTERPRISE = "contact secretary grid_worker"
# Whoever found it sees the hazard, and none of its papers.
FOLLOWS = f"{OFFICIALS} {ANSWERS} contact secretary"

RECORDS = {
    "hazard_propose_grade": (HAZARD, f"{FORCE} {ANSWERS} contact secretary expert"),
    "hazard_regrade": (HAZARD, CENTRE),
    "hazard_hand_in_plan": (HAZARD, AT_AN_ENTERPRISE),
    "hazard_hand_in_acceptance": (HAZARD, AT_AN_ENTERPRISE),
    "hazard_register_document": (HAZARD, CENTRE),
    "hazard_stop_voluntarily": (HAZARD, f"{CENTRE} {AT_AN_ENTERPRISE}"),
    "hazard_register_order": (HAZARD, "head"),
    "hazard_list_for_supervision": (HAZARD, "head"),
    "hazard_prepare_transfer": (HAZARD, "head"),
    "hazard_close_major": (HAZARD, "head"),
    "proposal_decline": (HAZARD, CENTRE),
    "treatment_plan": (FOLLOWS, FOLLOWS),
    "treatment_plan_accept": (FOLLOWS, CENTRE),
    "treatment_plan_send_back": (FOLLOWS, CENTRE),
    "document_scan": (FOLLOWS, FOLLOWS),
    "document_set_aside": (FOLLOWS, "head"),
    "listing_release": (FOLLOWS, "head"),
    "stop": (FOLLOWS, FOLLOWS),
    "stop_lift": (FOLLOWS, "head"),
    # What goes to the authority, and what comes back, is the centre's alone.
    "case_transfer": (CENTRE, CENTRE),
    "case_transfer_pack": (CENTRE, CENTRE),
    "case_transfer_revise": (CENTRE, "head"),
    "case_transfer_make_again": (CENTRE, "head"),
    "case_transfer_send": (CENTRE, "head"),
    "case_transfer_drop": (CENTRE, "head"),
    "case_transfer_receive": (CENTRE, CENTRE),
    "case_transfer_file_case": (CENTRE, CENTRE),
    "case_transfer_decline_case": (CENTRE, CENTRE),
    "case_transfer_conclude": (CENTRE, CENTRE),
}

PAGES = {
    "major_hazards": f"{FOLLOWS} neighbour",
    "stops": f"{FOLLOWS} neighbour",
    "case_transfers": CENTRE,
}

# Files.
NO_PAGES = {"document_scan", "case_transfer_pack"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    at_a = {"enterprise": zone.enterprise_a, "task_force": zone.force_a}
    graded = make_hazard(HazardState.GRADED, level=HazardLevel.MAJOR, **at_a)
    listed = make_hazard(HazardState.RECTIFYING, level=HazardLevel.MAJOR, **at_a)
    waiting = make_hazard(HazardState.AWAITING_RECHECK, level=HazardLevel.MAJOR, **at_a)
    verified = make_hazard(HazardState.VERIFIED, level=HazardLevel.MAJOR, **at_a)
    proposal = GradeProposal.propose(
        make_hazard(**at_a), by=persons("leader"), level=HazardLevel.MAJOR, reason="正压除尘"
    )
    make_report(graded)
    plan, stop, listing = make_plan(graded), make_stop(listed), make_listing(listed)
    document = make_document(graded, DocumentKind.INSPECTION)
    sent = make_transfer(listed)
    sent.send(by=persons("head"), **paper(scan=None, issuer="云溪高新区应急中心"))
    deeds = ("regrade", "propose_grade", "hand_in_plan", "register_document", "stop_voluntarily", "register_order")
    return {
        **{f"hazard_{deed}": [graded.pk] for deed in (*deeds, "list_for_supervision", "prepare_transfer")},
        "hazard_hand_in_acceptance": [waiting.pk],
        "hazard_close_major": [verified.pk],
        "proposal_decline": [proposal.pk],
        "treatment_plan": [plan.pk],
        "document_scan": [document.pk],
        "document_set_aside": [document.pk],
        "listing_release": [listing.pk],
        "stop": [stop.pk],
        "stop_lift": [stop.pk],
        "case_transfer": [sent.pk],
    }
