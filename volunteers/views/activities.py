"""Activities: the list, logging one on the phone, the record, and its way to being confirmed."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from volunteers.choices import ActivityState, PhotoMoment
from volunteers.filters.activities import ActivityFilter
from volunteers.forms.activities import LONGEST_ROLL, ActivityForm, SendBackForm
from volunteers.forms.roll import read_roll
from volunteers.models import Activity, ActivityPhoto, Hazard, TaskForce
from volunteers.tables.activities import ACTIVITY_TONES, ActivityTable, AttendanceTable
from volunteers.tables.hazards import HazardTable
from volunteers.views.photos import photo_card


def this_month(request):
    """The days of this month, as the list's own words."""
    return {"held_from": timezone.localdate().replace(day=1).isoformat()}


class ActivityList(ListView):
    """Activities, newest first."""

    model = Activity
    table_class = ActivityTable
    filterset_class = ActivityFilter
    related = ("task_force", "kind", "organisation")
    reads = ("task_force__name", "kind__title", "kind__title_en", "organisation__name")
    prefetch = ("partners",)
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Waiting for confirmation"), {"state": ActivityState.SUBMITTED.value}),
        (gettext_lazy("This month"), this_month),
        (gettext_lazy("Clean-ups"), {"cleanup": "true"}),
        (gettext_lazy("Drafts"), {"state": ActivityState.DRAFT.value}),
    )
    bulk = ("confirm",)
    order = ("-held_on", "-pk")
    add_url = "activity_add"
    add_label = gettext_lazy("Log activity")
    empty_text = gettext_lazy("No activity yet. The first one is logged by a member of a task force.")


class ActivityDetail(DetailView):
    """An activity: facts, people, photos, and the hazards found that day."""

    model = Activity
    related = ("task_force", "organisation", "kind", "enterprise", "entered_by", "submitted_by", "confirmed_by")
    url_prefix = "activity"
    edit_url = "activity_edit"
    field_groups = (
        (
            gettext_lazy("Facts"),
            (
                "held_on",
                "starts_at",
                "task_force",
                "partners",
                "organisation",
                "kind",
                "place",
                "enterprise",
                "participants",
                "hours",
                "person_hours",
                "content",
                "remark",
                "entered_by",
                "sent_back_reason",
            ),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": ACTIVITY_TONES[self.object.state]}

    def stepper(self):
        way = list(ActivityState)
        now = way.index(self.object.state)
        moments = (self.object.created_at, self.object.submitted_at, self.object.confirmed_at)
        steps = []
        for number, (state, moment) in enumerate(zip(way, moments, strict=True)):
            place = "done" if number < now or state == ActivityState.CONFIRMED == self.object.state else "next"
            reached = number <= now and moment
            steps.append(
                {
                    "label": state.label,
                    "state": "now" if number == now and place == "next" else place,
                    "note": f"{timezone.localtime(moment):%Y-%m-%d}" if reached else "",
                }
            )
        return steps

    def actions(self):
        buttons = super().actions()
        if self.object.state == ActivityState.CONFIRMED:
            edit = reverse("activity_edit", args=[self.object.pk])
            buttons = [button for button in buttons if button["url"] != edit]
        if self.granted("photograph"):
            url = reverse("activity_photo_add", args=[self.object.pk])
            buttons.append({"label": _("Add photos"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        return [self.people(), self.photos(), *self.hazards()]

    def people(self):
        table = AttendanceTable(self.object.attendance.all())
        empty = _("No list of names: %(n)d people took part.") % {"n": self.object.participants}
        return Panel(_("Who took part"), "generic/_related.html", {"table": table, "empty_text": empty})

    def photos(self):
        cards = [photo_card(photo, "activity_photo", self.object.place) for photo in self.object.photos.all()]
        context = {"photos": cards, "empty_text": _("No photo yet. One before and one after say the most.")}
        return Panel(_("Photos"), "generic/_photos.html", context)

    def hazards(self):
        """What the task force found on that day, for whoever may see hazards."""
        rows = Hazard.objects.visible_to(self.request.user).counted()
        rows = rows.filter(task_force=self.object.task_force_id, found_on=self.object.held_on)
        rows = list(rows.select_related("enterprise__grid", "category", "task_force")[:50])
        if not rows:
            return []
        shown = ("number", "description", "enterprise", "category", "state")
        table = HazardTable(rows, exclude=[name for name in HazardTable.base_columns if name not in shown])
        return [Panel(_("Hazards found that day"), "generic/_related.html", {"table": table})]


class ActivityEdit(EditView):
    """Logging an activity, or correcting one that is not confirmed yet."""

    model = Activity
    form_class = ActivityForm
    template_name = "volunteers/activity_form.html"
    can_wait = True
    add_heading = gettext_lazy("Log activity")

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state == ActivityState.CONFIRMED:
            raise PermissionDenied(_("A confirmed activity is counted. Send it back before you change it."))
        return record

    def initial(self):
        """The task force, if there is just one for which this person logs: the own one, or the branch's."""
        own = list(TaskForce.objects.allowing(self.request.user, "log")[:2])
        return {"initial": {"task_force": own[0]} if len(own) == 1 else {}}

    def may_submit(self):
        """Whether a button saves and hands in at once."""
        return self.object is None and bool(set(Activity.grants["submit"]) & self.request.user.roles)

    def before_save(self, record, form):
        if self.object is None:
            record.entered_by = self.request.user
        elif "task_force" in form.changed_data:
            record.organisation = record.task_force.organisation
        record.settle()
        # The list of people is not saved yet, so the model cannot know the hours of each.
        record.person_hours = form.person_hours()

    def after_save(self, record, form):
        user, facts = self.request.user, form.cleaned_data
        record.partners.set(facts["partners"])
        form.keep_people(record)
        for name, moment in (("photos_before", PhotoMoment.BEFORE), ("photos_after", PhotoMoment.AFTER)):
            for shot in facts[name]:
                ActivityPhoto.take(shot, by=user, activity=record, moment=moment)
        if self.object is None and form.is_late:
            messages.info(self.request, _("Entered more than 30 days later: say in the remark why."))

    def save(self, form):
        record = super().save(form)
        at_once = self.request.POST.get("then") == "submit" and self.may_submit()
        if at_once and Activity.objects.allowing(self.request.user, "submit").filter(pk=record.pk).exists():
            record.submit(by=self.request.user)
        return record


class RollView(LoginRequiredMixin, View):
    """How a pasted list of people is understood, line by line, while the form is being filled in. Keeps nothing."""

    def post(self, request):
        if not set(Activity.grants["add"]) & request.user.roles:
            raise PermissionDenied
        typed = request.POST.get("roll", "")
        if len(typed) > LONGEST_ROLL:
            return HttpResponse(status=413)
        return render(request, "volunteers/_roll.html", {"roll": read_roll(typed)})


class ActivitySubmit(TransitionView):
    """The leader hands the record to the branch."""

    model = Activity
    verb = "submit"


class ActivityConfirm(TransitionView):
    """The branch stands by the record."""

    model = Activity
    verb = "confirm"


class ActivitySendBack(TransitionView):
    """Back to the task force, with what is to be put right."""

    model = Activity
    verb = "send_back"
    form_class = SendBackForm
