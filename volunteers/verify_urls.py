"""What the task forces show to whoever has an address, without an account."""

from django.urls import path

from volunteers.views.certificates import CertificateCheck

urlpatterns = [path("<str:token>/", CertificateCheck.as_view(), name="certificate_check")]
