"""What an enterprise reaches by the link of a notice, without an account."""

from django.urls import path

from volunteers.views import notice_answers

urlpatterns = [
    path("<str:token>/", notice_answers.NoticeAnswer.as_view(), name="notice_answer"),
    path("<str:token>/<int:pk>/", notice_answers.NoticeHazard.as_view(), name="notice_hazard"),
    path("<str:token>/<int:pk>/time/", notice_answers.NoticeMoreTime.as_view(), name="notice_more_time"),
    path("<str:token>/photos/<int:pk>/<slug:size>/", notice_answers.NoticePhoto.as_view(), name="notice_photo"),
]
