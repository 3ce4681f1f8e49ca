"""What all pages of the public site that tell something have in common, and what hangs on them."""

from django.db import models
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
from news.models.pictures import with_covers
from news.page_forms import StoryForm, pictures_in
from news.visibility import readable
from portal.kept import kept

RELATED = 4
# Enough for the front page, and for the related pages beside a page and its two neighbours.
NEWEST = RELATED + 3


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
    # What lists show of a page beside its title, day and mark.
    listed: tuple[str, ...] = ("lead",)
    cover = None
    # The form in which it teaches something, where it does.
    form = ""

    class Meta:
        abstract = True

    @property
    def mark(self):
        """What lists say of it behind its day."""
        return ""

    @classmethod
    def for_lists(cls):
        """The pages of this kind that visitors may read, newest first, with no more than lists show of them."""
        shown = ("title", "slug", "path", "url_path", "first_published_at", *cls.listed)
        return cls.objects.filter(readable()).only(*shown).order_by("-first_published_at", "-pk")

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
        return self.cover or next(pictures_in(self.body), None)

    @property
    def description(self):
        """The page in two sentences, for lists, feeds and shared links."""
        return self.search_description or self.lead or Truncator(self.plain_text).chars(120)

    @property
    def plain_text(self):
        """Everything the page says, without its form."""
        return " ".join([self.lead, *self.body.stream_block.get_searchable_content(self.body)]).strip()

    @classmethod
    def newest(cls, above):
        """The newest pages of this kind below a path of the tree.

        They stand on the front page and below every page of their kind, so they are kept for all of these.
        """
        return kept("newest", (cls, above), lambda: list(cls.for_lists().filter(path__startswith=above)[:NEWEST]))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        with_covers([self], pictures_in(self.body))
        context["attachments"] = self.attachments.select_related("document")
        return context | self.onward()

    def onward(self):
        """Where to read on: {previous, next, related}.

        Related is what the editor recommends; without that the newest pages of the section.
        """
        if not self.first_published_at:
            return {}
        before, after = self.neighbours()
        related = self.recommended()
        if not related:
            known = {page.pk for page in (self, before, after) if page}
            home = self.path[: -2 * self.steplen]
            related = [page for page in self.newest(home) if page.pk not in known][:RELATED]
        return {"previous": before, "next": after, "related": related}

    def neighbours(self):
        """The pages of the section that went out just before and just after this one, or None."""
        pages = Page.objects.filter(readable(), path__startswith=self.path[: -self.steplen], depth=self.depth)
        pages = pages.only("title", "slug", "path", "url_path")
        before = pages.filter(first_published_at__lt=self.first_published_at).order_by("-first_published_at", "-pk")
        after = pages.filter(first_published_at__gt=self.first_published_at).order_by("first_published_at", "pk")
        return before.first(), after.first()

    def recommended(self):
        """What the editor recommends, in the editor's order, as far as visitors may read it."""
        keys = list(RelatedStory.objects.filter(page=self).values_list("story", flat=True))
        pages = Page.objects.filter(readable()).in_bulk(keys) if keys else {}
        return [pages[key] for key in keys if key in pages][:RELATED]
