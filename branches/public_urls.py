"""What the party organisations show to whoever has an address, without an account."""

from django.urls import path

from branches.views.answers import AnswerView

urlpatterns = [path("<str:token>/", AnswerView.as_view(), name="answer")]
