"""The tallies of organisations and of enterprises: not events of a period, but how things stand."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches import tallies
from branches.choices import OrganisationKind, SiteState, StandardizationLevel, Trade
from branches.filters.enterprises import EnterpriseTallyFilter
from branches.filters.organisations import OrganisationTallyFilter
from branches.models import Enterprise, Grid, Organisation, Process
from portal.frames import NONE, TOTAL
from portal.generic.tallies import Dimension, Measure, TallyView

IN_FORCE = {"words": {"standing": "in_force"}, "end": "as_of"}
DONE = {"words": {"standing": "in_force", "site": SiteState.COMPLETED.value}, "end": "as_of"}


def labels(choices, **more):
    """Words of an enumeration, and of keys beside it."""
    words = dict(choices.choices) | more
    return lambda keys: {key: str(label) for key, label in words.items()}


def titles(model):
    """Names of records by their keys, in the records' own order; whose rows are counted is decided before."""
    return lambda keys: {row.pk: str(row) for row in model._default_manager.filter(pk__in=[int(key) for key in keys])}


def word(name):
    """The list's filter for one key."""
    return lambda key, measure: {name: key}


class OrganisationTally(TallyView):
    """Organisations in force on a day, by what stands above them, kind, level and site."""

    model = Organisation
    filterset_class = OrganisationTallyFilter
    list_name = "organisations"
    heading = gettext_lazy("Tally of organisations")
    definition = gettext_lazy(
        "Organisations in force on the day, by what they were and hung below on that day, and those of them whose site "
        "had been accepted by then. Level and members are those of today's records."
    )
    dimensions = (
        Dimension("parent", gettext_lazy("superior organisation"), titles(Organisation), word("parent")),
        Dimension("kind", gettext_lazy("kind"), labels(OrganisationKind), word("kind")),
        Dimension("level", gettext_lazy("standardization level"), labels(StandardizationLevel), word("level")),
        Dimension(
            "site",
            gettext_lazy("site"),
            labels(SiteState, **{tallies.SITE_OPEN: gettext_lazy("not completed yet")}),
            word("site"),
        ),
    )
    measures = (
        Measure("organisations", gettext_lazy("organisations"), **IN_FORCE),
        Measure("sites", gettext_lazy("sites completed"), **DONE),
        Measure("share", gettext_lazy("share completed"), parts=("sites", "organisations"), **DONE),
        Measure("full", gettext_lazy("full members"), is_sum=True, **IN_FORCE),
        Measure("probationary", gettext_lazy("probationary members"), is_sum=True, **IN_FORCE),
    )

    def ask(self):
        super().ask()
        self.start, self.end = None, self.end or timezone.localdate()
        del self.form.fields["start"]
        self.form.fields["end"].label = _("As of")

    def period(self):
        return _("as of %(day)s") % {"day": f"{self.end:%Y-%m-%d}"}

    def context(self):
        return super().context() | {"subheading": _("in force"), "as_of": self.end}

    def count(self, rows, start, end, dimensions):
        return tallies.organisations(rows.in_force_on(end), end, dimensions)


def month_names(keys):
    """202611 as 2026-11."""
    return {key: f"{int(key) // 100}-{int(key) % 100:02d}" for key in keys}


class SiteTally(TallyView):
    """Completed sites by the month in which they were accepted and by what stands above the branch."""

    model = Organisation
    filterset_class = OrganisationTallyFilter
    list_name = "organisations"
    heading = gettext_lazy("Tally of completed sites")
    definition = gettext_lazy(
        "Organisations in force on the last day of the period whose site counted as completed then, by the month in "
        "which it was accepted. Each stands in one month; a site lost later still counts as of earlier days."
    )
    dimensions = (
        Dimension(
            "month",
            gettext_lazy("month"),
            month_names,
            lambda key, measure: {"accepted_month": f"{key // 100}-{key % 100:02d}"},
        ),
        Dimension("parent", gettext_lazy("superior organisation"), titles(Organisation), word("parent")),
        Dimension("kind", gettext_lazy("kind"), labels(OrganisationKind), word("kind")),
    )
    measures = (Measure("sites", gettext_lazy("sites completed"), start="accepted_from", **DONE),)
    compared = ("sites",)

    def ask(self):
        super().ask()
        self.end = self.end or timezone.localdate()
        del self.form.fields["measure"]

    def count(self, rows, start, end, dimensions):
        return tallies.sites(rows, start, end, dimensions)


class EnterpriseTally(TallyView):
    """Enterprises by dangerous process, grid and trade. One with several processes counts in each, and once in all."""

    model = Enterprise
    filterset_class = EnterpriseTallyFilter
    list_name = "enterprises"
    heading = gettext_lazy("Tally of enterprises")
    definition = gettext_lazy(
        "Enterprises in the register today. By process, an enterprise counts in each of its processes; the last line "
        "counts it once."
    )
    dimensions = (
        Dimension("process", gettext_lazy("dangerous process"), titles(Process), word("process")),
        Dimension(
            "grid",
            gettext_lazy("grid"),
            titles(Grid),
            lambda key, measure: {"in_grid": "false"} if key == NONE else {"grid": key},
        ),
        Dimension("trade", gettext_lazy("trade"), labels(Trade), word("trade")),
    )
    measures = (Measure("enterprises", gettext_lazy("enterprises")),)

    def ask(self):
        super().ask()
        self.start = self.end = None
        for name in ("start", "end", "measure"):
            del self.form.fields[name]
        if self.columns_by and self.columns_by.key == "process":
            # Only a last line can tell that the lines above it overlap.
            self.rows_by, self.columns_by = self.columns_by, self.rows_by

    def period(self):
        return _("as of %(day)s") % {"day": f"{timezone.localdate():%Y-%m-%d}"}

    def context(self):
        return super().context() | {"subheading": _("in the register")}

    def count(self, rows, start, end, dimensions):
        return tallies.enterprises(rows, dimensions)

    def table(self):
        table = super().table()
        if self.rows_by.key == "process" and table["total"]:
            table["total"] = {"label": _("Enterprises, each once"), "cells": self.each_once()}
        return table

    def each_once(self):
        """The last line: how many enterprises stand in the lines above, none of them twice."""
        rows = tallies.with_a_process(self.filterset.qs)
        if not self.columns_by:
            return [self.cell(rows.count(), TOTAL, None, self.measure)]
        frame = tallies.enterprises(rows, [self.columns_by.key])
        counted = dict(zip(frame[self.columns_by.key], frame["enterprises"], strict=True))
        keys = self.keys_of(self.columns_by, frame)
        cells = [self.cell(counted[key], TOTAL, key, self.measure) for key in keys]
        return [*cells, self.cell(sum(counted.values()), TOTAL, TOTAL, self.measure)]

    def address(self, row_key, column_key, measure):
        url = super().address(row_key, column_key, measure)
        if self.rows_by.key != "process" or row_key != TOTAL:
            return url
        return f"{url}{'' if url.endswith('?') else '&'}has_process=true"
