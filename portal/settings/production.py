"""The office's server: https only, every secret from the environment, logs as JSON lines."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import LOGGING, env
from portal.settings.environment import BadSetting

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", "")
if len(SECRET_KEY) < 50:
    raise BadSetting("SECRET_KEY", "", "set at least 50 random characters; without them sessions can be forged.")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS")
if not ALLOWED_HOSTS:
    raise BadSetting("ALLOWED_HOSTS", "", "name the host of the portal, for example portal.example.gov.cn.")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31536000, 0, 63072000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
# A probe inside the machine asks /healthz over plain http.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]

# The CMS shows previews of its own pages in a frame: same origin, not none.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

LOGGING = LOGGING | {
    "formatters": {"line": {"()": "portal.logs.JsonLines"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
