"""A list: filtered, sorted, paged rows that the person may see; the same rows as a workbook."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from portal import spreadsheets
from portal.deeds import log
from portal.generic.pages import EXACT, BadCursor, cut
from portal.states import Refused, WrongState

PAGE_SIZE = 50
PAGE_SIZES = (25, 50, 100)
# What the address may say beside the filters.
OWN_WORDS = {"page", "after", "before", "last", "sort", "columns", "export", "count", "size"}


class ListView(LoginRequiredMixin, View):
    """A table of the rows the person may see.

    Subclasses name `model`, `table_class`, `filterset_class`; `related` and `prefetch` what the columns follow, `reads`
    which fields they read of the rows and of the related ones (all where it is left out; a long list says it, and all
    of the row's own where it names none);
    `saved_filters` as (label, query) pairs; `bulk` the transitions offered for ticked rows; `order` the sorting
    that an index serves, ending in a unique field. `add_url` is the name of the page that enters a new row.
    """

    model = None
    table_class = None
    filterset_class = None
    related = ()
    reads = ()
    prefetch = ()
    saved_filters = ()
    bulk = ()
    order = ("-pk",)
    add_url = None
    add_label = gettext_lazy("Add")
    empty_text = gettext_lazy("Nothing here yet.")
    template_name = "generic/list.html"

    def get_queryset(self):
        """The rows that exist for this person."""
        return self.model.objects.visible_to(self.request.user)

    def get(self, request, **kwargs):
        self.check_door()
        self.filterset = self.filterset_class(request.GET or None, queryset=self.get_queryset(), request=request)
        is_faulty = self.filterset.is_bound and not self.filterset.is_valid()
        rows = self.get_queryset().none() if is_faulty else self.filterset.qs
        if request.GET.get("export") == "xlsx":
            return self.export(rows)
        order = self.sorting()
        try:
            page = cut(
                self.with_related(rows),
                order,
                request.GET,
                size=self.size(),
                exact_count=request.GET.get("count") == "exact",
                sample=self.filterset.sample(),
            )
        except BadCursor as error:
            raise Http404 from error
        context = self.context(page)
        partial = request.htmx and not request.htmx.history_restore_request
        return render(request, "generic/_table.html" if partial else self.template_name, context)

    def with_related(self, rows):
        """The rows with what the columns follow."""
        rows = rows.select_related(*self.related).prefetch_related(*self.prefetch)
        if not self.reads:
            return rows
        own = {field.name for field in self.model._meta.concrete_fields}
        return rows.only(*(() if own.intersection(self.reads) else own), *self.reads)

    def post(self, request, **kwargs):
        """Take one transition for all ticked rows; each for itself, and say how many went through."""
        verb = request.POST.get("verb", "")
        if verb not in self.bulk:
            raise Http404
        keys = [key for key in request.POST.getlist("row") if key.isdecimal() and len(key) < 19][:200]
        rows = self.model.objects.allowing(request.user, verb).filter(pk__in=keys)
        moved = refused = 0
        for row in rows:
            try:
                getattr(row, verb)(by=request.user)
                moved += 1
            except (WrongState, Refused):
                refused += 1
        if moved:
            messages.success(request, ngettext("%(n)d record done.", "%(n)d records done.", moved) % {"n": moved})
        if left := len(keys) - moved:
            messages.warning(
                request,
                ngettext(
                    "%(n)d record could not be moved: it has moved on already or is not yours.",
                    "%(n)d records could not be moved: they have moved on already or are not yours.",
                    left,
                )
                % {"n": left},
            )
        if not keys:
            messages.warning(request, _("Tick the rows first."))
        return HttpResponseRedirect(request.get_full_path())

    def check_door(self):
        """Whoever holds no role that sees such rows is told so, instead of seeing an empty list."""
        roles = set(self.model.grants["view"])
        if "own" not in roles and not roles & self.request.user.roles:
            raise PermissionDenied

    def size(self):
        wanted = self.request.GET.get("size", "")
        return int(wanted) if wanted in map(str, PAGE_SIZES) else PAGE_SIZE

    def sorting(self):
        """The order asked for by ?sort=, if an index serves it; else the list's own."""
        wanted = self.request.GET.get("sort", "")
        column = self.table_class.base_columns.get(wanted.lstrip("-"))
        sort = getattr(column, "sort", None)
        if not sort:
            self.sorted_by = ""
            return self.order
        self.sorted_by = wanted
        if not wanted.startswith("-"):
            return tuple(sort)
        return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in sort)

    def shown_columns(self):
        """The columns chosen by ?columns=, in the table's order; all but `extra_columns` if none is chosen."""
        names = [name for name, column in self.table_class.base_columns.items() if name != "tick"]
        chosen = ",".join(self.request.GET.getlist("columns")).split(",")
        chosen = [name for name in names if name in chosen]
        hidden = getattr(self.table_class.Meta, "extra_columns", ())
        return chosen or [name for name in names if name not in hidden]

    def address(self, **changes):
        """This list's address with some words changed."""
        return changed_address(self.request, **changes)

    def context(self, page):
        """What the templates show."""
        shown = self.shown_columns()
        table = self.table_class(
            page.rows,
            exclude=[name for name in self.table_class.base_columns if name not in shown],
            request=self.request,
            orderable=False,
        )
        table.list_view = self
        return {
            "view": self,
            "heading": capfirst(self.model._meta.verbose_name_plural),
            "table": table,
            "heads": self.heads(shown),
            "page": page,
            "pager": neighbours(self.request, page),
            "count_text": count_in_words(page),
            "filter": self.filterset,
            "filter_count": len(self.active_filters()),
            "active_filters": self.active_filters(),
            "saved_filters": self.saved(),
            "columns_form": [
                {"name": name, "label": capfirst(column.verbose_name or ""), "shown": name in shown}
                for name, column in self.table_class.base_columns.items()
            ],
            "kept_query": [(k, v) for k, v in self.request.GET.items() if k not in OWN_WORDS | {"columns"}],
            "add_url": self.get_add_url(),
            "add_label": self.add_label,
            "export_url": self.address(export="xlsx") if self.may("export") else "",
            "empty_text": self.empty_text,
            "bulk_actions": [
                {"verb": verb, "label": self.model.transitions()[verb].label} for verb in self.bulk if self.may(verb)
            ],
        }

    def may(self, verb):
        """Whether the person holds a role to which the verb is granted."""
        return bool(set(self.model.grants.get(verb, ())) & self.request.user.roles)

    def get_add_url(self):
        if not self.add_url or not self.may("add"):
            return ""
        try:
            return reverse(self.add_url)
        except NoReverseMatch:
            return ""

    def heads(self, shown):
        """The headings: label, the address that sorts by it, and how it is sorted now."""
        heads = []
        for name in shown:
            column = self.table_class.base_columns[name]
            head = {"label": capfirst(column.verbose_name or ""), "css": column.attrs.get("th", {}).get("class", "")}
            if getattr(column, "sort", None):
                down = self.sorted_by == name
                head["sort_url"] = self.address(sort=f"-{name}" if down else name)
                head["sorted"] = {name: "ascending", f"-{name}": "descending"}.get(self.sorted_by, "none")
            heads.append(head)
        return heads

    def saved(self):
        """The one-click filters; the current one is marked."""
        now = {k: v for k, v in self.request.GET.items() if k not in OWN_WORDS and v}
        chips = []
        for label, query in self.saved_filters:
            query = query(self.request) if callable(query) else query
            url = f"{self.request.path}?{urlencode(query)}" if query else self.request.path
            chips.append({"label": label, "url": url, "current": now == {k: str(v) for k, v in query.items()}})
        return chips

    def active_filters(self):
        """The filters in force as words, each with the address without it."""
        if not self.filterset.is_bound or not self.filterset.is_valid():
            return []
        chips = []
        for name, value in self.filterset.form.cleaned_data.items():
            if value in (None, "", []):
                continue
            field = self.filterset.form.fields[name]
            labels = dict(getattr(field, "choices", None) or ())
            text = labels.get(str(value), labels.get(value, value))
            if isinstance(value, bool):
                text = _("yes") if value else _("no")
            label = self.filterset.filters[name].label or field.label
            chips.append({"label": f"{label}: {text}", "url": self.address(**{name: None})})
        return chips

    def export(self, rows):
        """The rows and columns on show as a workbook; written to the log."""
        if not self.may("export"):
            raise PermissionDenied
        rows = rows & self.model.objects.allowing(self.request.user, "export")
        names = self.shown_columns()
        columns = [self.table_class.base_columns[name] for name in names]
        log(
            self.request.user,
            "portal.export",
            user=self.request.user,
            data={"list": str(self.model._meta.verbose_name_plural), "query": self.request.GET.urlencode()[:500]},
        )
        title = str(self.model._meta.verbose_name_plural)
        sheet_columns = [
            spreadsheets.Column(capfirst(str(column.verbose_name)), kind=getattr(column, "kind", "text"))
            for column in columns
        ]
        notes = [_("%(title)s, as of %(when)s") % {"title": title, "when": f"{timezone.localtime():%Y-%m-%d %H:%M}"}]
        notes += [chip["label"] for chip in self.active_filters()]
        filled = export_rows(rows.order_by(*self.sorting()), names, columns)
        return spreadsheets.workbook_response(
            [(title, sheet_columns, filled, notes)], f"{title}-{timezone.localdate():%Y%m%d}.xlsx"
        )


def changed_address(request, **changes):
    """The address of the page with some words changed; None removes a word; paging words are dropped."""
    query = request.GET.copy()
    for word in ("page", "after", "before", "last", "export", "count"):
        query.pop(word, None)
    for word, value in changes.items():
        query.pop(word, None)
        if value not in (None, ""):
            query[word] = value
    text = query.urlencode()
    return f"{request.path}?{text}" if text else request.path


def neighbours(request, page):
    """The addresses of the pages around `page` (a portal.generic.pages.Page)."""
    links = {}
    for name in ("first", "previous", "next", "last"):
        query = getattr(page, f"{name}_query")
        links[name] = None if query is None else changed_address(request, **query)
    links["numbers"] = [
        {"n": n, "url": changed_address(request, page=n if n > 1 else None), "current": n == page.number}
        for n in page.numbers
    ]
    links["exact_url"] = "" if page.is_exact else changed_address(request, count="exact")
    return links


def count_in_words(page):
    """How many records there are, or that there are more than were counted."""
    if page.is_exact:
        return ngettext("%(n)s record", "%(n)s records", page.count) % {"n": f"{page.count:,}"}
    return _("more than %(n)s records") % {"n": f"{EXACT:,}"}


def export_rows(rows, names, columns):
    """The values of each row for the workbook: tuples from the database, no instances."""
    plans, sources = [], []
    for name, column in zip(names, columns, strict=True):
        wanted = column.sources(name)
        plans.append((column.exporter(rows), len(sources), len(sources) + len(wanted)))
        sources += wanted
    for values in rows.values_list(*sources).iterator(chunk_size=2000):
        yield [export(*values[start:end]) for export, start, end in plans]
