"""The pages of the CMS's tree, found by their addresses without asking anew what all of them share."""

from django.utils.translation import get_language
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from news.menu import kept_site
from news.models.pages import PublicPage
from news.models.sections import Section


def serve(request, path):
    """A page of the tree, by Wagtail's own view; site, language and home page, which that asks for, are told to it."""
    site = kept_site(request)
    request._wagtail_site = site["site"]
    request._wagtail_cached_site_root_paths = site["root_paths"]
    home = site["languages"].get(get_language(), {}).get("home_path")
    if home:
        page = page_at(f"{home}{path}", site["kinds"])
        request._wagtail_route_for_request = RouteResult(page) if page else None
    return views.serve(request, path)


def page_at(url_path, kinds):
    """The live page at a path of the tree, or None; `kinds` are those of homes and what stands directly below them."""
    above, _, slug = url_path.rstrip("/").rpartition("/")
    here = {"slug": slug, "url_path": url_path, "live": True}
    model, section = kinds.get(url_path), kinds.get(f"{above}/")
    if model is None and section and issubclass(section, Section):
        model = section.story_model()
    if model is None:
        # Private parts of the tree are in no list that is kept for everybody.
        page = Page.objects.filter(**here).first()
        model = page.specific_class if page else None
        if model is None or not issubclass(model, PublicPage):
            return None
    return next(iter(model.objects.filter(**here).order_by()), None)
