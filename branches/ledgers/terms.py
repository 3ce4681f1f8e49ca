"""What a roster says of terms: the last election, and who has been secretary since, become rows of their own."""

from django.utils import timezone

from branches.choices import Position, Standing
from branches.models import CommitteeMember, Election


def into_terms(new, changed, saver):
    """Elections and secretaries of the organisations that a roster has brought or changed (`before` by attribute)."""
    named = [(record, entry) for record, entry in new if record.secretary_name]
    elected = [(record, entry) for record, entry in new if record.last_election_on]
    for record, entry, before in changed:
        if "secretary_name" in before and record.secretary_name:
            named.append((record, entry))
        if "last_election_on" in before and record.last_election_on:
            elected.append((record, entry))
    write_elections(elected, saver)
    write_secretaries(named, saver)


def write_elections(elected, saver):
    """The last election of each, where the registry does not have it yet."""
    keys = [record.pk for record, _entry in elected]
    known = set(Election._base_manager.filter(organisation__in=keys).values_list("organisation_id", "held_on"))
    rows = [
        (Election(organisation=record, held_on=record.last_election_on, recorded_by=saver.by), entry)
        for record, entry in elected
        if (record.pk, record.last_election_on) not in known
    ]
    saver.create(Election, rows)


def write_secretaries(named, saver):
    """The secretary of each organisation in force takes the seat; whoever the registry had there leaves it today."""
    today = timezone.localdate()
    keys = [record.pk for record, _entry in named]
    sitting = {
        seat.organisation_id: seat
        for seat in CommitteeMember._base_manager.filter(organisation__in=keys, position=Position.SECRETARY, end=None)
    }
    left, seats = [], []
    for record, entry in named:
        seat = sitting.get(record.pk)
        if record.state != Standing.IN_FORCE or (seat and seat.name == record.secretary_name):
            continue
        start = record.last_election_on or today
        if seat:
            seat.end = max(today, seat.start)
            left.append((seat, entry, {"end": None}))
            start = seat.end
        facts = {"position": Position.SECRETARY, "name": record.secretary_name, "start": start}
        seats.append((CommitteeMember(organisation=record, **facts), entry))
    saver.update(CommitteeMember, left)
    saver.create(CommitteeMember, seats)
    CommitteeMember.objects.filter(pk__in=[seat.pk for seat, _entry in seats]).link()
