"""The public site's menu, foot and languages: read with a few queries, then kept until something is published."""

from functools import partial

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from news.honours import has_something
from news.models import HomePage, SiteFoot, StandardPage
from news.visibility import readable
from portal.kept import kept

NAMES = {"zh-hans": "中文", "en": "English"}
# Depth in the tree: the homes of the languages, their sections, the pages in them.
HOMES, SECTIONS, STORIES = 2, 3, 4
LONGEST_QUERY = 100
# Views of the public site that exist in every language beside the pages of the CMS.
SAME_VIEWS = {"search", "public_honours", "public_honour"}


def public_menu(request):
    """Home and every section that has something to read: [{title, url, current}]."""
    here = kept_site(request)["languages"].get(translation.get_language(), {})
    home = here.get("home", "/")
    items = [{"title": _("Home"), "url": home, "current": request.path == home}]
    for title, url in here.get("menu", ()):
        items.append({"title": title, "url": url, "current": request.path.startswith(url)})
    if kept_site(request)["has_honours"]:
        url = reverse("public_honours")
        items.append({"title": _("Honours"), "url": url, "current": request.path.startswith(url)})
    return items


def public_foot(request):
    """The standing pages, which the foot of every page links to: [{title, url}]."""
    here = kept_site(request)["languages"].get(translation.get_language(), {})
    return [{"title": title, "url": url} for title, url in here.get("foot", ())]


def site_footer(request):
    """Who runs the site and its numbers, in the language of the page."""
    foot = kept_site(request)["site_foot"]
    if foot is None:
        return {}
    numbers = {name: getattr(foot, name) for name in ("record_number", "police_number", "site_code")}
    return numbers | {"organiser": foot.organiser_shown, "contact": foot.contact_shown}


def languages(request):
    """The same page in each language where it exists, else the home of that language: [{code, name, url, current}]."""
    current = translation.get_language()
    found = same_page(request)
    lines = []
    for code, _name in settings.LANGUAGES:
        url = request.path if code == current else found.get(code) or home_url(request, code)
        lines.append({"code": code, "name": NAMES[code], "url": url, "current": code == current})
    return lines


def section(request, model_name):
    """A section in the language of the page: {title, url}, or nothing."""
    here = kept_site(request)["languages"].get(translation.get_language(), {})
    return here.get("sections", {}).get(model_name, {})


def way_to(request, page):
    """The home page and the section above a page: [{title, url}]."""
    ways = kept_site(request)["ways"]
    above = [page.path[: depth * page.steplen] for depth in (HOMES, SECTIONS) if depth < page.depth]
    return [ways[path] for path in above if path in ways]


def address(request, page):
    """The address of a page; below a page of the menu that is known without asking Wagtail."""
    above = kept_site(request)["ways"].get(page.path[: -page.steplen])
    return f"{above['url']}{page.slug}/" if above else page.get_url(request) or ""


def home_url(request, code):
    """The address of the home page of a language."""
    home = kept_site(request)["languages"].get(code, {}).get("home")
    return home or ("/" if code == settings.LANGUAGE_CODE else f"/{code}/")


def same_page(request):
    """{language: address} of the page that is being shown; asked for once a request."""
    if not hasattr(request, "same_page"):
        request.same_page = found_translations(request)
    return request.same_page


def found_translations(request):
    """Where the page, or the view, is to be found in each language."""
    page = getattr(request, "public_page", None)
    match = getattr(request, "resolver_match", None)
    if page is None:
        if match is None or match.url_name not in SAME_VIEWS:
            return {}
        words = request.GET.get("q", "")[:LONGEST_QUERY]
        query = f"?{urlencode({'q': words})}" if words and match.url_name == "search" else ""
        found = {}
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                found[code] = reverse(match.url_name, kwargs=match.kwargs) + query
        return found
    site = kept_site(request)
    if page.translation_key in site["translations"]:
        return site["translations"][page.translation_key]
    others = Page.objects.filter(readable(), translation_key=page.translation_key).order_by()
    others = others.only("url_path", "locale")
    return {
        site["locales"][other.locale_id]: other.get_url(request)
        for other in others
        if other.locale_id in site["locales"]
    }


def kept_site(request):
    """What the menu, the foot and the languages are made of, and where which kind of page stands."""
    if not hasattr(request, "kept_site"):
        request.kept_site = kept("site", request.get_host(), partial(read_site, request))
    return request.kept_site


def read_site(request):
    """Homes, sections and standing pages of all languages, as plain values."""
    filled = Page.objects.filter(readable(), depth=STORIES, path__startswith=OuterRef("path"))
    rows = Page.objects.filter(readable(), depth__in=(HOMES, SECTIONS)).annotate(is_filled=Exists(filled))
    languages, locales, translations, ways, kinds = {}, {}, {}, {}, {}
    for page in rows.select_related("locale").order_by("path"):
        if page.specific_class is None:
            continue
        code, url = page.locale.language_code, page.get_url(request)
        locales[page.locale_id] = code
        here = languages.setdefault(code, {"home": None, "home_path": "", "menu": [], "foot": [], "sections": {}})
        translations.setdefault(page.translation_key, {})[code] = url
        ways[page.path] = {"title": page.title, "url": url}
        kinds[page.url_path] = page.specific_class
        if issubclass(page.specific_class, HomePage):
            here["home"], here["home_path"] = url, page.url_path
        elif issubclass(page.specific_class, StandardPage):
            here["foot"].append((page.title, url))
        else:
            here["sections"][page.specific_class._meta.model_name] = ways[page.path]
            if page.is_filled and page.show_in_menus:
                here["menu"].append((page.title, url))
    site = Site.find_for_request(request)
    return {
        "site": site,
        "root_paths": Site.get_site_root_paths(),
        "locales": locales,
        "kinds": kinds,
        "languages": languages,
        "translations": translations,
        "ways": ways,
        "has_honours": has_something(),
        "site_foot": SiteFoot.objects.filter(site=site).first() if site else None,
    }
