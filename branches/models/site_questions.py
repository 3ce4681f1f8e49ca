"""Questions about the sites of organisations as of a day: one truth for figures, lists and tallies."""

from datetime import timedelta

from django.apps import apps
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.utils import timezone

from branches.choices import ItemVerdict, SiteCheckState

# A completed site is looked at again every year.
RECHECK_AFTER = timedelta(days=365)
# An answer that shows its item to be good: found good, with the photos asked for, and not sent back.
GOOD_ANSWER = Q(verdict=ItemVerdict.GOOD, is_sent_back=False, photo_count__gte=F("item__photos_needed"))


def site_done(day):
    """The condition that an organisation's site counted as completed on `day`: accepted by then, not lost by then."""
    return Q(site_accepted_on__lte=day) | Q(pk__in=lapses(day).values("organisation"))


def lapses(day):
    """The completions that were to end later but counted on `day`."""
    return apps.get_model("branches", "SiteLapse")._base_manager.filter(accepted_on__lte=day, ended_on__gt=day)


class SiteQuestions(models.QuerySet):
    """What `Organisation.objects` can be asked about sites."""

    def site_completed_by(self, day):
        """Organisations in force on `day` whose site had been accepted by then and not been lost again."""
        return self.in_force_on(day).filter(site_done(day))

    def with_site_day(self, day):
        """Each with `site_day`: when the site that counted as completed on `day` had been accepted, else None."""
        past = lapses(day).filter(organisation=OuterRef("pk")).order_by("-accepted_on").values("accepted_on")[:1]
        return self.annotate(
            site_day=Case(When(site_accepted_on__lte=day, then=F("site_accepted_on")), default=Subquery(past))
        )

    def site_recheck_due_on(self, day):
        """Organisations whose site was completed on `day`, accepted and last re-checked a year ago or longer."""
        since = day - RECHECK_AFTER
        checks = apps.get_model("branches", "SiteCheck")._base_manager.filter(
            state=SiteCheckState.ACCEPTED, accepted_on__gt=since, accepted_on__lte=day
        )
        shared = apps.get_model("branches", "SiteSharing")._base_manager
        rechecked = Q(pk__in=checks.values("site__organisation")) | Q(
            pk__in=shared.filter(holding_on(day), site__checks__in=checks).values("organisation")
        )
        return self.site_completed_by(day).with_site_day(day).filter(site_day__lte=since).exclude(rechecked)

    def site_inspected(self):
        """Organisations whose site is kept by inspections: one of the rooms they use was accepted, or lost, by one."""
        ended = (SiteCheckState.ACCEPTED, SiteCheckState.FAILED)
        checks = apps.get_model("branches", "SiteCheck")._base_manager.filter(state__in=ended)
        sharings = apps.get_model("branches", "SiteSharing")._base_manager.filter(holding_on(timezone.localdate()))
        shared = sharings.filter(site__checks__in=checks).values("organisation")
        return self.filter(Q(pk__in=checks.values("site__organisation")) | Q(pk__in=shared))


def holding_on(day):
    """The condition for rows with `start` and `end` that hold on `day`."""
    return Q(start__lte=day) & (Q(end=None) | Q(end__gte=day))
