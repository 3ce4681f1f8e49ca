"""What falls due at hazards: the deadline, told to the enterprise before and after; later on to the head of the centre.

Each reminder is written into the hazard's timeline by the run of the clock that made it. After a standstill the next
run makes up for all of it: what is overdue by then is told, and told to the head where it has been so for long.
"""

from portal.deeds import log
from portal.reminders import ReminderKind
from volunteers.choices import CampaignState
from volunteers.models import Campaign, Hazard, HazardRules, SelfCheck


def tell(reminders):
    """Write each new reminder into the timeline of its hazard."""
    hazards = Hazard.objects.in_bulk([one.object_id for one in reminders])
    for one in reminders:
        facts = {"due_on": f"{one.due_on:%Y-%m-%d}", "reminder": one.kind if one.step == 0 else "hazard_soon"}
        log(hazards[one.object_id], "portal.reminded", data={"facts": facts})


def at_the_enterprise():
    """What the enterprise has to put right by a day."""
    return Hazard.objects.at_the_enterprise().exclude(due_on=None)


# Some days before the deadline, and when it is over.
DUE = ReminderKind(
    key="hazard_overdue",
    model=Hazard,
    rows=at_the_enterprise,
    due="due_on",
    unit="days",
    steps=lambda: (HazardRules.current().remind_days, 0),
    told=tell,
)
# Some days after it.
ESCALATED = ReminderKind(
    key="hazard_escalated",
    model=Hazard,
    rows=at_the_enterprise,
    due="due_on",
    unit="days",
    steps=(0,),
    grace=lambda: HazardRules.current().escalate_days,
    told=tell,
)


def not_returned():
    """Self-checks of running campaigns that have not come back."""
    return SelfCheck.objects.outstanding().filter(campaign__state=CampaignState.ANNOUNCED)


def tell_campaigns(reminders):
    """Write one entry a campaign into its timeline: how many have not returned, and why that is said now."""
    keys = [one.object_id for one in reminders]
    found: dict[int, int] = {}
    for start in range(0, len(keys), 500):
        rows = SelfCheck.objects.filter(pk__in=keys[start : start + 500]).values_list("campaign", flat=True)
        for campaign in rows:
            found[campaign] = found.get(campaign, 0) + 1
    for campaign in Campaign.objects.filter(pk__in=found):
        facts = {"outstanding": found[campaign.pk], "reminder": "self_check_due"}
        log(campaign, "portal.reminded", data={"facts": facts})


def reminder_steps():
    """All steps of the running campaigns."""
    days = Campaign.objects.running().values_list("reminder_days", flat=True)
    return tuple(sorted({day for chosen in days for day in chosen} | {0}, reverse=True))


# As many days before the window closes as the campaign says, and when it has closed.
SELF_CHECK_DUE = ReminderKind(
    key="self_check_due",
    model=SelfCheck,
    rows=not_returned,
    due="due_on",
    unit="days",
    steps=reminder_steps,
    own_steps="campaign__reminder_days",
    told=tell_campaigns,
)
