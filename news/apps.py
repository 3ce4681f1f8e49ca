"""News and training."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News and training")

    def ready(self):
        from news import signals  # late: the receivers name models, which are not there before this moment

        signals.connect()
