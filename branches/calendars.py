"""What the party organisations put into the calendar: meetings, elections, visits, training, re-checks of sites."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from branches.choices import SiteState, TrainingState
from branches.models import Assessment, Election, Meeting, Organisation, Site, TrainingSession
from branches.models.site_questions import RECHECK_AFTER
from portal.calendars import Event, Source


def visits(user, start, end):
    """The visits of assessment teams on these days that exist for `user`."""
    rows = Assessment.objects.visible_to(user).filter(visit_on__range=(start, end))
    return rows.select_related("organisation__enterprise", "team").order_by("visit_on", "route", "pk")


def visit_event(assessment):
    """A visit at its hour, or on its day where no hour is fixed."""
    start, host = assessment.visit_on, assessment.enterprise
    if assessment.visit_at:
        start = timezone.make_aware(datetime.combine(assessment.visit_on, assessment.visit_at))
    return Event(
        key=str(assessment.pk),
        title=_now("assessment of %(branch)s") % {"branch": assessment.organisation},
        start=start,
        changed_at=assessment.updated_at,
        place=(host.address or host.name) if host else "",
        url=assessment.get_absolute_url(),
    )


Source("assessment", _("visits of assessment teams"), Assessment, visits, visit_event)


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


def meetings(user, start, end):
    """The meetings of these days that exist for `user`, planned ones too."""
    rows = Meeting.objects.visible_to(user).held_between(start, end)
    return rows.select_related("organisation").order_by("held_on", "pk")


def meeting_event(meeting):
    """A meeting at its hours, or on its day where no hour is given."""
    start, end = meeting.held_on, None
    if meeting.starts_at:
        start = timezone.make_aware(datetime.combine(meeting.held_on, meeting.starts_at))
        end = timezone.make_aware(datetime.combine(meeting.held_on, meeting.ends_at)) if meeting.ends_at else None
    return Event(
        key=str(meeting.pk),
        title=f"{meeting.get_kind_display()} · {meeting.organisation}",
        start=start,
        end=end,
        changed_at=meeting.updated_at,
        place=meeting.place,
        url=meeting.get_absolute_url(),
    )


Source("meeting", _("organisational life"), Meeting, meetings, meeting_event)


def terms(user, start, end):
    """The organisations in force whose term ends in these days, for whoever prepares their elections."""
    rows = Organisation.objects.allowing(user, "elect").with_term()
    return rows.filter(term_ends_on__range=(start, end)).order_by("term_ends_on", "pk")


def term_event(organisation):
    """The last day of a term: by then the election is due."""
    return Event(
        key=str(organisation.pk),
        title=_now("Election due: %(organisation)s") % {"organisation": organisation},
        start=organisation.term_ends_on,
        changed_at=organisation.updated_at,
        url=organisation.get_absolute_url(),
    )


def elections(user, start, end):
    """The elections held in these days, for whoever prepares them."""
    mine = Organisation.objects.allowing(user, "elect")
    rows = Election.objects.visible_to(user).filter(organisation__in=mine, held_on__range=(start, end))
    return rows.select_related("organisation").order_by("held_on", "pk")


def election_event(election):
    """The day of an election that was held."""
    return Event(
        key=str(election.pk),
        title=_now("Election held: %(organisation)s") % {"organisation": election.organisation},
        start=election.held_on,
        changed_at=election.updated_at,
        url=election.get_absolute_url(),
    )


Source("term", _("elections due"), Organisation, terms, term_event, verb="elect")
Source("election", _("elections held"), Organisation, elections, election_event, verb="elect")
