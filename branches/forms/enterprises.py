"""What is typed about an enterprise or a grid."""

from django import forms
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import (
    CellField,
    CreditCodeField,
    NoteField,
    PersonNameField,
    PhoneField,
    clean_own_name,
)
from branches.models import Enterprise, Grid, Organisation, Process, Sector
from branches.scoping import may
from portal.choosers import RowField
from portal.generic.edits import RecordForm

# What identifies an enterprise and where it belongs: for whoever may register enterprises.
REGISTERED = ("name", "credit_code", "grid", "sector", "organisation")
DORMITORY = (("", _("not known")), ("true", _("yes")), ("false", _("no")))


class ProcessInput(forms.CheckboxSelectMultiple):
    """The processes that the zone watches first, the further ones folded away under them."""

    template_name = "branches/_processes.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        watched = set(map(str, Process.objects.filter(is_watched=True).values_list("pk", flat=True)))
        options = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["watched"] = [one for one in options if str(one["value"]) in watched]
        context["further"] = [one for one in options if str(one["value"]) not in watched]
        context["is_open"] = any(one["selected"] for one in context["further"])
        return context


class EnterpriseForm(RecordForm):
    """The record of an enterprise; whoever may not register enterprises keeps its trade, processes and contacts."""

    grid = RowField(Grid, label=_("Grid"), required=False)
    sector = RowField(Sector, label=_("Sector"), required=False)
    landlord = RowField(Enterprise, label=_("Landlord"), required=False, help_text=_("From whom it rents its rooms."))
    has_dormitory = forms.NullBooleanField(
        label=_("Dormitory on the premises"), required=False, widget=forms.Select(choices=DORMITORY)
    )
    organisation = RowField(Organisation, label=_("Party organisation"), required=False)

    class Meta:
        model = Enterprise
        fields = (
            "name",
            "credit_code",
            "trade",
            "processes",
            "employees",
            "address",
            "has_dormitory",
            "landlord",
            "grid",
            "sector",
            "organisation",
            "grid_worker_name",
            "grid_worker_phone",
            "linked_cadre_name",
            "safety_officer_name",
            "safety_officer_phone",
            "remark",
        )
        field_classes = {
            "name": CellField,
            "credit_code": CreditCodeField,
            "address": NoteField,
            "grid_worker_name": PersonNameField,
            "grid_worker_phone": PhoneField,
            "linked_cadre_name": PersonNameField,
            "safety_officer_name": PersonNameField,
            "safety_officer_phone": PhoneField,
            "remark": NoteField,
        }
        widgets = {"processes": ProcessInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not may(self.user, Enterprise, "add"):
            for name in REGISTERED:
                del self.fields[name]

    def clean_name(self):
        return clean_own_name(self, Enterprise.objects.all())


class GridForm(RecordForm):
    """The record of a grid."""

    class Meta:
        model = Grid
        fields = ("name", "order")
        field_classes = {"name": CellField}

    def clean_name(self):
        return clean_own_name(self, Grid.objects.all())


class SectorForm(RecordForm):
    """The record of a sector."""

    class Meta:
        model = Sector
        fields = ("name", "order")
        field_classes = {"name": CellField}

    def clean_name(self):
        return clean_own_name(self, Sector.objects.all())
