"""The project package is an app: it owns the user model, the kernel's tables and the templates' tags."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")
