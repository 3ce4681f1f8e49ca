"""Files as offices send them: read whatever their name, refused with a sentence, and no row lost in silence."""

import io
import random
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from django.utils import translation
from openpyxl.utils import get_column_letter

from portal.ledgers import BadLedger, Field, Sheet, column_letter, default_year, find_heading, read_ledger, rows

FIELDS = [
    Field("day", "活动日期", ("日期", "活动时间"), required=True),
    Field("organisation", "党组织名称", ("支部名称", "所属党支部"), required=True),
    Field("people", "参加人数", ("人数",)),
    Field("hours", "时长", ("服务时长",)),
]
HEADINGS = ["序号", "活动日期", "所属党支部", "参加人数", "时长（小时）"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def workbook(*sheets, merged=(), **options):
    """The content of an .xlsx; a sheet is its rows, or a name and its rows."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **options})
    for given in sheets:
        name, lines = given if isinstance(given, tuple) else (None, given)
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(lines):
            sheet.write_row(row, 0, cells)
        for first_row, first_column, last_row, last_column in merged:
            value = lines[first_row][first_column]
            sheet.merge_range(first_row, first_column, last_row, last_column, value)
    book.close()
    return content.getvalue()


def changed(content, name, change):
    """The package with one member rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, change(data) if member == name else data)
    return out.getvalue()


def sheet_of(lines, **facts):
    return Sheet("Sheet1", [list(cells) for cells in lines], **facts)


def entries(sheet, fields=FIELDS):
    """Numbers of the rows taken, and of those passed over with the reasons."""
    skipped = []
    found = find_heading(sheet, fields)
    return [row.number for row in rows(sheet, found, skipped)], {line.number: line.reason for line in skipped}


SHEET1 = "xl/worksheets/sheet1.xml"
SIMPLE = [HEADINGS, [1, "2026-02-05", "甲支部", "12人", 2], [2, "2026.2.6", "乙支部", 8, "2小时"]]


# --- kinds of files


def test_a_workbook_is_read_from_a_path_a_file_and_its_content(tmp_path):
    content = workbook(("1月", SIMPLE))
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    for source in (content, io.BytesIO(content), path, str(path)):
        ledger = read_ledger(source)
        assert [sheet.name for sheet in ledger.sheets] == ["1月"]
        assert ledger.sheets[0].rows[1] == [1.0, "2026-02-05", "甲支部", "12人", 2.0]
    assert read_ledger(path).name == "台账.xlsx"


def test_rows_keep_their_numbers_below_empty_rows_and_beside_empty_columns():
    sheet = read_ledger(workbook([[], [], ["", "", *HEADINGS], ["", "", *SIMPLE[1]]])).sheets[0]
    found = find_heading(sheet, FIELDS)
    assert found.heading_row == 3
    assert found.columns["day"] == 3
    assert [row.number for row in rows(sheet, found)] == [4]


def test_days_keep_being_days():
    sheet = read_ledger(workbook([HEADINGS, [1, date(2026, 2, 5), "甲", 1, 1]])).sheets[0]
    assert sheet.rows[1][1] == date(2026, 2, 5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_text_is_read_in_every_usual_encoding(encoding, delimiter):
    typed = "\r\n".join(delimiter.join(map(str, cells)) for cells in SIMPLE)
    ledger = read_ledger(typed.encode(encoding), "2月.csv")
    assert ledger.sheets[0].name == "2月"
    assert ledger.sheets[0].rows[1] == ["1", "2026-02-05", "甲支部", "12人", "2"]


def test_a_quoted_cell_may_hold_commas_and_line_breaks():
    sheet = read_ledger('名称,说明\n甲,"一,二\n三"\n乙,丙\n'.encode()).sheets[0]
    assert sheet.rows == [["名称", "说明"], ["甲", "一,二\n三"], ["乙", "丙"]]


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="1月">{}</table:table></office:spreadsheet></office:body></office:document-content>"""
ODS_CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(table_rows):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS_TYPE)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>',
        )
        package.writestr("content.xml", ODS.format(table_rows))
    return content.getvalue()


def test_an_opendocument_ledger_is_read():
    lines = (("支部名称", "人数"), ("甲支部", "12人"))
    table = "".join(
        "<table:table-row>" + "".join(ODS_CELL.format("", value) for value in cells) + "</table:table-row>"
        for cells in lines
    )
    padding = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    assert read_ledger(ods(table + padding), "1月.xls").sheets[0].rows == [list(cells) for cells in lines]


def test_a_repeated_row_does_not_fill_the_memory():
    wide = ODS_CELL.format(' table:number-columns-repeated="16000"', "甲")
    with pytest.raises(BadLedger, match="far outside the table"):
        read_ledger(ods(f'<table:table-row table:number-rows-repeated="100000">{wide}</table:table-row>'))
    with pytest.raises(BadLedger, match=r"more than 200,000 rows"):
        read_ledger(
            ods(f'<table:table-row table:number-rows-repeated="1000000">{ODS_CELL.format("", "甲")}</table:table-row>')
        )


def test_hidden_sheets_are_read_and_marked():
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.add_worksheet("在册").write_row(0, 0, HEADINGS)
    hidden = book.add_worksheet("旧")
    hidden.write_row(0, 0, HEADINGS)
    hidden.hide()
    book.close()
    assert [(sheet.name, sheet.hidden) for sheet in read_ledger(content.getvalue()).sheets] == [
        ("在册", False),
        ("旧", True),
    ]


# --- what is no ledger


def a_zip(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return content.getvalue()


OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty"),
        (b"MZ\x90\0\x03" + b"\0" * 500, "is a program"),
        (b"\x7fELF\2\1\1\0" + b"\0" * 500, "is a program"),
        (b"#!/bin/sh\necho\n", "is a program"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "is a picture"),
        (b"\0\0\0\x18ftypheic\0\0", "is a picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF document"),
        (b"Rar!\x1a\x07\x01\0" + b"\0" * 100, "is an archive"),
        (a_zip("1.txt", "2.txt"), "is an archive"),
        (a_zip("word/document.xml", "[Content_Types].xml"), "is a Word document"),
        (a_zip("xl/workbook.bin"), "binary workbook"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "is a web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "is a web page"),
        (bytes(range(256)) * 20, "neither a workbook nor a text"),
        (OLE + b"\0" * 5000, "damaged"),
        (OLE + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000, "protected by a password"),
        (OLE + b"\0" * 1000 + "WordDocument".encode("utf-16-le") + b"\0" * 1000, "is a Word document"),
        (a_zip("xl/workbook.xml"), "damaged"),
        (b"   \n\n", "The workbook is empty"),
        (b'a,b\n"' + b"x" * 200_000, "quotation mark in row 2"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(content, why):
    with pytest.raises(BadLedger, match=why):
        read_ledger(content, "台账.xlsx")


def test_an_empty_workbook_is_refused():
    with pytest.raises(BadLedger, match="The workbook is empty"):
        read_ledger(workbook([]))


def test_a_large_file_is_refused_before_it_is_read_whole():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            assert size > 0
            return b"a" * size

        def seek(self, *_place):
            return 0

    with pytest.raises(BadLedger, match=r"larger than 0\.5 MB"):
        read_ledger(Endless(), size_limit=512 * 1024)


def test_a_package_that_unpacks_to_gigabytes_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/sharedStrings.xml", "w") as member:
            for _megabyte in range(420):
                member.write(bytes(1024 * 1024))
    assert len(content.getvalue()) < 1024 * 1024
    with pytest.raises(BadLedger, match="Unpacked, this file would be too large"):
        read_ledger(content.getvalue())


@pytest.mark.parametrize("place", [(1_048_575, 300), (1_048_575, 16_383), (99_999, 16_383), (150_000, 100)])
def test_a_stray_cell_far_away_is_refused_before_it_eats_the_memory(place):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    sheet.write(*place, "x")
    book.close()
    with pytest.raises(BadLedger, match="far outside the table"):
        read_ledger(content.getvalue())


@pytest.mark.parametrize(
    "row",
    [
        b"<row r='1'><c r='XFD1048576' t='str'><v>x</v></c></row>",
        b'<row r="1"><c t="str" r = "XFD1048576"><v>x</v></c></row>',
        b'<row r="1"><c r="XFD1" t="str"><v>x</v></c></row><row r="2"><c r="A99999" t="str"><v>x</v></c></row>',
        b'<x:row r="1048576"><x:c r="XFD1048576" t="str"><x:v>x</x:v></x:c></x:row>',
    ],
)
def test_no_spelling_of_a_far_cell_slips_through(row):
    start = workbook(SIMPLE)
    content = changed(start, SHEET1, lambda xml: xml.replace(b"</sheetData>", row + b"</sheetData>"))
    with pytest.raises(BadLedger):
        read_ledger(content)


def test_borders_down_to_the_last_row_are_no_cells():
    ghosts = b'<row r="1048576" ht="15"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
    content = changed(workbook(SIMPLE), SHEET1, lambda xml: xml.replace(b"</sheetData>", ghosts + b"</sheetData>"))
    assert len(read_ledger(content).sheets[0].rows) == 3


def test_too_many_rows_are_refused():
    typed = "a,b\n" * 200_001
    with pytest.raises(BadLedger, match="more than 200,000 rows"):
        read_ledger(typed.encode())


def test_no_damage_brings_the_reader_down():
    """Bytes overwritten and cut off at random: an answer or a sentence, never another exception."""
    content = workbook(SIMPLE)
    dice = random.Random(20260205)
    for _attempt in range(150):
        damaged = bytearray(content)
        for _byte in range(dice.randint(1, 30)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        if dice.random() < 0.3:
            damaged = damaged[: dice.randrange(1, len(damaged))]
        try:
            read_ledger(bytes(damaged))
        except BadLedger as refusal:
            assert str(refusal)


# --- formulas


def test_a_formula_without_a_value_is_told_apart_from_a_blank_cell():
    book = openpyxl.Workbook()
    for cells in (HEADINGS, [1, "2026-02-05", "甲支部", "=6+6", 2], [2, "2026-02-06", "=A1", None, 1]):
        book.active.append(cells)
    content = io.BytesIO()
    book.save(content)
    sheet = read_ledger(content.getvalue()).sheets[0]
    assert sheet.unvalued == {(2, 3), (3, 2)}
    first, second = rows(sheet, find_heading(sheet, FIELDS))
    assert "formula without a value" in first.flaws["people"]
    assert set(second.flaws) == {"organisation"}


def test_a_row_of_formulas_without_values_is_not_taken_for_a_blank_one():
    book = openpyxl.Workbook()
    for cells in (HEADINGS, [None, "=TODAY()", "=A1"]):
        book.active.append(cells)
    content = io.BytesIO()
    book.save(content)
    (row,) = rows(sheet := read_ledger(content.getvalue()).sheets[0], find_heading(sheet, FIELDS))
    assert set(row.flaws) == {"day", "organisation"}


@pytest.mark.parametrize(("value", "is_unvalued"), [(12, False), (0, True), ("甲", False)])
def test_a_program_that_never_calculates_writes_nought(value, is_unvalued):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_formula(1, 3, "=6+6", None, value)
    book.close()
    assert read_ledger(content.getvalue()).sheets[0].unvalued == ({(2, 3)} if is_unvalued else set())


def test_a_formula_that_gives_an_empty_text_has_a_value():
    cell = b'<c r="D2" t="str"><f>IF(A1="","",1)</f><v></v></c>'
    content = changed(
        workbook(SIMPLE[:1]),
        SHEET1,
        lambda xml: xml.replace(b"</sheetData>", b'<row r="2">' + cell + b"</row></sheetData>"),
    )
    assert read_ledger(content).sheets[0].unvalued == set()


def test_a_failed_formula_is_told():
    cell = b'<row r="2"><c r="C2" t="str"><v>A</v></c><c r="D2" t="e"><f>A1/0</f><v>#DIV/0!</v></c></row>'
    content = changed(workbook(SIMPLE[:1]), SHEET1, lambda xml: xml.replace(b"</sheetData>", cell + b"</sheetData>"))
    sheet = read_ledger(content).sheets[0]
    (row,) = rows(sheet, find_heading(sheet, FIELDS))
    assert "#DIV/0!" in row.flaws["people"]


# --- headings


def test_the_heading_is_found_below_titles_under_other_names():
    sheet = sheet_of(
        [
            ["党员突击队活动台账（2026年1月）", "", "", ""],
            ["填报：各党支部", "", "", ""],
            ["日 期", "支部\n名称*", "人数：", "备注"],
            ["2026-02-05", "甲支部", 3, ""],
        ]
    )
    found = find_heading(sheet, FIELDS)
    assert found.heading_row == 3
    assert found.columns == {"day": 0, "organisation": 1, "people": 2}
    assert found.guessed == set()
    assert found.unknown == [("D", "备注")]
    assert found.missing == []


def test_units_and_hints_in_brackets_do_not_matter():
    found = find_heading(sheet_of([["活动日期（必填）", "支部名称", "参加人数(人)", "时长（小时）"]]), FIELDS)
    assert set(found.columns) == {"day", "organisation", "people", "hours"}


def test_brackets_count_where_they_tell_two_columns_apart():
    fields = [Field("due", "整改期限（计划）"), Field("done", "整改期限（实际）")]
    assert find_heading(sheet_of([["整改期限（实际）", "整改期限（计划）"]]), fields).columns == {"done": 0, "due": 1}


def test_a_required_field_without_a_column_is_missing():
    found = find_heading(sheet_of([["支部名称", "人数", "时长"]]), FIELDS)
    assert [field.name for field in found.missing] == ["day"]


def test_of_two_columns_with_one_heading_the_first_wins_and_the_other_is_named():
    found = find_heading(sheet_of([["日期", "支部名称", "人数", "参加人数"]]), FIELDS)
    assert found.columns["people"] == 2
    assert found.doubled == [("D", "参加人数")]


def test_a_heading_that_contains_a_field_is_a_guess_and_marked_as_one():
    found = find_heading(sheet_of([["日期", "支部名称", "实际参加人数", "服务时长说明"]]), FIELDS)
    assert found.columns == {"day": 0, "organisation": 1, "people": 2, "hours": 3}
    assert found.guessed == {"people", "hours"}


def test_no_guess_is_made_where_two_are_possible():
    fields = [*FIELDS, Field("found", "发现日期"), Field("done", "完成日期")]
    found = find_heading(sheet_of([["活动日期", "支部名称", "办理日期", "日期（其他）"]]), fields)
    assert {"found", "done"} & set(found.columns) == set()
    two = find_heading(sheet_of([["活动日期", "支部名称", "甲方参加人数", "乙方参加人数"]]), FIELDS)
    assert "people" not in two.columns
    assert two.unknown == [("C", "甲方参加人数"), ("D", "乙方参加人数")]


@pytest.mark.parametrize("heading", ["非参加人数", "网格员电话", "上级党组织名称", "计划参加人数"])
def test_a_heading_of_something_else_is_not_guessed(heading):
    fields = [*FIELDS, Field("worker", "网格员"), Field("phone", "电话")]
    found = find_heading(sheet_of([["活动日期", "时长", heading]]), fields)
    assert set(found.columns) == {"day", "hours"}
    assert found.unknown == [("C", heading)]


def test_a_heading_over_two_rows_is_read_together():
    lines = [
        ["隐患台账", "", "", "", ""],
        ["编号", "整改", "", "复查", ""],
        ["", "期限", "完成日期", "人员", "日期"],
        ["1号", "2026-02-05", "2026-02-04", "张三", "2026-02-06"],
    ]
    fields = [
        Field("number", "编号"),
        Field("due", "整改期限"),
        Field("done", "整改完成日期"),
        Field("checker", "复查人员"),
        Field("checked", "复查日期"),
    ]
    merged = [(0, 0, 0, 4), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]
    sheet = read_ledger(workbook(lines, merged=merged)).sheets[0]
    for given in (sheet, sheet_of(lines)):
        found = find_heading(given, fields)
        assert found.columns == {"number": 0, "due": 1, "done": 2, "checker": 3, "checked": 4}
        assert (found.first_row, found.heading_row) == (2, 3)
        assert [row.number for row in rows(given, found)] == [4]


def test_a_column_with_values_and_no_heading_is_named():
    found = find_heading(sheet_of([["日期", "支部名称", ""], ["2026-02-05", "甲", "补录"]]), FIELDS)
    assert found.unknown == [("C", "")]


def test_a_sheet_about_something_else_has_no_heading():
    assert find_heading(sheet_of([["填表说明", ""], ["一、活动日期填写到日", ""]]), FIELDS) is None
    assert find_heading(sheet_of([]), FIELDS) is None


@pytest.mark.parametrize("number", [0, 25, 26, 701, 702, 16_383])
def test_columns_are_called_as_excel_calls_them(number):
    assert column_letter(number) == get_column_letter(number + 1)


# --- rows

ENTRY = ["1", "2026-02-05", "甲支部", "12人", "2"]


@pytest.mark.parametrize(
    "line",
    [
        ["小计", "", "", 20, ""],
        ["合 计：", "", "", 20, ""],
        ["", "", "总计", 20, ""],
        [12, "", "合计", 20, ""],
        [12, "合计", "", 20, ""],
        ["2月小计", "", "", 20, ""],
        ["合计：640条", "", "", "", ""],
        ["本页小计", "", "", 20, ""],
    ],
)
def test_totals_are_passed_over_and_told(line):
    assert entries(sheet_of([HEADINGS, ENTRY, line, ENTRY])) == ([2, 4], {3: "a total"})


@pytest.mark.parametrize("name", ["云溪合计科技有限公司党支部", "合计科技党支部", "总计器具厂党支部"])
def test_a_branch_whose_name_holds_the_word_total_is_an_entry(name):
    assert entries(sheet_of([HEADINGS, ["1", "2026-02-05", name, "3", "2"], ["", "", name, "", ""]])) == ([2, 3], {})


@pytest.mark.parametrize(
    "line",
    [
        ["填表人：张三", "", "", "审核：李四", ""],
        ["备注：以上为上半年数据", "", "", "", ""],
        ["说明：", "", "", "", ""],
        ["注1：不含外出", "", "", "", ""],
        ["", "单位负责人（签字）：", "", "", ""],
    ],
)
def test_remarks_below_the_table_are_passed_over_and_told(line):
    assert entries(sheet_of([HEADINGS, ENTRY, line])) == ([2], {3: "a remark below the table"})


def test_an_entry_is_not_taken_for_a_remark():
    sheet = sheet_of([["备注", "日期", "支部名称"], ["说明：补录", "2026-02-05", "甲支部"]])
    assert entries(sheet) == ([2], {})


def test_blank_and_only_numbered_rows_are_no_entries():
    sheet = sheet_of([HEADINGS, ENTRY, ["", " ", "\u3000", None, ""], [3, "", "", "", ""], [], ENTRY])
    assert entries(sheet) == ([2, 6], {})


def test_repeated_headings_and_titles_of_printed_pages_are_told():
    title = ["活动台账（2026年）", "", "", "", ""]
    sheet = sheet_of([title, HEADINGS, ENTRY, title, HEADINGS, ENTRY, ["1", "2", "3", "4", "5"]])
    assert entries(sheet) == (
        [3, 6],
        {4: "the title once more", 5: "the heading once more", 7: "the numbers of the columns"},
    )


def test_lines_between_the_entries_are_told():
    lines = [HEADINGS, ENTRY, ["二、第二季度", "", "", "", ""], ENTRY, ["示例", "2026-01-01", "某支部", 1, 1]]
    assert entries(sheet_of(lines)) == ([2, 4], {3: "a line between the entries", 5: "an example"})


def test_a_row_that_lacks_everything_but_a_name_stays_an_entry():
    """It will be refused for what it lacks; passing it over would lose it."""
    assert entries(sheet_of([HEADINGS, ["", "", "甲支部", "", ""]])) == ([2], {})


def test_merged_cells_count_for_each_of_their_rows():
    lines = [
        HEADINGS,
        [1, "2026-02-05", "甲支部", 3, 2],
        [2, "2026-02-06", "", 4, 2],
        [3, "2026-02-07", "", 5, 2],
        ENTRY,
    ]
    sheet = read_ledger(workbook(lines, merged=[(1, 2, 3, 2)])).sheets[0]
    found = find_heading(sheet, FIELDS)
    assert [row.cells["organisation"] for row in rows(sheet, found)] == ["甲支部", "甲支部", "甲支部", "甲支部"]
    unmerged = sheet_of(lines)
    assert [row.cells["organisation"] for row in rows(unmerged, found)] == ["甲支部", "", "", "甲支部"]


def test_a_row_inside_merged_cells_with_nothing_of_its_own_is_blank():
    lines = [HEADINGS, [1, "2026-02-05", "甲支部", 3, 2], ["", "", "", "", ""], ENTRY]
    merged = [(1, column, 2, column) for column in range(5)]
    assert entries(read_ledger(workbook(lines, merged=merged)).sheets[0]) == ([2, 4], {})


def test_short_rows_of_a_text_are_filled_with_blanks():
    (row,) = rows(sheet := sheet_of([HEADINGS, ["1", "2026-02-05", "甲支部"]]), find_heading(sheet, FIELDS))
    assert row.cells == {"day": "2026-02-05", "organisation": "甲支部", "people": "", "hours": ""}


# --- years


@pytest.mark.parametrize(
    ("name", "title", "file", "year"),
    [
        ("1月", "党员突击队活动台账（2026年1月）", "", 2026),
        ("2025年", "", "", 2025),
        ("1月", "二〇二六年活动台账", "", 2026),
        ("1月", "活动台账", "2026年活动台账.xlsx", 2026),
        ("1月", "2025年、2026年活动台账", "", None),
        ("1月", "联系电话 13820261234", "", None),
    ],
)
def test_days_without_a_year_take_it_from_the_titles(name, title, file, year):
    sheet = Sheet(name, [[title], HEADINGS, ["1", "2月5日", "甲支部", "1", "1"]])
    assert default_year(sheet, find_heading(sheet, FIELDS), file) == year
    assert default_year(sheet, name=file) == year
