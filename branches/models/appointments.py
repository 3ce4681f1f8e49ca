"""Appointments: who holds which role where, from when to when. Everybody's rights follow from these rows alone."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import Role, Standing
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.states import Record, Refused


class HoldingQuerySet(ScopedQuerySet):
    """Questions about who holds what."""

    def in_force(self, day=None):
        """Held on `day` (today if not given), both ends included."""
        day = day or timezone.localdate()
        return self.filter(start__lte=day).filter(Q(end=None) | Q(end__gte=day))


class Holding(Record):
    """A person holds a role from one day to another (both included); open where the end is not known."""

    user = models.ForeignKey("portal.User", models.PROTECT, verbose_name=_("person"), related_name="%(class)ss")
    role = models.CharField(_("role"), max_length=24, choices=Role)
    start = models.DateField(_("from"), default=timezone.localdate)
    end = models.DateField(_("to"), null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        abstract = True

    def end_on(self, day, *, by):
        """Let the holding end with `day` as its last day; signed and logged."""
        if day < self.start:
            raise Refused(_("It cannot end before it began. Choose a later day."))
        self.end = day
        self.version += 1
        self.save(update_fields=["end", "version", "updated_at"])
        log(self, "portal.edit", user=by, data={"facts": {"user": str(self.user), "end": str(day)}})
        return self


class AppointmentQuerySet(HoldingQuerySet):
    """Questions about appointments."""

    def reaching(self, enterprise):
        """Held at the enterprise, at its grid or sector, or for the whole zone."""
        places = Q(organisation__depth=1) | Q(enterprise=enterprise)
        for name in ("grid", "sector"):
            if place := getattr(enterprise, f"{name}_id", None):
                places |= Q(**{name: place})
        return self.filter(places)

    def left_over(self):
        """Held on from today at an organisation that has ended: nobody has given them a last day yet."""
        still = Q(end=None) | Q(end__gt=timezone.localdate())
        return self.in_force().filter(still, organisation__state=Standing.DISSOLVED)


class Appointment(Holding):
    """A role held at an organisation (reaching its subtree), a grid, a sector or an enterprise."""

    organisation = models.ForeignKey(
        "branches.Organisation",
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="appointments",
        null=True,
        blank=True,
    )
    grid = models.ForeignKey(
        "branches.Grid", models.PROTECT, verbose_name=_("grid"), related_name="appointments", null=True, blank=True
    )
    sector = models.ForeignKey(
        "branches.Sector", models.PROTECT, verbose_name=_("sector"), related_name="appointments", null=True, blank=True
    )
    enterprise = models.ForeignKey(
        "branches.Enterprise",
        models.PROTECT,
        verbose_name=_("enterprise"),
        related_name="appointments",
        null=True,
        blank=True,
    )

    scope = Scope(
        organisations=("organisation",),
        grids=("grid",),
        sectors=("sector",),
        enterprises=("enterprise",),
        persons=("user",),
    )
    grants = permissions.APPOINTMENT
    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="appointment_at_one_place",
                condition=Q(organisation__isnull=False, grid=None, sector=None, enterprise=None)
                | Q(organisation=None, grid__isnull=False, sector=None, enterprise=None)
                | Q(organisation=None, grid=None, sector__isnull=False, enterprise=None)
                | Q(organisation=None, grid=None, sector=None, enterprise__isnull=False),
                violation_error_message=_("Name one place: an organisation, a grid, a sector or an enterprise."),
            ),
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=Q(end=None) | Q(end__gte=F("start")),
                violation_error_message=_("An appointment cannot end before it began."),
            ),
            *(
                models.UniqueConstraint(
                    name=f"appointment_once_at_{place}",
                    fields=["user", "role", place, "start"],
                    violation_error_message=_("This person has been appointed to this already."),
                )
                for place in ("organisation", "grid", "sector", "enterprise")
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.place}"

    @property
    def place(self):
        """The organisation, grid, sector or enterprise at which the role is held."""
        return self.organisation or self.grid or self.sector or self.enterprise

    def get_absolute_url(self):
        return reverse("person", args=[self.user_id])

    @classmethod
    def appoint(cls, user, role, place, *, by, start=None, end=None):
        """Appoint `user`; refuses a place at which the role is not held (permissions.PLACES)."""
        kind = place._meta.model_name
        if permissions.PLACES.get(role) != kind:
            raise Refused(_("This role is not held at such a place."))
        if by is not None:
            cls.judge(user, role, by=by, start=start or timezone.localdate())
        appointment = cls(user=user, role=role, start=start or timezone.localdate(), end=end, **{kind: place})
        appointment.full_clean()
        appointment.save()
        appointment.tell(by=by)
        return appointment

    def tell(self, *, by):
        """Have the log say that the appointment was made."""
        facts = {"user": str(self.user), "role": str(self.role), "start": str(self.start), "end": str(self.end or "")}
        log(self, "portal.create", user=by, data={"facts": facts})

    @classmethod
    def judge(cls, user, role, *, by, start):
        """What nobody may decide: one's own appointment, and two of the three administrators in one person."""
        if by.pk == user.pk:
            raise Refused(_("Nobody appoints themselves. Another security administrator has to do it."))
        others = permissions.KEPT_APART - {role}
        if role in permissions.KEPT_APART and cls.objects.filter(
            Q(end=None) | Q(end__gte=start), user=user, role__in=others
        ):
            raise Refused(
                _("System, security and audit administrator are three people. End the other appointment first.")
            )
