"""Pictures, dates, pagers and metadata for the templates of the public site."""

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from news import menu
from news.models.pictures import SIZES

register = template.Library()

NEIGHBOURS = 2


@register.simple_tag
def picture(image, size, sizes="100vw", *, eager=False, decorative=False):
    """An <img> in one of the ready-made sizes; a browser chooses the width it needs."""
    if not image:
        return ""
    way = (size, sizes, eager, decorative)
    if way not in image.shown:
        image.shown[way] = drawn(image, *way)
    return image.shown[way]


def drawn(image, size, sizes, eager, decorative):
    """The <img> of a picture."""
    made = image.in_size(size)
    if not made:
        return ""
    widths = {one.width: one for one in made.values()}
    largest = widths[max(widths)]
    smallest = widths[min(widths)]
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="{}" decoding="async">',
        smallest.url if len(widths) > 1 else largest.url,
        format_html_join(", ", "{} {}w", ((one.url, width) for width, one in sorted(widths.items()))),
        sizes,
        largest.width,
        largest.height,
        "" if decorative else image.alt,
        "eager" if eager else "lazy",
    )


@register.simple_tag
def day(moment):
    """A date for a list: month and day within this year, else the whole date."""
    local = timezone.localtime(moment)
    return local.strftime("%m-%d" if local.year == timezone.localdate().year else "%Y-%m-%d")


@register.simple_tag(takes_context=True)
def page_url(context, page):
    """The address of a page, without a query of its own."""
    return menu.address(context["request"], page)


@register.simple_tag(takes_context=True)
def section(context, model_name):
    """A section in the language of the page: {title, url}."""
    return menu.section(context["request"], model_name)


@register.simple_tag(takes_context=True)
def pager(context, page):
    """A Django page of rows as components/pager.html wants it; other words of the address stay."""
    query = context["request"].GET.copy()

    def url(number):
        query["page"] = number
        return f"?{query.urlencode()}"

    last = page.paginator.num_pages
    shown = [n for n in range(1, last + 1) if n in (1, last) or abs(n - page.number) <= NEIGHBOURS]
    numbers = []
    for number in shown:
        if numbers and number - numbers[-1]["n"] > 1:
            numbers.append({"n": "…", "url": "", "current": False})
        numbers.append({"n": number, "url": url(number), "current": number == page.number})
    return {
        "first": page.start_index(),
        "last": page.end_index(),
        "count_text": page.paginator.count,
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
        "numbers": numbers,
    }


@register.inclusion_tag("news/_sharing.html", takes_context=True)
def sharing(context, page):
    """What search engines and messengers read about a page: address, text, picture, languages."""
    request = context["request"]
    image = getattr(page, "picture", None)
    made = image.in_size("share").get(SIZES["share"][0]) if image else None
    pages = sorted(menu.same_page(request).items(), reverse=True)
    own = page.get_url(request) or request.path
    return {
        "title": page.seo_title or page.title,
        "description": page.description,
        "url": request.build_absolute_uri(own),
        "image_url": request.build_absolute_uri(made.url) if made else "",
        "image": made,
        "alt": image.alt if image else "",
        "story": page if hasattr(page, "lead") else None,
        "languages": [(code, request.build_absolute_uri(url)) for code, url in pages],
        "portal_name": context.get("portal_name", ""),
        "language": get_language(),
    }


@register.simple_tag(takes_context=True)
def crumbs(context, page):
    """The way from the home page down to this page: [{title, url}]."""
    return menu.way_to(context["request"], page)
