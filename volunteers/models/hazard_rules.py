"""What the emergency centre has laid down for hazards: terms by level, reminders, recurrence, re-inspection."""

import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from branches.scoping import Scope, ScopedQuerySet
from portal.states import Record
from volunteers import permissions
from volunteers.choices import HazardLevel

LONGEST_TERM = 365


def offered_terms(text):
    """The numbers of days in “3、7、15”, in order; ValidationError for anything else."""
    words = [word for word in re.split(r"[\s,，、;；/]+", text.strip()) if word]
    if not words or not all(word.isdecimal() and 1 <= int(word) <= LONGEST_TERM for word in words):
        raise ValidationError(_("Write numbers of days from 1 to 365, such as “3、7、15”."))
    return sorted({int(word) for word in words})


def days_field(label, default, *, least=1, most=LONGEST_TERM, help_text=""):
    """A number of days within limits."""
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits, help_text=help_text)


class HazardRules(Record):
    """The centre's rules for hazards, one row. What they were before stands in its timeline."""

    general_days = days_field(_("term of a general hazard (days)"), 7)
    major_days = days_field(_("term of a major hazard (days)"), 30)
    offered_days = models.CharField(
        _("terms offered when grading (days)"), max_length=60, default="3、7、15", validators=[offered_terms]
    )
    basis = models.TextField(
        _("basis"),
        max_length=1000,
        blank=True,
        help_text=_("On what the terms rest: a document with its number, or the practice of the zone."),
    )
    remind_days = days_field(_("remind so many days before the deadline"), 3, most=30)
    escalate_days = days_field(_("tell the head so many days after the deadline"), 3, most=90)
    answer_days = days_field(_("answer a request for extension within (days)"), 5, most=30)
    link_days = days_field(_("a notice's link stays open after the deadline for (days)"), 15, least=0, most=180)
    duplicate_days = days_field(_("look for duplicates this many days around"), 7, most=90)
    recurrence_days = days_field(_("a recurrence is the same clause again within (days)"), 365, most=1500)
    authority = models.CharField(
        _("authority to which leads go"),
        max_length=120,
        default="市应急管理局",
        help_text=_("Who has the power to stop production and to punish: the zone hands leads over to it."),
    )
    reinspection_share = models.PositiveSmallIntegerField(
        _("share of closed hazards drawn for re-inspection (%)"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    scope = Scope(everywhere=True)
    grants = permissions.HAZARD_RULES
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules for hazards")
        verbose_name_plural = _("rules for hazards")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="hazard_rules_once",
                condition=Q(pk=1),
                violation_error_message=_("There is one set of rules. Change that one."),
            )
        ]

    def __str__(self):
        return str(capfirst(self._meta.verbose_name))

    def get_absolute_url(self):
        return reverse("hazard_rules", args=[self.pk])

    @classmethod
    def current(cls):
        """The rules in force; the defaults of the zone's practice where nobody has laid down any."""
        return cls._base_manager.filter(pk=1).first() or cls(pk=1)

    @property
    def terms(self):
        """The terms offered when grading."""
        return offered_terms(self.offered_days)

    def term(self, level):
        """Days within which a hazard of this level is to be gone."""
        return self.major_days if level == HazardLevel.MAJOR else self.general_days

    def due_on(self, level, day):
        """The deadline of a hazard of this level counted from `day`."""
        return day + timedelta(days=self.term(level))
