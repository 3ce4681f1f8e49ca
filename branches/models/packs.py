"""The month's pack: ledgers, statistics, bulletin and news draft of one month, made in the background and kept."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import PackState
from branches.scoping import Scope, ScopedQuerySet
from portal.models import User, private_storage
from portal.states import Refused, Stateful, transition

# A pack that has said nothing for so long has lost its worker and may be taken up again.
SILENT = timezone.timedelta(minutes=10)


class MonthPack(Stateful):
    """The papers of a month for an organisation and what hangs below it, as its maker may see them.

    `month` is 202611 for November 2026. `figures` are the numbers as they were counted, by key, for the next pack to
    compare with; `page` the key of the news draft in the CMS.
    """

    month = models.PositiveIntegerField(_("month"))
    organisation = models.ForeignKey(
        "branches.Organisation", models.PROTECT, verbose_name=_("organisation"), related_name="packs"
    )
    state = models.CharField(_("state"), max_length=8, choices=PackState, default=PackState.WAITING, editable=False)
    author = models.ForeignKey(User, models.PROTECT, verbose_name=_("author"), related_name="packs", editable=False)
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now, editable=False)
    heard_at = models.DateTimeField(_("last sign of life"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, editable=False)
    parts_done = models.PositiveSmallIntegerField(_("parts done"), default=0, editable=False)
    parts = models.PositiveSmallIntegerField(_("parts"), default=0, editable=False)
    figures = models.JSONField(_("figures"), default=dict, editable=False)
    page = models.PositiveBigIntegerField(_("news draft"), null=True, editable=False)
    failure = models.CharField(_("failure"), max_length=500, blank=True, editable=False)

    scope = Scope(organisations=("organisation",), persons=("author",))
    grants = permissions.MONTH_PACK
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("month's pack")
        verbose_name_plural = _("months' packs")
        ordering = ["-month", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="month_pack_month",
                condition=Q(month__gte=190001, month__lte=999912),
                violation_error_message=_("Write the month as 2026-11."),
            ),
            models.CheckConstraint(
                name="month_pack_done_has_end",
                condition=Q(state=PackState.DONE, finished_at__isnull=False)
                | (~Q(state=PackState.DONE) & Q(finished_at=None)),
                violation_error_message=_("A finished pack has the moment at which it was finished."),
            ),
        ]

    def __str__(self):
        return _("Pack of %(month)s · %(organisation)s") % {
            "month": self.month_shown,
            "organisation": self.organisation,
        }

    def get_absolute_url(self):
        return reverse("month_pack", args=[self.pk])

    @property
    def month_shown(self):
        """The month as 2026-11."""
        return f"{self.month // 100}-{self.month % 100:02d}"

    @property
    def is_silent(self):
        """Whether nothing has been heard of it for so long that its worker must be gone."""
        heard = self.heard_at or self.asked_at
        return self.state in (PackState.WAITING, PackState.MAKING) and timezone.now() - heard > SILENT

    def previous(self):
        """The last finished pack of an earlier month for the same organisation, or None."""
        rows = type(self)._base_manager.filter(
            organisation=self.organisation, state=PackState.DONE, month__lt=self.month
        )
        return rows.order_by("-month", "-pk").first()

    @transition((PackState.WAITING, PackState.MAKING, PackState.FAILED), PackState.MAKING, label=_("Go on"))
    def go_on(self, *, by):
        """A worker takes it up, for the first time or where another has left off."""
        if self.state == PackState.MAKING and not self.is_silent:
            raise Refused(_("This pack is being made just now."))
        self.heard_at, self.failure = timezone.now(), ""

    @transition(PackState.MAKING, PackState.DONE, label=_("Finish"), is_offered=False)
    def finish(self, *, by):
        """Every part is there."""
        self.finished_at = timezone.now()

    @transition(PackState.MAKING, PackState.FAILED, label=_("Break off"), is_offered=False)
    def break_off(self, *, by, failure):
        """Something went wrong; what was made is kept."""
        self.failure = failure[:500]


class PackFile(models.Model):
    """One finished part of a pack."""

    pack = models.ForeignKey(MonthPack, models.CASCADE, verbose_name=_("month's pack"), related_name="files")
    part = models.CharField(_("part"), max_length=40)
    name = models.CharField(_("file name"), max_length=160)
    file = models.FileField(_("file"), storage=private_storage, upload_to="packs/%Y/%m/", max_length=200)
    size = models.PositiveIntegerField(_("size (bytes)"), default=0)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    scope = Scope(organisations=("pack__organisation",), persons=("pack__author",))
    grants = permissions.MONTH_PACK
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a pack")
        verbose_name_plural = _("parts of a pack")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="pack_file_once",
                fields=["pack", "part"],
                violation_error_message=_("This part has been made already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pack_file", args=[self.pk])
