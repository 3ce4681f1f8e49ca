"""What an enterprise reaches by the link of its self-check, without an account."""

from django.urls import path

from volunteers.views import self_check_answers as views

urlpatterns = [
    path("<str:token>/", views.SelfCheckAnswer.as_view(), name="self_check_answer"),
    path("<str:token>/draft/", views.SelfCheckLinkDraft.as_view(), name="self_check_link_draft"),
    path("<str:token>/receipt/", views.SelfCheckReceipt.as_view(), name="self_check_receipt"),
    path("<str:token>/form.<slug:form>", views.SelfCheckLinkPaper.as_view(), name="self_check_link_paper"),
    path("<str:token>/photos/<int:pk>/<slug:size>/", views.SelfCheckLinkPhoto.as_view(), name="self_check_link_photo"),
    path(
        "<str:token>/examples/<int:pk>/<slug:size>/",
        views.SelfCheckLinkExample.as_view(),
        name="self_check_link_example",
    ),
]
