"""Who gets in where: assessments. Assessors, whose reach follows from their teams, are judged in their own tests."""

from branches.models import (
    AssessmentEdition,
    AssessmentReport,
    MaterialCheck,
    MaterialPhoto,
    QuestionnaireRun,
    TalkRecord,
)
from tests.access.photos import a_picture
from tests.factories.assessments import make_assessment, make_report, make_round, make_team

SEEN = "commissioner secretary adviser"
OFFICE = "commissioner"
REPORT = "commissioner secretary"

RECORDS = {
    "assessment": (SEEN, SEEN),
    "assessment_visit": (SEEN, ""),
    "assessment_material": (SEEN, ""),
    "assessment_report_begin": (SEEN, ""),
    "material_photo": (OFFICE, OFFICE),
    "talk_add": (SEEN, ""),
    "talk_edit": ("", ""),
    "questionnaire_open": (SEEN, ""),
    "questionnaire": (OFFICE, OFFICE),
    "questionnaire_edit": (OFFICE, ""),
    "questionnaire_close": (OFFICE, ""),
    "questionnaire_revoke": (OFFICE, ""),
    "questionnaire_renew": (OFFICE, ""),
    "questionnaire_paper": (OFFICE, ""),
    "questionnaire_sheet": (OFFICE, ""),
    "assessment_report": (REPORT, REPORT),
    "assessment_report_edit": (REPORT, ""),
    "assessment_report_assent": (REPORT, ""),
    "assessment_report_sign": (REPORT, ""),
    "assessment_report_take_back": (REPORT, ""),
    "assessment_report_answer": (REPORT, "secretary"),
    "assessment_report_document": (REPORT, REPORT),
    "assessment_round": (OFFICE, OFFICE),
    "assessment_round_edit": (OFFICE, OFFICE),
    "assessment_round_begin": (OFFICE, OFFICE),
    "assessment_round_close": (OFFICE, OFFICE),
    "assessment_round_take_in": (OFFICE, OFFICE),
    "assessment_round_plan": (OFFICE, OFFICE),
    "assessment_round_plan_sheet": (OFFICE, OFFICE),
    "assessment_round_summary": (OFFICE, OFFICE),
    "assessment_team_sheet": (OFFICE, ""),
    "assessment_team_sheet_bring": (OFFICE, ""),
    "assessment_team_add": (OFFICE, OFFICE),
    "assessment_team_edit": (OFFICE, OFFICE),
    "assessment_edition": (OFFICE, OFFICE),
    "assessment_edition_publish": (OFFICE, OFFICE),
    "assessment_edition_copy": (OFFICE, OFFICE),
    "assessment_edition_weights": (OFFICE, OFFICE),
    "material_item_add": (OFFICE, OFFICE),
    "material_item_edit": (OFFICE, OFFICE),
    "material_item_remove": (OFFICE, OFFICE),
    "question_add": (OFFICE, OFFICE),
    "question_edit": (OFFICE, OFFICE),
    "question_remove": (OFFICE, OFFICE),
}
PAGES = {
    "assessments": f"{SEEN} neighbour",
    "assessment_rounds": OFFICE,
    "assessment_round_add": OFFICE,
    "assessment_editions": OFFICE,
}
# Open to whoever has the address; looked at in tests/branches/test_questionnaires.py.
OPEN = {"answer"}
NO_PAGES = {
    "material_photo",
    "questionnaire_sheet",
    "assessment_report_document",
    "assessment_round_plan_sheet",
    "assessment_round_summary",
}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word: an assessment of A, reported and signed off."""
    round_ = make_round(zone.root)
    team = make_team(round_, zone.root)
    one = make_assessment(round_, zone.branch_a, team, visited=True)
    item = round_.edition.items.first()
    check = MaterialCheck.enter(one, item, by=team.leader, verdict="missing")
    QuestionnaireRun.open_for(one, by=team.leader, expires_on=round_.ends_on)
    facts = {"category": "owner", "talked_on": one.visited_on, "points": "…", "entered_by": team.leader}
    talk = TalkRecord.objects.create(assessment=one, **facts)
    make_report(one)
    report, run = AssessmentReport.objects.get(), one.runs.first()
    photo = MaterialPhoto.take(a_picture(), by=team.leader, check_record=check)
    draft = AssessmentEdition.current().copy(by=None)
    return {
        "assessment": [one.pk],
        "assessment_material": [one.pk, item.number],
        "material_photo": [photo.pk, "thumbnail"],
        "talk_add": [one.pk],
        "talk_edit": [talk.pk],
        "questionnaire": [run.pk],
        "questionnaire_open": [one.pk],
        "questionnaire_sheet": [run.pk, "docx"],
        "assessment_report": [report.pk],
        "assessment_report_begin": [one.pk],
        "assessment_report_document": [report.pk, "docx"],
        "assessment_round": [round_.pk],
        "assessment_team_add": [round_.pk],
        "assessment_team_sheet": [round_.pk],
        "assessment_team_edit": [team.pk],
        "assessment_edition": [draft.pk],
        "material_item_add": [draft.pk],
        "material_item_edit": [draft.items.first().pk],
        "material_item_remove": [draft.items.first().pk],
        "question_add": [draft.pk],
        "question_edit": [draft.questions.first().pk],
        "question_remove": [draft.questions.first().pk],
    }
