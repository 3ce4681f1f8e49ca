"""What is typed about an organisation: its record, and that of a new one."""

from django.utils.translation import gettext_lazy as _

from branches.choices import OrganisationKind, SiteState, Standing
from branches.forms.cleaners import (
    CellField,
    DayField,
    NoteField,
    PersonNameField,
    PhoneField,
    clean_own_name,
)
from branches.models import Enterprise, Organisation, Roster
from portal.choosers import RowField
from portal.generic.edits import RecordForm

# What counts in the zone's figures or is awarded by the committee: for whoever may rate, not for the branch itself.
# The level has a verb of its own (`rate`), which keeps its history.
RATED = ("founded_on", "site_state", "site_accepted_on")


class OrganisationForm(RecordForm):
    """The record of an organisation as its secretary keeps it; site and founding day only for those who rate."""

    enterprise = RowField(Enterprise, label=_("Host enterprise"), required=False)

    class Meta:
        model = Organisation
        fields = (
            "enterprise",
            "secretary_name",
            "secretary_phone",
            "last_election_on",
            "full_members",
            "probationary_members",
            *RATED,
            "remark",
        )
        field_classes = {
            "secretary_name": PersonNameField,
            "secretary_phone": PhoneField,
            "founded_on": DayField,
            "last_election_on": DayField,
            "site_accepted_on": DayField,
            "remark": NoteField,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not Organisation.objects.allowing(self.user, "rate").contains(self.instance):
            for name in RATED:
                del self.fields[name]
        elif self.instance.pk and Organisation.objects.filter(pk=self.instance.pk).site_inspected().exists():
            # One truth: what an inspection found is changed by the next inspection.
            for name in ("site_state", "site_accepted_on"):
                del self.fields[name]
        if self.instance.pk and Roster.of(self.instance):
            # Counted from the roster: the verbs of the members keep these numbers.
            del self.fields["full_members"], self.fields["probationary_members"]
        host = self.fields["enterprise"]
        if self.instance.enterprise_id and not host.rows().filter(pk=self.instance.enterprise_id).exists():
            # The host is out of this person's sight: sending the form must not clear it.
            del self.fields["enterprise"]

    def clean(self):
        cleaned = super().clean()
        if "site_state" in self.fields and "site_accepted_on" not in self.errors:
            done, day = cleaned.get("site_state") == SiteState.COMPLETED, cleaned.get("site_accepted_on")
            if done and not day:
                self.add_error("site_accepted_on", _("A completed site has an acceptance date. Fill it in."))
            elif day and not done:
                self.add_error("site_state", _("A site with an acceptance date is completed. Clear one of the two."))
        return cleaned


class NewOrganisationForm(OrganisationForm):
    """A new organisation, set up by a decision."""

    parent = RowField(Organisation, label=_("Below which organisation"))
    meeting = CellField(label=_("Meeting"), max_length=120, required=False)
    document_number = CellField(label=_("Document number"), max_length=80, required=False)
    basis = NoteField(label=_("Basis"), max_length=200, required=False)
    field_order = ("name", "kind", "parent")

    class Meta(OrganisationForm.Meta):
        fields = ("name", "kind", *OrganisationForm.Meta.fields)
        field_classes = OrganisationForm.Meta.field_classes | {"name": CellField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [pair for pair in OrganisationKind.choices if pair[0] != OrganisationKind.OFFICE]

    def clean_name(self):
        return clean_own_name(self, Organisation.objects.filter(state=Standing.IN_FORCE))
