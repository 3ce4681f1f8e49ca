"""Who gets in where: committees, terms, units of joint branches, hints."""

from django.utils import timezone

from branches.choices import Position
from branches.models import CommitteeMember, JointUnit
from tests.access.groups import ORGANISATION

RECORDS = {
    "organisation_elect": (ORGANISATION, "secretary adviser commissioner"),
    "organisation_extend_term": (ORGANISATION, "commissioner"),
    "organisation_committee_add": (ORGANISATION, "secretary adviser commissioner"),
    "organisation_unit_add": (ORGANISATION, "secretary commissioner"),
    "committee_member_end": (ORGANISATION, "secretary adviser commissioner"),
    "joint_unit_end": (ORGANISATION, "secretary commissioner"),
}

PAGES = {
    "terms": f"{ORGANISATION} neighbour",
    "hints": f"{ORGANISATION} neighbour",
}


def arguments(zone, persons):
    """A's secretary, and a unit that A covers."""
    today = timezone.localdate()
    member = CommitteeMember.take_up(zone.branch_a, Position.SECRETARY, "谢艳", by=None, start=today)
    unit = JointUnit.objects.create(organisation=zone.branch_a, enterprise=zone.enterprise_a, start=today)
    return {"committee_member": [member.pk], "joint_unit": [unit.pk]}
