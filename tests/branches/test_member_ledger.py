"""The roster of members as a ledger: other offices' headings, the days decide the stage, the numbers follow."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from branches.choices import Position
from branches.models import CommitteeMember, Member, Organisation, Roster
from portal.generic import batches
from portal.generic.kinds import ledger_kind
from portal.generic.readings import read
from tests.factories.ledgers import judged, loaded, told, workbook
from tests.factories.members import make_member

HEADINGS = [
    "序号",
    "姓名",
    "性别",
    "出生年月",
    "所在党支部",
    "党员类别",
    "入党日期",
    "转正日期",
    "联系电话",
    "党费缴至",
]
JOINED, CONFIRMED = datetime.date(2010, 7, 1), datetime.date(2011, 7, 1)


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language in which they are written."""
    with translation.override("en"):
        yield


def roster(*rows):
    """The rows of a roster with its title above the headings."""
    return [["党员花名册"], HEADINGS, *rows]


def row(name, organisation, *, born="1985年6月", kind="正式党员", joined=JOINED, confirmed=CONFIRMED):
    return ["1", name, "男", born, organisation.name, kind, joined, confirmed, "138 0000 4321", "2026年10月"]


def test_a_roster_is_read_under_the_headings_of_another_office_and_keeps_only_the_year(zone):
    Organisation.objects.filter(pk=zone.branch_a.pk).update(full_members=17, probationary_members=2)
    batch = loaded(
        "members",
        workbook(
            名册=roster(
                row("申屠 建国", zone.branch_a),
                row("许小燕", zone.branch_a, kind="预备党员", confirmed=""),
                ["合计", "2人"],
            )
        ),
    )
    member = Member.objects.get(name="申屠建国")
    assert (member.birth_year, member.phone, member.dues_until, member.state) == (1985, "13800004321", 202610, "full")
    assert list(member.memberships.values_list("organisation", "start", "end")) == [(zone.branch_a.pk, None, None)]
    branch = Organisation.objects.get(pk=zone.branch_a.pk)
    assert (branch.full_members, branch.probationary_members) == (1, 1)
    batches.undo(batch, by=None)
    branch.refresh_from_db()
    assert (branch.full_members, branch.probationary_members) == (17, 2)
    assert not Member.objects.exists()
    assert not Roster.objects.exists()


def test_all_faults_come_back_at_once(zone):
    rows = roster(
        row("申屠建国", zone.branch_a, confirmed=""),
        row("许小燕", zone.branch_a, joined="", confirmed=""),
        row("雷俊杰", zone.branch_a, born="八五年"),
        ["4", "马晓燕", "女", "1990", "没有这个党支部", "正式党员", JOINED, CONFIRMED, "", ""],
    )
    text = str(told(judged("members", *rows)))
    for part in ("The days say", "Give the day of joining", "not a year of birth", "There is no organisation"):
        assert part in text


def test_who_is_registered_already_is_left_and_a_stage_is_never_changed_by_a_ledger(zone):
    make_member(zone.branch_a, name="申屠建国", joined_on=JOINED, confirmed_on=CONFIRMED)
    make_member(zone.branch_a, stage="probationary", name="许小燕")
    reading = judged("members", *roster(row("申屠建国", zone.branch_a), row("许小燕", zone.branch_a)))
    assert reading.faults == []
    assert reading.new == []
    assert "Registered as probationary member" in str(reading.warnings[0])


def test_the_roster_taken_away_comes_back_as_it_was(zone, secretary, client_of):
    for name in ("申屠建国", "许小燕"):
        make_member(zone.branch_a, name=name, birth_year=1985, dues_until=202610)
    url = reverse("roster_export", args=[zone.branch_a.pk])
    answer = client_of(secretary).post(url, {"reason": "报送工委"})
    reading = read(ledger_kind("members"), b"".join(answer.streaming_content), "名册.xlsx", by=None)
    assert (reading.faults, reading.new, reading.changed) == ([], [], [])
    assert len(reading.same) == 2


def test_the_list_of_one_branch_names_the_branch_in_the_workbook_only(zone, secretary, client_of, sheet_of):
    make_member(zone.branch_a)
    client = client_of(secretary)
    query = {"branch": zone.branch_a.pk, "show": "present"}
    heads = [head["label"] for head in client.get(reverse("members"), query).context["heads"]]
    assert "党组织" not in heads
    rows = sheet_of(client.get(reverse("members"), query | {"export": "xlsx"}))
    assert any(zone.branch_a.name in row for row in rows)


def test_seats_on_the_committee_lead_to_the_people_of_a_roster_until_it_is_undone(zone, secretary):
    CommitteeMember.take_up(zone.branch_a, Position.DEPUTY, "申屠建国", by=secretary, start=datetime.date(2024, 5, 1))
    batch = loaded("members", workbook(名册=roster(row("申屠建国", zone.branch_a))))
    seat = CommitteeMember.objects.get()
    assert seat.member == Member.objects.get()
    batches.undo(batch, by=None)
    seat.refresh_from_db()
    assert seat.member is None


def test_the_roster_of_organisations_does_not_overwrite_what_is_counted(zone):
    make_member(zone.branch_a)
    content = workbook(表=[["党组织名称", "组织类型", "正式党员数"], [zone.branch_a.name, "党支部", 40]])
    loaded("organisations", content, update=True)
    assert Organisation.objects.get(pk=zone.branch_a.pk).full_members == 1
