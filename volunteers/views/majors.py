"""What is done at a major hazard: propose, grade anew, plan, register documents, stops, listing, transfer, close."""

from django.utils.translation import gettext_lazy

from portal.generic.transitions import TransitionView
from portal.states import WrongState
from volunteers.choices import DocumentKind, HazardLevel, HazardState, TransferState
from volunteers.forms import majors as forms
from volunteers.models import (
    CaseTransfer,
    GradeProposal,
    Hazard,
    HazardDocument,
    Listing,
    ProductionStop,
    TreatmentPlan,
)
from volunteers.models.grade_proposals import GRADABLE
from volunteers.models.hazard_questions import OPEN_STATES
from volunteers.models.major_way import PLANNABLE, MajorWay


class HazardDeed(TransitionView):
    """A deed at a hazard that is no transition of it: open in some of its states, for major ones if it says so."""

    model = Hazard
    tone = "primary"
    states = OPEN_STATES
    only_major = True

    def is_open(self):
        is_fit = self.object.level == HazardLevel.MAJOR or not self.only_major
        return is_fit and self.object.state in self.states

    def act(self, form):
        if not self.is_open():
            raise WrongState(self.verb)
        self.do(form)

    def do(self, form):
        """Do it with the facts of the form."""
        raise NotImplementedError


class HazardProposeGrade(HazardDeed):
    """Others than the centre say which level they think right."""

    verb = "propose_grade"
    form_class = forms.ProposeGradeForm
    label = gettext_lazy("Propose a level")
    states = GRADABLE
    only_major = False

    def do(self, form):
        GradeProposal.propose(self.object, by=self.request.user, **form.cleaned_data)


class HazardRegrade(TransitionView):
    """The centre has learned more."""

    model = Hazard
    verb = "regrade"
    form_class = forms.RegradeForm


class HazardCloseMajor(TransitionView):
    """Off the list, by the head; the consent's number stands on it."""

    model = Hazard
    verb = "close_major"

    def is_open(self):
        return self.object.level == HazardLevel.MAJOR and super().is_open()


class ProposalDecline(TransitionView):
    """The level stays."""

    model = GradeProposal
    verb = "decline"
    form_class = forms.DeclineProposalForm

    def is_open(self):
        return super().is_open() and self.object.hazard.state in GRADABLE


class HazardHandInPlan(HazardDeed):
    """The enterprise's plan with the five assurances."""

    verb = "hand_in_plan"
    form_class = forms.PlanForm
    label = gettext_lazy("Hand in the plan")
    states = PLANNABLE

    def is_open(self):
        return super().is_open() and MajorWay(self.object).plan is None

    def do(self, form):
        TreatmentPlan.hand_in(self.object, by=self.request.user, **form.cleaned_data)


class PlanAccept(TransitionView):
    """The five assurances hold."""

    model = TreatmentPlan
    verb = "accept"
    form_class = forms.AcceptPlanForm


class PlanSendBack(TransitionView):
    """Something is not assured."""

    model = TreatmentPlan
    verb = "send_back"
    form_class = forms.SendPlanBackForm


class HazardRegisterDocument(HazardDeed):
    """A document as it is on paper: the zone registers what others issued, and its own reports."""

    verb = "register_document"
    form_class = forms.DocumentForm
    label = gettext_lazy("Register a document")
    states = tuple(state for state in HazardState if state != HazardState.VOID)
    only_major = False

    def get_form(self, data=None, files=None):
        form = super().get_form(data, files)
        form.initial.setdefault("kind", self.request.GET.get("kind", DocumentKind.REPORT))
        return form

    def do(self, form):
        HazardDocument.register(self.object, by=self.request.user, **form.cleaned_data)


class HazardHandInAcceptance(HazardDeed):
    """The enterprise's acceptance report, before anybody looks again."""

    verb = "hand_in_acceptance"
    form_class = forms.AcceptanceForm
    label = gettext_lazy("Hand in the acceptance report")
    states = (HazardState.AWAITING_RECHECK,)

    def do(self, form):
        facts = {"kind": DocumentKind.ACCEPTANCE, **form.cleaned_data}
        HazardDocument.register(self.object, by=self.request.user, **facts)


class DocumentSetAside(TransitionView):
    """Registered by mistake."""

    model = HazardDocument
    verb = "set_aside"
    form_class = forms.SetAsideForm
    label = gettext_lazy("Set aside")
    tone = "danger"

    def is_open(self):
        return self.object.set_aside_on is None

    def act(self, form):
        self.object.set_aside(by=self.request.user, **form.cleaned_data)


class HazardStopVoluntarily(HazardDeed):
    """The enterprise stops by itself."""

    verb = "stop_voluntarily"
    form_class = forms.StopForm
    label = gettext_lazy("Register a voluntary stop")
    only_major = False

    def do(self, form):
        ProductionStop.stop_voluntarily(self.object, by=self.request.user, **form.cleaned_data)


class HazardRegisterOrder(HazardDeed):
    """What an authority has ordered is registered; the zone orders nothing."""

    verb = "register_order"
    form_class = forms.OrderForm
    label = gettext_lazy("Register an authority's order to stop")
    only_major = False

    def do(self, form):
        ProductionStop.register_order(self.object, by=self.request.user, **form.facts())


class StopLift(TransitionView):
    """Production goes on."""

    model = ProductionStop
    verb = "lift"
    form_class = forms.LiftForm


class HazardList(HazardDeed):
    """A government or its committee has listed it."""

    verb = "list_for_supervision"
    form_class = forms.ListingForm
    label = gettext_lazy("Register the listing for supervision")

    def do(self, form):
        Listing.enter(self.object, by=self.request.user, **form.cleaned_data)


class ListingRelease(TransitionView):
    """The supervision has ended."""

    model = Listing
    verb = "release"
    form_class = forms.PaperForm


class HazardPrepareTransfer(HazardDeed):
    """The lead is put together; the head decides later whether it goes out."""

    verb = "prepare_transfer"
    form_class = forms.TransferForm
    label = gettext_lazy("Prepare a transfer")
    transfer = None

    def do(self, form):
        self.transfer = CaseTransfer.prepare(self.object, by=self.request.user, **form.cleaned_data)

    def success_url(self):
        return (self.transfer or self.object).get_absolute_url()


class TransferDeed(TransitionView):
    """A step of a transfer."""

    model = CaseTransfer


class TransferRevise(TransferDeed):
    """What the papers say, before they go out."""

    verb = "revise"
    form_class = forms.TransferForm
    label = gettext_lazy("Change the letter")
    tone = "default"

    def is_open(self):
        return self.object.state == TransferState.PREPARED

    def act(self, form):
        self.object.revise(by=self.request.user, **form.cleaned_data)


class TransferMakeAgain(TransferDeed):
    """The pack is made anew."""

    verb = "make_again"
    label = gettext_lazy("Make the pack again")
    tone = "default"

    def is_open(self):
        return self.object.state == TransferState.PREPARED

    def act(self, form):
        self.object.make_again(by=self.request.user)


class TransferSend(TransferDeed):
    """The letter has gone out."""

    verb = "send"
    form_class = forms.SendTransferForm


class TransferDrop(TransferDeed):
    """Nothing is handed over."""

    verb = "drop"
    form_class = forms.DropTransferForm


class TransferReceive(TransferDeed):
    """The authority has it."""

    verb = "receive"
    form_class = forms.PaperForm


class TransferFileCase(TransferDeed):
    """The authority has filed a case."""

    verb = "file_case"
    form_class = forms.PaperForm


class TransferDeclineCase(TransferDeed):
    """The authority files none."""

    verb = "decline_case"
    form_class = forms.DeclineCaseForm


class TransferConclude(TransferDeed):
    """The case has ended."""

    verb = "conclude"
    form_class = forms.ConcludeForm
