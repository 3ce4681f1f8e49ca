"""The sheet of a team: what it gives its branches is written at home in Excel and comes back into the drafts."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from branches.models import AssessmentReport
from tests.factories.assessments import make_assessment, make_round, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def visited(zone):
    """A round in which a team has visited branch A, and another one branch B."""
    round_ = make_round(zone.root)
    teams = make_team(round_, zone.root), make_team(round_, zone.root, name="第二组")
    first = make_assessment(round_, zone.branch_a, teams[0], visited=True)
    make_assessment(round_, zone.branch_b, teams[1], visited=True)
    return first


def downloaded(client, round_):
    """The sheet of the team with the row of its headings."""
    answer = client.get(reverse("assessment_team_sheet", args=[round_.pk]))
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    heading = next(row for row in book.active.iter_rows() if sum(cell.value is not None for cell in row) > 5)
    return book, heading[0].row


def brought(client, round_, book):
    """The answer to bringing it back."""
    file = BytesIO()
    book.save(file)
    url = reverse("assessment_team_sheet_bring", args=[round_.pk])
    return client.post(url, {"file": SimpleUploadedFile("评估表.xlsx", file.getvalue())})


def fill(
    book, heading, row=1, *, scores=(90, 85, 80, 75, 70, 65, 60), rating="运行良好", proposal="限期整改", day=None
):
    """Write into a row of the sheet."""
    values = [*scores, rating, proposal, day, "党课记录不全"]
    for column, value in enumerate(values, 3):
        book.active.cell(heading + row, column).value = value


def test_an_assessor_fills_in_the_sheet_and_the_drafts_say_it(visited, client_of):
    client = client_of(visited.team.leader)
    book, heading = downloaded(client, visited.round)
    assert book.active.cell(heading + 1, 1).value == visited.organisation.name
    assert book.active.cell(heading + 2, 1).value is None, "another team's branch is not in it"
    fill(book, heading, proposal="限期整改", day=date(2027, 3, 1))
    answer = brought(client, visited.round, book)
    assert answer.status_code == 302, answer.context["form"].errors
    report = AssessmentReport.objects.get(assessment=visited)
    assert (report.rating, report.proposal, report.rectify_by) == ("well", "rectify", date(2027, 3, 1))
    assert [one.score for one in report.scores.all()] == [Decimal(n) for n in (90, 85, 80, 75, 70, 65, 60)]
    assert report.problems == "党课记录不全"
    again, _heading = downloaded(client, visited.round)
    assert brought(client, visited.round, again).status_code == 302
    assert AssessmentReport.objects.get(pk=report.pk).version == report.version, "nothing new, nothing written"


def test_faults_name_their_rows_and_nothing_is_saved(visited, zone, client_of):
    client = client_of(visited.team.leader)
    book, heading = downloaded(client, visited.round)
    fill(book, heading, scores=(101, 85, 80, 75, 70, 65, 60))
    book.active.cell(heading + 2, 1).value = zone.branch_b.name
    fill(book, heading, 2)
    page = brought(client, visited.round, book)
    assert page.status_code == 422
    text = " ".join(page.context["form"].errors["file"])
    assert str(heading + 1) in text
    assert str(heading + 2) in text
    assert not AssessmentReport.objects.exists()


def test_a_deadline_without_the_proposal_to_rectify_is_said_with_its_row(visited, client_of):
    client = client_of(visited.team.leader)
    book, heading = downloaded(client, visited.round)
    fill(book, heading, proposal="保持", day=date(2027, 3, 1))
    page = brought(client, visited.round, book)
    assert page.status_code == 422
    (fault,) = page.context["form"].non_field_errors()
    assert str(heading + 1) in fault
    assert not AssessmentReport.objects.exists(), "all or nothing"


def test_of_two_of_a_team_the_second_is_told(visited, client_of):
    client = client_of(visited.team.leader)
    report = AssessmentReport.draft(visited, by=visited.team.leader)
    book, heading = downloaded(client, visited.round)
    report.fill_in(by=visited.team.leader, scores={"political": Decimal(55)}, version=report.version)
    fill(book, heading, day=date(2027, 3, 1))
    page = brought(client, visited.round, book)
    assert page.status_code == 422
    (fault,) = page.context["form"].non_field_errors()
    assert visited.organisation.name in fault
    assert report.scores.get(dimension="political").score == 55
