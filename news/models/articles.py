"""News: what happened, told with pictures."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from news.models.sections import Section
from news.models.stories import Story


class NewsIndexPage(Section):
    """The section of news."""

    subpage_types = ["news.NewsPage"]

    class Meta:
        verbose_name = _("news section")
        verbose_name_plural = _("news sections")


class NewsPage(Story):
    """A report of something that happened."""

    cover = models.ForeignKey(
        "news.Picture", models.SET_NULL, verbose_name=_("cover picture"), related_name="+", null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=100, blank=True)
    author = models.CharField(_("author"), max_length=100, blank=True)
    photographer = models.CharField(_("photographer"), max_length=100, blank=True)

    parent_page_types = ["news.NewsIndexPage"]
    listed = ("lead", "cover", "source")
    search_fields = [*Story.search_fields, index.SearchField("author"), index.SearchField("source")]
    content_panels = [
        *Story.content_panels[:2],
        FieldPanel("cover"),
        *Story.content_panels[2:],
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("author"), FieldPanel("photographer")], heading=_("Who made it")
        ),
        *Story.attached_panels,
    ]

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    @property
    def mark(self):
        return self.source
