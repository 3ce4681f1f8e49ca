"""What a record is called where only its values are read, and whose deeds may change whether and where it counts.

Apps register their counted models in their module `figures`. A frozen count keeps the label, and looks for the reason
of a difference among the deeds at the record and at what `through` leads to.
"""

from dataclasses import dataclass
from typing import Any

EXPLAINED: dict[Any, "Explained"] = {}


@dataclass(frozen=True)
class Explained:
    """`label` are lookups whose values together name the record; `through` lead to records whose deeds matter too."""

    label: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


def explain(model, *, label=(), through=()):
    """Register how records of `model` are named and what may change their count."""
    EXPLAINED[model] = Explained(tuple(label), tuple(through))


def explained(model):
    """How records of `model` are named; nothing registered means by their key alone."""
    return EXPLAINED.get(model, Explained())


def target_of(model, lookup):
    """The model to which a lookup leads."""
    for step in lookup.split("__"):
        model = model._meta.get_field(step).related_model
    return model
