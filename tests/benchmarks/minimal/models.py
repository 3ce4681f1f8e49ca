"""The one kind of page of the least Wagtail site."""

from wagtail.fields import RichTextField
from wagtail.models import Page


class MinimalPage(Page):
    """A title and a text."""

    body = RichTextField(blank=True)
    template = "minimal/page.html"

    class Meta:
        app_label = "minimal"
