"""What a tally may be narrowed to: the filters of the list, without those of which the tally makes its own."""

from volunteers.filters.activities import ActivityFilter
from volunteers.filters.hazards import HazardFilter


class ActivityTallyFilter(ActivityFilter):
    """Confirmed activities by kind, task force and branch; the days are the tally's own."""

    q = None
    state = held_from = held_to = month = branch = credited = leading_force = under = superior = at_enterprise = None
    in_grid = process = has_process = None


class HazardTallyFilter(HazardFilter):
    """Hazards by level, category, source, enterprise and branch; the days are the tally's own."""

    q = None
    show = as_of = state = found_from = found_to = month = None
    rechecked_from = rechecked_to = rechecked_month = branch = by_branch = by_force = in_grid = mine = None
    leading_force = under = superior = process = has_process = has_clause = None
