"""What is asked where a major hazard moves on: proposals, plan, documents, stops, listing, transfer."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import AnyDayField, DayField, NoteField, PersonNameField
from portal.generic.edits import FactsForm
from portal.photos import PhotosField
from portal.scans import ScanField
from volunteers.choices import Cooperation, DocumentKind, HazardLevel
from volunteers.forms.fields import DeadlineField
from volunteers.forms.hazards import GradeForm
from volunteers.models import HazardDocument, HazardRules
from volunteers.models.documents import BY_A_DEED, FORERUNNERS, OF_MAJOR, OWN, STOPPING
from volunteers.models.strictness import lead_of


def note(label, *, rows=3, most=500, **options):
    """A text of some lines."""
    return NoteField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **options)


class ProposeGradeForm(FactsForm):
    """Which level somebody thinks right, by which clause, and why."""

    level = forms.ChoiceField(
        label=_("Proposed level"), choices=HazardLevel, widget=forms.RadioSelect, initial=HazardLevel.MAJOR.value
    )
    clause = forms.CharField(
        label=_("Proposed clause"),
        max_length=60,
        required=False,
        help_text=_("If you know it: the item of the judgement standards, such as GM-11-3."),
    )
    reason = note(_("Reason"), help_text=_("What was seen, and which item it meets. The centre decides."))


class RegradeForm(GradeForm):
    """Another level, clause or deadline, with the reason."""

    reason = note(_("Why it is graded anew"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["responsible_name"]
        self.initial.setdefault("due_on", self.record.due_on)


class DeclineProposalForm(FactsForm):
    """Why the level stays."""

    answer = note(_("Why it is not accepted"))


class PlanForm(FactsForm):
    """The five assurances, and what keeps people safe until the hazard is gone."""

    duty_name = PersonNameField(
        label=_("Duty: who answers for it"), max_length=80, help_text=_("The enterprise's principal, as a rule.")
    )
    duty_unit = forms.CharField(label=_("Departments and people"), max_length=200, required=False)
    goal = forms.CharField(label=_("Goal of the treatment"), max_length=300, required=False)
    measures = note(_("Measures"), rows=4, most=2000)
    funds = forms.DecimalField(label=_("Funds (yuan)"), min_value=0, max_digits=12, decimal_places=2)
    deadline = DeadlineField(label=_("Deadline of the plan"))
    emergency_plan = note(_("Emergency plan"), most=2000)
    interim_control = note(
        _("Interim control until it is gone"),
        most=2000,
        help_text=_("What keeps people safe meanwhile: shut off, locked, fenced in, watched."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.record.due_on:
            self.fields["deadline"].help_text = _("The hazard is due on %(day)s.") % {
                "day": f"{self.record.due_on:%Y-%m-%d}"
            }
        self.initial.setdefault("duty_name", self.record.responsible_name)
        self.initial.setdefault("interim_control", self.record.interim_control)
        self.initial.setdefault("deadline", self.record.due_on)
        # What was sent back is put right, not written anew.
        if before := self.record.plans.first():
            for name in ("duty_name", "duty_unit", "goal", "measures", "funds", "emergency_plan", "interim_control"):
                self.initial[name] = getattr(before, name)


class AcceptPlanForm(FactsForm):
    """A word to the enterprise, if there is one."""

    answer = note(_("Remark"), required=False)


class SendPlanBackForm(FactsForm):
    """What the plan lacks."""

    answer = note(_("What the plan lacks"))


class PaperForm(FactsForm):
    """A document as it is on paper: number, issuer, day, scan."""

    number = forms.CharField(label=_("Document number"), max_length=80)
    issuer = forms.CharField(label=_("Issued by"), max_length=120)
    issued_on = DayField(label=_("Issued on"), initial=timezone.localdate)
    scan = ScanField()

    def clean_number(self):
        return self.cleaned_data["number"].strip()


class DocumentForm(PaperForm):
    """Any document that has no deed of its own; only those whose forerunner stands are offered."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=())
    note = note(_("Remark"), rows=2, required=False)
    field_order = ("kind", "number", "issuer", "issued_on", "scan", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = registrable(self.record)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["scan"].required = False
        self.fields["kind"].help_text = _("A document is offered once the one on which it rests is registered.")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") not in (None, *OWN) and not cleaned.get("scan") and "scan" not in self.errors:
            self.add_error("scan", _("A document that others issued is registered with its scan."))
        return cleaned


def registrable(hazard):
    """The kinds of document that may be registered alone at this hazard now."""
    known = set(HazardDocument._base_manager.filter(hazard=hazard, set_aside_on=None).values_list("kind", flat=True))
    offered = []
    for kind, before in FORERUNNERS.items():
        if kind in BY_A_DEED or kind == DocumentKind.ACCEPTANCE:
            continue
        if kind in OF_MAJOR and hazard.level != HazardLevel.MAJOR:
            continue
        if not before or known & set(before):
            offered.append(DocumentKind(kind))
    return offered


class AcceptanceForm(PaperForm):
    """The enterprise's acceptance report, with which it asks to resume."""

    note = note(_("Who took part in the acceptance, and the conclusion"), rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("issuer", str(self.record.enterprise))


class SetAsideForm(FactsForm):
    """Why a document stands no more."""

    reason = note(_("Why it is set aside"))


class StopForm(FactsForm):
    """What the enterprise stops by itself."""

    extent = forms.CharField(
        label=_("What is stopped"), max_length=300, help_text=_("The works, a workshop, a line, a machine.")
    )
    stopped_on = DayField(label=_("Stopped on"), initial=timezone.localdate)
    promised_by = PersonNameField(
        label=_("Promised by"),
        max_length=80,
        help_text=_("Who promises for the enterprise that nothing runs until the hazard is gone."),
    )


class OrderForm(PaperForm):
    """What an authority has ordered: its document, what it stops, and the record of the inspection before it."""

    kind = forms.ChoiceField(
        label=_("Kind of document"),
        choices=[(kind.value, kind.label) for kind in STOPPING],
        initial=DocumentKind.MEASURES.value,
    )
    extent = forms.CharField(
        label=_("What is stopped"), max_length=300, help_text=_("As the document says it: the works, a workshop …")
    )
    inspection_number = forms.CharField(label=_("Number of the inspection record"), max_length=80)
    inspection_on = DayField(label=_("Day of the inspection"), initial=timezone.localdate)
    inspection_scan = ScanField(label=_("Scan of the inspection record"))
    field_order = ("kind", "number", "issuer", "issued_on", "extent", "scan")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = HazardDocument._base_manager.filter(hazard=self.record, kind=DocumentKind.INSPECTION, set_aside_on=None)
        self.asks_for_inspection = not known.exists()
        if not self.asks_for_inspection:
            for name in ("inspection_number", "inspection_on", "inspection_scan"):
                del self.fields[name]
        else:
            self.fields["inspection_number"].help_text = _("The order rests on it, so it is registered first.")

    def clean(self):
        cleaned = super().clean()
        days = cleaned.get("inspection_on"), cleaned.get("issued_on")
        if all(days) and days[0] > days[1]:
            self.add_error("inspection_on", _("The inspection cannot come after the order."))
        return cleaned

    def facts(self):
        """The keyword arguments of ProductionStop.register_order."""
        facts = self.cleaned_data
        document = {name: facts[name] for name in ("kind", "number", "issuer", "issued_on", "scan")}
        inspection = None
        if self.asks_for_inspection:
            inspection = {
                "number": facts["inspection_number"],
                "issuer": facts["issuer"],
                "issued_on": facts["inspection_on"],
                "scan": facts["inspection_scan"],
            }
        return {"extent": facts["extent"], "document": document, "inspection": inspection}


class LiftForm(FactsForm):
    """That production goes on: since when, and what shows that it may."""

    lifted_on = DayField(label=_("Resumed on"), initial=timezone.localdate)
    evidence = note(_("What shows that production may go on"))
    photos = PhotosField(label=_("Photos"), required=False)


class ListingForm(PaperForm):
    """The notice of listing, who supervises, and until when."""

    unit = forms.CharField(label=_("Supervising unit"), max_length=120)
    supervisor = PersonNameField(label=_("Supervisor"), max_length=80)
    deadline = AnyDayField(label=_("Deadline of the supervision"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("deadline", self.record.due_on)


class TransferForm(FactsForm):
    """To whom the lead goes, what it is, and how the enterprise cooperated."""

    addressee = forms.CharField(label=_("To"), max_length=120, help_text=_("The authority in charge."))
    lead = note(_("The lead: what was found, and what it violates"), rows=5, most=2000)
    cooperation = forms.ChoiceField(
        label=_("Cooperation of the enterprise"), choices=Cooperation, widget=forms.RadioSelect
    )
    cooperation_note = note(
        _("How the enterprise cooperated"),
        rows=4,
        most=2000,
        required=False,
        help_text=_("The pack lists deadlines, notices and answers by itself; write here what the records do not say."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if hasattr(self.record, "addressee"):
            for name in self.fields:
                self.initial.setdefault(name, getattr(self.record, name))
        else:
            self.initial.setdefault("lead", lead_of(self.record))
            self.initial.setdefault("addressee", HazardRules.current().authority)


class SendTransferForm(PaperForm):
    """The zone's own letter: its number and day; the signed sheet if there is a scan of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("issuer", settings.PORTAL_NAME)
        self.fields["scan"].required = False


class DropTransferForm(FactsForm):
    """Why nothing is handed over."""

    reason = note(_("Why nothing is handed over"))


class DeclineCaseForm(PaperForm):
    """The authority's notice that it files no case."""

    reason = note(_("The authority's reason"), required=False)


class ConcludeForm(PaperForm):
    """How the case ended."""

    outcome = note(_("Outcome, as the document says it"))
    field_order = ("outcome", "number", "issuer", "issued_on", "scan")
