"""The project package is an app: it owns the user model, the kernel's tables and the templates' tags."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The kernel; once migrations have run, the index behind the search fields is brought into line."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        from portal.search.pairs import install_after_migrations  # late: search needs the registry of apps

        post_migrate.connect(install_after_migrations, dispatch_uid="pairs of searched rows")
