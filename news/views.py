"""The public site's views beside the pages themselves: the search, and what machines ask for."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import View
from wagtail.models import Page

from news.honours import honour_entries
from news.menu import LONGEST_QUERY
from news.models import NewsPage, NoticePage, StandardPage, TrainingPage
from news.visibility import readable
from portal.search import snippet, terms

PER_PAGE = 10
MOST_PAGES = 50_000
EXCERPT = 150
# The kinds of pages that are found, with the word for each in the address.
KINDS = {
    "news": (NewsPage, gettext_lazy("News")),
    "notices": (NoticePage, pgettext_lazy("section", "Notices")),
    "training": (TrainingPage, gettext_lazy("Training")),
    "pages": (StandardPage, gettext_lazy("About this site")),
}
ROBOTS = """User-agent: *
Disallow: /desk/
Disallow: /cms/
Disallow: /accounts/
Disallow: /documents/
Disallow: /search
Disallow: /en/search

Sitemap: %s
"""


class SearchView(View):
    """What is published in the reader's language and holds the words, the best first."""

    def get(self, request):
        words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
        context = {"q": words[:LONGEST_QUERY], "fault": self.fault(words), "section": request.GET.get("section", "")}
        if words and not context["fault"]:
            context |= self.found(request, words, context["section"])
        response = render(request, "news/search.html", context)
        # Every word makes an address of its own: kept, they would drive the real pages out of the page cache.
        patch_cache_control(response, private=True, max_age=60)
        return response

    @staticmethod
    def fault(words):
        """A sentence for what cannot be searched for, or nothing."""
        if len(words) > LONGEST_QUERY:
            return _("Search for at most %(n)d characters at a time: two or three words are enough.") % {
                "n": LONGEST_QUERY
            }
        if words and not terms(words):
            return _("There is no word in this search. Type a word, such as 隐患.")
        return ""

    def found(self, request, words, section):
        """The hits of one page, and how many there are in each section."""
        types = {name: ContentType.objects.get_for_model(model).pk for name, (model, _label) in KINDS.items()}
        pages = Page.objects.filter(readable(), locale__language_code=get_language(), content_type__in=types.values())
        counts = pages.search(words).facet("content_type_id")
        if section in types:
            pages = pages.filter(content_type=types[section])
        page = Paginator(pages.search(words), PER_PAGE).get_page(request.GET.get("page"))
        return {
            "page": page,
            "hits": self.hits(request, page.object_list, words, types),
            "sections": [
                {"name": name, "label": label, "count": counts.get(types[name], 0)}
                for name, (_model, label) in KINDS.items()
                if counts.get(types[name])
            ],
            "total": sum(counts.values()),
        }

    @staticmethod
    def hits(request, pages, words, types):
        """The pages of one page of hits with their excerpts, read kind by kind."""
        pages = list(pages)
        kinds = {types[name]: (model, label) for name, (model, label) in KINDS.items()}
        stories = {}
        for kind, (model, _label) in kinds.items():
            wanted = [page.pk for page in pages if page.content_type_id == kind]
            stories |= model.objects.in_bulk(wanted) if wanted else {}
        return [
            {
                "title": snippet(page.title, words, width=200),
                "excerpt": snippet(stories[page.pk].plain_text, words, width=EXCERPT),
                "url": page.get_url(request),
                "date": page.first_published_at,
                "section": kinds[page.content_type_id][1],
            }
            for page in pages
            if page.pk in stories
        ]


@require_safe
def robots(request):
    """What search engines may read."""
    return HttpResponse(ROBOTS % request.build_absolute_uri("/sitemap.xml"), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """Every page that visitors may read, each with itself in the other language."""
    pages = Page.objects.filter(readable(), depth__gt=1).select_related("locale")
    groups = defaultdict(dict)
    lines = []
    for page in pages.order_by("-first_published_at", "pk")[:MOST_PAGES]:
        address = page.get_url(request)
        if address:
            address = request.build_absolute_uri(address)
            groups[page.translation_key][page.locale.language_code] = address
            lines.append((page, address))
    entries = [
        {"url": address, "changed": page.last_published_at, "languages": languages if len(languages) > 1 else {}}
        for page, address in lines
        for languages in [groups[page.translation_key]]
    ]
    entries += honour_entries(request)
    return render(request, "news/sitemap.xml", {"entries": entries}, content_type="application/xml")
