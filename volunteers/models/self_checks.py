"""Self-checks: an enterprise looks through the items that apply to it, and returns the sheet to its grid worker."""

import secrets

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.scoping import Scope
from portal.addresses import record_url
from portal.deeds import log
from portal.generic.bulk import insert, without_collector
from portal.states import Refused, transition
from volunteers import permissions
from volunteers.choices import CampaignState, Channel, SelfCheckState
from volunteers.models.campaigns import Campaign, CampaignRound
from volunteers.models.self_check_questions import OUTSTANDING, SelfCheckQuerySet
from volunteers.models.self_check_sheets import Sheet

# 192 bits, and our signature on top: nobody guesses an address.
SEED_BYTES = 24
# What may be filled in: nobody has to have opened it before.
OPEN_STATES = OUTSTANDING


def new_seed():
    """What an address is made of."""
    return secrets.token_urlsafe(SEED_BYTES)


def self_check_scope(way=""):
    """The scope of what lies at a self-check, `way` leading from the row to it."""
    start = f"{way}__" if way else ""
    return Scope(
        organisations=(f"{start}enterprise__organisation",),
        enterprises=(f"{start}enterprise",),
        grids=(f"{start}enterprise__grid",),
        sectors=(f"{start}enterprise__sector",),
    )


class SelfCheck(Sheet):
    """The self-check of one enterprise in one round: issued, opened, returned, received or sent back, one record.

    It comes by account, by a link without account, or on paper; whatever the way, it is this row. The link is a seed
    with our signature, so a copy of the database opens nothing; it is dead once the campaign is closed.
    """

    round = models.ForeignKey(
        CampaignRound, models.PROTECT, verbose_name=pgettext_lazy("self-check", "round"), related_name="self_checks"
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name=_("campaign"), related_name="self_checks")
    enterprise = models.ForeignKey(
        "branches.Enterprise", models.PROTECT, verbose_name=_("enterprise"), related_name="self_checks"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=SelfCheckState, default=SelfCheckState.ISSUED, editable=False
    )
    due_on = models.DateField(pgettext_lazy("self-check", "return by"), editable=False)
    seed = models.CharField(_("seed"), max_length=40, unique=True, default=new_seed, editable=False)
    revoked_on = models.DateField(_("link revoked on"), null=True, editable=False)
    channel = models.CharField(_("way"), max_length=8, choices=Channel, blank=True, editable=False)
    returned_at = models.DateTimeField(pgettext_lazy("self-check", "returned at"), null=True, editable=False)
    # The day written beside the signature; on paper it lies before the day on which it was keyed in.
    signed_on = models.DateField(_("signed on"), null=True, editable=False)
    signed = models.CharField(_("signed by"), max_length=80, blank=True, editable=False)
    returned_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("entered by"), related_name="+", null=True, editable=False
    )
    is_late = models.BooleanField(_("returned late"), default=False, editable=False)
    item_count = models.PositiveSmallIntegerField(_("items"), default=0, editable=False)
    found_count = models.PositiveSmallIntegerField(_("items with something found"), default=0, editable=False)
    not_applicable_count = models.PositiveSmallIntegerField(_("items that do not apply"), default=0, editable=False)
    received_at = models.DateTimeField(pgettext_lazy("self-check", "received at"), null=True, editable=False)
    received_by = models.ForeignKey(
        "portal.User",
        models.PROTECT,
        verbose_name=pgettext_lazy("self-check", "received by"),
        related_name="+",
        null=True,
        editable=False,
    )
    looked_over_at = models.DateTimeField(_("looked over at"), null=True, editable=False)
    looked_over_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("looked over by"), related_name="+", null=True, editable=False
    )
    reason = models.CharField(_("sent back because"), max_length=500, blank=True, editable=False)

    scope = self_check_scope()
    grants = permissions.SELF_CHECK
    fact_labels = {
        "entries": _("items"),
        "photos": _("photos"),
        "seed": _("new link"),
        "notice": _("notice received by"),
    }
    objects = SelfCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-check")
        verbose_name_plural = _("self-checks")
        ordering = ["-round", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="self_check_once",
                fields=["round", "enterprise"],
                violation_error_message=_("This enterprise has its self-check of this round already."),
            ),
            models.CheckConstraint(
                name="self_check_returned_is_signed",
                condition=~Q(state__in=(SelfCheckState.RETURNED, SelfCheckState.RECEIVED))
                | (Q(returned_at__isnull=False, signed_on__isnull=False) & ~Q(signed="") & ~Q(channel="")),
                violation_error_message=_("A self-check that came back is signed, with its day and its way."),
            ),
            models.CheckConstraint(
                name="self_check_received_has_time",
                condition=Q(state=SelfCheckState.RECEIVED, received_at__isnull=False)
                | (~Q(state=SelfCheckState.RECEIVED) & Q(received_at=None, looked_over_at=None)),
                violation_error_message=_("A self-check that was received says when, others do not."),
            ),
            models.CheckConstraint(
                name="self_check_counts_fit",
                condition=Q(item_count__gte=F("found_count") + F("not_applicable_count")),
                violation_error_message=_("More items were answered than the sheet has."),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "due_on", "id"], name="self_check_by_state"),
            models.Index(fields=["enterprise", "-round", "id"], name="self_check_by_enterprise"),
            models.Index(fields=["state", "due_on", "id"], name="self_check_due"),
            models.Index(fields=["due_on", "id"], name="self_check_days"),
        ]

    def __str__(self):
        return f"{self.enterprise} · {self.campaign} · {self.round}"

    def get_absolute_url(self):
        return record_url("self_check", self.pk)

    # --- issuing

    @classmethod
    def issue_all(cls, one_round, enterprises):
        """The self-checks of a round for these enterprises (keys), all at once: 20,000 in a second or two."""
        facts = {"round": one_round, "campaign_id": one_round.campaign_id, "due_on": one_round.due_on}
        with without_collector(), transaction.atomic():
            insert(cls, [cls(enterprise_id=key, **facts) for key in enterprises])

    # --- the link

    @staticmethod
    def _signer():
        return signing.Signer(sep=".", salt="volunteers.self_check")

    @property
    def token(self):
        """What stands in the address: not to be guessed, and not in the database."""
        return self._signer().sign(self.seed)

    @property
    def public_path(self):
        """The address for the enterprise, without the host, in the zone's language."""
        with translation.override(settings.LANGUAGE_CODE):
            return reverse("self_check_answer", args=[self.token])

    @property
    def is_linked(self):
        """Whether the link opens anything: until it is revoked, or the campaign closes."""
        return self.revoked_on is None and self.campaign.state == CampaignState.ANNOUNCED

    @classmethod
    def at_address(cls, token):
        """The self-check of this token if its link is open, else None: closed, revoked and guessed are alike."""
        try:
            seed = cls._signer().unsign(token)
        except signing.BadSignature:
            return None
        rows = cls._base_manager.filter(seed=seed).select_related("enterprise__grid", "campaign", "round")
        one = rows.first()
        return one if one is not None and one.is_linked else None

    def revoke(self, *, by):
        """The link opens nothing any more; the self-check stands, and may still be returned by account or on paper."""
        with transaction.atomic():
            if self.locked().revoked_on:
                raise Refused(_("The link is revoked already."))
            self.revoked_on = timezone.localdate()
            self.save(update_fields=["revoked_on", "updated_at"])
            log(self, "portal.edit", user=by, data={"facts": {"revoked_on": str(self.revoked_on)}})

    def renew(self, *, by):
        """A new link; the one before is dead from now on."""
        with transaction.atomic():
            self.locked()
            self.seed, self.revoked_on = new_seed(), None
            self.save(update_fields=["seed", "revoked_on", "updated_at"])
            log(self, "portal.edit", user=by, data={"facts": {"seed": "…"}})

    @property
    def enrolment(self):
        """The enterprise in the campaign: when it acknowledged the notice."""
        return self.campaign.enrolments.filter(enterprise=self.enterprise_id).first()

    def acknowledge(self, *, by, name=""):
        """The enterprise says that the notice of the campaign has arrived; the first one counts."""
        type(self.enrolment).acknowledge(self.campaign, self.enterprise, name=name or str(by or self.enterprise))
        log(self, "portal.edit", user=by, data={"facts": {"notice": name or str(by or self.enterprise)}})

    # --- its way

    @property
    def is_with_enterprise(self):
        """Whether the enterprise has to do something."""
        return self.state in OPEN_STATES

    def is_silent_on(self, day=None):
        """Whether nothing has been heard although the window is over."""
        return self.state == SelfCheckState.ISSUED and self.due_on < (day or timezone.localdate())

    def note_opened(self, *, by=None):
        """Somebody of the enterprise has opened it for the first time."""
        if self.state == SelfCheckState.ISSUED:
            self.open(by=by)

    @transition(SelfCheckState.ISSUED, SelfCheckState.OPENED, label=_("Opened"), is_offered=False)
    def open(self, *, by):
        """The enterprise looks at it. Called by its page."""
        self.opened_at = timezone.now()

    @transition(OPEN_STATES, (SelfCheckState.OPENED, SelfCheckState.SENT_BACK), label=_("Fill in"), tone="primary")
    def fill(self, *, by, entries):
        """Some answers are written down; hazards that are complete are opened at once."""
        return self.take_answers(entries, by=by)

    @transition(OPEN_STATES, SelfCheckState.RETURNED, label=_("Return the self-check"), is_offered=False)
    def hand_in(self, *, by, entries, channel, signed, signed_on=None, photos=()):
        """The sheet comes back, complete and signed; `by` is None through the link. Late ones are marked."""
        self.take_return(entries, by=by, channel=channel, signed=signed, signed_on=signed_on, photos=photos)

    @transition(SelfCheckState.RETURNED, SelfCheckState.RECEIVED, label=_("Receive"), tone="primary")
    def receive(self, *, by):
        """The grid worker has read it and takes it over."""
        self.received_at, self.received_by = timezone.now(), by

    @transition(SelfCheckState.RETURNED, SelfCheckState.SENT_BACK, label=_("Send back"))
    def send_back(self, *, by, reason):
        """Something is missing or cannot be; the enterprise goes on with the same record."""
        self._back(reason)

    @transition(SelfCheckState.RECEIVED, SelfCheckState.SENT_BACK, label=_("Send back after all"))
    def take_back(self, *, by, reason):
        """The centre found something that the grid worker let pass."""
        self._back(reason)
        self.received_at = self.received_by = self.looked_over_at = self.looked_over_by = None

    @transition(SelfCheckState.RECEIVED, SelfCheckState.RECEIVED, label=_("Looked over by the centre"), tone="primary")
    def look_over(self, *, by):
        """The centre has looked at it, at what does not apply above all."""
        if self.looked_over_at is not None:
            raise Refused(_("The centre has looked it over already."))
        self.looked_over_at, self.looked_over_by = timezone.now(), by

    def _back(self, reason):
        if not reason.strip():
            raise Refused(_("Say what is to be done again."))
        self.reason = reason
        # What the grid worker has entered into the profile meanwhile is asked now.
        self.extend_sheet()
