"""What is typed about requests for data: what is wanted by when, whom it is put to, why it is called off."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import OrganisationKind
from branches.forms.cleaners import AnyDayField, CellField, NoteField
from branches.models import DataRequest, Enterprise, Grid, Organisation, RequestedField
from portal.cells import key
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm

KINDS = [pair for pair in OrganisationKind.choices if pair[0] != OrganisationKind.OFFICE]
MOST_FIELDS = 100
TO_ORGANISATIONS, TO_ENTERPRISES = "organisations", "enterprises"


class WantedField(NoteField):
    """Data wanted, one a line; a datum named twice is wanted once."""

    def to_python(self, value):
        longest = RequestedField._meta.get_field("text").max_length
        found: dict[str, str] = {}
        for line in (value or "").replace("；", "\n").splitlines():
            if typed := NoteField.to_python(self, line):
                if len(typed) > longest:
                    raise ValidationError(
                        _("“%(start)s…” is longer than %(n)d characters. One datum stands on each line."),
                        params={"start": typed[:20], "n": longest},
                    )
                found.setdefault(key(typed), typed)
        if len(found) > MOST_FIELDS:
            raise ValidationError(
                _("These are more than %(n)d data. Ask for less at a time."), params={"n": MOST_FIELDS}
            )
        return list(found.values())

    def run_validators(self, value):
        """Each line has been judged for itself."""

    def has_changed(self, initial, data):
        return (initial or "").split("\n") != self.to_python(data)


class DataRequestForm(RecordForm):
    """What an office wants, and by when; what the portal keeps already is said on the request's page."""

    wanted = WantedField(
        label=_("Data wanted"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line, as the office asks for it. The next page says which of them exist already."),
    )
    due_on = AnyDayField(label=pgettext_lazy("request for data", "due on"))

    class Meta:
        model = DataRequest
        fields = ("name", "issuer", "office", "due_on", "minutes", "note")
        field_classes = {"name": CellField, "issuer": CellField, "note": NoteField}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    office = RowField(Organisation, label=pgettext_lazy("request for data", "Registered by"), verb="view")
    field_order = ("name", "issuer", "wanted", "due_on", "minutes", "office", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["wanted"].initial = "\n".join(self.instance.wanted.values_list("text", flat=True))


class AddressForm(FactsForm):
    """Whom a request is put to: organisations below one, of some kinds, or enterprises of grids or one alone."""

    to = forms.ChoiceField(
        label=_("Put to"),
        choices=[(TO_ORGANISATIONS, _("party organisations")), (TO_ENTERPRISES, _("enterprises"))],
        initial=TO_ORGANISATIONS,
        widget=forms.RadioSelect,
    )
    below = RowField(
        Organisation,
        label=_("Organisation, with those below"),
        required=False,
        help_text=_("Empty: all in force that you may see."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"),
        choices=KINDS,
        initial=[kind for kind, _label in KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    grids = forms.ModelMultipleChoiceField(
        Grid.objects.all(),
        label=_("Enterprises of these grids"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: those of all grids that you may see."),
    )
    enterprise = RowField(Enterprise, label=_("or this enterprise alone"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["grids"].queryset = Grid.objects.visible_to(self.user)
        if not self.fields["grids"].queryset.exists():
            del self.fields["grids"]

    def organisations(self):
        """The organisations meant."""
        facts, rows = self.cleaned_data, Organisation.objects.visible_to(self.user)
        if facts["to"] != TO_ORGANISATIONS:
            return rows.none()
        rows = rows.below(facts["below"]) if facts["below"] else rows
        return rows.in_force_on(timezone.localdate()).filter(kind__in=facts["kinds"])

    def enterprises(self):
        """The enterprises meant."""
        facts, rows = self.cleaned_data, Enterprise.objects.visible_to(self.user)
        if facts["to"] != TO_ENTERPRISES:
            return rows.none()
        if facts["enterprise"]:
            return rows.filter(pk=facts["enterprise"].pk)
        return rows.filter(grid__in=facts["grids"]) if facts.get("grids") else rows


class CallOffForm(FactsForm):
    """Why a request is called off."""

    reason = NoteField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
