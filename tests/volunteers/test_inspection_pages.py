"""Pages of inspections and standards: the cadre on the phone, the reviewer at the desk, the expert's opinion."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from branches.models import Process
from portal.documents import pdf_available
from tests.factories.inspections import make_inspection
from tests.factories.volunteers import make_category, make_hazard
from volunteers.choices import HazardSource, InspectionState
from volunteers.models import Catalogue, ExpertOpinion, Finding, Hazard, Inspection, JudgementStandard

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def dusty(zone):
    """The enterprise of A, where they polish."""
    zone.enterprise_a.processes.set([Process.objects.get(code="dust")])
    return zone.enterprise_a


def text_of(client, url, **query):
    """The page in English."""
    return client.get(url, {"language": "en", **query}).content.decode()


def test_the_cadre_plans_a_visit_and_the_second_is_led_to_the_first(dusty, cadre, grid_worker, client_of):
    day = timezone.localdate() + timedelta(days=1)
    first, second = client_of(cadre), client_of(grid_worker)
    sent = {"enterprise": dusty.name, "day": day.isoformat(), "focus": "粉尘"}
    answer = first.post(reverse("inspection_add"), sent)
    visit = Inspection.objects.get()
    assert answer.status_code == 302 and visit.visitors.get().user == cadre
    month_end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    answer = second.post(reverse("inspection_add"), sent | {"day": min(day, month_end).isoformat()})
    assert answer.status_code == 422
    assert visit.number in answer.content.decode()
    assert second.post(reverse("inspection_join", args=[visit.pk])).status_code == 302
    assert visit.visitors.count() == 2
    answer = second.post(reverse("inspection_add"), sent | {"another": "on"})
    assert answer.status_code == 302 and Inspection.objects.count() == 2


def test_before_the_visit_the_page_says_what_is_open_and_what_was_found_last_time(dusty, cadre, client_of):
    make_hazard(enterprise=dusty, description="除尘管道积尘严重")
    visit = make_inspection(dusty, by=cadre, day=timezone.localdate() + timedelta(days=1))
    page = text_of(client_of(cadre), visit.get_absolute_url())
    assert page.count("除尘管道积尘严重") >= 2
    assert "Who else goes there this month" in page


def test_the_cadre_records_item_by_item_and_registers_the_finding_under_its_clause(dusty, cadre, client_of):
    visit = make_inspection(dusty, by=cadre)
    client, failing = client_of(cadre), JudgementStandard.of_code("GM-11-3")
    page = text_of(client, reverse("inspection_hold", args=[visit.pk]))
    assert "GM-11-3" in page and "GM-4-5" not in page
    sent = {"day": visit.day.isoformat(), f"item_{failing.pk}": "fails", "received_by": "安全员老周"}
    assert client.post(reverse("inspection_hold", args=[visit.pk]), sent).status_code == 302
    visit.refresh_from_db()
    assert visit.state == InspectionState.HELD
    find = reverse("inspection_find", args=[visit.pk])
    assert f"{find}?clause=GM-11-3" in text_of(client, visit.get_absolute_url())
    facts = {
        "enterprise": "somebody else's",
        "place": "抛光车间",
        "description": "除尘器没有泄爆片",
        "category": make_category().pk,
        "level": "major",
        "on_the_spot": "no",
        "found_on": visit.day.isoformat(),
        "clause": "gm-11-3",
    }
    assert client.post(find, facts).status_code == 302
    hazard = Hazard.objects.get(finding__inspection=visit)
    assert (hazard.enterprise, hazard.standard, hazard.finder) == (dusty, failing, cadre)
    assert hazard.source == HazardSource.LINKED_CADRE
    assert f"{find}?clause=GM-11-3" not in text_of(client, visit.get_absolute_url())


def test_a_record_without_any_answer_keeps_what_was_typed(dusty, cadre, client_of):
    visit = make_inspection(dusty, by=cadre)
    answer = client_of(cadre).post(
        reverse("inspection_hold", args=[visit.pk]), {"day": visit.day.isoformat(), "summary": "看了抛光车间"}
    )
    assert answer.status_code == 422
    assert "看了抛光车间" in answer.content.decode()


def test_the_record_comes_out_as_a_paper_to_be_signed(dusty, cadre, client_of):
    visit = make_inspection(dusty, by=cadre)
    answer = client_of(cadre).get(reverse("inspection_paper", args=[visit.pk, "docx"]))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as file:
        text = file.read("word/document.xml").decode()
    assert visit.number in text and "GM-11-3" in text


def test_what_an_expert_said_stands_on_the_record_of_the_visit(dusty, cadre, expert, client_of):
    visit, others = make_inspection(dusty, by=cadre), make_hazard(enterprise=dusty)
    hazard = make_hazard(enterprise=dusty)
    Finding.objects.create(inspection=visit, hazard=hazard)
    ExpertOpinion.give(hazard, by=expert, text="应加装泄爆片", body="安环研究院")
    ExpertOpinion.give(others, by=expert, text="与本次检查无关")
    word, pages = (client_of(cadre).get(reverse("inspection_paper", args=[visit.pk, form])) for form in ("docx", "pdf"))
    with zipfile.ZipFile(io.BytesIO(b"".join(word.streaming_content))) as file:
        text = file.read("word/document.xml").decode()
    assert "专家意见" in text and "应加装泄爆片" in text and "方志远，安环研究院" in text
    assert "与本次检查无关" not in text
    # The PDF draws the same paper; where the machine has no Pango there is none.
    assert pages.status_code == (200 if pdf_available() else 404)
    assert not pdf_available() or b"".join(pages.streaming_content).startswith(b"%PDF-")


def test_the_experts_opinion_stands_on_the_hazard(dusty, official, cadre, client_of):
    hazard = make_hazard(enterprise=dusty)
    sent = {
        "text": "应加装泄爆片",
        "expert_name": "钱工",
        "body": "安环研究院",
        "given_on": hazard.found_on.isoformat(),
    }
    assert client_of(official).post(reverse("hazard_opine", args=[hazard.pk]), sent).status_code == 302
    page = text_of(client_of(cadre), hazard.get_absolute_url())
    assert "应加装泄爆片" in page and "钱工" in page


def test_clauses_are_found_by_word_process_and_enterprise(dusty, cadre, client_of):
    client, url = client_of(cadre), reverse("judgement_standards")
    assert "GM-11-3" in text_of(client, url, q="泄爆")
    assert "GM-13-1" not in text_of(client, url, q="泄爆")
    dust = Process.objects.get(code="dust")
    assert "GM-11-5" in text_of(client, url, process=dust.pk)
    page = text_of(client, url, enterprise=dusty.pk)
    assert "GM-11-3" in page and "GM-4-5" not in page


def test_a_draft_is_for_those_who_write_it(official, cadre, client_of):
    draft = Catalogue.objects.get().copy(by=official)
    clause = draft.standards().first()
    assert client_of(cadre).get(clause.get_absolute_url()).status_code == 404
    assert client_of(official).get(clause.get_absolute_url()).status_code == 200
    assert draft.get_absolute_url() not in text_of(client_of(cadre), reverse("catalogues"))


def test_the_reviewer_changes_a_draft_in_the_cms_and_never_a_published_version(official, client_of):
    client = client_of(official)
    first = Catalogue.objects.get()
    draft = first.copy(by=official)
    published, written = first.standards().first(), draft.standards().first()
    assert client.get(reverse("judgementstandard:edit", args=[written.pk])).status_code == 200
    assert client.get(reverse("judgementstandard:edit", args=[published.pk])).status_code in (302, 403)


def test_a_code_that_is_no_clause_is_refused_and_an_old_one_may_stay(official, client_of):
    hazard = make_hazard(clause="安全生产法第三十六条")
    client, url = client_of(official), reverse("hazard_edit", args=[hazard.pk])
    facts = {
        "place": hazard.place,
        "description": hazard.description,
        "category": hazard.category_id,
        "version": hazard.version,
    }
    assert client.post(url, facts | {"clause": "GM-99-9"}).status_code == 422
    assert client.post(url, facts | {"clause": hazard.clause, "place": "二楼"}).status_code == 302
    hazard.refresh_from_db()
    assert (hazard.clause, hazard.place) == ("安全生产法第三十六条", "二楼")
    assert client.post(url, facts | {"clause": "GM-13-1", "version": hazard.version}).status_code == 302
    hazard.refresh_from_db()
    assert hazard.standard.code == "GM-13-1"
