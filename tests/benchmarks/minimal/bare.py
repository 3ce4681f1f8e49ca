"""Settings and the one view of a Django that does nothing else: no middleware, no database, no template."""

from django.http import HttpResponse
from django.urls import path

SECRET_KEY = "a yardstick, never a server"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
MIDDLEWARE: list[str] = []


def bare(request):
    """Answer at once."""
    return HttpResponse("ok")


urlpatterns = [path("", bare)]
