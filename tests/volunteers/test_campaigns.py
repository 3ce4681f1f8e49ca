"""Campaigns: their clock, their enterprises, and what their phase decides."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.models import Enterprise
from portal.reminders import run_all
from portal.states import Refused
from tests.clock import at
from tests.factories.branches import make_enterprise
from tests.factories.campaigns import make_campaign
from volunteers.choices import CampaignState, HazardLevel, Phase, SelfCheckState
from volunteers.models import Campaign, CampaignRound, SelfCheck

pytestmark = pytest.mark.django_db


@pytest.fixture
def winter(zone, head):
    """The winter campaign of 2026 as the notice lays it down, not yet announced."""
    campaign = Campaign.objects.create(name="冬季安全生产大检查", strict_from=date(2026, 12, 1))
    CampaignRound.add(campaign, opens_on=date(2026, 10, 8), due_on=date(2026, 10, 25), by=head)
    CampaignRound.add(campaign, opens_on=date(2026, 11, 1), due_on=date(2026, 11, 30), by=head)
    campaign.enrol(Enterprise.objects.all(), by=head)
    return campaign


def test_the_date_decides_the_phase(winter, head):
    assert winter.phase_on(date(2026, 12, 24)) == Phase.DRAFT, "what nobody has announced has no phase"
    winter.announce(by=head)
    phases = {day: winter.phase_on(day) for day in (date(2026, 10, 7), date(2026, 11, 30), date(2026, 12, 1))}
    assert list(phases.values()) == [Phase.ANNOUNCED, Phase.SELF_CHECK, Phase.STRICT]


def test_the_end_of_november_is_its_last_second_in_the_zone(winter, head):
    winter.announce(by=head)
    with at("2026-11-30T23:59:59+08:00"):
        assert winter.phase_on() == Phase.SELF_CHECK
        assert winter.rounds.get(number=2).is_open_on()
    with at("2026-12-01T00:00:00+08:00"):
        assert winter.phase_on() == Phase.STRICT
        assert not winter.rounds.get(number=2).is_open_on()


def test_an_enterprise_of_the_campaign_is_in_its_strict_phase(winter, zone, head):
    winter.announce(by=head)
    outside = make_enterprise()
    strict, before = date(2026, 12, 1), date(2026, 11, 30)
    assert Campaign.objects.strict_for(zone.enterprise_a, strict).get() == winter
    assert not Campaign.objects.strict_for(zone.enterprise_a, before).exists()
    assert not Campaign.objects.strict_for(outside, strict).exists()
    major, general = HazardLevel.MAJOR, HazardLevel.GENERAL
    assert winter.leads_to(major, strict) != winter.leads_to(major, before)
    assert winter.leads_to(general, strict) == winter.leads_to(general, before)


def test_a_campaign_without_rounds_or_enterprises_is_not_announced(zone, head):
    campaign = Campaign.objects.create(name="空")
    with pytest.raises(Refused):
        campaign.announce(by=head)
    today = timezone.localdate()
    CampaignRound.add(campaign, opens_on=today, due_on=today, by=head)
    with pytest.raises(Refused):
        campaign.announce(by=head)
    campaign.enrol(Enterprise.objects.all(), by=head)
    assert campaign.announce(by=head).state == CampaignState.ANNOUNCED


def test_windows_follow_each_other_and_end_before_the_strict_phase(winter, head):
    for first, last in ((date(2026, 11, 20), date(2026, 11, 30)), (date(2026, 11, 28), date(2026, 12, 1))):
        with pytest.raises(Refused):
            CampaignRound.add(winter, opens_on=first, due_on=last, by=head)


def test_self_checks_are_issued_when_the_window_opens_once(zone, head):
    later = make_campaign(zone.enterprise_a, opens=3, due=9)
    assert not later.self_checks.exists()
    day = timezone.localdate() + timedelta(days=3)
    for _run in range(2):
        Campaign.issue_due(day)
    one = later.self_checks.get()
    assert (one.enterprise, one.state, one.due_on) == (
        zone.enterprise_a,
        SelfCheckState.ISSUED,
        later.rounds.get().due_on,
    )


def test_enterprises_are_added_while_it_runs_each_once(zone, head):
    campaign = make_campaign(zone.enterprise_a)
    assert [campaign.enrol(Enterprise.objects.all(), by=head) for _time in range(2)] == [1, 0]
    assert set(campaign.self_checks.values_list("enterprise", flat=True)) == {
        zone.enterprise_a.pk,
        zone.enterprise_b.pk,
    }


def test_it_closes_after_its_last_window_with_figures_that_stay(zone, head):
    campaign = make_campaign(zone.enterprise_a)
    with pytest.raises(Refused):
        campaign.close(by=head, summary="结束")
    over = make_campaign(zone.enterprise_a, zone.enterprise_b, opens=-20, due=-5, strict=-2)
    with pytest.raises(Refused):
        over.close(by=head, summary=" ")
    over.close(by=head, summary="全部企业完成自查。")
    assert over.phase_on() == Phase.CLOSED
    assert over.closing_figures["issued"] == over.closing_figures["silent"] == 2
    with pytest.raises(Refused):
        over.enrol(Enterprise.objects.all(), by=head)


def test_a_campaign_over_many_enterprises_opens_in_few_queries(zone, head, django_assert_max_num_queries):
    few = make_campaign(announced=False)
    for _one in range(30):
        make_enterprise()
    with django_assert_max_num_queries(40):
        few.enrol(Enterprise.objects.all(), by=head)
        few.announce(by=head)
    assert SelfCheck.objects.filter(campaign=few).progress()["issued"] == Enterprise.objects.count()


def test_a_round_that_has_not_begun_gets_other_days_and_the_timeline_keeps_those_before(winter, head, official):
    first, second = winter.rounds.all()
    with at(date(2026, 10, 12)):
        second.move(opens_on=date(2026, 11, 3), due_on=date(2026, 11, 28), by=official)
        told = ModelLogEntry.objects.latest("pk")
        assert told.user == official
        assert told.data["facts"]["round"] == "2: 2026-11-01 – 2026-11-30 → 2026-11-03 – 2026-11-28"
        for wrong in (
            {"opens_on": date(2026, 10, 25), "due_on": date(2026, 11, 28)},
            {"opens_on": date(2026, 11, 3), "due_on": date(2026, 12, 1)},
        ):
            with pytest.raises(Refused):
                second.move(by=official, **wrong)
        with pytest.raises(Refused):
            first.move(opens_on=date(2026, 10, 20), due_on=date(2026, 10, 25), by=official)
    with at(date(2026, 10, 1)), pytest.raises(Refused):
        first.move(opens_on=date(2026, 10, 8), due_on=date(2026, 11, 3), by=official)
    second.refresh_from_db()
    assert (second.opens_on, second.due_on) == (date(2026, 11, 3), date(2026, 11, 28))


def test_a_round_moved_to_today_is_issued_at_once(zone, head):
    campaign = make_campaign(zone.enterprise_a, opens=3)
    one = campaign.rounds.get()
    assert not campaign.self_checks.exists()
    one.move(opens_on=timezone.localdate(), due_on=one.due_on, by=head)
    assert campaign.self_checks.count() == 1


def reminders_of(campaign):
    """How many days are left when the timeline of the campaign tells of those who have not returned."""
    return ModelLogEntry.objects.filter(action="portal.reminded", object_id=campaign.pk).count()


def test_a_campaign_reminds_on_its_own_days(zone):
    usual = make_campaign(zone.enterprise_a, due=20)
    own = make_campaign(zone.enterprise_b, due=20, reminder_days=[14, 2])
    due = timezone.localdate() + timedelta(days=20)
    said = []
    for days_left in (15, 14, 10, 7, 2, 1, -1):
        run_all(due - timedelta(days=days_left))
        said.append((reminders_of(usual), reminders_of(own)))
    assert said == [(0, 0), (0, 1), (0, 1), (1, 1), (2, 2), (3, 2), (4, 3)]
