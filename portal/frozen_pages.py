"""Frozen counts: freeze a figure or a tally, open it, and see record by record what has changed since."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import FrozenKind
from branches.filters.frozen import FrozenFilter
from branches.forms.kept_tallies import FreezeForm
from branches.freezing import freeze_figure, freeze_tally
from branches.models import FrozenCount
from branches.recounts import recount
from branches.tables.frozen import FrozenTable
from branches.views.kept_tallies import tally_named
from portal.documents import Facts, Heading, Paper, Table, Text, pdf_available
from portal.figure_pages import visible_figures
from portal.figures import NotKept
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.papers import PaperView
from portal.generic.tally_rows import indented
from portal.questions import QuestionForm

# More records or differences are not shown on a page; the paper and the table hold them all.
MOST_SHOWN = 500


class FrozenList(ListView):
    """Counts that somebody has frozen, newest first."""

    model = FrozenCount
    table_class = FrozenTable
    filterset_class = FrozenFilter
    related = ("author",)
    order = ("-frozen_at", "-pk")
    empty_text = gettext_lazy("Nothing frozen yet. Open a tally or the figures and press “Freeze”.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Figures"), {"kind": FrozenKind.FIGURE.value}),
        (gettext_lazy("Tallies"), {"kind": FrozenKind.TALLY.value}),
        (gettext_lazy("Mine"), {"mine": "true"}),
    )


class FreezeView(EditView):
    """Keep a count under a title. What is counted stands in the address, of the form as of its page."""

    model = FrozenCount
    form_class = FreezeForm
    add_heading = gettext_lazy("Freeze")

    def counted(self):
        """What is to be frozen; subclasses raise Http404 for what there is not."""
        raise NotImplementedError


class FigureFreeze(FreezeView):
    """Freeze one figure for its question."""

    def counted(self):
        key = self.request.GET.get("key", "organisations.total")
        one = next((one for one in visible_figures(self.request.user) if one.key == key), None)
        form = QuestionForm(self.request.GET, user=self.request.user)
        if one is None or not form.is_valid():
            raise Http404
        return one, form.asked()

    def initial(self):
        one, asked = self.counted()
        try:
            text = one.answer(asked).text
        except NotKept as error:
            raise Http404 from error
        title = _("%(name)s as of %(day)s: %(value)s") % {"name": one.name, "day": asked.as_of, "value": text}
        return {"initial": {"title": title}}

    def save(self, form):
        one, asked = self.counted()
        return freeze_figure(one, asked, title=form.cleaned_data["title"], by=self.request.user)


class TallyFreeze(FreezeView):
    """Freeze the answer to a tally's question."""

    def counted(self):
        name = self.request.GET.get("tally", "tally_organisations")
        tally = tally_named(name, self.request.user)(self.request.GET.get("query", ""), self.request.user)
        if tally.is_faulty:
            raise Http404
        return tally

    def initial(self):
        tally = self.counted()
        return {"initial": {"title": f"{tally.caption()} {tally.period()}"[:200]}}

    def save(self, form):
        return freeze_tally(self.counted(), title=form.cleaned_data["title"], by=self.request.user)


def facts_of(frozen):
    """What a frozen count says of itself, as (label, text) pairs."""
    period = f"{frozen.start or ''} – {frozen.as_of}" if frozen.start else f"{frozen.as_of}"
    facts = [
        (_("Figure") if frozen.kind == FrozenKind.FIGURE else _("Tally"), frozen.name_shown),
        (_("Period counted") if frozen.start else _("As of"), period),
        (_("Organisation"), frozen.organisation or _("all within the author's reach")),
        (_("Author"), frozen.author),
        (_("Frozen at"), f"{timezone.localtime(frozen.frozen_at):%Y-%m-%d %H:%M}"),
        (_("Records"), f"{frozen.records.count():,}"),
    ]
    if frozen.kind == FrozenKind.FIGURE:
        answer = frozen.answer
        facts.insert(1, (_("Value"), f"{answer['text']} {frozen.unit_shown}".strip()))
        if answer["denominator"] is not None:
            facts.insert(2, (_("Fraction"), f"{answer['numerator']} / {answer['denominator']}"))
    if frozen.is_partial:
        facts.append((_("Scope"), _("a part of all records: those the author may see")))
    return facts


def frozen_table(frozen):
    """The kept table of a tally in the language of the page."""
    return frozen.said(frozen.answer)


# What a line is known by; what was frozen before lines stood in groups says its label only.
NAMED = ("under", "label", "is_group")


def named(line):
    """By what a line is found again."""
    return line.get("under", ""), line["label"], line.get("is_group", False)


def compared(kept, now):
    """The kept table with, in each cell that would be another number today, that number.

    Rows that have come since stand below, those that are gone stay with a dash for today.
    """
    heads = {head: place for place, head in enumerate(now["headings"][1:])}
    lines = {named(line): line["texts"] for line in now["rows"]}
    rows = []
    for line in kept["rows"]:
        today = lines.pop(named(line), None)
        cells = []
        for place, text in enumerate(line["texts"]):
            head = kept["headings"][place + 1]
            at = place if kept["headings"] == now["headings"] else heads.get(head)
            other = "—" if today is None or at is None else today[at]
            cells.append({"text": text, "value": text, "now": "" if other == text else other})
        rows.append({**dict(zip(NAMED, named(line), strict=True)), "cells": cells})
    fresh = [
        {
            **dict(zip(NAMED, names, strict=True)),
            "label": " / ".join(filter(None, names[:2])),
            "under": "",
            "cells": [{"text": "—", "value": "—", "now": text} for text in texts],
        }
        for names, texts in lines.items()
    ]
    last = len(rows) - 1 if kept["has_total"] else len(rows)
    return {
        "caption": kept["caption"],
        "headings": kept["headings"],
        "bands": kept["bands"],
        "rows": [*rows[:last], *fresh, *rows[last:]],
    }


class FrozenDetail(DetailView):
    """A frozen count beside what the records say today."""

    model = FrozenCount
    related = ("author", "organisation", "model")

    def context(self, revealed=None):
        return super().context(revealed) | {"list_url": reverse("frozen_counts")}

    def subheading(self):
        return self.object.definition_shown

    def actions(self):
        if not self.granted("export"):
            return []
        forms = [("docx", _("Word"))] + ([("pdf", _("PDF"))] if pdf_available() else [])
        return [
            {"label": label, "url": reverse("frozen_paper", args=[self.object.pk, form]), "tone": "default"}
            for form, label in forms
        ]

    def panels(self):
        frozen = self.object
        rows = [{"label": label, "value": value, "kind": "text", "name": ""} for label, value in facts_of(frozen)]
        yield Panel(_("As it was frozen"), "generic/_fields.html", {"rows": rows})
        again = recount(frozen, self.request.user)
        if frozen.kind == FrozenKind.TALLY:
            kept = frozen_table(frozen)
            table = compared(kept, again.table) if again else compared(kept, kept)
            yield Panel(_("The table"), "branches/_frozen_table.html", {"table": table})
        if again is None:
            yield Panel(_("Counted again"), "branches/_frozen_gone.html", {})
            return
        yield Panel(_("Counted again"), "branches/_recount.html", self.recount_context(again))
        yield Panel(_("Records"), "branches/_frozen_records.html", self.records())

    def recount_context(self, again):
        """What has changed, each record with its reason; those the reader may not open have no link."""
        shown = again.differences[:MOST_SHOWN]
        model = self.object.model.model_class()
        keys = [one.key for one in shown]
        seen = {row.pk: row for row in model.objects.visible_to(self.request.user).filter(pk__in=keys)}
        return {
            "again": again,
            "differences": [{"one": one, "url": address_of(seen.get(one.key))} for one in shown],
            "more": len(again.differences) - len(shown),
        }

    def records(self):
        """The records as they counted, linked where the reader may open them."""
        kept = list(self.object.records.all()[:MOST_SHOWN])
        model = self.object.model.model_class()
        rows = model.objects.visible_to(self.request.user).filter(pk__in=[row.object_id for row in kept])
        seen = {row.pk: row for row in rows}
        lines = [{"record": row, "url": address_of(seen.get(row.object_id))} for row in kept]
        return {"lines": lines, "more": self.object.records.count() - len(kept)}


def address_of(record):
    """Where a record is shown, or ""."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""


class FrozenPaper(PaperView):
    """A frozen count as Word or PDF: value or table, definition, records, and what has changed since."""

    model = FrozenCount
    related = ("author", "organisation", "model")

    def paper(self):
        frozen = self.object
        blocks = [Facts(facts_of(frozen), pairs=1), Text(frozen.definition_shown)]
        if frozen.kind == FrozenKind.TALLY:
            kept = frozen_table(frozen)
            rows = [[indented(line), *line["texts"]] for line in kept["rows"]]
            numbers = frozenset(range(1, len(kept["headings"])))
            blocks.append(Table(kept["headings"], rows, numbers=numbers, caption=kept["caption"]))
        again = recount(frozen, self.request.user)
        blocks.append(Heading(_("What has changed since")))
        if again is None:
            blocks.append(Text(_("No part of the portal answers for this count any more.")))
        elif again.is_same:
            blocks.append(Text(_("Counted again today it is the same, record by record.")))
        else:
            blocks.append(self.changes(again))
        records = frozen.records.values_list("label", "amount")
        lines = [[label, f"{amount.normalize():f}"] for label, amount in records]
        blocks += [
            Heading(_("The records")),
            Table([_("Record"), _("Counted as")], lines, widths=[5, 1], numbers=frozenset({1})),
        ]
        return Paper(frozen.title, blocks)

    @staticmethod
    def changes(again):
        """The differences as a table."""
        lines = [
            [
                one.label,
                one.reason.label,
                "\n".join(f"{deed.when:%Y-%m-%d} {deed.who} {deed.text}" for deed in one.deeds),
            ]
            for one in again.differences
        ]
        return Table([_("Record"), _("Why"), _("By whom")], lines, widths=[3, 1.4, 2.4])
