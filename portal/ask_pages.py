"""The ledger of asks, month by month: what each branch and enterprise was asked to fill in, opened into the asks."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.generic import View

from branches.models import DataRequest, Enterprise, Organisation, RequestAddressee
from branches.scoping import may
from portal import spreadsheets
from portal.asks import Load, asks_of, sources, totals
from portal.cells import key
from portal.columns import Column, DayColumn, LinkColumn, NumberColumn, Table
from portal.deeds import log
from portal.generic.ledger_sheets import LedgerColumn, LedgerSheet
from portal.generic.lists import neighbours
from portal.generic.pages import numbered
from portal.generic.tally_sheets import tally_workbook
from volunteers.filters.periods import Month, MonthField, first_and_last

PLACES: dict[str, type[Model]] = {"organisation": Organisation, "enterprise": Enterprise}
PAGE_SIZE = 50


class MonthForm(forms.Form):
    """Which month, whose asks; part of a name."""

    month = MonthField(label=gettext_lazy("Month"), required=False)
    put_to = forms.ChoiceField(
        label=gettext_lazy("Put to"),
        choices=[("organisation", gettext_lazy("party organisations")), ("enterprise", gettext_lazy("enterprises"))],
        required=False,
        widget=forms.HiddenInput,
    )
    q = forms.CharField(label=pgettext_lazy("ask", "Part of a name"), required=False, max_length=120)

    def month_asked(self):
        """The month that was typed, else this one; 202611."""
        found = self.cleaned_data.get("month") if self.is_valid() else None
        today = timezone.localdate()
        return found if isinstance(found, int) else Month(today.year * 100 + today.month)

    def clean_month(self):
        month = self.cleaned_data["month"]
        if month and not isinstance(month, int):
            raise forms.ValidationError(_("Write the month as 2026-11."))
        return month


@dataclass
class Line:
    """One branch or enterprise in the ledger: what it was asked for altogether, and by what."""

    place: str
    loads: dict
    url: str

    def __post_init__(self):
        self.load = sum(self.loads.values(), Load())

    def get_absolute_url(self):
        """Its asks of the month."""
        return self.url

    @property
    def kinds(self):
        """Which kinds of ask, with their numbers."""
        return "、".join(f"{source.label} {load.asks:,}" for source, load in self.loads.items())


def number(name, label):
    """A column of a number of a Load."""
    return NumberColumn(verbose_name=label, accessor=f"load__{name}")


class LoadTable(Table):
    """The numbers that every table of the ledger ends with."""

    asks = number("asks", gettext_lazy("asks"))
    fields_asked = number("fields", pgettext_lazy("ask", "fields"))
    kept = number("kept", gettext_lazy("kept already"))
    minutes = number("minutes", gettext_lazy("minutes estimated"))

    class Meta(Table.Meta):
        pass


class LineTable(LoadTable):
    """Branches or enterprises, those asked most of first."""

    place = LinkColumn(verbose_name=pgettext_lazy("ask", "asked"), css="primary")
    kinds = Column(verbose_name=gettext_lazy("by what"))

    class Meta(Table.Meta):
        sequence = ("place", "kinds", "...")


class KindTable(LoadTable):
    """What was asked, kind by kind."""

    kind = Column(verbose_name=gettext_lazy("kind of ask"), css="primary")
    places = NumberColumn(verbose_name=gettext_lazy("put to"))

    class Meta(Table.Meta):
        sequence = ("kind", "places", "...")


class AskTable(LoadTable):
    """The asks of one branch or enterprise, in the order of the days."""

    day = DayColumn(verbose_name=pgettext_lazy("ask", "asked on"))
    kind = Column(verbose_name=gettext_lazy("kind of ask"))
    title = Column(verbose_name=pgettext_lazy("ask", "what"), css="primary")

    def render_title(self, value, record):
        """Leads to where it is answered."""
        return format_html('<a href="{}">{}</a>', record.record.get_absolute_url(), value)

    class Meta(Table.Meta):
        sequence = ("day", "kind", "title", "...")


def load_columns():
    """The columns of a Load in a workbook."""
    labels = (_("asks"), pgettext("ask", "fields"), _("kept already"), _("minutes estimated"))
    return [LedgerColumn(capfirst(label), "number", adds_up=True) for label in labels]


def load_cells(load):
    """The values below `load_columns`."""
    return [load.asks, load.fields, load.kept, load.minutes]


def hidden_kinds(user, place):
    """The kinds of ask that this person may not see: the numbers are a part of all."""
    return [str(source.label) for source in sources(place) if not source.is_open_to(user)]


class AskPage(LoginRequiredMixin, View):
    """What the ledger's pages share: who may open them, the month, the export."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.check_door(request, **kwargs)
        self.form = MonthForm({"month": f"{timezone.localdate():%Y-%m}"} | request.GET.dict())
        self.month = self.form.month_asked()
        self.first, self.last = first_and_last(self.month)
        if request.GET.get("export") == "xlsx":
            return self.export(request)
        return super().dispatch(request, *args, **kwargs)

    def check_door(self, request, **kwargs):
        """Raises PermissionDenied for whoever has no part in the ledger."""
        if not may(request.user, RequestAddressee, "view"):
            raise PermissionDenied

    def address(self, **changes):
        """This page with some words changed."""
        query = self.request.GET.copy()
        for word in ("page", "export"):
            query.pop(word, None)
        for word, value in changes.items():
            query[word] = value
        return f"{self.request.path}?{query.urlencode()}"

    def months(self):
        """The month before and the month after, as chips around the one on show."""
        before, after = self.first - timedelta(days=1), self.last + timedelta(days=1)
        days = [(before, False), (self.first, True), *([(after, False)] if after <= timezone.localdate() else [])]
        return [
            {"label": f"{day:%Y-%m}", "url": self.address(month=f"{day:%Y-%m}"), "current": here} for day, here in days
        ]

    def export(self, request):
        """The page as a workbook, written to the log."""
        sheet = self.sheet()
        log(
            request.user,
            "portal.export",
            user=request.user,
            data={"list": sheet.title, "query": request.GET.urlencode()[:500]},
        )
        return spreadsheets.workbook_download(tally_workbook([sheet]), f"{sheet.title}-{self.month}")


class AskLedger(AskPage):
    """All branches or all enterprises that were asked something in a month, within one's own reach."""

    def lines(self):
        """What was put to whom: those asked most of first, since there something is to be taken away."""
        place = self.place()
        found = totals(self.request.user, place, self.first, self.last)
        rows = PLACES[place].objects.visible_to(self.request.user)
        if name := self.form.cleaned_data.get("q") if self.form.is_valid() else "":
            rows = rows.filter(name_key__contains=key(name))
        month = urlencode({"month": str(self.month)})
        lines = [
            Line(name, found[pk], f"{reverse(f'asks_of_{place}', args=[pk])}?{month}")
            for pk, name in rows.order_by().values_list("pk", "name")
            if pk in found
        ]
        return sorted(lines, key=lambda line: (-line.load.minutes, -line.load.fields, line.place))

    def place(self):
        """Whether branches or enterprises are shown; whoever is at an enterprise alone finds that."""
        if self.form.is_valid() and (chosen := self.form.cleaned_data["put_to"]):
            return chosen
        return "organisation" if may(self.request.user, Organisation, "view") else "enterprise"

    def get(self, request):
        place = self.place()
        lines = self.lines() if not self.form.errors else []
        page = numbered(lines, request.GET, len(lines), PAGE_SIZE)
        context = {
            "view": self,
            "form": self.form,
            "months": self.months(),
            "month": str(self.month),
            "chips": [
                {"label": capfirst(str(label)), "url": self.address(put_to=word), "current": word == place}
                for word, label in self.form.fields["put_to"].choices
                if may(request.user, PLACES[word], "view")
            ],
            "kinds": KindTable(self.kinds(lines)),
            "table": LineTable(page.rows),
            "page": page,
            "pager": neighbours(request, page),
            "count_text": ngettext("%(n)s was asked", "%(n)s were asked", len(lines)) % {"n": f"{len(lines):,}"},
            "hidden": hidden_kinds(request.user, place),
            "export_url": self.address(export="xlsx"),
            "may_register": may(request.user, DataRequest, "add"),
        }
        return render(request, "portal/asks.html", context)

    @staticmethod
    def kinds(lines):
        """What was asked, kind by kind, and the sum of all."""
        found: dict[Any, dict] = {}
        for line in lines:
            for source, load in line.loads.items():
                row = found.setdefault(source, {"kind": source.label, "places": 0, "load": Load()})
                row["places"] += 1
                row["load"] += load
        rows = sorted(found.values(), key=lambda row: -row["load"].minutes)
        if not rows:
            return []
        whole = sum((row["load"] for row in rows), Load())
        return [*rows, {"kind": _("all together"), "places": len(lines), "load": whole}]

    def sheet(self):
        """The lines as a sheet."""
        columns = [LedgerColumn(pgettext("ask", "Asked"), "long"), LedgerColumn(_("By what"), "long"), *load_columns()]
        rows = [[line.place, line.kinds, *load_cells(line.load)] for line in self.lines()]
        return LedgerSheet(_("Ledger of asks"), str(self.month), columns, rows, notes=self.notes(), has_total=True)

    def notes(self):
        """What stands below the sheet."""
        notes = [
            _("Minutes are estimates: of the portal for what it asks itself, of the official for what is registered.")
        ]
        if hidden := hidden_kinds(self.request.user, self.place()):
            notes.append(_("A part of all: without %(kinds)s.") % {"kinds": "、".join(hidden)})
        return notes


class AsksOfPlace(AskPage):
    """What one branch or enterprise was asked in a month; subclasses name which."""

    place = ""

    def check_door(self, request, **kwargs):
        rows = PLACES[self.place].objects.visible_to(request.user)
        self.object = get_object_or_404(rows, pk=kwargs["pk"])
        super().check_door(request)

    def asks(self):
        """The asks of the month."""
        if self.form.errors:
            return []
        return asks_of(self.request.user, self.place, self.object.pk, self.first, self.last)

    def get(self, request, pk):
        asks = self.asks()
        context = {
            "view": self,
            "form": self.form,
            "object": self.object,
            "months": self.months(),
            "month": str(self.month),
            "table": AskTable(asks),
            "total": sum((ask.load for ask in asks), Load()),
            "hidden": hidden_kinds(request.user, self.place),
            "export_url": self.address(export="xlsx"),
            "ledger_url": f"{reverse('asks')}?{urlencode({'month': str(self.month), 'put_to': self.place})}",
        }
        return render(request, "portal/asks_of_place.html", context)

    def sheet(self):
        """The asks as a sheet."""
        columns = [
            LedgerColumn(pgettext("ask", "Asked on"), "day"),
            LedgerColumn(_("Kind of ask")),
            LedgerColumn(pgettext("ask", "What"), "long"),
            *load_columns(),
        ]
        rows = [[ask.day, str(ask.kind), ask.title, *load_cells(ask.load)] for ask in self.asks()]
        title = f"{_('Ledger of asks')} {self.object}"
        return LedgerSheet(title, str(self.month), columns, rows, has_total=True)


class AsksOfOrganisation(AsksOfPlace):
    """What one organisation was asked."""

    place = "organisation"


class AsksOfEnterprise(AsksOfPlace):
    """What one enterprise was asked."""

    place = "enterprise"
