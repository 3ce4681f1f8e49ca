"""The standardization form as Excel, two who save the same clause, and what the desk says of what lacks."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from branches.models import ClauseScore
from tests.factories.standards import answer_all, clause, make_standard
from tests.factories.volunteers import photo_file

pytestmark = pytest.mark.django_db
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


def downloaded(client, standard):
    """(the workbook as it was downloaded, {heading: column}, {code of a clause: row})."""
    answer = client.get(reverse("standard_workbook", args=[standard.pk]))
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    sheet = book.active
    headings = {}
    for row in sheet.iter_rows():
        if not headings and sum(cell.value is not None for cell in row) > 5:
            headings = {str(cell.value): cell.column for cell in row}
            break
    column = list(headings.values())[1]
    rows = {
        str(sheet.cell(number, column).value).split()[0]: number
        for number in range(1, sheet.max_row + 1)
        if sheet.cell(number, column).value
    }
    return book, list(headings.values()), rows


def brought(client, standard, book):
    """The answer to bringing a workbook back."""
    file = BytesIO()
    book.save(file)
    sent = SimpleUploadedFile("自评表.xlsx", file.getvalue(), content_type=KIND)
    return client.post(reverse("standard_sheet", args=[standard.pk]), {"file": sent})


def test_a_secretary_fills_in_the_form_at_home_and_brings_it_back(zone, secretary, client_of):
    standard, client = make_standard(zone.branch_a), client_of(secretary)
    book, columns, rows = downloaded(client, standard)
    veto = standard.cycle.catalogue.indicators().filter(is_veto=True).first()
    sheet = book.active
    sheet.cell(rows["3.2"], columns[6]).value = 2.5
    sheet.cell(rows["3.2"], columns[8]).value = "发展党员流程图已上墙"
    sheet.cell(rows[veto.code], columns[7]).value = "未发生"
    answer = brought(client, standard, book)
    assert answer.status_code == 302, answer.context["form"].errors
    score = ClauseScore.objects.get(standard=standard, indicator=clause(standard, "3.2"))
    assert (score.self_points, score.evidence, score.scored_by) == (Decimal("2.5"), "发展党员流程图已上墙", secretary)
    assert ClauseScore.objects.get(standard=standard, indicator=veto).self_happened is False
    standard.refresh_from_db()
    assert standard.answered == 2
    again, columns, rows = downloaded(client, standard)
    assert again.active.cell(rows["3.2"], columns[6]).value == 2.5
    assert brought(client, standard, again).status_code == 302
    assert ClauseScore.objects.get(pk=score.pk).version == score.version, "brought back unchanged, nothing is written"


def test_every_fault_of_the_form_names_its_row_and_nothing_is_saved(zone, secretary, client_of):
    standard, client = make_standard(zone.branch_a), client_of(secretary)
    book, columns, rows = downloaded(client, standard)
    sheet = book.active
    sheet.cell(rows["3.1"], columns[6]).value = 1
    sheet.cell(rows["3.2"], columns[6]).value = 99
    sheet.cell(rows["3.3"], columns[6]).value = "很多"
    sheet.cell(rows["4.1"], columns[1]).value = "9.9 没有这一条"
    sheet.cell(rows["4.1"], columns[6]).value = 1
    page = brought(client, standard, book)
    assert page.status_code == 422
    faults = " ".join(page.context["form"].errors["file"])
    assert f"{rows['3.3']}" in faults
    assert f"{rows['4.1']}" in faults
    sheet.cell(rows["3.3"], columns[6]).value = sheet.cell(rows["4.1"], columns[6]).value = None
    page = brought(client, standard, book)
    assert page.status_code == 422
    assert any(f"{rows['3.2']}" in one for one in page.context["form"].non_field_errors())
    assert not ClauseScore.objects.filter(standard=standard).exists(), "all or nothing"


def test_a_file_without_such_a_table_is_refused_in_a_sentence(zone, secretary, client_of):
    standard, client = make_standard(zone.branch_a), client_of(secretary)
    for content in (b"nonsense", b"a,b\n1,2\n"):
        file = SimpleUploadedFile("x.csv", content)
        page = client.post(reverse("standard_sheet", args=[standard.pk]), {"file": file})
        assert page.status_code == 422
        assert page.context["form"].errors["file"]


def test_of_two_sheets_of_the_same_branch_the_second_is_told_and_sees_what_stands_there(zone, secretary, client_of):
    standard, client = make_standard(zone.branch_a), client_of(secretary)
    book, columns, rows = downloaded(client, standard)
    standard.score(clause(standard, "3.2"), by=secretary, points=Decimal(3), evidence="已上墙")
    book.active.cell(rows["3.2"], columns[6]).value = 1
    book.active.cell(rows["3.1"], columns[6]).value = 1
    page = brought(client, standard, book)
    assert page.status_code == 422
    (fault,) = page.context["form"].non_field_errors()
    assert all(word in fault for word in (str(rows["3.2"]), "3.2", "已上墙"))
    assert ClauseScore.objects.filter(standard=standard).count() == 1, "all or nothing"


def typed(standard, code, **fields):
    """What the form of a clause sends."""
    indicator = clause(standard, code)
    return {"clause": indicator.pk} | {f"c{indicator.pk}-{name}": value for name, value in fields.items()}


def test_who_saves_a_clause_second_sees_both_texts_side_by_side_and_loses_nothing(zone, secretary, client_of):
    standard, client = make_standard(zone.branch_a), client_of(secretary)
    url = reverse("standard_score", args=[standard.pk])
    standard.score(clause(standard, "3.2"), by=secretary, points=Decimal(3), evidence="别人写的佐证")
    sent = typed(standard, "3.2", points="2", evidence="我写的佐证", version="0")
    page = client.post(url, sent)
    assert page.status_code == 409
    text = page.content.decode()
    assert all(
        word in text for word in ("<del>别人写的佐证</del>", "<ins>我写的佐证</ins>", "<del>3</del>", "<ins>2</ins>")
    )
    score = ClauseScore.objects.get(standard=standard)
    assert (score.self_points, score.evidence) == (Decimal(3), "别人写的佐证"), "nothing is overwritten unseen"
    fragment = client.post(url, sent, headers={"HX-Request": "true"}).content.decode()
    assert "<del>别人写的佐证</del>" in fragment
    assert f'value="{score.version}"' in fragment, "sent again it takes the other's place knowingly"
    assert client.post(url, {**sent, **typed(standard, "3.2", version=score.version)}).status_code == 302
    score.refresh_from_db()
    assert (score.self_points, score.evidence) == (Decimal(2), "我写的佐证")


def test_a_photo_of_the_second_one_does_not_overwrite_the_first_ones_words(zone, secretary, client_of):
    standard, client = make_standard(zone.branch_a), client_of(secretary)
    standard.score(clause(standard, "3.2"), by=secretary, points=Decimal(3), evidence="别人写的佐证")
    sent = typed(standard, "3.2", points="2", evidence="我写的佐证", version="0", photos=photo_file())
    assert client.post(reverse("standard_score", args=[standard.pk]), sent).status_code == 409
    assert not standard.photos().exists()
    assert ClauseScore.objects.get(standard=standard).evidence == "别人写的佐证"


def test_of_two_reviewers_the_second_is_told_too(zone, secretary, adviser, commissioner, client_of):
    standard = answer_all(make_standard(zone.branch_a), by=secretary)
    standard.hand_in(by=secretary)
    before = ClauseScore.objects.get(standard=standard, indicator=clause(standard, "3.2")).version
    standard.judge(clause(standard, "3.2"), by=commissioner, points=Decimal(1), reason="图已过期")
    sent = typed(standard, "3.2", points="2", reason="图不完整", version=before)
    page = client_of(adviser).post(reverse("standard_judge", args=[standard.pk]), sent)
    assert page.status_code == 409
    assert "<del>图已过期</del>" in page.content.decode()
    assert "<ins>图不完整</ins>" in page.content.decode()


def test_a_branch_says_in_a_sentence_what_it_lacks_and_the_shortest_way(zone, secretary):
    standard = answer_all(make_standard(zone.branch_a), by=secretary, points={"4.1": 0, "4.2": 0, "4.3": 0, "6.3": 1})
    standing, way = standard.missing()
    assert "(66 points)" in standing
    assert "3.2" in standing
    assert "2 more" in standing
    assert way.startswith("Shortest way to 70: this clause: 6.1")
    empty = make_standard(zone.branch_b, standard.cycle)
    standing, way = empty.missing()
    assert standing.startswith("Not reached as things stand (0 points): ")
    assert way.startswith("Shortest way to 60: these ")


def test_the_desk_of_secretary_and_adviser_says_what_lacks(zone, secretary, adviser, client_of):
    standard = answer_all(make_standard(zone.branch_a), by=secretary, points={"4.1": 0, "4.2": 0})
    for person, label in ((secretary, "standard_score"), (adviser, "standard_judge")):
        page = client_of(person).get(reverse("desk"))
        piles = [pile for pile in page.context["piles"] if standard in pile["records"]]
        assert piles, label
        (record,) = piles[0]["records"]
        assert len(record.said) == 2
        assert "3.2" in page.content.decode()
