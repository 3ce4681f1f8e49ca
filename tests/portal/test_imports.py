"""Importing ledgers: the command, the pages, all rows or none, undone as a whole, only by whoever may."""

from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from branches.models import Enterprise, Grid, Organisation
from portal.generic import batches
from portal.generic.kinds import all_kinds, ledger_kind
from portal.generic.readings import read
from portal.models import BatchState, ImportBatch, ImportedRow
from portal.states import Refused
from tests.factories.branches import make_organisation
from tests.factories.ledgers import judged, loaded, told, workbook
from volunteers.models import Hazard

HEAD = ["企业名称", "从业人数", "所属网格"]
GOOD = [["某区企业名录"], HEAD, ["甲厂", 5, "第8网格"], ["乙厂", 6, "第9网格"], ["合计", 11]]
BAD = [HEAD, ["甲厂", "约5", "第8网格"], ["乙厂", 6, ""]]


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language in which they are written."""
    with translation.override("en"):
        yield


@pytest.fixture
def desk(client_of, official):
    """The browser of an official of the emergency centre, in English."""
    client = client_of(official)
    client.cookies["portal_language"] = "en"
    return client


def upload(client, content, *, ledger="enterprises", name="名录.xlsx", **fields):
    """Bring a file through the page."""
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("import_new"), {"ledger": ledger, "file": file, **fields})


def brought(client, rows, **fields):
    """The batch that came of a file brought through the page."""
    response = upload(client, workbook(表=rows), **fields)
    assert response.status_code == 302, response.content.decode()
    return ImportBatch.objects.get(pk=response.url.rstrip("/").rpartition("/")[2])


# --- pages


def test_a_ledger_is_brought_looked_at_and_loaded(desk, zone):
    batch = brought(desk, GOOD)
    assert batch.state == BatchState.READY
    page = desk.get(reverse("import_batch", args=[batch.pk])).content.decode()
    for text in ("从业人数", "Employees", "甲厂", "第8网格", "a total", "Load the ledger"):
        assert text in page
    assert not Enterprise.objects.filter(name="甲厂").exists()
    response = desk.post(reverse("import_load", args=[batch.pk]), follow=True)
    assert "The ledger has been loaded." in response.content.decode()
    assert Enterprise.objects.get(name="甲厂").grid.name == "第8网格"
    assert reverse("enterprises") in response.content.decode()
    entry = ModelLogEntry.objects.get(action="portal.import")
    assert (entry.user.username, entry.data["facts"]["new"]) == ("official", 2)


def test_all_faults_are_shown_and_nothing_can_be_loaded(desk, zone):
    batch = brought(desk, BAD)
    page = desk.get(reverse("import_batch", args=[batch.pk])).content.decode()
    assert batch.state == BatchState.FAULTY
    assert "“约5”" in page
    assert "Load the ledger" not in page
    desk.post(reverse("import_load", args=[batch.pk]))
    assert not Enterprise.objects.filter(name="乙厂").exists()


def test_the_faults_can_be_taken_away_as_a_marked_workbook(desk, zone):
    batch = brought(desk, BAD)
    response = desk.get(reverse("import_marked", args=[batch.pk]))
    sheet = openpyxl.load_workbook(BytesIO(response.getvalue())).worksheets[0]
    assert "约5" in sheet["D2"].value
    assert sheet["B2"].comment is not None


def test_pressed_twice_it_is_loaded_once(desk, zone):
    batch = brought(desk, GOOD)
    for _press in range(2):
        desk.post(reverse("import_load", args=[batch.pk]))
    assert Enterprise.objects.filter(name="甲厂").count() == 1
    assert ImportedRow.objects.filter(batch=batch, content_type__model="enterprise").count() == 2


def test_columns_can_be_chosen_by_hand_and_the_ledger_read_again(desk, zone):
    rows = [["企业名称", "从业人数", "甲乙丙", "地址"], ["甲厂", 5, "第7网格", "路1号"]]
    batch = brought(desk, rows)
    address = reverse("import_batch", args=[batch.pk])
    assert "甲乙丙" in desk.get(address).content.decode()
    chosen = {"column-0-0": "name", "column-0-1": "employees", "column-0-2": "grid", "column-0-3": ""}
    desk.post(address, {**chosen, "update": "1"})
    batch.refresh_from_db()
    assert batch.update_existing
    desk.post(reverse("import_load", args=[batch.pk]))
    enterprise = Enterprise.objects.get(name="甲厂")
    assert (enterprise.grid.name, enterprise.address) == ("第7网格", "")


def test_a_required_column_can_be_pointed_out(desk, zone):
    batch = brought(desk, [["甲", "从业人数", "所属网格"], ["甲厂", 5, "第7网格"]])
    assert "The column is missing" in batch.report["faults"][0]["text"]
    desk.post(
        reverse("import_batch", args=[batch.pk]),
        {"column-0-0": "name", "column-0-1": "employees", "column-0-2": "grid"},
    )
    batch.refresh_from_db()
    assert batch.state == BatchState.READY


def test_a_long_ledger_is_loaded_by_the_worker_while_its_page_shows_how_far_it_is(desk, zone, monkeypatch):
    batch = brought(desk, GOOD)
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    desk.post(reverse("import_load", args=[batch.pk]))
    batch.refresh_from_db()
    # In the tests the worker's backend runs at once.
    assert batch.state == BatchState.LOADED
    ImportBatch.objects.filter(pk=batch.pk).update(state=BatchState.LOADING)
    address = reverse("import_batch", args=[batch.pk])
    assert "The work goes on" in desk.get(address).content.decode().replace("the work", "The work")
    part = desk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" in part
    assert "<html" not in part


def test_a_load_whose_worker_is_gone_can_be_started_again(desk, zone):
    batch = brought(desk, GOOD)
    batch.state = BatchState.LOADING
    batch.report["started_at"] = timezone.now().isoformat()
    batch.save()
    with pytest.raises(Refused):
        batches.start_loading(batch, by=None)
    batch.report["started_at"] = (timezone.now() - timezone.timedelta(hours=1)).isoformat()
    batch.save()
    assert "Start again" in desk.get(reverse("import_batch", args=[batch.pk])).content.decode()
    assert batches.start_loading(batch, by=None).state == BatchState.LOADED


def test_a_registry_that_has_changed_since_the_preview_is_judged_again(desk, zone):
    batch = brought(desk, [["企业名称", "信用代码"], ["甲厂", "91339899MAJ1XG612W"]])
    Enterprise.objects.filter(pk=zone.enterprise_a.pk).update(credit_code="91339899MAJ1XG612W")
    Enterprise.objects.create(name="甲厂", name_key="甲厂")
    desk.post(reverse("import_load", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == BatchState.FAULTY
    assert "belongs to" in batch.report["faults"][0]["text"]


def test_the_same_file_again_is_said_and_makes_nothing_twice(desk, zone):
    for _time in range(2):
        batch = brought(desk, GOOD)
        page = desk.get(reverse("import_batch", args=[batch.pk])).content.decode()
        desk.post(reverse("import_load", args=[batch.pk]))
    assert "This very file has been loaded before." in page
    assert Enterprise.objects.filter(name="甲厂").count() == 1


# --- undoing


def test_an_import_is_undone_as_a_whole(desk, zone):
    before = Enterprise.objects.count(), Grid.objects.count()
    batch = brought(desk, [*GOOD, [zone.enterprise_a.name, 77, "第3网格"]], update="1")
    desk.post(reverse("import_load", args=[batch.pk]))
    zone.enterprise_a.refresh_from_db()
    assert (zone.enterprise_a.employees, zone.enterprise_a.grid.name) == (77, "第3网格")
    assert "Take all these records back?" in desk.get(reverse("import_undo", args=[batch.pk])).content.decode()
    desk.post(reverse("import_undo", args=[batch.pk]))
    batch.refresh_from_db()
    zone.enterprise_a.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert batch.undone_by.username == "official"
    assert (Enterprise.objects.count(), Grid.objects.count()) == before
    assert (zone.enterprise_a.employees, zone.enterprise_a.grid) == (None, zone.grid)
    assert list(Enterprise.history.filter(name="甲厂").values_list("history_type", flat=True)) == ["-", "+"]


def test_an_import_on_which_something_was_built_is_not_undone(desk, zone):
    batch = brought(desk, GOOD)
    desk.post(reverse("import_load", args=[batch.pk]))
    changed = Enterprise.objects.get(name="甲厂")
    changed.version += 1
    changed.save()
    Enterprise.objects.create(name="丙厂", name_key="丙厂", grid=Grid.objects.get(name="第9网格"))
    page = desk.get(reverse("import_undo", args=[batch.pk])).content.decode()
    assert "“甲厂” has been changed since." in page
    assert "“第9网格” is used by “丙厂”." in page
    desk.post(reverse("import_undo", args=[batch.pk]))
    assert Enterprise.objects.filter(name="乙厂").exists()


def test_imports_are_undone_one_behind_the_other(db):
    first = loaded("enterprises", workbook(表=[["企业名称", "地址"], ["甲厂", "路1号"]]))
    second = loaded("organisations", workbook(表=[["支部名称", "所在单位"], ["甲厂党支部", "甲厂"]]))
    third = loaded("hazards", workbook(表=[["排查日期", "企业名称", "隐患描述"], ["2026-03-01", "甲厂", "乙"]]))
    for batch in (first, second):
        if batch is first:
            with pytest.raises(Refused):
                batches.undo(batch, by=None)
    for batch in (third, second, first):
        batches.undo(batch, by=None)
    assert not Enterprise.objects.exists() and not Organisation.objects.exists() and not Hazard.objects.exists()


def test_branches_hung_below_imported_ones_keep_them(db):
    batch = loaded("organisations", workbook(表=[["支部名称", "正式党员"], ["甲厂党总支", 5]]))
    make_organisation(Organisation.objects.get(name="甲厂党总支"), name="乙厂党支部")
    with pytest.raises(Refused, match="hangs below"):
        batches.undo(batch, by=None)


# --- who may


def test_only_those_who_may_import_a_ledger_see_its_imports(
    client_of, zone, official, commissioner, secretary, neighbour, stranger, auditor
):
    batch = loaded("enterprises", workbook(表=GOOD), by=official)
    address = reverse("import_batch", args=[batch.pk])
    assert client_of(official).get(address).status_code == 200
    assert client_of(commissioner).get(address).status_code == 404
    for person in (secretary, neighbour, stranger, auditor):
        for name in ("imports", "import_new"):
            assert client_of(person).get(reverse(name)).status_code == 403
        assert client_of(person).get(address).status_code == 403
        assert client_of(person).post(reverse("import_undo", args=[batch.pk])).status_code == 403


def test_each_is_offered_the_ledgers_that_this_person_may_import(client_of, official, commissioner):
    page = client_of(official).get(reverse("import_new")).content.decode()
    assert 'value="hazards"' in page
    assert 'value="organisations"' not in page
    response = upload(client_of(commissioner), workbook(表=GOOD))
    assert response.status_code == 422
    assert not ImportBatch.objects.exists()


def test_the_file_stays_private_and_is_never_shown_in_the_browser(desk, client_of, secretary, zone):
    batch = brought(desk, GOOD)
    response = desk.get(reverse("import_file", args=[batch.pk]))
    assert response["Content-Disposition"].startswith("attachment")
    assert client_of(secretary).get(reverse("import_file", args=[batch.pk])).status_code == 403
    assert not str(batch.file.path).startswith(str(batch.file.storage.base_location) + "/public")


# --- bad uploads


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("名录.xlsx", b"MZ\x90\x00\x03\x00\x00\x00", "a program"),
        ("名录.xlsx", workbook(表=GOOD)[:900], "damaged"),
        ("名录.xlsx", b"", "empty"),
        ("名录.pdf", b"%PDF-1.7 \x00", "a PDF document"),
        ("名录.xlsx", workbook(表=[["姓名", "电话"], ["范一", "1"]]), "No headings"),
        (
            "名录.xlsx",
            workbook(
                表=[["排查日期", "企业名称", "隐患描述", "等级", "整改期限"], ["2026-03-01", "甲厂", "乙", "一般", ""]]
            ),
            "looks like the ledger “Ledger of hazards”",
        ),
        ("名录.xlsx", workbook(表=[HEAD]), "no entry below the headings"),
    ],
)
def test_a_file_that_is_no_such_ledger_is_refused_and_the_choices_stay(desk, zone, name, content, sentence):
    response = upload(desk, content, name=name, update="on")
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "checked" in page
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_too_large_is_refused(desk, zone, settings):
    settings.LEDGER_MAX_BYTES = 1024
    response = upload(desk, workbook(表=GOOD))
    assert response.status_code == 422
    assert "larger than" in response.content.decode()


def test_one_month_without_a_column_is_a_fault_and_not_left_out(zone):
    rows = [["活动日期", "突击队", "活动类型", "参加人数", "时长"], ["2026-01-05", zone.force_a.name, "文明劝导", 5, 2]]
    short = [["活动日期", "突击队", "活动类型", "参加人数"], ["2026-02-05", zone.force_a.name, "文明劝导", 5]]
    other = [["月份", "类型", "参加人数"], ["1月", "文明劝导", 5]]
    reading = read(ledger_kind("activities"), workbook(一月=rows, 二月=short, 汇总=other), "x.xlsx")
    assert [(fault.sheet, fault.field) for fault in reading.faults] == [("二月", "Hours of each person")]
    assert "another table" in reading.by_name["汇总"].reason


# --- templates


@pytest.mark.parametrize("name", ["enterprises", "organisations", "members", "sites", "activities", "hazards"])
def test_the_empty_workbook_is_read_by_the_same_fields(client_of, zone, official, commissioner, name):
    kind = ledger_kind(name)
    person = commissioner if name in ("organisations", "members", "sites", "activities") else official
    response = client_of(person).get(reverse("import_template", args=[name]))
    book = openpyxl.load_workbook(BytesIO(response.getvalue()))
    headings = [cell.value for cell in book.worksheets[0][1]]
    sheet = judged(name, headings, ["2026-01-05"] * len(headings)).sheets[0]
    assert set(sheet.mapping.columns) == {one.name for one in kind.parts[0].fields}
    assert not sheet.mapping.guessed


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)
def test_no_heading_means_two_fields(kind):
    for part in kind.parts:
        headings = [heading for one in part.fields for heading in one.synonyms]
        doubled = {heading for heading in headings if headings.count(heading) > 1}
        assert not doubled


# --- the command


def run(ledger, tmp_path, rows, *options):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(workbook(表=rows))
    output = StringIO()
    call_command("load_ledger", ledger, str(file), *options, stdout=output)
    return output.getvalue()


def test_the_command_says_in_chinese_what_it_read(zone, tmp_path):
    output = run("enterprises", tmp_path, [[*HEAD, "占地"], ["甲厂", 5, "第9网格", "20亩"], ["合计", 5]])
    for text in ("从业人数", "占地", "第9网格", "合计"):
        assert text in output
    assert Enterprise.objects.filter(name="甲厂").exists()


def test_the_command_loads_nothing_with_faults_or_when_only_trying(zone, tmp_path):
    with pytest.raises(CommandError):
        run("enterprises", tmp_path, BAD)
    run("enterprises", tmp_path, GOOD, "--dry-run")
    assert not Enterprise.objects.filter(name="乙厂").exists()
    assert not ImportBatch.objects.exists()


def test_the_command_asks_for_the_right_of_whoever_it_acts_as(zone, official, secretary, tmp_path):
    with pytest.raises(CommandError):
        run("enterprises", tmp_path, GOOD, "--as", "secretary")
    with pytest.raises(CommandError):
        run("enterprises", tmp_path, GOOD, "--as", "nobody")
    run("enterprises", tmp_path, GOOD, "--as", "official")
    assert Enterprise.history.get(name="甲厂").history_user == official


def test_rows_of_both_sheets_and_every_column_are_told_in_one_go(db):
    reading = judged("enterprises", HEAD, ["甲厂", "x", ""], ["", 5, ""])
    assert [row for row, _text in told(reading)] == [2, 3]
