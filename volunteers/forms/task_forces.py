"""Entering task forces and their posts."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Role
from branches.forms.cleaners import AnyDayField, clean_own_name
from branches.forms.people import EndForm, PersonField
from branches.models import Organisation
from portal.cells import text
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from volunteers.models import TaskForce

POSTS = [(role.value, role.label) for role in (Role.TASK_FORCE_LEADER, Role.TASK_FORCE_MEMBER)]


class TaskForceForm(RecordForm):
    """One task force."""

    organisation = RowField(Organisation, label=_("Branch"))
    formed_on = AnyDayField(label=_("Formed on"), required=False)
    disbanded_on = AnyDayField(label=_("Disbanded on"), required=False)

    class Meta:
        model = TaskForce
        fields = ("name", "organisation", "formed_on", "disbanded_on", "slogan")

    def clean_name(self):
        """A name once in the zone, whatever blanks and brackets it is typed with."""
        self.cleaned_data["name"] = text(self.cleaned_data["name"]) or ""
        return clean_own_name(self, TaskForce.objects.all())


class PostForm(FactsForm):
    """Who becomes leader or member, from when to when."""

    user = PersonField(label=_("Person"))
    role = forms.ChoiceField(label=_("Post"), choices=POSTS, widget=forms.RadioSelect, initial=Role.TASK_FORCE_MEMBER)
    start = AnyDayField(label=_("From"), initial=timezone.localdate)
    end = AnyDayField(label=_("To"), required=False, help_text=_("The last day; leave it empty while it is not known."))


class EndPostForm(EndForm):
    """The last day of a post."""
