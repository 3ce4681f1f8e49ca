"""Pages that stand for themselves (about, accessibility, privacy), and what the foot of every page says."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from news.models.stories import Story
from portal.i18n import bilingual


class StandardPage(Story):
    """A page that is not news: about this site, accessibility, privacy. The foot of every page links to it."""

    parent_page_types = ["news.HomePage"]
    show_in_menus_default = False
    content_panels = [*Story.content_panels, *Story.attached_panels[:1]]

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def onward(self):
        return {"previous": None, "next": None, "related": []}


@register_setting(icon="edit", order=100)
class SiteFoot(BaseSiteSetting):
    """Who runs the site and how to reach them, as the rules for government sites ask."""

    organiser = models.CharField(_("run by"), max_length=100, blank=True)
    organiser_en = models.CharField(_("run by (English)"), max_length=100, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    contact_en = models.CharField(_("contact (English)"), max_length=200, blank=True)
    record_number = models.CharField(_("ICP record number"), max_length=60, blank=True)
    police_number = models.CharField(_("public security record number"), max_length=60, blank=True)
    site_code = models.CharField(_("government site code"), max_length=20, blank=True)

    organiser_shown = bilingual("organiser")
    contact_shown = bilingual("contact")

    panels = [
        MultiFieldPanel([FieldPanel("organiser"), FieldPanel("organiser_en")], heading=_("Run by")),
        MultiFieldPanel([FieldPanel("contact"), FieldPanel("contact_en")], heading=_("Contact")),
        MultiFieldPanel(
            [FieldPanel("record_number"), FieldPanel("police_number"), FieldPanel("site_code")],
            heading=_("Numbers given by the authorities"),
        ),
    ]

    class Meta:
        verbose_name = _("foot of the pages")
        verbose_name_plural = _("feet of the pages")
        ordering = ["pk"]
