"""Questions about activities: which count, which are due, when they were held, which may be doubles."""

from django.db.models import Count, Q

from portal.cells import key
from volunteers.choices import ActivityState, OffWork
from volunteers.models.at_enterprises import AtEnterprises
from volunteers.models.special_days import WorkCalendar, on_day_off

# It has been called off, or is another record's double: nothing of it takes place.
GONE_STATES = (ActivityState.CALLED_OFF, ActivityState.MERGED)
# More of one day are not looked through for doubles.
MOST_OF_A_DAY = 200


class ActivityQuerySet(AtEnterprises):
    """Questions about activities. Only confirmed ones are counted; each by the day on which it was held."""

    def counted(self):
        """Activities that the branch has confirmed."""
        return self.filter(state=ActivityState.CONFIRMED)

    def held_between(self, start, end):
        """Held on or after `start` and on or before `end`; either may be None for "no limit"."""
        rows = self if start is None else self.filter(held_on__gte=start)
        return rows if end is None else rows.filter(held_on__lte=end)

    def by_day(self):
        """{day: how many were held on it}."""
        return dict(self.order_by().values_list("held_on").annotate(n=Count("pk")))

    def cleanups(self):
        """Environment clean-ups."""
        return self.filter(kind__is_cleanup=True)

    def standing(self):
        """All but those called off and those merged into another."""
        return self.exclude(state__in=GONE_STATES)

    def due(self, day):
        """Planned ones whose day has come by `day`: what was done has to be logged."""
        return self.filter(state=ActivityState.PLANNED, held_on__lte=day)

    def sent_back(self):
        """Drafts that the branch has sent back."""
        return self.filter(state=ActivityState.DRAFT).exclude(sent_back_reason="")

    def at_time(self, off_work):
        """Held on a day off, after work, in working hours, at an unknown hour, or in a year without a calendar."""
        calendar, day_off = WorkCalendar.read(), on_day_off("held_on")
        if off_work == OffWork.NO_CALENDAR:
            return self.exclude(calendar.in_years("held_on"))
        rows = self.filter(calendar.in_years("held_on"))
        if off_work == OffWork.DAY_OFF:
            return rows.filter(day_off)
        rows = rows.exclude(day_off)
        if off_work == OffWork.UNKNOWN:
            return rows.filter(starts_at=None)
        in_hours = calendar.in_hours("starts_at")
        if off_work == OffWork.WORKING_HOURS:
            return rows.filter(in_hours)
        return rows.filter(starts_at__isnull=False).exclude(in_hours)

    def in_free_time(self):
        """Held on a day off or after work, as far as the calendar of the year is entered."""
        calendar = WorkCalendar.read()
        in_hours = Q(starts_at=None) | calendar.in_hours("starts_at")
        return self.filter(calendar.in_years("held_on")).filter(on_day_off("held_on") | ~in_hours)

    def like(self, day, place, enterprise, *, besides=None):
        """Records of `day` at the same place or enterprise, whoever held them: likely doubles, as a list."""
        rows = self.standing().filter(held_on=day).exclude(pk=besides)
        rows = rows.select_related("task_force", "kind", "organisation").prefetch_related("partners")
        where = key(place)
        return [
            row
            for row in rows.order_by("pk")[:MOST_OF_A_DAY]
            if key(row.place) == where or (enterprise is not None and row.enterprise_id == enterprise.pk)
        ]
