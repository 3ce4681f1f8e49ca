"""What an enterprise answers in its self-check, item by item, and the photos that belong to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.photos import Photo
from volunteers import permissions
from volunteers.choices import Answer
from volunteers.models.catalogue import JudgementStandard
from volunteers.models.hazards import Hazard
from volunteers.models.self_checks import SelfCheck, self_check_scope

PRESENT = (Answer.NOT_INSTALLED, Answer.FAILED)


class SelfCheckAnswer(models.Model):
    """One item of a self-check: the clause of a published version, so that its text never changes, and the answer."""

    self_check = models.ForeignKey(SelfCheck, models.CASCADE, verbose_name=_("self-check"), related_name="answers")
    number = models.PositiveSmallIntegerField(_("no."))
    standard = models.ForeignKey(
        JudgementStandard, models.PROTECT, verbose_name=_("judgement standard"), related_name="self_check_answers"
    )
    answer = models.CharField(_("answer"), max_length=16, choices=Answer, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    interim_control = models.CharField(_("interim control"), max_length=500, blank=True)
    due_on = models.DateField(_("to be gone by"), null=True, blank=True)
    hazard = models.OneToOneField(
        Hazard, models.PROTECT, verbose_name=_("hazard"), related_name="self_check_answer", null=True, editable=False
    )

    scope = self_check_scope("self_check")
    grants = permissions.SELF_CHECK
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a self-check")
        verbose_name_plural = _("items of self-checks")
        ordering = ["self_check", "number"]
        constraints = [
            models.UniqueConstraint(
                name="self_check_item_once",
                fields=["self_check", "standard"],
                violation_error_message=_("This item stands on the sheet already."),
            ),
            models.UniqueConstraint(
                name="self_check_number_once",
                fields=["self_check", "number"],
                violation_error_message=_("Two items have the same number."),
            ),
            models.CheckConstraint(
                name="self_check_hazard_is_present",
                condition=Q(hazard=None) | Q(answer__in=PRESENT),
                violation_error_message=_("An item that opened a hazard stays answered as present."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.standard.code}"

    @property
    def is_present(self):
        """Whether something was found under this item."""
        return self.answer in PRESENT

    @property
    def lacks(self):
        """What is missing before the hazard can be opened or the sheet returned: names of fields, "answer" first."""
        if not self.answer:
            return ["answer"]
        if not self.is_present or self.hazard_id:
            return []
        return [name for name in ("place", "interim_control", "due_on") if not getattr(self, name)]


class SelfCheckPhoto(Photo):
    """A photo given in a self-check: at an item, or of the signed sheet. Never a public file."""

    self_check = models.ForeignKey(SelfCheck, models.CASCADE, verbose_name=_("self-check"), related_name="photos")
    # None: the signed sheet itself.
    answer = models.ForeignKey(
        SelfCheckAnswer, models.CASCADE, verbose_name=_("item"), related_name="photos", null=True
    )

    scope = self_check_scope("self_check")
    grants = permissions.SELF_CHECK
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a self-check")
        verbose_name_plural = _("photos of self-checks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="self_check_photo_once",
                fields=["self_check", "answer", "digest"],
                nulls_distinct=False,
                violation_error_message=_("This photo is there already."),
            )
        ]
