"""What belongs to hazards, as the tests need it: requests for more time, notices, draws; made by their verbs."""

from itertools import count

from django.utils import timezone

from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard
from volunteers.choices import HazardState
from volunteers.models import Extension, Hazard, RectificationNotice, ReinspectionDraw

months = count(0)


def make_extension(hazard=None, **facts):
    """A request that waits for its answer."""
    hazard = hazard or make_hazard(HazardState.RECTIFYING)
    facts = {"until": days_ago(-20), "reason": "配件要从外地发货", "by": make_user()} | facts
    return Extension.ask(hazard, **facts)


def make_notice(*hazards, **facts):
    """A notice of these hazards (of a new one if none is given)."""
    hazards = hazards or (make_hazard(HazardState.GRADED),)
    return RectificationNotice.issue(hazards[0].enterprise, hazards, by=facts.pop("by", None) or make_user(), **facts)


def make_draw(*hazards, team=None, share=100, seed="一粒种子", by=None, month=None):
    """The draw of a month that is over, in which these hazards were closed; each goes to `team` if one is given."""
    today = timezone.localdate()
    if month is None:
        year, number = divmod(today.year * 12 + today.month - 2 - next(months) % 60, 12)
        month = year * 100 + number + 1
    day = today.replace(year=month // 100, month=month % 100, day=15)
    # Closed today by its verb; the draw is of months that are over.
    Hazard.objects.filter(pk__in=[hazard.pk for hazard in hazards]).update(
        found_on=day, rectified_on=day, rechecked_on=day, rechecked_month=month, found_month=month, closed_on=day
    )
    draw = ReinspectionDraw.draw(month, by=by or make_user(), share=share, seed=seed)
    if team:
        draw.reinspections.update(task_force=team)
    return draw
