"""Pages of the branches in a cycle: their list, one branch with what it lacks, its way to a decision, its workbook."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import StandardState
from branches.filters.standards import StandardFilter
from branches.forms.standards import DecideForm, FinishForm, RateForm, ReasonForm, SendBackForm
from branches.models import BranchStandard, Organisation
from branches.models.standards import DECIDED
from branches.models.ways import in_words
from branches.scoping import may
from branches.tables.standards import STANDARD_TONES, AwardTable, StandardTable
from branches.views.clauses import evidence_of, grouped
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView

WAY = (StandardState.OPEN, StandardState.SELF_SCORED, StandardState.REVIEWED, StandardState.REACHED)
RELATED = ("organisation", "cycle__catalogue", "grade")


class StandardList(ListView):
    """The branches in all cycles: newest cycle first, those that need most doing first."""

    model = BranchStandard
    table_class = StandardTable
    filterset_class = StandardFilter
    related = RELATED
    prefetch = ("cycle__catalogue__grades",)
    order = ("-cycle_id", "-lacking", "pk")
    empty_text = gettext_lazy("No branch is in a cycle yet. The commissioner adds branches to one.")
    bulk = ("decide",)
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Running"), {"running": "true"}),
        (gettext_lazy("Late"), {"late": "true"}),
        (gettext_lazy("To be self-scored"), {"running": "true", "state": StandardState.OPEN.value}),
        (gettext_lazy("To be reviewed"), {"running": "true", "state": StandardState.SELF_SCORED.value}),
        (gettext_lazy("To be decided"), {"running": "true", "state": StandardState.REVIEWED.value}),
    )


class StandardDetail(DetailView):
    """One branch in a cycle: where it stands, what it lacks, the shortest way, every clause."""

    model = BranchStandard
    related = (*RELATED, "self_scored_by", "reviewed_by", "decided_by")
    url_prefix = "standard"
    field_groups = (
        (
            gettext_lazy("Scores and decision"),
            (
                "organisation",
                "cycle",
                "self_points",
                "points",
                "grade",
                "self_scored_by",
                "reviewed_by",
                "reviewed_on",
                "opinion",
                "decided_on",
                "decided_by",
                "document_number",
                "sent_back_reason",
                "set_aside_reason",
            ),
        ),
    )

    def badge(self):
        if self.object.is_late:
            text = _("%(state)s, late") % {"state": self.object.get_state_display()}
            return {"text": text, "tone": "late"}
        return {"text": self.object.get_state_display(), "tone": STANDARD_TONES.get(self.object.state, "quiet")}

    def subheading(self):
        due = self.object.due_on
        return _("due on %(day)s") % {"day": f"{due:%Y-%m-%d}"} if due else ""

    def stepper(self):
        if self.object.state == StandardState.NOT_APPLICABLE:
            return []
        end = StandardState.NOT_REACHED if self.object.state == StandardState.NOT_REACHED else StandardState.REACHED
        way = [*WAY[:3], end]
        now = way.index(self.object.state)
        moments = (None, self.object.self_scored_at, self.object.reviewed_at)
        steps = []
        for number, state in enumerate(way):
            is_end = number == len(way) - 1
            place = "done" if number < now or (is_end and number == now) else "now" if number == now else "next"
            note = f"{timezone.localtime(moments[number]):%Y-%m-%d}" if number < 3 and moments[number] else ""
            if is_end and self.object.decided_on:
                note = f"{self.object.decided_on:%Y-%m-%d}"
            label = _("reached or not") if is_end and number != now else state.label
            late = place == "now" and self.object.is_late
            steps.append({"label": label, "state": "late" if late else place, "note": note if number <= now else ""})
        return steps

    def actions(self):
        buttons, state = super().actions(), self.object.state
        if state == StandardState.OPEN and self.granted("score"):
            url = reverse("standard_score", args=[self.object.pk])
            buttons.insert(0, {"label": _("Answer the clauses"), "url": url, "tone": "primary"})
            url = reverse("standard_sheet", args=[self.object.pk])
            buttons.append({"label": _("Bring back the filled-in form"), "url": url, "tone": "default"})
        if state == StandardState.SELF_SCORED and self.granted("judge"):
            url = reverse("standard_judge", args=[self.object.pk])
            buttons.insert(0, {"label": _("Review clause by clause"), "url": url, "tone": "primary"})
        if self.granted("export"):
            url = reverse("standard_workbook", args=[self.object.pk])
            buttons.append({"label": _("Export Excel"), "url": url, "tone": "default"})
        return buttons

    def get_object(self, pk):
        record = super().get_object(pk)
        self.lines = record.lines()
        return record

    def field_panels(self, revealed):
        """What it lacks comes before everything else."""
        if self.object.state != StandardState.NOT_APPLICABLE:
            yield explanation_panel(self.object, self.lines)
        yield from super().field_panels(revealed)

    def panels(self):
        evidence = evidence_of(self.object, self.request.user)
        groups = [
            (group, [{"line": line, "evidence": evidence.get(line.score and line.score.pk)} for line in lines])
            for group, lines in grouped(self.lines)
        ]
        return [Panel(_("Clauses"), "branches/_scores.html", {"groups": groups})]


def explanation_panel(standard, lines, *, title=None):
    """What a branch lacks and the shortest way to the higher grades, as a panel."""
    explained = standard.explanation(lines)
    context = {
        "explained": explained,
        "standard": standard,
        "lacks": [{"text": in_words(line), "gain": line.gain} for line in explained.lacks],
        "is_final": standard.state in DECIDED,
    }
    return Panel(title or _("What it lacks, and the shortest way"), "branches/_explanation.html", context)


def organisation_panel(view):
    """On an organisation's record: where it stands in its newest cycle, and the levels it has held."""
    if not may(view.request.user, BranchStandard, "view"):
        return None
    rows = BranchStandard.objects.visible_to(view.request.user).filter(organisation=view.object)
    standard = rows.exclude(state=StandardState.NOT_APPLICABLE).select_related(*RELATED).order_by("-cycle_id").first()
    awards = view.object.awards.all()
    if standard is None and not awards:
        return None
    context = {"standard": standard, "awards": AwardTable(awards) if awards else None}
    if standard is not None:
        context |= explanation_panel(standard, standard.lines()).context
    return Panel(_("Standardization"), "branches/_standing.html", context)


class StandardSendBack(TransitionView):
    """Back to the branch, with what is to be put right."""

    model = BranchStandard
    verb = "send_back"
    form_class = SendBackForm


class StandardHandIn(TransitionView):
    """The branch stands by its self-score."""

    model = BranchStandard
    verb = "hand_in"


class StandardFinishReview(TransitionView):
    """Every clause has been judged."""

    model = BranchStandard
    verb = "finish_review"
    form_class = FinishForm


class StandardDecide(TransitionView):
    """Reached or not, and which grade."""

    model = BranchStandard
    verb = "decide"
    form_class = DecideForm


class StandardSetAside(TransitionView):
    """The cycle does not apply to this branch."""

    model = BranchStandard
    verb = "set_aside"
    form_class = ReasonForm


class StandardTakeUp(TransitionView):
    """The cycle applies to it after all."""

    model = BranchStandard
    verb = "take_up"


class OrganisationRate(TransitionView):
    """A level awarded by a document."""

    model = Organisation
    verb = "rate"
    form_class = RateForm
