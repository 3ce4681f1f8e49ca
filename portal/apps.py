"""The project package is an app: it owns the user model, the kernel's tables and the templates' tags."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The kernel; once migrations have run, roll-ups and the index behind the search fields are brought into line."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        from portal import roll_ups  # late: models need the registry of apps
        from portal.search import pairs  # late: search needs the registry of apps

        post_migrate.connect(pairs.install_after_migrations, dispatch_uid="pairs of searched rows")
        pre_migrate.connect(roll_ups.remove_before_migrations, dispatch_uid="roll-ups stand aside")
        post_migrate.connect(roll_ups.install_after_migrations, dispatch_uid="roll-ups follow")
