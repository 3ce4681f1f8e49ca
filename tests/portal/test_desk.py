"""My desk: what waits for me and nothing that waits for others; search finds what I may see."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone

from branches.choices import Role
from portal.figures import Asked, all_figures
from portal.models import ClockRun
from tests.factories.branches import make_organisation
from tests.factories.members import make_member
from tests.factories.portal import appoint
from tests.factories.volunteers import days_ago, make_activity, make_hazard
from volunteers.choices import HazardState
from volunteers.models import Hazard


def labels(client):
    """The piles on the desk with their counts."""
    return {str(pile["label"]): pile["count"] for pile in client.get("/desk/?language=en").context["piles"]}


def test_each_sees_the_step_that_is_theirs(zone, official, contact, grid_worker, client_of):
    hazard = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    assert labels(client_of(official))["Hazards to grade"] == 1
    assert "Hazards to grade" not in labels(client_of(contact))
    hazard.grade(by=official, level="general", due_on=timezone.localdate())
    hazard.start_rectifying(by=official)
    assert labels(client_of(contact))["Hazards to rectify"] == 1
    hazard.rectify(by=contact, rectified_on=timezone.localdate(), measures="已改")
    assert labels(client_of(grid_worker))["Hazards waiting for a re-check"] == 1
    assert hazard.state == HazardState.AWAITING_RECHECK


def test_the_neighbour_is_not_shown_what_is_mine(zone, leader, secretary, neighbour, client_of):
    make_activity(zone.force_a).submit(by=leader)
    assert labels(client_of(secretary))["Activities to confirm"] == 1
    assert "Activities to confirm" not in labels(client_of(neighbour))


def test_every_pile_opens_into_exactly_its_records(zone, official, client_of):
    for _ in range(3):
        make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    client = client_of(official)
    for pile in client.get("/desk/").context["piles"]:
        if pile["url"].startswith("/desk/"):
            assert client.get(pile["url"]).context["page"].count == pile["count"], pile["label"]


@pytest.mark.parametrize("person", ["official", "commissioner"])
def test_every_figure_opens_into_exactly_the_records_it_counts(person, request, zone, client_of):
    make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    make_activity(zone.force_b, confirmed=True)
    make_member(zone.branch_a, stage="applicant")
    user = request.getfixturevalue(person)
    client, asked = client_of(user), Asked(timezone.localdate(), user=user)
    for figure in all_figures():
        if not figure.total and set(figure.model.grants["view"]) & user.roles:
            answer = figure.answer(asked)
            counted = answer.value if answer.numerator is None else answer.numerator
            assert client.get(figure.url(asked)).context["page"].count == counted, figure.key


def test_what_is_overdue_lies_on_one_pile_that_says_how_much_of_it_is_long_overdue(zone, head, client_of):
    for days in (2, 9):
        hazard = make_hazard(HazardState.RECTIFYING, enterprise=zone.enterprise_a, found_on=days_ago(20))
        Hazard.objects.filter(pk=hazard.pk).update(due_on=days_ago(days))
    page = client_of(head).get("/desk/?language=en")
    late = [pile for pile in page.context["piles"] if "verdue" in pile["label"]]
    assert [pile["count"] for pile in late] == [2]
    assert "1 of them for more than 3 days" in page.content.decode()
    assert client_of(head).get(late[0]["part"]["url"]).context["page"].count == 1


def test_a_long_menu_is_folded_but_for_where_one_is_and_a_short_one_is_not(zone, commissioner, contact, client_of):
    groups = client_of(commissioner).get("/desk/enterprises/").context["desk_menu"]
    opened = [group for group in groups if group["label"] and group["open"]]
    assert ["enterprises" in {item["url"].split("/")[2] for item in group["items"]} for group in opened] == [True]
    assert all(group["open"] for group in client_of(contact).get("/desk/").context["desk_menu"])


def test_who_looks_after_many_branches_is_told_how_many_not_all_their_names(zone, adviser, client_of):
    for _ in range(3):
        appoint(adviser, Role.ADVISER, make_organisation(zone.root))
    assert client_of(adviser).get("/desk/?language=en").context["offices"] == [
        "party-building adviser · 4 organisations"
    ]


def test_nobody_waits_for_a_stranger(stranger, client_of):
    answer = client_of(stranger).get("/desk/")
    assert answer.context["piles"] == []
    assert "任职" in answer.content.decode()


def test_a_clock_that_does_not_run_is_said(zone, secretary, client_of):
    client = client_of(secretary)
    assert "定时任务" in client.get("/desk/").content.decode()
    ClockRun.objects.create(finished_at=timezone.now())
    assert "定时任务" not in client.get("/desk/").content.decode()


def test_search_finds_mine_and_hides_what_is_not(zone, secretary, neighbour, client_of):
    make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a, description="除尘管道积尘未清")
    assert "除尘管道" in client_of(secretary).get("/desk/find/", {"q": "积尘"}).content.decode()
    assert "除尘管道" not in client_of(neighbour).get("/desk/find/", {"q": "积尘"}).content.decode()


@pytest.mark.parametrize("q", ["", " ", "%", "'", '"', "\x00", "（", "a" * 100_000, "AND OR NOT *", "🧯"])
def test_whatever_is_typed_gets_an_answer(zone, secretary, client_of, q):
    assert client_of(secretary).get("/desk/find/", {"q": q}).status_code == 200


@pytest.mark.parametrize("day", ["2026-02-30", "x", "9" * 5000, "0001-01-01"])
def test_figures_as_of_a_day_that_is_none(zone, official, client_of, day):
    answer = client_of(official).get("/desk/figures/", {"as_of": day})
    assert answer.status_code == 200


def test_the_clock_does_its_duties_and_records_that_it_ran(zone, editor):
    call_command("clock")
    run = ClockRun.objects.get()
    assert run.failure == ""
    assert not ClockRun.is_late()
    assert list(editor.groups.values_list("name", flat=True)) == ["Editors"]
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    editor.appointments.update(start=yesterday, end=yesterday)
    call_command("clock")
    assert not editor.groups.exists()


def test_healthz_says_what_is_wrong(db, client):
    assert client.get("/healthz").json() == {"database": "ok", "clock": "late"}
    ClockRun.objects.create(finished_at=timezone.now())
    assert client.get("/healthz").json() == {"database": "ok", "clock": "ok"}


def test_the_figures_of_the_desk_are_counted_once_a_minute_and_say_when(zone, secretary, client_of):
    client = client_of(secretary)
    before = client.get("/desk/")
    assert f"统计于 {timezone.localtime(before.context['counted_at']):%H:%M}" in before.content.decode()
    make_hazard(enterprise=zone.enterprise_a)
    again = client.get("/desk/")
    assert shown(again) == shown(before)
    assert again.context["counted_at"] == before.context["counted_at"]
    caches["pages"].clear()
    assert shown(client.get("/desk/")) != shown(before)


def test_whoever_is_appointed_elsewhere_sees_the_figures_of_the_new_place_at_once(zone, secretary, client_of):
    make_hazard(enterprise=zone.enterprise_a)
    client = client_of(secretary)
    before = shown(client.get("/desk/"))
    yesterday = days_ago(1)
    secretary.appointments.update(start=days_ago(9), end=yesterday)
    appoint(secretary, Role.SECRETARY, zone.branch_b)
    assert shown(client.get("/desk/")) != before


def shown(answer):
    """The figures of a desk."""
    return {one["key"]: one["value"] for one in answer.context["figures"]}
