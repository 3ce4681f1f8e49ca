"""Who gets in where: decisions that change organisations, and what they leave to be done."""

from django.utils import timezone

from branches.choices import ChangeKind
from branches.models import FollowUp, OrganisationalChange
from tests.access.groups import ORGANISATION

RECORDS = {
    "organisation_upgrade": (ORGANISATION, "commissioner"),
    "organisation_move_below": (ORGANISATION, "commissioner"),
    "organisation_merge_into": (ORGANISATION, "commissioner"),
    "change": (ORGANISATION, ORGANISATION),
    "change_apply": (ORGANISATION, "commissioner"),
    "change_call_off": (ORGANISATION, "commissioner"),
    "change_file": (ORGANISATION, "commissioner"),
    "change_correct": (ORGANISATION, "commissioner"),
    "change_withdraw": (ORGANISATION, "commissioner"),
    "follow_up_finish": (ORGANISATION, "commissioner adviser"),
    "follow_up_waive": (ORGANISATION, "commissioner"),
    "follow_up_reopen": (ORGANISATION, "commissioner"),
}

PAGES = {
    "organisations_as_of": f"{ORGANISATION} neighbour",
    "changes": f"{ORGANISATION} neighbour",
    "follow_ups": f"{ORGANISATION} neighbour",
}


def arguments(zone, persons):
    """A planned change and a renaming of A with its follow-up."""
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    planned = OrganisationalChange.plan(ChangeKind.DISSOLVED, zone.branch_a, by=None, effective_on=tomorrow)
    zone.branch_a.rename(by=None, name="云溪宏达电器第一党支部", effective_on=timezone.localdate())
    renamed = zone.branch_a.changes.get(kind=ChangeKind.RENAMED)
    return {
        "change": [renamed.pk],
        "change_apply": [planned.pk],
        "change_call_off": [planned.pk],
        "follow_up": [FollowUp.objects.get(change=renamed).pk],
    }
