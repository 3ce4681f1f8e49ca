"""Which enterprises are in a campaign, and whether its notice has reached them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import Scope, ScopedQuerySet
from portal.generic.bulk import insert
from volunteers import permissions


class Enrolment(models.Model):
    """An enterprise in a campaign: since when, and when it acknowledged the notice."""

    campaign = models.ForeignKey(
        "volunteers.Campaign", models.CASCADE, verbose_name=_("campaign"), related_name="enrolments"
    )
    enterprise = models.ForeignKey(
        "branches.Enterprise", models.PROTECT, verbose_name=_("enterprise"), related_name="enrolments"
    )
    enrolled_at = models.DateTimeField(_("added at"), default=timezone.now)
    enrolled_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("added by"), related_name="+", null=True
    )
    receipt_at = models.DateTimeField(_("notice received at"), null=True, editable=False)
    receipt_name = models.CharField(_("notice received by"), max_length=80, blank=True, editable=False)

    scope = Scope(
        organisations=("enterprise__organisation",),
        enterprises=("enterprise",),
        grids=("enterprise__grid",),
        sectors=("enterprise__sector",),
    )
    grants = permissions.SELF_CHECK
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("enterprise in a campaign")
        verbose_name_plural = _("enterprises in campaigns")
        ordering = ["campaign", "enterprise"]
        constraints = [
            models.UniqueConstraint(
                name="enrolment_once",
                fields=["campaign", "enterprise"],
                violation_error_message=_("This enterprise is in the campaign already."),
            )
        ]

    def __str__(self):
        return f"{self.campaign} · {self.enterprise}"

    @classmethod
    def enrol_all(cls, campaign, keys, by):
        """The rows of these enterprises, all at once."""
        now = timezone.now()
        rows = [cls(campaign=campaign, enterprise_id=key, enrolled_at=now, enrolled_by=by) for key in keys]
        insert(cls, rows)

    @classmethod
    def acknowledge(cls, campaign, enterprise, *, name):
        """Somebody of the enterprise says that the notice has arrived; the first one counts."""
        rows = cls._base_manager.filter(campaign=campaign, enterprise=enterprise, receipt_at=None)
        rows.update(receipt_at=timezone.now(), receipt_name=name[:80])
