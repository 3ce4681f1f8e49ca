"""What every page of the public site has in common."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import Page, PageViewRestriction

from news.visibility import restricted_paths


class PublicPage(Page):
    """A page that visitors may read, unless somebody keeps its part of the tree for people who have signed in."""

    # A password that many share is none.
    private_page_options = ["login", "groups"]
    # What the page shows beside its own row, read along with it.
    read_along: tuple[str, ...] = ()
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines and shared links"),
        )
    ]
    settings_panels = [PublishingPanel()]

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """Find a page below in two queries, however deep it lies; Wagtail takes two for each level."""
        if not path_components:
            return super().route(request, path_components)
        url_path = f"{self.url_path}{'/'.join(path_components)}/"
        below = Page.objects.filter(slug=path_components[-1], url_path=url_path, live=True).first()
        model = below.specific_class if below else None
        if model is None or not issubclass(model, PublicPage):
            raise Http404
        page = model.objects.select_related(*model.read_along).get(pk=below.pk)
        return page.route(request, [])

    def get_view_restrictions(self):
        """Who may read the page; as long as nothing at all is private, that is known without asking."""
        if not restricted_paths():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
