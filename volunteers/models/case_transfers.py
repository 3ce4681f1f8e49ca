"""Transfers: the zone hands a lead with its evidence to the authority in charge, and registers what becomes of it.

Whether a case is filed, and what follows, is the authority's to decide; the zone has no penal power. What is handed
over is one file (volunteers/transfer_pack.py), kept as it was sent.
"""

from functools import partial

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.scoping import ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.models import private_storage
from portal.scans import scan_path
from portal.states import Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import Cooperation, DocumentKind, HazardLevel, HazardState, PackState, TransferState
from volunteers.models.documents import HazardDocument
from volunteers.models.hazard_questions import OPEN_STATES
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.hazards import Hazard
from volunteers.tasks import make_pack

# Where something is still to be done about a transfer.
RUNNING = (TransferState.PREPARED, TransferState.SENT, TransferState.RECEIVED, TransferState.FILED)
# Handed over: the letter has gone.
MADE = (
    TransferState.SENT,
    TransferState.RECEIVED,
    TransferState.FILED,
    TransferState.NOT_FILED,
    TransferState.CONCLUDED,
)


class CaseTransferQuerySet(ScopedQuerySet):
    """Questions about transfers."""

    def made(self):
        """Handed over: the letter has gone."""
        return self.filter(state__in=MADE)

    def made_between(self, start, end):
        """Sent on or after `start` (None: no limit) and on or before `end`."""
        rows = self.made().filter(sent_on__lte=end)
        return rows if start is None else rows.filter(sent_on__gte=start)

    def running(self):
        """Prepared and not dropped, or sent and without an end."""
        return self.filter(state__in=RUNNING)


class CaseTransfer(Stateful):
    """The lead of one major hazard on its way to the authority: letter, evidence, receipt, case number, outcome."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, verbose_name=_("hazard"), related_name="transfers")
    state = models.CharField(
        _("state"), max_length=9, choices=TransferState, default=TransferState.PREPARED, editable=False
    )
    addressee = models.CharField(_("to"), max_length=120)
    lead = models.TextField(_("the lead: what was found, and what it violates"), max_length=2000)
    cooperation = models.CharField(_("cooperation of the enterprise"), max_length=6, choices=Cooperation, blank=True)
    cooperation_note = models.TextField(_("how the enterprise cooperated"), max_length=2000, blank=True)
    prepared_on = models.DateField(_("prepared on"), default=timezone.localdate, editable=False)
    prepared_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("prepared by"), related_name="+", null=True, editable=False
    )
    pack = models.FileField(
        _("transfer pack"), storage=private_storage, upload_to=scan_path, max_length=200, blank=True, editable=False
    )
    pack_state = models.CharField(
        _("state of the pack"), max_length=8, choices=PackState, default=PackState.MAKING, editable=False
    )
    pack_digest = models.CharField(_("digest (SHA-256)"), max_length=64, blank=True, editable=False)
    pack_made_at = models.DateTimeField(_("pack made at"), null=True, editable=False)
    letter = models.ForeignKey(
        HazardDocument,
        models.PROTECT,
        verbose_name=_("letter of transfer"),
        related_name="transfers",
        null=True,
        editable=False,
    )
    sent_on = models.DateField(_("sent on"), null=True, editable=False)
    case_number = models.CharField(_("case number"), max_length=80, blank=True, editable=False)
    outcome = models.CharField(pgettext_lazy("transfer", "outcome"), max_length=500, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    scope = hazard_scope("hazard")
    grants = permissions.CASE_TRANSFER
    fact_labels = {
        "number": _("document number"),
        "issuer": _("issued by"),
        "issued_on": _("issued on"),
        "scan": _("scan"),
    }
    objects = CaseTransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer of a lead")
        verbose_name_plural = _("transfers of leads")
        ordering = ["-prepared_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="transfer_one_runs",
                fields=["hazard"],
                condition=Q(state__in=RUNNING),
                violation_error_message=_("A transfer of this hazard is under way already."),
            ),
            models.CheckConstraint(
                name="transfer_sent_has_letter",
                condition=Q(state__in=(TransferState.PREPARED, TransferState.DROPPED), letter=None, sent_on=None)
                | (Q(state__in=MADE, letter__isnull=False, sent_on__isnull=False) & ~Q(cooperation="") & ~Q(pack="")),
                violation_error_message=_("What was sent has its letter, its day, its pack and a word on cooperation."),
            ),
            models.CheckConstraint(
                name="transfer_filed_has_number",
                condition=~Q(state__in=(TransferState.FILED, TransferState.CONCLUDED)) | ~Q(case_number=""),
                violation_error_message=_("A filed case has its number."),
            ),
            models.CheckConstraint(
                name="transfer_pack_ready",
                condition=~Q(pack_state=PackState.READY) | (~Q(pack="") & Q(pack_made_at__isnull=False)),
                violation_error_message=_("A pack that is ready is there."),
            ),
            models.CheckConstraint(
                name="transfer_sent_after_prepared",
                condition=Q(sent_on=None) | Q(sent_on__gte=F("prepared_on")),
                violation_error_message=_("It cannot be sent before it was prepared."),
            ),
        ]
        indexes = [
            models.Index(fields=["-prepared_on", "-id"], name="case_transfer_newest"),
            models.Index(fields=["sent_on"], name="case_transfer_sent"),
        ]

    def __str__(self):
        return f"{self.hazard.number} · {self.addressee}"

    def get_absolute_url(self):
        return record_url("case_transfer", self.pk)

    @property
    def pack_bytes(self):
        """The size of the pack's file; None where it is not where it was kept (a backup without its files)."""
        try:
            return self.pack.size
        except FileNotFoundError:
            return None

    @classmethod
    def prepare(cls, hazard, *, by, addressee, lead, cooperation="", cooperation_note=""):
        """Begin a transfer and have its pack made; nothing goes out before the head sends it."""
        with transaction.atomic():
            now = hazard.locked()
            if now.level != HazardLevel.MAJOR or now.state == HazardState.VOID:
                raise Refused(_("Only the lead of a major hazard is transferred."))
            if now.state not in OPEN_STATES:
                raise Refused(_("The hazard is gone already. There is no lead to hand over."))
            if cls._base_manager.filter(hazard=now, state__in=RUNNING).exists():
                raise Refused(_("A transfer of this hazard is under way already."))
            facts = {"addressee": addressee.strip(), "lead": lead.strip(), "cooperation": cooperation}
            made = cls(hazard=now, prepared_by=by, cooperation_note=cooperation_note.strip(), **facts)
            made.full_clean(exclude=["hazard", "prepared_by", "pack"])
            made.save()
            # At the transfer alone: the hazard's timeline is read by those who do not follow the case.
            log(made, "portal.transfer", user=by, data={"facts": {"addressee": made.addressee}})
            transaction.on_commit(partial(make_pack.enqueue, made.pk))
            return made

    def revise(self, *, by, addressee, lead, cooperation, cooperation_note=""):
        """Change what the papers say before they go out; the pack is made anew with it."""
        facts = {"addressee": addressee.strip(), "lead": lead.strip(), "cooperation": cooperation}
        with transaction.atomic():
            now = self.locked()
            for name, value in (facts | {"cooperation_note": cooperation_note.strip()}).items():
                setattr(now, name, value)
            now.make_again(by=by)
            now.full_clean(exclude=["hazard", "prepared_by", "pack"])
            now.save()
            log(now, "portal.edit", user=by, data={"facts": {"cooperation": str(cooperation)}})

    def make_again(self, *, by):
        """Have the pack made anew: the records have changed since, or it could not be made."""
        with transaction.atomic():
            now = self.locked()
            if now.state != TransferState.PREPARED:
                raise Refused(_("It has been sent, or will not be: the pack stays as it was."))
            self.pack_state = now.pack_state = PackState.MAKING
            now.version += 1
            now.save(update_fields=["pack_state", "version", "updated_at"])
            self.version = now.version
            log(now, "portal.edit", user=by, data={"facts": {"pack_state": str(PackState.MAKING)}})
            transaction.on_commit(partial(make_pack.enqueue, now.pk))

    @transition(TransferState.PREPARED, TransferState.SENT, label=_("Register that it was sent"), tone="primary")
    def send(self, *, by, number, issued_on, issuer, scan=None):
        """The letter has gone out with the pack; from now on the pack stays as it is."""
        if not self.cooperation:
            raise Refused(_("Say first how the enterprise cooperated: the authority weighs it."))
        if self.pack_state != PackState.READY:
            raise Refused(_("The pack is not there yet. Wait until it is made, or have it made again."))
        if issued_on < self.prepared_on:
            raise Refused(_("It cannot be sent before it was prepared."))
        self.letter = self._register(by, DocumentKind.LETTER, number, issuer, issued_on, scan)
        self.sent_on = issued_on

    @transition(TransferState.PREPARED, TransferState.DROPPED, label=_("Do not transfer"), tone="danger")
    def drop(self, *, by, reason):
        """Nothing is handed over: by its severity and by how the enterprise cooperated."""
        if not reason.strip():
            raise Refused(_("Say why nothing is handed over."))
        self.reason = reason.strip()

    @transition(TransferState.SENT, TransferState.RECEIVED, label=_("Register the receipt"), tone="primary")
    def receive(self, *, by, number, issuer, issued_on, scan):
        """The authority has confirmed that it arrived."""
        self._register(by, DocumentKind.RECEIPT, number, issuer, issued_on, scan)

    @transition(TransferState.RECEIVED, TransferState.FILED, label=_("Register the filing of the case"), tone="primary")
    def file_case(self, *, by, number, issuer, issued_on, scan):
        """The authority has filed a case; its number stands on the notice."""
        self._register(by, DocumentKind.FILING, number, issuer, issued_on, scan)
        self.case_number = number.strip()

    @transition(TransferState.RECEIVED, TransferState.NOT_FILED, label=_("Register that no case is filed"))
    def decline_case(self, *, by, number, issuer, issued_on, scan, reason):
        """The authority files no case."""
        self._register(by, DocumentKind.NO_FILING, number, issuer, issued_on, scan)
        self.reason = reason.strip()

    @transition(TransferState.FILED, TransferState.CONCLUDED, label=_("Register the outcome"), tone="primary")
    def conclude(self, *, by, outcome, number, issuer, issued_on, scan):
        """The case has ended; the outcome as the authority's document says it."""
        if not outcome.strip():
            raise Refused(_("Say what the outcome is, as the document says it."))
        self._register(by, DocumentKind.CASE_END, number, issuer, issued_on, scan)
        self.outcome = outcome.strip()

    def _register(self, by, kind, number, issuer, issued_on, scan):
        facts = {"number": number, "issuer": issuer, "issued_on": issued_on, "scan": scan}
        return HazardDocument.register(self.hazard, by=by, kind=kind, **facts)
