"""Entering task forces and their posts."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Role
from branches.forms.cleaners import AnyDayField, PersonNameField, clean_own_name
from branches.forms.people import EndForm, PersonField
from branches.models import Organisation, Person
from branches.scoping import may
from portal.cells import key, text
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from volunteers.forms.roll import read_roll
from volunteers.models import TaskForce, Volunteer

MOST_BRANCHES = 3
BRANCHES = tuple(f"branch_{number}" for number in range(1, MOST_BRANCHES + 1))
POSTS = [(role.value, role.label) for role in (Role.TASK_FORCE_LEADER, Role.TASK_FORCE_MEMBER)]


class TaskForceForm(RecordForm):
    """One task force."""

    organisation = RowField(Organisation, label=_("Branch"))
    formed_on = AnyDayField(label=_("Formed on"), required=False)
    disbanded_on = AnyDayField(label=_("Disbanded on"), required=False)

    class Meta:
        model = TaskForce
        fields = ("name", "organisation", "formed_on", "disbanded_on", "slogan")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Whoever does not see the other branches keeps them as they are, without the fields.
        self.shares = may(self.user, TaskForce, "share")
        if not self.shares:
            return
        known = list(self.instance.further_branches.all()[:MOST_BRANCHES]) if self.instance.pk else []
        for name in BRANCHES:
            self.fields[name] = RowField(Organisation, label=_("Together with"), required=False, user=self.user)
            self.fields[name].help_text = _("Only where several branches form the task force together.")
        self.initial |= dict(zip(BRANCHES, known, strict=False))
        self.order_fields(["name", "organisation", *BRANCHES])

    def clean(self):
        cleaned = super().clean()
        named = [cleaned.get("organisation")]
        for name in BRANCHES:
            branch = cleaned.get(name)
            if branch is not None and branch in named:
                self.add_error(name, _("This branch is named already. Leave it empty."))
            named.append(branch)
        cleaned["further_branches"] = [branch for branch in named[1:] if branch is not None]
        return cleaned

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


class EnrolForm(FactsForm):
    """Who goes along without a post: one name or a whole list."""

    names = forms.CharField(
        label=_("Names"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One name a line. Write （群众） behind the name of somebody who is no party member."),
    )
    start = AnyDayField(label=_("From"), initial=timezone.localdate)

    def clean_names(self):
        """[(name, is_member, remark)], read as a list from the chat."""
        read = read_roll(self.cleaned_data["names"])
        for line in read.faults:
            self.add_error("names", _("Line %(n)d: %(fault)s") % {"n": line.number, "fault": line.fault})
        named = set()
        for line in read.lines:
            facts = (key(line.name), line.remark)
            if line.names_somebody and facts in named:
                text = _("%(name)s stands in the list twice. Take one away, or tell the two apart: %(name)s（二车间）.")
                self.add_error("names", text % {"name": line.name})
            named.add(facts)
        people = [(line.name, line.is_member, tells_apart(line.remark)) for line in read.lines if line.names_somebody]
        if not people and not read.faults:
            raise forms.ValidationError(_("There is no name in it. Write one name a line."))
        return people


def tells_apart(remark):
    """The remark without what the party member's mark says already."""
    return "、".join(word for word in remark.split("、") if word not in ("非党员", "群众", "党员"))[:60]


class VolunteerForm(RecordForm):
    """Somebody on the list of a task force."""

    end = AnyDayField(label=_("To"), required=False, help_text=_("The last day; leave it empty while it is not known."))
    start = AnyDayField(label=_("From"))
    user = PersonField(label=_("Account"), required=False, help_text=_("If the person signs in here."))

    class Meta:
        model = Volunteer
        fields = ("name", "is_member", "remark", "user", "start", "end")
        field_classes = {"name": PersonNameField}
        help_texts = {"remark": _("Such as the workshop: tells apart two people of one name.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not set(Person.grants["view"]) & self.user.roles:
            # Whoever does not see the accounts leaves this one as it is.
            del self.fields["user"]

    def clean_name(self):
        """The name, with its spelling for comparison."""
        self.instance.name_key = key(self.cleaned_data["name"])
        return self.cleaned_data["name"]


class EndPostForm(EndForm):
    """The last day of a post."""
