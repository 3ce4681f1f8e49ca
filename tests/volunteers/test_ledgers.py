"""Ledgers of activities and hazards: other offices' headings and dirt, rules between cells, what is counted."""

import datetime
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from branches.models import Organisation
from portal.figures import Asked, figure
from portal.models import Counter
from tests.factories.branches import make_enterprise
from tests.factories.ledgers import INPUTS, SAMPLES, judged, loaded, told, workbook
from volunteers.choices import ActivityState, HazardLevel, HazardSource, HazardState
from volunteers.models import Activity, ActivityKind, Hazard, HazardCategory, TaskForce

FORCE, BRANCH, ENTERPRISE = "宏达电器党员突击队", "云溪宏达电器有限公司党支部", "云溪宏达电器有限公司"


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language in which they are written."""
    with translation.override("en"):
        yield


# --- activities

ACTIVITIES = ["时间", "队伍", "支部名称", "服务项目", "活动地点", "参与党员数", "活动时长(小时)", "备注"]


def test_activities_are_read_by_month_in_the_words_of_another_office(zone):
    january = [
        ["2026年1月活动"],
        ACTIVITIES,
        ["1月5日", FORCE, BRANCH, "环境整治", "九龙路", "12人", "90分钟"],
        ["小计", "", "", "", "", 12],
    ]
    february = [ACTIVITIES, ["2026.2.3", FORCE, "", "消防检查", "仓库", "十二", "2小时"]]
    loaded("activities", workbook(一月=january, 二月=february))
    first, second = Activity.objects.order_by("held_on")
    assert (first.held_on, first.kind.title, first.hours) == (datetime.date(2026, 1, 5), "环境卫生整治", Decimal("1.5"))
    assert (first.month, first.person_hours, first.state) == (202601, Decimal(18), ActivityState.CONFIRMED)
    assert (second.organisation, second.participants) == (zone.branch_a, 12)
    assert first.history.count() == 1


def test_a_repeated_row_is_the_same_activity(zone):
    row = ["2026-03-03", FORCE, BRANCH, "文明劝导", "四号厂区", 18, 2]
    content = workbook(
        台账=[ACTIVITIES, row, [*row, "重复上报"], ["2026-03-03", FORCE, BRANCH, "文明劝导", "四号厂区", 18, 3]]
    )
    batch = loaded("activities", content)
    assert Activity.objects.count() == 2
    assert batch.report["counts"]["repeated"] == 1
    loaded("activities", content)
    assert Activity.objects.count() == 2


def test_a_row_marked_as_repetition_that_repeats_nothing_is_a_fault(zone):
    reading = judged("activities", ACTIVITIES, ["2026-03-03", FORCE, BRANCH, "文明劝导", "", 18, 2, "重复上报"])
    assert [row for row, _text in told(reading)] == [2]


def test_an_unknown_task_force_is_made_below_the_branch_that_the_row_names(zone):
    loaded("activities", workbook(台账=[ACTIVITIES, ["2026-03-03", "永盛青年突击队", BRANCH, "文明劝导", "", 8, 2]]))
    assert TaskForce.objects.get(name="永盛青年突击队").organisation == zone.branch_a
    reading = judged("activities", ACTIVITIES, ["2026-03-03", "无主突击队", "", "文明劝导", "", 8, 2])
    assert "no task force “无主突击队”" in told(reading)[0][1]


def test_a_joint_activity_is_one_activity_led_by_the_first(zone):
    forces = "宏达电器突击队、永盛铝业党员突击队"
    loaded("activities", workbook(台账=[ACTIVITIES, ["2026-03-03", forces, "", "文明劝导", "", 8, 2]]))
    activity = Activity.objects.get()
    assert activity.task_force == zone.force_a
    assert list(activity.partners.all()) == [zone.force_b]


def test_a_new_kind_is_added_and_a_misspelt_one_refused(zone):
    rows = (["2026-03-03", FORCE, "", "垃圾清理", "", 8, 2], ["2026-03-04", FORCE, "", "环境卫生整冶", "", 8, 2])
    reading = judged("activities", ACTIVITIES, *rows)
    assert told(reading) == [(3, "“环境卫生整冶” is not known. Did you mean “环境卫生整治”?")]
    loaded("activities", workbook(台账=[ACTIVITIES, rows[0]]))
    assert ActivityKind.objects.get(title="垃圾清理").is_cleanup


def test_every_fault_of_every_row_is_named_at_once(zone):
    reading = judged(
        "activities",
        ACTIVITIES,
        ["2026-02-30", "无主突击队", "", "文明劝导", "", "约20", 2],
        ["2027-03-04", FORCE, "无此支部", "文明劝导", "", 8, 0],
        ["2026-03-05", FORCE, "", "文明劝导", "", "", "25小时"],
    )
    assert [row for row, _text in told(reading)] == [2, 2, 2, 3, 3, 3, 4, 4]


def test_more_people_than_registered_are_taken_over_only_when_asked(zone):
    row = ["2026-03-03", FORCE, BRANCH, "文明劝导", "四号厂区", 18, 2]
    loaded("activities", workbook(台账=[ACTIVITIES, row]))
    more = workbook(台账=[ACTIVITIES, [*row[:5], 20, 2]])
    assert loaded("activities", more).report["counts"]["differing"] == 1
    assert Activity.objects.get().participants == 18
    loaded("activities", more, update=True)
    activity = Activity.objects.get()
    assert (activity.participants, activity.person_hours, activity.version) == (20, 40, 2)


# --- hazards

HAZARDS = ["检查时间", "受检企业", "主要问题", "隐患级别", "整改时限", "完成时间", "验收人", "验收日期", "整改情况"]


def test_a_hazard_rectified_and_rechecked_comes_in_closed(zone):
    row = [
        "2026-02-05",
        "云溪 宏达电器有限公司",
        "灭火器失效",
        "一 般",
        "7天内",
        "2月10日",
        "范一13800000000",
        "2026/2/12",
        "整改完毕",
    ]
    loaded("hazards", workbook(台账=[["2026年隐患台账"], HAZARDS, row]))
    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.closed_on, hazard.rechecker_name) == (
        HazardState.CLOSED,
        datetime.date(2026, 2, 12),
        "范一",
    )
    assert (hazard.due_on, hazard.found_month, hazard.rechecked_month) == (datetime.date(2026, 2, 12), 202602, 202602)
    assert (hazard.enterprise, hazard.number) == (zone.enterprise_a, "YH-2026-0001")


def test_done_without_a_recheck_waits_for_it_and_is_not_counted_as_rectified(zone):
    rows = (
        ["2026-02-05", ENTERPRISE, "灭火器失效", "重大隐患", "", "2026-02-07", "", "", "已整改"],
        ["2026-02-06", ENTERPRISE, "通道堵塞", "", "", "", "", "", "已完成"],
        ["2026-02-07", ENTERPRISE, "线路老化", "", "", "", "", "", "整改中"],
    )
    batch = loaded("hazards", workbook(台账=[HAZARDS, *rows]))
    states = list(Hazard.objects.order_by("found_on").values_list("state", "level"))
    assert states == [
        (HazardState.AWAITING_RECHECK, HazardLevel.MAJOR),
        (HazardState.RECTIFYING, HazardLevel.GENERAL),
        (HazardState.RECTIFYING, HazardLevel.GENERAL),
    ]
    assert batch.report["warning_count"] == 2
    assert figure("hazards.rectified").answer(Asked(datetime.date(2026, 11, 22))).value == 0


def test_days_in_the_wrong_order_are_refused(zone):
    reading = judged(
        "hazards",
        HAZARDS,
        ["2026-02-05", ENTERPRISE, "甲", "", "", "2026-02-01", "", "", ""],
        ["2026-02-05", ENTERPRISE, "乙", "", "", "2026-02-08", "", "2026-02-07", ""],
        ["2026-02-05", ENTERPRISE, "丙", "", "2026-02-01", "", "", "", ""],
        ["2026-02-05", ENTERPRISE, "丁", "", "", "", "", "2026-02-07", "已整改"],
        ["2026-02-05", ENTERPRISE, "戊", "", "", "2026-02-06", "", "2026-02-07", "整改中"],
        ["2199-02-05", ENTERPRISE, "己", "", "", "", "", "", ""],
    )
    assert [row for row, _text in told(reading)] == [2, 3, 4, 5, 6, 7]


def test_an_unknown_enterprise_is_refused_with_the_nearest_name(zone):
    reading = judged("hazards", HAZARDS, ["2026-02-05", "云溪宏达电气有限公司", "甲"])
    assert told(reading) == [
        (2, f"“云溪宏达电气有限公司” is not in the register of enterprises. Did you mean “{ENTERPRISE}”?")
    ]


def test_an_enterprise_may_be_known_by_its_code_alone(zone):
    code = zone.enterprise_a.credit_code
    head = ["发现时间", "统一社会信用代码", "问题描述"]
    loaded("hazards", workbook(台账=[head, ["2026-02-05", f"{code[:8].lower()} {code[8:].lower()}", "甲"]]))
    assert Hazard.objects.get().enterprise == zone.enterprise_a


def test_a_code_of_another_enterprise_is_refused(zone):
    head = ["发现时间", "企业名称", "统一社会信用代码", "问题描述"]
    reading = judged("hazards", head, ["2026-02-05", ENTERPRISE, zone.enterprise_b.credit_code, "甲"])
    assert "belongs to “云溪永盛铝业有限公司”" in told(reading)[0][1]


def test_a_number_used_twice_is_refused_unless_the_row_repeats(zone):
    head = ["隐患编号", "发现时间", "企业名称", "问题描述"]
    row = ["yh-2026-0007", "2026-02-05", ENTERPRISE, "甲"]
    reading = judged("hazards", head, row, ["ＹＨ-2026-0007", "2026.2.5", ENTERPRISE, "甲"], [*row[:3], "乙"])
    assert [row for row, _text in told(reading)] == [4]
    assert len(reading.repeated) == 1


def test_rows_without_a_number_get_the_next_ones_and_are_known_again(zone):
    Counter.at_least("hazards-2026", 40)
    content = workbook(台账=[HAZARDS, ["2026-02-05", ENTERPRISE, "甲"], ["2026-02-05", ENTERPRISE, "乙"]])
    loaded("hazards", content)
    loaded("hazards", content)
    assert list(Hazard.objects.order_by("number").values_list("number", flat=True)) == ["YH-2026-0041", "YH-2026-0042"]


def test_numbers_of_a_ledger_are_not_given_again(zone):
    head = ["隐患编号", "发现时间", "企业名称", "问题描述"]
    loaded("hazards", workbook(台账=[head, ["YH-2026-0900", "2026-02-05", ENTERPRISE, "甲"]]))
    assert Counter.next("hazards-2026") == 901


def test_a_finder_that_is_no_task_force_gives_the_source(zone):
    head = ["发现时间", "企业名称", "问题描述", "检查组"]
    loaded(
        "hazards",
        workbook(台账=[head, ["2026-02-05", ENTERPRISE, "甲", "专家组"], ["2026-02-06", ENTERPRISE, "乙", FORCE]]),
    )
    expert, ours = Hazard.objects.order_by("found_on")
    assert (expert.source, expert.task_force) == (HazardSource.EXPERT, None)
    assert (ours.source, ours.task_force, ours.organisation) == (HazardSource.TASK_FORCE, zone.force_a, zone.branch_a)


def test_an_update_brings_a_hazard_forward_and_never_rewrites_where_it_came_from(zone):
    head = ["隐患编号", *HAZARDS]
    row = ["H-1", "2026-02-05", ENTERPRISE, "灭火器失效", "一般"]
    loaded("hazards", workbook(台账=[head, row]))
    done = [*row, "2026-02-20", "2026-02-10", "范一", "2026-02-12", "已整改"]
    loaded("hazards", workbook(台账=[head, done]), update=True)
    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.rechecked_on) == (HazardState.CLOSED, datetime.date(2026, 2, 12))
    loaded("hazards", workbook(台账=[head, row]), update=True)
    hazard.refresh_from_db()
    assert hazard.state == HazardState.CLOSED
    reading = judged("hazards", head, ["H-1", "2026-02-06", ENTERPRISE, "灭火器失效"], update=True)
    assert "another hazard under this number" in told(reading)[0][1]


def test_rules_do_not_ask_the_database_for_each_row(zone, django_assert_max_num_queries):
    other = make_enterprise()
    rows = [
        [f"2026-02-{number % 27 + 1:02}", ENTERPRISE if number % 2 else other.name, f"隐患{number}", "一般"]
        for number in range(300)
    ]
    with django_assert_max_num_queries(12):
        judged("hazards", HAZARDS, *rows)


# --- the offices' own ledgers


@pytest.mark.skipif(not INPUTS.exists(), reason="the sample ledgers lie beside the checkout")
def test_the_four_ledgers_give_the_figures_they_are_known_to_give(db):
    for ledger, file in SAMPLES.items():
        call_command("load_ledger", ledger, str(file), stdout=StringIO())
    expected = json.loads((INPUTS / "expected.json").read_text())
    output = StringIO()
    call_command("figures", "--as-of", expected["as_of"], "--json", stdout=output)
    found = {line["key"]: line["value"] for line in json.loads(output.getvalue())}
    assert found["organisations.total"] == expected["organisations"]
    assert found["organisations.dissolved"] == expected["dissolved"]
    assert found["sites.completed"] == expected["sites_completed"]
    assert found["sites.share"] == expected["sites_share"]
    assert found["activities.total"] == expected["activities"]
    assert found["activities.cleanups"] == expected["cleanups"]
    assert found["participations.total"] == expected["participations"]
    for name in ("found", "rectified", "open", "overdue", "major"):
        assert found[f"hazards.{name}"] == expected[f"hazards_{name}"], name
    assert Organisation.find_problems() == ([], [], [], [], [])
    with pytest.raises(CommandError):
        call_command("load_ledger", "hazards", str(INPUTS / "隐患排查治理台账（含错误）.xlsx"), stdout=output)
    assert Hazard.objects.count() == expected["hazards_found"]
    call_command("load_ledger", "hazards", str(SAMPLES["hazards"]), stdout=StringIO())
    assert Hazard.objects.count() == expected["hazards_found"]
    assert HazardCategory.objects.filter(title="其他").exists()
