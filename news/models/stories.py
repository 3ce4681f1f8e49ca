"""What all pages of the public site that tell something have in common, and what hangs on them."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from news.blocks import StoryBlocks
from news.models.pages import PublicPage
from news.models.pictures import with_sizes
from news.page_forms import StoryForm, pictures_in
from news.visibility import readable

RELATED = 4


class Attachment(Orderable):
    """A document that hangs on a page; the page lists it with its kind and size."""

    page = ParentalKey("wagtailcore.Page", related_name="attachments", verbose_name=_("page"))
    document = models.ForeignKey("wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name=_("document"))
    title = models.CharField(
        _("name shown"), max_length=200, blank=True, help_text=_("Leave empty to show the title of the document.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["sort_order"]

    def __str__(self):
        return self.title or self.document.title


class RelatedStory(Orderable):
    """Another page that the editor recommends at the end of this one."""

    page = ParentalKey("wagtailcore.Page", related_name="related_stories", verbose_name=_("page"))
    story = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("related page"))

    panels = [PageChooserPanel("story")]

    class Meta:
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")
        ordering = ["sort_order"]


class Story(PublicPage):
    """A page with a headline, a lead and a body.

    Its date is the moment it first went out. No form sets it, and neither a copy nor a restored version brings an
    earlier one along: a portal that dates its articles back is closed by its supervisors (domain.md 7.3).
    """

    lead = models.TextField(
        _("lead"), max_length=300, blank=True, help_text=_("One or two sentences under the headline and in lists.")
    )
    body = StreamField(StoryBlocks(), blank=True, verbose_name=_("body"))

    base_form_class = StoryForm
    search_fields = [*PublicPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    content_panels = [*PublicPage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    attached_panels = [
        InlinePanel("attachments", heading=_("Attachments"), label=_("Attachment")),
        InlinePanel("related_stories", heading=_("Related pages"), label=_("Related page"), max_num=RELATED),
    ]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        # Copies and aliases are stored as new pages with the date of their original.
        if self._state.adding and self.first_published_at:
            self.first_published_at = timezone.now()
        super().save(*args, **kwargs)

    def with_content_json(self, content):
        """A version of this page; the date of first publication is never taken from the version."""
        version = super().with_content_json(content)
        version.first_published_at = self.first_published_at
        return version

    @property
    def date(self):
        """The moment the page first went out; for a preview, now."""
        return self.first_published_at or timezone.now()

    @property
    def is_updated(self):
        """Whether it was published again on a later day."""
        last = self.last_published_at
        return bool(last) and timezone.localdate(last) > timezone.localdate(self.date)

    @property
    def picture(self):
        """The picture that stands for the page in lists and shared links, if it has one."""
        return getattr(self, "cover", None) or next(pictures_in(self.body), None)

    @property
    def description(self):
        """The page in two sentences, for lists, feeds and shared links."""
        return self.search_description or self.lead or Truncator(self.plain_text).chars(120)

    @property
    def plain_text(self):
        """Everything the page says, without its form."""
        return " ".join([self.lead, *self.body.stream_block.get_searchable_content(self.body)]).strip()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        with_sizes([getattr(self, "cover", None), *pictures_in(self.body)], "wide", "share")
        context["attachments"] = self.attachments.select_related("document")
        return context | self.onward()

    def onward(self):
        """Where to read on: {previous, next, related}, read in one query.

        Related is what the editor recommends; without that the newest pages of the section.
        """
        if not self.first_published_at:
            return {}
        siblings = type(self).objects.sibling_of(self, inclusive=False).filter(readable()).order_by()
        before = siblings.filter(first_published_at__lt=self.first_published_at).order_by("-first_published_at")
        after = siblings.filter(first_published_at__gt=self.first_published_at).order_by("first_published_at")
        newest = siblings.order_by("-first_published_at")
        chosen = RelatedStory.objects.filter(page=self)
        wanted = Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1])
        wanted |= Q(pk__in=newest.values("pk")[: RELATED + 2]) | Q(pk__in=chosen.values("story"))
        order = chosen.filter(story=OuterRef("pk")).values_list(Coalesce("sort_order", 0))[:1]
        pages = list(
            Page.objects.filter(wanted, readable())
            .only("title", "url_path", "path", "depth", "first_published_at")
            .annotate(chosen=Subquery(order))
            .order_by("-first_published_at", "-pk")
        )
        return self.sorted_onward(pages)

    def sorted_onward(self, pages):
        """Tell the pages of `onward` (newest first) apart."""
        section = self.path[: -self.steplen]
        siblings = [page for page in pages if page.path.startswith(section)]
        before = next((page for page in siblings if page.first_published_at < self.first_published_at), None)
        after = next((page for page in reversed(siblings) if page.first_published_at > self.first_published_at), None)
        related = sorted((page for page in pages if page.chosen is not None), key=lambda page: page.chosen)
        related = related or [page for page in siblings if page not in (before, after)]
        return {"previous": before, "next": after, "related": related[:RELATED]}
