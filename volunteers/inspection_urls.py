"""Every address of the judgement standards and of inspections, below /desk/."""

from django.urls import path

from volunteers.views import inspections, standards

urlpatterns = [
    path("standard-versions/", standards.CatalogueList.as_view(), name="catalogues"),
    path("standard-versions/<int:pk>/", standards.CatalogueDetail.as_view(), name="catalogue"),
    path("standard-versions/<int:pk>/publish/", standards.CataloguePublish.as_view(), name="catalogue_publish"),
    path("standard-versions/<int:pk>/copy/", standards.CatalogueCopy.as_view(), name="catalogue_copy"),
    path("judgement-standards/", standards.StandardList.as_view(), name="judgement_standards"),
    path("judgement-standards/<int:pk>/", standards.StandardDetail.as_view(), name="judgement_standard"),
    path("judgement-standards/<int:pk>/teach/", standards.StandardTeach.as_view(), name="judgement_standard_teach"),
    path("lessons/<int:pk>/withdraw/", standards.LessonWithdraw.as_view(), name="lesson_withdraw"),
    path(
        "judgement-standards/examples/<int:pk>/<slug:size>/",
        standards.StandardExampleView.as_view(),
        name="standard_example",
    ),
    path("inspections/", inspections.InspectionList.as_view(), name="inspections"),
    path("inspections/add/", inspections.InspectionAdd.as_view(), name="inspection_add"),
    path("inspections/<int:pk>/", inspections.InspectionDetail.as_view(), name="inspection"),
    path("inspections/<int:pk>/record/", inspections.InspectionHold.as_view(), name="inspection_hold"),
    path("inspections/<int:pk>/call-off/", inspections.InspectionCallOff.as_view(), name="inspection_call_off"),
    path("inspections/<int:pk>/join/", inspections.InspectionJoin.as_view(), name="inspection_join"),
    path("inspections/<int:pk>/findings/add/", inspections.InspectionFind.as_view(), name="inspection_find"),
    path("inspections/<int:pk>/paper.<slug:form>", inspections.InspectionPaper.as_view(), name="inspection_paper"),
    path("hazards/<int:pk>/opinion/", inspections.HazardOpine.as_view(), name="hazard_opine"),
]
