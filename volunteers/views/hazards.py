"""Hazards: the list, reporting one on the phone, the record, and every step of its way."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from volunteers.choices import HazardLevel, HazardState
from volunteers.filters.hazards import HazardFilter
from volunteers.forms import hazards as forms
from volunteers.forms.duplicates import CreditForm, MergeForm
from volunteers.forms.extensions import ExtensionForm
from volunteers.models import Discoverer, Extension, Hazard
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE
from volunteers.tables.hazards import PROCESSES, HazardTable
from volunteers.views.names import enterprise_note
from volunteers.views.photos import BeforePhotos


def this_week(request):
    """Found since Monday."""
    today = timezone.localdate()
    return {"found_from": (today - timedelta(days=today.weekday())).isoformat()}


class HazardList(ListView):
    """Hazards, newest first."""

    model = Hazard
    table_class = HazardTable
    filterset_class = HazardFilter
    related = ("enterprise__grid", "category", "task_force")
    reads = (
        *("number", "description", "place", "source", "level", "found_on", "due_on", "state", "rectified_on"),
        *("measures", "rechecked_on", "rechecker_name", "task_force__name", "category__title", "category__title_en"),
        *("enterprise__name", "enterprise__grid__name"),
    )
    prefetch = (PROCESSES,)
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Open"), {"show": "open"}),
        (gettext_lazy("Overdue"), {"show": "overdue"}),
        (gettext_lazy("Major"), {"level": HazardLevel.MAJOR.value}),
        (gettext_lazy("Found this week"), this_week),
        (gettext_lazy("Found again"), {"show": "recurring"}),
        (gettext_lazy("Waiting for a re-check"), {"state": HazardState.AWAITING_RECHECK.value}),
        (gettext_lazy("Found by me"), {"mine": "true"}),
    )
    order = ("-found_on", "-pk")
    add_url = "hazard_add"
    add_label = gettext_lazy("Report hazard")
    empty_text = gettext_lazy("No hazard yet. The first one is reported by whoever finds it.")


class HazardAdd(EditView):
    """Reporting a hazard: finder, source and day never change afterwards."""

    model = Hazard
    form_class = forms.HazardForm
    template_name = "volunteers/hazard_form.html"
    can_wait = True
    # That it may be a double is seen on the record, and merged there.
    unasked = {"another": "on"}
    add_heading = gettext_lazy("Report hazard")

    def initial(self):
        """An enterprise named in the address (a code at its door) is filled in."""
        typed = self.request.GET.get("enterprise", "")[:200]
        return {"initial": {"enterprise": typed} if typed else {}}

    def enterprise_note(self):
        """What is known of the enterprise typed so far; the page shows it under the field."""
        typed = self.request.POST.get("enterprise", self.request.GET.get("enterprise", ""))
        return enterprise_note(self.request.user, typed)

    def enter(self, form):
        record = Hazard.register(by=self.request.user, **form.facts())
        if partners := form.partners():
            Discoverer.credit(record, by=self.request.user, task_forces=partners)
        return record

    def save(self, form):
        record = super().save(form)
        if form.is_on_the_spot:
            if not Hazard.objects.allowing(self.request.user, "rectify_on_the_spot").filter(pk=record.pk).exists():
                raise PermissionDenied
            facts = form.cleaned_data
            record.rectify_on_the_spot(by=self.request.user, measures=facts["measures"], photos=facts["photos_after"])
        return record


class HazardEdit(EditView):
    """Correcting what may be corrected."""

    model = Hazard
    form_class = forms.HazardEditForm

    def before_save(self, record, form):
        if "clause" in form.changed_data:
            record.judge_by(record.clause)


class HazardGrade(TransitionView):
    """The centre decides level and deadline."""

    model = Hazard
    verb = "grade"
    form_class = forms.GradeForm


class HazardStartRectifying(TransitionView):
    """The enterprise has been told."""

    model = Hazard
    verb = "start_rectifying"


class HazardRectify(BeforePhotos, TransitionView):
    """It has been put right."""

    model = Hazard
    verb = "rectify"
    can_wait = True
    form_class = forms.RectifyForm


class HazardRectifyOnTheSpot(BeforePhotos, TransitionView):
    """It was put right while the finders were there."""

    model = Hazard
    verb = "rectify_on_the_spot"
    form_class = forms.SpotForm


class HazardSendBack(TransitionView):
    """The re-check found it not put right."""

    model = Hazard
    verb = "send_back"
    form_class = forms.HazardSendBackForm


class HazardVerify(BeforePhotos, TransitionView):
    """Somebody else has seen it done."""

    model = Hazard
    verb = "verify"
    can_wait = True
    form_class = forms.VerifyForm


class HazardClose(TransitionView):
    """Off the list."""

    model = Hazard
    verb = "close"
    form_class = forms.CloseForm


class HazardReopen(TransitionView):
    """It is there again."""

    model = Hazard
    verb = "reopen"
    form_class = forms.ReopenForm


class HazardVoid(TransitionView):
    """It does not count."""

    model = Hazard
    verb = "void"
    form_class = forms.VoidForm


class HazardMerge(TransitionView):
    """It was registered twice."""

    model = Hazard
    verb = "merge_into"
    form_class = MergeForm

    def success_url(self):
        """On with the one that counts."""
        original = self.object.duplicate_of
        return original.get_absolute_url() if original else self.object.get_absolute_url()


class HazardCredit(TransitionView):
    """Others found it too."""

    model = Hazard
    verb = "credit"
    form_class = CreditForm
    label = gettext_lazy("Credit to others too")
    tone = "primary"

    def is_open(self):
        return self.object.state != HazardState.VOID

    def act(self, form):
        Discoverer.credit(self.object, by=self.request.user, **form.cleaned_data)


class HazardAskExtension(TransitionView):
    """The enterprise needs more time."""

    model = Hazard
    verb = "ask_extension"
    form_class = ExtensionForm
    label = gettext_lazy("Ask for more time")
    tone = "primary"

    def is_open(self):
        return self.object.state in AT_THE_ENTERPRISE

    def act(self, form):
        Extension.ask(self.object, by=self.request.user, **form.cleaned_data)
