"""What the party organisations put into the calendar: training sessions, and sites due for their re-check."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from branches.choices import SiteState, TrainingState
from branches.models import Site, TrainingSession
from branches.models.site_questions import RECHECK_AFTER
from portal.calendars import Event, Source


def sessions(user, start, end):
    """Sessions of these days that exist for `user` and were announced."""
    rows = TrainingSession.objects.visible_to(user).filter(held_on__gte=start, held_on__lte=end)
    return rows.exclude(state__in=(TrainingState.DRAFT, TrainingState.CALLED_OFF)).order_by("held_on", "pk")


def session_event(session):
    """A session at its hour."""
    ends = session.ends_at
    return Event(
        key=str(session.pk),
        title=session.title,
        start=session.begins,
        end=timezone.make_aware(datetime.combine(session.held_on, ends)) if ends else None,
        changed_at=session.updated_at,
        place=session.place,
        url=session.get_absolute_url(),
    )


def rechecks(user, start, end):
    """Sites whose yearly re-check falls due in these days."""
    rows = Site.objects.visible_to(user).in_use().with_standing()
    first, last = start - RECHECK_AFTER, end - RECHECK_AFTER
    rows = rows.filter(
        organisation__site_state=SiteState.COMPLETED, last_accepted_on__gte=first, last_accepted_on__lte=last
    )
    return rows.select_related("organisation").order_by("last_accepted_on", "pk")


def recheck_event(site):
    """The day on which it is due."""
    return Event(
        key=str(site.pk),
        title=_now("Re-check of the site: %(organisation)s") % {"organisation": site.organisation},
        start=site.last_accepted_on + RECHECK_AFTER,
        changed_at=site.updated_at,
        place=site.address,
        url=site.get_absolute_url(),
    )


Source("training", _("training"), TrainingSession, sessions, session_event)
Source("site_recheck", _("re-checks of sites"), Site, rechecks, recheck_event)
