"""Notices of rectification: what an enterprise is told to put right, and the link by which it answers."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from branches.scoping import Scope, ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.models import Counter
from portal.states import Record, Refused
from volunteers import permissions
from volunteers.choices import HazardState
from volunteers.models.hazard_photos import HazardPhoto
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE
from volunteers.models.hazard_rules import HazardRules
from volunteers.models.hazards import Hazard

# 192 bits, and our signature on top: nobody guesses an address.
SEED_BYTES = 24


def new_seed():
    """What an address is made of."""
    return secrets.token_urlsafe(SEED_BYTES)


class RectificationNotice(Record):
    """A notice to one enterprise: some of its hazards, each with its deadline. No order: the zone has no penal power.

    Its link opens these hazards, and nothing else, to whoever has it, without an account. The table keeps a seed only;
    the address is the seed with our signature, so a copy of the database opens nothing.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    enterprise = models.ForeignKey(
        "branches.Enterprise", models.PROTECT, verbose_name=_("enterprise"), related_name="notices"
    )
    hazards = models.ManyToManyField(Hazard, verbose_name=_("hazards"), related_name="notices")
    issued_on = models.DateField(_("issued on"), default=timezone.localdate)
    issued_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("issued by"), related_name="+", null=True
    )
    contact_name = models.CharField(_("contact at the zone"), max_length=80, blank=True)
    contact_phone = models.CharField(_("contact's phone"), max_length=20, blank=True)
    seed = models.CharField(_("seed"), max_length=40, unique=True, default=new_seed, editable=False)
    expires_on = models.DateField(_("link open until"))
    revoked_on = models.DateField(_("link revoked on"), null=True, editable=False)
    opened_at = models.DateTimeField(_("link first opened at"), null=True, editable=False)

    scope = Scope(
        organisations=("enterprise__organisation",),
        enterprises=("enterprise",),
        grids=("enterprise__grid",),
        sectors=("enterprise__sector",),
    )
    grants = permissions.NOTICE
    fact_labels = {"hazards": _("hazards")}
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice of rectification")
        verbose_name_plural = _("notices of rectification")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="notice_expires_after_issued",
                condition=Q(expires_on__gte=F("issued_on")),
                violation_error_message=_("The link cannot expire before the notice is issued."),
            )
        ]
        indexes = [models.Index(fields=["-issued_on", "-id"], name="notice_newest")]

    def __str__(self):
        return f"{self.number} {self.enterprise}"

    def get_absolute_url(self):
        return record_url("notice", self.pk)

    @staticmethod
    def _signer():
        return signing.Signer(sep=".", salt="volunteers.notice")

    @property
    def token(self):
        """What stands in the address: not to be guessed, and not in the database."""
        return self._signer().sign(self.seed)

    @property
    def public_path(self):
        """The address for the enterprise, without the host; in the zone's language, whoever writes the notice."""
        with translation.override(settings.LANGUAGE_CODE):
            return reverse("notice_answer", args=[self.token])

    @property
    def is_open(self):
        """Whether the link opens anything."""
        return self.revoked_on is None and self.expires_on >= timezone.localdate()

    @classmethod
    def at_address(cls, token):
        """The notice of this token if its link is open, else None: expired, revoked and guessed are alike."""
        try:
            seed = cls._signer().unsign(token)
        except signing.BadSignature:
            return None
        notice = cls._base_manager.filter(seed=seed).select_related("enterprise").first()
        return notice if notice is not None and notice.is_open else None

    def shown_hazards(self):
        """The hazards of the notice that count: the link shows these and no others."""
        return self.hazards.exclude(state=HazardState.VOID).select_related("category").order_by("due_on", "pk")

    def photos(self):
        """The photos that the link shows."""
        hazards = self.shown_hazards().order_by()
        return HazardPhoto._base_manager.filter(hazard__in=hazards).select_related("hazard")

    def note_opened(self):
        """Somebody has opened the link for the first time: the centre sees that it has arrived."""
        type(self)._base_manager.filter(pk=self.pk, opened_at=None).update(opened_at=timezone.now())

    @classmethod
    def usual_expiry(cls, hazards):
        """Some days after the last deadline, as the rules say."""
        last = max([hazard.due_on for hazard in hazards if hazard.due_on] + [timezone.localdate()])
        return last + timedelta(days=HazardRules.current().link_days)

    @classmethod
    def issue(cls, enterprise, hazards, *, by, expires_on=None, contact_name="", contact_phone=""):
        """Write a notice of `hazards`; those only graded so far are now being rectified."""
        with transaction.atomic():
            rows = [hazard.locked() for hazard in hazards]
            if not rows:
                raise Refused(_("Choose at least one hazard."))
            for row in rows:
                if row.enterprise_id != enterprise.pk:
                    raise Refused(_("A notice goes to one enterprise: leave out those of others."))
                if row.state not in AT_THE_ENTERPRISE or row.due_on is None:
                    raise Refused(_("%(number)s is not graded, or done already.") % {"number": row.number})
            year = timezone.localdate().year
            notice = cls._base_manager.create(
                number=f"ZG-{year}-{Counter.next(f'notices-{year}'):04d}",
                enterprise=enterprise,
                issued_by=by,
                contact_name=contact_name,
                contact_phone=contact_phone,
                expires_on=expires_on or cls.usual_expiry(rows),
            )
            notice.hazards.set(rows)
            for row in rows:
                log(row, "portal.notice", user=by, data={"facts": {"notice": notice.number}})
                if row.state == HazardState.GRADED:
                    row.start_rectifying(by=by)
            log(notice, "portal.create", user=by, data={"facts": {"hazards": "、".join(row.number for row in rows)}})
            return notice

    def revoke(self, *, by):
        """The link opens nothing any more; the notice stands."""
        with transaction.atomic():
            if self.locked().revoked_on:
                raise Refused(_("The link is revoked already."))
            self.revoked_on = timezone.localdate()
            self.save(update_fields=["revoked_on", "updated_at"])
            log(self, "portal.edit", user=by, data={"facts": {"revoked_on": str(self.revoked_on)}})

    def renew(self, *, by, expires_on):
        """A new link; the one before is dead from now on."""
        if expires_on < timezone.localdate():
            raise Refused(_("This day has passed. Choose today or a later day."))
        with transaction.atomic():
            self.locked()
            self.seed, self.revoked_on, self.expires_on, self.opened_at = new_seed(), None, expires_on, None
            self.save(update_fields=["seed", "revoked_on", "expires_on", "opened_at", "updated_at"])
            log(self, "portal.edit", user=by, data={"facts": {"expires_on": str(expires_on)}})
