"""What the record of an enterprise shows of task forces and hazards: found last time, open, past, visits."""

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from branches.models import Enterprise
from portal.documents import pdf_available
from portal.figures import Asked
from portal.generic.annexes import doors_for, panels_for
from portal.generic.details import Panel
from volunteers.choices import StopState
from volunteers.models import Activity, ExpertOpinion, Hazard, Inspection, Lesson, ProductionStop, SelfCheck
from volunteers.models.hazard_questions import DONE_STATES, OPEN_STATES
from volunteers.permissions import ENTERPRISE_CODE
from volunteers.self_found import share_line
from volunteers.tables.activities import ActivityTable
from volunteers.tables.hazards import PROCESSES, HazardTable
from volunteers.tables.inspections import InspectionTable
from volunteers.tables.majors import StopTable
from volunteers.tables.self_checks import SelfCheckTable
from volunteers.views.standards import lesson_panel

SHOWN = 10
OPEN_COLUMNS = ("number", "description", "category", "level", "due_on", "state")
PAST_COLUMNS = ("number", "description", "category", "found_on", "state")
SELF_CHECK_COLUMNS = ("campaign", "enterprise", "round", "due_on", "state", "found_count")
INSPECTION_COLUMNS = ("number", "day", "visitors", "nothing_found", "state")
STOP_COLUMNS = ("number", "extent", "kind", "order", "stopped_on", "days")
VISIT_COLUMNS = ("held_on", "kind", "task_force", "place", "state")


def hazards_here(page):
    """The hazards of the enterprise that exist for whoever asks; None for those who have to do with none at all."""
    user = page.request.user
    if not set(Hazard.grants["view"]) & user.roles:
        return None
    rows = Hazard.objects.visible_to(user).filter(enterprise=page.object)
    return rows.select_related("enterprise__grid", "category", "task_force").prefetch_related(PROCESSES)


def hazard_panel(title, rows, columns, query, empty_text):
    """A short table of hazards that opens into the list of all of them."""
    hidden = [name for name in HazardTable.base_columns if name not in columns]
    context = {
        "table": HazardTable(rows[:SHOWN], exclude=hidden),
        "more_url": f"{reverse('hazards')}?{urlencode(query)}",
        "empty_text": empty_text,
    }
    return Panel(title, "generic/_related.html", context)


def last_day(rows):
    """The day on which something was found last."""
    return rows.counted().order_by().aggregate(day=Max("found_on"))["day"]


def found_on(page, day):
    """The filters under which the list shows what was found here on a day."""
    return {"enterprise": page.object.pk, "show": "counted", "found_from": day, "found_to": day}


@panels_for(Enterprise)
def stops(page):
    """What stands still here, before everything else."""
    rows = ProductionStop.objects.visible_to(page.request.user).filter(hazard__enterprise=page.object).standing()
    rows = rows.select_related("hazard__enterprise", "order").order_by("-stopped_on", "-pk")
    if rows:
        hidden = [name for name in StopTable.base_columns if name not in STOP_COLUMNS]
        query = {"enterprise": page.object.pk, "state": StopState.STANDING.value}
        more = f"{reverse('stops')}?{urlencode(query)}"
        context = {"table": StopTable(rows[:SHOWN], exclude=hidden), "more_url": more}
        yield Panel(_("Production stopped"), "generic/_related.html", context)


@panels_for(Enterprise)
def hazards(page):
    """What was found here last time, what is open, what is done."""
    rows = hazards_here(page)
    if rows is None:
        return
    here = {"enterprise": page.object.pk}
    if last := last_day(rows):
        yield hazard_panel(
            _("Found here last time: %(day)s") % {"day": f"{last:%Y-%m-%d}"},
            rows.counted().filter(found_on=last).order_by("-pk"),
            PAST_COLUMNS,
            found_on(page, last),
            "",
        )
    yield hazard_panel(
        _("Open hazards"),
        rows.filter(state__in=OPEN_STATES).by_due_day(),
        OPEN_COLUMNS,
        here | {"show": "open"},
        _("Nothing is open here."),
    )
    yield hazard_panel(
        _("Past hazards"),
        rows.filter(state__in=DONE_STATES).order_by("-found_on", "-pk"),
        PAST_COLUMNS,
        here | {"show": "rectified"},
        _("Nothing has been found and put right here yet."),
    )


@panels_for(Enterprise)
def self_checks(page):
    """The self-checks of this enterprise, and how much it found itself before anyone came."""
    user = page.request.user
    if not set(SelfCheck.grants["view"]) & user.roles:
        return
    rows = SelfCheck.objects.visible_to(user).filter(enterprise=page.object)
    rows = rows.select_related("enterprise__grid", "campaign", "round").order_by("-round", "-pk")
    hidden = [name for name in SelfCheckTable.base_columns if name not in SELF_CHECK_COLUMNS]
    context = {
        "table": SelfCheckTable(rows[:SHOWN], exclude=hidden),
        "more_url": f"{reverse('self_checks')}?{urlencode({'enterprise': page.object.pk})}",
        "empty_text": _("No campaign has asked it to check itself yet."),
    }
    yield Panel(_("Self-checks"), "generic/_related.html", context)
    if hazards_here(page) is not None:
        asked = Asked(timezone.localdate(), user=user, enterprise=page.object)
        query = {"enterprise": page.object.pk, "show": "counted"}
        context = {"line": share_line(asked), "url": f"{reverse('hazards')}?{urlencode(query)}"}
        yield Panel(_("Found by the enterprises themselves"), "volunteers/_self_found.html", context)


@panels_for(Enterprise)
def visits(page):
    """Activities of task forces here, the latest first."""
    user = page.request.user
    if not set(Activity.grants["view"]) & user.roles:
        return
    rows = Activity.objects.visible_to(user).filter(enterprise=page.object)
    rows = rows.select_related("task_force", "kind", "organisation").prefetch_related("partners")
    hidden = [name for name in ActivityTable.base_columns if name not in VISIT_COLUMNS]
    table = ActivityTable(rows.order_by("-held_on", "-pk")[:SHOWN], exclude=hidden)
    yield Panel(
        _("Visits"), "generic/_related.html", {"table": table, "empty_text": _("No activity was held here yet.")}
    )


@panels_for(Enterprise)
def inspections(page):
    """Visits by cadres, leaders, inspectors and experts, the latest first."""
    user = page.request.user
    if not set(Inspection.grants["view"]) & user.roles:
        return
    rows = Inspection.objects.visible_to(user).filter(enterprise=page.object).standing()
    rows = rows.select_related("enterprise").prefetch_related("visitors__user").order_by("-day", "-pk")[:SHOWN]
    hidden = [name for name in InspectionTable.base_columns if name not in INSPECTION_COLUMNS]
    context = {
        "table": InspectionTable(list(rows), exclude=hidden),
        "more_url": f"{reverse('inspections')}?enterprise={page.object.pk}",
        "empty_text": _("Nobody has inspected here yet."),
    }
    yield Panel(_("Inspections"), "generic/_related.html", context)


@panels_for(Hazard)
def opinions(page):
    """What experts said about it."""
    rows = list(ExpertOpinion.objects.filter(hazard=page.object))
    if rows:
        yield Panel(_("Experts' opinions"), "volunteers/_opinions.html", {"opinions": rows})


@panels_for(Hazard)
def lessons(page):
    """Training material of the clause under which it falls."""
    clause = page.object.clause
    if clause and Lesson.objects.filter(clause=clause).exists():
        yield lesson_panel(clause)


@doors_for(Enterprise)
def doors(page):
    """What was found last time, one tap away; report a hazard here; the sheet with the code for the door."""
    roles, key = page.request.user.roles, page.object.pk
    rows = hazards_here(page)
    if rows is not None and (last := last_day(rows)):
        url = f"{reverse('hazards')}?{urlencode(found_on(page, last))}"
        yield {"label": _("Found here last time: %(day)s") % {"day": f"{last:%m-%d}"}, "url": url, "tone": "default"}
    if set(Hazard.grants["add"]) & roles:
        url = f"{reverse('hazard_add')}?{urlencode({'enterprise': page.object.name})}"
        yield {"label": _("Report a hazard here"), "url": url, "tone": "primary"}
    if set(Inspection.grants["add"]) & roles:
        url = f"{reverse('inspection_add')}?{urlencode({'enterprise': page.object.name})}"
        yield {"label": _("Plan or begin a visit"), "url": url, "tone": "default"}
    if set(Hazard.grants["view"]) & roles:
        url = f"{reverse('judgement_standards')}?enterprise={key}"
        yield {"label": _("Standards that apply"), "url": url, "tone": "default"}
    if ENTERPRISE_CODE & roles:
        forms = [("docx", _("QR sheet (Word)")), *([("pdf", _("QR sheet (PDF)"))] if pdf_available() else [])]
        for form, label in forms:
            yield {"label": label, "url": reverse("enterprise_code", args=[key, form]), "tone": "default"}
