"""The log for the audit administrator: who did what when, of records and of pages together."""

import heapq
from datetime import datetime

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.models import ModelLogEntry, PageLogEntry

from branches.filters.log import LogForm
from branches.permissions import LOG
from branches.tables.log import LogTable, entry_in_words
from portal import spreadsheets
from portal.deeds import log
from portal.generic.lists import changed_address, count_in_words, neighbours
from portal.generic.pages import Page, bounded_count

PAGE_SIZE = 50
MOST_EXPORTED = 200_000


class LogView(LoginRequiredMixin, View):
    """The log, newest first. Two tables are read as one: each gives its next entries, the later ones are shown."""

    def get(self, request):
        if not set(LOG["view"]) & request.user.roles:
            raise PermissionDenied
        self.form = LogForm(request.GET)
        wanted = self.form.conditions() if self.form.is_valid() else Q(pk__in=[])
        sources = [rows.filter(wanted).select_related("user") for rows in (ModelLogEntry.objects, PageLogEntry.objects)]
        if request.GET.get("export") == "xlsx":
            return self.export(sources)
        partial = request.htmx and not request.htmx.history_restore_request
        context = self.context(self.page(sources))
        return render(request, "generic/_table.html" if partial else "generic/list.html", context)

    def page(self, sources):
        """The entries after or before the one in the address, or the newest, or the oldest."""
        query = self.request.GET
        backward = "before" in query or "last" in query
        cursor = query.get("before") or query.get("after")
        found = window(sources, cursor and decode(cursor), backward=backward, size=PAGE_SIZE + 1)
        more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
        if backward:
            found.reverse()
        counts = [bounded_count(rows) for rows in sources]
        count, is_exact = sum(n for n, _exact in counts), all(exact for _n, exact in counts)
        page = Page([entry for _place, entry in found], count, is_exact=is_exact)
        if found and (more if backward else bool(cursor)):
            page.first_query, page.previous_query = {}, {"before": encode(found[0][0])}
        if found and ("before" in query or ("last" not in query and more)):
            page.next_query, page.last_query = {"after": encode(found[-1][0])}, {"last": 1}
        return page

    def context(self, page):
        """What the list's template shows."""
        table = LogTable([entry_in_words(entry) for entry in page.rows])
        heads = [{"label": capfirst(c.verbose_name), "css": ""} for c in LogTable.base_columns.values()]
        used = sum(bool(value) for value in getattr(self.form, "cleaned_data", {}).values())
        return {
            "heading": _("Log"),
            "table": table,
            "heads": heads,
            "page": page,
            "pager": neighbours(self.request, page),
            "count_text": count_in_words(page),
            "filter": {
                "form": self.form,
                "filters": self.form.fields,
                "words": self.request.GET.get("q", ""),
                "fields_drawn": [as_crispy_field(field) for field in self.form if field.name != "q"],
            },
            "filter_count": used,
            "export_url": changed_address(self.request, export="xlsx"),
            "empty_text": _("Nothing has happened yet."),
        }

    def export(self, sources):
        """The entries on show as a workbook; taking it is itself an entry."""
        if not set(LOG["export"]) & self.request.user.roles:
            raise PermissionDenied
        title = _("Log")
        query = self.request.GET.urlencode()[:500]
        log(self.request.user, "portal.export", user=self.request.user, data={"list": title, "query": query})
        columns = [
            spreadsheets.Column(capfirst(str(column.verbose_name)), kind=column.kind)
            for column in LogTable.base_columns.values()
        ]
        ordered = [rows.order_by("-timestamp", "-pk")[:MOST_EXPORTED].iterator(chunk_size=2000) for rows in sources]
        entries = heapq.merge(*ordered, key=lambda entry: entry.timestamp, reverse=True)
        rows = (list(entry_in_words(entry).values()) for entry in entries)
        name = f"{title}-{timezone.localdate():%Y%m%d}.xlsx"
        return spreadsheets.workbook_response([(title, columns, rows, [])], name)


def window(sources, cursor, *, backward, size):
    """The next `size` entries of all sources beyond the cursor, each as ((timestamp, source, key), entry)."""
    found = []
    for number, rows in enumerate(sources):
        if cursor:
            rows = rows.filter(beyond(*cursor, number, backward=backward))
        rows = rows.order_by("timestamp", "pk") if backward else rows.order_by("-timestamp", "-pk")
        found += [((entry.timestamp, number, entry.pk), entry) for entry in rows[:size]]
    found.sort(key=lambda pair: pair[0], reverse=not backward)
    return found[:size]


def beyond(moment, source, key, number, *, backward):
    """The condition for entries of source `number` that lie beyond the entry (moment, source, key)."""
    side = "gt" if backward else "lt"
    if number == source:
        return Q(**{f"timestamp__{side}": moment}) | Q(timestamp=moment, **{f"pk__{side}": key})
    # Of two entries at the same moment the one of the later source counts as newer.
    ahead = number > source if backward else number < source
    return Q(**{f"timestamp__{side}{'e' if ahead else ''}": moment})


def encode(place):
    """The place of an entry as a word for the address."""
    moment, source, key = place
    return f"{moment.isoformat()}~{source}~{key}"


def decode(word):
    """The place that `encode` wrote; 404 for what it did not write."""
    try:
        moment, source, key = word.split("~")
        return datetime.fromisoformat(moment), int(source), int(key[:18])
    except ValueError as error:
        raise Http404 from error
