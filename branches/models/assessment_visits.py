"""What the team finds on the spot: materials looked at, and talks with people, whose names are not kept."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.assessment_choices import AssessmentState, MaterialVerdict, TalkCategory
from branches.models.assessment_editions import MaterialItem
from branches.models.assessment_rounds import TeamScope
from branches.models.assessments import Assessment
from branches.scoping import ScopedQuerySet
from portal.deeds import log
from portal.photos import Photo
from portal.states import Record, Refused

# Incomplete material costs half of its points, missing material all of them; the team may judge otherwise.
USUAL_SHARE = {
    MaterialVerdict.PRESENT: Decimal(0),
    MaterialVerdict.INCOMPLETE: Decimal("0.5"),
    MaterialVerdict.MISSING: Decimal(1),
}


def refuse_unless_assessed(assessment):
    """What a report rests on does not change once it is signed off."""
    if assessment.state not in (AssessmentState.PLANNED, AssessmentState.VISITED):
        raise Refused(gettext("The report is signed off. Take it back before you change what it rests on."))


class MaterialCheck(Record):
    """How the team found one item of material at the branch."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, verbose_name=_("assessment"), related_name="checks")
    item = models.ForeignKey(MaterialItem, models.PROTECT, verbose_name=_("item of material"), related_name="checks")
    verdict = models.CharField(_("found"), max_length=10, choices=MaterialVerdict)
    deduction = models.DecimalField(
        _("points deducted"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0)], default=Decimal(0)
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    checked_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("looked at by"), related_name="+", editable=False
    )

    scope = TeamScope(organisations=("assessment__organisation",), teams=("assessment__team",))
    grants = permissions.MATERIAL_CHECK
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("material looked at")
        verbose_name_plural = _("materials looked at")
        ordering = ["item__number", "pk"]
        constraints = [
            models.UniqueConstraint(name="material_check_once", fields=["assessment", "item"]),
            models.CheckConstraint(
                name="material_present_costs_nothing",
                condition=~Q(verdict=MaterialVerdict.PRESENT) | Q(deduction=0),
                violation_error_message=_("Nothing is deducted for material that is present."),
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.get_verdict_display()}"

    @classmethod
    def enter(cls, assessment, item, *, by, verdict, deduction=None, note="", photos=()):
        """Keep what was found; a second entry for the item replaces the first. Photos are added to those before."""
        if item.edition_id != assessment.round.edition_id:
            raise Refused(gettext("This item does not belong to the standard of the round."))
        usual = USUAL_SHARE[MaterialVerdict(verdict)] * item.points
        deduction = usual if deduction is None or verdict == MaterialVerdict.PRESENT else deduction
        if deduction > item.points:
            raise Refused(gettext("At most %(points)s points can be deducted here.") % {"points": f"{item.points:g}"})
        with transaction.atomic():
            refuse_unless_assessed(assessment.locked())
            facts = {"verdict": verdict, "deduction": deduction, "note": note, "checked_by": by}
            check, _made = cls.objects.update_or_create(assessment=assessment, item=item, defaults=facts)
            for shot in photos:
                MaterialPhoto.take(shot, by=by, check_record=check)
            words = {"item": str(item), "verdict": str(MaterialVerdict(verdict).label), "note": note}
            log(assessment, "portal.edit", user=by, data={"facts": words | {"photos": len(photos)}})
        return check


class MaterialPhoto(Photo):
    """A photo of material, so that a deduction can be looked up."""

    check_record = models.ForeignKey(
        MaterialCheck, models.CASCADE, verbose_name=_("material looked at"), related_name="photos"
    )

    scope = TeamScope(
        organisations=("check_record__assessment__organisation",), teams=("check_record__assessment__team",)
    )
    grants = permissions.MATERIAL_CHECK
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of material")
        verbose_name_plural = _("photos of material")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="material_photo_once", fields=["check_record", "digest"])]


class TalkRecord(Record):
    """What came up in a talk: the day, what kind of person it was, the points. No names; for the team alone."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, verbose_name=_("assessment"), related_name="talks")
    category = models.CharField(_("talked to"), max_length=10, choices=TalkCategory)
    talked_on = models.DateField(_("day"))
    points = models.TextField(pgettext_lazy("talk", "points"), max_length=2000)
    entered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+", editable=False
    )

    # No organisation leads here: neither the branch nor the commissioner reads what was said in confidence.
    scope = TeamScope(teams=("assessment__team",))
    grants = permissions.TALK_RECORD
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ["category", "talked_on", "pk"]

    def __str__(self):
        return f"{self.get_category_display()} {self.talked_on:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("assessment", args=[self.assessment_id])
