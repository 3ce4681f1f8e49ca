"""The month's pack is made in the background, kept, taken up where it broke off, and says what has changed."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from branches.choices import PackState
from branches.models import MonthPack
from news.models import NewsPage
from portal import packs
from portal.documents import pdf_available
from portal.figures import Asked, figure
from portal.ready_forms import FORMS
from portal.ready_ledgers import activity_ledger
from portal.ready_statistics import (
    document_statistics,
    major_statistics,
    progress_statistics,
    supervision_statistics,
)
from tests.factories.majors import make_document, make_listing, make_plan, make_stop
from tests.factories.volunteers import days_ago, make_activity, make_hazard
from volunteers.choices import DocumentKind, HazardLevel, HazardState, OffWork

pytestmark = pytest.mark.django_db


@pytest.fixture
def month():
    """The month of today, as an address says it and as a pack keeps it."""
    today = timezone.localdate()
    return f"{today:%Y-%m}", today.year * 100 + today.month


@pytest.fixture
def deeds(zone):
    """A month in which something happened."""
    today = days_ago(0)
    make_activity(zone.force_a, confirmed=True, held_on=today)
    make_hazard(HazardState.CLOSED, task_force=zone.force_a, enterprise=zone.enterprise_a, found_on=today)
    make_hazard(task_force=zone.force_a, enterprise=zone.enterprise_a, found_on=today)


@pytest.fixture
def asked(client_of, official, zone, month, django_capture_on_commit_callbacks):
    """Press the button; gives the pack."""

    def press():
        sent = {"month": month[0], "organisation": zone.root.name}
        with django_capture_on_commit_callbacks(execute=True):
            answer = client_of(official).post(reverse("month_pack_add"), sent)
        assert answer.status_code == 302, answer.context["form"].errors
        return MonthPack.objects.latest("pk")

    return press


def test_one_click_makes_ledgers_statistics_bulletin_and_a_news_draft(zone, deeds, asked, official, client_of):
    pack = asked()
    assert pack.state == PackState.DONE, pack.failure
    parts = {one.part: one for one in pack.files.all()}
    assert set(parts) == {"ledgers", "statistics", "bulletin"} | ({"bulletin-pdf"} if pdf_available() else set())
    draft = NewsPage.objects.get(pk=pack.page)
    assert not draft.live
    assert [block.block_type for block in draft.body].count("figure") >= 4
    page = client_of(official).get(pack.get_absolute_url()).content.decode()
    assert parts["ledgers"].name in page
    answer = client_of(official).get(reverse("month_pack_zip", args=[pack.pk]))
    content = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(content.namelist()) == len(parts)


def test_the_ledger_of_hazards_holds_each_of_the_month(zone, deeds, asked):
    pack = asked()
    with pack.files.get(part="ledgers").file.open() as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[1] and "YH-" in str(row[1])]
    assert len(rows) == 2
    assert any("宏达电器" in str(cell) for cell in rows[0])


def test_it_is_taken_up_where_it_broke_off(
    zone, deeds, asked, monkeypatch, official, client_of, django_capture_on_commit_callbacks
):
    def broken(pack):
        raise OSError("the disk is full")

    monkeypatch.setattr(packs, "bulletin_word", broken)
    pack = asked()
    assert pack.state == PackState.FAILED
    assert pack.files.count() == 2
    made = pack.files.get(part="ledgers").made_at
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        client_of(official).post(reverse("month_pack_go_on", args=[pack.pk]))
    pack.refresh_from_db()
    assert pack.state == PackState.DONE, pack.failure
    assert pack.files.get(part="ledgers").made_at == made


def test_the_next_pack_says_what_has_changed(zone, deeds, asked, official):
    first = asked()
    MonthPack.objects.filter(pk=first.pk).update(month=first.month - (89 if first.month % 100 == 1 else 1))
    make_hazard(task_force=zone.force_a, found_on=days_ago(0))
    second = asked()
    blocks = packs.changes(second)
    table = next(block for block in blocks if block.kind == "table")
    names = {str(row[0]): row[1:] for row in table.rows}
    assert names["发现隐患"] == ["2", "3"]


def test_sentences_round_down_only(zone, deeds, asked):
    pack = asked()
    pack.figures["activities.cleanups"]["whole"] = "106"
    pack.figures["hazards.rectified"]["whole"] = "612"
    text = "".join(map(str, packs.sentences(pack)))
    assert "环境整治100余次" in text
    assert "隐患600余处" in text


def test_a_month_to_come_is_refused(official, zone, client_of):
    sent = {"month": "2999-01", "organisation": zone.root.name}
    assert client_of(official).post(reverse("month_pack_add"), sent).status_code == 422


@pytest.mark.parametrize("key", [one.key for one in FORMS])
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_every_form_is_filled(key, form, zone, deeds, commissioner, client_of):
    query = {"start": days_ago(30).isoformat(), "organisation": zone.root.pk}
    answer = client_of(commissioner).get(reverse("ready_form", args=[key, form]), query)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_the_statistics_keep_a_rate_within_the_batch(zone, deeds, official, client_of):
    query = {"start": days_ago(0).isoformat()}
    answer = client_of(official).get(reverse("ready_form", args=["hazard-statistics", "xlsx"]), query)
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)), data_only=True).active
    rows = list(sheet.iter_rows(values_only=True))
    line = next(row for row in rows if row[0] == 1)
    assert line[5:8] == (2, 1, 0.5)
    total = next(row for row in rows if row[1] == "合计")
    assert total[5:7] == (2, 1)
    # Nothing to divide is no hundred per cent.
    assert line[10] == "—"


def by_heading(sheet, line=0):
    """A line of a statistic by its headings."""
    return dict(zip([str(one.heading) for one in sheet.columns], sheet.lines[line], strict=True))


@pytest.fixture
def major(zone):
    """A major hazard with a plan, listed for supervision, its production stopped by an authority."""
    facts = {"task_force": zone.force_a, "enterprise": zone.enterprise_a, "level": HazardLevel.MAJOR}
    hazard = make_hazard(HazardState.RECTIFYING, found_on=days_ago(9), **facts)
    make_plan(hazard, accepted=True, funds=50_000)
    make_listing(hazard)
    make_stop(hazard, ordered=True)
    return hazard


def test_the_statistics_of_major_hazards_say_what_the_plans_assure(zone, major, official):
    line = by_heading(major_statistics(Asked(days_ago(0), user=official)))
    assert (line["发现"], line["已销号"], line["整改率"]) == (1, 0, 0)
    assert line["方案"] == line["落实经费物资"] == line["落实整改期限"] == line["应急预案"] == 1
    assert line["计划资金（万元）"] == 5
    assert line["挂牌督办"] == 1


def test_what_nobody_has_graded_as_major_stands_among_the_general_ones(zone, official, client_of):
    make_hazard(task_force=zone.force_a, enterprise=zone.enterprise_a, level=HazardLevel.MAJOR)
    assert not major_statistics(Asked(days_ago(0), user=official)).lines


def test_the_statistics_of_supervision_count_documents_of_the_authorities_by_grid(zone, major, official):
    make_document(major, DocumentKind.RECHECK)
    line = by_heading(supervision_statistics(Asked(days_ago(0), user=official)))
    assert (line["复查意见书"], line["发现隐患"], line["未整改"]) == (1, 1, 1)


def test_registered_documents_are_counted_by_kind_and_only_those_of_ones_own_places(zone, major, official, neighbour):
    lines = {line[0]: line[1:] for line in document_statistics(Asked(days_ago(0), user=official)).lines}
    assert lines["挂牌督办通知书"] == [1, 1, 1, 1]
    assert any(name.startswith("停产") for name in lines)
    assert not document_statistics(Asked(days_ago(0), user=neighbour)).lines


def test_progress_stands_by_superior_organisation_and_agrees_with_the_figures(zone, official):
    asked = Asked(days_ago(0), user=official)
    sheet = progress_statistics(asked)
    assert sheet.total[1] == figure("organisations.total").answer(asked).value
    assert sheet.total[2] == figure("sites.completed").answer(asked).value


def test_a_secretary_takes_the_forms_of_the_own_branch(zone, deeds, neighbour, client_of):
    answer = client_of(neighbour).get(reverse("ready_form", args=["hazards", "xlsx"]), {"start": days_ago(30)})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert not any("宏达电器" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def test_the_pictures_have_their_tables_and_go_into_word(zone, deeds, official, client_of):
    page = client_of(official).get(reverse("overview"))
    kinds = [chart.kind for chart in page.context["charts"]]
    assert {"stacked", "rows", "calendar"} <= set(kinds)
    assert all(chart.rows for chart in page.context["charts"])
    answer = client_of(official).get(reverse("overview"), {"export": "docx"})
    assert "word/media/" in "".join(zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist())


def test_the_ledger_of_activities_is_filled_where_the_calendar_has_special_days(zone, official):
    """A holiday that the shipped calendar knows stands in it as a day off."""
    make_activity(zone.force_a, confirmed=True, held_on=date(2026, 10, 1))
    ledger = activity_ledger(Asked(timezone.localdate(), user=official))
    assert str(OffWork.DAY_OFF.label) in str(vars(ledger))
