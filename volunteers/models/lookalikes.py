"""Whether two hazards may be one: the same enterprise, days close together, similar words or the same clause."""

from datetime import timedelta
from itertools import islice

from portal.cells import key
from portal.search.pairs import pairs
from volunteers.models.hazard_rules import HazardRules
from volunteers.models.hazards import Hazard

# Share of pairs of characters that two descriptions have in common (Dice): above it, people call them the same.
ALIKE = 0.5
MOST_COMPARED = 200


def likeness(one, other):
    """From 0 to 1: how many pairs of neighbouring characters two texts share."""
    return shared(pairs_of(one), pairs_of(other))


def pairs_of(text):
    """The pairs of neighbouring characters of a text."""
    return set(pairs(key(text)))


def shared(mine, theirs):
    """From 0 to 1: how many of their pairs two texts have in common."""
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def lookalikes(hazard, rows=None, *, most=MOST_COMPARED, rules=None):
    """The hazards among `rows` (all) that may be the same as `hazard`, saved or not, at most so many of them.

    The same enterprise, about the same day, and the same clause or similar words; void ones are left out.
    """
    span = timedelta(days=(rules or HazardRules.current()).duplicate_days)
    rows = Hazard.objects.all() if rows is None else rows
    near = rows.counted().filter(enterprise=hazard.enterprise_id)
    near = near.filter(found_on__range=(hazard.found_on - span, hazard.found_on + span)).exclude(pk=hazard.pk)
    told = near.order_by("-found_on", "-pk").values_list("pk", "clause", "place", "description")[:MOST_COMPARED]
    mine = pairs_of(f"{hazard.place}{hazard.description}")
    alike = (
        pk
        for pk, clause, place, description in told
        if (clause and clause == hazard.clause) or shared(mine, pairs_of(f"{place}{description}")) >= ALIKE
    )
    keys = list(islice(alike, most))
    # Most often there is none: whole rows are read of those only.
    found = {other.pk: other for other in rows.filter(pk__in=keys)} if keys else {}
    return [found[pk] for pk in keys]
