"""A round of assessment in a real browser: planned, visited on a phone, answered by link, reported, deliberated."""

import re
import zlib
from datetime import timedelta

import docx
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from branches.assessment_choices import Audience
from branches.choices import Role
from branches.models import (
    Assessment,
    AssessmentReport,
    AssessmentRound,
    BranchRectification,
    Deliberation,
    MaterialCheck,
    Organisation,
    QuestionnaireRun,
)
from portal.documents import pdf_available
from portal.figures import Asked, figure
from tests.browser.test_journeys import PHONE, a_photo, fits, submit
from tests.factories.assessments import answer_sheets, fill_in, make_assessment, make_report, make_round, make_team
from tests.factories.branches import make_organisation
from tests.factories.portal import appoint, make_user

TODAY = timezone.localdate()


@pytest.fixture
def assessors(zone):
    """Two assessors of the zone, the first leads."""
    names = (("assessor", "童文彬"), ("assessor2", "汪莉"))
    return [appoint(make_user(username, name=name), Role.ASSESSOR, zone.root) for username, name in names]


def test_an_assessor_makes_a_visit_on_the_phone(page, address, enter, zone, assessors):
    round_ = make_round(zone.root)
    one = make_assessment(round_, zone.branch_a, make_team(round_, zone.root, people=assessors))
    page.set_viewport_size(PHONE)
    enter(assessors[0])
    expect(page.locator("main")).to_contain_text("宏达电器")
    page.goto(address("assessment_visit", one.pk))
    submit(page)
    expect(page.locator("main")).to_contain_text("还缺什么")
    assert fits(page)
    page.goto(address("assessment_material", one.pk, 1))
    page.locator("input[name=verdict][value=incomplete]").check()
    page.fill("[name=note]", "缺下半年总结")
    page.set_input_files("input[name=photos]", [a_photo("grey")])
    page.get_by_role("button", name="保存，下一项").click()
    expect(page.locator("h1")).to_contain_text("2.")
    assert fits(page)
    check = MaterialCheck.objects.get()
    assert (check.verdict, check.photos.count()) == ("incomplete", 1)
    page.goto(address("talk_add", one.pk))
    page.select_option("select[name=category]", "owner")
    page.fill("[name=points]", "支持党建工作，愿意保证场地")
    submit(page)
    expect(page.locator("main")).to_contain_text("愿意保证场地")
    page.goto(address("questionnaire_open", one.pk))
    submit(page)
    assert QuestionnaireRun.objects.count() == len(Audience)
    assert fits(page)


def test_members_answer_by_link_and_fewer_than_five_answers_stay_hidden(
    page, address, enter, as_person, zone, assessors
):
    round_ = make_round(zone.root)
    one = make_assessment(round_, zone.branch_a, make_team(round_, zone.root, people=assessors), visited=True)
    QuestionnaireRun.open_for(one, by=assessors[0], expires_on=TODAY)
    members, employees = (one.runs.get(audience=audience) for audience in (Audience.MEMBERS, Audience.EMPLOYEES))
    answer_sheets(employees, 4)
    phone = as_person(phone=True)
    for number in range(5):
        phone.goto(address("answer", members.token))
        assert fits(phone)
        for question in phone.locator("fieldset.question").all():
            question.locator("input[value=satisfied]").check()
        if number == 0:
            phone.fill("[name=remark]", "夜班职工也想参加活动")
        phone.locator("form.answers button[type=submit]").click()
        expect(phone.locator("main, body").first).to_contain_text("感谢")
    assert phone.context.cookies() == [], "no trace of who answered"
    page.set_viewport_size(PHONE)
    enter(assessors[0])
    page.goto(address("questionnaire", members.pk))
    expect(page.locator("main")).not_to_contain_text("夜班职工")
    for run in (members, employees):
        page.goto(address("questionnaire_close", run.pk))
        submit(page)
    expect(page.locator("main")).to_contain_text("不足 5 份")
    page.goto(address("questionnaire", members.pk))
    expect(page.locator("main")).to_contain_text("夜班职工也想参加活动")
    expect(page.locator("main")).to_contain_text("100")
    assert fits(page)


def text_of_word(path):
    """Every line of a Word file, those in tables too."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def texts_of_pdf(path):
    """The text of a PDF, read with each of its tables of glyphs in turn (each belongs to one face)."""
    parts = []
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL):
        try:
            parts.append(zlib.decompress(part).decode("latin-1"))
        except zlib.error:
            parts.append(part.decode("latin-1"))
    shown = [re.findall(r"<([0-9a-fA-F]+)>", line) for part in parts for line in part.splitlines() if "TJ" in line]
    for table in (part for part in parts if "beginbfchar" in part):
        pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
        glyphs = {glyph.lower(): bytes.fromhex(code).decode("utf-16-be") for glyph, code in pairs}
        codes = ["".join(line).lower() for line in shown]
        yield "".join(glyphs.get(code[at : at + 4], "") for code in codes for at in range(0, len(code), 4))


def test_a_report_is_edited_signed_by_two_and_taken_away_as_word_and_pdf(
    page, address, enter, as_person, zone, assessors
):
    round_ = make_round(zone.root)
    one = make_assessment(round_, zone.branch_a, make_team(round_, zone.root, people=assessors), visited=True)
    fill_in(one)
    enter(assessors[0])
    page.goto(address("assessment_report_begin", one.pk))
    submit(page)
    report = AssessmentReport.objects.get()
    page.goto(address("assessment_report_edit", report.pk))
    page.fill("[name=problems]", "年度总结不全，签到不规范")
    for field in page.locator("input[name^=score_]").all():
        field.fill("82.5")
    page.select_option("select[name=rating]", "normal")
    page.select_option("select[name=proposal]", "improve")
    page.locator("main form").get_by_role("button", name="保存").first.click()
    expect(page.locator("main")).to_contain_text("82.5")
    other = as_person(assessors[1])
    for browser in (page, other):
        browser.goto(address("assessment_report_assent", report.pk))
        submit(browser)
    page.goto(address("assessment_report_sign", report.pk))
    submit(page)
    expect(page.locator("main")).to_contain_text("童文彬")
    report.refresh_from_db()
    assert (report.state, report.problems) == ("signed", "年度总结不全，签到不规范")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    word = text_of_word(download.value.path())
    assert report.number in word
    assert "年度总结不全，签到不规范" in word
    assert zone.branch_a.name in word
    if pdf_available():
        with page.expect_download() as download:
            page.get_by_role("link", name="PDF").click()
        assert any("年度总结不全，签到不规范" in text for text in texts_of_pdf(download.value.path()))


def test_a_commissioner_prepares_a_round_with_a_team_and_a_plan(page, address, enter, zone, commissioner, assessors):
    enter(commissioner)
    page.goto(address("assessment_round_add"))
    page.fill("[name=name]", "秋季能力评估")
    page.fill("[name=office]", zone.root.name)
    page.fill("[name=ends_on]", str(TODAY + timedelta(days=40)))
    submit(page)
    round_ = AssessmentRound.objects.get()
    page.goto(address("assessment_round_take_in", round_.pk))
    page.select_option("select[name=kind]", "branch")
    submit(page)
    page.goto(address("assessment_team_add", round_.pk))
    for name, value in (("name", "第一组"), ("leader", "assessor"), ("assessor_2", "assessor2")):
        page.fill(f"[name={name}]", value)
    submit(page)
    page.goto(address("assessment_round_begin", round_.pk))
    submit(page)
    page.goto(address("assessment_round_plan", round_.pk))
    one = round_.assessments.get(organisation=zone.branch_a)
    page.select_option(f"[name=a{one.pk}-team]", label="第一组")
    page.fill(f"[name=a{one.pk}-visit_on]", str(TODAY))
    page.get_by_role("button", name="保存计划").click()
    page.wait_for_load_state()
    one.refresh_from_db()
    assert (one.team.leader, one.visit_on) == (assessors[0], TODAY)
    page.goto(address("assessment_round", round_.pk))
    expect(page.locator("main")).to_contain_text("第一组")


@pytest.fixture
def reported(zone, assessors):
    """A round in which branches have their reports: to be kept, rectified, downgraded, merged, dissolved."""
    zone.general = make_organisation(zone.root, name="云溪宏图党总支", kind="general_branch")
    zone.small = make_organisation(zone.root, name="云溪小微党支部")
    zone.idle = make_organisation(zone.root, name="云溪停产党支部")
    zone.branch_b = Organisation.objects.get(pk=zone.branch_b.pk)
    round_ = make_round(zone.root)
    team = make_team(round_, zone.root, people=assessors)
    proposals = {
        zone.branch_a: "keep",
        zone.branch_b: "rectify",
        zone.general: "keep",
        zone.small: "merge",
        zone.idle: "dissolve",
    }
    for branch, proposal in proposals.items():
        make_report(make_assessment(round_, branch, team, visited=True), proposal=proposal, rating="normal")
    return round_


def test_a_commissioner_has_the_committee_decide_and_the_registry_changes(
    page, address, enter, zone, commissioner, reported
):
    enter(commissioner)
    page.goto(address("deliberation_add"))
    page.fill("[name=office]", zone.root.name)
    page.fill("[name=meeting]", "党工委会议")
    page.fill("[name=document_number]", "云高党〔2026〕31号")
    submit(page)
    held = Deliberation.objects.get()
    page.goto(address("deliberation_put_on", held.pk))
    for box in page.locator("input[name=assessments]").all():
        box.check()
    submit(page)
    decisions = {one.organisation_id: one for one in held.decisions.all()}
    page.goto(address("branch_decision_edit", decisions[zone.small.pk].pk))
    page.fill("[name=into]", zone.branch_a.name)
    submit(page)
    page.goto(address("branch_decision_edit", decisions[zone.general.pk].pk))
    page.select_option("[name=kind]", "downgrade")
    page.fill("[name=name]", "云溪宏图党支部")
    submit(page)
    for verb in ("deliberation_decide", "deliberation_execute"):
        page.goto(address(verb, held.pk))
        submit(page)
    expect(page.locator("main")).to_contain_text("已执行")
    found = {one.pk: (one.kind, one.state) for one in Organisation.objects.counted()}
    assert found[zone.general.pk] == ("branch", "in_force")
    assert found[zone.small.pk] == found[zone.idle.pk] == ("branch", "dissolved")
    assert BranchRectification.objects.get().decision.organisation == zone.branch_b
    assert set(Assessment.objects.values_list("state", flat=True)) == {"executed", "decided"}
    # Yesterday all five were in force, and are still counted so.
    assert figure("organisations.total").answer(Asked(TODAY)).value == 3
    assert figure("organisations.total").answer(Asked(TODAY - timedelta(days=1))).value == 5
    page.goto(f"{address('organisations')}?as_of={TODAY - timedelta(days=1)}&standing=in_force")
    expect(page.locator("main")).to_contain_text("云溪宏图党总支")
    expect(page.locator("main")).to_contain_text("云溪停产党支部")
