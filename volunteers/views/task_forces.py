"""Task forces: the list, the record with its posts, and who is appointed to it."""

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.scoping import may
from portal.cells import key
from portal.frames import plain
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from volunteers.filters.task_forces import TaskForceFilter
from volunteers.forms.task_forces import EndPostForm, EnrolForm, PostForm, TaskForceForm, VolunteerForm
from volunteers.models import Activity, ActivityPhoto, Hazard, TaskForce, TaskForceMove, TaskForcePost, Volunteer
from volunteers.tables.activities import ActivityTable
from volunteers.tables.hazards import PROCESSES, HazardTable
from volunteers.tables.task_forces import (
    MoveTable,
    PostAdminTable,
    PostTable,
    TaskForceTable,
    VolunteerKeepTable,
    VolunteerTable,
    with_people_and_deeds,
)
from volunteers.views.photos import photo_card

SHOWN = 10
PHOTOS_SHOWN = 12


def totals(lookup):
    """What is summed over activities, reached by `lookup`."""
    return {
        "n": Count("pk"),
        "cleanups": Count("pk", filter=Q(**{f"{lookup}kind__is_cleanup": True})),
        "hours": Sum(f"{lookup}person_hours"),
    }


class TaskForceList(ListView):
    """The task forces with what they did this year; in the order of their names, never of their numbers."""

    model = TaskForce
    table_class = TaskForceTable
    filterset_class = TaskForceFilter
    related = ("organisation",)
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Active"), {"standing": "in_force"}),
        (gettext_lazy("Disbanded"), {"standing": "disbanded"}),
    )
    order = ("name", "pk")
    add_url = "task_force_add"
    add_label = gettext_lazy("Enter task force")
    empty_text = gettext_lazy("No task force yet. The first one is entered by a branch secretary.")

    def get_queryset(self):
        return with_people_and_deeds(super().get_queryset(), timezone.localdate())


class TaskForceDetail(DetailView):
    """A task force: its people, what it did and found, its photos."""

    model = TaskForce
    related = ("organisation",)
    url_prefix = "task_force"
    edit_url = "task_force_edit"
    field_groups = (
        (gettext_lazy("Facts"), ("organisation", "further_branches", "formed_on", "disbanded_on", "slogan")),
    )

    def panels(self):
        """What the person may not see is left out: an empty table would say that there is nothing."""
        roles = self.request.user.roles
        sees_activities = bool(set(Activity.grants["view"]) & roles)
        sees_hazards = bool(set(Hazard.grants["view"]) & roles)
        parts = [self.year(), self.posts()] if sees_activities and sees_hazards else [self.posts()]
        parts += [self.volunteers()] if may(self.request.user, Volunteer, "view") else []
        parts += [self.activities()] if sees_activities else []
        parts += [self.hazards()] if sees_hazards else []
        return [*parts, *self.moves(), *self.photos()]

    def actions(self):
        buttons = super().actions()
        if self.granted("appoint"):
            url = reverse("task_force_appoint", args=[self.object.pk])
            buttons.insert(0, {"label": _("Appoint"), "url": url, "tone": "primary"})
        if self.granted("enrol"):
            url = reverse("task_force_enrol", args=[self.object.pk])
            buttons.insert(0, {"label": _("Add volunteers"), "url": url, "tone": "default"})
        return buttons

    def moves(self):
        """Where it went when its organisation ended, as far as it did."""
        rows = TaskForceMove.objects.visible_to(self.request.user).filter(task_force=self.object)
        rows = rows.select_related("organisation_before", "organisation_after", "change")
        return [Panel(_("Where it went"), "generic/_related.html", {"table": MoveTable(rows)})] if rows else []

    def joined(self):
        """The task force's places among the partners of activities that others led."""
        return Activity.partners.through.objects.filter(taskforce=self.object)

    def hazard_rows(self):
        """What it found, alone or together with others."""
        return Hazard.objects.visible_to(self.request.user).found_by(self.object)

    def year(self):
        """This year's figures of the task force."""
        today = timezone.localdate()
        new_year = today.replace(month=1, day=1)
        held = Activity.objects.visible_to(self.request.user).counted().held_between(new_year, today)
        led = held.filter(task_force=self.object).aggregate(**totals(""))
        # From the side of the partners, as in the list: few rows, each found by its key.
        joined = self.joined().filter(Exists(held.filter(pk=OuterRef("activity_id")))).aggregate(**totals("activity__"))
        both = {name: (led[name] or 0) + (joined[name] or 0) for name in led}
        hazards = self.hazard_rows()
        numbers = (
            (_("Activities"), both["n"]),
            (_("of them clean-ups"), both["cleanups"]),
            (_("Person-hours"), plain(both["hours"])),
            (_("Hazards found"), hazards.found_between(new_year, today).count()),
            (_("Hazards rectified"), hazards.rectified_between(new_year, today).count()),
        )
        rows = [{"label": label, "value": value, "kind": "text", "name": ""} for label, value in numbers]
        return Panel(_("This year"), "generic/_fields.html", {"rows": rows})

    def posts(self):
        rows = TaskForcePost.objects.visible_to(self.request.user).filter(task_force=self.object)
        table_class = PostAdminTable if self.granted("appoint") else PostTable
        table = table_class(rows.select_related("user").order_by("end", "role", "-start", "pk"))
        return Panel(
            _("Posts"),
            "generic/_related.html",
            {"table": table, "empty_text": _("Nobody has been appointed to this task force yet.")},
        )

    def volunteers(self):
        """Who goes along without a post."""
        rows = Volunteer.objects.visible_to(self.request.user).filter(task_force=self.object)
        table = (VolunteerKeepTable if self.granted("enrol") else VolunteerTable)(rows.order_by("end", "start", "pk"))
        empty = _("Nobody is on the list besides those who hold a post.")
        return Panel(_("Further volunteers"), "generic/_related.html", {"table": table, "empty_text": empty})

    def activities(self):
        latest = []
        visible = Activity.objects.visible_to(self.request.user)
        for rows in (visible.filter(task_force=self.object), visible.filter(pk__in=self.joined().values("activity"))):
            rows = rows.select_related("task_force", "kind", "organisation").prefetch_related("partners")
            latest += rows.order_by("-held_on", "-pk")[:SHOWN]
        latest.sort(key=lambda activity: (activity.held_on, activity.pk), reverse=True)
        hidden = (*ActivityTable.Meta.extra_columns, "hours")
        context = {
            "table": ActivityTable(latest[:SHOWN], exclude=hidden),
            "more_url": f"{reverse('activities')}?task_force={self.object.pk}",
            "empty_text": _("No activity has been logged yet."),
        }
        return Panel(_("Latest activities"), "generic/_related.html", context)

    def hazards(self):
        rows = self.hazard_rows().open_on(timezone.localdate())
        rows = rows.select_related("enterprise__grid", "category", "task_force")
        shown = ("number", "description", "enterprise", "category", "due_on", "state")
        context = {
            "table": HazardTable(
                rows.prefetch_related(PROCESSES).order_by("due_on", "pk")[:SHOWN],
                exclude=[name for name in HazardTable.base_columns if name not in shown],
            ),
            "more_url": f"{reverse('hazards')}?task_force={self.object.pk}&show=open",
            "empty_text": _("No hazard found by this task force is open."),
        }
        return Panel(_("Open hazards"), "generic/_related.html", context)

    def photos(self):
        """The latest photos of its activities."""
        photos = ActivityPhoto.objects.visible_to(self.request.user).filter(activity__task_force=self.object)
        cards = [
            photo_card(photo, "activity_photo", photo.activity.place)
            for photo in photos.select_related("activity").order_by("-pk")[:PHOTOS_SHOWN]
        ]
        return [Panel(_("Latest photos"), "generic/_photos.html", {"photos": cards})] if cards else []


class TaskForceEdit(EditView):
    """Entering or changing a task force."""

    model = TaskForce
    form_class = TaskForceForm
    add_heading = gettext_lazy("Enter task force")

    def before_save(self, record, form):
        record.name_key = key(record.name)

    def after_save(self, record, form):
        if form.shares:
            record.further_branches.set(form.cleaned_data["further_branches"])


class TaskForceAppoint(TransitionView):
    """Give somebody a post in the task force."""

    model = TaskForce
    verb = "appoint"
    form_class = PostForm
    label = gettext_lazy("Appoint")
    tone = "primary"

    def is_open(self):
        return True

    def act(self, form):
        facts = form.cleaned_data
        TaskForcePost.appoint(
            facts["user"],
            facts["role"],
            self.object,
            by=self.request.user,
            start=facts["start"],
            end=facts["end"],
        )


class TaskForceEnrol(TransitionView):
    """Put people on the list of those who go along."""

    model = TaskForce
    verb = "enrol"
    form_class = EnrolForm
    label = gettext_lazy("Add volunteers")
    tone = "primary"

    def is_open(self):
        return True

    def act(self, form):
        facts = form.cleaned_data
        Volunteer.enrol(facts["names"], self.object, by=self.request.user, start=facts["start"])


class VolunteerEdit(EditView):
    """Correcting somebody on the list, or ending it."""

    model = Volunteer
    form_class = VolunteerForm


class PostEnd(TransitionView):
    """End a post: from the day after, nothing follows from it."""

    model = TaskForcePost
    verb = "appoint"
    form_class = EndPostForm
    label = gettext_lazy("End this post")
    tone = "danger"

    def is_open(self):
        return self.object.end is None

    def act(self, form):
        self.object.end_on(form.cleaned_data["day"], by=self.request.user)
