"""Figures quoted in published pages that the records no longer bear out."""

from dataclasses import dataclass

from django.core.cache import caches
from django.urls import reverse

from news.models import STORIES

# The newest pages of each kind are looked through; nobody corrects a figure in a page from years ago.
LOOKED_THROUGH = 200
# The blocks in which a figure may stand.
QUOTING = ("figure", "sentence")
# The desk does not count every figure of every article each time it is opened.
KEPT_SECONDS = 300


@dataclass(frozen=True)
class Drift:
    """A figure in a page, what it says, and what the records say now for the same day."""

    page: object
    name: object
    as_of: object
    frozen: str
    counted: str

    @property
    def url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def quoting_pages():
    """Published pages that quote a figure, newest first within each kind."""
    for model in STORIES:
        for page in model.objects.live().order_by("-first_published_at", "-pk")[:LOOKED_THROUGH]:
            if any(block["type"] in QUOTING for block in page.body.raw_data):
                yield page


def quoted(page):
    """The values of all figures in the body of a page, in sentences too."""
    for block in page.body:
        if block.block_type == "figure":
            yield block.value
        elif block.block_type == "sentence":
            yield from block.value["figures"]


def drifts_of(page):
    """Every figure of one page that the records no longer bear out."""
    for value in quoted(page):
        if answer := value.drift():
            yield Drift(page, value.declared.name, value["as_of"], value.text, value.printed(answer))


def drifted():
    """Every quoted figure that would be another number if it were counted today for its question."""
    return [drift for page in quoting_pages() for drift in drifts_of(page)]


def drifted_pages():
    """{key: title} of the published pages with drifted figures, at most some minutes old: for the desk."""
    kept = caches["pages"].get("drifted_pages")
    if kept is None:
        kept = {drift.page.pk: drift.page.title for drift in drifted()}
        caches["pages"].set("drifted_pages", kept, KEPT_SECONDS)
    return kept
