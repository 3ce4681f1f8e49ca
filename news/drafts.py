"""A draft in the CMS, written by the portal: sentences as text, figures as blocks that are watched from then on."""

from django.conf import settings
from django.utils.html import escape
from wagtail.models import Page

from news.blocks import FigureBlock
from news.models import NewsIndexPage, NewsPage


def draft_of_figures(title: str, sentences: list[str], keys: list[str], asked, *, by) -> Page | None:
    """A draft below the news section with these sentences and figures; None where there is no such section.

    The figures are asked for everybody, as articles print them: of the whole or of one organisation.
    """
    section = NewsIndexPage.objects.filter(locale__language_code__iexact=settings.LANGUAGE_CODE, live=True).first()
    if section is None:
        return None
    block = FigureBlock()
    body = [("text", "".join(f"<p>{escape(one)}</p>" for one in sentences))]
    for key in keys:
        value = {
            "key": key,
            "as_of": asked.as_of,
            "start": asked.start,
            "organisation": str(asked.organisation.pk) if asked.organisation else "",
            "words": "number",
            "again": False,
            "frozen": "",
        }
        body.append(("figure", block.clean(block.to_python(value))))
    page = NewsPage(title=title, body=body, live=False, owner=by)
    section.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page
