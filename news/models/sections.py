"""A section of the public site: a page that lists its pages, newest first."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from news.models.pages import PublicPage
from news.models.pictures import with_covers

PER_PAGE = 15


class Section(PublicPage):
    """News, notices or training. A section without pages to read stays out of the menu."""

    intro = models.TextField(_("introduction"), max_length=300, blank=True)

    show_in_menus_default = True
    search_fields = [*PublicPage.search_fields, index.SearchField("intro")]
    content_panels = [*PublicPage.content_panels, FieldPanel("intro")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("show_in_menus"), FieldPanel("search_description")],
            heading=_("For search engines and shared links"),
        )
    ]
    parent_page_types = ["news.HomePage"]
    max_count_per_parent = 1
    # Days after which the CMS reminds of a section without anything new (domain.md 7.3).
    fresh_days = 14

    class Meta:
        abstract = True

    @property
    def description(self):
        """The section in a sentence, for shared links."""
        return self.search_description or self.intro

    @classmethod
    def story_model(cls):
        """The kind of page that the section holds."""
        return cls.allowed_subpage_models()[0]

    def stories(self):
        """The pages that visitors may read, newest first."""
        return self.story_model().for_lists().child_of(self)

    def filtered(self, request):
        """(the stories asked for, further values of the page)."""
        return self.stories(), {}

    def get_context(self, request, *args, **kwargs):
        stories, more = self.filtered(request)
        page = Paginator(stories, PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = with_covers(page.object_list)
        return super().get_context(request, *args, **kwargs) | more | {"stories": page}
