"""Documents about a hazard, registered in their order: none later without its forerunner.

The zone issues no orders. Those of authorities are registered here with number, issuer, day and scan, as they are on
paper; what the zone and the enterprise write (report upward, acceptance report, letter of transfer) stands beside
them. The order is that of the law-enforcement forms (domain.md 2.4).
"""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.models import private_storage
from portal.scans import scan_path
from portal.states import Record, Refused
from volunteers import permissions
from volunteers.choices import DocumentKind as Kind
from volunteers.choices import HazardLevel, HazardState
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.hazards import Hazard

# On which of these a document rests: one of them must be registered before it. None: it stands at a beginning.
FORERUNNERS: dict[str, tuple[str, ...]] = {
    Kind.INSPECTION: (),
    Kind.ORDER: (Kind.INSPECTION,),
    Kind.MEASURES: (Kind.INSPECTION,),
    Kind.COERCION: (Kind.INSPECTION,),
    Kind.RECHECK: (Kind.ORDER, Kind.MEASURES, Kind.COERCION),
    Kind.REPORT: (),
    Kind.LISTING: (Kind.REPORT,),
    Kind.ACCEPTANCE: (Kind.REPORT,),
    Kind.CONSENT: (Kind.ACCEPTANCE,),
    Kind.RELEASE: (Kind.LISTING,),
    Kind.LETTER: (Kind.REPORT,),
    Kind.RECEIPT: (Kind.LETTER,),
    Kind.FILING: (Kind.RECEIPT,),
    Kind.NO_FILING: (Kind.RECEIPT,),
    Kind.PENALTY_NOTICE: (Kind.FILING,),
    Kind.PENALTY: (Kind.PENALTY_NOTICE,),
    Kind.CASE_END: (Kind.FILING,),
}
FIRST = tuple(kind for kind, before in FORERUNNERS.items() if not before)
# What the zone writes itself: its own copy is in the portal.
OWN = (Kind.REPORT, Kind.LETTER)
# What only a major hazard has.
OF_MAJOR = (Kind.REPORT, Kind.LISTING, Kind.ACCEPTANCE, Kind.CONSENT, Kind.RELEASE, Kind.LETTER)
# The authority's case after a transfer: no business of the enterprise or the grid.
OF_THE_CASE = (
    Kind.LETTER,
    Kind.RECEIPT,
    Kind.FILING,
    Kind.NO_FILING,
    Kind.PENALTY_NOTICE,
    Kind.PENALTY,
    Kind.CASE_END,
)
# By which an authority has production stopped.
STOPPING = (Kind.MEASURES, Kind.COERCION)
# Registered by a deed of their own (stop, listing, transfer), never alone.
BY_A_DEED = (*STOPPING, Kind.LISTING, Kind.RELEASE, *OF_THE_CASE)


class HazardDocumentQuerySet(ScopedQuerySet):
    """Questions about documents."""

    def allowing(self, user, verb):
        """As every row; what belongs to the case after a transfer only for those who follow it."""
        rows = super().allowing(user, verb)
        if verb == "follow_case" or set(permissions.HAZARD_DOCUMENT["follow_case"]) & getattr(user, "roles", set()):
            return rows
        return rows.exclude(kind__in=OF_THE_CASE)

    def current(self):
        """Those that stand: not set aside."""
        return self.filter(set_aside_on=None)


class HazardDocument(Record):
    """One document with its number, issuer and day; a scan of what others issued; set aside, never deleted."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, verbose_name=_("hazard"), related_name="documents")
    kind = models.CharField(_("kind of document"), max_length=16, choices=Kind)
    number = models.CharField(_("document number"), max_length=80)
    issuer = models.CharField(_("issued by"), max_length=120)
    issued_on = models.DateField(_("issued on"))
    forerunner = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("rests on"), related_name="followers", null=True, editable=False
    )
    scan = models.FileField(_("scan"), storage=private_storage, upload_to=scan_path, max_length=200, blank=True)
    digest = models.CharField(_("digest (SHA-256)"), max_length=64, blank=True, editable=False)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    registered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("registered by"), related_name="+", null=True, editable=False
    )
    set_aside_on = models.DateField(_("set aside on"), null=True, editable=False)
    set_aside_reason = models.CharField(_("why it was set aside"), max_length=500, blank=True, editable=False)

    scope = hazard_scope("hazard")
    grants = permissions.HAZARD_DOCUMENT
    objects = HazardDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document about a hazard")
        verbose_name_plural = _("documents about hazards")
        ordering = ["issued_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="document_has_forerunner",
                condition=Q(kind__in=FIRST) | Q(forerunner__isnull=False),
                violation_error_message=_("No later document without its forerunner: register that one first."),
            ),
            models.CheckConstraint(
                name="document_of_others_has_scan",
                condition=Q(kind__in=OWN) | ~Q(scan=""),
                violation_error_message=_("A document that others issued is registered with its scan."),
            ),
            models.UniqueConstraint(
                name="document_once",
                fields=["hazard", "kind", "number"],
                condition=Q(set_aside_on=None),
                violation_error_message=_("This document is registered already."),
            ),
            models.CheckConstraint(
                name="document_named",
                condition=~Q(number="") & ~Q(issuer=""),
                violation_error_message=_("A document has its number and its issuer."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self):
        return self.hazard.get_absolute_url()

    @property
    def scan_url(self):
        """Where the scan is shown, or "" without one."""
        return record_url("document_scan", self.pk) if self.scan else ""

    @classmethod
    def resting_on(cls, hazard, kind, issued_on):
        """The latest current document on which one of this kind may rest; None where it stands at a beginning.

        Raises Refused where none is registered, or all of them are of a later day.
        """
        wanted = FORERUNNERS[kind]
        if not wanted:
            return None
        rows = list(cls._base_manager.filter(hazard=hazard, kind__in=wanted, set_aside_on=None))
        if not rows:
            names = _(" or ").join(str(Kind(one).label) for one in wanted)
            raise Refused(
                _("“%(kind)s” rests on: %(names)s. Register that one first.")
                % {"kind": Kind(kind).label, "names": names}
            )
        earlier = [row for row in rows if row.issued_on <= issued_on]
        if not earlier:
            first = min(rows, key=lambda row: row.issued_on)
            raise Refused(
                _("It cannot be older than what it rests on: %(document)s is of %(day)s.")
                % {"document": first, "day": f"{first.issued_on:%Y-%m-%d}"}
            )
        return max(earlier, key=lambda row: (row.issued_on, row.pk))

    @classmethod
    def register(cls, hazard, *, by, kind, number, issuer, issued_on, scan=None, note=""):
        """Write down a document as it is on paper, after the one on which it rests."""
        with transaction.atomic():
            now = hazard.locked()
            cls._refuse_wrong_place(now, kind, issued_on)
            if kind not in OWN and scan is None:
                raise Refused(_("A document that others issued is registered with its scan."))
            if cls._base_manager.filter(hazard=now, kind=kind, number=number.strip(), set_aside_on=None).exists():
                raise Refused(_("This document is registered already."))
            document = cls(
                hazard=now,
                kind=kind,
                number=number.strip(),
                issuer=issuer.strip(),
                issued_on=issued_on,
                forerunner=cls.resting_on(now, kind, issued_on),
                digest=scan.digest if scan else "",
                note=note.strip(),
                registered_by=by,
            )
            if scan:
                document.scan.save(scan.name, scan, save=False)
            document.save()
            # The timeline is read by everybody who sees the hazard: it says that, not what; and nothing of the case.
            if kind not in OF_THE_CASE:
                facts = {"kind": str(kind), "issued_on": f"{issued_on}"}
                log(now, "portal.document", user=by, data={"facts": facts})
            return document

    @classmethod
    def _refuse_wrong_place(cls, hazard, kind, issued_on):
        """Raise Refused where a document of this kind has no place at the hazard as it stands."""
        if not hazard.found_on <= issued_on <= timezone.localdate():
            raise Refused(_("Choose a day from the day the hazard was found up to today."))
        if hazard.state == HazardState.VOID:
            raise Refused(_("The hazard is void: nothing can be registered about it."))
        if kind in OF_MAJOR and hazard.level != HazardLevel.MAJOR:
            raise Refused(_("Only a major hazard has this document. Grade it first."))
        if kind == Kind.ACCEPTANCE and hazard.state != HazardState.AWAITING_RECHECK:
            raise Refused(_("First the enterprise reports the hazard as rectified; then comes its acceptance report."))
        if kind == Kind.CONSENT and hazard.state != HazardState.VERIFIED:
            raise Refused(_("The authority consents after the re-check. Register the re-check first."))

    def set_aside(self, *, by, reason):
        """Registered by mistake: it stands no more; refused while another document or a stop rests on it."""
        if not reason.strip():
            raise Refused(_("Say why it is set aside."))
        with transaction.atomic():
            hazard = self.hazard.locked()
            now = self.locked()
            if now.set_aside_on:
                raise Refused(_("It has been set aside already."))
            if hazard.state == HazardState.CLOSED:
                raise Refused(_("The hazard is closed: its documents stay."))
            if follower := now.followers.filter(set_aside_on=None).first():
                raise Refused(_("“%(follower)s” rests on it. Set that one aside first.") % {"follower": follower})
            if now.stops.exists() or now.listings.exists() or now.kind == Kind.LETTER:
                raise Refused(_("A stop, a listing or a transfer rests on it: it stays."))
            now.set_aside_on, now.set_aside_reason = timezone.localdate(), reason.strip()
            now.version += 1
            now.save(update_fields=["set_aside_on", "set_aside_reason", "version", "updated_at"])
            facts = {"kind": str(now.kind), "reason": now.set_aside_reason}
            log(hazard, "portal.set_aside", user=by, data={"facts": facts})
            return now
