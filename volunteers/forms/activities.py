"""Logging an activity: made for a phone in the evening, with the list of people as it comes out of the chat."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import DayField
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from portal.photos import PhotosField
from volunteers.choices import ActivityState
from volunteers.forms.activity_parts import (
    PARTNERS,
    CampaignInput,
    PartnersMixin,
    PeopleMixin,
    RollField,
    campaigns_of,
    written_roll,
)
from volunteers.forms.fields import EnterpriseField
from volunteers.forms.matching import AGAIN, GUEST
from volunteers.models import Activity, TaskForce

# A line that adds nobody by name.
ELSEWHERE = (AGAIN, GUEST)

# What most evenings do not need; the page folds it away.
FOLDED = ("content", *PARTNERS, "enterprise", "campaign", "starts_at", "led_by", "spots", "remark", "latitude")
NUMBERS = ("participants", "non_members")
# An entry later than this is asked why.
LATE_AFTER = timedelta(days=30)


class ActivityForm(PeopleMixin, PartnersMixin, RecordForm):
    """One activity with its people and photos."""

    held_on = DayField(label=_("Day"), initial=timezone.localdate)
    task_force = RowField(TaskForce, verb="log", label=_("Task force"))
    ticked = forms.MultipleChoiceField(
        label=_("From the task force"), required=False, widget=forms.CheckboxSelectMultiple
    )
    roll = RollField(
        label=_("Who took part"),
        help_text=_("One name a line, or the list from the chat as it is: “1. Zhang San 2 hours”, “(late)”, “+1”."),
    )
    participants = forms.IntegerField(
        label=_("Number of participants"),
        required=False,
        min_value=1,
        max_value=5000,
        help_text=_("Only where there is no list of names."),
    )
    non_members = forms.IntegerField(
        label=_("Others, by number"),
        required=False,
        min_value=0,
        max_value=5000,
        help_text=_("Not party members, besides the list; “+1” in the list is counted by itself."),
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
            "latitude",
            "longitude",
            "enterprise",
            "campaign",
            "participants",
            "non_members",
            "hours",
            "spots",
            "led_by",
            "content",
            "remark",
        )
        widgets = {
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "content": forms.Textarea(attrs={"rows": 3}),
            "campaign": CampaignInput,
            "latitude": forms.HiddenInput,
            "longitude": forms.HiddenInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # An activity entered before shows the same activity again: the one found, for the page to link to.
        self.twin = None
        self.offer_people(self.instance.held_on or timezone.localdate())
        self.offer_partners()
        self.fields["campaign"].widget.suggestions = campaigns_of(self.user)
        self.fields["content"].help_text = _("What was cleaned, checked or explained; how much.")
        if self.instance.pk:
            self.initial["roll"] = written_roll(self.instance)
            if self.initial["roll"]:
                self.initial["participants"] = None
        self.initial["non_members"] = self.initial.get("non_members") or None
        self.order_fields(["held_on", "starts_at", "task_force", *PARTNERS])

    def clean(self):
        cleaned = super().clean()
        cleaned["non_members"] = cleaned.get("non_members") or 0
        self.settle_partners(cleaned)
        if "roll" in cleaned:
            self.match_people(cleaned)
        self.settle_people(cleaned)
        self.settle_location(cleaned)
        self.look_for_twin(cleaned)
        return cleaned

    def settle_people(self, cleaned):
        """Number of participants and hours, from the list where there is one."""
        if "roll" in self.errors or "non_members" in self.errors:
            return
        guests = self.matching.guests
        named = len([one for one in self.matching.matches if one.line.names_somebody and one.choice not in ELSEWHERE])
        typed = cleaned.get("participants")
        if named or guests:
            cleaned["non_members"] += guests
            count = named + cleaned["non_members"]
            if typed and typed != count:
                self.add_error(
                    "participants",
                    _("The list names %(listed)d people. Leave the number empty, or complete the list.")
                    % {"listed": count},
                )
            cleaned["participants"] = count
            cleaned["hours"] = cleaned.get("hours") or self.roll_read.usual_hours()
        elif not typed and "participants" not in self.errors:
            if cleaned["non_members"]:
                cleaned["participants"] = cleaned["non_members"]
            else:
                self.add_error("participants", _("Say who took part, or how many."))
        elif typed and cleaned["non_members"] > typed:
            self.add_error("non_members", _("These are more than took part. Correct one of the two numbers."))
        if not cleaned.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Say how long it took."))

    def settle_location(self, cleaned):
        """A location comes from the phone's button whole, or not at all; half of one is nobody's doing."""
        if cleaned.get("latitude") is None or cleaned.get("longitude") is None:
            cleaned["latitude"] = cleaned["longitude"] = None

    def look_for_twin(self, cleaned):
        """The same day, place and task force again: most likely typed twice, by oneself or by one who joined."""
        day, force, place = (cleaned.get(name) for name in ("held_on", "task_force", "place"))
        if not (day and force and place):
            return
        forces = {force.pk, *(partner.pk for partner in cleaned["partners"])}
        rows = Activity.objects.visible_to(self.user)
        for other in rows.like(day, place, cleaned.get("enterprise"), besides=self.instance.pk):
            if forces & {other.task_force_id, *(partner.pk for partner in other.partners.all())}:
                self.twin = other
                break
        if self.twin and not cleaned.get("another"):
            self.add_error(
                "another", _("Such an activity is there already. Open it, or say below that this is another one.")
            )

    def people(self):
        """The list as it will be kept."""
        return self.matching.rows(
            self.cleaned_data["hours"], planned=self.planned_before(), before=self.people_before()
        )

    def person_hours(self):
        """The hours of everybody together."""
        facts = self.cleaned_data
        came = [row for row in self.people() if row.hours]
        if came:
            return sum(row.hours for row in came) + facts["non_members"] * facts["hours"]
        return facts["participants"] * facts["hours"]

    @property
    def has_more(self):
        """Whether one of the fields folded away holds something."""
        return self.holds(FOLDED)

    @property
    def has_numbers(self):
        """Whether people are given by their number."""
        return self.holds(NUMBERS)

    @property
    def has_partners(self):
        """Whether more than one other task force joined."""
        return self.holds(PARTNERS[1:])

    def holds(self, names):
        """Whether one of these fields holds something, or is wrong."""
        return any(self[name].value() or self[name].errors for name in names)

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


class CallOffForm(FactsForm):
    """Why a planned activity does not take place."""

    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class UnmergeForm(FactsForm):
    """Why two records that were merged are two activities after all."""

    reason = forms.CharField(
        label=_("Why these are two activities"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The record stands and counts as before the merge. Task forces and people that went over to the other "
            "one are taken off it again; both keep their history."
        ),
    )


class SubmitForm(FactsForm):
    """Handing a record in; a likely double is shown first, and has to be looked at."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Activity.objects.visible_to(self.user).filter(pk__in=[row.pk for row in self.record.doubles()])
        self.doubles = list(seen.select_related("task_force", "kind"))
        if self.doubles:
            self.fields["another"] = forms.BooleanField(
                label=_("It is another one, not the same entered twice"),
                error_messages={"required": _("Look at the other record first. If this is another one, say so here.")},
            )

    def clean(self):
        super().clean()
        # The verb itself needs no facts.
        return {}


def one_line(activity):
    """An activity as one line to choose by."""
    numbers = gettext("%(n)d people, %(hours)s person-hours") % {
        "n": activity.participants,
        "hours": f"{activity.person_hours.normalize():f}",
    }
    return f"{activity} · {activity.place} · {numbers} · {activity.get_state_display()}"


class MergeForm(FactsForm):
    """Of which other record this one is the double."""

    into = forms.ModelChoiceField(
        label=_("The record that stays"),
        queryset=Activity.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text=_(
            "The other record stays, is counted once and credited to every task force of the two. This one can be "
            "looked up for good, with its history and photos."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        facts = (self.record.held_on, self.record.place, self.record.enterprise)
        likely = Activity.objects.like(*facts, besides=self.record.pk)
        own = Activity.objects.allowing(self.user, "merge").exclude(state=ActivityState.PLANNED)
        rows = own.filter(pk__in=[row.pk for row in likely]).select_related("task_force", "kind")
        self.fields["into"].queryset = rows
        self.fields["into"].label_from_instance = one_line
        if not rows:
            self.fields["into"].help_text = _("There is no other record of this day at this place.")
