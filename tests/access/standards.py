"""Who gets in where: cycles of standardization and branches in them."""

from branches.models import ClausePhoto, ClauseScore
from tests.access.photos import a_picture
from tests.factories.standards import clause, make_cycle, make_standard

PARTY = "secretary adviser commissioner"
REVIEWERS = "adviser commissioner"
ORGANISATION = "official head commissioner sysadmin secadmin secretary adviser"

RECORDS = {
    "cycle": (PARTY, PARTY),
    "cycle_edit": (PARTY, "commissioner"),
    "cycle_cover": (PARTY, "commissioner"),
    "cycle_open": (PARTY, "commissioner"),
    "cycle_close": (PARTY, "commissioner"),
    "standard": (PARTY, PARTY),
    "standard_score": (PARTY, "secretary"),
    "standard_evidence": (PARTY, "secretary"),
    "standard_judge": (PARTY, REVIEWERS),
    "standard_hand_in": (PARTY, "secretary"),
    "standard_finish_review": (PARTY, REVIEWERS),
    "standard_send_back": (PARTY, REVIEWERS),
    "standard_decide": (PARTY, "commissioner"),
    "standard_set_aside": (PARTY, "commissioner"),
    "standard_take_up": (PARTY, "commissioner"),
    "standard_workbook": (PARTY, PARTY),
    "standard_sheet": (PARTY, "secretary"),
    "clause_photo": (PARTY, PARTY),
    "organisation_rate": (ORGANISATION, "commissioner"),
}
PAGES = {
    "cycles": f"{PARTY} neighbour",
    "cycle_add": "commissioner",
    "standards": f"{PARTY} neighbour",
}


def arguments(zone, persons):
    """A cycle that covers only A, and A in it with one photo."""
    cycle = make_cycle(zone.root, covering=type(zone.branch_a).objects.filter(pk=zone.branch_a.pk))
    standard = make_standard(zone.branch_a, cycle)
    score = ClauseScore.objects.create(standard=standard, indicator=clause(standard, "3.2"))
    photo = ClausePhoto.take(a_picture(), by=persons("secretary"), clause=score)
    return {"cycle": [cycle.pk], "standard": [standard.pk], "clause_photo": [photo.pk, "thumbnail"]}


# A photo and a workbook.
NO_PAGES = {"clause_photo", "standard_workbook"}
