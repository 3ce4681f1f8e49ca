"""The map of the least Wagtail site."""

from django.urls import include, path
from wagtail import urls

urlpatterns = [path("", include(urls))]
