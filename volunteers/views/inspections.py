"""Inspections: planned or begun, joined by others, recorded by the items that apply, printed to be signed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.counting import how_many
from portal.documents import pdf_available
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.papers import PaperView
from portal.generic.transitions import TransitionView
from volunteers.choices import InspectionState
from volunteers.filters.inspections import InspectionFilter
from volunteers.forms import inspections as forms
from volunteers.inspection_papers import inspection_paper
from volunteers.models import Activity, ExpertOpinion, Finding, Hazard, Inspection
from volunteers.tables.hazards import PROCESSES, HazardTable
from volunteers.tables.inspections import INSPECTION_TONES, InspectionTable
from volunteers.views.hazards import HazardAdd

SHOWN = 10
COLUMNS = ("number", "description", "level", "due_on", "state")


class InspectionList(ListView):
    """Inspections, newest first."""

    model = Inspection
    table_class = InspectionTable
    filterset_class = InspectionFilter
    related = ("enterprise",)
    prefetch = ("visitors__user",)
    order = ("-day", "-pk")
    add_url = "inspection_add"
    add_label = gettext_lazy("Plan or begin a visit")
    empty_text = gettext_lazy("No inspection yet. Plan one, or begin one at the enterprise.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Planned"), {"state": InspectionState.PLANNED.value}),
        (gettext_lazy("Mine, planned"), {"state": InspectionState.PLANNED.value, "mine": "true"}),
        (pgettext_lazy("inspection", "Held"), {"state": InspectionState.HELD.value}),
        (pgettext_lazy("inspection", "Nothing found"), {"nothing_found": "true"}),
    )

    def get_queryset(self):
        return super().get_queryset().annotate(found=how_many(Finding._base_manager, "inspection"))


class InspectionAdd(EditView):
    """Plan a visit, or begin one: number and visitor are set here."""

    model = Inspection
    form_class = forms.InspectionForm
    template_name = "volunteers/inspection_form.html"
    can_wait = True
    # That somebody else goes there too is seen on the record.
    unasked = {"another": "on"}
    add_heading = gettext_lazy("Plan or begin a visit")

    def initial(self):
        """An enterprise named in the address is filled in."""
        typed = self.request.GET.get("enterprise", "")[:200]
        return {"initial": {"enterprise": typed} if typed else {}}

    def before_save(self, record, form):
        record.settle()
        record.take_number()
        forces = list(self.request.user.posts.in_force().select_related("task_force")[:2])
        record.task_force = forces[0].task_force if len(forces) == 1 else None

    def after_save(self, record, form):
        user = self.request.user
        record.join(user, by=user, capacity=forms.capacity_of(user, record.enterprise))


class InspectionDetail(DetailView):
    """One visit: before it what is open and who else comes, after it what was looked at and found."""

    model = Inspection
    related = ("enterprise__grid", "enterprise__sector", "task_force", "recorded_by")
    url_prefix = "inspection"
    field_groups = (
        (
            gettext_lazy("This visit"),
            (
                "enterprise",
                "day",
                "focus",
                "task_force",
                "is_unplanned",
                "companions",
                "received_by",
                "summary",
                "nothing_found",
                "recorded_by",
                "recorded_at",
                "reason",
            ),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": INSPECTION_TONES[self.object.state]}

    def subheading(self):
        return "、".join(str(row) for row in self.object.visitors.select_related("user")) or _("nobody goes yet")

    def actions(self):
        buttons, one = super().actions(), self.object
        if one.state != InspectionState.CALLED_OFF and not one.nothing_found and self.granted("find"):
            url = reverse("inspection_find", args=[one.pk])
            buttons.insert(0, {"label": _("Register a finding"), "url": url, "tone": "default"})
        goes = one.visitors.filter(user=self.request.user).exists()
        if one.state == InspectionState.PLANNED and not goes and self.granted("join"):
            buttons.append({"label": _("Join this visit"), "url": self.verb_url("join"), "tone": "primary"})
        if self.granted("print"):
            papers = [("docx", _("Record (Word)")), *([("pdf", _("Record (PDF)"))] if pdf_available() else [])]
            for form, label in papers:
                url = reverse("inspection_paper", args=[one.pk, form])
                buttons.append({"label": label, "url": url, "tone": "default"})
        return buttons

    def panels(self):
        one = self.object
        if one.state == InspectionState.PLANNED:
            yield self.open_here()
            yield self.last_time()
            yield self.others()
        yield self.findings()
        if one.state == InspectionState.HELD:
            rows = one.findings_by_item.select_related("standard__family")
            left = one.without_hazard() if self.granted("find") else ()
            context = {"rows": rows, "left": left, "inspection": one}
            yield Panel(_("Items looked at"), "volunteers/_inspection_items.html", context)

    def hazards(self, rows, title, empty_text, more_url=""):
        """A short table of hazards."""
        rows = rows.select_related("enterprise__grid", "category", "task_force").prefetch_related(PROCESSES)
        hidden = [name for name in HazardTable.base_columns if name not in COLUMNS]
        context = {"table": HazardTable(rows[:SHOWN], exclude=hidden), "empty_text": empty_text, "more_url": more_url}
        return Panel(title, "generic/_related.html", context)

    def seen(self):
        """The hazards at the enterprise that exist for this person."""
        return Hazard.objects.visible_to(self.request.user).counted().filter(enterprise=self.object.enterprise_id)

    def open_here(self):
        """What has to be put right there still."""
        url = f"{reverse('hazards')}?enterprise={self.object.enterprise_id}&show=open"
        rows = self.seen().open_on(timezone.localdate()).by_due_day()
        return self.hazards(rows, _("Open there"), _("Nothing is open there."), url)

    def last_time(self):
        """What was found there on the last day before this visit."""
        last = self.seen().filter(found_on__lt=self.object.day).order_by("-found_on", "-pk").first()
        rows = self.seen().filter(found_on=last.found_on) if last else self.seen().none()
        title = _("Found there last time: %(day)s") % {"day": f"{last.found_on:%Y-%m-%d}"} if last else _("Last time")
        return self.hazards(rows.order_by("-pk"), title, _("Nothing has been found there before."))

    def others(self):
        """Who else goes there this month: inspections and activities that exist for this person."""
        one, user = self.object, self.request.user
        rows = Inspection.objects.visible_to(user).in_month_of(one.day).filter(enterprise=one.enterprise_id)
        rows = rows.exclude(pk=one.pk).prefetch_related("visitors__user").order_by("day", "pk")[:SHOWN]
        first, last = one.day.replace(day=1), one.day
        held = Activity.objects.visible_to(user).standing().held_between(first, None)
        held = held.filter(enterprise=one.enterprise_id, held_on__month=last.month, held_on__year=last.year)
        context = {"inspections": rows, "activities": held.select_related("kind", "task_force")[:SHOWN]}
        return Panel(_("Who else goes there this month"), "volunteers/_inspection_others.html", context)

    def findings(self):
        """The hazards registered at this visit that exist for this person."""
        rows = self.seen().filter(finding__inspection=self.object).order_by("pk")
        empty = _("Nothing was found.") if self.object.nothing_found else _("No hazard has been registered yet.")
        return self.hazards(rows, _("Findings"), empty)


class InspectionHold(TransitionView):
    """The record of a visit, on the phone, item by item; it waits in the outbox where there is no signal."""

    model = Inspection
    verb = "hold"
    form_class = forms.HoldForm
    can_wait = True
    template_name = "volunteers/inspection_hold.html"


class InspectionCallOff(TransitionView):
    """Nobody goes."""

    model = Inspection
    verb = "call_off"
    form_class = forms.CallOffForm


class InspectionJoin(TransitionView):
    """Go along instead of coming again."""

    model = Inspection
    verb = "join"
    label = gettext_lazy("Join this visit")
    tone = "primary"

    def is_open(self):
        return self.object.state == InspectionState.PLANNED

    def act(self, form):
        user = self.request.user
        self.object.join(user, by=user, capacity=forms.capacity_of(user, self.object.enterprise))


class InspectionFind(HazardAdd):
    """A hazard found at a visit: registered like any other, with its clause, and noted as a finding."""

    form_class = forms.FindingForm
    add_heading = gettext_lazy("Register a finding")

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        rows = Inspection.objects.visible_to(request.user).select_related("enterprise")
        self.inspection = get_object_or_404(rows, pk=pk)
        if not Inspection.objects.allowing(request.user, "find").filter(pk=pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def initial(self):
        """The clause that fails, where the record of the visit leads here."""
        return {"initial": {"clause": self.request.GET.get("clause", "")[:20]}, "inspection": self.inspection}

    def enter(self, form):
        record = super().enter(form)
        self.inspection.found(record, by=self.request.user)
        return record


class HazardOpine(TransitionView):
    """Attach an expert's opinion to a hazard."""

    model = Hazard
    verb = "opine"
    form_class = forms.OpinionForm
    label = gettext_lazy("Add an expert's opinion")
    tone = "default"

    def is_open(self):
        return True

    def act(self, form):
        ExpertOpinion.give(self.object, by=self.request.user, **form.cleaned_data)


class InspectionPaper(PaperView):
    """The record of a visit as Word or PDF, to be signed."""

    model = Inspection
    verb = "print"
    related = ("enterprise__grid", "recorded_by")

    def paper(self):
        return inspection_paper(self.object)
