"""The history of an organisation's standardization level: which one was awarded on which day, by what."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import StandardizationLevel, Standing
from portal.states import Refused, Stateful, transition

# A level with any star: the standard is reached.
REACHED_LEVELS = [level for level in StandardizationLevel if level.endswith("star")]


class LevelAward(models.Model):
    """One rating of an organisation, by a cycle of standardization or by a document of the committee."""

    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("organisation"), related_name="awards"
    )
    level = models.CharField(_("standardization level"), max_length=16, choices=StandardizationLevel)
    level_before = models.CharField(_("level before"), max_length=16, choices=StandardizationLevel)
    awarded_on = models.DateField(_("awarded on"))
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("recorded by"), related_name="+", null=True
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["-awarded_on", "-pk"]
        indexes = [models.Index(fields=["organisation", "awarded_on"], name="level_award_of")]

    def __str__(self):
        return f"{self.get_level_display()} {self.awarded_on}"


class Rated(Stateful):
    """What the level of an organisation's record follows from."""

    class Meta:
        abstract = True

    @transition(Standing.IN_FORCE, Standing.IN_FORCE, label=_("Rate"))
    def rate(self, *, by, level, awarded_on, document_number="", note=""):
        """A cycle of standardization or a document of the committee has given it a level, from that day on."""
        if self.awards.filter(awarded_on__gt=awarded_on).exists():
            raise Refused(_("A later rating stands in its record. Choose a later day."))
        facts = {"document_number": document_number, "note": note, "recorded_by": by}
        LevelAward.objects.create(
            organisation=self, level=level, level_before=self.level, awarded_on=awarded_on, **facts
        )
        self.level = level


def level_on(day):
    """An expression for an organisation's level on `day`: the last award by then, else what stood before the next one.

    Today's level is the record's own, which ledgers may have brought without an award.
    """
    if day >= timezone.localdate():
        return models.F("level")
    awards = LevelAward.objects.filter(organisation=OuterRef("pk"))
    by_then = awards.filter(awarded_on__lte=day).order_by("-awarded_on", "-pk").values("level")[:1]
    later = awards.filter(awarded_on__gt=day).order_by("awarded_on", "pk").values("level_before")[:1]
    return Coalesce(Subquery(by_then), Subquery(later), models.F("level"))


def at_level(rows, levels, day):
    """Those of the organisations `rows` that held one of `levels` on `day`."""
    return rows.annotate(level_then=level_on(day)).filter(Q(level_then__in=levels))
