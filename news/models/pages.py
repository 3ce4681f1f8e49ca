"""What every page of the public site has in common."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page, PageViewRestriction

from news.visibility import is_private


class PublicPage(Page):
    """A page that visitors may read, unless somebody keeps its part of the tree for people who have signed in."""

    # A password that many share is none.
    private_page_options = ["login", "groups"]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines and shared links"),
        )
    ]
    settings_panels = [PublishingPanel()]

    class Meta:
        abstract = True

    def get_view_restrictions(self):
        """Who may read the page; outside the private parts that is known without asking."""
        # A page that only stands for another is as private as that one.
        if self.alias_of_id is None and not is_private(self.path):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
