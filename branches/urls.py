"""Every path of the party organisations, below /desk/."""

from django.urls import path

from branches.views import appointments, enterprises, grids, indicators, organisations, people, tallies
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
