"""Planning activities: one on a day to come, or the same again on several days."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import AnyDayField
from portal.cells import BadCell, day
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
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
from volunteers.models import Activity, TaskForce

# So far ahead task forces plan, and so many days at once.
FURTHEST = timedelta(days=400)
MOST_DAYS = 26
USUAL_HOURS = Decimal("2")


class ComingDayField(AnyDayField):
    """Today or a day to come."""

    def clean(self, value):
        chosen = super().clean(value)
        if chosen and chosen < timezone.localdate():
            raise ValidationError(_("This day has passed. Log what was done instead of planning it."), "past")
        if chosen and chosen > timezone.localdate() + FURTHEST:
            raise ValidationError(_("This is more than a year ahead. Choose an earlier day."), "far")
        return chosen


class PlanForm(PeopleMixin, PartnersMixin, RecordForm):
    """An activity to come: when, where, what, and who plans to be there."""

    held_on = ComingDayField(label=_("Day"))
    task_force = RowField(TaskForce, verb="log", label=_("Task force"))
    hours = forms.DecimalField(
        label=_("Hours planned"), min_value=Decimal("0.5"), max_value=24, decimal_places=2, initial=USUAL_HOURS
    )
    enterprise = EnterpriseField(required=False, help_text=_("If it is at one."))
    ticked = forms.MultipleChoiceField(
        label=_("From the task force"), required=False, widget=forms.CheckboxSelectMultiple
    )
    roll = RollField(
        label=_("Who plans to come"),
        help_text=_("One name a line, or the list from the chat as it is. It may be empty."),
    )

    class Meta:
        model = Activity
        fields = ("held_on", "starts_at", "task_force", "kind", "place", "hours", "campaign", "enterprise", "content")
        widgets = {
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "content": forms.Textarea(attrs={"rows": 3}),
            "campaign": CampaignInput,
        }
        labels = {"content": _("What is to be done, what to bring")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_people(self.instance.held_on or timezone.localdate())
        self.offer_partners()
        self.fields["campaign"].widget.suggestions = campaigns_of(self.user)
        if self.instance.pk:
            self.initial["roll"] = written_roll(self.instance)
        self.order_fields(["held_on", "starts_at", "task_force", "kind", "place", "hours", "ticked", "roll"])

    def clean(self):
        cleaned = super().clean()
        self.settle_partners(cleaned)
        if "roll" in cleaned:
            self.match_people(cleaned)
        return cleaned

    def people(self):
        """The list as it will be kept: everybody planned, nobody with hours yet."""
        return self.matching.planned_rows()

    @property
    def has_more(self):
        """Whether one of the fields folded away holds something."""
        return any(self[name].value() or self[name].errors for name in (*PARTNERS, "campaign", "enterprise"))


class CloneForm(FactsForm):
    """On which days the same is planned again."""

    days = forms.CharField(
        label=_("Days"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One day a line, as 2026-12-05."),
    )
    weekly_until = ComingDayField(
        label=_("or every week until"),
        required=False,
        help_text=_("On the same day of the week, beginning with the next one from today on."),
    )

    def clean_days(self):
        """The days typed, each once, the earliest first."""
        found = set()
        for typed in self.cleaned_data["days"].replace("、", "\n").replace("，", "\n").replace(",", "\n").splitlines():
            if not typed.strip():
                continue
            try:
                found.add(ComingDayField().clean(str(day(typed) or "")))
            except BadCell as fault:
                self.add_error("days", str(fault))
            except ValidationError as fault:
                self.add_error("days", f"{typed.strip()}: {' '.join(fault.messages)}")
        return found

    def clean(self):
        cleaned = super().clean()
        days = set(cleaned.get("days") or ())
        if until := cleaned.get("weekly_until"):
            ahead = (self.record.held_on.weekday() - timezone.localdate().weekday()) % 7
            one = timezone.localdate() + timedelta(days=ahead)
            while one <= until and len(days) <= MOST_DAYS:
                days |= {one} - {self.record.held_on}
                one += timedelta(days=7)
        if not self.errors and not days:
            self.add_error("days", _("Name at least one day to come."))
        if len(days) > MOST_DAYS:
            self.add_error("days", gettext_now("At most %(n)d days at once.") % {"n": MOST_DAYS})
        return {"days": sorted(days)}
