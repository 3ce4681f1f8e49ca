"""By what branches are assessed: editions of items to look at, questions and weights; published, never changed."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Max, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.assessment_choices import Audience, Dimension
from branches.choices import CatalogueState
from branches.models.versioned import Versioned, VersionedQuerySet, anew
from branches.scoping import Scope
from portal.deeds import log
from portal.i18n import bilingual
from portal.states import Refused

FULL_WEIGHT = 100


class AssessmentEdition(Versioned):
    """One edition of the standard of assessment: materials, questionnaires, weights of the dimensions.

    A round is held by one edition to its end, so that every answer keeps the text it was judged by.
    """

    number = models.PositiveIntegerField(_("edition"), unique=True, editable=False)
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=CatalogueState, default=CatalogueState.DRAFT, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("published by"), related_name="+", null=True, editable=False
    )

    # Whoever assesses reads along while the next edition is written.
    drafts_are_private = False
    scope = Scope(everywhere=True)
    grants = permissions.ASSESSMENT_EDITION
    fact_labels = {"part": _("part"), "taken_out": _("taken out"), **dict(Dimension.choices)}
    objects = VersionedQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard of assessment")
        verbose_name_plural = _("standards of assessment")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="assessment_edition_one_draft",
                fields=["state"],
                condition=Q(state=CatalogueState.DRAFT),
                violation_error_message=_("A draft is there already. Change that one."),
            ),
            models.UniqueConstraint(
                name="assessment_edition_one_in_force",
                fields=["state"],
                condition=Q(state=CatalogueState.PUBLISHED),
                violation_error_message=_("One edition is in force at a time."),
            ),
        ]

    def __str__(self):
        return gettext("Standard of assessment, edition %(number)d") % {"number": self.number}

    def get_absolute_url(self):
        return reverse("assessment_edition", args=[self.pk])

    @classmethod
    def current(cls):
        """The edition in force, or None."""
        return cls.objects.in_force().first()

    def weight_of(self):
        """{dimension: weight}."""
        return dict(self.weights.values_list("dimension", "weight"))

    def weigh(self, weights, *, by):
        """Let the dimensions of a draft count by `weights` {dimension: weight}."""
        with transaction.atomic():
            if not self.locked().is_draft:
                raise Refused(gettext("This edition is published and does not change. Make a new one as a copy."))
            for dimension, weight in weights.items():
                facts = {"weight": weight}
                DimensionWeight.objects.update_or_create(edition=self, dimension=dimension, defaults=facts)
            log(self, "portal.edit", user=by, data={"facts": weights})

    def faults(self):
        """What keeps a draft from being published, as sentences."""
        found = []
        if (self.weights.aggregate(all=Sum("weight"))["all"] or 0) != FULL_WEIGHT:
            found.append(gettext("The weights of the dimensions add up to 100. Change them first."))
        if not self.items.exists() or self.questions.values("audience").distinct().count() < len(Audience):
            found.append(gettext("It needs items to look at, and questions for each of the three audiences."))
        return found

    def begun_anew(self, **facts):
        """The next edition."""
        last = type(self).objects.aggregate(last=Max("number"))["last"] or 0
        return type(self)(number=last + 1, **facts)

    def copy_parts(self, made):
        """Items, questions and weights."""
        for parts in (self.items, self.questions, self.weights):
            parts.model.objects.bulk_create([anew(row, edition=made) for row in parts.all()])


class DimensionWeight(models.Model):
    """How much a dimension counts in the total, in hundredths."""

    edition = models.ForeignKey(
        AssessmentEdition, models.CASCADE, verbose_name=_("standard of assessment"), related_name="weights"
    )
    dimension = models.CharField(_("dimension"), max_length=12, choices=Dimension)
    weight = models.PositiveSmallIntegerField(_("weight"), validators=[MaxValueValidator(FULL_WEIGHT)])

    class Meta:
        verbose_name = _("weight of a dimension")
        verbose_name_plural = _("weights of dimensions")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="dimension_weight_once", fields=["edition", "dimension"])]

    def __str__(self):
        return f"{self.get_dimension_display()} {self.weight}"


class MaterialItem(models.Model):
    """A kind of material that the team looks at, and what is deducted where it is incomplete or missing."""

    edition = models.ForeignKey(
        AssessmentEdition, models.CASCADE, verbose_name=_("standard of assessment"), related_name="items"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    requirement = models.CharField(_("requirement"), max_length=300, blank=True)
    requirement_en = models.CharField(_("requirement in English"), max_length=400, blank=True)
    dimension = models.CharField(_("dimension"), max_length=12, choices=Dimension)
    points = models.DecimalField(
        _("points"), max_digits=4, decimal_places=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    label = bilingual("title")
    demand = bilingual("requirement")

    class Meta:
        verbose_name = _("item of material")
        verbose_name_plural = _("items of material")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="material_item_number_once",
                fields=["edition", "number"],
                violation_error_message=_("Another item bears this number."),
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.label}"


class Question(models.Model):
    """A question of the questionnaire for one audience; answered satisfied, basically, not, or do not know."""

    edition = models.ForeignKey(
        AssessmentEdition, models.CASCADE, verbose_name=_("standard of assessment"), related_name="questions"
    )
    audience = models.CharField(_("group asked"), max_length=10, choices=Audience)
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("question"), max_length=120)
    title_en = models.CharField(_("question in English"), max_length=200, blank=True)
    dimension = models.CharField(_("dimension"), max_length=12, choices=Dimension)

    label = bilingual("title")

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["audience", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="question_number_once",
                fields=["edition", "audience", "number"],
                violation_error_message=_("Another question to this audience bears this number."),
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.label}"
