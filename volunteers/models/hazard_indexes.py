"""The indexes of hazards: one for each order and condition by which lists, figures and tallies ask."""

from django.db import models
from django.db.models import Q

HAZARD_INDEXES = [
    models.Index(fields=["-found_on", "-id"], name="hazard_newest"),
    models.Index(fields=["organisation", "-found_on", "-id"], name="hazard_by_branch"),
    models.Index(fields=["enterprise", "-found_on", "-id"], name="hazard_by_enterprise"),
    models.Index(fields=["state", "-found_on", "-id"], name="hazard_by_state"),
    models.Index(fields=["category", "-found_on", "-id"], name="hazard_by_category"),
    models.Index(fields=["level", "-found_on", "-id"], name="hazard_by_level"),
    models.Index(fields=["task_force", "-found_on", "-id", "state"], name="hazard_by_force"),
    models.Index(fields=["state", "due_on", "id"], name="hazard_due"),
    models.Index(fields=["rechecked_on"], name="hazard_rechecked"),
    models.Index(fields=["closed_on"], name="hazard_closed"),
    # Few: what stood otherwise on a past day.
    models.Index(fields=["reopened_on"], name="hazard_reopened", condition=Q(reopened_on__isnull=False)),
    models.Index(fields=["voided_on"], name="hazard_voided", condition=Q(voided_on__isnull=False)),
    # What recurs: the same clause at the same enterprise.
    models.Index(fields=["enterprise", "clause", "found_on"], name="hazard_recurring", condition=~Q(clause="")),
    # What tallies count from the rows is grouped by any of these: the rows themselves are not read.
    models.Index(
        fields=["found_month", "organisation", "category", "level", "source", "state", "found_on", "rechecked_on"],
        name="hazard_tally_found",
    ),
    models.Index(
        fields=["rechecked_month", "organisation", "category", "level", "source", "state", "rechecked_on"],
        name="hazard_tally_rechecked",
    ),
]
