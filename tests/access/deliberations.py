"""Who gets in where: deliberations and what follows them."""

from django.utils import timezone

from branches.models import BranchRectification, Deliberation, RectificationEvidence
from tests.access.photos import a_picture
from tests.factories.assessments import make_assessment, make_report, make_round, make_team

OFFICE = "commissioner"
SEEN = "commissioner secretary adviser"

RECORDS = {
    "deliberation": (OFFICE, OFFICE),
    "deliberation_edit": (OFFICE, OFFICE),
    "deliberation_put_on": (OFFICE, OFFICE),
    "deliberation_found": (OFFICE, OFFICE),
    "deliberation_decide": (OFFICE, OFFICE),
    "deliberation_execute": (OFFICE, OFFICE),
    "branch_decision_edit": (OFFICE, OFFICE),
    "branch_decision_take_off": (OFFICE, OFFICE),
    "branch_rectification": (SEEN, SEEN),
    "branch_rectification_finish": (SEEN, "secretary"),
    "branch_rectification_accept": (SEEN, "commissioner adviser"),
    "branch_rectification_send_back": (SEEN, "commissioner adviser"),
    "rectification_evidence": (SEEN, SEEN),
}
PAGES = {
    "deliberations": OFFICE,
    "deliberation_add": OFFICE,
    "branch_rectifications": f"{SEEN} neighbour",
}
NO_PAGES = {"rectification_evidence"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word: a meeting that has A on its agenda."""
    today = timezone.localdate()
    round_ = make_round(zone.root, name="研究中的一轮")
    one = make_assessment(round_, zone.branch_a, make_team(round_, zone.root), visited=True)
    make_report(one, proposal="rectify")
    facts = {"meeting": "党工委会议", "held_on": today, "effective_on": today}
    held = Deliberation.objects.create(office=zone.root, **facts)
    held.put_on([one], by=None)
    decision = held.decisions.get()
    row = BranchRectification.objects.create(decision=decision, due_on=today)
    photo = RectificationEvidence.take(a_picture(), by=None, rectification=row)
    return {
        "deliberation": [held.pk],
        "branch_decision": [decision.pk],
        "branch_rectification": [row.pk],
        "rectification_evidence": [photo.pk, "thumbnail"],
    }
