"""The statistics that are handed in by month and quarter: hazards, major hazards, supervision, documents, progress.

Columns after domain.md 2.6. Each is filled for a question (portal.questions), among the rows that whoever asks may take
away. A rate is always worked out here, of the hazards found in the period as they stood on its last day, so that none
can pass the whole; where there is nothing to divide there is none.
"""

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from branches.choices import StandardizationLevel, Trade
from branches.models import Enterprise, Organisation
from branches.models.site_questions import site_done
from branches.tallies import of_the_day
from portal.generic.ledger_sheets import LedgerColumn, LedgerSheet
from portal.ready_ledgers import period_of, rows_for
from volunteers.choices import DocumentKind, HazardLevel, StopKind
from volunteers.models import (
    Activity,
    CaseTransfer,
    Hazard,
    HazardDocument,
    Inspection,
    ProductionStop,
    RectificationNotice,
    TreatmentPlan,
)
from volunteers.models.hazard_questions import closed_on, rectified_on
from volunteers.models.treatment_plans import STANDING

TEN_THOUSAND = 10_000


def share(part, whole):
    """Part by whole; None where there is nothing to divide."""
    return part / whole if whole else None


def hazard_statistics(asked):
    """Hazards by trade as the bureau asks month by month and quarter by quarter (domain.md 2.6 A)."""
    lines = by_trade(asked)
    table = [statistics_line(str(trade.label), lines[trade.value]) for trade in Trade if trade.value in lines]
    notes = [
        _("Units inspected: enterprises at which a hazard was found or an activity was held in the period."),
        _("Rectified and closed are of the hazards found in the period, as they stood on its last day."),
    ]
    title = _("Statistics of hazards found and rectified")
    return LedgerSheet(title, period_of(asked), statistics_columns(), table, notes=notes, has_total=True)


def by_trade(asked):
    """{trade: {what: how many}} of the units and of the hazards of both levels."""
    rows, due = rows_for(Hazard, asked), rows_for(Enterprise, asked)
    found = rows.found_between(asked.start, asked.as_of)
    visited = rows_for(Activity, asked).counted().held_between(asked.start, asked.as_of).exclude(enterprise=None)
    looked_at = due.filter(Q(pk__in=found.values("enterprise")) | Q(pk__in=visited.values("enterprise")))
    lines: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(int))
    for name, enterprises in (("due", due), ("seen", looked_at)):
        for trade, n in enterprises.order_by().values_list("trade").annotate(n=Count("pk")):
            lines[trade][name] = n
    rechecked, closed = rectified_on(asked.as_of), closed_on(asked.as_of)
    for level, of_level, done in (("general", found.not_major(), rechecked), ("major", found.major(), closed)):
        counts = {"n": Count("pk"), "rectified": Count("pk", filter=done), "spent": Sum("cost")}
        for trade, n, rectified, cost in of_level.order_by().values_list("enterprise__trade").annotate(**counts):
            lines[trade][f"{level}_found"], lines[trade][f"{level}_done"] = n, rectified
            lines[trade]["cost"] += float(cost or 0)
    return lines


def statistics_columns():
    """The columns of the statistics, those of a level under its name."""
    general, major = _("General hazards"), _("Major hazards")
    return [
        LedgerColumn(_("Trade")),
        LedgerColumn(_("Units due"), "number", adds_up=True),
        LedgerColumn(_("Units inspected"), "number", adds_up=True),
        LedgerColumn(_("Coverage"), "share"),
        LedgerColumn(_("found"), "number", general, adds_up=True),
        LedgerColumn(_("rectified"), "number", general, adds_up=True),
        LedgerColumn(_("rate"), "share", general),
        LedgerColumn(_("found"), "number", major, adds_up=True),
        LedgerColumn(_("closed"), "number", major, adds_up=True),
        LedgerColumn(_("rate"), "share", major),
        LedgerColumn(_("Funds (10,000 yuan)"), "number", adds_up=True),
    ]


def statistics_line(label, line):
    """One trade of the statistics."""
    return [
        label, line["due"], line["seen"], share(line["seen"], line["due"]),
        line["general_found"], line["general_done"], share(line["general_done"], line["general_found"]),
        line["major_found"], line["major_done"], share(line["major_done"], line["major_found"]),
        round(line["cost"] / TEN_THOUSAND, 2),
    ]  # fmt: skip


# What a plan of treatment assures, as the table of the bureau names it (2.6 A). The portal takes none without deadline
# and emergency plan.
ASSURED = {
    "plans": Count("pk"),
    "goals": Count("pk", filter=~Q(goal="")),
    "funded": Count("pk", filter=Q(funds__gt=0)),
    "people": Count("pk", filter=~Q(duty_unit="")),
    "deadlines": Count("pk", filter=Q(deadline__isnull=False)),
    "emergencies": Count("pk", filter=~Q(emergency_plan="")),
    "funds": Sum("funds"),
}


def major_statistics(asked):
    """Major hazards by trade: found, closed, under plan, what the plans assure, listed for supervision (2.6 A)."""
    lines = majors_by_trade(asked)
    table = []
    for trade in Trade:
        if line := lines.get(trade.value):
            numbers = [line[word] for word in ASSURED if word != "funds"]
            rate = share(line["closed"], line["found"])
            funds = round(float(line["funds"] or 0) / TEN_THOUSAND, 2)
            table.append([str(trade.label), line["found"], line["closed"], rate, *numbers, funds, line["listed"]])
    notes = [_("Plans: those that stand, accepted or waiting for an answer, of the hazards found in the period.")]
    title = _("Statistics of major hazards: plans and supervision")
    return LedgerSheet(title, period_of(asked), major_columns(), table, notes=notes, has_total=True)


def majors_by_trade(asked):
    """{trade: {what: how many}} of the major hazards found in the period and of their plans."""
    found = rows_for(Hazard, asked).found_between(asked.start, asked.as_of).major()
    plans = TreatmentPlan.objects.filter(hazard__in=found, state__in=STANDING, handed_in_on__lte=asked.as_of)
    listed = Q(listings__document__issued_on__lte=asked.as_of)
    closed = closed_on(asked.as_of)
    counts = {
        "found": Count("pk", distinct=True),
        "closed": Count("pk", filter=closed, distinct=True),
        "listed": Count("pk", filter=listed, distinct=True),
    }
    lines: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(int))
    for trade, *numbers in found.order_by().values_list("enterprise__trade").annotate(**counts):
        lines[trade] |= dict(zip(counts, numbers, strict=True))
    for trade, *numbers in plans.order_by().values_list("hazard__enterprise__trade").annotate(**ASSURED):
        lines[trade] |= dict(zip(ASSURED, numbers, strict=True))
    return lines


def major_columns():
    """The columns of the statistics of major hazards."""
    under_plan = _("Under a plan of treatment")
    return [
        LedgerColumn(_("Trade")),
        LedgerColumn(_("found"), "number", adds_up=True),
        LedgerColumn(_("closed"), "number", adds_up=True),
        LedgerColumn(_("rate"), "share"),
        LedgerColumn(_("plans"), "number", under_plan, adds_up=True),
        LedgerColumn(_("goal set"), "number", under_plan, adds_up=True),
        LedgerColumn(_("funds set"), "number", under_plan, adds_up=True),
        LedgerColumn(_("people named"), "number", under_plan, adds_up=True),
        LedgerColumn(_("deadline set"), "number", under_plan, adds_up=True),
        LedgerColumn(_("emergency plan"), "number", under_plan, adds_up=True),
        LedgerColumn(_("Funds planned (10,000 yuan)"), "number", adds_up=True),
        LedgerColumn(_("Listed for supervision"), "number", adds_up=True),
    ]


# Documents of the authorities of which the statistics of supervision have a column (2.6 C).
COUNTED = {"orders": DocumentKind.ORDER, "coercions": DocumentKind.COERCION, "opinions": DocumentKind.RECHECK}


def supervision_statistics(asked):
    """Visits, notices and documents of the authorities by grid, with the hazards found (domain.md 2.6 C)."""
    words = ("enterprises", "visits", "notices", *COUNTED, "found", "rectified")
    table = []
    for grid, line in sorted(supervision_by_grid(asked).items()):
        left = line["found"] - line["rectified"]
        table.append([grid, *(line[word] for word in words), left, share(line["rectified"], line["found"])])
    notes = [
        _("Orders, measures and opinions are documents of other authorities, counted as they were registered here."),
    ]
    title = _("Statistics of supervision")
    return LedgerSheet(title, period_of(asked), supervision_columns(), table, notes=notes, has_total=True)


def supervision_by_grid(asked):
    """{grid: {what: how many}}."""
    lines: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def note(rows, lookup, **counts):
        for grid, *numbers in rows.order_by().values_list(lookup).annotate(**counts):
            lines[grid or _("in no grid")] |= dict(zip(counts, numbers, strict=True))

    found = rows_for(Hazard, asked).found_between(asked.start, asked.as_of)
    done = Count("pk", filter=rectified_on(asked.as_of))
    note(found, "enterprise__grid__name", found=Count("pk"), rectified=done)
    visits = Inspection.objects.visible_to(asked.user).held().between(asked.start, asked.as_of)
    visits = visits.filter(enterprise__in=rows_for(Enterprise, asked))
    note(visits, "enterprise__grid__name", enterprises=Count("enterprise", distinct=True), visits=Count("pk"))
    note(issued(RectificationNotice, asked), "enterprise__grid__name", notices=Count("pk"))
    counts = {word: Count("pk", filter=Q(kind=kind)) for word, kind in COUNTED.items()}
    note(documents(asked), "hazard__enterprise__grid__name", **counts)
    return lines


def supervision_columns():
    """The columns of the statistics of supervision."""
    others = _("Of the authorities")
    return [
        LedgerColumn(_("Grid")),
        LedgerColumn(_("Enterprises visited"), "number", adds_up=True),
        LedgerColumn(_("Records of visits"), "number", adds_up=True),
        LedgerColumn(_("Notices of rectification"), "number", adds_up=True),
        LedgerColumn(_("Orders to rectify"), "number", others, adds_up=True),
        LedgerColumn(_("Coercive measures"), "number", others, adds_up=True),
        LedgerColumn(_("Opinions at re-checks"), "number", others, adds_up=True),
        LedgerColumn(_("Hazards found"), "number", adds_up=True),
        LedgerColumn(_("rectified"), "number", adds_up=True),
        LedgerColumn(_("not rectified"), "number", adds_up=True),
        LedgerColumn(_("rate"), "share"),
    ]


def document_statistics(asked):
    """The documents registered in the period by kind, the stops and the transfers (domain.md 2.6 B).

    Fines and their payment are facts of the authorities' own systems and are not kept here.
    """
    by_kind: dict[str, list[int]] = {}
    major = Q(hazard__level=HazardLevel.MAJOR)
    counts = {
        "n": Count("pk"),
        "enterprises": Count("hazard__enterprise", distinct=True),
        "hazards": Count("hazard", distinct=True),
        "major": Count("hazard", filter=major, distinct=True),
    }
    for kind, *numbers in documents(asked).order_by().values_list("kind").annotate(**counts):
        by_kind[kind] = numbers
    table = [[str(kind.label), *by_kind[kind.value]] for kind in DocumentKind if kind.value in by_kind]
    mine = Q(hazard__in=rows_for(Hazard, asked))
    stops = within(ProductionStop.objects.visible_to(asked.user).filter(mine), "stopped_on", asked)
    for kind in StopKind:
        numbers = stops.filter(kind=kind).aggregate(**counts)
        if numbers["n"]:
            table.append([_("Production stops: %(kind)s") % {"kind": kind.label}, *numbers.values()])
    transfers = within(CaseTransfer.objects.visible_to(asked.user).filter(mine), "prepared_on", asked)
    if (numbers := transfers.aggregate(**counts))["n"]:
        table.append([_("Transfers to the authorities"), *numbers.values()])
    columns = [
        LedgerColumn(_("Kind of document"), "long"),
        LedgerColumn(_("Number of them"), "number"),
        LedgerColumn(_("Enterprises"), "number"),
        LedgerColumn(_("Hazards"), "number"),
        LedgerColumn(_("of them major"), "number"),
    ]
    notes = [
        _("By the day of issue, as registered here; what was set aside is left out."),
        _("The zone issues no orders and no penalties: these are documents of the authorities."),
    ]
    title = _("Statistics of registered documents")
    return LedgerSheet(title, period_of(asked), columns, table, notes=notes)


def documents(asked):
    """The documents issued in the period about hazards that whoever asks may take away."""
    rows = HazardDocument.objects.visible_to(asked.user).current().filter(hazard__in=rows_for(Hazard, asked))
    return within(rows, "issued_on", asked)


def issued(model, asked):
    """The rows of `model` issued in the period to enterprises that whoever asks may take away."""
    rows = model.objects.visible_to(asked.user).filter(enterprise__in=rows_for(Enterprise, asked))
    return within(rows, "issued_on", asked)


def within(rows, field, asked):
    """The rows whose day lies in the period."""
    rows = rows.filter(**{f"{field}__lte": asked.as_of})
    return rows.filter(**{f"{field}__gte": asked.start}) if asked.start else rows


def progress_statistics(asked):
    """Standardization and sites by superior organisation, as they stood on the last day."""
    rows = Organisation.objects.visible_to(asked.user) & Organisation.objects.allowing(asked.user, "export")
    rows = rows.below_on(asked.organisation, asked.as_of) if asked.organisation else rows
    rows = of_the_day(rows.in_force_on(asked.as_of), asked.as_of)
    below = (StandardizationLevel.UNRATED, StandardizationLevel.NOT_REACHED)
    counts = {
        "organisations": Count("pk"),
        "completed": Count("pk", filter=site_done(asked.as_of)),
        "reached": Count("pk", filter=~Q(level__in=below)),
    }
    lines = list(rows.order_by().values_list("parent_pk").annotate(**counts))
    names = dict(Organisation._base_manager.filter(pk__in=[line[0] for line in lines]).values_list("pk", "name"))
    columns = [
        LedgerColumn(_("Superior organisation"), "long"),
        LedgerColumn(_("Organisations in force"), "number", adds_up=True),
        LedgerColumn(_("Sites completed"), "number", adds_up=True),
        LedgerColumn(_("Share of sites completed"), "share"),
        LedgerColumn(_("Standard reached"), "number", adds_up=True),
        LedgerColumn(_("Share that reached the standard"), "share"),
    ]
    table = [
        [names.get(parent, _("none above it")), n, done, share(done, n), at_level, share(at_level, n)]
        for parent, n, done, at_level in lines
    ]
    table.sort(key=lambda line: line[0])
    notes = [_("Sites as they stood on the day; the level of standardization is that of today's records.")]
    title = _("Progress of standardization and sites")
    return LedgerSheet(title, f"{asked.as_of:%Y-%m-%d}", columns, table, notes=notes, has_total=True)
