"""Atom feeds of the sections, in each language."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from news.models import NewsIndexPage, NewsPage, NoticeIndexPage, NoticePage
from news.visibility import readable

ITEMS = 20


class SectionFeed(Feed):
    """The newest pages of a section in the language of the address."""

    feed_type = Atom1Feed
    section_model = story_model = None

    def get_object(self, request):
        """The section, or None while there is none in this language."""
        self.request = request
        return self.section_model.objects.filter(readable(), locale__language_code=get_language()).first()

    def title(self, section):
        name = section.title if section else self.section_model._meta.verbose_name
        return _("%(section)s · %(portal)s") % {"section": name, "portal": settings.PORTAL_NAME}

    def link(self, section):
        return section.get_url(self.request) if section else "/"

    def description(self, section):
        return section.intro if section else ""

    def items(self, section):
        if section is None:
            return []
        stories = self.story_model.objects.child_of(section).filter(readable())
        return stories.order_by("-first_published_at", "-pk")[:ITEMS]

    def item_title(self, story):
        return story.title

    def item_description(self, story):
        return story.description

    def item_link(self, story):
        return story.get_url(self.request)

    def item_pubdate(self, story):
        return story.date

    def item_updateddate(self, story):
        return story.last_published_at or story.date


class NewsFeed(SectionFeed):
    """The newest news."""

    section_model, story_model = NewsIndexPage, NewsPage

    def item_author_name(self, story):
        return story.author or story.source or settings.PORTAL_NAME


class NoticeFeed(SectionFeed):
    """The newest notices."""

    section_model, story_model = NoticeIndexPage, NoticePage

    def item_author_name(self, story):
        return story.issuer or settings.PORTAL_NAME
