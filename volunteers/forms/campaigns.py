"""What is typed about campaigns: the campaign itself, its rounds, its enterprises, its end."""

import re
import unicodedata

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from branches.choices import Trade
from branches.forms.cleaners import AnyDayField, CellField, NoteField
from branches.models import Enterprise, Grid, Process, Sector
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from volunteers.models import Campaign
from volunteers.models.campaigns import usual_reminder_days

DORMITORY = (("", _("any")), ("yes", _("with a dormitory")), ("no", _("without")))
NEWEST_NOTICES = 40


class DaysBeforeField(forms.CharField):
    """Days before something, typed as 7, 3, 1: a list of whole numbers, the largest first."""

    MOST, FARTHEST = 6, 60

    def prepare_value(self, value):
        return ", ".join(str(day) for day in value) if isinstance(value, list) else value

    def clean(self, value):
        typed = re.split(r"[,、;\s]+", unicodedata.normalize("NFKC", super().clean(value)).strip(",、; "))
        if typed == [""]:
            return usual_reminder_days()
        days = sorted({int(day) for day in typed if re.fullmatch("[0-9]{1,3}", day)}, reverse=True)
        is_right = all(re.fullmatch("[0-9]{1,3}", day) for day in typed)
        if not is_right or not 1 <= days[-1] <= days[0] <= self.FARTHEST or len(days) > self.MOST:
            text = _("Write up to %(most)d numbers of days from 1 to %(farthest)d, such as 7, 3, 1.")
            raise forms.ValidationError(text % {"most": self.MOST, "farthest": self.FARTHEST})
        return days

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class CampaignForm(RecordForm):
    """A campaign: its name, what it is about, its documents, its notice, the day of the strict phase, its reminders."""

    strict_from = AnyDayField(label=_("Strict phase from"), required=False)
    reminder_days = DaysBeforeField(
        label=_("Reminders, days before a window closes"),
        max_length=60,
        required=False,
        help_text=_("On these days, and when the window has closed, the timeline says how many are missing."),
    )

    class Meta:
        model = Campaign
        fields = ("name", "text", "basis", "notice", "strict_from", "reminder_days")
        field_classes = {"name": CellField, "text": NoteField, "basis": NoteField}
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "basis": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        notices = Page.objects.live().public().filter(content_type__model="noticepage").order_by("-first_published_at")
        keys = list(notices.values_list("pk", flat=True)[:NEWEST_NOTICES])
        if self.instance.notice_id:
            keys.append(self.instance.notice_id)
        self.fields["notice"].queryset = Page.objects.filter(pk__in=keys).order_by("-first_published_at")
        self.fields["notice"].help_text = _("A notice published on the public site, with its attachments.")
        self.fields["strict_from"].help_text = Campaign._meta.get_field("strict_from").help_text

    def clean_strict_from(self):
        day = self.cleaned_data["strict_from"]
        last = self.instance.due_on if self.instance.pk else None
        if day and last and day <= last:
            raise forms.ValidationError(_("A window is open until %(day)s: choose a later day.") % {"day": last})
        return day


class RoundForm(FactsForm):
    """The window of one more round."""

    opens_on = AnyDayField(label=_("Window from"), initial=timezone.localdate)
    due_on = AnyDayField(label=_("Window to"), help_text=_("Both days included: the last one ends at 23:59:59."))

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("opens_on"), cleaned.get("due_on")
        if first and last and last < first:
            self.add_error("due_on", _("A window cannot end before it opens."))
        return cleaned


class MoveForm(RoundForm):
    """Other days for the window of a round."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"opens_on": self.record.opens_on, "due_on": self.record.due_on} | self.initial


class EnrolForm(FactsForm):
    """Which enterprises: by trade, process, grid, sector, dormitory, size; or one by its name. Empty: all of them."""

    trades = forms.MultipleChoiceField(
        label=_("Trades"), choices=Trade, required=False, widget=forms.CheckboxSelectMultiple
    )
    processes = forms.ModelMultipleChoiceField(
        Process.objects.all(),
        label=_("Dangerous processes (any of them)"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    grids = forms.ModelMultipleChoiceField(
        Grid.objects.all(), label=_("Grids"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sectors = forms.ModelMultipleChoiceField(
        Sector.objects.all(), label=_("Sectors"), required=False, widget=forms.CheckboxSelectMultiple
    )
    dormitory = forms.ChoiceField(label=_("Dormitory"), choices=DORMITORY, required=False, widget=forms.RadioSelect)
    employees = forms.IntegerField(label=_("Employees at least"), required=False, min_value=0, max_value=1_000_000)
    enterprise = RowField(Enterprise, label=_("or this enterprise alone"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("processes", "grids", "sectors"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]

    def wanted(self):
        """The enterprises meant, those that are in the campaign already among them."""
        rows, facts = Enterprise.objects.visible_to(self.user), self.cleaned_data
        if one := facts["enterprise"]:
            return rows.filter(pk=one.pk)
        for name, lookup in (("trades", "trade__in"), ("grids", "grid__in"), ("sectors", "sector__in")):
            if chosen := facts.get(name):
                rows = rows.filter(**{lookup: chosen})
        if chosen := facts.get("processes"):
            links = Enterprise.processes.through.objects.filter(process__in=chosen)
            rows = rows.filter(pk__in=links.values("enterprise"))
        if facts["dormitory"]:
            rows = rows.filter(has_dormitory=facts["dormitory"] == "yes")
        if facts["employees"]:
            rows = rows.filter(employees__gte=facts["employees"])
        return rows


class CloseForm(FactsForm):
    """What was achieved, in a few sentences; the figures are kept as they are on the day."""

    summary = NoteField(label=_("What was achieved"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6}))
