"""Lists of people as they come out of a chat."""

from decimal import Decimal

import pytest

from volunteers.forms.roll import read_roll

CHAIN = """#接龙
周六上午九龙路环境整治（宏达突击队）
注意：自带手套

1. 许晓燕 2小时
2. 雷俊杰
3. 孙勇（迟到）
4. 鲁立新 +1
5. 何建国 请假
"""


def only(text):
    lines = read_roll(text).lines
    assert len(lines) == 1
    return lines[0]


def test_a_chat_list_gives_its_people_and_leaves_headings_and_absentees_out():
    roll = read_roll(CHAIN)
    assert [line.name for line in roll.lines if line.names_somebody] == ["许晓燕", "雷俊杰", "孙勇", "鲁立新"]
    assert [line.number for line in roll.left_out] == [1, 2, 3, 9]
    assert roll.faults == []
    assert roll.count == 5


def test_people_without_hours_of_their_own_get_those_of_the_activity_and_guests_are_counted():
    roll = read_roll(CHAIN)
    assert roll.people(Decimal("1.5")) == [
        ("许晓燕", Decimal("2.00"), "", True),
        ("雷俊杰", Decimal("1.5"), "", True),
        ("孙勇", Decimal("1.5"), "迟到", True),
        ("鲁立新", Decimal("1.5"), "", True),
    ]
    assert roll.guests == 1
    assert roll.lines[-1].is_absent
    assert roll.lines[-1].name == "何建国"


@pytest.mark.parametrize(
    ("typed", "name", "hours"),
    [
        ("张三 2小时", "张三", "2"),
        ("张三2h", "张三", "2"),
        ("李四 1.5", "李四", "1.5"),
        ("王五（2小时）", "王五", "2"),
        ("赵六 半小时", "赵六", "0.5"),
        ("赵六 两小时", "赵六", "2"),
        ("欧阳娜娜 2个半小时", "欧阳娜娜", "2.5"),
        ("古丽•巴哈尔 90分钟", "古丽·巴哈尔", "1.5"),
        ("李明 1小时30分", "李明", "1.5"),
        ("李一 2：30", "李一", "2.5"),
        ("３、冯二 队长 ３小时", "冯二", "3"),
        ("张十一", "张十一", None),
        ("① 张三", "张三", None),
        ("(12) Li Ming 2 hours", "Li Ming", "2"),
    ],
)
def test_a_name_and_its_hours_are_understood(typed, name, hours):
    line = only(typed)
    assert (line.name, line.hours, line.fault) == (name, hours and Decimal(hours), "")


def test_names_in_one_line_are_several_people():
    assert [line.name for line in read_roll("钱八、周九，吴十").lines] == ["钱八", "周九", "吴十"]


def test_somebody_who_is_no_party_member_is_marked():
    assert not only("张三（群众）").is_member


@pytest.mark.parametrize("typed", ["孙七 25小时", "2小时", "a 138000000", "张三 2小时、李四", "张三 -1"])
def test_a_line_that_means_nothing_is_a_fault_and_names_nobody(typed):
    roll = read_roll(typed)
    assert roll.faults
    assert roll.count == 0


@pytest.mark.parametrize(
    ("typed", "name", "remark", "guests"),
    [
        ("1️⃣ 张三👍", "张三", "", 0),
        ("2. 李四😊 带2人", "李四", "", 2),
        ("3. 赵六 19:00到", "赵六", "19:00到", 0),
        ("4. 孙八（帶家屬1人）", "孙八", "", 1),
        ("5. 周九「遲到」", "周九", "遲到", 0),
        ("6. 吴十 ＋２", "吴十", "", 2),
        ("7. 王五﹑參加", "王五", "", 0),
        ("8. 陈丰 晚上7点半到", "陈丰", "晚上7点半到", 0),
        ("9. 蒋六 [玫瑰]", "蒋六", "", 0),
        ("10. @沈七 收到", "沈七", "", 0),
        ("11. 杨九 另带三人", "杨九", "", 3),
        ("12. 带娣", "带娣", "", 0),
    ],
)
def test_what_people_write_beside_their_names_is_understood(typed, name, remark, guests):
    line = only(typed)
    assert (line.name, line.remark, line.guests, line.fault) == (name, remark, guests, "")


@pytest.mark.parametrize("typed", ["3、王五，请假", "3. 王五 請假", "王五（有事来不了）", "王五 不参加了😭"])
def test_whoever_does_not_come_is_named_as_absent(typed):
    line = only(typed)
    assert (line.name, line.is_absent, line.names_somebody) == ("王五", True, False)


@pytest.mark.parametrize(
    ("typed", "hours"), [("钱七 18:30-20:30", "2"), ("钱七（19:00～20:30）", "1.5"), ("钱七 23:00-0:30", "1.5")]
)
def test_from_when_to_when_gives_the_hours(typed, hours):
    assert (only(typed).name, only(typed).hours) == ("钱七", Decimal(hours))


def test_an_endless_list_is_cut_with_a_word_about_it():
    roll = read_roll("\n".join(f"张{n}" for n in "一二三四五六七八九" * 100))
    assert len(roll.lines) <= 501
    assert roll.faults


def test_the_usual_hours_are_those_most_lines_name():
    assert read_roll("张三 2\n李四 2\n王五 3").usual_hours() == 2
    assert read_roll("张三 2\n李四").usual_hours() is None
