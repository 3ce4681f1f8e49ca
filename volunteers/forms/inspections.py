"""What is asked when a visit is planned, recorded or called off, and when an expert gives an opinion."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.forms.cleaners import AnyDayField, DayField
from portal.generic.edits import FactsForm, RecordForm
from volunteers.choices import Capacity, ItemFinding
from volunteers.forms.fields import ClauseField, EnterpriseField
from volunteers.forms.hazards import HazardForm, is_held_at
from volunteers.models import Inspection
from volunteers.permissions import CAPACITIES

ITEM = "item_"
LOOKED = [("", _("not looked at")), *ItemFinding.choices]


def capacity_of(user, enterprise):
    """In which capacity `user` goes to the enterprise: by the office held there, else by any office held."""
    offices = [office for office in user.offices if office.role in CAPACITIES]
    near = [office for office in offices if is_held_at(office, enterprise)]
    for office in near or offices:
        return CAPACITIES[office.role]
    return Capacity.TASK_FORCE


class InspectionForm(RecordForm):
    """A visit to come, or one that begins now."""

    enterprise = EnterpriseField()
    day = AnyDayField(
        label=pgettext_lazy("inspection", "Day of the visit"),
        initial=timezone.localdate,
        help_text=_("Today: the visit begins now, unplanned."),
    )
    another = forms.BooleanField(label=_("A visit of its own is needed all the same"), required=False)

    # Visits of the same month that one could join instead; the page shows them.
    others = ()

    class Meta:
        model = Inspection
        fields = ("enterprise", "day", "focus")

    def clean(self):
        cleaned = super().clean()
        enterprise, day = cleaned.get("enterprise"), cleaned.get("day")
        if enterprise and day:
            rows = Inspection.objects.visible_to(self.user).planned().in_month_of(day).filter(enterprise=enterprise)
            self.others = list(rows.prefetch_related("visitors__user").order_by("day", "pk")[:3])
            if self.others and not cleaned.get("another"):
                text = _("Somebody goes there this month already. Join that visit, or say that another one is needed.")
                self.add_error("another", text)
        return cleaned


class HoldForm(FactsForm):
    """What was seen at a visit: each item that applies, who was there, and whether nothing was found."""

    day = DayField(label=pgettext_lazy("inspection", "Day of the visit"))
    nothing_found = forms.BooleanField(label=pgettext_lazy("inspection", "Nothing found"), required=False)
    companions = forms.CharField(label=_("Others present"), required=False, max_length=200)
    received_by = forms.CharField(label=_("Received at the enterprise by"), required=False, max_length=80)
    summary = forms.CharField(
        label=_("What was seen"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", min(self.record.day, timezone.localdate()))
        self.clauses = {f"{ITEM}{one.pk}": one for one in self.record.items()}
        for name, clause in self.clauses.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{clause.code} {clause.plain_shown or clause.text_shown}",
                choices=LOOKED,
                required=False,
            )

    def families(self):
        """[(family, its fields)] in the order of the catalogue, for the page."""
        found = {}
        for name, clause in self.clauses.items():
            found.setdefault(clause.family, []).append(self[name])
        return list(found.items())

    def clean(self):
        cleaned = super().clean()
        items = {clause: cleaned.pop(name) for name, clause in self.clauses.items() if cleaned.get(name)}
        for name in self.clauses:
            cleaned.pop(name, None)
        cleaned["items"] = items
        return cleaned


class FindingForm(HazardForm):
    """A hazard found at a visit: the enterprise is that of the visit, and the clause can be named at once."""

    clause = ClauseField(help_text=_("A code, or words of its text; the centre may decide otherwise."))

    def __init__(self, *args, inspection=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        self.fields["enterprise"].disabled = True
        self.fields["enterprise"].rows = lambda: type(inspection.enterprise).objects.filter(pk=inspection.enterprise_id)
        self.initial["enterprise"] = str(inspection.enterprise)
        self.initial.setdefault("found_on", min(inspection.day, timezone.localdate()))

    def facts(self):
        return super().facts() | {"clause": self.cleaned_data["clause"]}


class CallOffForm(FactsForm):
    """Why nobody goes."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class OpinionForm(FactsForm):
    """What an expert says; the centre names the expert and the institution where it came on paper."""

    text = forms.CharField(
        label=pgettext_lazy("expert", "Opinion"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5})
    )
    expert_name = forms.CharField(
        label=_("Expert"), max_length=80, required=False, help_text=_("Left empty: it is your own opinion.")
    )
    body = forms.CharField(label=_("Institution"), max_length=120, required=False)
    given_on = DayField(label=_("Given on"), initial=timezone.localdate)
