"""What the party organisations put into the calendar."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.models import Assessment
from portal.calendars import Event, Source


def visits(user, start, end):
    """The visits of assessment teams on these days that exist for `user`."""
    rows = Assessment.objects.visible_to(user).filter(visit_on__range=(start, end))
    return rows.select_related("organisation__enterprise", "team").order_by("visit_on", "route", "pk")


def as_event(assessment):
    """A visit at its hour, or on its day where no hour is fixed."""
    start, host = assessment.visit_on, assessment.enterprise
    if assessment.visit_at:
        start = timezone.make_aware(datetime.combine(assessment.visit_on, assessment.visit_at))
    return Event(
        key=str(assessment.pk),
        title=_("assessment of %(branch)s") % {"branch": assessment.organisation},
        start=start,
        changed_at=assessment.updated_at,
        place=(host.address or host.name) if host else "",
        url=assessment.get_absolute_url(),
    )


Source("assessment", gettext_lazy("visits of assessment teams"), Assessment, visits, as_event)
