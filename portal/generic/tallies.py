"""The page of a tally: the form that asks, the picture, the table; the same as a workbook, as Word and as PDF."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from portal import spreadsheets
from portal.deeds import log
from portal.documents import document_response, official_language, pdf_available
from portal.generic.tally_charts import charts
from portal.generic.tally_papers import tally_paper
from portal.generic.tally_parts import MONTH, QUARTER, TIMES, WEEK, YEAR, Dimension, Measure
from portal.generic.tally_questions import Tally, may_take
from portal.generic.tally_sheets import Sheet, tally_workbook

__all__ = ["MONTH", "QUARTER", "TIMES", "WEEK", "YEAR", "Dimension", "Measure", "Tally", "TallyView"]

# Beyond, a page would be too heavy for a browser: the question is asked more narrowly, or taken as a workbook.
MOST_CELLS = 40_000


class TallyView(LoginRequiredMixin, View):
    """Asks a `tally` with the words of the address."""

    tally: type[Tally] = Tally
    template_name = "generic/tally.html"

    def get(self, request):
        if not may_take(request.user, self.tally):
            raise PermissionDenied
        form = request.GET.get("export", "")
        if form in ("docx", "pdf"):
            with official_language():
                self.asked = self.tally(request.GET, request.user)
                return document_response(tally_paper(self.asked), form, user=request.user, record=request.user)
        self.asked = self.tally(request.GET, request.user)
        if form == "xlsx":
            return self.export()
        return render(request, self.template_name, self.context())

    def context(self):
        """What the page shows."""
        tally = self.asked
        table = tally.table()
        size = len(table["rows"]) * len(table["headings"])
        return {
            "view": self,
            "heading": tally.heading,
            "subheading": tally.period(),
            "as_of": timezone.localdate(),
            "definition": tally.definition,
            "is_partial": tally.is_partial,
            "form": tally.form,
            "filter": tally.filterset,
            "filter_count": len(tally.kept),
            "table": table if size <= MOST_CELLS else None,
            "is_too_large": size > MOST_CELLS,
            "charts": charts(tally, table),
            "exports": self.exports(),
        }

    def exports(self):
        """The ways to take the table away."""
        forms = [("xlsx", _("Export Excel"), "file-spreadsheet"), ("docx", _("Word"), "file-text")]
        forms += [("pdf", _("PDF"), "file-down")] if pdf_available() else []
        links = []
        for form, label, icon in forms:
            query = self.request.GET.copy()
            query["export"] = form
            links.append({"label": label, "icon": icon, "url": f"{self.request.path}?{query.urlencode()}"})
        return links

    def export(self):
        """The table of the page as a workbook; written to the log."""
        tally, user = self.asked, self.request.user
        facts = {"list": str(tally.heading), "query": self.request.GET.urlencode()[:500]}
        log(user, "portal.export", user=user, data=facts)
        file = tally_workbook([Sheet(tally, tally.table())])
        return spreadsheets.workbook_download(file, f"{tally.heading}-{timezone.localdate():%Y%m%d}")
