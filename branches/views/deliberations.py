"""Pages of the deliberations: the agenda, the decision about each branch, and carrying them out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.assessment_choices import DeliberationState
from branches.filters.deliberations import DeliberationFilter
from branches.forms.deliberations import AgendaForm, BranchDecisionForm, DeliberationForm, FoundingForm
from branches.models import BranchDecision, Deliberation
from branches.tables.deliberations import DELIBERATION_TONES, AgendaTable, BranchDecisionTable, DeliberationTable
from portal.counting import how_many
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView, FactsForm
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


class DeliberationList(ListView):
    """Deliberations, newest first."""

    model = Deliberation
    table_class = DeliberationTable
    filterset_class = DeliberationFilter
    order = ("-held_on", "-pk")
    add_url = "deliberation_add"
    add_label = gettext_lazy("New deliberation")
    empty_text = gettext_lazy("No deliberation yet. Enter the meeting, then put signed reports on its agenda.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("To carry out"), {"state": DeliberationState.DECIDED.value}),
    )

    def get_queryset(self):
        return super().get_queryset().annotate(decision_count=how_many(BranchDecision._base_manager, "deliberation"))


class DeliberationDetail(DetailView):
    """A deliberation with its decisions."""

    model = Deliberation
    related = ("office",)
    url_prefix = "deliberation"
    edit_url = "deliberation_edit"
    field_groups = (
        (
            gettext_lazy("Meeting"),
            ("office", "meeting", "held_on", "document_number", "effective_on", "note"),
        ),
    )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": DELIBERATION_TONES[self.object.state]}

    def actions(self):
        buttons = super().actions()
        key = [self.object.pk]
        if self.object.state != DeliberationState.DRAFT:
            edit = reverse("deliberation_edit", args=key)
            return [button for button in buttons if button["url"] != edit]
        if self.granted("edit"):
            doors = [
                (_("Put reports on the agenda"), "deliberation_put_on"),
                (_("Found a new organisation"), "deliberation_found"),
            ]
            buttons += [{"label": label, "url": reverse(name, args=key), "tone": "default"} for label, name in doors]
        return buttons

    def panels(self):
        rows = self.object.decisions.select_related(
            "assessment__report", "organisation", "into", "change", "rectification"
        )
        rows = list(rows)
        is_draft = self.object.state == DeliberationState.DRAFT and self.granted("edit")
        for row in rows:
            row.edit_url = reverse("branch_decision_edit", args=[row.pk]) if row.assessment else ""
            row.take_off_url = reverse("branch_decision_take_off", args=[row.pk])
        table = (AgendaTable if is_draft else BranchDecisionTable)(rows)
        empty = _("Nothing is on the agenda yet. Put signed reports on it.")
        title = _("Agenda") if self.object.state == DeliberationState.DRAFT else _("Decisions")
        return [Panel(title, "generic/_related.html", {"table": table, "empty_text": empty})]


class DeliberationEdit(EditView):
    """Enter a meeting, or correct its facts before it has decided."""

    model = Deliberation
    form_class = DeliberationForm
    add_heading = gettext_lazy("New deliberation")

    def initial(self):
        tops = [office.organisation for office in self.request.user.offices if office.organisation_id]
        return {"initial": {"office": tops[0]}} if tops else {}

    def before_save(self, record, form):
        if record.pk:
            record.refuse_unless_draft()


class DraftView(TransitionView):
    """A deed on a deliberation while its agenda is being prepared."""

    model = Deliberation
    verb = "edit"
    tone = "primary"

    def is_open(self):
        return self.object.state == DeliberationState.DRAFT


class DeliberationPutOn(DraftView):
    """Put signed reports on the agenda."""

    form_class = AgendaForm
    label = gettext_lazy("Put reports on the agenda")

    def act(self, form):
        self.object.put_on(form.cleaned_data["assessments"], by=self.request.user)


class DeliberationFound(DraftView):
    """Put the founding of a new organisation on the agenda."""

    form_class = FoundingForm
    label = gettext_lazy("Found a new organisation")

    def act(self, form):
        self.object.found(by=self.request.user, **form.cleaned_data)


class BranchDecisionView(DraftView):
    """A deed on one decision of the agenda; the address names the decision."""

    def dispatch(self, request, *args, pk, **kwargs):
        self.decision = get_object_or_404(BranchDecision, pk=pk)
        return super().dispatch(request, *args, pk=self.decision.deliberation_id, **kwargs)


class BranchDecisionEdit(BranchDecisionView):
    """What the committee decides about one branch."""

    form_class = BranchDecisionForm
    label = gettext_lazy("Decision about the branch")

    def is_open(self):
        return super().is_open() and self.decision.assessment_id is not None

    def get_form(self, data=None, files=None):
        form = super().get_form(data, files)
        names = ("kind", "rectify_by", "into", "branches_below", "name", "reason")
        form.initial = {name: getattr(self.decision, name) for name in names}
        return form

    def act(self, form):
        self.object.change_decision(self.decision, by=self.request.user, **form.cleaned_data)
        messages.info(self.request, str(self.decision))


class BranchDecisionTakeOff(BranchDecisionView):
    """Take a branch off the agenda."""

    form_class = FactsForm
    label = gettext_lazy("Take off the agenda")
    tone = "danger"

    def act(self, form):
        self.object.take_off(self.decision, by=self.request.user)


class DeliberationDecide(TransitionView):
    """The committee has decided."""

    model = Deliberation
    verb = "decide"


class DeliberationExecute(TransitionView):
    """The registry changes as decided, all or none."""

    model = Deliberation
    verb = "execute"
