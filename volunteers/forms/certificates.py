"""Asking for a certificate of service: whose, and from when to when."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import DayField
from portal.generic.edits import FactsForm, RecordForm
from volunteers.choices import ActivityState
from volunteers.models import Attendance, ServiceCertificate, TaskForce, TaskForcePost, Volunteer

MOST_PEOPLE = 1000


def new_year():
    """The first day of the year."""
    return timezone.localdate().replace(month=1, day=1)


def own_service(user):
    """The task forces with which somebody served, the own ones and those that the record's force joined."""
    rows = Attendance.objects.came().filter(activity__state=ActivityState.CONFIRMED)
    held = [rows.filter(user=user), rows.filter(volunteer__user=user)]
    forces = {key for one in held for key in one.values_list("activity__task_force", flat=True)}
    forces |= set(user.posts.values_list("task_force", flat=True))
    forces |= set(user.volunteering.values_list("task_force", flat=True))
    return TaskForce.objects.filter(pk__in=forces)


def people_to_certify(user):
    """{key: (label, task force, facts)} of everybody for whom `user` may ask for a certificate."""
    found = {}
    for force in own_service(user):
        found[f"user-{user.pk}-{force.pk}"] = (f"{user} · {force}", force, {"user": user})
    forces = TaskForce.objects.allowing(user, "certify")
    for post in TaskForcePost.objects.filter(task_force__in=forces).select_related("user", "task_force")[:MOST_PEOPLE]:
        label = f"{post.user} · {post.task_force}"
        found[f"user-{post.user_id}-{post.task_force_id}"] = (label, post.task_force, {"user": post.user})
    rows = Volunteer.objects.filter(task_force__in=forces, user=None).select_related("task_force")
    for one in rows[:MOST_PEOPLE]:
        label = f"{one} · {one.task_force}"
        found[f"volunteer-{one.pk}-{one.task_force_id}"] = (label, one.task_force, {"volunteer": one})
    return found


class CertificateForm(RecordForm):
    """Whose service is certified, from when to when."""

    who = forms.ChoiceField(label=_("Whose service"))
    start = DayField(label=_("From"), initial=new_year)
    end = DayField(label=_("To"), initial=timezone.localdate)

    class Meta:
        model = ServiceCertificate
        fields = ("start", "end")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people_to_certify(self.user)
        self.fields["who"].choices = [(key, label) for key, (label, _force, _facts) in self.people.items()]
        if not self.people:
            self.fields["who"].help_text = _(
                "Nobody yet: you have served with no task force, and keep no record of one."
            )
        self.order_fields(["who", "start", "end"])

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and start > end:
            self.add_error("end", _("The period ends before it begins. Correct the days."))
        return cleaned


class WithdrawForm(FactsForm):
    """Why a certificate is withdrawn."""

    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
