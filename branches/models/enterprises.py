"""Enterprises, the dangerous processes they run, and the grids and sectors in which they are looked after."""

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import Trade
from branches.models.appointments import Appointment
from branches.models.enterprise_questions import ANSWERABLE, HELD, EnterpriseQuerySet
from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.counting import how_many
from portal.i18n import bilingual
from portal.states import Record
from portal.versions import Versions


class Process(models.Model):
    """One of the processes in which major hazards are likely: spraying, combustible dust, confined space, and so on.

    The seven of the zone's notice (domain.md 0) are watched; further ones say more precisely which items of the
    judgement standards apply. Both are there from the start; others are added in the CMS.
    """

    code = models.SlugField(_("code"), max_length=24, blank=True, editable=False)
    is_watched = models.BooleanField(
        _("one of those that the zone watches"),
        default=False,
        help_text=_("Shown first where the processes of an enterprise are chosen."),
    )

    title = models.CharField(_("title"), max_length=40, unique=True)
    title_en = models.CharField(_("title in English"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")

    class Meta:
        verbose_name = _("dangerous process")
        verbose_name_plural = _("dangerous processes")
        ordering = ["order", "title"]
        constraints = [
            models.UniqueConstraint(
                name="process_code_once",
                fields=["code"],
                condition=~Q(code=""),
                violation_error_message=_("Another process has this code."),
            )
        ]

    def __str__(self):
        return self.label


class GridQuerySet(ScopedQuerySet):
    """Questions about grids."""

    def with_workers(self):
        """Each grid with `enterprise_count` and `offices_now`, who is appointed to it today."""
        count = how_many(Enterprise._base_manager, "grid")
        offices = Appointment.objects.in_force().select_related("user")
        return self.annotate(enterprise_count=count).prefetch_related(Prefetch("appointments", offices, "offices_now"))


class Grid(Record):
    """A part of the zone whose enterprises a grid worker visits."""

    name = models.CharField(_("name"), max_length=40)
    name_key = models.CharField(_("name for comparison"), max_length=40, unique=True, editable=False)
    order = models.PositiveIntegerField(_("order"), default=0)

    scope = Scope(grids=("",))
    grants = permissions.GRID
    objects = GridQuerySet.as_manager()

    class Meta:
        verbose_name = _("grid")
        verbose_name_plural = _("grids")
        ordering = ["order", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("grid", args=[self.pk])


class SectorQuerySet(ScopedQuerySet):
    """Questions about sectors."""

    def with_leaders(self):
        """Each sector with `enterprise_count` and `offices_now`, who is appointed to it today."""
        count = how_many(Enterprise._base_manager, "sector")
        offices = Appointment.objects.in_force().select_related("user")
        return self.annotate(enterprise_count=count).prefetch_related(Prefetch("appointments", offices, "offices_now"))


class Sector(Record):
    """A field of work or trade for whose safety a leader of the zone answers (分管行业领域, domain.md 0)."""

    name = models.CharField(_("name"), max_length=40)
    name_key = models.CharField(_("name for comparison"), max_length=40, unique=True, editable=False)
    order = models.PositiveIntegerField(_("order"), default=0)

    scope = Scope(sectors=("",))
    grants = permissions.SECTOR
    objects = SectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["order", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sector", args=[self.pk])

    def leaders(self):
        """Who answers for it today."""
        return self.appointments.in_force().select_related("user").order_by("start")


class Enterprise(Record):
    """An enterprise of the zone, with the people one calls there and the grid to which it belongs."""

    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(_("name for comparison"), max_length=120, unique=True, editable=False)
    # GB 32100-2015; not known for some, but never twice.
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    trade = models.CharField(_("trade"), max_length=20, choices=Trade, default=Trade.OTHER)
    processes = models.ManyToManyField(
        Process, verbose_name=_("dangerous processes"), related_name="enterprises", blank=True
    )
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    grid = models.ForeignKey(
        Grid, models.PROTECT, verbose_name=_("grid"), related_name="enterprises", null=True, blank=True
    )
    sector = models.ForeignKey(
        Sector, models.PROTECT, verbose_name=_("sector"), related_name="enterprises", null=True, blank=True
    )
    landlord = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("landlord"), related_name="tenants", null=True, blank=True
    )
    # None as long as nobody has said; what belongs to dormitories is asked until then.
    has_dormitory = models.BooleanField(_("dormitory on the premises"), null=True, blank=True)
    organisation = models.ForeignKey(
        "branches.Organisation",
        models.PROTECT,
        verbose_name=_("party organisation"),
        related_name="enterprises",
        null=True,
        blank=True,
    )
    grid_worker_name = models.CharField(_("grid worker"), max_length=80, blank=True)
    grid_worker_phone = models.CharField(_("grid worker's phone"), max_length=20, blank=True)
    linked_cadre_name = models.CharField(_("linked cadre"), max_length=80, blank=True)
    safety_officer_name = models.CharField(_("safety officer"), max_length=80, blank=True)
    safety_officer_phone = models.CharField(_("safety officer's phone"), max_length=20, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    history = Versions()
    scope = Scope(organisations=("organisation",), enterprises=("",), grids=("grid",), sectors=("sector",))
    grants = permissions.ENTERPRISE
    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="enterprise_credit_code_once",
                fields=["credit_code"],
                condition=~Q(credit_code=""),
                violation_error_message=_("Another enterprise has this credit code. Open that one instead."),
            ),
            models.CheckConstraint(
                name="enterprise_is_no_tenant_of_its_own",
                condition=Q(landlord=None) | ~Q(landlord=F("id")),
                violation_error_message=_("An enterprise is not its own landlord. Name another one, or none."),
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="enterprise_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return record_url("enterprise", self.pk)

    def answerable(self):
        """Who is appointed today to answer for it: at itself, at its grid and at its sector, and its experts.

        Whoever sees the enterprise sees who answers for it.
        """
        here = Q(enterprise=self)
        here |= Q(grid=self.grid_id) if self.grid_id else Q()
        here |= Q(sector=self.sector_id) if self.sector_id else Q()
        rows = Appointment.objects.in_force().filter(here, role__in=ANSWERABLE)
        return rows.select_related("user").order_by("role", "start")

    def missing(self):
        """The roles in which nobody answers for it today."""
        rows = type(self).objects.filter(pk=self.pk)
        return [gap for gap in HELD if rows.lacking(gap).exists()]

    @property
    def hint(self):
        """What tells it from others of its name where it is chosen."""
        return self.credit_code
