"""Every path of the party organisations, below /desk/."""

from django.urls import path

from branches.views import (
    appointments,
    attendance,
    enterprises,
    grids,
    indicators,
    organisations,
    people,
    site_checklists,
    site_checks,
    sites,
    tallies,
    training,
)
from branches.views.log import LogView

urlpatterns = [
    path("organisations/", organisations.OrganisationList.as_view(), name="organisations"),
    path("organisations/tree/", organisations.OrganisationTree.as_view(), name="organisation_tree"),
    path("organisations/add/", organisations.OrganisationAdd.as_view(), name="organisation_add"),
    path("organisations/<int:pk>/", organisations.OrganisationDetail.as_view(), name="organisation"),
    path("organisations/<int:pk>/tree/", organisations.OrganisationTree.as_view(), name="organisation_subtree"),
    path("organisations/<int:pk>/edit/", organisations.OrganisationEdit.as_view(), name="organisation_edit"),
    path("organisations/<int:pk>/rename/", organisations.OrganisationRename.as_view(), name="organisation_rename"),
    path(
        "organisations/<int:pk>/downgrade/",
        organisations.OrganisationDowngrade.as_view(),
        name="organisation_downgrade",
    ),
    path(
        "organisations/<int:pk>/dissolve/", organisations.OrganisationDissolve.as_view(), name="organisation_dissolve"
    ),
    path("enterprises/", enterprises.EnterpriseList.as_view(), name="enterprises"),
    path("enterprises/add/", enterprises.EnterpriseEdit.as_view(), name="enterprise_add"),
    path("enterprises/<int:pk>/", enterprises.EnterpriseDetail.as_view(), name="enterprise"),
    path("enterprises/<int:pk>/edit/", enterprises.EnterpriseEdit.as_view(), name="enterprise_edit"),
    path("grids/", grids.GridList.as_view(), name="grids"),
    path("grids/add/", grids.GridEdit.as_view(), name="grid_add"),
    path("grids/<int:pk>/", grids.GridDetail.as_view(), name="grid"),
    path("grids/<int:pk>/edit/", grids.GridEdit.as_view(), name="grid_edit"),
    path("people/", people.PersonList.as_view(), name="people"),
    path("people/add/", people.PersonEdit.as_view(), name="person_add"),
    path("people/<int:pk>/", people.PersonDetail.as_view(), name="person"),
    path("people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person_edit"),
    path("people/<int:pk>/password/", people.PersonPassword.as_view(), name="person_password"),
    path("people/<int:pk>/deactivate/", people.PersonDeactivate.as_view(), name="person_deactivate"),
    path("people/<int:pk>/activate/", people.PersonActivate.as_view(), name="person_activate"),
    path("appointments/", appointments.AppointmentList.as_view(), name="appointments"),
    path("appointments/add/", appointments.AppointmentAdd.as_view(), name="appointment_add"),
    path("appointments/<int:pk>/end/", appointments.AppointmentEnd.as_view(), name="appointment_end"),
    path("tallies/organisations/", tallies.OrganisationTally.as_view(), name="tally_organisations"),
    path("tallies/enterprises/", tallies.EnterpriseTally.as_view(), name="tally_enterprises"),
    # Standardization
    path("indicators/", indicators.CatalogueList.as_view(), name="indicator_catalogues"),
    path("indicators/<int:pk>/", indicators.CatalogueDetail.as_view(), name="indicator_catalogue"),
    path("indicators/<int:pk>/publish/", indicators.CataloguePublish.as_view(), name="indicator_catalogue_publish"),
    path("indicators/<int:pk>/copy/", indicators.CatalogueCopy.as_view(), name="indicator_catalogue_copy"),
    path("log/", LogView.as_view(), name="log"),
]

# Sites
urlpatterns += [
    path("sites/", sites.SiteList.as_view(), name="sites"),
    path("sites/add/", sites.SiteEdit.as_view(), name="site_add"),
    path("sites/<int:pk>/", sites.SiteDetail.as_view(), name="site"),
    path("sites/<int:pk>/edit/", sites.SiteEdit.as_view(), name="site_edit"),
    path("sites/<int:pk>/inspect/", sites.SiteInspect.as_view(), name="site_inspect"),
    path("sites/<int:pk>/share/", sites.SiteShare.as_view(), name="site_share"),
    path("sites/<int:pk>/give-up/", sites.SiteGiveUp.as_view(), name="site_give_up"),
    path("site-sharings/<int:pk>/end/", sites.SiteSharingEnd.as_view(), name="site_sharing_end"),
    path("site-checks/", site_checks.SiteCheckList.as_view(), name="site_checks"),
    path("site-checks/<int:pk>/", site_checks.SiteCheckDetail.as_view(), name="site_check"),
    path("site-checks/<int:pk>/self-check/", site_checks.SiteCheckFill.as_view(), name="site_check_fill"),
    path("site-checks/<int:pk>/finish/", site_checks.SiteCheckFinish.as_view(), name="site_check_finish"),
    path("site-checks/<int:pk>/apply/", site_checks.SiteCheckApply.as_view(), name="site_check_apply"),
    path("site-checks/<int:pk>/look/", site_checks.SiteCheckLook.as_view(), name="site_check_look"),
    path("site-checks/<int:pk>/sign/", site_checks.SiteCheckSign.as_view(), name="site_check_sign"),
    path("site-checks/<int:pk>/accept/", site_checks.SiteCheckAccept.as_view(), name="site_check_accept"),
    path("site-checks/<int:pk>/send-back/", site_checks.SiteCheckSendBack.as_view(), name="site_check_send_back"),
    path("site-checks/<int:pk>/fail/", site_checks.SiteCheckFail.as_view(), name="site_check_fail"),
    path("site-checks/<int:pk>/call-off/", site_checks.SiteCheckCallOff.as_view(), name="site_check_call_off"),
    path("site-photos/<int:pk>/<str:size>/", site_checks.SitePhotoView.as_view(), name="site_photo"),
    path("site-examples/<int:pk>/<str:size>/", site_checks.SiteExampleView.as_view(), name="site_example"),
    path("site-checklists/", site_checklists.SiteChecklistList.as_view(), name="site_checklists"),
    path("site-checklists/<int:pk>/", site_checklists.SiteChecklistDetail.as_view(), name="site_checklist"),
    path(
        "site-checklists/<int:pk>/publish/",
        site_checklists.SiteChecklistPublish.as_view(),
        name="site_checklist_publish",
    ),
    path("site-checklists/<int:pk>/copy/", site_checklists.SiteChecklistCopy.as_view(), name="site_checklist_copy"),
    path("tallies/sites/", tallies.SiteTally.as_view(), name="tally_sites"),
]

# Training
urlpatterns += [
    path("training/", training.TrainingList.as_view(), name="training"),
    path("training/add/", training.TrainingEdit.as_view(), name="training_add"),
    path("training/mine/", training.MyTraining.as_view(), name="my_training"),
    path("training/materials/<int:pk>/read/", training.MaterialRead.as_view(), name="material_read"),
    path("training/invitations/<int:pk>/", training.InvitationReply.as_view(), name="invitation_reply"),
    path("training/<int:pk>/", training.TrainingDetail.as_view(), name="training_session"),
    path("training/<int:pk>/edit/", training.TrainingEdit.as_view(), name="training_session_edit"),
    path("training/<int:pk>/announce/", training.TrainingAnnounce.as_view(), name="training_session_announce"),
    path("training/<int:pk>/hold/", training.TrainingHold.as_view(), name="training_session_hold"),
    path("training/<int:pk>/close/", training.TrainingClose.as_view(), name="training_session_close"),
    path("training/<int:pk>/reopen/", training.TrainingReopen.as_view(), name="training_session_reopen"),
    path("training/<int:pk>/call-off/", training.TrainingCallOff.as_view(), name="training_session_call_off"),
    path("training/<int:pk>/invite/", training.TrainingInvite.as_view(), name="training_session_invite"),
    path("training/<int:pk>/attendance/", attendance.AttendanceEntry.as_view(), name="training_session_attendance"),
    path(
        "training/<int:pk>/attendance.xlsx", attendance.AttendanceWorkbook.as_view(), name="training_session_workbook"
    ),
]
