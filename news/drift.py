"""Figures quoted in published pages that the records no longer bear out."""

from dataclasses import dataclass

from django.urls import reverse

from news.models import STORIES

# The newest pages of each kind are looked through; nobody corrects a figure in a page from years ago.
LOOKED_THROUGH = 200


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
            if any(block["type"] == "figure" for block in page.body.raw_data):
                yield page


def drifted():
    """Every quoted figure that would be another number if it were counted today for its day."""
    found = []
    for page in quoting_pages():
        for block in page.body:
            if block.block_type == "figure" and (answer := block.value.drift()):
                value = block.value
                found.append(Drift(page, value.declared.name, value["as_of"], value.text, answer.text))
    return found
