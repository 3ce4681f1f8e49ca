"""The front page of the public site, one in each language."""

from copy import copy

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import PageChooserPanel

from news.models.articles import NewsPage
from news.models.notices import NoticePage
from news.models.pages import PublicPage
from news.models.pictures import with_covers
from news.models.training import TrainingPage
from portal import figures

# The figures of the front page, each with the one that is said beside it.
HEADLINES = (
    ("organisations.total", ""),
    ("sites.completed", "sites.share"),
    ("activities.cleanups", ""),
    ("hazards.found", ""),
    ("hazards.rectified", ""),
    ("hazards.overdue", ""),
)
NEWS, NOTICES, TRAINING = 5, 5, 5


def card(key, beside, user):
    """A figure of the front page; whoever may see its records gets the way to them."""
    one = figures.figure(key)
    answer = one.public()
    may_open = user is not None and user.is_authenticated and bool(set(one.model.grants["view"]) & user.roles)
    return {
        "value": answer.text,
        "is_nothing": not answer.value,
        "name": one.name,
        "unit": one.unit,
        "share": figures.figure(beside).public().text if beside else "",
        "definition": one.definition,
        "href": one.url(figures.Asked(answer.asked.as_of, user=user)) if may_open else "",
    }


def headline_figures(user):
    """The row of figures; nothing at all as long as nothing has been recorded."""
    declared = {one.key for one in figures.all_figures()}
    cards = [
        card(key, beside, user) for key, beside in HEADLINES if key in declared and (not beside or beside in declared)
    ]
    return [] if all(one["is_nothing"] for one in cards) else cards


class HomePage(PublicPage):
    """The front page: figures, the lead story, news, notices and training."""

    lead_story = models.ForeignKey(
        "news.NewsPage",
        models.SET_NULL,
        verbose_name=_("lead story"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Leave empty to lead with the newest article that has a picture."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["news.NewsIndexPage", "news.NoticeIndexPage", "news.TrainingIndexPage", "news.StandardPage"]
    # One in each of the two languages.
    max_count = 2
    content_panels = [*PublicPage.content_panels, PageChooserPanel("lead_story")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def description(self):
        """The site in a sentence, for shared links."""
        return self.search_description

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        news = NewsPage.newest(self.path)[:NEWS]
        lead = self.chosen_lead(news)
        context |= {
            "figures": headline_figures(getattr(request, "user", None)),
            "as_of": timezone.localtime(),
            "lead": lead,
            "news": [story for story in news if story != lead],
            "notices": NoticePage.newest(self.path)[:NOTICES],
            "training": TrainingPage.newest(self.path)[:TRAINING],
        }
        return context

    def chosen_lead(self, news):
        """The story on top: the editor's choice while visitors may read it, else the newest that has a picture."""
        leads = [story for story in news if story.pk == self.lead_story_id]
        if self.lead_story_id and not leads:
            leads = list(NewsPage.for_lists().filter(pk=self.lead_story_id, path__startswith=self.path))
        leads += [story for story in news if story.cover_id] + news
        # The newest are shared by all pages: the one that gets its cover is a copy.
        return with_covers([copy(leads[0])])[0] if leads else None
