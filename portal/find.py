"""The search box of the desk: pages and five kinds of rows, ten each, every one within the asker's scope."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.models import Locale, Page

from branches.filters.enterprises import EnterpriseFilter
from branches.filters.organisations import OrganisationFilter
from branches.models import Enterprise, Organisation
from portal.search import snippet
from volunteers.filters.activities import ActivityFilter
from volunteers.filters.hazards import HazardFilter
from volunteers.filters.task_forces import TaskForceFilter
from volunteers.models import Activity, Hazard, TaskForce

EACH = 10
LONGEST = 100
SOURCES = (
    (Organisation, OrganisationFilter, "organisations", ()),
    (Enterprise, EnterpriseFilter, "enterprises", ()),
    (TaskForce, TaskForceFilter, "task_forces", ()),
    (Activity, ActivityFilter, "activities", ("task_force", "kind")),
    (Hazard, HazardFilter, "hazards", ("enterprise",)),
)


class FindView(LoginRequiredMixin, View):
    """What was found for ?q=, in groups; each group links to its list with the same words."""

    def get(self, request):
        words = " ".join(request.GET.get("q", "").replace("\x00", "").split())
        fault = ""
        if len(words) > LONGEST:
            fault = _("Search for at most %(n)d characters at a time.") % {"n": LONGEST}
        groups = [] if fault or not words else [*self.rows(request, words), *self.pages(words)]
        context = {"q": words[:LONGEST], "fault": fault, "groups": [group for group in groups if group["hits"]]}
        return render(request, "portal/find.html", context)

    @staticmethod
    def rows(request, words):
        """The rows of each kind that the person may see, by the same search as their list."""
        for model, filterset, url_name, related in SOURCES:
            if not set(model.grants["view"]) & (request.user.roles | {"own"}):
                continue
            rows = model.objects.visible_to(request.user).select_related(*related)
            found = list(filterset({"q": words}, queryset=rows, request=request).qs[: EACH + 1])
            yield {
                "title": capfirst(model._meta.verbose_name_plural),
                "hits": [{"url": row.get_absolute_url(), "title": str(row), "excerpt": ""} for row in found[:EACH]],
                "more": (url_name, words) if len(found) > EACH else None,
            }

    @staticmethod
    def pages(words):
        """Published pages in the reader's language."""
        locale = Locale.objects.filter(language_code=get_language()).first()
        pages = Page.objects.live().public().filter(locale=locale, depth__gt=2)
        found = pages.specific().search(words)[:EACH]
        yield {
            "title": _("Articles"),
            "hits": [
                {"url": page.get_url(), "title": page.title, "excerpt": snippet(page.search_description, words)}
                for page in found
            ],
            "more": None,
        }
