"""The pages of major hazards: who sees which button and paper, what a bad scan leads to, what the ledger holds."""

import io
import uuid

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.majors import PDF, before_closing, make_document, make_plan, make_report, make_stop, make_transfer
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, exe_file, make_hazard
from volunteers.choices import DocumentKind, HazardLevel, HazardState
from volunteers.models import GradeProposal, Hazard, HazardDocument, ProductionStop, TreatmentPlan


@pytest.fixture
def major(zone):
    """A major hazard being rectified at A, found by A's task force."""
    return make_hazard(
        HazardState.RECTIFYING, level=HazardLevel.MAJOR, enterprise=zone.enterprise_a, task_force=zone.force_a
    )


def page_of(client, record):
    """The words of a record's page."""
    return client.get(record.get_absolute_url()).content.decode()


def pdf():
    """A scan as a browser sends it."""
    return SimpleUploadedFile("扫描件.pdf", PDF, "application/pdf")


def test_the_checklist_offers_to_each_only_what_is_theirs(major, head, contact, leader, client_of):
    plan, order = reverse("hazard_hand_in_plan", args=[major.pk]), reverse("hazard_register_order", args=[major.pk])
    assert order in page_of(client_of(head), major)
    assert plan not in page_of(client_of(head), major)
    assert plan in page_of(client_of(contact), major)
    assert order not in page_of(client_of(contact), major)
    seen_by_finder = page_of(client_of(leader), major)
    assert "五落实" in seen_by_finder
    assert plan not in seen_by_finder
    assert order not in seen_by_finder


def test_who_only_found_it_sees_no_paper_and_the_enterprise_nothing_of_the_case(
    major, head, contact, leader, client_of
):
    make_report(major, number="云高应报〔2026〕77号")
    transfer = make_transfer(major)
    transfer.send(by=head, number="云高应移〔2026〕5号", issuer="云溪高新区应急中心", issued_on=days_ago(0), scan=None)
    assert "77号" in page_of(client_of(contact), major)
    assert "云高应移" not in page_of(client_of(contact), major)
    assert "77号" not in page_of(client_of(leader), major)
    assert "云高应移" in page_of(client_of(head), major)
    assert client_of(contact).get(transfer.get_absolute_url()).status_code == 404
    assert client_of(contact).get(reverse("case_transfer_pack", args=[transfer.pk])).status_code == 404


def test_the_plan_is_handed_in_by_the_enterprise_and_nothing_typed_is_lost(major, contact, client_of):
    facts = {"duty_name": "马晓燕", "measures": "改造", "funds": "86000", "deadline": f"{major.due_on}"}
    url = reverse("hazard_hand_in_plan", args=[major.pk])
    answer = client_of(contact).post(url, facts)
    assert answer.status_code == 422
    assert "86000" in answer.content.decode()
    more = {"emergency_plan": "断电撤人", "interim_control": "上锁看守", "submission": uuid.uuid4()}
    for _tap in range(2):
        client_of(contact).post(url, facts | more)
    assert TreatmentPlan.objects.get().handed_in_by == contact


def test_an_order_is_registered_with_its_scan_and_shown_privately(major, head, neighbour, client_of):
    url = reverse("hazard_register_order", args=[major.pk])
    facts = {
        "kind": "measures",
        "number": "云应急现决〔2026〕3号",
        "issuer": "云溪市应急管理局",
        "issued_on": f"{days_ago(0)}",
        "extent": "抛光车间",
        "inspection_number": "云应急检记〔2026〕3号",
        "inspection_on": f"{days_ago(0)}",
    }
    bad = client_of(head).post(url, facts | {"scan": exe_file(), "inspection_scan": pdf()})
    assert bad.status_code == 422
    assert "抛光车间" in bad.content.decode()
    assert not ProductionStop.objects.exists()
    assert client_of(head).post(url, facts | {"scan": pdf(), "inspection_scan": pdf()}).status_code == 302
    document = HazardDocument.objects.get(kind=DocumentKind.MEASURES)
    answer = client_of(head).get(document.scan_url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert client_of(neighbour).get(document.scan_url).status_code == 404


def test_a_reviewer_is_offered_no_closing_of_a_major_hazard_and_the_head_once_nothing_is_missing(
    zone, official, head, client_of
):
    hazard = make_hazard(HazardState.VERIFIED, level=HazardLevel.MAJOR, enterprise=zone.enterprise_a)
    close = reverse("hazard_close_major", args=[hazard.pk])
    assert close not in page_of(client_of(head), hazard)
    before_closing(hazard)
    assert close in page_of(client_of(head), hazard)
    assert close not in page_of(client_of(official), hazard)
    assert reverse("hazard_close", args=[hazard.pk]) not in page_of(client_of(official), hazard)
    assert client_of(official).post(close, {"submission": uuid.uuid4()}).status_code == 403
    client_of(head).post(close, {"submission": uuid.uuid4()})
    assert Hazard.objects.get(pk=hazard.pk).state == HazardState.CLOSED


def test_a_finder_proposes_and_the_reviewers_form_is_filled_with_it(zone, leader, official, client_of):
    hazard = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    facts = {"level": "major", "clause": "GM-11-4", "reason": "正压除尘", "submission": uuid.uuid4()}
    client_of(leader).post(reverse("hazard_propose_grade", args=[hazard.pk]), facts)
    assert GradeProposal.objects.get().proposed_by == leader
    form = client_of(official).get(reverse("hazard_grade", args=[hazard.pk])).content.decode()
    assert "GM-11-4" in form
    desk = client_of(official).get(reverse("desk")).content.decode()
    assert "待核定的定级建议" in desk


def test_a_standing_stop_shows_on_hazard_enterprise_desk_and_list(zone, major, head, client_of):
    stop = make_stop(major, extent="打磨抛光一车间")
    client = client_of(head)
    for url in (
        major.get_absolute_url(),
        zone.enterprise_a.get_absolute_url(),
        f"{reverse('stops')}?state=standing",
        stop.get_absolute_url(),
    ):
        assert "打磨抛光一车间" in client.get(url).content.decode(), url
    assert "停产中" in client.get(reverse("desk")).content.decode()


def test_the_workbook_of_the_ledger_has_its_columns_and_only_what_one_may_see(major, head, contact, cadre, client_of):
    make_plan(major, accepted=True, interim_control="断电上锁")
    make_transfer(major, cooperation="none")
    make_document(major, DocumentKind.INSPECTION, number="云应急检记〔2026〕9号")
    url = reverse("major_hazards")
    head_rows = rows_of(client_of(head).get(url, {"export": "xlsx"}))
    text = "\n".join(head_rows)
    for word in ("隐患", "统一社会信用代码", "网格员", "联系干部", "督办单位", "断电上锁", "云应急检记", "已准备"):
        assert word in text, word
    seen_by_cadre = "\n".join(rows_of(client_of(cadre).get(url, {"export": "xlsx"})))
    assert "断电上锁" in seen_by_cadre
    assert "已准备" not in seen_by_cadre


def rows_of(answer):
    """The cells of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_what_a_hazard_lacks_is_found_in_the_ledger(major, head, client_of):
    client, url = client_of(head), reverse("major_hazards")
    for lack in ("plan", "report"):
        assert major.number in client.get(url, {"lacks": lack}).content.decode()
    plan = make_plan(major)
    make_report(major)
    for lack in ("plan", "report"):
        assert major.number not in client.get(url, {"lacks": lack}).content.decode()
    assert major.number in client.get(url, {"lacks": "plan_answer"}).content.decode()
    plan.accept(by=make_user())
    assert major.number not in client.get(url, {"lacks": "plan_answer"}).content.decode()
