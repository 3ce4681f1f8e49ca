"""How far a campaign has come: by grid, sector and cadre; and who has not returned, with the words to remind them."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import View

from portal.spreadsheets import Column, workbook_response
from volunteers.campaign_charts import progress_chart
from volunteers.choices import CampaignState
from volunteers.models import Campaign, Hazard, SelfCheck
from volunteers.self_found import percent

# The columns of progress: the words under which the list shows the same rows.
WORDS = (
    ("issued", pgettext_lazy("self-checks", "issued")),
    ("opened", pgettext_lazy("self-checks", "opened")),
    ("returned", pgettext_lazy("self-checks", "returned")),
    ("received", pgettext_lazy("self-checks", "received")),
    ("sent_back", pgettext_lazy("self-checks", "sent back")),
    ("late", gettext_lazy("returned late")),
    ("nil", gettext_lazy("nothing found")),
    ("silent", gettext_lazy("not even opened")),
    ("outstanding", gettext_lazy("not returned")),
)
# By what: the words of the address, the field, its name, the heading.
WAYS = {
    "grid": ("enterprise__grid", "enterprise__grid__name", gettext_lazy("Grid")),
    "sector": ("enterprise__sector", "enterprise__sector__name", gettext_lazy("Sector")),
    "cadre": ("", "", gettext_lazy("Linked cadre")),
}
MOST_ROWS = 300
MOST_NAMES = 200


def cells(counts, words):
    """Each count with the list that shows exactly its rows."""
    url = reverse("self_checks")
    return [
        {"label": label, "count": counts[word], "url": f"{url}?{urlencode(words | {'show': word})}"}
        for word, label in WORDS
    ]


class CampaignPage(LoginRequiredMixin, View):
    """A page about the self-checks of one campaign and one round, within reach of whoever asks."""

    verb = "view"

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        rows = Campaign.objects.visible_to(request.user).exclude(state=CampaignState.DRAFT)
        self.campaign = get_object_or_404(rows, pk=pk)
        if not SelfCheck.grants[self.verb] & request.user.roles:
            raise PermissionDenied
        rounds = [one for one in self.campaign.windows() if one.issued_at]
        wanted = request.GET.get("round", "")
        current = [one for one in rounds if str(one.number) == wanted] if wanted else rounds[-1:]
        if wanted and not current:
            raise Http404
        self.rounds, self.round = rounds, current[0] if current else None
        return super().dispatch(request, *args, **kwargs)

    def rows(self):
        """The self-checks of the round that exist for this person."""
        found = SelfCheck.objects.visible_to(self.request.user)
        return found.filter(round=self.round) if self.round else found.none()

    def chips(self, **words):
        """The rounds to choose from."""
        return [
            {
                "label": one,
                "url": f"{self.request.path}?{urlencode(words | {'round': one.number})}",
                "current": one == self.round,
            }
            for one in self.rounds
        ]


class CampaignProgress(CampaignPage):
    """Progress by grid, by sector or by cadre; the same table as a workbook."""

    verb = "follow"

    def get(self, request):
        way = request.GET.get("by", "grid")
        if way not in WAYS:
            raise Http404
        lines, totals = self.lines(way), self.rows().progress()
        if request.GET.get("export") == "xlsx":
            return self.workbook(way, lines)
        words = {"campaign": self.campaign.pk} | ({"round": self.round.number} if self.round else {})
        shares = self.shares(way)
        table = [
            {
                "label": line["label"] or _("none"),
                "cells": cells(line, words | ({way: line["key"]} if line["key"] else {})),
                "share": shares.get(line["key"], "—"),
            }
            for line in lines
        ]
        kept = {"round": self.round.number} if self.round else {}
        context = {
            "campaign": self.campaign,
            "round": self.round,
            "rounds": self.chips(by=way),
            "ways": [
                {"label": WAYS[one][2], "url": f"?{urlencode(kept | {'by': one})}", "current": one == way}
                for one in WAYS
            ],
            "heading": WAYS[way][2],
            "heads": [label for _word, label in WORDS],
            "lines": table,
            "has_shares": bool(shares),
            "totals": cells(totals, words),
            "chart": progress_chart(lines, title=_("Where the self-checks stand")) if len(lines) > 1 else None,
            "export_url": f"?{urlencode(kept | {'by': way, 'export': 'xlsx'})}" if self.may_export() else "",
        }
        return render(request, "volunteers/campaign_progress.html", context)

    def lines(self, way):
        """The groups; an enterprise with two linked cadres counts with each of them."""
        key, label, _heading = WAYS[way]
        rows = self.rows()
        return rows.progress_by_cadre() if way == "cadre" else rows.progress_by(key, label)

    def shares(self, way):
        """{key of the group: how many hazards its enterprises found themselves, of all}; a cadre's are not counted."""
        if way == "cadre" or not set(Hazard.grants["view"]) & self.request.user.roles:
            return {}
        rows = Hazard.objects.visible_to(self.request.user).in_campaign(self.campaign)
        found = rows.self_found_by(WAYS[way][0])
        return {key: f"{part} / {whole} · {percent(part, whole)}" for key, (part, whole) in found.items()}

    def may_export(self):
        """Whether this person may take the table along."""
        return bool(SelfCheck.grants["export"] & self.request.user.roles)

    def workbook(self, way, lines):
        """The same table as a workbook."""
        if not self.may_export():
            raise PermissionDenied
        columns = [Column(str(WAYS[way][2]))] + [Column(str(label), kind="decimal") for _word, label in WORDS]
        rows = ([line["label"] or _("none"), *(line[word] for word, _label in WORDS)] for line in lines)
        title = str(self.campaign)
        return workbook_response([(title[:31], columns, rows, [f"{title} · {self.round or ''}"])], f"{title}.xlsx")


class CampaignOutstanding(CampaignPage):
    """Who has not returned: enterprise by enterprise, with words to paste into a chat."""

    verb = "follow"

    def get(self, request):
        rows = self.rows().outstanding().select_related("enterprise__grid", "campaign")
        grids = rows.progress_by("enterprise__grid", "enterprise__grid__name")
        chosen = request.GET.get("grid", "")
        if chosen.isdecimal() and len(chosen) < 19:
            rows = rows.filter(enterprise__grid=chosen)
        found = list(rows.order_by("enterprise__name", "pk")[: MOST_ROWS + 1])
        handed_out = SelfCheck.objects.allowing(request.user, "hand_out").filter(pk__in=[one.pk for one in found])
        own = set(handed_out.values_list("pk", flat=True))
        context = {
            "campaign": self.campaign,
            "round": self.round,
            "rounds": self.chips(**({"grid": chosen} if chosen else {})),
            "grids": [self.grid_chip(line, chosen) for line in grids] if len(grids) > 1 else [],
            "lines": [self.line(one, one.pk in own) for one in found[:MOST_ROWS]],
            "more": len(found) > MOST_ROWS,
            "text": self.reminder(found) if found else "",
            "list_url": self.list_url(chosen),
        }
        return render(request, "volunteers/campaign_outstanding.html", context)

    def grid_chip(self, line, chosen):
        """A grid with how many are outstanding there."""
        query = {"round": self.round.number, "grid": line["key"] or ""}
        return {
            "label": f"{line['label'] or _('none')} {line['issued']}",
            "url": f"?{urlencode(query)}",
            "current": bool(chosen) and chosen == str(line["key"]),
        }

    def list_url(self, chosen):
        """The list of the same rows, with its pages and its workbook."""
        words = {"campaign": self.campaign.pk, "show": "outstanding"}
        words |= {"round": self.round.number} if self.round else {}
        return f"{reverse('self_checks')}?{urlencode(words | ({'grid': chosen} if chosen else {}))}"

    def line(self, one, hands_out):
        """An enterprise that has not returned, and the words for it alone: with its link, so for no group."""
        address = self.request.build_absolute_uri(one.public_path) if hands_out and one.is_linked else ""
        words = {"enterprise": one.enterprise.name, "campaign": one.campaign, "day": f"{one.due_on:%Y-%m-%d}"}
        text = _("%(enterprise)s: the self-check of “%(campaign)s” is due on %(day)s. Please fill it in here:") % words
        return {
            "object": one,
            "is_late": one.due_on < timezone.localdate(),
            "text": f"{text} {address}" if address else "",
        }

    def reminder(self, found):
        """The words for the group: how many, which enterprises, by when; no links in it, for they are keys."""
        names = "、".join(one.enterprise.name for one in found[:MOST_NAMES])
        words = {"campaign": self.campaign, "n": len(found), "names": names, "day": f"{self.round.due_on:%Y-%m-%d}"}
        if self.round.due_on < timezone.localdate():
            return (
                _(
                    "“%(campaign)s”: the window closed on %(day)s. %(n)d enterprises have still not returned their "
                    "self-check: %(names)s. Please return it today; “nothing found” has to be returned too."
                )
                % words
            )
        return (
            _(
                "“%(campaign)s”: self-checks are due on %(day)s. %(n)d enterprises have not returned theirs yet: "
                "%(names)s. Please check on the spot and return it in time; “nothing found” has to be returned too."
            )
            % words
        )
