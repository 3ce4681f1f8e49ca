"""Pages of the rounds of assessment: their branches, teams and progress."""

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from branches.assessment_choices import AssessmentState, RoundState
from branches.filters.assessments import AssessmentRoundFilter
from branches.forms.assessments import OTHERS, RoundForm, TakeInForm, TeamForm
from branches.models import Assessment, AssessmentEdition, AssessmentRound, AssessmentTeam
from branches.tables.assessments import ROUND_TONES, AssessmentRoundTable, EditableTeamTable, TeamTable
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


class AssessmentRoundList(ListView):
    """Rounds, newest first."""

    model = AssessmentRound
    table_class = AssessmentRoundTable
    filterset_class = AssessmentRoundFilter
    order = ("-starts_on", "-pk")
    add_url = "assessment_round_add"
    add_label = gettext_lazy("New round")
    empty_text = gettext_lazy("No round yet. The first one begins with its name and its days.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Running"), {"state": RoundState.RUNNING.value}),
    )

    def get_queryset(self):
        return super().get_queryset().with_progress()


class AssessmentRoundDetail(DetailView):
    """A round: progress, teams, and the ways to its plan and its assessments."""

    model = AssessmentRound
    related = ("office", "edition")
    url_prefix = "assessment_round"
    edit_url = "assessment_round_edit"
    field_groups = ((gettext_lazy("Round"), ("basis", "office", "starts_on", "ends_on", "edition")),)

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": ROUND_TONES[self.object.state]}

    def actions(self):
        buttons = super().actions()
        key = [self.object.pk]
        if self.object.state != RoundState.CLOSED and self.granted("edit"):
            buttons.append(
                {"label": _("Add branches"), "url": reverse("assessment_round_take_in", args=key), "tone": "default"}
            )
            buttons.append(
                {"label": _("Add a team"), "url": reverse("assessment_team_add", args=key), "tone": "default"}
            )
        if self.granted("plan"):
            buttons.append(
                {"label": _("Plan of visits"), "url": reverse("assessment_round_plan", args=key), "tone": "default"}
            )
        if self.granted("export"):
            url = reverse("assessment_round_summary", args=key)
            buttons.append({"label": _("Summary (Excel)"), "url": url, "tone": "default"})
        if self.granted("fill") and self.object.state == RoundState.RUNNING:
            url = reverse("assessment_team_sheet", args=key)
            buttons.append({"label": _("Scores of the team (Excel)"), "url": url, "tone": "default"})
            url = reverse("assessment_team_sheet_bring", args=key)
            buttons.append({"label": _("Bring back the filled-in sheet"), "url": url, "tone": "default"})
        return buttons

    def panels(self):
        return [self.progress(), self.teams()]

    def progress(self):
        """How many have come how far, each line leading to its assessments."""
        rows = Assessment.objects.visible_to(self.request.user).filter(round=self.object)
        counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
        total, lines, after = sum(counts.values()), [], list(AssessmentState)
        for state in after[1:]:
            done = sum(counts.get(one, 0) for one in after[after.index(state) :])
            percent = round(100 * done / total) if total else 0
            lines.append({"label": state.label, "done": done, "total": total, "percent": percent})
        url = f"{reverse('assessments')}?round={self.object.pk}"
        context = {"lines": lines, "link_url": url, "link_label": _("All assessments of the round")}
        return Panel(_("Progress"), "branches/_round_progress.html", context)

    def teams(self):
        """Who is on which team."""
        rows = list(
            self.object.teams.annotate(branch_count=Count("assessments", distinct=True)).prefetch_related("seats__user")
        )
        may_edit = self.granted("edit") and self.object.state != RoundState.CLOSED
        for row in rows:
            row.edit_url = reverse("assessment_team_edit", args=[row.pk])
        table = (EditableTeamTable if may_edit else TeamTable)(rows)
        empty = _("No team yet. A team has a leader and at least one more assessor.")
        return Panel(_("Teams"), "generic/_related.html", {"table": table, "empty_text": empty})


class AssessmentRoundEdit(EditView):
    """Prepare a round, or change its facts."""

    model = AssessmentRound
    form_class = RoundForm
    add_heading = gettext_lazy("New round")

    def initial(self):
        tops = [office.organisation for office in self.request.user.offices if office.organisation_id]
        return {"initial": {"office": tops[0]}} if tops else {}

    def before_save(self, record, form):
        if not record.edition_id:
            record.edition = AssessmentEdition.current()


class AssessmentRoundBegin(TransitionView):
    """The teams may set out."""

    model = AssessmentRound
    verb = "begin"


class AssessmentRoundClose(TransitionView):
    """Every branch has been decided about."""

    model = AssessmentRound
    verb = "close"


class AssessmentRoundTakeIn(TransitionView):
    """Add branches to a round, also while it runs."""

    model = AssessmentRound
    verb = "edit"
    form_class = TakeInForm
    label = gettext_lazy("Add branches")
    tone = "primary"

    def is_open(self):
        return self.object.state != RoundState.CLOSED

    def act(self, form):
        count = self.object.take_in(form.organisations(), by=self.request.user)
        text = ngettext("%(n)d branch came in.", "%(n)d branches came in.", count) % {"n": count}
        messages.info(self.request, text)


class TeamView(TransitionView):
    """What making and changing a team share."""

    model = AssessmentRound
    verb = "edit"
    form_class = TeamForm
    tone = "primary"

    def is_open(self):
        return self.object.state != RoundState.CLOSED

    def act(self, form):
        team = self.team()
        team.name = form.cleaned_data["name"]
        team.validate_constraints()
        team.save()
        team.seat(form.cleaned_data["leader"], form.others, by=self.request.user)


class TeamAdd(TeamView):
    """A new team of a round."""

    label = gettext_lazy("Add a team")

    def team(self):
        return AssessmentTeam(round=self.object)


class TeamEdit(TeamView):
    """Who is on a team."""

    label = gettext_lazy("Change the team")

    def dispatch(self, request, *args, pk, **kwargs):
        self.team_pk = pk
        team = get_object_or_404(AssessmentTeam, pk=pk)
        return super().dispatch(request, *args, pk=team.round_id, **kwargs)

    def team(self):
        return self.object.teams.get(pk=self.team_pk)

    def get_form(self, data=None, files=None):
        form = super().get_form(data, files)
        team = self.team()
        people = [seat.user for seat in team.seats.select_related("user")]
        form.initial = {"name": team.name} | dict(
            zip(("leader", *OTHERS), [one.username for one in people], strict=False)
        )
        return form
