"""The assessment of one branch in a round: planned, visited, reported, deliberated, decided, carried out."""

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.assessment_choices import AssessmentState, Audience, Dimension, RoundState, TalkCategory
from branches.choices import Role
from branches.models.assessment_rounds import AssessmentRound, AssessmentTeam, TeamScope, keep_apart
from branches.models.organisations import Organisation
from branches.scoping import ScopedQuerySet
from portal.counting import how_many
from portal.states import Refused, Stateful, transition

# Whose assent a report needs before the leader signs it, the leader's own included.
FEWEST_ASSENTS = 2


class AssessmentQuerySet(ScopedQuerySet):
    """Questions about assessments."""

    def reported_between(self, start, end):
        """Whose report was signed off from `start` to `end`; no start means since ever."""
        rows = self.filter(report__signed_on__lte=end)
        return rows if start is None else rows.filter(report__signed_on__gte=start)

    def decided_between(self, start, end):
        """About which the committee decided from `start` to `end`."""
        rows = self.filter(decision__deliberation__held_on__lte=end, state__in=DECIDED)
        return rows if start is None else rows.filter(decision__deliberation__held_on__gte=start)

    def to_visit(self):
        """Planned for a day, in rounds that are running."""
        return self.filter(state=AssessmentState.PLANNED, round__state=RoundState.RUNNING).exclude(visit_on=None)

    def unplanned(self):
        """Without a team or a day, in rounds that are running."""
        rows = self.filter(state=AssessmentState.PLANNED, round__state=RoundState.RUNNING)
        return rows.filter(Q(team=None) | Q(visit_on=None))

    def running_at(self, user):
        """Not carried out yet, at the branches of which this person is secretary or adviser."""
        rows = self.exclude(state=AssessmentState.EXECUTED)
        reached = self.model.scope.reach(self.model, user, {Role.SECRETARY, Role.ADVISER})
        return rows if reached is None else rows.filter(reached)

    def with_progress(self):
        """Each with what `missing` counts: items, questionnaires, talks, scores, assents."""
        checks = self.model.checks.rel.related_model._base_manager
        items = self.model.round.field.related_model.edition.field.related_model.items.rel.related_model
        items = items._base_manager
        runs = self.model.runs.rel.related_model._base_manager
        talks = self.model.talks.rel.related_model._base_manager
        report = self.model.report.related.related_model
        scores = report.scores.rel.related_model._base_manager
        assents = report.assents.rel.related_model._base_manager
        kinds = (
            talks.filter(assessment=OuterRef("pk"))
            .order_by()
            .values("assessment")
            .annotate(n=Count("category", distinct=True))
            .values("n")
        )
        return self.annotate(
            items_checked=how_many(checks, "assessment"),
            items_total=how_many(items, "edition", key="round__edition"),
            audiences_closed=how_many(runs.exclude(closed_on=None), "assessment"),
            talk_kinds=Coalesce(Subquery(kinds, output_field=IntegerField()), 0),
            dimensions_scored=how_many(scores.exclude(score=None), "report__assessment"),
            assent_count=how_many(assents, "report__assessment"),
        )


DECIDED = (AssessmentState.DECIDED, AssessmentState.EXECUTED)


class Assessment(Stateful):
    """One branch in one round: who goes there when, and how far it has come. One per round and branch."""

    round = models.ForeignKey(
        AssessmentRound, models.PROTECT, verbose_name=_("round of assessment"), related_name="assessments"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("branch"), related_name="assessments")
    team = models.ForeignKey(
        AssessmentTeam,
        models.PROTECT,
        verbose_name=_("assessment team"),
        related_name="assessments",
        null=True,
        blank=True,
    )
    visit_on = models.DateField(_("visit planned on"), null=True, blank=True)
    visit_at = models.TimeField(_("at"), null=True, blank=True)
    route = models.PositiveSmallIntegerField(_("place in the route"), default=0)
    visited_on = models.DateField(_("visited on"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=AssessmentState, default=AssessmentState.PLANNED, editable=False
    )

    scope = TeamScope(organisations=("organisation",), teams=("team",))
    grants = permissions.ASSESSMENT
    fact_labels = {
        "team": _("assessment team"),
        "item": _("item"),
        "verdict": _("verdict"),
        "note": _("note"),
        "photos": _("photos"),
    }
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["visit_on", "route", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="assessment_once_a_round",
                fields=["round", "organisation"],
                violation_error_message=_("This branch is in the round already."),
            ),
            models.CheckConstraint(
                name="assessment_visited_has_day",
                condition=Q(state=AssessmentState.PLANNED, visited_on=None)
                | (~Q(state=AssessmentState.PLANNED) & Q(visited_on__isnull=False, team__isnull=False)),
                violation_error_message=_("A branch that was visited has the day and the team of the visit."),
            ),
        ]
        indexes = [
            models.Index(fields=["visit_on", "route", "id"], name="assessment_by_visit"),
            models.Index(fields=["state", "visit_on", "route", "id"], name="assessment_by_state"),
            models.Index(fields=["round", "visit_on", "route", "id"], name="assessment_by_round"),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.round}"

    def get_absolute_url(self):
        return reverse("assessment", args=[self.pk])

    @property
    def due_on(self):
        """The day that the desk shows beside it."""
        return self.visit_on if self.state == AssessmentState.PLANNED else None

    @property
    def enterprise(self):
        """Where the team goes; None where the branch has no host enterprise."""
        return self.organisation.enterprise

    @property
    def is_assessed(self):
        """Whether the team still works on it."""
        return self.state in (AssessmentState.PLANNED, AssessmentState.VISITED)

    # --- what lacks

    def missing(self):
        """Sentences on what the assessment still needs, as it stands; empty once everything is done."""
        steps = {
            AssessmentState.PLANNED: self._missing_before_the_visit,
            AssessmentState.VISITED: self._missing_for_the_report,
            AssessmentState.REPORTED: lambda: [gettext("Not on the agenda of a deliberation yet.")],
            AssessmentState.DELIBERATED: lambda: [gettext("The committee has not decided yet.")],
            AssessmentState.DECIDED: lambda: [gettext("The decision has not been carried out yet.")],
            AssessmentState.EXECUTED: list,
        }
        return steps[AssessmentState(self.state)]()

    def _missing_before_the_visit(self):
        found = []
        if self.team_id is None:
            found.append(gettext("No team yet."))
        if self.visit_on is None:
            found.append(gettext("No day for the visit yet."))
        elif self.visit_on < timezone.localdate():
            found.append(gettext("The visit was planned for %(day)s.") % {"day": f"{self.visit_on:%Y-%m-%d}"})
        return found or [gettext("Not visited yet.")]

    def _missing_for_the_report(self):
        now = self if hasattr(self, "items_checked") else type(self).objects.with_progress().get(pk=self.pk)
        found = []
        if left := now.items_total - now.items_checked:
            found.append(ngettext("%(n)d item of material left.", "%(n)d items of material left.", left) % {"n": left})
        if left := len(Audience) - now.audiences_closed:
            text = ngettext("%(n)d questionnaire not closed.", "%(n)d questionnaires not closed.", left)
            found.append(text % {"n": left})
        if left := len(TalkCategory) - now.talk_kinds:
            text = ngettext("Nobody of %(n)d group talked to.", "Nobody of %(n)d groups talked to.", left)
            found.append(text % {"n": left})
        if left := len(Dimension) - now.dimensions_scored:
            found.append(ngettext("%(n)d dimension not scored.", "%(n)d dimensions not scored.", left) % {"n": left})
        if not found:
            if (left := FEWEST_ASSENTS - now.assent_count) > 0:
                text = ngettext("%(n)d assent to the report.", "%(n)d assents to the report.", left)
                found.append(gettext("Left:") + " " + text % {"n": left})
            else:
                found.append(gettext("The leader has not signed the report yet."))
        return found

    # --- deeds

    def schedule(self, *, team, visit_on, visit_at=None, route=0):
        """Who goes there when (not saved here). Refuses a team with somebody linked to the branch."""
        if self.state != AssessmentState.PLANNED:
            raise Refused(gettext("“%(branch)s” has been visited already.") % {"branch": self.organisation})
        if team is not None and team.round_id != self.round_id:
            raise Refused(gettext("This team belongs to another round."))
        if team is not None and team.pk != self.team_id:
            keep_apart([seat.user for seat in team.seats.select_related("user")], self.organisation)
        self.team, self.visit_on, self.visit_at, self.route = team, visit_on, visit_at, route

    @transition(AssessmentState.PLANNED, AssessmentState.VISITED, label=_("Visit made"), tone="primary")
    def visit(self, *, by, visited_on):
        """The team was there."""
        if self.round.state != RoundState.RUNNING:
            raise Refused(gettext("The round has not been begun, or is closed."))
        if visited_on > timezone.localdate():
            raise Refused(gettext("This day has not come yet. Record it when it has."))
        # Somebody may have been appointed at the branch since the team was chosen.
        keep_apart([seat.user for seat in self.team.seats.select_related("user")], self.organisation)
        self.visited_on = visited_on

    @transition(AssessmentState.VISITED, AssessmentState.REPORTED, label=_("Report signed off"))
    def report_signed(self, *, by):
        """Follows from the report's own signature (`AssessmentReport.sign`)."""

    @transition(AssessmentState.REPORTED, AssessmentState.VISITED, label=_("Report taken back"))
    def take_back(self, *, by):
        """Follows from the report's being taken back (`AssessmentReport.take_back`)."""

    @transition(AssessmentState.REPORTED, AssessmentState.DELIBERATED, label=_("Put on the agenda"))
    def deliberate(self, *, by):
        """It stands on the agenda of a deliberation."""

    @transition(AssessmentState.DELIBERATED, AssessmentState.REPORTED, label=_("Taken off the agenda"))
    def take_off(self, *, by):
        """It was taken off again."""

    @transition(AssessmentState.DELIBERATED, AssessmentState.DECIDED, label=_("Decided"))
    def decide(self, *, by):
        """The committee has decided about the branch."""

    @transition(AssessmentState.DECIDED, AssessmentState.EXECUTED, label=_("Carried out"))
    def execute(self, *, by):
        """What was decided is done: the change is in effect, or the branch has put right what it had to."""


def missing_of(assessments):
    """{pk of an assessment: what it lacks, in sentences}; one query for however many assessments."""
    rows = Assessment.objects.with_progress().filter(pk__in=[one.pk for one in assessments])
    return {one.pk: one.missing() for one in rows}
