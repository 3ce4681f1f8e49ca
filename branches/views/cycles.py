"""Pages of the cycles of standardization: their list, one cycle with its progress, adding branches to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from branches.choices import CycleState, StandardState
from branches.filters.standards import CycleFilter
from branches.forms.standards import CoverForm, CycleForm
from branches.models import BranchStandard, Organisation, StandardizationCycle
from branches.tables.standards import CYCLE_TONES, CycleTable
from portal.charts import bar_chart
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from portal.states import Refused

SHOWN = 20


class CycleList(ListView):
    """The cycles, newest first."""

    model = StandardizationCycle
    table_class = CycleTable
    filterset_class = CycleFilter
    related = ("organisation",)
    order = ("-year", "-pk")
    add_url = "cycle_add"
    add_label = gettext_lazy("New cycle")
    empty_text = gettext_lazy("No cycle yet. The commissioner begins one on a published catalogue.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Running"), {"state": CycleState.OPEN.value}),
    )


class CycleDetail(DetailView):
    """One cycle: its days, how far it has come, below whom most is left to do."""

    model = StandardizationCycle
    related = ("organisation", "catalogue", "opened_by", "closed_by")
    url_prefix = "cycle"
    edit_url = "cycle_edit"
    field_groups = (
        (
            gettext_lazy("The cycle"),
            (
                "year",
                "organisation",
                "catalogue",
                "opens_on",
                "self_score_due_on",
                "review_due_on",
                "opened_at",
                "opened_by",
                "closed_at",
                "closed_by",
                "note",
            ),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": CYCLE_TONES.get(self.object.state, "quiet")}

    def subheading(self):
        return _("on a proposal that no committee has adopted") if self.object.catalogue.is_proposal else ""

    def actions(self):
        buttons = super().actions()
        if self.object.state != CycleState.CLOSED and self.granted("cover"):
            url = reverse("cycle_cover", args=[self.object.pk])
            buttons.append({"label": _("Add branches"), "url": url, "tone": "default"})
        if self.object.state == CycleState.CLOSED:
            edit = reverse("cycle_edit", args=[self.object.pk])
            buttons = [button for button in buttons if button["url"] != edit]
        buttons.append({"label": _("Branches in it"), "url": self.listed(), "tone": "default"})
        return buttons

    def listed(self, **words):
        """The list of its branches, narrowed by `words`."""
        return f"{reverse('standards')}?{urlencode({'cycle': self.object.pk} | words)}"

    def panels(self):
        rows = BranchStandard.objects.visible_to(self.request.user).filter(cycle=self.object)
        found = rows.by_parent()
        if not found:
            empty = {"text": _("It covers no branch yet. Add branches, then open it.")}
            return [Panel(_("Progress"), "branches/_progress.html", {"empty": empty})]
        context = {"states": self.states(found), "parents": self.parents(found), "chart": self.chart(found)}
        context |= {"more": max(len(found) - SHOWN, 0), "all_url": self.listed()}
        context["total"] = sum(row["total"] for row in found)
        return [Panel(_("Progress"), "branches/_progress.html", context)]

    def states(self, found):
        """How many stand in each state, each leading to its list."""
        return [
            {
                "label": state.label,
                "count": sum(row["counts"].get(state.value, 0) for row in found),
                "url": self.listed(state=state.value),
            }
            for state in StandardState
        ]

    def parents(self, found):
        """The superior organisations with most left to do, each cell leading to its list."""
        lines = []
        for row in found[:SHOWN]:
            words = {"parent": row["key"]} if row["key"] else {}
            cells = [
                {"count": row["counts"].get(state.value, 0), "url": self.listed(state=state.value, **words)}
                for state in StandardState
            ]
            lines.append({"label": row["label"], "url": self.listed(**words), "cells": cells, "total": row["total"]})
        return lines

    def chart(self, found):
        """The same as bars: decided, on the way, to be self-scored."""
        series = (
            (_("decided"), (StandardState.REACHED, StandardState.NOT_REACHED)),
            (_("handed in or reviewed"), (StandardState.SELF_SCORED, StandardState.REVIEWED)),
            (StandardState.OPEN.label, (StandardState.OPEN,)),
        )
        points = [
            (row["label"], [sum(row["counts"].get(state.value, 0) for state in states) for _name, states in series])
            for row in found[:8]
        ]
        return bar_chart(
            points,
            title=_("Where the branches stand, by superior organisation"),
            unit=_("branches"),
            series=[name for name, _states in series],
            stacked=True,
        )


class CycleEdit(EditView):
    """Begin a cycle, or change its days."""

    model = StandardizationCycle
    form_class = CycleForm
    add_heading = gettext_lazy("New cycle")

    def initial(self):
        tops = Organisation.objects.visible_to(self.request.user).tops(self.request.user)[:2]
        return {"initial": {"organisation": tops[0]} if len(tops) == 1 else {}}

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state == CycleState.CLOSED:
            raise PermissionDenied(_("A closed cycle does not change."))
        return record


class CycleCover(TransitionView):
    """Add branches, all at once."""

    model = StandardizationCycle
    verb = "cover"
    form_class = CoverForm
    label = gettext_lazy("Add branches")
    tone = "primary"

    def is_open(self):
        return self.object.state != CycleState.CLOSED

    def act(self, form):
        added = self.object.cover(form.wanted(), by=self.request.user)
        if not added:
            raise Refused(_("Every organisation in force that this names is covered already."))
        messages.info(self.request, ngettext("%(n)d branch added.", "%(n)d branches added.", added) % {"n": added})


class CycleOpen(TransitionView):
    """Ask the branches to score themselves."""

    model = StandardizationCycle
    verb = "open"


class CycleClose(TransitionView):
    """Every branch is decided on."""

    model = StandardizationCycle
    verb = "close"
