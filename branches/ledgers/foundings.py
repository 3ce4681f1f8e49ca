"""What a roster says of the beginning and end of organisations: foundings with their day, and what follows an end."""

from branches.choices import ChangeKind
from branches.ledgers.changes import ENDING
from branches.models import OrganisationalChange
from branches.models.endings import followers


def founded(new, made):
    """(change, row) for each new organisation whose founding day is known: established on that day, as it was then."""
    told = {}
    for change, _entry in made:
        told.setdefault(id(change.organisation), []).append(change)
    for record, entry in new:
        changes_of = sorted(told.get(id(record), ()), key=lambda one: one.effective_on)
        if record.founded_on is None or any(one.kind == ChangeKind.ESTABLISHED for one in changes_of):
            continue
        name = changes_of[0].name_before if changes_of else record.name
        kind = changes_of[0].kind_before if changes_of else record.kind
        change = OrganisationalChange(organisation=record, kind=ChangeKind.ESTABLISHED, effective_on=record.founded_on)
        change.name_before = change.name_after = name
        change.kind_before = change.kind_after = kind
        change.parent_after, change.enterprise_after_id = record.parent_record, record.enterprise_id
        yield change, entry


def follow_ends(made, saver):
    """What goes along or ends with the organisations that the ledger let end."""
    ended = [change for change in made if change.kind in ENDING]
    for follower in followers() if ended else ():
        follower.load(ended, saver)
