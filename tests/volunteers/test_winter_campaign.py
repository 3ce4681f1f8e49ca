"""The winter campaign of 150 enterprises, played through by its verbs on a moving clock: 1 November to 15 December."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.choices import Role
from branches.models import Enterprise
from portal.reminders import run_all
from tests.clock import at
from tests.factories.branches import make_enterprise, make_grid
from tests.factories.campaigns import answered
from tests.factories.majors import make_report, make_stop, paper, scan
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import make_category, photo_file
from volunteers.choices import (
    Channel,
    Cooperation,
    HazardLevel,
    HazardSource,
    HazardState,
    PackState,
    Phase,
    SelfCheckState,
)
from volunteers.models import Campaign, CampaignRound, Hazard

pytestmark = pytest.mark.django_db
S = SelfCheckState
ENTERPRISES, LATER = 150, 2


def returned(check, *, found=(), channel=Channel.LINK, by=None):
    """The enterprise returns its sheet."""
    photos = [photo_file()] if channel == Channel.PAPER else ()
    check.hand_in(by=by, entries=answered(check, found=found), channel=channel, signed="马晓燕", photos=photos)


@pytest.fixture
def grids(zone):
    """Five grids of thirty enterprises; the first with a worker."""
    grids = [make_grid() for _grid in range(5)]
    for number in range(ENTERPRISES):
        make_enterprise(grid=grids[number % 5])
    Enterprise.objects.filter(pk__in=[zone.enterprise_a.pk, zone.enterprise_b.pk]).update(grid=grids[0])
    return grids


@pytest.fixture
def worker(grids):
    """The worker of the first grid."""
    return appoint(make_user(), Role.GRID_WORKER, grids[0], start=date(2026, 1, 1))


def announced(zone, head):
    """Announced on 30 October over the 150: the two others are added later."""
    campaign = Campaign.objects.create(name="冬季安全生产大检查", strict_from=date(2026, 12, 1))
    CampaignRound.add(campaign, opens_on=date(2026, 11, 1), due_on=date(2026, 11, 30), by=head)
    campaign.enrol(Enterprise.objects.exclude(organisation__isnull=False), by=head)
    campaign.announce(by=head)
    return campaign


def put_right(hazard, day, *, by):
    """Graded, rectified, and seen by somebody else on `day`."""
    if hazard.state == HazardState.REGISTERED:
        hazard.grade(by=by, level=HazardLevel.GENERAL, due_on=hazard.due_on, clause=hazard.clause)
    hazard.start_rectifying(by=by)
    hazard.rectify(by=None, signed="马晓燕", rectified_on=day, measures="已更换", photos=[photo_file()])
    hazard.verify(by=make_user(), rechecked_on=day, opinion="已整改")


def stop_and_transfer(hazard, clause, head):
    """In the strict phase: the authority's order is registered, the pack prepared by that, and handed over."""
    hazard.grade(by=head, level=HazardLevel.MAJOR, due_on=date(2026, 12, 20), clause=clause)
    make_report(hazard)
    make_stop(hazard, ordered=True, by=head)
    transfer = hazard.transfers.get()
    facts = {"addressee": transfer.addressee, "lead": transfer.lead}
    transfer.revise(by=head, cooperation=Cooperation.PARTLY, **facts)
    transfer.refresh_from_db()
    if transfer.pack_state != PackState.READY:
        transfer.pack.save("pack.zip", scan(), save=False)
        transfer.pack_state, transfer.pack_made_at = PackState.READY, timezone.now()
        transfer.save()
    transfer.send(by=head, **paper())


def test_from_the_notice_to_the_closing_report(zone, grids, worker, head, official):
    with at(date(2026, 10, 30)):
        campaign = announced(zone, head)
        call_command("clock", verbosity=0)
        assert campaign.phase_on() == Phase.ANNOUNCED
        assert not campaign.self_checks.exists()
    with at("2026-11-01T00:05:00+08:00"):
        call_command("clock", verbosity=0)
        assert campaign.phase_on() == Phase.SELF_CHECK
        checks = list(campaign.self_checks.select_related("enterprise", "round", "campaign").order_by("pk"))
        assert len(checks) == ENTERPRISES
    november(zone, campaign, checks, worker, head)
    december(campaign, checks, worker, head, official)


def november(zone, campaign, checks, worker, head):
    """The window: nil returns, findings, a sheet sent back, enterprises added, the last second."""
    mine = [check for check in checks if check.enterprise.grid_id == worker.appointments.get().grid_id]
    with at(date(2026, 11, 10)):
        for check in checks[:60]:
            returned(check, found=(1,) if check in checks[:6] else ())
        assert Hazard.objects.filter(source=HazardSource.SELF_CHECK).count() == 6
        assert {hazard.found_on for hazard in Hazard.objects.all()} == {date(2026, 11, 10)}
    with at(date(2026, 11, 12)):
        mine[0].receive(by=worker)
        mine[1].send_back(by=worker, reason="第3项与现场不符")
        returned(mine[1])
        for hazard in Hazard.objects.order_by("pk")[:4]:
            put_right(hazard, date(2026, 11, 12), by=head)
    with at(date(2026, 11, 20)):
        assert campaign.enrol(Enterprise.objects.filter(organisation__isnull=False), by=head) == LATER
        returned(checks[60], channel=Channel.PAPER, by=worker)
        run_all(date(2026, 11, 27))
        told = ModelLogEntry.objects.filter(action="portal.reminded", object_id=str(campaign.pk)).latest("pk")
        assert told.data["facts"]["outstanding"] == ENTERPRISES + LATER - 61
    with at("2026-11-30T23:59:59+08:00"):
        assert campaign.phase_on() == Phase.SELF_CHECK
        returned(checks[61])
        assert not checks[61].is_late


def december(campaign, checks, worker, head, official):
    """A late return, the strict phase, the closing report."""
    with at("2026-12-01T00:00:01+08:00"):
        assert campaign.phase_on() == Phase.STRICT
        assert Campaign.objects.strict_for(checks[70].enterprise).get() == campaign
        returned(checks[62])
        assert checks[62].is_late
    with at(date(2026, 12, 3)):
        # Somebody comes: what is found now was not found by the enterprise, which may report it afterwards.
        silent = checks[70]
        clause = silent.sheet()[0].standard.code
        facts = {"place": "喷漆房", "description": "未设置可燃气体报警", "category": make_category(), "clause": clause}
        major = Hazard.register(
            by=official,
            enterprise=silent.enterprise,
            source=HazardSource.DEPARTMENT,
            finder=official,
            found_on=date(2026, 12, 3),
            level=HazardLevel.MAJOR,
            **facts,
        )
        returned(silent, found=(1,))
        stop_and_transfer(major, clause, head)
    with at(date(2026, 12, 15)):
        campaign.close(by=head, summary="全区企业自查基本完成。")
        assert campaign.phase_on() == Phase.CLOSED
    figures = campaign.closing_figures
    assert figures["enterprises"] == figures["issued"] == ENTERPRISES + LATER
    assert (figures["returned"], figures["late"], figures["received"]) == (64, 2, 1)
    assert (figures["nil"], figures["outstanding"], figures["silent"]) == (57, 88, 88)
    assert (figures["hazards"], figures["self_found"], figures["self_removed"]) == (8, 6, 4)
    # What is proposed as major and not graded yet is none.
    assert (figures["major"], figures["rectified"]) == (1, 4)
    assert (figures["stops"], figures["transfers"]) == (1, 1)
    with at(date(2027, 1, 5)):
        put_right(Hazard.objects.filter(rechecked_on=None).order_by("pk").first(), date(2027, 1, 5), by=head)
        campaign.refresh_from_db()
        assert campaign.closing_figures == figures, "what was reported stays as it was reported"
        assert campaign.phase_on(date(2026, 12, 14)) == Phase.STRICT
        assert not Campaign.objects.strict_for(checks[70].enterprise, date(2026, 12, 15) + timedelta(days=1)).exists()
