"""Whether two hazards may be one: the same enterprise, days close together, similar words or the same clause."""

from datetime import timedelta

from portal.cells import key
from portal.search.pairs import pairs
from volunteers.models.hazard_rules import HazardRules
from volunteers.models.hazards import Hazard

# Share of pairs of characters that two descriptions have in common (Dice): above it, people call them the same.
ALIKE = 0.5
MOST_COMPARED = 200


def likeness(one, other):
    """From 0 to 1: how many pairs of neighbouring characters two texts share."""
    mine, theirs = set(pairs(key(one))), set(pairs(key(other)))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def is_alike(one, other):
    """Whether two hazards of an enterprise, found about the same time, may be one."""
    if one.clause and one.clause == other.clause:
        return True
    return likeness(f"{one.place}{one.description}", f"{other.place}{other.description}") >= ALIKE


def lookalikes(hazard, rows=None, rules=None):
    """The hazards among `rows` (all) that may be the same as `hazard`, saved or not; void ones are left out."""
    span = timedelta(days=(rules or HazardRules.current()).duplicate_days)
    rows = Hazard.objects.all() if rows is None else rows
    near = rows.counted().filter(enterprise=hazard.enterprise_id)
    near = near.filter(found_on__range=(hazard.found_on - span, hazard.found_on + span)).exclude(pk=hazard.pk)
    near = near.order_by("-found_on", "-pk")[:MOST_COMPARED]
    return [other for other in near if is_alike(hazard, other)]
