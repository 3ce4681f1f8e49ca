"""Activities to come: planned, planned again on other days, called off, and logged once they were held."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.generic.edits import EditView
from portal.generic.transitions import TransitionView
from volunteers.choices import ActivityState
from volunteers.forms.activities import CallOffForm
from volunteers.forms.plans import CloneForm, PlanForm
from volunteers.models import Activity, TaskForce
from volunteers.views.activities import ActivityEdit


class ActivityPlan(EditView):
    """Planning an activity, or changing the plan."""

    model = Activity
    form_class = PlanForm
    template_name = "volunteers/activity_plan.html"
    add_heading = gettext_lazy("Plan activity")

    def get_object(self, pk):
        record = super().get_object(pk)
        if record.state != ActivityState.PLANNED:
            raise PermissionDenied(_("This activity is not planned any more; its page says what may be done."))
        return record

    def initial(self):
        own = list(TaskForce.objects.allowing(self.request.user, "log")[:2])
        return {"initial": {"task_force": own[0]} if len(own) == 1 else {}}

    def before_save(self, record, form):
        if self.object is None:
            record.entered_by, record.state = self.request.user, ActivityState.PLANNED
        elif "task_force" in form.changed_data:
            record.organisation = record.task_force.organisation
        record.non_members = form.matching.guests
        coming = [row for row in form.people() if row.was_planned]
        record.participants = len(coming) + record.non_members
        record.settle()

    def after_save(self, record, form):
        record.partners.set(form.cleaned_data["partners"])
        form.keep_people(record, form.people())


class ActivityHold(ActivityEdit):
    """Logging what was done at a planned activity: the same form, filled in with the plan."""

    verb = "hold"

    def dispatch(self, request, *args, pk, **kwargs):
        rows = Activity.objects.allowing(request.user, self.verb).exclude(state=ActivityState.PLANNED)
        if rows.filter(pk=pk).exists():
            messages.error(request, _("This has been moved on already; here is how it stands now."))
            return HttpResponseRedirect(reverse("activity", args=[pk]))
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def get_object(self, pk):
        """404 outside the scope, 403 without the grant."""
        return EditView.get_object(self, pk)

    def may_submit(self):
        return bool(set(Activity.grants["submit"]) & self.request.user.roles)

    def took_place(self, record):
        record.hold(by=self.request.user)


class ActivityCallOff(TransitionView):
    """A planned activity does not take place."""

    model = Activity
    verb = "call_off"
    form_class = CallOffForm


class ActivityClone(TransitionView):
    """The same planned again, on one day or on many."""

    model = Activity
    verb = "clone"
    form_class = CloneForm
    label = gettext_lazy("Plan it again")
    tone = "primary"

    def is_open(self):
        return self.object.state != ActivityState.MERGED

    def act(self, form):
        self.made = self.object.clone(form.cleaned_data["days"], by=self.request.user)
        messages.info(self.request, _("%(n)d planned.") % {"n": len(self.made)})

    def success_url(self):
        """The one that was planned; the list of planned ones where there are several."""
        if len(self.made) == 1:
            return self.made[0].get_absolute_url()
        return f"{reverse('activities')}?state={ActivityState.PLANNED.value}"
