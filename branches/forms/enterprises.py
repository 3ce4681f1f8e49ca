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
from branches.models import Enterprise, Grid, Organisation
from branches.scoping import may
from portal.choosers import RowField
from portal.generic.edits import RecordForm

# What identifies an enterprise and where it belongs: for whoever may register enterprises.
REGISTERED = ("name", "credit_code", "grid", "organisation")


class EnterpriseForm(RecordForm):
    """The record of an enterprise; whoever may not register enterprises keeps its trade, processes and contacts."""

    grid = RowField(Grid, label=_("Grid"), required=False)
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
            "grid",
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
        widgets = {"processes": forms.CheckboxSelectMultiple}

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
