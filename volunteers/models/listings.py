"""Listing for supervision: a government or its safety committee watches over a major hazard until it is gone."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.deeds import log
from portal.states import Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import DocumentKind, ListingState
from volunteers.models.documents import HazardDocument
from volunteers.models.hazard_questions import DONE_STATES, OPEN_STATES
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.hazards import Hazard


class Listing(Stateful):
    """One major hazard listed for supervision: by which notice, who supervises, until when; and its release."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, verbose_name=_("hazard"), related_name="listings")
    state = models.CharField(
        _("state"), max_length=8, choices=ListingState, default=ListingState.LISTED, editable=False
    )
    document = models.ForeignKey(
        HazardDocument, models.PROTECT, verbose_name=_("notice of listing"), related_name="listings"
    )
    unit = models.CharField(_("supervising unit"), max_length=120)
    supervisor = models.CharField(_("supervisor"), max_length=80)
    deadline = models.DateField(_("deadline of the supervision"))
    release_document = models.ForeignKey(
        HazardDocument,
        models.PROTECT,
        verbose_name=_("notice of release"),
        related_name="released_listings",
        null=True,
        editable=False,
    )
    released_on = models.DateField(_("released on"), null=True, editable=False)

    scope = hazard_scope("hazard")
    grants = permissions.LISTING
    fact_labels = {
        "number": _("document number"),
        "issuer": _("issued by"),
        "issued_on": _("issued on"),
        "scan": _("scan"),
    }
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing for supervision")
        verbose_name_plural = _("listings for supervision")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="listing_one_stands",
                fields=["hazard"],
                condition=Q(state=ListingState.LISTED),
                violation_error_message=_("The hazard is listed already."),
            ),
            models.CheckConstraint(
                name="listing_released_has_document",
                condition=Q(state=ListingState.LISTED, released_on=None, release_document=None)
                | Q(state=ListingState.RELEASED, released_on__isnull=False, release_document__isnull=False),
                violation_error_message=_("A release has its notice and its day."),
            ),
            models.CheckConstraint(
                name="listing_documents_differ",
                condition=Q(release_document=None) | ~Q(release_document=F("document")),
                violation_error_message=_("The notice of release is another document than that of the listing."),
            ),
        ]

    def __str__(self):
        return f"{self.hazard.number} · {self.unit}"

    def get_absolute_url(self):
        return self.hazard.get_absolute_url()

    @classmethod
    def enter(cls, hazard, *, by, unit, supervisor, deadline, **document):
        """Register the notice of listing with who supervises and until when."""
        with transaction.atomic():
            now = hazard.locked()
            if now.state not in OPEN_STATES:
                raise Refused(_("The hazard is no longer open. There is nothing to supervise."))
            if cls._base_manager.filter(hazard=now, state=ListingState.LISTED).exists():
                raise Refused(_("The hazard is listed already."))
            if deadline < document["issued_on"]:
                raise Refused(_("The deadline of the supervision lies before the notice."))
            notice = HazardDocument.register(now, by=by, kind=DocumentKind.LISTING, **document)
            facts = {"unit": unit.strip(), "supervisor": supervisor.strip(), "deadline": deadline}
            listing = cls._base_manager.create(hazard=now, document=notice, **facts)
            log(now, "portal.listing", user=by, data={"facts": {"unit": listing.unit}})
            return listing

    @transition(ListingState.LISTED, ListingState.RELEASED, label=_("Register the release"), tone="primary")
    def release(self, *, by, number, issuer, issued_on, scan):
        """The supervision ends by a notice of release, once the hazard has been re-checked."""
        hazard = self.hazard.locked()
        if hazard.state not in DONE_STATES:
            raise Refused(_("A hazard is released once it is gone. First comes the re-check by at least two."))
        facts = {"number": number, "issuer": issuer, "issued_on": issued_on, "scan": scan}
        self.release_document = HazardDocument.register(hazard, by=by, kind=DocumentKind.RELEASE, **facts)
        self.released_on = issued_on
