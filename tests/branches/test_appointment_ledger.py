"""The ledger of appointments: rights by the dozen, each with its days, all faults at once, and all of it taken back."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from branches.choices import Gap, Role
from branches.models import Appointment, Enterprise
from portal.generic import batches
from portal.generic.kinds import ledger_kind, may_import
from portal.generic.readings import read
from portal.models import User
from portal.states import Refused
from tests.factories.ledgers import judged, loaded, told, workbook
from tests.factories.portal import make_user

pytestmark = pytest.mark.django_db
HEADINGS = ["序号", "姓名", "账号", "职务", "任职单位", "任职日期", "离任日期"]
DAY, LATER = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
A = "云溪宏达电器有限公司"


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language in which they are written."""
    with translation.override("en"):
        yield


@pytest.fixture
def people(zone):
    """Six people with accounts and without any appointment."""
    names = {"wang": "王一", "li": "李二", "zhao": "赵三", "qian": "钱四", "sun": "孙五", "zhou": "周六"}
    return {username: make_user(username, name=name) for username, name in names.items()}


def row(name, role, place, start=DAY, end="", username=""):
    return ["1", name, username, role, place, start, end]


WHO_ANSWERS = (
    HEADINGS,
    row("王一", "专职网格员", "1号网格"),
    row("李二", "网格长", "第一网格"),
    row("赵三", "行业分管领导", "工业"),
    row("钱四", "联系干部", A),
    row("孙五", "企业安全员", A),
    row("周六", "专家", A, end=LATER),
)


def test_who_answers_for_the_enterprises_comes_in_with_its_days_and_goes_again(zone, people, secadmin, client_of):
    assert set(Enterprise.objects.lacking(Gap.GRID_WORKER)) == {zone.enterprise_a, zone.enterprise_b}
    batch = loaded("appointments", workbook(任职=[["责任人员台账"], *WHO_ANSWERS]), by=secadmin)
    assert {(one.user.username, one.role, str(one.place)) for one in Appointment.objects.filter(start=DAY)} == {
        ("wang", Role.GRID_WORKER, "第一网格"),
        ("li", Role.GRID_HEAD, "第一网格"),
        ("zhao", Role.SECTOR_LEADER, "工业"),
        ("qian", Role.LINKED_CADRE, A),
        ("sun", Role.SAFETY_OFFICER, A),
        ("zhou", Role.EXPERT, A),
    }
    assert Appointment.objects.get(role=Role.EXPERT).end == LATER
    assert set(Enterprise.objects.lacking(Gap.GRID_WORKER)) == {zone.enterprise_b}
    cadre = User.objects.get(username="qian")
    assert client_of(cadre).get(zone.enterprise_a.get_absolute_url()).status_code == 200
    told_of = ModelLogEntry.objects.filter(action="portal.create", user=secadmin).latest("pk").data["facts"]
    assert told_of == {"user": "周六", "role": "expert", "start": str(DAY), "end": str(LATER)}
    batches.undo(batch, by=secadmin)
    assert client_of(User.objects.get(username="qian")).get(zone.enterprise_a.get_absolute_url()).status_code == 404
    assert not Appointment.objects.filter(start=DAY).exists()


def test_all_faults_of_all_rows_come_back_at_once(zone, people, secadmin):
    make_user("wang2", name="王一")
    User.objects.filter(username="zhou").update(is_active=False)
    reading = judged(
        "appointments",
        HEADINGS,
        row("王一", "网格员", "第一网格"),
        row("吴九", "网格员", "第一网格"),
        row("李二", "网格员", "第九网格"),
        row("李二", "系统管理员", "云溪高新区两新工委"),
        row("李二", "联系干部", "云溪宏达电器有限公"),
        row("赵三", "网格长", "第一网格", start=LATER, end=DAY),
        row("周六", "专家", A),
        row("钱四", "专家", A, username="sun"),
        row("鲍超", "专家", A),
        row("", "专家", A),
        by=secadmin,
    )
    sentences = (
        (2, "Several accounts bear this name: wang、wang2"),
        (3, "“吴九” has no account"),
        (4, "no grid “第九网格”"),
        (5, "one by one"),
        (6, "Did you mean “云溪宏达电器有限公司”?"),
        (7, "cannot end before it began"),
        (8, "is shut"),
        (9, "“sun” belongs to 孙五"),
        (10, "Nobody appoints themselves"),
        (11, "Give the name of the person"),
    )
    assert [number for number, _text in told(reading)] == [number for number, _part in sentences]
    for (_number, text), (number, part) in zip(told(reading), sentences, strict=True):
        assert part in text, number
    assert not reading.new


def test_of_two_with_the_same_name_the_user_name_says_who_is_meant(zone, people):
    make_user("wang2", name="王一")
    loaded("appointments", workbook(任职=[HEADINGS, row("王一", "网格员", "第一网格", username="wang2")]))
    assert Appointment.objects.get(role=Role.GRID_WORKER).user.username == "wang2"


def test_without_a_first_day_it_begins_today_and_a_second_import_changes_nothing(zone, people):
    rows = [HEADINGS, row("王一", "网格员", "第一网格", start="")]
    loaded("appointments", workbook(任职=rows))
    assert Appointment.objects.get(role=Role.GRID_WORKER).start == timezone.localdate()
    again = judged("appointments", *rows)
    assert (again.faults, again.new, len(again.same)) == ([], [], 1)


def test_the_last_day_comes_with_an_update_and_its_undoing_takes_it_away(zone, people, secadmin):
    Appointment.appoint(people["wang"], Role.GRID_WORKER, zone.grid, by=None, start=DAY)
    rows = [HEADINGS, row("王一", "网格员", "第一网格", end=LATER)]
    assert len(judged("appointments", *rows).differing) == 1
    batch = loaded("appointments", workbook(任职=rows), by=secadmin, update=True)
    assert Appointment.objects.get(user=people["wang"]).end == LATER
    batches.undo(batch, by=secadmin)
    assert Appointment.objects.get(user=people["wang"]).end is None


def test_two_appointments_to_the_same_do_not_overlap(zone, people):
    Appointment.appoint(people["wang"], Role.GRID_WORKER, zone.grid, by=None, start=DAY)
    reading = judged(
        "appointments",
        HEADINGS,
        row("王一", "网格员", "第一网格", start=LATER),
        row("李二", "网格员", "第一网格", end=LATER),
        row("李二", "网格员", "第一网格", start=LATER),
        row("李二", "网格员", "第一网格", end=LATER),
    )
    assert [number for number, _text in told(reading)] == [2, 4]
    assert "Held already from 2026-01-01 to …" in told(reading)[0][1]
    assert len(reading.repeated) == 1


def test_the_exported_list_of_appointments_can_be_brought_back(zone, secadmin, grid_worker, expert, client_of):
    answer = client_of(secadmin).get(reverse("appointments"), {"export": "xlsx"})
    content = b"".join(answer.streaming_content)
    Appointment.objects.filter(user__in=(grid_worker, expert)).delete()
    reading = read(ledger_kind("appointments"), BytesIO(content), "任职.xlsx", by=secadmin)
    # The administrator's own row stands already, and a row that stands is no new appointment.
    assert told(reading) == [] and len(reading.same) == 1
    assert {(record.user, record.role) for record, _entry in reading.new} == {
        (grid_worker, Role.GRID_WORKER),
        (expert, Role.EXPERT),
    }


def test_only_whoever_appoints_imports_appointments(zone, secadmin, sysadmin, head):
    kind = ledger_kind("appointments")
    assert may_import(secadmin, kind)
    assert not may_import(sysadmin, kind) and not may_import(head, kind)


def test_an_appointment_ended_by_hand_keeps_its_import_from_being_undone(zone, people, secadmin):
    batch = loaded("appointments", workbook(任职=[HEADINGS, row("王一", "网格员", "第一网格")]), by=secadmin)
    Appointment.objects.get(user=people["wang"]).end_on(LATER, by=secadmin)
    with pytest.raises(Refused, match="has been changed since"):
        batches.undo(batch, by=secadmin)
