"""The public pages of the honours: what is on public notice and how to object, and what has been named, year by year.

No person is named here: honours belong to organisations or to posts, and pledges carry a name only with consent.
"""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.generic import View

from branches.choices import HonourState
from branches.models import Honour, Pledge

MOST_NAMED, MOST_PLEDGES = 500, 60


class HonoursView(View):
    """Running notices first, then the honours named, newest year first, then this year's public pledges."""

    def get(self, request):
        today = timezone.localdate()
        rows = Honour.objects.public()
        named = rows.named_by(today).order_by("-year", "kind__order", "named_on", "pk")[:MOST_NAMED]
        years = {}
        for honour in named:
            years.setdefault(honour.year, []).append(honour)
        context = {
            "notices": rows.on_notice_on(today).order_by("notice_to", "pk"),
            "years": list(years.items()),
            "pledges": Pledge.objects.public().filter(year=today.year).order_by("-pk")[:MOST_PLEDGES],
        }
        return render(request, "news/honours.html", context)


class HonourView(View):
    """One honour: its public notice with the way to object, or the day and document of its naming."""

    def get(self, request, pk):
        honour = get_object_or_404(Honour.objects.public(), pk=pk)
        today = timezone.localdate()
        context = {
            "honour": honour,
            "is_running": honour.state == HonourState.ON_NOTICE and honour.notice_from <= today <= honour.notice_to,
            "is_named": honour.state == HonourState.NAMED,
        }
        return render(request, "news/honour.html", context)


def has_something():
    """Whether the public page has anything to show today."""
    rows = [model.objects.public().order_by().values("pk") for model in (Honour, Pledge)]
    return rows[0].union(rows[1], all=True).exists()


def honour_entries(request):
    """The addresses of the honours for the sitemap, each in every language; none where there is nothing to show."""
    if not has_something():
        return []
    places = [("public_honours", [], None)]
    rows = Honour.objects.public().order_by("-year", "-pk").values_list("pk", "updated_at")[:MOST_NAMED]
    places += [("public_honour", [pk], changed) for pk, changed in rows]
    entries = []
    for name, arguments, changed in places:
        languages = {}
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                languages[code] = request.build_absolute_uri(reverse(name, args=arguments))
        entries += [{"url": url, "changed": changed, "languages": languages} for url in languages.values()]
    return entries
