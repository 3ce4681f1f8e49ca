"""What the database holds every hazard to."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from volunteers.choices import HazardState
from volunteers.models.hazard_questions import DONE_STATES, OPEN_STATES

HAZARD_CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        name="hazard_rectified_after_found",
        condition=Q(rectified_on=None) | Q(rectified_on__gte=F("found_on")),
        violation_error_message=_("A hazard cannot be rectified before it was found. Check both days."),
    ),
    models.CheckConstraint(
        name="hazard_rechecked_after_rectified",
        condition=Q(rechecked_on=None) | Q(rectified_on__isnull=False, rechecked_on__gte=F("rectified_on")),
        violation_error_message=_("A re-check cannot come before the rectification. Check both days."),
    ),
    models.CheckConstraint(
        name="hazard_done_is_rechecked",
        condition=Q(state__in=DONE_STATES, rechecked_on__isnull=False)
        | Q(state=HazardState.VOID)
        | Q(state__in=OPEN_STATES, rechecked_on=None),
        violation_error_message=_("Verified and closed hazards have been re-checked, open ones have not."),
    ),
    models.CheckConstraint(
        name="hazard_closed_has_date",
        condition=Q(state=HazardState.CLOSED, closed_on__isnull=False)
        | (~Q(state=HazardState.CLOSED) & Q(closed_on=None)),
        violation_error_message=_("A closed hazard has the day on which it was closed."),
    ),
    models.CheckConstraint(
        name="hazard_rechecked_by_another",
        condition=Q(rechecked_by=None)
        | (
            (Q(rectified_by=None) | ~Q(rechecked_by=F("rectified_by")))
            & (Q(finder=None) | ~Q(rechecked_by=F("finder")))
        ),
        violation_error_message=_("Somebody else than finder and rectifier must do the re-check."),
    ),
    models.CheckConstraint(
        name="hazard_second_rechecked_by_another",
        condition=Q(second_rechecked_by=None)
        | (
            ~Q(second_rechecked_by=F("rechecked_by"))
            & (Q(rectified_by=None) | ~Q(second_rechecked_by=F("rectified_by")))
            & (Q(finder=None) | ~Q(second_rechecked_by=F("finder")))
        ),
        violation_error_message=_(
            "The second re-checker must be somebody else than finder, rectifier and the first one."
        ),
    ),
    models.CheckConstraint(
        name="hazard_merged_is_void",
        condition=Q(duplicate_of=None) | (Q(state=HazardState.VOID) & ~Q(duplicate_of=F("id"))),
        violation_error_message=_("A hazard merged into another one is void and counts no more."),
    ),
    models.CheckConstraint(
        name="hazard_standard_has_code",
        condition=Q(standard=None) | ~Q(clause=""),
        violation_error_message=_("A hazard under a clause of the catalogue carries its code."),
    ),
    models.CheckConstraint(
        name="hazard_stopped_stays_open",
        condition=Q(standing_stops=0) | ~Q(state__in=(HazardState.CLOSED, HazardState.VOID)),
        violation_error_message=_("Production stands still because of it. Register the resumption first."),
    ),
    models.CheckConstraint(
        name="hazard_cost_not_negative",
        condition=Q(cost=None) | Q(cost__gte=0),
        violation_error_message=_("The cost cannot be less than nothing."),
    ),
    models.CheckConstraint(
        name="hazard_rechecked_month",
        condition=Q(rechecked_on=None, rechecked_month=None)
        | Q(rechecked_on__isnull=False, rechecked_month__isnull=False),
    ),
    models.CheckConstraint(
        name="hazard_rectified_after_reopened",
        condition=Q(reopened_on=None) | Q(rectified_on=None) | Q(rectified_on__gte=F("reopened_on")),
        violation_error_message=_("It was opened again after that day. Check the day of the rectification."),
    ),
    models.CheckConstraint(
        name="hazard_void_has_day",
        condition=Q(voided_on=None, voided_from="")
        | (Q(state=HazardState.VOID, voided_on__isnull=False) & ~Q(voided_from="")),
        violation_error_message=_("Only a void hazard has a day on which it was declared void."),
    ),
]
