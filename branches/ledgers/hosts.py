"""The enterprises that host the organisations of a roster."""

from django.utils import timezone

from branches.choices import ChangeKind, Standing
from branches.models import Enterprise, OrganisationalChange


def give_hosts(ordered, saver):
    """Let each host enterprise without an organisation belong to the one it hosts, the highest first."""
    hosted = {}
    for record in ordered:
        if record.enterprise_id and record.state == Standing.IN_FORCE:
            hosted.setdefault(record.enterprise_id, record)
    rows = Enterprise._base_manager.filter(organisation=None, pk__in=list(hosted))
    lines = []
    for enterprise in rows:
        enterprise.organisation = hosted[enterprise.pk]
        lines.append((enterprise, None, {"organisation": None}))
    saver.update(Enterprise, lines)


def hosted(record, before):
    """The change that goes with another host enterprise in the roster."""
    change = OrganisationalChange(
        organisation=record,
        kind=ChangeKind.REHOSTED,
        effective_on=timezone.localdate(),
        name_before=record.name,
        name_after=record.name,
        kind_before=record.kind,
        kind_after=record.kind,
        enterprise_before_id=before["enterprise_id"],
    )
    change.enterprise_after_id = record.enterprise_id
    return change
