"""Reminders of what falls due at records: terms of committees, yearly re-checks, public notices.

An app declares in a module `reminders` which records have something due on which day, and how many months or days
before to say so. The clock keeps one reminder a record: that of the most pressing step reached. Nothing is lost while
the clock stands still: the next run makes what is due by then.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from portal.models import Reminder

REGISTRY: dict[str, "ReminderKind"] = {}


@dataclass(frozen=True)
class ReminderKind:
    """Something that falls due at records of `model`: `rows()` are those at which it can, `due` the field with the day.

    `steps` are months (or days, as `unit` says) before the day, the first one the earliest; 0 means that the day is
    over, by more than `grace` days. Steps and grace may be functions, where somebody may change them. `told` is called
    with the reminders that a run has made. `own_steps` is the lookup to the steps before the day that a record
    has for itself; `steps` are then all that any record may have.
    """

    key: str
    model: Any
    rows: Callable
    due: str
    steps: tuple[int, ...] | Callable = (12, 6, 3, 1, 0)
    unit: str = "months"
    grace: int | Callable = 0
    told: Callable | None = None
    own_steps: str = ""

    def __post_init__(self):
        REGISTRY[self.key] = self

    def later(self, day, count):
        """The day so many months or days later."""
        return months_later(day, count) if self.unit == "months" else day + timedelta(days=count)

    def step(self, day, today, steps=None):
        """The most pressing step reached for what is due on `day`, or None."""
        steps = self._now(self.steps) if steps is None else steps
        reached = [step for step in steps if (day < today if step == 0 else self.later(today, step) >= day)]
        return min(reached, default=None)

    @staticmethod
    def _now(given):
        """A value, or what the function says today."""
        return given() if callable(given) else given

    def subjects(self, *steps):
        """The keys of the records that have a reminder, of these steps if any are given: for `pk__in`."""
        rows = Reminder.objects.filter(kind=self.key, content_type=ContentType.objects.get_for_model(self.model))
        return (rows.filter(step__in=steps) if steps else rows).values("object_id")

    def forget(self, subject):
        """What was due at the record has been done."""
        Reminder.objects.filter(
            kind=self.key, content_type=ContentType.objects.get_for_model(self.model), object_id=subject.pk
        ).delete()

    @transaction.atomic
    def run(self, today):
        """Make what is due and missing, take away what is due no more."""
        kind = ContentType.objects.get_for_model(self.model)
        today -= timedelta(days=self._now(self.grace))
        steps = self._now(self.steps)
        horizon = self.later(today, max(steps))
        rows = (
            self.rows()
            .order_by()
            .filter(**{f"{self.due}__lte": horizon})
            .values_list(*filter(None, ("pk", self.due, self.own_steps)))
        )
        found = (
            (pk, self.step(day, today, (*own[0], 0) if own else steps), day)
            for pk, day, *own in rows.iterator(chunk_size=5000)
        )
        wanted = {line for line in found if line[1] is not None}
        there = {
            (pk, step, day): key
            for key, pk, step, day in Reminder.objects.filter(kind=self.key, content_type=kind).values_list(
                "pk", "object_id", "step", "due_on"
            )
        }
        gone = [key for line, key in there.items() if line not in wanted]
        for start in range(0, len(gone), 500):
            Reminder.objects.filter(pk__in=gone[start : start + 500]).delete()
        new = [
            Reminder(content_type=kind, object_id=pk, kind=self.key, step=step, due_on=day)
            for pk, step, day in sorted(wanted - set(there))
        ]
        Reminder.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
        if self.told is not None:
            self.told(new)


def months_later(day, months):
    """The same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def reminder_kind(key):
    """What is declared under this key."""
    load()
    return REGISTRY[key]


def run_all(today):
    """Every kind of reminder, as the clock runs them."""
    load()
    for kind in list(REGISTRY.values()):
        kind.run(today)


def load():
    """Read the apps' declarations once."""
    autodiscover_modules("reminders")
