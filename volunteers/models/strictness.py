"""What the strict phase of a campaign means for a major hazard (domain.md 0): a stop, and a transfer prepared."""

from django.utils import timezone

from volunteers.choices import HazardLevel, HazardState
from volunteers.models.campaigns import Campaign
from volunteers.models.case_transfers import CaseTransfer
from volunteers.models.hazard_rules import HazardRules
from volunteers.models.major_way import MajorWay


def is_strict(hazard, day=None):
    """Whether a campaign in its strict phase covers the enterprise of this major hazard on `day` (today)."""
    if hazard.level != HazardLevel.MAJOR or hazard.state == HazardState.REGISTERED:
        return False
    return Campaign.objects.strict_for(hazard.enterprise_id, day or timezone.localdate()).exists()


def way_of(hazard):
    """The way of a major hazard, seen from the phase of today."""
    return MajorWay(hazard, is_strict=is_strict(hazard))


def prepare_where_strict(hazard, *, by, addressee=""):
    """In the strict phase a stop brings the transfer pack with it; the head decides later whether it goes out.

    `addressee` is who ordered the stop; without an order it is the authority that the rules name. None where nothing
    is prepared: not strict, or a transfer was prepared, sent or decided against before.
    """
    if not is_strict(hazard) or hazard.transfers.exists():
        return None
    facts = {"addressee": addressee or HazardRules.current().authority, "lead": lead_of(hazard)}
    return CaseTransfer.prepare(hazard, by=by, **facts)


def lead_of(hazard):
    """The first words of the lead: where, what, by which clause."""
    return f"{hazard.place}：{hazard.description}（{hazard.clause}）"
