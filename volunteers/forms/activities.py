"""Logging an activity: made for a phone in the evening, with the list of people as it comes out of the chat."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import DayField
from portal.cells import key
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from portal.photos import PhotosField
from volunteers.forms.fields import EnterpriseField, PartnerField
from volunteers.forms.roll import Roll, read_roll
from volunteers.models import Activity, Attendance, TaskForce, TaskForcePost

MOST_PARTNERS = 5
PARTNERS = tuple(f"partner_{number}" for number in range(1, MOST_PARTNERS + 1))
# What most evenings do not need; the page folds it away.
FOLDED = (*PARTNERS, "enterprise", "starts_at", "remark")
# An entry later than this is asked why.
LATE_AFTER = timedelta(days=30)
LONGEST_ROLL = 20_000


def written_roll(activity):
    """The people of an activity as lines that `read_roll` understands."""
    lines = []
    for person in activity.attendance.all():
        remark = f"（{person.remark}）" if person.remark else ""
        if not person.is_member and "非党员" not in remark and "群众" not in remark:
            remark += "（非党员）"
        lines.append(f"{person.name}{remark} {person.hours.normalize():f}小时")
    return "\n".join(lines)


class ActivityForm(RecordForm):
    """One activity with its people and photos."""

    held_on = DayField(label=_("Day"), initial=timezone.localdate)
    task_force = RowField(TaskForce, verb="log", label=_("Task force"))
    roll = forms.CharField(
        label=_("Who took part"),
        required=False,
        max_length=LONGEST_ROLL,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One name a line, or the list from the chat as it is: “1. Zhang San 2 hours”, “(late)”, “+1”."),
    )
    participants = forms.IntegerField(
        label=_("Number of participants"),
        required=False,
        min_value=1,
        max_value=5000,
        help_text=_("Only where there is no list of names."),
    )
    hours = forms.DecimalField(
        label=_("Hours each (net, without the way)"),
        required=False,
        min_value=Decimal("0.1"),
        max_value=24,
        decimal_places=2,
    )
    enterprise = EnterpriseField(required=False, help_text=_("If it was at one."))
    photos_before = PhotosField(label=_("Photos before"), required=False)
    photos_after = PhotosField(label=_("Photos after"), required=False)
    another = forms.BooleanField(label=_("It is another one, not the same entered twice"), required=False)

    class Meta:
        model = Activity
        fields = (
            "held_on",
            "starts_at",
            "task_force",
            "kind",
            "place",
            "enterprise",
            "roll",
            "participants",
            "hours",
            "content",
            "remark",
        )
        widgets = {
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "content": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # An activity entered before shows the same activity again: the one found, for the page to link to.
        self.twin = None
        self.roll_read = Roll()
        for number, name in enumerate(PARTNERS, 1):
            self.fields[name] = PartnerField(label=_("Joint with"), required=False)
            if number > 1:
                self.fields[name].label = _("and with")
        self.fields["content"].help_text = _("What was cleaned, checked or explained; how much.")
        if self.instance.pk:
            partners = list(self.instance.partners.all()[:MOST_PARTNERS])
            self.initial |= dict(zip(PARTNERS, partners, strict=False))
            self.initial["roll"] = written_roll(self.instance)
            if self.initial["roll"]:
                self.initial["participants"] = None
        self.order_fields(["held_on", "starts_at", "task_force", *PARTNERS])

    def clean(self):
        cleaned = super().clean()
        if "roll" in cleaned:
            self.roll_read = read_roll(cleaned["roll"])
            for line in self.roll_read.faults:
                self.add_error("roll", _("Line %(n)d: %(fault)s") % {"n": line.number, "fault": line.fault})
        self.settle_people(cleaned)
        self.settle_partners(cleaned)
        self.look_for_twin(cleaned)
        return cleaned

    def settle_people(self, cleaned):
        """Number of participants and hours, from the list where there is one."""
        if self.roll_read.faults or "roll" in self.errors:
            return
        if count := self.roll_read.count:
            typed = cleaned.get("participants")
            if typed and typed != count:
                self.add_error(
                    "participants",
                    _("The list names %(listed)d people. Leave the number empty, or complete the list.")
                    % {"listed": count},
                )
            cleaned["participants"] = count
            cleaned["hours"] = cleaned.get("hours") or self.roll_read.usual_hours()
        elif not cleaned.get("participants") and "participants" not in self.errors:
            self.add_error("participants", _("Say who took part, or how many."))
        if not cleaned.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Say how long it took."))

    def settle_partners(self, cleaned):
        """The partners as one list, each once and not the task force itself."""
        partners = []
        for name in PARTNERS:
            partner = cleaned.get(name)
            if partner is None:
                continue
            if partner == cleaned.get("task_force"):
                self.add_error(name, _("This is the task force itself. Name another one, or leave it empty."))
            elif partner not in partners:
                partners.append(partner)
        cleaned["partners"] = partners

    def look_for_twin(self, cleaned):
        """The same day, task force, kind and place again: most likely typed twice."""
        facts = [cleaned.get(name) for name in ("held_on", "task_force", "kind", "place")]
        if not all(facts):
            return
        day, force, kind, place = facts
        same = Activity.objects.visible_to(self.user).filter(held_on=day, task_force=force, kind=kind)
        for other in same.exclude(pk=self.instance.pk).select_related("task_force", "kind")[:50]:
            if key(other.place) == key(place):
                self.twin = other
                break
        if self.twin and not cleaned.get("another"):
            self.add_error(
                "another", _("Such an activity is there already. Open it, or say below that this is another one.")
            )

    def person_hours(self):
        """The hours of everybody together."""
        people = self.roll_read.people(self.cleaned_data["hours"])
        if people:
            return sum(spent for _name, spent, _remark, _member in people)
        return self.cleaned_data["participants"] * self.cleaned_data["hours"]

    def keep_people(self, activity):
        """Write the list of people anew; who holds a post in one of the task forces is linked by name."""
        forces = [activity.task_force_id, *(partner.pk for partner in self.cleaned_data["partners"])]
        accounts = {}
        for post in TaskForcePost.objects.filter(task_force__in=forces).select_related("user"):
            accounts.setdefault(key(post.user.name), set()).add(post.user_id)
        rows = []
        for name, hours, remark, is_member in self.roll_read.people(self.cleaned_data["hours"]):
            same = accounts.get(key(name), set())
            # Two people of one name: nobody is guessed.
            user = next(iter(same)) if len(same) == 1 else None
            facts = {"name": name, "hours": hours, "remark": remark, "is_member": is_member}
            rows.append(Attendance(activity=activity, user_id=user, **facts))
        activity.attendance.all().delete()
        Attendance.objects.bulk_create(rows)

    @property
    def has_more(self):
        """Whether one of the fields folded away holds something."""
        return any(self[name].value() or self[name].errors for name in FOLDED)

    @property
    def is_late(self):
        """Whether it is entered long after the day."""
        return timezone.localdate() - self.cleaned_data["held_on"] > LATE_AFTER


class ActivityPhotosForm(FactsForm):
    """More photos of an activity."""

    photos_before = PhotosField(label=_("Photos before"), required=False)
    photos_after = PhotosField(label=_("Photos after"), required=False)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choose at least one photo."))
        return cleaned


class SendBackForm(FactsForm):
    """Why an activity goes back."""

    reason = forms.CharField(
        label=_("What is to be put right"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
