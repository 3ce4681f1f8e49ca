"""What is typed about a round of assessment: its facts, its branches, its teams, the plan of visits, the visit."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.assessment_choices import MaterialVerdict
from branches.choices import OrganisationKind, Standing
from branches.forms.cleaners import AnyDayField, CellField, DayField, NoteField
from branches.forms.people import PersonField
from branches.models import AssessmentEdition, AssessmentRound, Grid, Organisation, TalkRecord
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm
from portal.photos import PhotosField

MOST_ASSESSORS = 5
OTHERS = tuple(f"assessor_{number}" for number in range(2, MOST_ASSESSORS + 1))
MOST_A_DAY = 12


class RoundForm(RecordForm):
    """A round: what it is called, on what it rests, from when to when, by which office."""

    name = CellField(label=_("Name of the round"), max_length=80)
    basis = CellField(label=_("Basis document"), max_length=120, required=False)
    office = RowField(Organisation, label=_("Held by"))
    starts_on = AnyDayField(label=_("From"), initial=timezone.localdate)
    ends_on = AnyDayField(label=_("To"))

    class Meta:
        model = AssessmentRound
        fields = ("name", "basis", "office", "starts_on", "ends_on")

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk and AssessmentEdition.current() is None:
            raise ValidationError(_("No standard of assessment is in force. Publish one first."))
        return cleaned


class TakeInForm(FactsForm):
    """Which branches come into the round: those below an organisation, of a kind, in a grid."""

    below = RowField(Organisation, label=_("Below which organisation"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("all kinds"))] + [pair for pair in OrganisationKind.choices if pair[0] != "office"],
        required=False,
    )
    grid = RowField(Grid, label=_("Grid of the host enterprise"), required=False)
    one = RowField(Organisation, label=_("Or just this branch"), required=False)

    def organisations(self):
        """The organisations in force that are meant, among those below the round's office."""
        facts = self.cleaned_data
        rows = Organisation.objects.visible_to(self.user).below(self.record.office).counted()
        rows = rows.filter(state=Standing.IN_FORCE)
        if facts["one"]:
            return rows.filter(pk=facts["one"].pk)
        if facts["below"]:
            rows = rows.below(facts["below"])
        if facts["kind"]:
            rows = rows.filter(kind=facts["kind"])
        if facts["grid"]:
            rows = rows.filter(enterprise__grid=facts["grid"])
        return rows

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.organisations().exists():
            raise ValidationError(_("No organisation in force fits this. Choose more widely."))
        return cleaned


class TeamForm(FactsForm):
    """A team: who leads it, and who else is on it."""

    name = CellField(label=_("Name of the team"), max_length=40)
    leader = PersonField(label=_("Leader"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, name in enumerate(OTHERS):
            label = _("Assessor") if number == 0 else _("and")
            self.fields[name] = PersonField(label=label, required=number == 0)
            self.fields[name].user = self.user

    @property
    def others(self):
        """The assessors beside the leader."""
        return [self.cleaned_data[name] for name in OTHERS if self.cleaned_data.get(name)]


class PlanRowForm(forms.Form):
    """One line of the plan of visits."""

    team = forms.ChoiceField(label=_("Team"), required=False)
    visit_on = AnyDayField(label=_("Day"), required=False)
    visit_at = forms.TimeField(
        label=_("At"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    route = forms.IntegerField(label=_("Place"), required=False, min_value=0, max_value=999)

    def __init__(self, *args, assessment, teams, **kwargs):
        self.assessment, self.teams = assessment, {str(team.pk): team for team in teams}
        super().__init__(*args, prefix=f"a{assessment.pk}", **kwargs)
        self.fields["team"].choices = [("", "—"), *((str(team.pk), team.name) for team in teams)]
        for name, field in self.fields.items():
            words = {"field": field.label, "branch": assessment.organisation}
            field.widget.attrs |= {"aria-label": _("%(field)s: %(branch)s") % words, "class": f"plan-{name}"}

    def facts(self):
        """What `Assessment.schedule` takes."""
        facts = dict(self.cleaned_data)
        return facts | {"team": self.teams.get(facts["team"]), "route": facts["route"] or 0}


class ProposeForm(forms.Form):
    """From which day the route is proposed, and how many visits a day."""

    start = AnyDayField(label=_("From which day"), initial=timezone.localdate)
    per_day = forms.IntegerField(label=_("Visits a day and team"), initial=3, min_value=1, max_value=MOST_A_DAY)


class VisitForm(FactsForm):
    """The day on which the team was there."""

    visited_on = DayField(label=_("Visited on"), initial=timezone.localdate)


class MaterialForm(FactsForm):
    """How one item of material was found, on the phone: three large choices, a note, a photo."""

    verdict = forms.ChoiceField(label=_("Found"), choices=MaterialVerdict.choices, widget=forms.RadioSelect)
    deduction = forms.DecimalField(
        label=_("Points deducted"),
        required=False,
        min_value=0,
        decimal_places=1,
        help_text=_("Left empty: half of the points where it is incomplete, all where it is missing."),
    )
    note = NoteField(label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    photos = PhotosField(label=_("Photos"), required=False, most=4)


class TalkForm(RecordForm):
    """A talk: what kind of person, when, what came up. No names."""

    talked_on = DayField(label=_("Day"), initial=timezone.localdate)
    points = NoteField(
        label=pgettext_lazy("talk", "Points"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Write no names and nothing that tells who it was. Only the team reads this."),
    )

    class Meta:
        model = TalkRecord
        fields = ("category", "talked_on", "points")
