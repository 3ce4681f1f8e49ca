"""What the party organisations put into the calendar."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.models import Meeting
from portal.calendars import Event, Source


def meetings(user, start, end):
    """The meetings of these days that exist for `user`, planned ones too."""
    rows = Meeting.objects.visible_to(user).held_between(start, end)
    return rows.select_related("organisation").order_by("held_on", "pk")


def as_event(meeting):
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


Source("meeting", _("organisational life"), Meeting, meetings, as_event)
