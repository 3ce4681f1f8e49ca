"""The ledgers that are handed in as they are: hazards, activities, organisations with their sites, training.

Columns after domain.md 2.5 and 6.1. Each is filled for a question (portal.questions), among the rows that whoever asks
may take away.
"""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from branches.choices import Attended, OrganisationKind, SiteState, StandardizationLevel, Trade, TrainingKind
from branches.models import Organisation, TrainingSession
from portal.columns import masked_phone
from portal.generic.ledger_sheets import LedgerColumn, LedgerSheet
from volunteers.choices import HazardLevel, HazardSource, HazardState, OffWork
from volunteers.models import Activity, Hazard, WorkCalendar


def labelled(choices):
    """A function that gives the label of a stored value."""
    words = {value: str(label) for value, label in choices.choices}
    return lambda value: words.get(value, value or "")


def period_of(asked):
    """The period of a question in words."""
    return f"{asked.start:%Y-%m-%d} – {asked.as_of:%Y-%m-%d}" if asked.start else f"– {asked.as_of:%Y-%m-%d}"


def rows_for(model, asked, lookup="organisation__"):
    """The rows that whoever asks may take away, at the places of the question."""
    rows = model.objects.visible_to(asked.user) & model.objects.allowing(asked.user, "export")
    if asked.organisation is not None:
        rows = rows.filter(**{f"{lookup}path__startswith": asked.organisation.path})
    return rows


def hazard_columns():
    """The columns of the ledger of hazards (domain.md 2.5)."""
    return [
        LedgerColumn(_("Hazard no.")),
        LedgerColumn(_("Found on"), "day"),
        LedgerColumn(_("Enterprise"), "long"),
        LedgerColumn(_("Credit code")),
        LedgerColumn(_("Grid")),
        LedgerColumn(_("Grid worker")),
        LedgerColumn(_("Linked cadre")),
        LedgerColumn(_("Trade")),
        LedgerColumn(_("Place")),
        LedgerColumn(_("Description"), "long"),
        LedgerColumn(_("Category")),
        LedgerColumn(_("Clause")),
        LedgerColumn(_("Level")),
        LedgerColumn(_("Source")),
        LedgerColumn(_("Finder")),
        LedgerColumn(_("Responsible person")),
        LedgerColumn(_("Measures"), "long"),
        LedgerColumn(_("Cost (yuan)"), "number"),
        LedgerColumn(_("Due on"), "day"),
        LedgerColumn(_("Interim control"), "long"),
        LedgerColumn(_("State")),
        LedgerColumn(_("Rectified on"), "day"),
        LedgerColumn(_("Re-checked by")),
        LedgerColumn(_("Re-checked on"), "day"),
        LedgerColumn(_("Verdict"), "long"),
        LedgerColumn(_("Closed on"), "day"),
    ]


def hazard_ledger(asked):
    """The ledger of hazards: those found in the period, or still open at its end, as they stand today."""
    rows = rows_for(Hazard, asked)
    places = {"grid": "enterprise__grid", "enterprise": "enterprise", "task_force": "task_force"}
    rows = rows.filter(**{places[name]: place for name, place in asked.places.items() if name in places})
    rows = rows if asked.campaign is None else rows.in_campaign(asked.campaign)
    found = rows.found_between(asked.start, asked.as_of)
    level, source, state, trade = map(labelled, (HazardLevel, HazardSource, HazardState, Trade))
    at = "enterprise__"
    values = found.order_by("found_on", "pk").values_list(
        "number", "found_on", f"{at}name", f"{at}credit_code", f"{at}grid__name", f"{at}grid_worker_name",
        f"{at}linked_cadre_name", f"{at}trade", "place", "description", "category__title", "clause", "level", "source",
        "finder__name", "responsible_name", "measures", "cost", "due_on", "interim_control", "state", "rectified_on",
        "rechecker_name", "rechecked_on", "recheck_opinion", "closed_on",
    )  # fmt: skip
    change = {7: trade, 12: level, 13: source, 20: state}
    lines = ([change.get(n, same)(value) for n, value in enumerate(row)] for row in values)
    return LedgerSheet(_("Ledger of safety hazards"), period_of(asked), hazard_columns(), lines)


def same(value):
    """A value as it is."""
    return value


def activity_ledger(asked):
    """The ledger of activities: confirmed ones of the period."""
    rows = rows_for(Activity, asked).counted().held_between(asked.start, asked.as_of)
    places = {"enterprise": "enterprise", "task_force": "task_force"}
    rows = rows.filter(**{places[name]: place for name, place in asked.places.items() if name in places})
    rows = rows.select_related("task_force", "kind", "enterprise", "organisation", "confirmed_by").order_by(
        "held_on", "pk"
    )
    rows = rows.annotate(photo_count=Count("photos", distinct=True))
    columns = [
        LedgerColumn(_("Day"), "day"),
        LedgerColumn(_("From")),
        LedgerColumn(_("Off work")),
        LedgerColumn(_("Kind")),
        LedgerColumn(_("Place"), "long"),
        LedgerColumn(_("Enterprise"), "long"),
        LedgerColumn(_("Task force"), "long"),
        LedgerColumn(_("Branch"), "long"),
        LedgerColumn(_("Participants"), "number", adds_up=True),
        LedgerColumn(_("of them no members"), "number", adds_up=True),
        LedgerColumn(_("Hours"), "number", adds_up=True),
        LedgerColumn(_("Person-hours"), "number", adds_up=True),
        LedgerColumn(_("What was done"), "long"),
        LedgerColumn(_("Photos"), "number", adds_up=True),
        LedgerColumn(_("Confirmed by")),
    ]
    off = labelled(OffWork)
    calendar = WorkCalendar.read()
    lines = [
        [
            one.held_on, f"{one.starts_at:%H:%M}" if one.starts_at else "", off(one.off_work(calendar).value),
            str(one.kind), one.place, str(one.enterprise or ""), one.task_force.name, one.organisation.name,
            one.participants, one.non_members, float(one.hours), float(one.person_hours), one.content,
            one.photo_count, str(one.confirmed_by or ""),
        ]
        for one in rows
    ]  # fmt: skip
    return LedgerSheet(_("Ledger of activities"), period_of(asked), columns, lines, has_total=True)


def organisation_ledger(asked):
    """Organisations in force on the day, with secretary, members, site and standardization: roster and progress."""
    rows = Organisation.objects.visible_to(asked.user) & Organisation.objects.allowing(asked.user, "export")
    rows = rows.below_on(asked.organisation, asked.as_of) if asked.organisation else rows
    rows = rows.in_force_on(asked.as_of).as_shown_on(asked.as_of).with_site_day(asked.as_of).order_by("path")
    columns = [
        LedgerColumn(_("Organisation"), "long"),
        LedgerColumn(_("Kind")),
        LedgerColumn(_("Superior organisation"), "long"),
        LedgerColumn(_("Enterprise"), "long"),
        LedgerColumn(_("Secretary")),
        LedgerColumn(_("Phone")),
        LedgerColumn(_("Founded on"), "day"),
        LedgerColumn(_("Term ends on"), "day"),
        LedgerColumn(_("Full members"), "number", adds_up=True),
        LedgerColumn(_("Probationary members"), "number", adds_up=True),
        LedgerColumn(_("Site")),
        LedgerColumn(_("Site accepted on"), "day"),
        LedgerColumn(_("Standardization level")),
    ]
    kind, site, level = map(labelled, (OrganisationKind, SiteState, StandardizationLevel))
    values = rows.values_list(
        "shown_name", "shown_kind", "shown_parent", "shown_enterprise", "secretary_name", "secretary_phone",
        "founded_on", "term_ends_on", "full_members", "probationary_members", "site_state", "site_day", "level",
    )  # fmt: skip
    lines = []
    for row in values:
        cells = list(row)
        cells[1], cells[5], cells[12] = kind(cells[1]), masked_phone(cells[5] or ""), level(cells[12])
        cells[10] = site(SiteState.COMPLETED) if cells[11] else site(cells[10])
        lines.append(cells)
    return LedgerSheet(
        _("Roster of party organisations, with sites and standardization"),
        f"{asked.as_of:%Y-%m-%d}",
        columns,
        lines,
        notes=[_("Members and level are those of today's records.")],
        has_total=True,
    )


def training_ledger(asked):
    """Training sessions held in the period, with how many were asked and came."""
    rows = rows_for(TrainingSession, asked).held_between(asked.start, asked.as_of).order_by("held_on", "pk")
    rows = rows.annotate(
        asked_count=Count("invitations", distinct=True),
        present=Count("invitations", filter=Q(invitations__attended=Attended.PRESENT), distinct=True),
    )
    columns = [
        LedgerColumn(_("Day"), "day"),
        LedgerColumn(_("Title"), "long"),
        LedgerColumn(_("Kind")),
        LedgerColumn(_("Place"), "long"),
        LedgerColumn(_("Invited"), "number", adds_up=True),
        LedgerColumn(_("Present"), "number", adds_up=True),
        LedgerColumn(_("Share present"), "share"),
    ]
    kind = labelled(TrainingKind)
    lines = [
        [day, title, kind(sort), place, invited, present, present / invited if invited else None]
        for day, title, sort, place, invited, present in rows.values_list(
            "held_on", "title", "kind", "place", "asked_count", "present"
        )
    ]
    return LedgerSheet(_("Ledger of training"), period_of(asked), columns, lines, has_total=True)
