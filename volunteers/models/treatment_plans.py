"""Plans of treatment of major hazards: the five assurances (duty, measures, funds, deadline, emergency plan).

Work Safety Law art. 41 and the province's regulation on work safety art. 15: the enterprise's principal draws up and
carries out the plan, and keeps the place safe until the hazard is gone.
"""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.states import Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import HazardLevel, PlanState
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.hazards import Hazard
from volunteers.models.major_way import PLANNABLE

# A plan stands until it is sent back.
STANDING = (PlanState.HANDED_IN, PlanState.ACCEPTED)
# What a plan must say: the five assurances, and what keeps people safe until then.
ASSURANCES = ("duty_name", "measures", "deadline", "emergency_plan", "interim_control")


class TreatmentPlanQuerySet(ScopedQuerySet):
    """Questions about plans."""

    def waiting(self):
        """Handed in and not answered."""
        return self.filter(state=PlanState.HANDED_IN, hazard__state__in=PLANNABLE)


class TreatmentPlan(Stateful):
    """How an enterprise removes one major hazard: handed in by it, accepted or sent back by the centre."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, verbose_name=_("hazard"), related_name="plans")
    state = models.CharField(_("state"), max_length=9, choices=PlanState, default=PlanState.HANDED_IN, editable=False)
    goal = models.CharField(_("goal of the treatment"), max_length=300, blank=True)
    duty_name = models.CharField(_("duty: who answers for it"), max_length=80)
    duty_unit = models.CharField(_("departments and people"), max_length=200, blank=True)
    measures = models.TextField(_("measures"), max_length=2000)
    funds = models.DecimalField(_("funds (yuan)"), max_digits=12, decimal_places=2)
    deadline = models.DateField(_("deadline of the plan"))
    emergency_plan = models.TextField(_("emergency plan"), max_length=2000)
    interim_control = models.TextField(_("interim control until it is gone"), max_length=2000)
    handed_in_on = models.DateField(_("handed in on"), default=timezone.localdate)
    handed_in_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("handed in by"), related_name="+", null=True
    )
    answer = models.CharField(_("answer of the centre"), max_length=500, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    answered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("answered by"), related_name="+", null=True, editable=False
    )

    scope = hazard_scope("hazard")
    grants = permissions.TREATMENT_PLAN
    objects = TreatmentPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan of treatment")
        verbose_name_plural = _("plans of treatment")
        ordering = ["-handed_in_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="treatment_plan_one_stands",
                fields=["hazard"],
                condition=Q(state__in=STANDING),
                violation_error_message=_("A plan stands already. Somebody has just handed it in."),
            ),
            models.CheckConstraint(
                name="treatment_plan_five_assurances",
                condition=~Q(duty_name="") & ~Q(measures="") & ~Q(emergency_plan="") & ~Q(interim_control=""),
                violation_error_message=_("A plan names duty, measures, funds, deadline, emergency plan and control."),
            ),
            models.CheckConstraint(
                name="treatment_plan_funds_not_negative",
                condition=Q(funds__gte=0),
                violation_error_message=_("The funds cannot be less than nothing."),
            ),
            models.CheckConstraint(
                name="treatment_plan_answered_has_day",
                condition=Q(state=PlanState.HANDED_IN, answered_on=None)
                | (~Q(state=PlanState.HANDED_IN) & Q(answered_on__isnull=False)),
                violation_error_message=_("An answer has its day."),
            ),
        ]

    def __str__(self):
        return f"{self.hazard.number} · {self._meta.verbose_name}"

    def get_absolute_url(self):
        return record_url("treatment_plan", self.pk)

    @classmethod
    def hand_in(cls, hazard, *, by, **facts):
        """The enterprise's plan for a major hazard; a plan sent back before stays to be read."""
        with transaction.atomic():
            now = hazard.locked()
            if now.level != HazardLevel.MAJOR:
                raise Refused(_("Only a major hazard needs a plan of treatment."))
            if now.state not in PLANNABLE:
                raise Refused(_("The hazard is no longer with the enterprise. There is nothing to plan."))
            if cls._base_manager.filter(hazard=now, state__in=STANDING).exists():
                raise Refused(_("A plan stands already. Somebody has just handed it in."))
            if now.due_on and facts["deadline"] > now.due_on:
                raise Refused(
                    _("The plan ends after the hazard's deadline, %(day)s. Ask for more time first.")
                    % {"day": f"{now.due_on:%Y-%m-%d}"}
                )
            plan = cls(hazard=now, handed_in_by=by, **facts)
            plan.full_clean(exclude=["hazard", "handed_in_by"])
            plan.save()
            log(now, "portal.plan", user=by, data={"facts": {"deadline": f"{plan.deadline}", "funds": f"{plan.funds}"}})
            log(plan, "portal.create", user=by)
            return plan

    @transition(PlanState.HANDED_IN, PlanState.ACCEPTED, label=_("Accept the plan"), tone="primary")
    def accept(self, *, by, answer=""):
        """Duty, measures, funds, deadline and emergency plan are assured."""
        self._answer(by, answer)

    @transition(PlanState.HANDED_IN, PlanState.SENT_BACK, label=_("Send the plan back"))
    def send_back(self, *, by, answer):
        """Something is not assured: the enterprise hands in another."""
        if not answer.strip():
            raise Refused(_("Say what the plan lacks."))
        self._answer(by, answer)

    def _answer(self, by, answer):
        if by.pk == self.handed_in_by_id:
            raise Refused(_("Nobody answers the own plan. Somebody else has to do it."))
        self.answer, self.answered_on, self.answered_by = answer.strip(), timezone.localdate(), by
