"""States and records: a state is a field, a transition is a verb method, a change made twice is refused."""

from functools import wraps
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portal.deeds import log


class WrongState(Exception):
    """The record is not in a state from which this verb may start."""


class Refused(Exception):
    """The verb may start here, but not by this person or with these facts; carries the sentence to show."""


class Record(models.Model):
    """A row that people keep: when it was made and last saved, and a version that two savers cannot both raise."""

    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved at"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        """Leaves out relations whose record is in hand: Django would ask the database for it once more."""
        fields: Any = self._meta.concrete_fields
        in_hand = {
            one.name
            for one in fields
            if one.is_relation
            and one.is_cached(self)
            and getattr(self, one.attname) is not None
            and not one.remote_field.limit_choices_to
        }
        super().clean_fields(exclude=in_hand | set(exclude or ()))

    def locked(self):
        """The row as it stands now, locked until the transaction ends (PostgreSQL; SQLite locks by IMMEDIATE)."""
        return type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)


def transition(source, target, *, label, tone="default", is_offered=True):
    """Run the verb only from `source`, then move to `target`, save and log: all or nothing.

    `label` is what the button says; `tone` "primary", "danger" or "default" is how it looks. The method signs and
    dates its facts itself; it raises Refused where this person or these facts do not do. Where the facts decide
    between two ends, `target` names both and the method returns the one. What is not offered has no page and is granted
    to nobody: another deed calls it.
    """
    sources = source if isinstance(source, (tuple, set, list)) else (source,)

    def decorate(method):
        @wraps(method)
        def move(self: Any, *, by: Any, **details: Any) -> Any:
            with transaction.atomic():
                # The caller's copy may be old: read the row again under the lock, then judge.
                self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(of=("self",)))
                current = self.state
                if current not in sources:
                    raise WrongState(f"{method.__name__}: {current} not in {sorted(sources)}")
                chosen = method(self, by=by, **details)
                reached = target
                if isinstance(target, tuple):
                    if chosen not in target:
                        raise WrongState(f"{method.__name__}: {chosen} not in {sorted(target)}")
                    reached = chosen
                self.state = reached
                self.version += 1
                self.save()
                log(
                    self,
                    f"{self._meta.label_lower}.{method.__name__}",
                    user=by,
                    data={"from": str(current), "to": str(reached), "facts": plain(details)},
                )
            return self

        verb: Any = move
        verb.is_offered = is_offered
        verb.sources, verb.target, verb.label, verb.tone = frozenset(sources), target, label, tone
        return verb

    return decorate


def plain(details):
    """The facts of a deed as JSON can hold them; files are counted, empty values left out."""
    facts: dict[str, Any] = {}
    for name, value in details.items():
        if isinstance(value, (list, tuple)):
            facts[name] = len(value)
        elif value not in (None, ""):
            facts[name] = value if isinstance(value, (int, bool)) else str(value)
    return facts


class Stateful(Record):
    """A record with a field `state` that moves by verb methods only."""

    state: Any

    class Meta:
        abstract = True

    @classmethod
    def transitions(cls):
        """{name: verb} of every transition of the model, in the order in which they are written."""
        verbs: dict[str, Any] = {}
        for base in reversed(cls.__mro__):
            verbs |= {name: verb for name, verb in vars(base).items() if hasattr(verb, "target")}
        return verbs

    def open_transitions(self):
        """The names of the transitions that may start from where the record stands."""
        return [name for name, verb in self.transitions().items() if self.state in verb.sources]
