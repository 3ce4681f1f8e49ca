"""Workbooks out: values stay what they are, nothing typed becomes a formula, and a marked ledger comes back in."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from portal.ledgers import Field, find_heading, read_ledger, rows
from portal.spreadsheets import (
    Column,
    Fault,
    Table,
    inert,
    marked_workbook,
    template_workbook,
    workbook_file,
    workbook_response,
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def content_of(file):
    with file:
        return file.read()


def opened(file):
    return openpyxl.load_workbook(io.BytesIO(content_of(file)))


def written(*tables):
    return opened(workbook_file(tables))


def one_cell(value, kind="text"):
    return written(("表", [Column("列", kind)], [[value]])).active["A2"]


# --- tables


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "http://x.example"]
)
def test_what_looks_like_a_formula_stays_a_text(typed):
    for kind in ("text", "whole", "decimal", "day", "share"):
        cell = one_cell(typed, kind)
        assert cell.data_type == "s"
        assert cell.value.strip() == typed.strip()
        assert cell.hyperlink is None


def test_a_text_comes_back_from_the_reader_as_it_was_written():
    typed = ["=1+1", "13800000000", "91339899MACL12TH2W", "001", "云溪（顺达）", "一\n二", "𠮷野"]
    sheet = read_ledger(content_of(workbook_file([("表", [Column("列")], ([value] for value in typed))]))).sheets[0]
    assert [cells[0] for cells in sheet.rows[1:]] == typed


def test_codes_and_telephones_are_formatted_as_text():
    assert one_cell("13800000000").number_format == "@"


@pytest.mark.parametrize(
    ("value", "kind", "read", "form"),
    [
        (12, "whole", 12, "#,##0"),
        (Decimal("2.50"), "decimal", 2.5, "#,##0.0#"),
        (0.8205, "share", 0.8205, "0.0%"),
        (datetime.date(2026, 2, 5), "day", datetime.datetime(2026, 2, 5), "yyyy-mm-dd"),
        (datetime.datetime(2026, 2, 5, 8, 30), "moment", datetime.datetime(2026, 2, 5, 8, 30), "yyyy-mm-dd hh:mm"),
        ("见附件", "whole", "见附件", "#,##0"),
        (datetime.date(1850, 1, 1), "day", "1850-01-01", "yyyy-mm-dd"),
        (float("nan"), "decimal", "nan", "#,##0.0#"),
        (True, "text", "yes", "@"),
        (_("Required"), "text", "Required", "@"),
    ],
)
def test_values_keep_their_kind(value, kind, read, form):
    cell = one_cell(value, kind)
    assert cell.value == read
    assert cell.number_format == form


def test_a_moment_is_written_in_the_zone_of_the_office():
    moment = datetime.datetime(2026, 2, 4, 20, 0, tzinfo=datetime.UTC)
    with timezone.override("Asia/Shanghai"):
        assert one_cell(moment, "moment").value == datetime.datetime(2026, 2, 5, 4, 0)


def test_unwritable_characters_and_endless_texts_do_not_break_the_file():
    assert inert("a\x00b\x1bc\ud800") == "abc"
    cell = one_cell("𠮷" * 40_000)
    assert cell.value.endswith("…")
    assert len(cell.value.encode("utf-16-le")) // 2 <= 32_767
    assert len(inert("字" * 32_767)) == 32_767


def test_notes_heading_frozen_and_filtered():
    table = Table(
        "隐患",
        [Column("编号"), Column("日期", "day", 14)],
        [["1号", None], ["2号", None]],
        ["截至 2026-11-22", "甲支部"],
    )
    sheet = written(table).active
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value, sheet["A5"].value] == [
        "截至 2026-11-22",
        "甲支部",
        "编号",
        "2号",
    ]
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:B5"
    assert sheet["A3"].font.bold
    assert round(sheet.column_dimensions["B"].width) in (14, 15)


def test_a_table_without_rows_still_has_its_heading():
    sheet = written(("空", [Column("编号"), Column("日期")], iter(()))).active
    assert [cell.value for cell in sheet[1]] == ["编号", "日期"]
    assert sheet.max_row == 1


def test_sheet_names_are_made_acceptable_and_different():
    names = ["隐患[2026]/一:二*三?四\\五", "甲" * 40, "甲" * 40, "", "HISTORY", "'引号'", "table"]
    book = written(*((name, [Column("列")], []) for name in names))
    assert len({name.lower() for name in book.sheetnames}) == len(names)
    assert book.sheetnames[0] == "隐患-2026--一-二-三-四-五"
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert "引号" in book.sheetnames


def test_rows_are_taken_one_by_one():
    taken = []

    def source():
        for number in range(3):
            taken.append(number)
            yield [number]

    assert written(("表", [Column("数", "whole")], source())).active.max_row == 4
    assert taken == [0, 1, 2]


def test_an_error_among_the_rows_is_not_swallowed():
    def source():
        yield [1]
        raise LookupError("the database went away")

    with pytest.raises(LookupError):
        workbook_file([("表", [Column("数", "whole")], source())])


def test_a_row_must_have_as_many_cells_as_there_are_columns():
    with pytest.raises(ValueError, match="zip"):
        workbook_file([("表", [Column("甲"), Column("乙")], [["1"]])])


@pytest.mark.django_db
def test_the_response_is_a_download_with_a_chinese_name():
    response = workbook_response([("表", [Column("列")], [["值"]])], "隐患台账/2026\r\n.xlsx")
    assert response["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E9%9A%90")
    assert "\n" not in response["Content-Disposition"]
    content = b"".join(response.streaming_content)
    assert int(response["Content-Length"]) == len(content)
    assert openpyxl.load_workbook(io.BytesIO(content)).active["A2"].value == "值"
    response.close()


# --- an empty ledger

COLUMNS = [
    Column("企业名称", required=True, hint="与营业执照一致", example="云溪某某有限公司"),
    Column("等级", example="一般"),
    Column("排查日期", "day", required=True, example="2026-02-05"),
]
FIELDS = [
    Field("name", "企业名称", required=True),
    Field("level", "等级"),
    Field("day", "排查日期", required=True),
]


def test_the_empty_ledger_is_read_by_the_reader_it_is_made_for():
    ledger = read_ledger(content_of(template_workbook("隐患台账", COLUMNS, {"等级": ["一般", "重大"]})))
    assert ledger.sheets[0].name == "隐患台账"
    found = find_heading(ledger.sheets[0], FIELDS)
    assert found.columns == {"name": 0, "level": 1, "day": 2}
    assert found.unknown == found.doubled == []
    assert list(rows(ledger.sheets[0], found)) == []


def test_the_explanations_of_an_empty_ledger_are_never_imported():
    guide = read_ledger(content_of(template_workbook("隐患台账", COLUMNS, {"等级": ["一般", "重大"]}))).sheets[1]
    assert guide.rows[1][:4] == ["企业名称", "yes", "与营业执照一致", "云溪某某有限公司"]
    assert find_heading(guide, FIELDS) is None


def test_the_empty_ledger_offers_the_allowed_values():
    book = opened(template_workbook("隐患台账", COLUMNS, {"等级": ["一般", "重大"]}))
    (rule,) = [rule for rule in book.active.data_validations.dataValidation if rule.type == "list"]
    sheet, _mark, cells = rule.formula1.replace("$", "").rpartition("!")
    assert [cell.value for line in book[sheet.strip("'")][cells] for cell in line] == ["一般", "重大"]
    assert str(rule.sqref).startswith("B2:B")


# --- a marked ledger


def ledger_content():
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("2月")
    sheet.write(0, 0, "隐患台账")
    sheet.write_row(1, 0, ["企业名称", "等级", "排查日期"])
    sheet.write_row(2, 0, ["甲公司", "一般", datetime.date(2026, 2, 5)])
    sheet.write_row(3, 0, ["乙公司", "特大"])
    sheet.write_string(4, 0, "=1+1")
    book.add_worksheet("3月").write_row(0, 0, ["企业名称", "等级", "排查日期"])
    book.close()
    return content.getvalue()


FAULTS = [
    ("2月", 4, 1, "“特大” is not known here."),
    Fault("2月", 4, 2, "The day is missing."),
    ("2月", 5, None, "No such enterprise."),
]


def test_a_marked_ledger_shows_each_fault_in_its_cell_its_row_and_the_list():
    book = opened(marked_workbook(ledger_content(), FAULTS))
    sheet = book["2月"]
    assert sheet["C3"].value == datetime.datetime(2026, 2, 5)
    assert sheet["D2"].value == "Import problem"
    assert sheet["D3"].value is None
    assert sheet["D4"].value == "“特大” is not known here.\nThe day is missing."
    assert sheet["D5"].value == "No such enterprise."
    assert {cell.coordinate for line in sheet for cell in line if cell.fill.fgColor.rgb == "FFFFC7CE"} == {"B4", "C4"}
    assert "特大" in sheet["B4"].comment.text
    assert (sheet["A5"].value, sheet["A5"].data_type) == ("=1+1", "s")
    listing = book["All import problems"]
    assert [[cell.value for cell in line] for line in listing.iter_rows(min_row=2)] == [
        ["2月", 4, "B", "“特大” is not known here."],
        ["2月", 4, "C", "The day is missing."],
        ["2月", 5, None, "No such enterprise."],
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_marked_ledger_can_be_corrected_and_uploaded_again(language):
    with translation.override(language):
        marked = content_of(marked_workbook(ledger_content(), FAULTS))
    sheet = read_ledger(marked).sheets[0]
    found = find_heading(sheet, FIELDS)
    assert found.columns == {"name": 0, "level": 1, "day": 2}
    assert found.unknown == []
    assert [row.number for row in rows(sheet, found)] == [3, 4, 5]


def test_marking_again_replaces_the_old_marks():
    again = marked_workbook(content_of(marked_workbook(ledger_content(), FAULTS)), [("2月", 4, 1, "Still unknown.")])
    book = opened(again)
    assert book.sheetnames == ["2月", "3月", "All import problems"]
    sheet = book["2月"]
    assert sheet["D4"].value == "Still unknown."
    assert sheet["D5"].value is None
    assert sheet.max_column == 4


def test_a_text_ledger_is_marked_as_a_workbook():
    book = opened(
        marked_workbook(
            "企业名称,等级,排查日期\n甲,特大,\n".encode("gb18030"), [("台账", 2, 1, "Unknown.")], "台账.csv"
        )
    )
    assert book["台账"]["D2"].value == "Unknown."
