"""What is typed about people: their accounts, and the appointments from which their rights follow."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import Role
from branches.forms.cleaners import AnyDayField, PersonNameField, PhoneField
from branches.models import Appointment, Enterprise, Grid, Organisation, Person, Sector
from branches.permissions import APPOINTED, PLACES
from portal.choosers import RowField
from portal.generic.edits import FactsForm, RecordForm

PLACE_FIELDS = {"organisation": Organisation, "grid": Grid, "sector": Sector, "enterprise": Enterprise}

# Choosing a role fetches the form again with the one place field that the role needs; what was typed goes along.
ASKS_FOR_ITS_PLACE = {
    "hx-get": "",
    "hx-include": "closest form",
    "hx-params": "not csrfmiddlewaretoken,submission",
    "hx-target": "closest form",
    "hx-select": "form.form-sheet",
    "hx-swap": "outerHTML",
    "hx-push-url": "false",
}


class PersonForm(RecordForm):
    """An account: who it belongs to and how it is called. Rights are not given here."""

    class Meta:
        model = Person
        fields = ("name", "username", "phone", "language")
        field_classes = {"name": PersonNameField, "phone": PhoneField}
        labels = {"name": _("Full name")}


class PersonField(RowField):
    """A person chosen by typing: by user name, or by a name that only one person bears."""

    def __init__(self, **kwargs):
        super().__init__(Person, **kwargs)

    def prepare_value(self, value):
        return value.username if isinstance(value, Person) else value

    def resolve(self, typed):
        rows = self.rows().filter(is_active=True)
        if found := rows.filter(username=typed).first():
            return found
        found = list(rows.filter(name=typed)[:6]) or list(rows.matching(typed)[:6])
        if len(found) == 1:
            return found[0]
        names = "、".join(f"{person} ({person.username})" for person in found[:5])
        code = "several" if found else "unknown"
        raise ValidationError(self.error_messages[code], code, {"typed": typed, "names": names})


class AppointmentForm(RecordForm):
    """Who is appointed to what, where, from when to when.

    The role decides at what kind of place it is held; a page without script shows the three fields for it together.
    """

    user = PersonField(label=_("Person"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", "—"), *((role.value, role.label) for role in APPOINTED)],
        widget=forms.Select(attrs=ASKS_FOR_ITS_PLACE),
    )
    organisation = RowField(Organisation, label=_("Organisation"), required=False)
    grid = RowField(Grid, label=_("Grid"), required=False)
    sector = RowField(Sector, label=_("Sector"), required=False)
    enterprise = RowField(Enterprise, label=_("Enterprise"), required=False)
    start = AnyDayField(label=_("From"), initial=timezone.localdate)
    end = AnyDayField(label=_("To"), required=False, help_text=_("The last day; leave it empty while it is not known."))

    class Meta:
        model = Appointment
        fields = ("user", "role", "organisation", "grid", "sector", "enterprise", "start", "end")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if wanted := PLACES.get(self.initial.get("role")):
            for name in PLACE_FIELDS:
                if name != wanted and not self.is_bound:
                    del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        role = cleaned.get("role")
        if role:
            wanted = PLACES[role]
            words = {"role": Role(role).label, "place": PLACE_FIELDS[wanted]._meta.verbose_name}
            for name in PLACE_FIELDS:
                if name != wanted and self.data.get(self.add_prefix(name)):
                    self.add_error(name, _("“%(role)s” is held at: %(place)s. Clear this.") % words)
            if not cleaned.get(wanted) and wanted not in self.errors:
                self.add_error(wanted, _("“%(role)s” is held at: %(place)s. Name it.") % words)
        if cleaned.get("end") and cleaned.get("start") and cleaned["end"] < cleaned["start"]:
            self.add_error("end", _("An appointment cannot end before it began."))
        return cleaned

    @property
    def place(self):
        """The organisation, grid, sector or enterprise named for the role."""
        return self.cleaned_data[PLACES[self.cleaned_data["role"]]]


class EndForm(FactsForm):
    """The last day of an appointment."""

    day = AnyDayField(label=_("Last day"), initial=timezone.localdate)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < self.record.start:
            raise ValidationError(_("It cannot end before it began. Choose a later day."))
        return day
