"""Organisations and enterprises as they stand on a day, counted in groups: the database groups, out comes a frame."""

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Length, Substr

from branches.choices import SiteState
from branches.models import Enterprise, Organisation
from portal.frames import groups

ORGANISATION_MEASURES = ("organisations", "sites", "full", "probationary")
ENTERPRISE_MEASURES = ("enterprises",)
# The word of the list's filter for sites that are not completed, whatever they are before that.
SITE_OPEN = "open"
COLUMNS = {"site": "site_on_day", "parent": "parent_pk", "process": "processes"}


def organisations(rows, day, dimensions):
    """Groups of `rows`, organisations in force on `day`: by kind, level, site (as of the day) and parent."""
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Organisation.steplen)
    accepted = Q(site_accepted_on__lte=day)
    rows = rows.annotate(
        parent_pk=Subquery(Organisation._base_manager.filter(path=above).values("pk")[:1]),
        site_on_day=Case(When(accepted, then=Value(SiteState.COMPLETED.value)), default=Value(SITE_OPEN)),
    )
    grouped = by(rows, dimensions).annotate(
        n=Count("pk"),
        done=Count("pk", filter=accepted),
        full=Sum("full_members"),
        probationary=Sum("probationary_members"),
    )
    return groups(grouped, dimensions, ORGANISATION_MEASURES)


def enterprises(rows, dimensions):
    """Groups of enterprises; by process an enterprise counts in each of its processes, those without one in none."""
    if "process" in dimensions:
        rows = rows.filter(processes__isnull=False)
    return groups(by(rows, dimensions).annotate(n=Count("pk", distinct=True)), dimensions, ENTERPRISE_MEASURES)


def with_a_process(rows):
    """The enterprises that run any dangerous process, each once."""
    marks = Enterprise.processes.through.objects.filter(enterprise=OuterRef("pk"))
    return rows.filter(Exists(marks))


def by(rows, dimensions):
    """The rows grouped by the dimensions."""
    return rows.order_by().values_list(*(COLUMNS.get(name, name) for name in dimensions))
