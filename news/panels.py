"""What the CMS shows on its first page: sections nobody has written for, and figures that have drifted."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from wagtail.admin.ui.components import Component

from news.drift import drifted
from news.models import SECTIONS


def stale_sections():
    """[(section, the day of its newest page or None)] of those that are due for something new (domain.md 7.3)."""
    now, found = timezone.now(), []
    for model in SECTIONS:
        for section in model.objects.live().select_related("locale").order_by("path"):
            out = section.story_model().objects.child_of(section).live()
            newest = out.aggregate(newest=Max("first_published_at"))["newest"]
            if newest is None or newest < now - timedelta(days=section.fresh_days):
                found.append({"section": section, "newest": newest, "days": section.fresh_days})
    return found


class StaleSectionsPanel(Component):
    """Sections without anything new for too long."""

    order = 30
    name = "stale_sections"
    template_name = "news/cms/stale_sections.html"

    def get_context_data(self, parent_context):
        return {"sections": stale_sections()}


class DriftPanel(Component):
    """Figures in published pages that the records no longer bear out."""

    order = 40
    name = "drifted_figures"
    template_name = "news/cms/drifted_figures.html"

    def get_context_data(self, parent_context):
        return {"figures": drifted()}
