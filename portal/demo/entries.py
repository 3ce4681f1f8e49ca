"""The zone's past: deeds written into the log at the moment they were done, each by the rule of its verb."""

from datetime import datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.states import WrongState, plain

LONGEST_LABEL = 200


def moment(day, hour, minute=0):
    """A time of a day, never later than now: the zone has no future."""
    when = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    return min(when, timezone.now())


def working_day(day):
    """The day itself, or the Friday before it."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


class Diary:
    """Log entries in the making; written at once, in the order of their moments."""

    def __init__(self):
        self.entries = []

    def note(self, record, action, when, by=None, **data):
        """One deed; the record may be saved later, as long as it is before `write`."""
        self.entries.append((when, record, action, by, data))

    def write(self):
        """Into the log with all of them."""
        rows = []
        for when, record, action, by, data in sorted(self.entries, key=lambda entry: entry[0]):
            rows.append(
                ModelLogEntry(
                    content_type=ContentType.objects.get_for_model(record, for_concrete_model=False),
                    object_id=str(record.pk),
                    label=str(record)[:LONGEST_LABEL],
                    action=action,
                    data=data,
                    timestamp=when,
                    user=by,
                )
            )
        ModelLogEntry.objects.bulk_create(rows, batch_size=500)
        self.entries = []


def enact(diary, record, verb, when, by, **details):
    """Do a transition to a record in memory, by the same rules as on a page, and note it; saving is the caller's.

    Six hundred rows go through four verbs each: the verbs themselves, which read, lock and save, would take minutes.
    """
    move = getattr(type(record), verb)
    if record.state not in move.sources:
        raise WrongState(verb, record.state)
    before = record.state
    chosen = move.__wrapped__(record, by=by, **details)
    record.state = chosen if isinstance(move.target, tuple) else move.target
    record.version += 1
    facts = {"from": str(before), "to": str(record.state), "facts": plain(details)}
    diary.note(record, f"{record._meta.label_lower}.{verb}", when, by, **facts)


def perform(record, verb, when, by, **details):
    """Do a transition as a page does it, then date its log entry and its version back to when it was done."""
    getattr(record, verb)(by=by, **details)
    date_back(record, when, by)


def date_back(record, when, by=None):
    """Date the newest log entry and the newest version of a record."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record, for_concrete_model=False), object_id=str(record.pk)
    )
    newest = entries.order_by("-pk").values_list("pk", flat=True).first()
    entries.filter(pk=newest).update(timestamp=when)
    if hasattr(record, "history"):
        version = record.history.order_by("-history_id").values_list("history_id", flat=True).first()
        record.history.filter(history_id=version).update(history_date=when, history_user=by)


def dated(record, when, by):
    """The next version of the record's history is of this moment and by this person, until `undated`."""
    record._history_date, record._history_user = when, by


def undated(record):
    """Versions are of the moment they are made again."""
    del record._history_date, record._history_user


def entered(model, when):
    """All rows of a model were entered at one moment; the database would say now."""
    model._base_manager.update(created_at=when, updated_at=when)


def entered_each(records, when_of, until_of):
    """Set for each row when it was entered and last saved."""
    for record in records:
        rows = type(record)._base_manager.filter(pk=record.pk)
        rows.update(created_at=when_of(record), updated_at=until_of(record))
