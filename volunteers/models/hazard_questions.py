"""Questions about hazards: what counts, what was open or overdue on a day, what comes again, what is how old.

Asked for a past day they answer as it stood then: what was declared void, merged, opened again or given another
deadline since changes no answer (`EarlierStanding`).
"""

from datetime import timedelta

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone

from volunteers.choices import (
    Age,
    DocumentKind,
    HazardLevel,
    HazardSource,
    HazardState,
    ListingState,
    PlanState,
    ProposalState,
)
from volunteers.models.at_enterprises import AtEnterprises
from volunteers.models.earlier_standings import EarlierStanding

OPEN_STATES = (
    HazardState.REGISTERED,
    HazardState.GRADED,
    HazardState.RECTIFYING,
    HazardState.AWAITING_RECHECK,
)
DONE_STATES = (HazardState.VERIFIED, HazardState.CLOSED)
# Where the enterprise has it in hand.
AT_THE_ENTERPRISE = (HazardState.GRADED, HazardState.RECTIFYING)

# The centre has graded it, or had before it was declared void.
GRADED = ~Q(state=HazardState.REGISTERED) & ~Q(voided_from=HazardState.REGISTERED)
# Rectified by the deadline; what never had one cannot be late.
IN_TIME = Q(due_on=None) | Q(rectified_on__lte=F("due_on"))


def is_past(day):
    """Whether the day lies before today; None is today."""
    return day is not None and day < timezone.localdate()


def counted_on(day):
    """Counts on the past `day`: not void, or void only since."""
    return ~Q(state=HazardState.VOID) | Q(voided_on__gt=day)


def stood(rows):
    """Stood, on the day for which the earlier standings `rows` are asked, as one of these says."""
    return Q(pk__in=rows.order_by().values("hazard"))


def rectified_on(day):
    """Stood as rectified on the `day`, whatever came later."""
    now = Q(rechecked_on__lte=day)
    if not is_past(day):
        return now
    return now | (Q(reopened_on__gt=day) & stood(EarlierStanding.objects.rectified_on(day)))


def closed_on(day):
    """Closed on the `day`, whatever came later."""
    now = Q(state=HazardState.CLOSED, closed_on__lte=day)
    if not is_past(day):
        return now
    return now | (Q(reopened_on__gt=day) & stood(EarlierStanding.objects.closed_on(day)))


def open_on(day):
    """Not yet seen as rectified on the past `day`."""
    since = stood(EarlierStanding.objects.rectified_on(day))
    return (Q(rechecked_on=None) | Q(rechecked_on__gt=day)) & (Q(reopened_on=None) | Q(reopened_on__lte=day) | ~since)


def overdue_on(day):
    """Due before the `day`: by the deadline of that day, whatever was granted later."""
    now = Q(due_on__lt=day)
    return now | stood(EarlierStanding.objects.overdue_on(day)) if is_past(day) else now


class HazardQuerySet(AtEnterprises):
    """Questions about hazards. A void one is not counted; each event counts by its own day, as things stood at the end
    of the period for which it is asked."""

    def counted(self, day=None):
        """All but the void ones, as of `day` (today)."""
        return self.filter(counted_on(day)) if is_past(day) else self.exclude(state=HazardState.VOID)

    def found_between(self, start, end):
        """Found on or after `start` and on or before `end`; either may be None for "no limit"."""
        rows = self.counted(end)
        rows = rows if start is None else rows.filter(found_on__gte=start)
        return rows if end is None else rows.filter(found_on__lte=end)

    def rectified_between(self, start, end):
        """Rectified, and seen so at a re-check held between the two days, whenever they were found."""
        return self.counted(end).rechecked_between(start, end, end)

    def rechecked_between(self, start, end, day):
        """Standing as rectified on `day` (today) by a re-check held between the two days."""
        limits = {"rechecked_on__gte": start, "rechecked_on__lte": end}
        limits = {name: limit for name, limit in limits.items() if limit is not None}
        if not is_past(day):
            return self.filter(rechecked_on__isnull=False, **limits)
        now = Q(**limits | {"rechecked_on__lte": min(end or day, day)})
        since = EarlierStanding.objects.rectified_on(day).filter(**limits)
        return self.filter(now | (Q(reopened_on__gt=day) & stood(since)))

    def rectified_in_time(self, day):
        """Standing as rectified on `day`: without a deadline, or rectified by it."""
        if not is_past(day):
            return self.counted().filter(IN_TIME, rechecked_on__isnull=False)
        since = stood(EarlierStanding.objects.rectified_on(day).filter(IN_TIME))
        return self.counted(day).filter((Q(rechecked_on__lte=day) & IN_TIME) | (Q(reopened_on__gt=day) & since))

    def merged_by(self, day):
        """Merged into another one by the `day`."""
        rows = self.exclude(duplicate_of=None)
        return rows.filter(Q(voided_on=None) | Q(voided_on__lte=day)) if is_past(day) else rows

    def open_on(self, day):
        """Found by `day` and not yet re-checked as rectified by then."""
        if day >= timezone.localdate():
            # As things stand: the states say the same (constraint hazard_done_is_rechecked), and their index is short.
            return self.filter(state__in=OPEN_STATES)
        return self.found_between(None, day).filter(open_on(day))

    def overdue_on(self, day):
        """Open on `day` although the day by which they were due has passed."""
        return self.open_on(day).filter(overdue_on(day))

    def due_soon_on(self, day, days):
        """To be put right by the enterprise within so many days from `day`."""
        return self.at_the_enterprise().filter(due_on__range=(day, day + timedelta(days=days)))

    def long_overdue_on(self, day, days):
        """Still with the enterprise more than so many days after the deadline."""
        return self.at_the_enterprise().filter(due_on__lt=day - timedelta(days=days))

    def at_the_enterprise(self):
        """Graded or being rectified: the enterprise has to do something."""
        return self.filter(state__in=AT_THE_ENTERPRISE)

    def major(self):
        """Graded as major: before the centre has graded it, the level is what its finder proposes."""
        return self.filter(GRADED, level=HazardLevel.MAJOR)

    def not_major(self):
        """Graded as general, or not graded yet: what `major` leaves out."""
        return self.filter(~Q(level=HazardLevel.MAJOR) | ~GRADED)

    def major_or_proposed(self):
        """Graded as major, or proposed as such and not graded yet."""
        proposals = self.model._meta.get_field("proposals").related_model._base_manager
        waiting = proposals.filter(hazard=OuterRef("pk"), state=ProposalState.MADE, level=HazardLevel.MAJOR)
        return self.filter(Q(level=HazardLevel.MAJOR) | Exists(waiting))

    def at_work_on_major(self):
        """Major, and neither re-checked nor void: steps of its way are still to be done."""
        return self.major().filter(state__in=OPEN_STATES)

    def proposed(self):
        """Reported as major, or somebody has proposed a level since; and the centre has not answered."""
        waiting = self.model._meta.get_field("proposals").related_model._base_manager.filter(state=ProposalState.MADE)
        reported = Q(state=HazardState.REGISTERED, level=HazardLevel.MAJOR)
        return self.filter(reported | Exists(waiting.filter(hazard=OuterRef("pk"))), state__in=OPEN_STATES)

    def without_plan(self):
        """Major, not put right on the spot, and no plan stands."""
        standing = self.model._meta.get_field("plans").related_model._base_manager.exclude(state=PlanState.SENT_BACK)
        rows = self.at_work_on_major().filter(on_the_spot=False)
        return rows.exclude(Exists(standing.filter(hazard=OuterRef("pk"))))

    def with_plan_to_answer(self):
        """Major, with a plan that waits for the centre."""
        waiting = self.model._meta.get_field("plans").related_model._base_manager.filter(state=PlanState.HANDED_IN)
        return self.at_work_on_major().filter(Exists(waiting.filter(hazard=OuterRef("pk"))))

    def without_document(self, kind):
        """Major, and no document of this kind is registered."""
        known = self.model._meta.get_field("documents").related_model._base_manager.filter(kind=kind, set_aside_on=None)
        return self.major().counted().exclude(Exists(known.filter(hazard=OuterRef("pk"))))

    def without_report(self):
        """Major and open, and not reported upward."""
        return self.without_document(DocumentKind.REPORT).filter(state__in=OPEN_STATES)

    def without_consent(self):
        """Major and re-checked, and the authority has not consented."""
        return self.without_document(DocumentKind.CONSENT).filter(state=HazardState.VERIFIED)

    def listed(self):
        """Listed for supervision and not released."""
        rows = self.model._meta.get_field("listings").related_model._base_manager.filter(state=ListingState.LISTED)
        return self.filter(Exists(rows.filter(hazard=OuterRef("pk"))))

    def transferred(self):
        """Its lead has been handed over."""
        rows = self.model._meta.get_field("transfers").related_model._base_manager.exclude(sent_on=None)
        return self.filter(Exists(rows.filter(hazard=OuterRef("pk"))))

    def stopped(self):
        """Production stands still because of it."""
        return self.filter(standing_stops__gt=0)

    def aged(self, age, day):
        """Open on `day` for as many days as the `age` says."""
        first, last = Age(age).days
        rows = self.open_on(day).filter(found_on__lte=day - timedelta(days=first))
        return rows if last is None else rows.filter(found_on__gte=day - timedelta(days=last))

    def by_age(self, day):
        """{age: how many are open on `day` for so long}, youngest first; each hazard in one of them."""
        steps = [When(found_on__gte=day - timedelta(days=age.days[1]), then=Value(age.value)) for age in list(Age)[:-1]]
        named = Case(*steps, default=Value(list(Age)[-1].value), output_field=CharField())
        found = self.open_on(day).order_by().annotate(age=named).values_list("age").annotate(n=Count("pk"))
        counts = dict(found)
        return {age: counts.get(age.value, 0) for age in Age}

    def recurring(self, days, day=None):
        """Found again: the enterprise had one under the same clause in the `days` before; as known on `day` (today)."""
        earlier = (
            self.model._base_manager.get_queryset()
            .filter(counted_on(day) if is_past(day) else ~Q(state=HazardState.VOID))
            # Said here too: without it the index of what recurs, which leaves out the empty clause, does not serve.
            .exclude(clause="")
            .filter(enterprise=OuterRef("enterprise"), clause=OuterRef("clause"))
            .filter(found_on__lt=OuterRef("found_on"))
        )
        # "After the day before", not "from the day on": the difference is a moment, of which SQLite compares the text.
        earlier = earlier.filter(found_on__gt=OuterRef("found_on") - timedelta(days=days + 1))
        return self.counted(day).exclude(clause="").filter(Exists(earlier))

    def in_campaign(self, campaign, day=None):
        """Found at its enterprises from its first window until it closed, or until `day`; void ones are among them."""
        last = min(filter(None, [campaign.closed_on, day]), default=None)
        if campaign.opens_on is None:
            return self.none()
        chosen = campaign.enrolments.order_by().values("enterprise")
        rows = self if last is None else self.filter(found_on__lte=last)
        return rows.filter(found_on__gte=campaign.opens_on, enterprise__in=chosen)

    def self_found(self, day=None):
        """Found by the enterprise itself before anyone came: nobody else had found it there under the same clause
        and it was still open on the day on which the enterprise reported it. As known on `day` (today)."""
        gone = EarlierStanding.objects.filter(
            hazard=OuterRef("pk"), rechecked_on__lte=OuterRef("since"), until__gt=OuterRef("since")
        )
        before = (
            self.model._base_manager.get_queryset()
            .filter(counted_on(day) if is_past(day) else ~Q(state=HazardState.VOID))
            .exclude(clause="")
            .exclude(source=HazardSource.SELF_CHECK)
            .filter(enterprise=OuterRef("enterprise"), clause=OuterRef("clause"), found_on__lte=OuterRef("found_on"))
            .filter(Q(rechecked_on=None) | Q(rechecked_on__gt=OuterRef("found_on")))
            .alias(since=OuterRef("found_on"))
            .filter(Q(reopened_on=None) | Q(reopened_on__lte=F("since")) | ~Exists(gone))
        )
        return self.counted(day).filter(source=HazardSource.SELF_CHECK).filter(Q(clause="") | ~Exists(before))

    def self_removed(self, day=None):
        """Found by the enterprise itself and removed in time, as a re-check has seen."""
        rows = self.self_found(day)
        if not is_past(day):
            return rows.filter(rechecked_on__isnull=False, rectified_on__lte=F("due_on"))
        since = EarlierStanding.objects.rectified_on(day).filter(rectified_on__lte=F("due_on"))
        now = Q(rechecked_on__lte=day, rectified_on__lte=F("due_on"))
        return rows.filter(now | (Q(reopened_on__gt=day) & stood(since)))

    def self_found_counts(self, day=None):
        """Hazards that count: all, found by the enterprises themselves, of these removed in time; major ones apart."""
        return {
            "hazards": self.counted(day).count(),
            "major": self.counted(day).major().count(),
            "self_found": self.self_found(day).count(),
            "self_removed": self.self_removed(day).count(),
            "rectified": self.rectified_between(None, day).count(),
        }

    def measures_counts(self):
        """How many stops of production stood or stand because of these hazards, and how many leads were handed over."""
        sent = Q(transfers__sent_on__isnull=False)
        return self.order_by().aggregate(
            stops=Count("stops", distinct=True), transfers=Count("transfers", filter=sent, distinct=True)
        )

    def self_found_by(self, key):
        """{value of the field `key`: (found by the enterprises themselves, all)}, in two queries."""
        whole = dict(self.counted().order_by().values_list(key).annotate(n=Count("pk")))
        part = dict(self.self_found().order_by().values_list(key).annotate(n=Count("pk")))
        return {value: (part.get(value, 0), n) for value, n in whole.items()}

    def found_by(self, force):
        """Found by the task force, alone or together with others; each once."""
        return self.filter(Q(task_force=force) | Q(pk__in=force.discoveries.values("hazard")))

    def by_due_day(self):
        """The most pressing first, those without a deadline last."""
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")
