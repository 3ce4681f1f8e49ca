"""What one cell of a ledger says, and which cells are refused instead of guessed."""

import string
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import cells
from portal.cells import BadCell


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def check_digit(code):
    """The 18th character of a credit code, reckoned apart from the code under test (GB 32100-2015)."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return signs[-total % 31]


def organisation_digit(code):
    """The ninth character of an organisation code (GB 11714)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    return "0123456789X0"[11 - sum(int(sign, 36) * weight for sign, weight in zip(code, weights, strict=True)) % 11]


def make_code(organisation, area="91339899"):
    code = area + organisation + organisation_digit(organisation)
    return code + check_digit(code)


# --- texts and names


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        (" 云溪顺达工具\u3000股份有限公司党委 ", "云溪顺达工具股份有限公司党委"),
        ("云溪\xa0顺达\n工具", "云溪顺达工具"),
        ("ＡＢＣ\u3000１２（股份），甲", "ABC 12（股份），甲"),
        ("云溪 ABC 厂", "云溪 ABC 厂"),
        ("a\x00b\u200bc\ufeff", "abc"),
        (13800000001.0, "13800000001"),
        (1.5, "1.5"),
        (7, "7"),
        (date(2026, 2, 5), "2026-02-05"),
        (True, "TRUE"),
    ],
)
def test_a_text_is_trimmed_and_keeps_its_chinese_punctuation(typed, clean):
    assert cells.text(typed) == clean


@pytest.mark.parametrize("nothing", [None, "", " ", "\u3000\xa0", "-", "—", "——", "/", "无", "\u200b"])
def test_a_cell_that_says_nothing_is_none(nothing):
    for parser in (cells.text, cells.person, cells.day, cells.whole, cells.hours, cells.phone, cells.credit_code):
        assert parser(nothing) is None
    assert cells.choice(nothing, [("a", "甲")]) is None
    assert cells.listed(nothing) == []


def test_a_long_text_is_refused_with_its_length():
    assert cells.text("长" * 100, 100) == "长" * 100
    with pytest.raises(BadCell, match="100000 characters, 100 are the most"):
        cells.text("长" * 100_000, 100)


def test_line_breaks_stay_only_where_they_are_wanted():
    assert cells.text("一、清理\r\n\r\n 二、 巡查 ", lines=True) == "一、清理\n二、巡查"
    assert cells.text("一、清理\r\n二、巡查") == "一、清理二、巡查"


@pytest.mark.parametrize("number", [110101199001011234.0, 1.10101199001011e17, 911101080000000001])
def test_a_long_number_has_lost_digits_and_is_refused(number):
    for parser in (cells.text, cells.credit_code, cells.phone):
        with pytest.raises(BadCell, match="lost its last digits"):
            parser(number)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", " #VALUE! "])
def test_a_failed_formula_is_no_text(error):
    for parser in (cells.text, cells.day, cells.whole, cells.hours, cells.listed, cells.yes_no):
        with pytest.raises(BadCell, match="formula of this cell failed"):
            parser(error)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪 顺达（股份）", "云溪顺达(股份)"),
        ("ABC科技", "ａｂｃ 科技"),
        ("云高党〔2026〕20号", "云高党[2026]20号"),
        ("廉明·买买提", "廉明•买买提"),
        ("甲\u200b乙", "甲乙"),
    ],
)
def test_two_spellings_of_a_name_have_one_key(one, other):
    assert cells.key(one) == cells.key(other)


def test_different_names_have_different_keys():
    assert cells.key("云溪顺达（股份）") != cells.key("云溪顺达股份")


def test_a_person_has_a_name_and_no_number():
    assert cells.person("廉明 • 买买提") == "廉明·买买提"
    assert cells.person("张\u3000三") == "张三"
    with pytest.raises(BadCell) as refusal:
        cells.person("张三13800000000")
    assert "13800000000" not in str(refusal.value)


# --- days


@pytest.mark.parametrize(
    "typed",
    [
        date(2026, 2, 5),
        datetime(2026, 2, 5, 8, 30),
        "2026-02-05",
        "2026-2-5",
        "2026.2.5",
        "2026.02.05.",
        "2026/2/5",
        "2026年2月5日",
        "2026年2月5号",
        "２０２６年２月５日",
        "２０２６．２．５",
        "2026 年 2 月 5 日",
        "2026 02 05",
        "2026。2。5",
        "2026、2、5",
        "2026—02—05",
        "20260205",
        20260205,
        20260205.0,
        46058,
        46058.0,
        46058.75,
        "46058",
        "26.2.5",
        "26年2月5日",
        "二〇二六年二月五日",
        "2026-2-5 00:00:00",
        "2026-02-05T08:00:00Z",
        "2026-02-05 8:30-10:30",
        "2026年2月5日上午",
        "2026年2月5日（周四）",
        "2026年2月5日 星期四 14时30分",
        "\u200b2026-02-05\xa0",
    ],
)
def test_a_day_is_understood_in_every_spelling(typed):
    assert cells.day(typed) == date(2026, 2, 5)


@pytest.mark.parametrize("typed", ["2月5日", "2.5", 2.5, "2-5", "02/05", "２月５日"])
def test_a_day_without_a_year_takes_the_year_of_the_ledger(typed):
    assert cells.day(typed, default_year=2026) == date(2026, 2, 5)
    with pytest.raises(BadCell):
        cells.day(typed)


@pytest.mark.parametrize("typed", ["2026-02-30", "2026.13.1", "2026年4月31日", "20260230", 20260230, "2025-02-29"])
def test_a_day_that_does_not_exist_is_named(typed):
    with pytest.raises(BadCell, match="There is no such day"):
        cells.day(typed)


@pytest.mark.parametrize("typed", ["2026年2月", "2026-02", "2026", "202602", 202602, "26年2月"])
def test_a_month_is_no_day(typed):
    with pytest.raises(BadCell, match="names no day of the month"):
        cells.day(typed, default_year=2026)


@pytest.mark.parametrize("typed", [2026.1, 2026.11, 2.1, 2.2, 2.3])
def test_a_day_typed_as_a_number_may_have_lost_a_zero(typed):
    with pytest.raises(BadCell, match="lost a zero"):
        cells.day(typed, default_year=2026)


@pytest.mark.parametrize("typed", ["1800-01-01", "2199.1.1", date(1899, 12, 31)])
def test_a_day_of_another_century_is_refused(typed):
    with pytest.raises(BadCell, match="cannot be meant"):
        cells.day(typed)


def test_a_two_digit_year_of_the_last_century_must_be_typed_whole():
    with pytest.raises(BadCell, match="century"):
        cells.day("98年3月5日")


@pytest.mark.parametrize(
    "typed",
    [
        "长期",
        "2026.2.5-2.7",
        "2026-02-05 至 2026-02-07 8:00",
        "2/5/2026",
        "3",
        3,
        True,
        time(8, 30),
        "9" * 5000,
        "260205",
    ],
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(BadCell, match="is not a day"):
        cells.day(typed)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(moment):
    year, month, day_of_month = moment.year, moment.month, moment.day
    wide = str.maketrans(string.digits, "０１２３４５６７８９")
    for typed in (
        moment.isoformat(),
        f"{year}.{month}.{day_of_month}",
        f"{year}/{month:02}/{day_of_month:02}",
        f"{year}年{month}月{day_of_month}日",
        f"{year}年{month}月{day_of_month}日".translate(wide),
        f"{moment:%Y%m%d}",
        (moment - date(1899, 12, 30)).days,
    ):
        assert cells.day(typed) == moment


# --- numbers


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (12, 12),
        (12.0, 12),
        ("12", 12),
        ("12.0", 12),
        ("１４７", 147),
        ("12人", 12),
        ("12 名", 12),
        ("共12人", 12),
        ("1,234", 1234),
        ("1，234", 1234),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千零五十", 2050),
        ("三十二人", 32),
        ("0", 0),
    ],
)
def test_a_whole_number_is_understood_with_unit_width_and_words(typed, number):
    assert cells.whole(typed) == number


@pytest.mark.parametrize("typed", ["约12", "12余人", "12人左右", "十几人", "12+", "近百人"])
def test_an_estimate_is_refused(typed):
    with pytest.raises(BadCell, match="only about right"):
        cells.whole(typed)


@pytest.mark.parametrize("typed", [12.5, "12.5", "1,23", "一百五", "3e9", "12 5", "12-15", True, "甲", "9" * 400])
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(BadCell, match="is not a whole number"):
        cells.whole(typed)


def test_a_day_in_a_column_of_numbers_is_refused():
    with pytest.raises(BadCell, match="is a day"):
        cells.whole(date(2026, 2, 5))


def test_a_whole_number_keeps_within_its_bounds():
    with pytest.raises(BadCell, match="0 is the least"):
        cells.whole(-3)
    with pytest.raises(BadCell, match="200 is the most"):
        cells.whole("201人", maximum=200)
    assert cells.whole(-3, minimum=-5) == -3


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        (2, "2"),
        (2.5, "2.5"),
        ("2小时", "2"),
        ("2.5h", "2.5"),
        ("2 小时", "2"),
        ("２．５小时", "2.5"),
        ("1小时30分", "1.5"),
        ("1小时30", "1.5"),
        ("1h30min", "1.5"),
        ("90分钟", "1.5"),
        ("20分钟", "0.33"),
        ("半小时", "0.5"),
        ("半个小时", "0.5"),
        ("2个半小时", "2.5"),
        ("2小时半", "2.5"),
        ("两个半小时", "2.5"),
        ("两小时", "2"),
        ("十二小时", "12"),
        ("2：30", "2.5"),
        ("2:30", "2.5"),
        ("共2小时", "2"),
        (time(2, 30), "2.5"),
        (timedelta(hours=3), "3"),
        (24, "24"),
    ],
)
def test_hours_are_understood(typed, hours):
    assert cells.hours(typed) == Decimal(hours)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("25小时", "more than the 24 hours"),
        (timedelta(days=2), "more than the 24 hours"),
        (-1, "below zero"),
        ("-1", "below zero"),
        ("约2小时", "only about right"),
        ("2个多小时", "only about right"),
        ("半天", "is not a number of hours"),
        ("1.5-2", "is not a number of hours"),
        ("8:30-10:30", "is not a number of hours"),
        ("2 30", "is not a number of hours"),
        (date(2026, 2, 5), "is not a number of hours"),
        (True, "is not a number of hours"),
    ],
)
def test_hours_that_cannot_be_are_refused(typed, why):
    with pytest.raises(BadCell, match=why):
        cells.hours(typed)


# --- telephones and codes


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("138-0000-0000", "13800000000"),
        (13800000001.0, "13800000001"),
        ("+86 138 0000 0001", "13800000001"),
        ("0086-13800000001", "13800000001"),
        ("１３８００００００００", "13800000000"),
        ("0579-87000000", "0579-87000000"),
        ("057987000000", "0579-87000000"),
        ("（0579）87000000", "0579-87000000"),
        ("0579-87000000-123", "0579-87000000-123"),
        ("0579-87000000转8", "0579-87000000-8"),
        ("010-10000000", "010-10000000"),
        ("0579—8700000", "0579-8700000"),
    ],
)
def test_a_telephone_number_gets_one_spelling(typed, number):
    assert cells.phone(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["1380000000", "87000000", 57987000000.0, "13800000000/13900000000", "12800000000", "张三", True, "1" * 300],
)
def test_what_is_no_telephone_number_is_refused(typed):
    with pytest.raises(BadCell, match="is not a telephone number"):
        cells.phone(typed)


def test_a_credit_code_is_upper_case_and_whole():
    code = make_code("MACL12TH")
    assert cells.credit_code(code) == code
    assert cells.credit_code(f" {code[:4].lower()} {code[4:].lower()}\u3000") == code
    wide = str.maketrans(string.digits, "０１２３４５６７８９")
    assert cells.credit_code(code.translate(wide)) == code


def test_the_check_character_zero_is_known():
    """Remainder nought means "0": a widespread library gets this wrong."""
    codes = (make_code(f"MA{number:06}") for number in range(400))
    assert cells.credit_code(next(code for code in codes if code.endswith("0"))).endswith("0")


def test_every_mistyped_character_of_a_credit_code_is_noticed():
    code = make_code("MACL12TH")
    for place, sign in enumerate(code):
        wrong = code[:place] + ("8" if sign != "8" else "7") + code[place + 1 :]
        with pytest.raises(BadCell, match="mistyped"):
            cells.credit_code(wrong)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("91330000XXXXXXXXXX", "mistyped"),
        ("9133989", "7 characters instead of 18"),
        ("9133989OMACL12TH2W", "holds O"),
        ("查无此码查无此码查无此码查无此码查无", "no credit code does"),
    ],
)
def test_an_invalid_credit_code_says_what_is_wrong(typed, why):
    with pytest.raises(BadCell, match=why):
        cells.credit_code(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "999999190001011234",
        "99999919000101123X",
        "99999919000101123x",
        999999190001011200.0,
        "999999 19000101 1234",
        "身份证号999999190001011234。",
        "999999900101123",
        "９９９９９９１９０００１０１１２３４",
    ],
)
def test_an_identity_number_is_noticed_wherever_it_stands(typed):
    assert cells.identity_like(typed)


@pytest.mark.parametrize(
    "typed",
    [None, "", 12, True, "13800000000", 13800000000.0, "2026-02-05 2026-02-07", make_code("MACL12TH"), "YH-2026-0001"],
)
def test_other_values_are_no_identity_numbers(typed):
    assert not cells.identity_like(typed)


def test_a_credit_code_of_digits_alone_is_no_identity_number():
    codes = (make_code(f"{number:08}") for number in range(2000))
    assert not cells.identity_like(next(code for code in codes if code.isdigit()))


# --- choices and lists

LEVELS = [("general", "一般"), ("major", "重大")]
SYNONYMS = {"重大隐患": "major", "一般隐患": "general"}


@pytest.mark.parametrize(
    ("typed", "level"),
    [("一 般", "general"), ("一般", "general"), ("重大隐患", "major"), ("ＭＡＪＯＲ", "major"), ("重大\n", "major")],
)
def test_a_choice_is_found_by_value_label_or_synonym(typed, level):
    assert cells.choice(typed, LEVELS, SYNONYMS) == level


def test_an_unknown_choice_is_answered_with_what_is_allowed():
    with pytest.raises(BadCell, match=r"“特大” is not known here. Write one of these: 一般, 重大"):
        cells.choice("特大", LEVELS, SYNONYMS)


@pytest.mark.parametrize(("typed", "answer"), [("是", True), ("√", True), (True, True), ("否", False), ("无", False)])
def test_yes_and_no(typed, answer):
    assert cells.yes_no(typed) is answer


def test_perhaps_is_neither_yes_nor_no():
    with pytest.raises(BadCell, match="neither yes nor no"):
        cells.yes_no("也许")


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("可燃爆粉尘/有限空间", ["可燃爆粉尘", "有限空间"]),
        ("可燃爆粉尘，锂电池、特种作业（电焊、气割）", ["可燃爆粉尘", "锂电池", "特种作业（电焊、气割）"]),
        ("粉尘;涉氨；喷涂\n熔炉+粉 尘", ["粉尘", "涉氨", "喷涂", "熔炉"]),
        ("粉尘 涉氨", ["粉尘", "涉氨"]),
        ("涉 氨", ["涉氨"]),
        ("粉尘（未闭合、涉氨", ["粉尘（未闭合", "涉氨"]),
        ("、粉尘、、", ["粉尘"]),
        ("无", []),
    ],
)
def test_a_list_is_cut_outside_brackets_and_names_each_entry_once(typed, entries):
    assert cells.listed(typed) == entries


# --- whatever is typed

RAW = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.text()
    | st.text("0123456789.-/:年月日小时分半个人约十百零一二两 （）Xx+,#", max_size=12)
    | st.from_regex(r"\A[0-9]{1,4}[-./年][0-9]{1,3}[-./月][0-9]{1,3}[日]?( [0-9:]{0,8})?\Z")
)


@settings(max_examples=400, deadline=None)
@given(RAW)
def test_no_value_makes_a_parser_stumble(value):
    """Whatever a file holds, a parser understands it or refuses it with a sentence."""
    for parse in (
        cells.text,
        cells.person,
        cells.day,
        lambda raw: cells.day(raw, default_year=2026),
        cells.whole,
        cells.hours,
        cells.phone,
        cells.credit_code,
        cells.yes_no,
        cells.listed,
        lambda raw: cells.choice(raw, LEVELS, SYNONYMS),
    ):
        try:
            parse(value)
        except BadCell as refusal:
            assert str(refusal)
    cells.key(value)
    cells.identity_like(value)
