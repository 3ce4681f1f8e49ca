"""Production stops: the enterprise stops by itself, or an authority orders it and the zone registers the document.

The zone has no power to stop production (province's regulation on work safety art. 27): it urges, and reports to the
authority, whose document is registered here. While a stop stands, the hazard cannot be closed.
"""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.scoping import ScopedQuerySet
from portal.addresses import record_url
from portal.deeds import log
from portal.states import Refused, Stateful, transition
from volunteers import permissions
from volunteers.choices import DocumentKind, HazardState, PhotoMoment, StopKind, StopState
from volunteers.models.documents import STOPPING, HazardDocument
from volunteers.models.hazard_photos import HazardPhoto
from volunteers.models.hazard_questions import DONE_STATES, OPEN_STATES
from volunteers.models.hazard_scope import hazard_scope
from volunteers.models.hazards import Hazard
from volunteers.models.strictness import prepare_where_strict


class ProductionStopQuerySet(ScopedQuerySet):
    """Questions about stops."""

    def standing(self):
        """Production is stopped today."""
        return self.filter(state=StopState.STANDING)

    def standing_on(self, day):
        """Stopped on or before `day` and not resumed by then."""
        return self.filter(stopped_on__lte=day).filter(Q(lifted_on=None) | Q(lifted_on__gt=day))


class ProductionStop(Stateful):
    """Production at an enterprise, or a part of it, stands still because of one hazard."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, verbose_name=_("hazard"), related_name="stops")
    state = models.CharField(_("state"), max_length=8, choices=StopState, default=StopState.STANDING, editable=False)
    kind = models.CharField(_("kind of stop"), max_length=9, choices=StopKind)
    extent = models.CharField(_("what is stopped"), max_length=300)
    stopped_on = models.DateField(_("stopped on"))
    order = models.ForeignKey(
        HazardDocument, models.PROTECT, verbose_name=_("document of the authority"), related_name="stops", null=True
    )
    promised_by = models.CharField(_("promised by"), max_length=80, blank=True)
    registered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("registered by"), related_name="+", null=True
    )
    lifted_on = models.DateField(_("resumed on"), null=True, editable=False)
    lifting = models.ForeignKey(
        HazardDocument,
        models.PROTECT,
        verbose_name=_("consent to resume"),
        related_name="lifted_stops",
        null=True,
        editable=False,
    )
    evidence = models.CharField(_("evidence for the resumption"), max_length=500, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        "portal.User",
        models.PROTECT,
        verbose_name=_("resumption registered by"),
        related_name="+",
        null=True,
        editable=False,
    )

    scope = hazard_scope("hazard")
    grants = permissions.PRODUCTION_STOP
    fact_labels = {"photos": _("photos")}
    objects = ProductionStopQuerySet.as_manager()

    class Meta:
        verbose_name = _("stop of production")
        verbose_name_plural = _("stops of production")
        ordering = ["-stopped_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="stop_ordered_has_document",
                condition=Q(kind=StopKind.ORDERED, order__isnull=False)
                | (Q(kind=StopKind.VOLUNTARY, order=None) & ~Q(promised_by="")),
                violation_error_message=_("An ordered stop has the authority's document, a voluntary one a promise."),
            ),
            models.CheckConstraint(
                name="stop_lifted_has_evidence",
                condition=Q(state=StopState.STANDING, lifted_on=None)
                | (Q(state=StopState.LIFTED, lifted_on__gte=F("stopped_on")) & ~Q(evidence="")),
                violation_error_message=_("A stop is lifted on a day after it began, with evidence."),
            ),
            models.CheckConstraint(
                name="stop_ordered_lifted_by_consent",
                condition=Q(kind=StopKind.VOLUNTARY) | Q(state=StopState.STANDING) | Q(lifting__isnull=False),
                violation_error_message=_("What an authority ordered ends with the authority's consent."),
            ),
            models.CheckConstraint(
                name="stop_says_what",
                condition=~Q(extent=""),
                violation_error_message=_("Say what is stopped: the works, a workshop, a line, a machine."),
            ),
        ]
        indexes = [
            models.Index(fields=["-stopped_on", "-id"], name="stop_newest"),
            models.Index(fields=["state", "-stopped_on", "-id"], name="stop_by_state"),
        ]

    def __str__(self):
        return f"{self.hazard.number} · {self.extent}"

    def get_absolute_url(self):
        return record_url("stop", self.pk)

    def days(self, day=None):
        """For how many days production has stood still, up to `day` (today) or the resumption."""
        return ((self.lifted_on or day or timezone.localdate()) - self.stopped_on).days

    @classmethod
    def stop_voluntarily(cls, hazard, *, by, extent, stopped_on, promised_by):
        """The enterprise stops by itself until the hazard is gone; `promised_by` is who answers for it there."""
        with transaction.atomic():
            now = cls._stoppable(hazard, stopped_on)
            if not promised_by.strip():
                raise Refused(_("Name who promises for the enterprise."))
            facts = {"kind": StopKind.VOLUNTARY, "extent": extent, "promised_by": promised_by.strip()}
            return cls._stand(now, by, stopped_on, facts)

    @classmethod
    def register_order(cls, hazard, *, by, extent, document, inspection=None):
        """Register what an authority has ordered: `document` are the facts of its paper, `inspection` those of the
        record of the on-site inspection on which it rests, unless that is registered already.
        """
        with transaction.atomic():
            now = cls._stoppable(hazard, document["issued_on"])
            if document["kind"] not in STOPPING:
                raise Refused(_("Choose the document by which the authority stopped production."))
            if inspection:
                HazardDocument.register(now, by=by, kind=DocumentKind.INSPECTION, **inspection)
            order = HazardDocument.register(now, by=by, **document)
            return cls._stand(now, by, order.issued_on, {"kind": StopKind.ORDERED, "extent": extent, "order": order})

    @staticmethod
    def _stoppable(hazard, day):
        """The hazard under its lock; Refused where nothing can be stopped because of it, or not on that day."""
        now = hazard.locked()
        if now.state not in OPEN_STATES:
            raise Refused(_("The hazard is no longer open. Production need not stand still for it."))
        if not now.found_on <= day <= timezone.localdate():
            raise Refused(_("Choose a day from the day the hazard was found up to today."))
        return now

    @classmethod
    def _stand(cls, hazard, by, day, facts):
        facts["extent"] = facts["extent"].strip()
        if not facts["extent"]:
            raise Refused(_("Say what is stopped: the works, a workshop, a line, a machine."))
        same = {"hazard": hazard, "state": StopState.STANDING, "kind": facts["kind"], "extent": facts["extent"]}
        if cls._base_manager.filter(**same).exists():
            raise Refused(_("This stop is registered already."))
        stop = cls._base_manager.create(hazard=hazard, stopped_on=day, registered_by=by, **facts)
        hazard.count_stops()
        said = {"stopped_on": f"{day}", "extent": stop.extent, "kind": str(stop.kind)}
        log(hazard, "portal.stop", user=by, data={"facts": said})
        log(stop, "portal.create", user=by)
        prepare_where_strict(hazard, by=by, addressee=stop.order.issuer if stop.order_id else "")
        return stop

    @transition(StopState.STANDING, StopState.LIFTED, label=_("Register the resumption"), tone="primary")
    def lift(self, *, by, lifted_on, evidence, photos=()):
        """Production goes on: the hazard is gone and re-checked; an ordered stop ends by the authority's consent."""
        hazard = self.hazard.locked()
        if hazard.state not in DONE_STATES:
            raise Refused(_("Production goes on once the hazard is gone. First comes the re-check by at least two."))
        if not evidence.strip():
            raise Refused(_("Say what shows that production may go on."))
        if not max(self.stopped_on, hazard.rechecked_on) <= lifted_on <= timezone.localdate():
            raise Refused(_("Choose a day from the re-check up to today."))
        self.lifting = hazard.documents.filter(kind=DocumentKind.CONSENT, set_aside_on=None).last()
        if self.kind == StopKind.ORDERED:
            if self.lifting is None:
                raise Refused(_("What an authority ordered ends with its consent. Register the consent first."))
            if lifted_on < self.lifting.issued_on:
                raise Refused(_("Production cannot go on before the authority has consented."))
        self.lifted_on, self.evidence, self.lifted_by = lifted_on, evidence.strip(), by
        for shot in photos:
            HazardPhoto.take(shot, by=by, hazard=hazard, moment=PhotoMoment.RECHECK)
        hazard.count_stops(lifted=self)
        log(hazard, "portal.resumption", user=by, data={"facts": {"extent": self.extent, "lifted_on": f"{lifted_on}"}})


# A hazard in one of these states has no stop (constraint hazard_stopped_stays_open).
NEVER_STOPPED = (HazardState.CLOSED, HazardState.VOID)
