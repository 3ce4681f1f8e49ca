"""News and training."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News and training")

    def ready(self):
        # The receivers name models, which are not there before this moment.
        from news import signals

        signals.connect()
