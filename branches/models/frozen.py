"""Frozen counts: a figure or a tally as it was counted, with the records behind it, so that it can be defended."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import FrozenKind
from branches.scoping import Scope, ScopedQuerySet
from portal.models import User


class FrozenCountQuerySet(ScopedQuerySet):
    """Own ones are always seen; others' only by whoever may see such records at all."""

    def allowing(self, user, verb):
        """Beside the scope: a count of members is not shown to somebody who sees no members."""
        rows = super().allowing(user, verb)
        if not user.is_authenticated:
            return rows
        closed = [
            kind.pk
            for kind in ContentType.objects.get_for_models(*scoped_models()).values()
            if not set(kind.model_class().grants["view"]) & user.roles
        ]
        return rows.filter(Q(author=user) | ~Q(model__in=closed))


def scoped_models():
    """Every model whose rows are granted to roles."""
    return [model for model in apps.get_models() if hasattr(model, "grants") and not model._meta.proxy]


class FrozenCount(models.Model):
    """A number or a table as it was on one occasion: value, definition, cut-off, author, records. Never changed.

    `answer` holds value, numerator and denominator of a figure, or the table of a tally; `names`, `definition` and
    `unit` their words in both languages as they were. `query` is the tally's question, `places` the narrower places.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=FrozenKind)
    title = models.CharField(_("title"), max_length=200)
    key = models.CharField(_("key"), max_length=60)
    query = models.TextField(_("question"), blank=True)
    start = models.DateField(_("from day"), null=True)
    as_of = models.DateField(_("as of"))
    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("organisation"), related_name="+", null=True
    )
    places = models.JSONField(_("places"), default=dict)
    names = models.JSONField(_("names"), default=dict)
    definition = models.JSONField(_("definition"), default=dict)
    unit = models.JSONField(_("unit"), default=dict)
    answer = models.JSONField(_("answer"), default=dict)
    is_partial = models.BooleanField(_("counted within a part of the records"), default=False)
    model = models.ForeignKey(ContentType, models.PROTECT, verbose_name=_("kind of record"), related_name="+")
    author = models.ForeignKey(User, models.PROTECT, verbose_name=_("author"), related_name="frozen_counts")
    frozen_at = models.DateTimeField(_("frozen at"), default=timezone.now)

    # Whoever reaches all of the question's organisation, and the author.
    scope = Scope(organisations=("organisation",), persons=("author",))
    grants = permissions.FROZEN_COUNT
    fact_labels = {"records": _("records")}
    objects = FrozenCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("frozen count")
        verbose_name_plural = _("frozen counts")
        ordering = ["-frozen_at", "-pk"]
        indexes = [models.Index(fields=["-frozen_at", "-id"], name="frozen_newest")]
        constraints = [
            models.CheckConstraint(
                name="frozen_count_period",
                condition=Q(start=None) | Q(start__lte=models.F("as_of")),
                violation_error_message=_("The period ends before it begins."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("frozen_count", args=[self.pk])

    def said(self, words):
        """One of the kept texts in the language of the page."""
        language = "en" if (get_language() or "").startswith("en") else "zh-hans"
        return words.get(language) or next(iter(words.values()), "")

    @property
    def definition_shown(self):
        """What was counted, in the words of the day it was frozen."""
        return self.said(self.definition)

    @property
    def name_shown(self):
        """What the figure or the tally was called."""
        return self.said(self.names)

    @property
    def unit_shown(self):
        """The unit."""
        return self.said(self.unit)


class FrozenRecord(models.Model):
    """One record behind a frozen count, with the facts that counted.

    `amount` is what it added: 1 for a record that was counted, the summed value for a sum, 0 for one that stands in the
    denominator of a share only.
    """

    frozen = models.ForeignKey(FrozenCount, models.CASCADE, verbose_name=_("frozen count"), related_name="records")
    object_id = models.PositiveBigIntegerField(_("record"))
    label = models.CharField(_("name"), max_length=160)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, default=1)
    facts = models.JSONField(_("facts"), default=list)

    class Meta:
        verbose_name = _("record of a frozen count")
        verbose_name_plural = _("records of a frozen count")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="frozen_record_once",
                fields=["frozen", "object_id"],
                violation_error_message=_("This record stands in the frozen count already."),
            )
        ]

    def __str__(self):
        return self.label
