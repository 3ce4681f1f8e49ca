"""Evidence that was entered once already: what an app can offer for a question, so that nobody is asked again.

Apps declare their sources in a module `evidence`. An offer is a record, not a copy; whoever takes it links to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.module_loading import autodiscover_modules

REGISTRY: dict[str, list["Source"]] = {}
SHOWN = 12


@dataclass(frozen=True)
class Question:
    """Which organisation is asked for evidence, from which period (both ends included), by whom."""

    organisation: Any
    start: date
    end: date
    user: Any


@dataclass(frozen=True)
class Offer:
    """A record that may answer the question: its title, its day, whether it carries photos."""

    record: Any
    title: str
    day: date | None = None
    has_photos: bool = False

    @property
    def label(self):
        """How the record is named in a form: its model and key."""
        return f"{self.record._meta.label_lower}:{self.record.pk}"


@dataclass(frozen=True)
class Source:
    """Records of `model` that answer questions of a `kind`.

    `rows(rows, question)` narrows the rows that the asker may see, newest first; `offer(row)` makes an Offer of one.
    """

    kind: str
    model: Any
    rows: Callable
    offer: Callable

    def __post_init__(self):
        REGISTRY.setdefault(self.kind, []).append(self)

    def found(self, question):
        """The rows that answer the question and that the asker may see."""
        return self.rows(self.model.objects.visible_to(question.user), question)


def load():
    """Read the apps' declarations once."""
    autodiscover_modules("evidence")


def offers(kind, question):
    """The first few offers of each source of a kind."""
    load()
    return [source.offer(row) for source in REGISTRY.get(str(kind), ()) for row in source.found(question)[:SHOWN]]


def offer_of(kind, label, question):
    """The offer of this label (see Offer.label), if it answers the question and the asker may see it; else None."""
    load()
    model_label, _colon, key = label.partition(":")
    if not key.isdecimal() or len(key) > 18:
        return None
    for source in REGISTRY.get(str(kind), ()):
        if source.model._meta.label_lower == model_label:
            row = source.found(question).filter(pk=int(key)).first()
            if row is not None:
                return source.offer(row)
    return None
