"""Notices: what an office announces, with its number, its date and its attachments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from news.models.sections import Section
from news.models.stories import Story
from news.page_forms import NoticeForm


class NoticeIndexPage(Section):
    """The section of notices."""

    subpage_types = ["news.NoticePage"]
    fresh_days = 180

    class Meta:
        verbose_name = _("section of notices")
        verbose_name_plural = _("sections of notices")


class NoticePage(Story):
    """An announcement of an office."""

    issuer = models.CharField(_("issuer"), max_length=100, blank=True)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    signed_on = models.DateField(
        _("signed on"),
        null=True,
        blank=True,
        help_text=_("As written under the notice. Visitors also see when it was published."),
    )

    base_form_class = NoticeForm
    parent_page_types = ["news.NoticeIndexPage"]
    listed = ("lead", "document_number")
    search_fields = [*Story.search_fields, index.SearchField("issuer"), index.SearchField("document_number")]
    content_panels = [
        *Story.content_panels,
        MultiFieldPanel(
            [FieldPanel("issuer"), FieldPanel("document_number"), FieldPanel("signed_on")], heading=_("The document")
        ),
        *Story.attached_panels,
    ]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    @property
    def mark(self):
        return self.document_number
