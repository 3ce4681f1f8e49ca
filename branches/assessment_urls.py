"""Every path of the assessments, below /desk/."""

from django.urls import path

from branches.views import (
    assessment_editions,
    assessment_plans,
    assessment_reports,
    assessment_rounds,
    assessment_sheets,
    assessments,
    branch_rectifications,
    deliberations,
    questionnaires,
)

urlpatterns = [
    path("assessments/", assessments.AssessmentList.as_view(), name="assessments"),
    path("assessments/<int:pk>/", assessments.AssessmentDetail.as_view(), name="assessment"),
    path("assessments/<int:pk>/visit/", assessments.AssessmentVisit.as_view(), name="assessment_visit"),
    path(
        "assessments/<int:pk>/materials/<int:number>/", assessments.MaterialView.as_view(), name="assessment_material"
    ),
    path("assessments/photos/<int:pk>/<slug:size>/", assessments.MaterialPhotoView.as_view(), name="material_photo"),
    path("assessments/<int:assessment>/talks/add/", assessments.TalkEdit.as_view(), name="talk_add"),
    path("assessments/talks/<int:pk>/", assessments.TalkEdit.as_view(), name="talk_edit"),
    path(
        "assessments/<int:pk>/questionnaires/open/",
        questionnaires.QuestionnaireOpen.as_view(),
        name="questionnaire_open",
    ),
    path("assessments/<int:pk>/report/", assessment_reports.ReportBegin.as_view(), name="assessment_report_begin"),
    path("questionnaires/<int:pk>/", questionnaires.QuestionnaireDetail.as_view(), name="questionnaire"),
    path("questionnaires/<int:pk>/edit/", questionnaires.QuestionnaireEdit.as_view(), name="questionnaire_edit"),
    path("questionnaires/<int:pk>/close/", questionnaires.QuestionnaireClose.as_view(), name="questionnaire_close"),
    path("questionnaires/<int:pk>/revoke/", questionnaires.QuestionnaireRevoke.as_view(), name="questionnaire_revoke"),
    path("questionnaires/<int:pk>/renew/", questionnaires.QuestionnaireRenew.as_view(), name="questionnaire_renew"),
    path("questionnaires/<int:pk>/paper/", questionnaires.QuestionnairePaper.as_view(), name="questionnaire_paper"),
    path(
        "questionnaires/<int:pk>/sheet.<slug:form>",
        questionnaires.QuestionnaireSheet.as_view(),
        name="questionnaire_sheet",
    ),
    path("assessment-reports/<int:pk>/", assessment_reports.ReportDetail.as_view(), name="assessment_report"),
    path("assessment-reports/<int:pk>/edit/", assessment_reports.ReportEdit.as_view(), name="assessment_report_edit"),
    path(
        "assessment-reports/<int:pk>/assent/",
        assessment_reports.ReportAssentView.as_view(),
        name="assessment_report_assent",
    ),
    path("assessment-reports/<int:pk>/sign/", assessment_reports.ReportSign.as_view(), name="assessment_report_sign"),
    path(
        "assessment-reports/<int:pk>/take-back/",
        assessment_reports.ReportTakeBack.as_view(),
        name="assessment_report_take_back",
    ),
    path(
        "assessment-reports/<int:pk>/answer/",
        assessment_reports.ReportAnswer.as_view(),
        name="assessment_report_answer",
    ),
    path(
        "assessment-reports/<int:pk>/report.<slug:form>",
        assessment_reports.ReportDocument.as_view(),
        name="assessment_report_document",
    ),
    path("assessment-rounds/", assessment_rounds.AssessmentRoundList.as_view(), name="assessment_rounds"),
    path("assessment-rounds/add/", assessment_rounds.AssessmentRoundEdit.as_view(), name="assessment_round_add"),
    path("assessment-rounds/<int:pk>/", assessment_rounds.AssessmentRoundDetail.as_view(), name="assessment_round"),
    path(
        "assessment-rounds/<int:pk>/edit/",
        assessment_rounds.AssessmentRoundEdit.as_view(),
        name="assessment_round_edit",
    ),
    path(
        "assessment-rounds/<int:pk>/begin/",
        assessment_rounds.AssessmentRoundBegin.as_view(),
        name="assessment_round_begin",
    ),
    path(
        "assessment-rounds/<int:pk>/close/",
        assessment_rounds.AssessmentRoundClose.as_view(),
        name="assessment_round_close",
    ),
    path(
        "assessment-rounds/<int:pk>/branches/",
        assessment_rounds.AssessmentRoundTakeIn.as_view(),
        name="assessment_round_take_in",
    ),
    path("assessment-rounds/<int:pk>/teams/add/", assessment_rounds.TeamAdd.as_view(), name="assessment_team_add"),
    path("assessment-rounds/teams/<int:pk>/", assessment_rounds.TeamEdit.as_view(), name="assessment_team_edit"),
    path("assessment-rounds/<int:pk>/plan/", assessment_plans.RoundPlan.as_view(), name="assessment_round_plan"),
    path(
        "assessment-rounds/<int:pk>/plan.xlsx",
        assessment_plans.RoundPlanSheet.as_view(),
        name="assessment_round_plan_sheet",
    ),
    path(
        "assessment-rounds/<int:pk>/summary.xlsx",
        assessment_plans.RoundSummary.as_view(),
        name="assessment_round_summary",
    ),
    path("assessment-rounds/<int:pk>/team.xlsx", assessment_sheets.TeamSheet.as_view(), name="assessment_team_sheet"),
    path(
        "assessment-rounds/<int:pk>/team/",
        assessment_sheets.TeamSheetBring.as_view(),
        name="assessment_team_sheet_bring",
    ),
    path("assessment-standard/", assessment_editions.AssessmentEditionList.as_view(), name="assessment_editions"),
    path(
        "assessment-standard/<int:pk>/",
        assessment_editions.AssessmentEditionDetail.as_view(),
        name="assessment_edition",
    ),
    path(
        "assessment-standard/<int:pk>/publish/",
        assessment_editions.EditionPublish.as_view(),
        name="assessment_edition_publish",
    ),
    path(
        "assessment-standard/<int:pk>/copy/", assessment_editions.EditionCopy.as_view(), name="assessment_edition_copy"
    ),
    path(
        "assessment-standard/<int:pk>/weights/",
        assessment_editions.EditionWeights.as_view(),
        name="assessment_edition_weights",
    ),
    path(
        "assessment-standard/<int:pk>/items/add/",
        assessment_editions.MaterialItemView.as_view(),
        name="material_item_add",
    ),
    path(
        "assessment-standard/items/<int:pk>/",
        assessment_editions.MaterialItemView.as_view(),
        {"is_part": True},
        name="material_item_edit",
    ),
    path(
        "assessment-standard/items/<int:pk>/take-out/",
        assessment_editions.MaterialItemRemove.as_view(),
        {"is_part": True},
        name="material_item_remove",
    ),
    path(
        "assessment-standard/<int:pk>/questions/add/", assessment_editions.QuestionView.as_view(), name="question_add"
    ),
    path(
        "assessment-standard/questions/<int:pk>/",
        assessment_editions.QuestionView.as_view(),
        {"is_part": True},
        name="question_edit",
    ),
    path(
        "assessment-standard/questions/<int:pk>/take-out/",
        assessment_editions.QuestionRemove.as_view(),
        {"is_part": True},
        name="question_remove",
    ),
    path("deliberations/", deliberations.DeliberationList.as_view(), name="deliberations"),
    path("deliberations/add/", deliberations.DeliberationEdit.as_view(), name="deliberation_add"),
    path("deliberations/<int:pk>/", deliberations.DeliberationDetail.as_view(), name="deliberation"),
    path("deliberations/<int:pk>/edit/", deliberations.DeliberationEdit.as_view(), name="deliberation_edit"),
    path("deliberations/<int:pk>/reports/", deliberations.DeliberationPutOn.as_view(), name="deliberation_put_on"),
    path("deliberations/<int:pk>/found/", deliberations.DeliberationFound.as_view(), name="deliberation_found"),
    path("deliberations/<int:pk>/decide/", deliberations.DeliberationDecide.as_view(), name="deliberation_decide"),
    path("deliberations/<int:pk>/execute/", deliberations.DeliberationExecute.as_view(), name="deliberation_execute"),
    path("deliberations/decisions/<int:pk>/", deliberations.BranchDecisionEdit.as_view(), name="branch_decision_edit"),
    path(
        "deliberations/decisions/<int:pk>/take-off/",
        deliberations.BranchDecisionTakeOff.as_view(),
        name="branch_decision_take_off",
    ),
    path(
        "branch-rectifications/",
        branch_rectifications.BranchRectificationList.as_view(),
        name="branch_rectifications",
    ),
    path(
        "branch-rectifications/<int:pk>/",
        branch_rectifications.BranchRectificationDetail.as_view(),
        name="branch_rectification",
    ),
    path(
        "branch-rectifications/<int:pk>/finish/",
        branch_rectifications.BranchRectificationFinish.as_view(),
        name="branch_rectification_finish",
    ),
    path(
        "branch-rectifications/<int:pk>/accept/",
        branch_rectifications.BranchRectificationAccept.as_view(),
        name="branch_rectification_accept",
    ),
    path(
        "branch-rectifications/<int:pk>/send-back/",
        branch_rectifications.BranchRectificationSendBack.as_view(),
        name="branch_rectification_send_back",
    ),
    path(
        "branch-rectifications/evidence/<int:pk>/<slug:size>/",
        branch_rectifications.RectificationEvidenceView.as_view(),
        name="rectification_evidence",
    ),
]
