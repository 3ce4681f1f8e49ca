"""Rounds of assessment, and the teams that visit the branches: at least two, none of them linked to the branch."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.assessment_choices import AssessmentState, RoundState
from branches.choices import Role
from branches.models.appointments import Appointment
from branches.models.assessment_editions import AssessmentEdition
from branches.models.organisations import Organisation
from branches.scoping import Scope, ScopedQuerySet
from portal.counting import how_many
from portal.deeds import log
from portal.states import Record, Refused, Stateful, transition

# domain.md 4.2: a team has at least two assessors.
FEWEST_ASSESSORS = 2


@dataclass(frozen=True)
class TeamScope(Scope):
    """A scope in which assessors reach the rows of their own teams, as long as they are appointed as assessors.

    `teams` names the lookups to a team.
    """

    teams: tuple[str, ...] = ()

    def reach(self, model, user, roles):
        """As `Scope.reach`, the role of assessor through the teams instead of the place of the appointment."""
        rows = super().reach(model, user, set(roles) - {Role.ASSESSOR})
        if rows is None or Role.ASSESSOR not in roles or Role.ASSESSOR not in user.roles:
            return rows
        mine = TeamSeat._base_manager.filter(user=user).values("team")
        for lookup in self.teams:
            hit = Q(**{f"{lookup}__in": mine})
            rows |= Q(pk__in=model._base_manager.filter(hit).values("pk")) if lookup in self.many else hit
        return rows


class AssessmentRoundQuerySet(ScopedQuerySet):
    """Questions about rounds."""

    def with_progress(self):
        """Each with `assessment_count`, `visited_count`, `reported_count` and `decided_count`."""
        after = list(AssessmentState)

        def since(state):
            states = [one.value for one in after[after.index(state) :]]
            return how_many(assessments.filter(state__in=states), "round")

        assessments = apps.get_model("branches", "Assessment")._base_manager
        return self.annotate(
            assessment_count=how_many(assessments, "round"),
            visited_count=since(AssessmentState.VISITED),
            reported_count=since(AssessmentState.REPORTED),
            decided_count=since(AssessmentState.DECIDED),
        )


class AssessmentRound(Stateful):
    """A round in which the working committee has its branches assessed, by one edition of the standard."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    basis = models.CharField(_("basis document"), max_length=120, blank=True)
    office = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("held by"), related_name="assessment_rounds"
    )
    edition = models.ForeignKey(
        AssessmentEdition, models.PROTECT, verbose_name=_("standard of assessment"), related_name="rounds"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    state = models.CharField(_("state"), max_length=10, choices=RoundState, default=RoundState.DRAFT, editable=False)

    scope = TeamScope(organisations=("office",), teams=("teams",), many=("teams",))
    grants = permissions.ASSESSMENT_ROUND
    fact_labels = {"organisations": _("branches added")}
    objects = AssessmentRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of assessment")
        verbose_name_plural = _("rounds of assessment")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="assessment_round_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A round cannot end before it begins."),
            )
        ]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="assessment_round_newest")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("assessment_round", args=[self.pk])

    @transition(RoundState.DRAFT, RoundState.RUNNING, label=_("Begin the round"), tone="primary")
    def begin(self, *, by):
        """The teams may set out; branches can still be added."""
        if not self.assessments.exists():
            raise Refused(gettext("No branch is in this round yet. Add branches first."))

    @transition(RoundState.RUNNING, RoundState.CLOSED, label=_("Close the round"))
    def close(self, *, by):
        """Every branch of the round has been decided about; nothing is added any more."""
        open_ones = self.assessments.exclude(state__in=[AssessmentState.DECIDED, AssessmentState.EXECUTED]).count()
        if open_ones:
            raise Refused(gettext("%(n)d branches of this round have not been decided about yet.") % {"n": open_ones})

    def take_in(self, organisations, *, by):
        """Add branches that are not in the round yet; returns how many came in."""
        if self.state == RoundState.CLOSED:
            raise Refused(gettext("This round is closed. Begin a new one."))
        with transaction.atomic():
            known = set(self.assessments.values_list("organisation_id", flat=True))
            new = [one for one in organisations if one.pk not in known]
            model = self.assessments.model
            model.objects.bulk_create([model(round=self, organisation=one) for one in new])
            if new:
                log(self, "portal.edit", user=by, data={"facts": {"organisations": len(new)}})
        return len(new)

    def propose_plan(self, assessments, *, start, per_day):
        """{assessment key: (place in the route, day)}: grid by grid, so many visits a working day, from `start` on.

        Each team has a route of its own; what has no grid comes last.
        """

        def place(one):
            host = one.organisation.enterprise
            grid = host.grid if host else None
            return (grid is None, grid.order if grid else 0, host.address if host else "", one.organisation.path)

        found, routes = {}, defaultdict(list)
        for one in sorted(assessments, key=place):
            routes[one.team_id].append(one)
        for route in routes.values():
            day = next_working_day(start)
            for number, one in enumerate(route):
                if number and number % per_day == 0:
                    day = next_working_day(day + timedelta(days=1))
                found[one.pk] = (number + 1, day)
        return found


def next_working_day(day):
    """The day itself, or the Monday after it; holidays are for whoever plans."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


class AssessmentTeam(Record):
    """The assessors who go to the same branches together."""

    round = models.ForeignKey(
        AssessmentRound, models.CASCADE, verbose_name=_("round of assessment"), related_name="teams"
    )
    name = models.CharField(_("name"), max_length=40)

    fact_labels = {"team": _("assessors")}

    class Meta:
        verbose_name = _("assessment team")
        verbose_name_plural = _("assessment teams")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="assessment_team_name_once",
                fields=["round", "name"],
                violation_error_message=_("This round has a team of this name."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return self.round.get_absolute_url()

    @property
    def leader(self):
        """Who leads the team and signs its reports; None where it is not known yet."""
        return next((seat.user for seat in self.seats.all() if seat.is_leader), None)

    def seat(self, leader, others, *, by):
        """Let the team consist of `leader` and `others`; refuses fewer than two, and anybody linked to its branches."""
        people = [leader, *(one for one in others if one.pk != leader.pk)]
        people = list({one.pk: one for one in people}.values())
        if len(people) < FEWEST_ASSESSORS:
            raise Refused(gettext("A team has at least two assessors. Name another one."))
        for user in people:
            if not Appointment.objects.in_force().filter(user=user, role=Role.ASSESSOR).exists():
                raise Refused(gettext("%(name)s is not appointed as assessor.") % {"name": user})
        with transaction.atomic():
            for organisation in Organisation.objects.filter(assessments__team=self):
                keep_apart(people, organisation)
            self.seats.all().delete()
            TeamSeat.objects.bulk_create(
                [TeamSeat(team=self, user_id=one.pk, is_leader=one.pk == leader.pk) for one in people]
            )
            log(self, "portal.edit", user=by, data={"facts": {"team": "、".join(map(str, people))}})


class TeamSeat(models.Model):
    """An assessor on a team."""

    team = models.ForeignKey(AssessmentTeam, models.CASCADE, verbose_name=_("assessment team"), related_name="seats")
    user = models.ForeignKey("portal.User", models.PROTECT, verbose_name=_("assessor"), related_name="team_seats")
    is_leader = models.BooleanField(_("leads the team"), default=False)

    class Meta:
        verbose_name = _("seat on an assessment team")
        verbose_name_plural = _("seats on assessment teams")
        ordering = ["-is_leader", "pk"]
        constraints = [
            models.UniqueConstraint(name="team_seat_once", fields=["team", "user"]),
            models.UniqueConstraint(name="team_one_leader", fields=["team"], condition=Q(is_leader=True)),
        ]

    def __str__(self):
        return str(self.user)


def link_between(user, organisation):
    """What links a person to a branch, or None: a seat on its committee, or an appointment at it, above or below it, or
    at its enterprises.

    The appointment as assessor itself and appointments at the working committee's office do not count.
    """
    if seat := organisation.committee.in_force().filter(person=user.pk).first():
        return seat
    hosts = {organisation.enterprise_id, *organisation.enterprises.values_list("pk", flat=True)} - {None}
    above = [
        organisation.path[:length]
        for length in range(2 * Organisation.steplen, len(organisation.path), Organisation.steplen)
    ]
    places = Q(organisation__path__startswith=organisation.path) | Q(enterprise__in=hosts)
    places |= Q(organisation__path__in=above)
    offices = Appointment.objects.in_force().filter(user_id=user.pk).exclude(role=Role.ASSESSOR)
    return offices.filter(places).select_related("organisation", "enterprise").first()


def keep_apart(people, organisation):
    """Refuse where one of `people` is linked to the branch that they are to assess (domain.md 4.2)."""
    for user in people:
        if link := link_between(user, organisation):
            raise Refused(
                gettext("%(name)s is linked to “%(branch)s” (%(office)s) and cannot assess it. Choose another team.")
                % {"name": user, "branch": organisation, "office": link}
            )
