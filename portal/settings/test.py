"""Tests: fast hashing, everything at once, nothing kept, warnings where a template names what is not there."""

import os
import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import MIDDLEWARE, STORAGES

DEBUG = False
SECRET_KEY = "tests only, never a server"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files come from the sources; there is no collected folder.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# A server that a test kills and starts again finds its files where it left them.
_files = Path(os.environ.get("PORTAL_TEST_FILES") or tempfile.mkdtemp(prefix="portal-tests-"))
MEDIA_ROOT, PRIVATE_ROOT = _files / "media", _files / "private"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
}
ACCOUNT_RATE_LIMITS = False
