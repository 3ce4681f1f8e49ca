"""Certificates of voluntary service: whoever keeps the record certifies it, for one person and one period.

By the ministry's rules on service records (domain.md 6.1): true, unpaid, hours without the way; with number, day, who
answers for it and who drew it up. The portal keeps no identity number: the holder writes it in by hand.
"""

import secrets
from datetime import date

from django.db import models, transaction
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import Role
from branches.models.member_questions import masked_name
from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.models import Counter
from portal.states import Record, Refused
from volunteers import permissions
from volunteers.choices import ActivityState
from volunteers.models.attendance import Attendance

TOKEN_BYTES = 18


def new_token():
    """An address that cannot be guessed."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def service_of(task_force, *, user=None, volunteer=None):
    """What a person did with a task force, its own activities and those it joined: confirmed ones only."""
    person = Q(user=user) | Q(volunteer__user=user) if user else Q(volunteer=volunteer)
    joined = task_force.joint_activities.through.objects.filter(taskforce=task_force).values("activity")
    with_force = Q(activity__task_force=task_force) | Q(activity__in=joined)
    rows = Attendance.objects.came().filter(person, with_force, activity__state=ActivityState.CONFIRMED)
    return rows.select_related("activity__kind").order_by("activity__held_on", "pk")


class CertificateQuerySet(ScopedQuerySet):
    """Questions about certificates."""

    def genuine(self):
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)


class ServiceCertificate(Record):
    """How many hours one person served with one task force from one day to another, as of the day of issue."""

    number = models.CharField(_("number"), max_length=40, unique=True, editable=False)
    token = models.CharField(_("address"), max_length=40, unique=True, default=new_token, editable=False)
    task_force = models.ForeignKey(
        "volunteers.TaskForce", models.PROTECT, verbose_name=_("task force"), related_name="certificates"
    )
    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("issued by"), related_name="certificates"
    )
    user = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("account"), related_name="certificates", null=True
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", models.PROTECT, verbose_name=_("volunteer"), related_name="certificates", null=True
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80)
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    hours = models.DecimalField(_("hours"), max_digits=8, decimal_places=2)
    # [day, kind, place, hours] of each service as it stood: a certificate in somebody's hands never changes.
    lines = models.JSONField(_("services"), default=list)
    answers_for = models.CharField(_("answers for it"), max_length=80, blank=True)
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now, editable=False)
    issued_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("drawn up by"), related_name="+", null=True, editable=False
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("withdrawn by"), related_name="+", null=True, editable=False
    )
    withdrawn_reason = models.CharField(_("withdrawn because"), max_length=300, blank=True, editable=False)

    scope = Scope(
        organisations=("organisation", "task_force__further_branches"),
        posts=("task_force",),
        persons=("user", "volunteer__user"),
        many=("task_force__further_branches",),
    )
    grants = permissions.CERTIFICATE
    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("service certificate")
        verbose_name_plural = _("service certificates")
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["-issued_at", "-id"], name="certificate_newest")]
        constraints = [
            models.CheckConstraint(
                name="certificate_of_somebody",
                condition=(Q(user=None) | Q(volunteer=None)) & ~Q(user=None, volunteer=None) & ~Q(name=""),
                violation_error_message=_("A certificate is for one person."),
            ),
            models.CheckConstraint(
                name="certificate_period_and_hours",
                condition=Q(end__gte=F("start"), hours__gt=0),
                violation_error_message=_("The period ends after it begins, and holds some hours."),
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return record_url("certificate", self.pk)

    @classmethod
    def at_address(cls, token):
        """The genuine certificate of a public address, or None."""
        return cls.objects.genuine().filter(token=token).first()

    @property
    def masked_name(self):
        """The name as strangers see it."""
        return masked_name(self.name)

    @classmethod
    def issue(cls, task_force, *, by, start, end, user=None, volunteer=None):
        """Certify what the records say today; refused where they say nothing."""
        if end > timezone.localdate():
            raise Refused(_("The period lies in the future. What is to come cannot be certified."))
        rows = service_of(task_force, user=user, volunteer=volunteer).filter(activity__held_on__range=(start, end))
        if not (total := rows.aggregate(hours=Sum("hours"))["hours"]):
            raise Refused(_("There is no confirmed service in this period. Ask the branch to confirm its activities."))
        lines = [
            [str(row.activity.held_on), row.activity.kind.title, row.activity.place, f"{row.hours.normalize():f}"]
            for row in rows
        ]
        year = timezone.localdate().year
        with transaction.atomic():
            made = cls.objects.create(
                number=f"ZY-{year}-{Counter.next(f'certificates-{year}'):04d}",
                task_force=task_force,
                organisation=task_force.organisation,
                user=user,
                volunteer=volunteer,
                name=str(user or volunteer.name),
                start=start,
                end=end,
                hours=total,
                lines=lines,
                answers_for=secretary_of(task_force.organisation),
                issued_by=by,
            )
            log(made, "portal.create", user=by)
        return made

    def withdraw(self, *, by, reason):
        """It was wrong: whoever checks the paper is told that it is not genuine."""
        with transaction.atomic():
            row = self.locked()
            if row.withdrawn_at:
                raise Refused(_("It has been withdrawn already."))
            self.withdrawn_at, self.withdrawn_by, self.withdrawn_reason = timezone.now(), by, reason
            self.version = row.version + 1
            self.save()
            log(self, "portal.edit", user=by, data={"facts": {"withdrawn_reason": reason}})

    def services(self):
        """Its lines with days and numbers as such."""
        return [
            {"day": date.fromisoformat(day), "kind": kind, "place": place, "hours": hours}
            for day, kind, place, hours in self.lines
        ]


def secretary_of(organisation):
    """Who answers for the branch's papers: its secretary by appointment, else the name in the registry."""
    held = organisation.appointments.in_force().filter(role=Role.SECRETARY).select_related("user").first()
    return str(held.user) if held else organisation.secretary_name or ""
