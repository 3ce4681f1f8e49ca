"""A machine on which somebody tries or develops the portal: plain http, a secret made on the first start."""

import secrets

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES, VAR, env

DEBUG = env.flag("DEBUG", default=False)


def _secret():
    """The key that signs sessions, made once and kept beside the database so that sign-ins outlast a restart."""
    file = VAR / "secret"
    try:
        with file.open("x") as new:
            file.chmod(0o600)
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()


SECRET_KEY = env.text("SECRET_KEY", "") or _secret()
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")
# Brotli for a thousand files of the CMS takes half a minute and gains nothing on the same machine.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
