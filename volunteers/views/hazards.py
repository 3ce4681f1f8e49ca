"""Hazards: the list, reporting one on the phone, the record, and every step of its way."""

from datetime import timedelta
from itertools import zip_longest

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from volunteers.choices import HazardLevel, HazardState, PhotoMoment
from volunteers.filters.hazards import HazardFilter
from volunteers.forms import hazards as forms
from volunteers.models import Hazard, HazardPhoto
from volunteers.tables.hazards import HAZARD_TONES, PROCESSES, HazardTable, deadline_in_words, found_by
from volunteers.views.names import enterprise_note
from volunteers.views.photos import photo_card

# The way of every hazard; the two steps in the middle are left out where it was rectified on the spot.
WAY = (
    HazardState.REGISTERED,
    HazardState.GRADED,
    HazardState.RECTIFYING,
    HazardState.AWAITING_RECHECK,
    HazardState.VERIFIED,
    HazardState.CLOSED,
)
NOT_ON_THE_SPOT = (HazardState.GRADED, HazardState.RECTIFYING)


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
    reads = ("enterprise__name", "enterprise__grid__name", "category__title", "category__title_en", "task_force__name")
    prefetch = (PROCESSES,)
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Open"), {"show": "open"}),
        (gettext_lazy("Overdue"), {"show": "overdue"}),
        (gettext_lazy("Major"), {"level": HazardLevel.MAJOR.value}),
        (gettext_lazy("Found this week"), this_week),
        (gettext_lazy("Waiting for a re-check"), {"state": HazardState.AWAITING_RECHECK.value}),
        (gettext_lazy("Found by me"), {"mine": "true"}),
    )
    order = ("-found_on", "-pk")
    add_url = "hazard_add"
    add_label = gettext_lazy("Report hazard")
    empty_text = gettext_lazy("No hazard yet. The first one is reported by whoever finds it.")


class HazardDetail(DetailView):
    """A hazard: where it stands, its photos before and after, its facts and its timeline."""

    model = Hazard
    related = (
        "enterprise__grid",
        "category",
        "task_force",
        "organisation",
        "finder",
        "rectified_by",
        "rechecked_by",
        "closed_by",
    )
    url_prefix = "hazard"
    edit_url = "hazard_edit"
    field_groups = (
        (
            gettext_lazy("What was found"),
            (
                "enterprise",
                "place",
                "description",
                "category",
                "level",
                "clause",
                "found_on",
                "source",
                "task_force",
                "organisation",
                "finder",
                "responsible_name",
                "due_on",
            ),
        ),
        (
            gettext_lazy("Rectification and re-check"),
            (
                "on_the_spot",
                "rectified_on",
                "rectified_by",
                "measures",
                "rechecked_on",
                "rechecker_name",
                "recheck_opinion",
                "closed_on",
                "closed_by",
                "closing_document",
                "reason",
            ),
        ),
    )

    def badge(self):
        tone = "late" if self.object.days_late() else HAZARD_TONES[self.object.state]
        return {"text": self.object.get_state_display(), "tone": tone}

    def subheading(self):
        words, _late = deadline_in_words(self.object)
        return " · ".join(filter(None, [str(self.object.enterprise), found_by(self.object), words]))

    def stepper(self):
        hazard = self.object
        if hazard.state == HazardState.VOID:
            return [
                {"label": HazardState.REGISTERED.label, "state": "done", "note": f"{hazard.found_on:%Y-%m-%d}"},
                {"label": HazardState.VOID.label, "state": "now", "note": ""},
            ]
        days = {
            HazardState.REGISTERED: hazard.found_on,
            HazardState.AWAITING_RECHECK: hazard.rectified_on,
            HazardState.VERIFIED: hazard.rechecked_on,
            HazardState.CLOSED: hazard.closed_on,
        }
        now = WAY.index(hazard.state)
        return [
            {
                "label": state.label,
                "state": self.place_on_way(state, number, now),
                "note": f"{days[state]:%Y-%m-%d}" if days.get(state) and number <= now else "",
            }
            for number, state in enumerate(WAY)
        ]

    def place_on_way(self, state, number, now):
        """How the stepper shows one state."""
        if self.object.on_the_spot and state in NOT_ON_THE_SPOT and number < now:
            return "off"
        if number < now or state == HazardState.CLOSED == self.object.state:
            return "done"
        if number > now:
            return "next"
        return "late" if self.object.days_late() else "now"

    def actions(self):
        buttons = super().actions()
        if self.request.user.pk in (self.object.finder_id, self.object.rectified_by_id):
            # Whoever found or rectified it is refused the re-check, so the button would only disappoint.
            verify = reverse("hazard_verify", args=[self.object.pk])
            buttons = [button for button in buttons if button["url"] != verify]
        if self.granted("photograph"):
            url = reverse("hazard_photo_add", args=[self.object.pk])
            buttons.append({"label": _("Add photos"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        """Photos: before and after side by side, those of the re-check below."""
        by_moment = {moment: [] for moment in PhotoMoment}
        for photo in self.object.photos.all():
            by_moment[photo.moment].append(photo_card(photo, "hazard_photo", self.object.description))
        pairs = zip_longest(by_moment[PhotoMoment.BEFORE], by_moment[PhotoMoment.AFTER])
        context = {
            "pairs": [{"before": before, "after": after} for before, after in pairs],
            "photos": by_moment[PhotoMoment.RECHECK],
            "empty_text": _("No photo yet. One before and one after, from the same place, say the most."),
        }
        return [Panel(_("Photos"), "generic/_photos.html", context)]


class HazardAdd(EditView):
    """Reporting a hazard: number, finder, source and day are set here and never change."""

    model = Hazard
    form_class = forms.HazardForm
    template_name = "volunteers/hazard_form.html"
    add_heading = gettext_lazy("Report hazard")

    def initial(self):
        """An enterprise named in the address (a code at its door) is filled in."""
        typed = self.request.GET.get("enterprise", "")[:200]
        return {"initial": {"enterprise": typed} if typed else {}}

    def enterprise_note(self):
        """What is known of the enterprise typed so far; the page shows it under the field."""
        typed = self.request.POST.get("enterprise", self.request.GET.get("enterprise", ""))
        return enterprise_note(self.request.user, typed)

    def before_save(self, record, form):
        record.finder = self.request.user
        record.task_force, record.source = form.force(), form.source()
        record.settle()
        record.take_number()

    def after_save(self, record, form):
        for shot in form.cleaned_data["photos"]:
            HazardPhoto.take(shot, by=self.request.user, hazard=record, moment=PhotoMoment.BEFORE)

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


class HazardGrade(TransitionView):
    """The centre decides level and deadline."""

    model = Hazard
    verb = "grade"
    form_class = forms.GradeForm


class HazardStartRectifying(TransitionView):
    """The enterprise has been told."""

    model = Hazard
    verb = "start_rectifying"


class HazardRectify(TransitionView):
    """It has been put right."""

    model = Hazard
    verb = "rectify"
    form_class = forms.RectifyForm


class HazardRectifyOnTheSpot(TransitionView):
    """It was put right while the finders were there."""

    model = Hazard
    verb = "rectify_on_the_spot"
    form_class = forms.SpotForm


class HazardSendBack(TransitionView):
    """The re-check found it not put right."""

    model = Hazard
    verb = "send_back"
    form_class = forms.HazardSendBackForm


class HazardVerify(TransitionView):
    """Somebody else has seen it done."""

    model = Hazard
    verb = "verify"
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
