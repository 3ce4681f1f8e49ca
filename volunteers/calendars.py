"""What task forces put into the calendar."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.calendars import Event, Source
from volunteers.choices import ActivityState, CampaignState
from volunteers.models import Activity, Campaign, CampaignRound, Inspection


def activities(user, start, end):
    """The activities of these days that exist for `user`, the planned ones too; not those called off or merged."""
    rows = Activity.objects.visible_to(user).standing().held_between(start, end)
    return rows.select_related("task_force", "kind").order_by("held_on", "pk")


def title(activity):
    """Kind and task force; a plan says that it is one."""
    words = f"{activity.kind} · {activity.task_force}"
    return gettext("planned: %(what)s") % {"what": words} if activity.state == ActivityState.PLANNED else words


def as_event(activity):
    """An activity at its hour for as long as it took, or on its day where the hour is not known."""
    start, end = activity.held_on, None
    if activity.starts_at:
        start = timezone.make_aware(datetime.combine(activity.held_on, activity.starts_at))
        end = start + timedelta(hours=float(activity.hours))
    return Event(
        key=str(activity.pk),
        title=title(activity),
        start=start,
        end=end,
        changed_at=activity.updated_at,
        place=activity.place,
        url=activity.get_absolute_url(),
    )


Source("activity", _("activities"), Activity, activities, as_event)


def inspections(user, start, end):
    """The visits of these days that exist for `user`; not those called off."""
    rows = Inspection.objects.visible_to(user).standing().between(start, end)
    return rows.select_related("enterprise").order_by("day", "pk")


def as_visit(inspection):
    """A visit on its day, with what to look at."""
    words = " · ".join(filter(None, [str(inspection.enterprise), inspection.focus]))
    return Event(
        key=str(inspection.pk),
        title=gettext("inspection: %(what)s") % {"what": words},
        start=inspection.day,
        end=None,
        changed_at=inspection.updated_at,
        place=inspection.enterprise.address,
        url=inspection.get_absolute_url(),
    )


Source("inspection", _("inspections"), Inspection, inspections, as_visit)


def windows(user, start, end):
    """The windows of announced campaigns that touch these days."""
    rows = CampaignRound.objects.visible_to(user).exclude(campaign__state=CampaignState.DRAFT)
    rows = rows.filter(opens_on__lte=end, due_on__gte=start)
    return rows.select_related("campaign").order_by("opens_on", "pk")


def as_window(one):
    """The window of a round, from its first day to its last."""
    words = {"campaign": one.campaign, "round": one}
    return Event(
        key=str(one.pk),
        title=gettext("self-check: %(campaign)s, %(round)s") % words,
        start=one.opens_on,
        end=one.due_on,
        changed_at=one.campaign.updated_at,
        url=one.get_absolute_url(),
    )


Source("window", _("windows of self-checks"), CampaignRound, windows, as_window)


def strict_phases(user, start, end):
    """The announced campaigns whose strict phase begins on one of these days."""
    rows = Campaign.objects.visible_to(user).exclude(state=CampaignState.DRAFT)
    return rows.filter(strict_from__range=(start, end)).order_by("strict_from", "pk")


def as_strict_phase(campaign):
    """The day from which a major hazard that stays has consequences; how long that lasts is not known before."""
    return Event(
        key=str(campaign.pk),
        title=gettext("strict phase begins: %(campaign)s") % {"campaign": campaign},
        start=campaign.strict_from,
        changed_at=campaign.updated_at,
        url=campaign.get_absolute_url(),
    )


Source("strict", _("strict phases"), Campaign, strict_phases, as_strict_phase)
