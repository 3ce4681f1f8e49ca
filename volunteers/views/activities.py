"""Activities: the list, logging one on the phone, the record, and its way to being confirmed."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from portal.choosers import RowField
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from volunteers.choices import ActivityState, OffWork, PhotoMoment
from volunteers.filters.activities import ActivityFilter
from volunteers.forms.activities import ActivityForm, MergeForm, SendBackForm, SubmitForm, UnmergeForm
from volunteers.forms.activity_parts import LONGEST_ROLL
from volunteers.forms.matching import Matching, known_people
from volunteers.forms.roll import read_roll
from volunteers.models import Activity, ActivityPhoto, Hazard, TaskForce
from volunteers.models.activities import COMING_STATES, GONE_STATES
from volunteers.tables.activities import ACTIVITY_TONES, ActivityTable, AttendanceTable
from volunteers.tables.hazards import HazardTable
from volunteers.views.photos import photo_card

# The usual way of an activity, and where its record may still be changed.
WAY = (ActivityState.PLANNED, ActivityState.DRAFT, ActivityState.SUBMITTED, ActivityState.CONFIRMED)
CHANGEABLE = (ActivityState.DRAFT, ActivityState.SUBMITTED)
# Facts that are shown only where there is something to show.
RARE = frozenset(("partners", "enterprise", "campaign", "led_by", "non_members", "spots", "remark"))
RARE |= {"person_hours", "sent_back_reason", "called_off_reason", "merged_into"}
LIKENESS = ("held_on", "task_force", "kind", "place", "participants", "person_hours", "state")


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
        (gettext_lazy("Planned"), {"state": ActivityState.PLANNED.value}),
        (gettext_lazy("Drafts"), {"state": ActivityState.DRAFT.value}),
        (gettext_lazy("Sent back"), {"show": "sent_back"}),
        (gettext_lazy("On days off or after work"), {"show": "free_time"}),
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
                "campaign",
                "led_by",
                "participants",
                "non_members",
                "hours",
                "person_hours",
                "spots",
                "content",
                "remark",
                "entered_by",
                "sent_back_reason",
                "called_off_reason",
                "merged_into",
            ),
        ),
    )

    def field_panels(self, revealed):
        """The facts, without those that this activity does not have, and when it was, seen from working life."""
        for panel in super().field_panels(revealed):
            rows = [row for row in panel.context["rows"] if row["name"] not in RARE or row["value"]]
            at = next(place for place, row in enumerate(rows) if row["name"] == "starts_at") + 1
            when = self.off_work()
            rows.insert(at, {"label": _("Off work"), "value": when, "kind": "text", "name": ""})
            if self.object.latitude is not None:
                where = f"{self.object.latitude}, {self.object.longitude}"
                rows.append({"label": _("Location"), "value": where, "kind": "text", "name": ""})
            yield Panel(panel.title, panel.template, panel.context | {"rows": rows})

    def off_work(self):
        """When it was, in words; where nobody has entered the days off of the year, nothing is judged."""
        when = self.object.off_work()
        if when == OffWork.NO_CALENDAR:
            return _("No calendar for %(year)d is entered.") % {"year": self.object.held_on.year}
        return when.label

    def subheading(self):
        return self.object.kind.meaning

    def badge(self):
        if self.object.shows_sent_back:
            return {"text": _("sent back"), "tone": "late"}
        return {"text": self.object.get_state_display(), "tone": ACTIVITY_TONES[self.object.state]}

    def stepper(self):
        if self.object.state in GONE_STATES:
            return []
        way = list(WAY) if self.object.state == ActivityState.PLANNED else list(WAY[1:])
        now = way.index(self.object.state)
        moments = (self.object.created_at, self.object.submitted_at, self.object.confirmed_at)
        moments = (self.object.created_at, None, None, None) if len(way) > len(moments) else moments
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
        state, pk = self.object.state, self.object.pk
        edit, hold = reverse("activity_edit", args=[pk]), reverse("activity_hold", args=[pk])
        is_planned = state == ActivityState.PLANNED
        if is_planned or state not in CHANGEABLE:
            buttons = [button for button in buttons if button["url"] != edit]
        if is_planned and self.object.held_on > timezone.localdate():
            buttons = [button for button in buttons if button["url"] != hold]
        if is_planned and self.granted("edit"):
            url = reverse("activity_plan_edit", args=[pk])
            buttons.append({"label": _("Edit"), "url": url, "tone": "default"})
        if self.granted("clone") and state != ActivityState.MERGED:
            url = reverse("activity_clone", args=[pk])
            buttons.append({"label": _("Plan it again"), "url": url, "tone": "default"})
        if self.granted("photograph") and state not in COMING_STATES:
            url = reverse("activity_photo_add", args=[pk])
            buttons.append({"label": _("Add photos"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        return [*self.doubles(), self.people(), *self.photos(), *self.hazards(), *self.merged()]

    def doubles(self):
        """Records that look like the same activity, for whoever may see them."""
        if self.object.state in (*GONE_STATES, ActivityState.PLANNED):
            return []
        likely = [row.pk for row in self.object.doubles()]
        rows = Activity.objects.visible_to(self.request.user).filter(pk__in=likely)
        return self.activity_panel(_("Likely the same activity"), rows) if likely else []

    def merged(self):
        """Records that were merged into this one, each with its own history."""
        rows = Activity.objects.visible_to(self.request.user).filter(merged_into=self.object)
        return self.activity_panel(_("Merged into this one"), rows)

    @staticmethod
    def activity_panel(title, rows):
        rows = list(rows.select_related("task_force", "kind", "organisation").prefetch_related("partners"))
        hidden = [name for name in ActivityTable.base_columns if name not in LIKENESS]
        table = ActivityTable(rows, exclude=hidden)
        return [Panel(title, "generic/_related.html", {"table": table})] if rows else []

    def people(self):
        is_coming = self.object.state in COMING_STATES
        table = AttendanceTable(self.object.attendance.all(), exclude=("hours",) if is_coming else ())
        empty = _("No list of names: %(n)d people took part.") % {"n": self.object.participants}
        if is_coming:
            empty = _("Nobody is named yet.")
        title = _("Who plans to come") if is_coming else _("Who took part")
        return Panel(title, "generic/_related.html", {"table": table, "empty_text": empty})

    def photos(self):
        """Its photos, with those of the records merged into it; none are expected before it was held."""
        if self.object.state in COMING_STATES:
            return []
        rows = ActivityPhoto.objects.visible_to(self.request.user).filter(
            Q(activity=self.object) | Q(activity__merged_into=self.object)
        )
        cards = [photo_card(photo, "activity_photo", self.object.place) for photo in rows]
        context = {"photos": cards, "empty_text": _("No photo yet. One before and one after say the most.")}
        return [Panel(_("Photos"), "generic/_photos.html", context)]

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
    # That it may be a double is seen on the record, and merged there.
    unasked = {"another": "on"}
    add_heading = gettext_lazy("Log activity")

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state == ActivityState.CONFIRMED:
            raise PermissionDenied(_("A confirmed activity is counted. Send it back before you change it."))
        if record.state not in CHANGEABLE:
            raise PermissionDenied(_("This record is planned, called off or merged; its page says what may be done."))
        return record

    def initial(self):
        """The task force, if there is just one for which this person logs: the own one, or the branch's."""
        own = list(TaskForce.objects.allowing(self.request.user, "log")[:2])
        return {"initial": {"task_force": own[0]} if len(own) == 1 else {}}

    def may_submit(self):
        """Whether a button saves and hands in at once."""
        return self.object is None and bool(set(Activity.grants["submit"]) & self.request.user.roles)

    def took_place(self, record):
        """What is logged here is a draft from the beginning; a plan becomes one by its verb."""

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
        form.keep_people(record, form.people())
        for name, moment in (("photos_before", PhotoMoment.BEFORE), ("photos_after", PhotoMoment.AFTER)):
            for shot in facts[name]:
                ActivityPhoto.take(shot, by=user, activity=record, moment=moment)
        if self.object is None and form.is_late:
            messages.info(self.request, _("Entered more than 30 days later: say in the remark why."))

    def save(self, form):
        record = super().save(form)
        self.took_place(record)
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
        roll = read_roll(typed)
        matching = Matching(roll, self.people(request), request.POST)
        return render(request, "volunteers/_roll.html", {"roll": roll, "matching": matching})

    @staticmethod
    def people(request):
        """Those of the task forces named in the form so far, as far as the person logs for them."""
        field = RowField(TaskForce, verb="log", user=request.user, required=False)
        try:
            force = field.clean(request.POST.get("task_force", "")[:200])
        except ValidationError:
            force = None
        return known_people([force], timezone.localdate()) if force else []


class ActivitySubmit(TransitionView):
    """The leader hands the record to the branch."""

    model = Activity
    verb = "submit"
    form_class = SubmitForm
    template_name = "volunteers/activity_submit.html"


class ActivityConfirm(TransitionView):
    """The branch stands by the record."""

    model = Activity
    verb = "confirm"
    template_name = "volunteers/activity_confirm.html"


class ActivitySendBack(TransitionView):
    """Back to the task force, with what is to be put right."""

    model = Activity
    verb = "send_back"
    form_class = SendBackForm


class ActivityMerge(TransitionView):
    """This record is the double of another, which stays."""

    model = Activity
    verb = "merge"
    form_class = MergeForm

    def success_url(self):
        return (self.object.merged_into or self.object).get_absolute_url()


class ActivityUnmerge(TransitionView):
    """It was another activity after all."""

    model = Activity
    verb = "unmerge"
    form_class = UnmergeForm
