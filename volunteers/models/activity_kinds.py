"""Kinds of activity: data that the zone keeps, each with its text, its icon and whether it counts as a clean-up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.i18n import bilingual
from volunteers.choices import KindIcon


class ActivityKind(models.Model):
    """What sort of activity it was; `is_cleanup` says whether it counts as an environment clean-up."""

    title = models.CharField(_("title"), max_length=40, unique=True)
    title_en = models.CharField(_("title in English"), max_length=60, blank=True)
    # What is done on such an evening. For names without a public definition the zone supplies it (domain.md 6.3).
    text = models.TextField(_("what it means"), max_length=1000, blank=True)
    text_en = models.TextField(_("what it means, in English"), max_length=1000, blank=True)
    icon = models.CharField(_("icon"), max_length=24, choices=KindIcon, default=KindIcon.PEOPLE)
    is_cleanup = models.BooleanField(_("counts as a clean-up"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")
    meaning = bilingual("text")

    class Meta:
        verbose_name = _("kind of activity")
        verbose_name_plural = _("kinds of activity")
        ordering = ["order", "title"]

    def __str__(self):
        return self.label
