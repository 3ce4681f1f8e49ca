"""The door that a web server opens: `portal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
# Every view, read before the workers part: no first visitor waits two seconds for it, and they share the memory.
get_resolver().url_patterns  # noqa: B018
