"""The catalogue of indicators by which a branch is measured: groups, clauses, grades; one version is in force."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, Max, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import CatalogueKind, CatalogueState, EvidenceSource, StandardizationLevel
from branches.models.versioned import Versioned, VersionedQuerySet, anew
from branches.scoping import Scope
from portal.i18n import bilingual
from portal.states import transition

# The grades of domain.md 3.2 are bounds on this whole.
WHOLE = 100


class IndicatorCatalogueQuerySet(VersionedQuerySet):
    """Questions about versions of the catalogue."""

    def with_sizes(self):
        """Each version with `clauses`, how many it has."""
        return self.annotate(clauses=Count("groups__indicators"))


class IndicatorCatalogue(Versioned):
    """One version of the indicators. A published version never changes: a new version is a copy, changed as a draft."""

    kind = models.CharField(_("written for"), max_length=16, choices=CatalogueKind, default=CatalogueKind.ENTERPRISES)
    number = models.PositiveSmallIntegerField(_("version of the catalogue"), editable=False)
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(2000)])
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    is_proposal = models.BooleanField(
        _("a proposal"),
        default=False,
        help_text=_("Not adopted by a committee yet: shown wherever the catalogue is used."),
    )
    basis = models.CharField(_("basis"), max_length=500, blank=True)
    basis_en = models.CharField(_("basis in English"), max_length=500, blank=True)
    bonus_ceiling = models.PositiveSmallIntegerField(_("most bonus points"), default=5)
    state = models.CharField(
        _("state"), max_length=12, choices=CatalogueState, default=CatalogueState.DRAFT, editable=False
    )
    copied_from = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("copied from"), related_name="copies", null=True, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("published by"), related_name="+", null=True, editable=False
    )
    superseded_at = models.DateTimeField(_("superseded at"), null=True, editable=False)

    label = bilingual("title")
    basis_shown = bilingual("basis")

    one_draft_at_a_time = False
    scope = Scope(everywhere=True)
    grants = permissions.INDICATOR_CATALOGUE
    objects = IndicatorCatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue of indicators")
        verbose_name_plural = _("catalogues of indicators")
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="indicator_catalogue_number_once",
                fields=["kind", "number"],
                violation_error_message=_("This version exists already."),
            ),
            models.UniqueConstraint(
                name="indicator_catalogue_one_in_force",
                fields=["kind"],
                condition=Q(state=CatalogueState.PUBLISHED),
                violation_error_message=_("Another version is in force; publishing this one supersedes it."),
            ),
            models.CheckConstraint(
                name="indicator_catalogue_published_has_date",
                condition=Q(state=CatalogueState.DRAFT, published_at=None)
                | (~Q(state=CatalogueState.DRAFT) & Q(published_at__isnull=False)),
                violation_error_message=_("A published catalogue has the time at which it was published."),
            ),
        ]

    def __str__(self):
        return _("%(title)s, version %(number)d") % {"title": self.label, "number": self.number}

    def get_absolute_url(self):
        return reverse("indicator_catalogue", args=[self.pk])

    def line(self):
        """The versions written for the same kind of organisations."""
        return type(self)._base_manager.filter(kind=self.kind)

    @classmethod
    def next_number(cls, kind):
        """The number of the next version for a kind of organisations."""
        return (cls.objects.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0) + 1

    def indicators(self):
        """All clauses in their order, each with its group."""
        return Indicator.objects.filter(group__catalogue=self).select_related("group").in_order()

    def faults(self):
        """What keeps a draft from being published, as sentences."""
        found = []
        codes = list(self.indicators().values_list("code", flat=True))
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            found.append(_("These clause codes stand twice: %(codes)s.") % {"codes": "、".join(twice)})
        counted = Sum("indicators__points", filter=Q(indicators__is_bonus=False), default=0)
        total = 0
        for group in self.groups.annotate(counted=counted):
            total += group.points
            if group.points != group.counted:
                facts = {"code": group.code, "points": group.points, "sum": group.counted}
                found.append(_("%(code)s has %(points)d points, its clauses together %(sum)d.") % facts)
        if total != WHOLE:
            found.append(
                _("The groups have %(total)d points together; the grades need %(whole)d.")
                % {"total": total, "whole": WHOLE}
            )
        if not self.grades.exists():
            found.append(_("It has no grades: name at least one lower bound."))  # type: ignore[arg-type]
        return found

    @transition(CatalogueState.PUBLISHED, CatalogueState.SUPERSEDED, label=_("Supersede"), is_offered=False)
    def supersede(self, *, by):
        """A newer version takes its place from now on; what was judged by this one stays judged by it."""
        self.superseded_at = timezone.now()

    def begun_anew(self, **facts):
        """The next version of its kind, for the year that is given."""
        kept = ("kind", "title", "title_en", "is_proposal", "basis", "basis_en", "bonus_ceiling")
        facts |= {one: getattr(self, one) for one in kept}
        return type(self)(number=self.next_number(self.kind), copied_from=self, **facts)

    def copy_parts(self, made):
        """All groups, clauses and grades."""
        for group in self.groups.prefetch_related("indicators"):
            clauses = list(group.indicators.all())
            anew(group, catalogue=made).save()
            Indicator.objects.bulk_create([anew(clause, group=group) for clause in clauses])
        Grade.objects.bulk_create([anew(grade, catalogue=made) for grade in self.grades.all()])

    def grade_for(self, points):
        """The highest grade whose bound `points` reach, or None."""
        return next((grade for grade in self.grades.all() if points >= grade.lower_bound), None)


class IndicatorGroup(models.Model):
    """A group of clauses such as ST-4 organisational life, with its points."""

    catalogue = models.ForeignKey(
        IndicatorCatalogue, models.CASCADE, verbose_name=_("catalogue of indicators"), related_name="groups"
    )
    code = models.CharField(_("code"), max_length=12)
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=80, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), help_text=_("The sum of its clauses, without bonus points."))
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")

    class Meta:
        verbose_name = _("group of indicators")
        verbose_name_plural = _("groups of indicators")
        ordering = ["catalogue", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                name="indicator_group_code_once",
                fields=["catalogue", "code"],
                violation_error_message=_("This version has a group of this code already."),
            )
        ]

    def __str__(self):
        return f"{self.code} {self.label}"

    @property
    def version_of(self):
        """The catalogue whose state decides whether this may be changed."""
        return self.catalogue


class IndicatorQuerySet(models.QuerySet):
    """Questions about clauses."""

    def in_order(self):
        """As the catalogue prints them."""
        return self.order_by("group__order", "group__code", "order", "pk")

    def to_answer(self):
        """Those that every branch has to answer: all but the bonus."""
        return self.filter(is_bonus=False)


class Indicator(models.Model):
    """One clause: what is required, how many points it gives, how that is checked; or a veto, or a bonus."""

    group = models.ForeignKey(
        IndicatorGroup, models.CASCADE, verbose_name=_("group of indicators"), related_name="indicators"
    )
    code = models.CharField(pgettext_lazy("indicator", "clause"), max_length=12, help_text=_("Such as 3.2."))
    title = models.CharField(_("short name"), max_length=60)
    title_en = models.CharField(_("short name in English"), max_length=80, blank=True)
    requirement = models.TextField(_("requirement"), max_length=600)
    requirement_en = models.TextField(_("requirement in English"), max_length=900, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), default=0)
    method = models.CharField(_("method of checking"), max_length=120)
    method_en = models.CharField(_("method of checking in English"), max_length=160, blank=True)
    scoring = models.CharField(_("how points are given"), max_length=300)
    scoring_en = models.CharField(_("how points are given, in English"), max_length=400, blank=True)
    is_veto = models.BooleanField(
        _("veto"), default=False, help_text=_("Where it happened, the branch does not reach the standard.")
    )
    is_bonus = models.BooleanField(
        _("bonus"), default=False, help_text=_("Points on top, up to the catalogue's ceiling.")
    )
    evidence_source = models.CharField(
        _("records that answer it"), max_length=12, choices=EvidenceSource, blank=True, default=""
    )
    needs_photo = models.BooleanField(_("a photo is required"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    label = bilingual("title")
    requirement_shown = bilingual("requirement")
    method_shown = bilingual("method")
    scoring_shown = bilingual("scoring")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["group", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="indicator_code_once",
                fields=["group", "code"],
                violation_error_message=_("This group has a clause of this code already."),
            ),
            models.CheckConstraint(
                name="indicator_points_or_veto",
                condition=Q(is_veto=True, is_bonus=False, points=0) | Q(is_veto=False, points__gte=1),
                violation_error_message=_("A veto gives no points and is no bonus; every other clause gives some."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.label}"

    @property
    def version_of(self):
        """The catalogue whose state decides whether this may be changed."""
        return self.group.catalogue


class Grade(models.Model):
    """From how many points which level is awarded, in one version of the catalogue."""

    catalogue = models.ForeignKey(
        IndicatorCatalogue, models.CASCADE, verbose_name=_("catalogue of indicators"), related_name="grades"
    )
    title = models.CharField(_("title"), max_length=40)
    title_en = models.CharField(_("title in English"), max_length=60, blank=True)
    lower_bound = models.PositiveSmallIntegerField(_("from points"))
    level = models.CharField(
        _("standardization level"),
        max_length=16,
        choices=[pair for pair in StandardizationLevel.choices if pair[0].endswith("star")],
    )

    label = bilingual("title")

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ["catalogue", "-lower_bound"]
        constraints = [
            models.UniqueConstraint(
                name="grade_bound_once",
                fields=["catalogue", "lower_bound"],
                violation_error_message=_("This version has a grade from the same points already."),
            ),
            models.UniqueConstraint(
                name="grade_level_once",
                fields=["catalogue", "level"],
                violation_error_message=_("This version has a grade of this level already."),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def version_of(self):
        """The catalogue whose state decides whether this may be changed."""
        return self.catalogue
