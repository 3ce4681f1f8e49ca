"""What sorts of hazard there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.i18n import bilingual


class HazardCategory(models.Model):
    """What sort of hazard it is: dust, fire protection, electricity, and so on."""

    title = models.CharField(_("title"), max_length=40, unique=True)
    title_en = models.CharField(_("title in English"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")

    class Meta:
        verbose_name = _("category of hazard")
        verbose_name_plural = _("categories of hazard")
        ordering = ["order", "title"]

    def __str__(self):
        return self.label
