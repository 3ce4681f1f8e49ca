"""The roll-ups of activities and hazards: what standard tallies read instead of a million rows.

Kept by the database (portal.roll_ups); nobody else writes them. A hazard counts in the month it was found and in the
month of the re-check that saw it rectified: a cell has the sums of both kinds of events. What was found in one month
and re-checked in a later one is kept by both months, so that a past month can be asked as it stood on its last day.
0 stands for "no branch".
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.roll_ups import Part, RollUp
from volunteers.choices import HazardLevel
from volunteers.models.activities import Activity
from volunteers.models.activity_kinds import ActivityKind
from volunteers.models.hazard_categories import HazardCategory
from volunteers.models.hazards import Hazard


def _key(to, label):
    """A key that leads to a record without holding on to it: 0 is none."""
    return models.ForeignKey(
        to, models.DO_NOTHING, verbose_name=label, related_name="+", db_constraint=False, db_index=False
    )


def _sum(label):
    return models.BigIntegerField(label, default=0)


def _cell(name, *keys):
    """No cell twice."""
    return models.UniqueConstraint(name=name, fields=[*keys, "slot"])


# --- activities


class ActivityRollUp(RollUp):
    """Confirmed activities by the month in which they were held. Hours are in hundredths: whole numbers add up."""

    month = models.PositiveIntegerField(_("month"))
    activities = _sum(_("activities"))
    participants = _sum(_("participants"))
    hours = _sum(_("hours in hundredths"))
    person_hours = _sum(_("person-hours in hundredths"))

    source = Activity

    class Meta:
        abstract = True


def _held(**keys):
    return Part(
        where="state = 'confirmed'",
        keys={"month": "month", **keys},
        sums={
            "activities": "1",
            "participants": "participants",
            "hours": "CAST(ROUND(hours * 100) AS bigint)",
            "person_hours": "CAST(ROUND(person_hours * 100) AS bigint)",
        },
    )


class ActivitiesByBranch(ActivityRollUp):
    """Activities by month and branch."""

    organisation = _key("branches.Organisation", _("branch"))

    parts = (_held(organisation_id="organisation_id"),)

    class Meta:
        verbose_name = _("activities by month and branch")
        verbose_name_plural = _("activities by month and branch")
        ordering = ["month", "organisation_id"]
        default_permissions = ()
        constraints = [_cell("activities_by_branch_cell", "month", "organisation")]


class ActivitiesByKind(ActivityRollUp):
    """Activities by month and kind."""

    kind = _key(ActivityKind, _("kind"))

    parts = (_held(kind_id="kind_id"),)

    class Meta:
        verbose_name = _("activities by month and kind")
        verbose_name_plural = _("activities by month and kind")
        ordering = ["month", "kind_id"]
        default_permissions = ()
        constraints = [_cell("activities_by_kind_cell", "month", "kind")]


# --- hazards


class HazardRollUp(RollUp):
    """Hazards found in a month and, whenever they were found, hazards seen as rectified in it."""

    month = models.PositiveIntegerField(_("month"))
    found = _sum(_("found"))
    self_found = _sum(_("found by the enterprise itself"))
    found_rectified = _sum(_("of those found: rectified"))
    rectified = _sum(_("rectified"))
    in_time = _sum(_("rectified in time"))

    source = Hazard

    class Meta:
        abstract = True


def _events(**keys):
    found = {
        "found": "1",
        "self_found": "CASE WHEN source = 'self_check' THEN 1 ELSE 0 END",
        "found_rectified": "CASE WHEN rechecked_month IS NULL THEN 0 ELSE 1 END",
    }
    rectified = {
        "rectified": "1",
        "in_time": "CASE WHEN due_on IS NULL OR rectified_on <= due_on THEN 1 ELSE 0 END",
    }
    return (
        Part("state <> 'void'", {"month": "found_month", **keys}, found),
        Part("state <> 'void' AND rechecked_month IS NOT NULL", {"month": "rechecked_month", **keys}, rectified),
    )


class HazardsByBranch(HazardRollUp):
    """Hazards by month and branch."""

    organisation = _key("branches.Organisation", _("branch"))

    parts = _events(organisation_id="COALESCE(organisation_id, 0)")

    class Meta:
        verbose_name = _("hazards by month and branch")
        verbose_name_plural = _("hazards by month and branch")
        ordering = ["month", "organisation_id"]
        default_permissions = ()
        constraints = [_cell("hazards_by_branch_cell", "month", "organisation")]


class HazardsByCategory(HazardRollUp):
    """Hazards by month, category and level."""

    category = _key(HazardCategory, _("category"))
    level = models.CharField(_("level"), max_length=8, choices=HazardLevel)

    parts = _events(category_id="category_id", level="level")

    class Meta:
        verbose_name = _("hazards by month, category and level")
        verbose_name_plural = _("hazards by month, category and level")
        ordering = ["month", "category_id", "level"]
        default_permissions = ()
        constraints = [_cell("hazards_by_category_cell", "month", "category", "level")]


class LaterRollUp(RollUp):
    """Hazards found in a month that were seen as rectified only in a later one."""

    month = models.PositiveIntegerField(_("month"))
    rechecked_month = models.PositiveIntegerField(_("month re-checked"))
    hazards = _sum(_("hazards"))

    source = Hazard

    class Meta:
        abstract = True


def _later(**keys):
    return (
        Part(
            "state <> 'void' AND rechecked_month > found_month",
            {"month": "found_month", "rechecked_month": "rechecked_month", **keys},
            {"hazards": "1"},
        ),
    )


class RectifiedLaterByBranch(LaterRollUp):
    """Hazards rectified in a later month, by branch."""

    organisation = _key("branches.Organisation", _("branch"))

    parts = _later(organisation_id="COALESCE(organisation_id, 0)")

    class Meta:
        verbose_name = _("hazards rectified in a later month, by branch")
        verbose_name_plural = _("hazards rectified in a later month, by branch")
        ordering = ["month", "rechecked_month", "organisation_id"]
        default_permissions = ()
        constraints = [_cell("rectified_later_branch_cell", "rechecked_month", "month", "organisation")]


class RectifiedLaterByCategory(LaterRollUp):
    """Hazards rectified in a later month, by category and level."""

    category = _key(HazardCategory, _("category"))
    level = models.CharField(_("level"), max_length=8, choices=HazardLevel)

    parts = _later(category_id="category_id", level="level")

    class Meta:
        verbose_name = _("hazards rectified in a later month, by category and level")
        verbose_name_plural = _("hazards rectified in a later month, by category and level")
        ordering = ["month", "rechecked_month", "category_id", "level"]
        default_permissions = ()
        constraints = [_cell("rectified_later_category_cell", "rechecked_month", "month", "category", "level")]
