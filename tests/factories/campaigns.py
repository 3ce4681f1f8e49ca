"""Campaigns as the tests need them; states are reached through the verbs, never set."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from branches.models import Enterprise
from tests.factories.portal import make_user
from volunteers.choices import Answer
from volunteers.models import Campaign, CampaignRound
from volunteers.models.self_check_sheets import Entry

numbers = count(1)


def make_campaign(*enterprises, opens=-10, due=10, strict=None, announced=True, **fields):
    """A campaign over these enterprises; its window opens and ends so many days from today, the strict phase too."""
    today = timezone.localdate()
    strict_from = today + timedelta(days=due + 1 if strict is None else strict)
    fields = {"name": f"冬季安全生产大检查{next(numbers)}", "strict_from": strict_from} | fields
    campaign = Campaign.objects.create(**fields)
    by = make_user()
    CampaignRound.add(campaign, opens_on=today + timedelta(days=opens), due_on=today + timedelta(days=due), by=by)
    if enterprises:
        campaign.enrol(Enterprise.objects.filter(pk__in=[one.pk for one in enterprises]), by=by)
    if announced:
        campaign.announce(by=by)
    return campaign


def make_self_check(enterprise, **fields):
    """The self-check of one enterprise in a campaign of its own."""
    campaign = make_campaign(enterprise, **fields)
    return campaign.self_checks.get()


def answered(check, *, found=()):
    """Every item answered: those in `found` present, with control and deadline; the others not."""
    due = timezone.localdate() + timedelta(days=7)
    return [
        Entry(row.number, Answer.FAILED, "现场发现", "一号车间", "设警戒，停用设备", due)
        if row.number in found
        else Entry(row.number, Answer.NOT_PRESENT)
        for row in check.sheet()
        if not row.hazard_id
    ]
