"""Self-checks: built from the profile, answered by account, link or on paper, always the same record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from branches.choices import Trade
from branches.models import Process
from portal.states import Refused, WrongState
from tests.factories.branches import make_enterprise
from tests.factories.campaigns import answered, make_campaign, make_self_check
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard, photo_file, take_step
from volunteers.choices import Answer, Channel, HazardLevel, HazardSource, HazardState, SelfCheckState
from volunteers.models import Hazard
from volunteers.models.self_check_sheets import Entry

pytestmark = pytest.mark.django_db
S = SelfCheckState


@pytest.fixture
def works(zone):
    """Enterprise A works metal and sprays."""
    zone.enterprise_a.trade = Trade.MACHINERY
    zone.enterprise_a.save()
    zone.enterprise_a.processes.set(Process.objects.filter(code="spraying"))
    return zone.enterprise_a


@pytest.fixture
def check(works):
    """The self-check of enterprise A in a window that is open."""
    return make_self_check(works)


def handed_in(check, *, by=None, channel=Channel.LINK, signed="马晓燕", found=(), **more):
    """Return the sheet; the items in `found` are present."""
    return check.hand_in(by=by, entries=answered(check, found=found), channel=channel, signed=signed, **more)


def test_the_sheet_holds_the_clauses_that_apply_and_no_others(check):
    codes = [row.standard.code for row in check.sheet()]
    assert codes
    assert "GM-7-7" in codes, "spraying in machinery"
    assert not [code for code in codes if code.startswith("GM-12")], "no ammonia there"
    assert [row.number for row in check.sheet()] == list(range(1, len(codes) + 1))
    assert check.sheet() == check.sheet()


def test_a_sheet_once_made_keeps_its_items_until_it_is_sent_back(works, check, grid_worker):
    before = [row.standard.code for row in check.sheet()]
    works.processes.add(Process.objects.get(code="ammonia"))
    assert [row.standard.code for row in check.sheet()] == before
    handed_in(check)
    check.send_back(by=grid_worker, reason="漏报涉氨")
    codes = [row.standard.code for row in check.sheet()]
    assert codes[: len(before)] == before
    assert any(code.startswith("GM-12") for code in codes)


def test_what_is_present_opens_a_hazard_at_once(check, contact):
    first = check.sheet()[0]
    due = timezone.localdate() + timedelta(days=5)
    entry = Entry(1, Answer.FAILED, "报警器断电", "喷漆房", "停止喷漆，专人看守", due)
    check.fill(by=contact, entries=[entry])
    hazard = Hazard.objects.get()
    assert (hazard.source, hazard.finder, hazard.enterprise) == (HazardSource.SELF_CHECK, contact, check.enterprise)
    assert (hazard.clause, hazard.interim_control, hazard.due_on) == (first.standard.code, "停止喷漆，专人看守", due)
    assert (hazard.state, hazard.found_on) == (HazardState.REGISTERED, timezone.localdate())
    assert check.state == S.OPENED
    check.fill(by=contact, entries=[entry])
    assert Hazard.objects.count() == 1, "saved again, it is the same hazard"
    with pytest.raises(Refused):
        check.fill(by=contact, entries=[Entry(1, Answer.NOT_PRESENT)])


def test_a_draft_opens_nothing(check):
    due = timezone.localdate() + timedelta(days=5)
    check.keep_draft([Entry(1, Answer.FAILED, "", "喷漆房", "停止喷漆", due)])
    assert not Hazard.objects.exists()
    assert check.sheet()[0].place == "喷漆房"


@pytest.mark.parametrize("lacking", ["an answer", "a place", "a name"])
def test_an_incomplete_sheet_does_not_come_back(lacking, check):
    entries = answered(check)
    if lacking == "an answer":
        entries = entries[1:]
    elif lacking == "a place":
        entries[0] = Entry(1, Answer.NOT_INSTALLED, "", "", "停用", timezone.localdate())
    with pytest.raises(Refused):
        check.hand_in(by=None, entries=entries, channel=Channel.LINK, signed=" " if lacking == "a name" else "马晓燕")
    check.refresh_from_db()
    assert (check.state, check.returned_at) == (S.ISSUED, None)


def test_nothing_found_is_an_answer_counted_apart(check):
    handed_in(check)
    counts = check.campaign.self_checks.progress()
    assert (counts["returned"], counts["nil"], counts["late"]) == (1, 1, 0)


def test_a_late_return_is_accepted_and_marked(works):
    late = make_self_check(works, opens=-20, due=-3, strict=5)
    handed_in(late)
    assert (late.state, late.is_late) == (S.RETURNED, True)
    assert late.campaign.self_checks.progress()["late"] == 1


def test_paper_needs_the_photo_of_the_signed_sheet(check, grid_worker):
    with pytest.raises(Refused):
        handed_in(check, by=grid_worker, channel=Channel.PAPER, signed_on=days_ago(1))
    handed_in(check, by=grid_worker, channel=Channel.PAPER, signed_on=days_ago(1), photos=[photo_file()], found=(1,))
    assert (check.channel, check.signed_on, check.returned_by) == (Channel.PAPER, days_ago(1), grid_worker)
    hazard = Hazard.objects.get()
    assert (hazard.finder, hazard.found_on) == (None, days_ago(1)), "the enterprise found it, not who keyed it in"


def test_it_is_received_or_sent_back_on_the_same_record(check, grid_worker, official):
    handed_in(check)
    with pytest.raises(Refused):
        check.send_back(by=grid_worker, reason=" ")
    check.send_back(by=grid_worker, reason="第3项不实")
    assert check.state == S.SENT_BACK
    handed_in(check)
    check.receive(by=grid_worker)
    with pytest.raises(WrongState):
        handed_in(check)
    check.look_over(by=official)
    with pytest.raises(Refused):
        check.look_over(by=official)
    check.take_back(by=official, reason="不涉及项需说明")
    assert (check.state, check.received_at, check.looked_over_at) == (S.SENT_BACK, None, None)


def test_what_was_found_by_the_enterprise_and_gone_in_time_is_marked(check):
    handed_in(check, found=(1,))
    hazard = Hazard.objects.get()
    assert Hazard.objects.self_found().get() == hazard
    assert not Hazard.objects.self_removed().exists()
    for step in (HazardState.GRADED, HazardState.RECTIFYING, HazardState.AWAITING_RECHECK, HazardState.VERIFIED):
        take_step(hazard, step)
    assert Hazard.objects.self_removed().get() == hazard


def test_what_somebody_else_had_found_before_is_not_found_by_the_enterprise(check, works):
    code = check.sheet()[0].standard.code
    make_hazard(enterprise=works, clause=code, source=HazardSource.GRID, found_on=days_ago(3))
    handed_in(check, found=(1,))
    counts = Hazard.objects.in_campaign(check.campaign).self_found_counts()
    assert (counts["hazards"], counts["self_found"]) == (2, 0)


def test_a_certain_major_item_is_proposed_as_major(check):
    row = next(row for row in check.sheet() if row.standard.default_level == HazardLevel.MAJOR)
    handed_in(check, found=(row.number,))
    assert Hazard.objects.get().level == HazardLevel.MAJOR


def test_progress_by_grid_puts_the_most_outstanding_first(zone, works):
    campaign = make_campaign(works, zone.enterprise_b, make_enterprise(grid=zone.enterprise_b.grid))
    one = campaign.self_checks.get(enterprise=works)
    handed_in(one)
    lines = campaign.self_checks.progress_by("enterprise__grid", "enterprise__grid__name")
    assert [(line["label"], line["outstanding"], line["returned"]) for line in lines] == [
        ("第二网格", 2, 0),
        ("第一网格", 0, 1),
    ]


def test_a_revoked_link_is_dead_and_a_closed_campaign_kills_all(check, official):
    token = check.token
    assert type(check).at_address(token) == check
    check.revoke(by=official)
    assert type(check).at_address(token) is None
    check.renew(by=official)
    assert type(check).at_address(token) is None
    assert type(check).at_address(check.token) == check


def test_links_are_dead_once_the_campaign_is_closed(works, head):
    over = make_self_check(works, opens=-20, due=-5, strict=-2)
    token = over.token
    over.campaign.close(by=head, summary="结束")
    assert type(over).at_address(token) is None
    assert make_user().pk
