"""Organisations and enterprises as they stand on a day, counted in groups: the database groups, out comes a frame."""

from django.db.models import Case, Count, Exists, F, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import ExtractMonth, ExtractYear, Length, Substr
from django.utils import timezone

from branches.choices import SiteState
from branches.models import Enterprise, Organisation, OrganisationSpell
from branches.models.site_questions import site_done
from portal.frames import groups

ORGANISATION_MEASURES = ("organisations", "sites", "full", "probationary")
ENTERPRISE_MEASURES = ("enterprises",)
SITE_MEASURES = ("sites",)
# The word of the list's filter for sites that are not completed, whatever they are before that.
SITE_OPEN = "open"
COLUMNS = {
    "kind": "kind_on_day",
    "site": "site_on_day",
    "parent": "parent_pk",
    "process": "processes",
    "month": "site_month",
}


def organisations(rows, day, dimensions):
    """Groups of `rows`, organisations in force on `day`: by kind, site and parent (as of the day) and level."""
    accepted = site_done(day)
    rows = of_the_day(rows, day).annotate(
        site_on_day=Case(When(accepted, then=Value(SiteState.COMPLETED.value)), default=Value(SITE_OPEN)),
    )
    grouped = by(rows, dimensions).annotate(
        n=Count("pk"),
        done=Count("pk", filter=accepted),
        full=Sum("full_members"),
        probationary=Sum("probationary_members"),
    )
    return groups(grouped, dimensions, ORGANISATION_MEASURES)


def sites(rows, start, day, dimensions):
    """Groups of the organisations whose site counts as completed on `day`, by the month in which it was accepted.

    Each organisation stands in one month, so that the months add up to the figure of the day. `start` leaves out what
    was accepted before it.
    """
    rows = of_the_day(rows.site_completed_by(day).with_site_day(day), day)
    rows = rows if start is None else rows.filter(site_day__gte=start)
    rows = rows.annotate(site_month=ExtractYear("site_day") * 100 + ExtractMonth("site_day"))
    return groups(by(rows, dimensions).annotate(n=Count("pk")), dimensions, SITE_MEASURES)


def of_the_day(rows, day):
    """Each organisation with `parent_pk`, what stood above it on the day, and `kind_on_day`."""
    if day < timezone.localdate():
        then = OrganisationSpell.objects.known().as_of(day).filter(organisation=OuterRef("pk"))
        return rows.annotate(
            parent_pk=Subquery(then.values("parent")[:1]), kind_on_day=Subquery(then.values("kind")[:1])
        )
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Organisation.steplen)
    return rows.annotate(
        parent_pk=Subquery(Organisation._base_manager.filter(path=above).values("pk")[:1]), kind_on_day=F("kind")
    )


def enterprises(rows, dimensions):
    """Groups of enterprises; by process an enterprise counts in each of its processes, those without one in none."""
    if "process" in dimensions:
        rows = rows.filter(processes__isnull=False)
    if not dimensions:
        return groups([(rows.count(),)], (), ENTERPRISE_MEASURES)
    return groups(by(rows, dimensions).annotate(n=Count("pk", distinct=True)), dimensions, ENTERPRISE_MEASURES)


def with_a_process(rows):
    """The enterprises that run any dangerous process, each once."""
    marks = Enterprise.processes.through.objects.filter(enterprise=OuterRef("pk"))
    return rows.filter(Exists(marks))


def by(rows, dimensions):
    """The rows grouped by the dimensions."""
    return rows.order_by().values_list(*(COLUMNS.get(name, name) for name in dimensions))
