"""The way of a major hazard: what stands, what is missing, who is next. Derived from its rows, stored nowhere.

Grading, plan with the five assurances, report upward, listing and stop where there are any, rectification, acceptance
report, re-check by two, the authority's consent, release and resumption, closing (domain.md 2.1 and 2.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from volunteers.choices import DocumentKind, HazardState, ListingState, PlanState, StopKind, StopState, TransferState

RECTIFIED = (HazardState.AWAITING_RECHECK, HazardState.VERIFIED, HazardState.CLOSED)
RECHECKED = (HazardState.VERIFIED, HazardState.CLOSED)
AT_THE_ENTERPRISE = (HazardState.GRADED, HazardState.RECTIFYING)
# A plan is handed in before the work, or at the latest before the re-check.
PLANNABLE = (*AT_THE_ENTERPRISE, HazardState.AWAITING_RECHECK)

ENTERPRISE, CENTRE, HEAD, RECHECKERS = (
    _("the enterprise"),
    _("the emergency centre"),
    _("the head of the emergency centre"),
    _("two people who neither found nor fixed it"),
)
ENTERPRISE_AND_AUTHORITY = _("the authority in charge; the centre registers its consent")


@dataclass(frozen=True)
class Step:
    """One step: whether it is done, whether this hazard needs it, whether it can be done now, by whom and how.

    `verbs` are the deeds that do it, `note` says what stands; `is_case` marks what only those see who follow the case.
    """

    key: str
    label: Any
    is_done: bool = False
    is_needed: bool = True
    is_open: bool = False
    is_urgent: bool = False
    note: str = ""
    who: Any = ""
    verbs: tuple[str, ...] = ()
    record: Any = None
    is_case: bool = False

    @property
    def state(self) -> str:
        """As the stepper draws it: done, late, now, next or off."""
        if self.is_done:
            return "done"
        if not self.is_needed:
            return "off"
        if self.is_open:
            return "late" if self.is_urgent else "now"
        return "next"


class MajorWay:
    """The steps of one major hazard. `is_strict` says that a campaign in its strict phase covers the enterprise."""

    def __init__(self, hazard: Any, *, is_strict: bool = False):
        self.hazard, self.is_strict = hazard, is_strict

    @cached_property
    def documents(self) -> list:
        """What is registered and not set aside, in the order of its days."""
        return list(self.hazard.documents.filter(set_aside_on=None).order_by("issued_on", "pk"))

    def document(self, kind: str) -> Any:
        """The latest current document of this kind, or None."""
        return next((one for one in reversed(self.documents) if one.kind == kind), None)

    @cached_property
    def plan(self) -> Any:
        """The plan that stands, accepted or waiting for the centre; None where there is none."""
        return self.hazard.plans.exclude(state=PlanState.SENT_BACK).first()

    @cached_property
    def stops(self) -> list:
        """Every stop, the latest first."""
        return list(self.hazard.stops.select_related("order").order_by("-stopped_on", "-pk"))

    @cached_property
    def listing(self) -> Any:
        """The latest listing, or None."""
        return self.hazard.listings.select_related("document", "release_document").order_by("-pk").first()

    @cached_property
    def transfer(self) -> Any:
        """The latest transfer, or None."""
        return self.hazard.transfers.order_by("-pk").first()

    @property
    def is_planned(self) -> bool:
        """Whether the centre has accepted the plan."""
        return self.plan is not None and self.plan.state == PlanState.ACCEPTED

    @property
    def is_stopped(self) -> bool:
        """Whether a stop stands."""
        return any(stop.state == StopState.STANDING for stop in self.stops)

    @property
    def asks_for_stop(self) -> bool:
        """In the strict phase what is not gone at once asks for a stop, and for the decision about a transfer."""
        return self.is_strict and self.hazard.state in AT_THE_ENTERPRISE

    def lacks_before_recheck(self) -> list:
        """The labels of what must stand before the re-check."""
        wanted = (self.plan_step(), self.report_step(), self.acceptance_step())
        return [step.label for step in wanted if step.is_needed and not step.is_done]

    def lacks_before_closing(self) -> list:
        """The labels of what must stand before the closing; a step that this hazard does not need lacks nothing."""
        wanted = (
            self.plan_step(),
            self.report_step(),
            self.acceptance_step(),
            self.consent_step(),
            self.release_step(),
            self.resumption_step(),
        )
        return [step.label for step in wanted if step.is_needed and not step.is_done]

    def steps(self) -> Iterator[Step]:
        """Every step, in order."""
        yield self.grading_step()
        yield self.plan_step()
        yield self.report_step()
        yield self.listing_step()
        yield self.stop_step()
        yield self.transfer_step()
        yield self.rectification_step()
        yield self.acceptance_step()
        yield self.recheck_step()
        yield self.consent_step()
        yield self.release_step()
        yield self.resumption_step()
        yield self.closing_step()

    def grading_step(self) -> Step:
        """Graded as major, by a clause, with a deadline."""
        hazard = self.hazard
        due = f"{hazard.due_on:%Y-%m-%d}" if hazard.due_on else ""
        note = " · ".join(filter(None, [hazard.clause, due]))
        is_done = hazard.state != HazardState.REGISTERED
        return Step("grading", _("Graded as major"), is_done, is_open=True, note=note, who=CENTRE, verbs=("grade",))

    def plan_step(self) -> Step:
        """The five assurances and the interim control."""
        label = _("Plan with the five assurances and interim control")
        plan = self.plan
        if plan is None:
            # What was removed while the finders were there needs no plan any more.
            facts: Any = {"is_open": self.hazard.state in PLANNABLE, "is_needed": not self.hazard.on_the_spot}
            return Step("plan", label, who=ENTERPRISE, verbs=("hand_in_plan",), **facts)
        note = f"{plan.get_state_display()} · {plan.duty_name} · {plan.deadline:%Y-%m-%d}"
        return Step("plan", label, self.is_planned, is_open=True, note=note, who=CENTRE, record=plan)

    def report_step(self) -> Step:
        """The report to the authority in charge, with day and number."""
        return self._paper("report", _("Report upward"), DocumentKind.REPORT, HEAD, is_open=True)

    def listing_step(self) -> Step:
        """Listed for supervision, where a government or its committee has done so."""
        listing = self.listing
        is_open = self.hazard.state in AT_THE_ENTERPRISE and self.document(DocumentKind.REPORT) is not None
        verbs = ("list_for_supervision",)
        label = _("Listing for supervision")
        if listing is None:
            return Step("listing", label, is_needed=False, is_open=is_open, who=HEAD, verbs=verbs)
        note = f"{listing.document.number} · {listing.unit} · {listing.deadline:%Y-%m-%d}"
        return Step("listing", label, True, note=note)

    def stop_step(self) -> Step:
        """Stopped by the enterprise itself or by an authority's document."""
        label, verbs = _("Stop of production"), ("stop_voluntarily", "register_order")
        is_open = self.hazard.state in (*AT_THE_ENTERPRISE, HazardState.AWAITING_RECHECK)
        if not self.stops:
            facts: Any = {"is_needed": self.asks_for_stop, "is_urgent": self.asks_for_stop, "is_open": is_open}
            return Step("stop", label, who=HEAD if self.is_strict else ENTERPRISE, verbs=verbs, **facts)
        stop = self.stops[0]
        number = stop.order.number if stop.kind == StopKind.ORDERED else stop.promised_by
        note = f"{stop.stopped_on:%Y-%m-%d} · {stop.extent} · {number}"
        return Step("stop", label, True, note=note, record=stop, verbs=verbs if is_open else ())

    def transfer_step(self) -> Step:
        """The lead handed over, where the head decides so."""
        transfer, label = self.transfer, _("Transfer of the lead")
        if transfer is None:
            facts: Any = {"is_needed": self.asks_for_stop, "is_open": self.hazard.state in AT_THE_ENTERPRISE}
            return Step("transfer", label, who=HEAD, verbs=("prepare_transfer",), is_case=True, **facts)
        number = transfer.case_number or (transfer.sent_on and f"{transfer.sent_on:%Y-%m-%d}") or ""
        note = " · ".join(filter(None, [transfer.get_state_display(), number]))
        is_done = transfer.state != TransferState.PREPARED
        return Step("transfer", label, is_done, is_open=True, note=note, who=HEAD, record=transfer, is_case=True)

    def rectification_step(self) -> Step:
        """Reported as rectified."""
        hazard = self.hazard
        is_done = hazard.state in RECTIFIED
        note = f"{hazard.rectified_on:%Y-%m-%d} · {hazard.rectifier}" if is_done and hazard.rectified_on else ""
        facts: Any = {"is_open": hazard.state in AT_THE_ENTERPRISE, "is_urgent": bool(hazard.days_late())}
        return Step(
            "rectification",
            pgettext_lazy("step", "Rectification"),
            is_done,
            note=note,
            who=ENTERPRISE,
            verbs=("rectify",),
            **facts,
        )

    def acceptance_step(self) -> Step:
        """The enterprise's own acceptance report, with which it asks to resume."""
        is_open = self.hazard.state == HazardState.AWAITING_RECHECK and self.document(DocumentKind.REPORT) is not None
        label = _("Acceptance report of the enterprise")
        return self._paper("acceptance", label, DocumentKind.ACCEPTANCE, ENTERPRISE, is_open=is_open)

    def recheck_step(self) -> Step:
        """On the spot, by at least two who neither found nor fixed it."""
        hazard, is_done = self.hazard, self.hazard.state in RECHECKED
        is_open = hazard.state == HazardState.AWAITING_RECHECK and not self.lacks_before_recheck()
        note = f"{hazard.rechecked_on:%Y-%m-%d} · {hazard.rechecker_name}" if is_done else ""
        label = _("Re-check by at least two")
        return Step("recheck", label, is_done, is_open=is_open, note=note, who=RECHECKERS, verbs=("verify",))

    def consent_step(self) -> Step:
        """The authority consents after its review; registered with the scan."""
        is_open = self.hazard.state == HazardState.VERIFIED
        label = _("Consent of the authority")
        return self._paper("consent", label, DocumentKind.CONSENT, ENTERPRISE_AND_AUTHORITY, is_open=is_open)

    def release_step(self) -> Step:
        """Released from supervision, where it was listed."""
        listing, label = self.listing, _("Release from supervision")
        if listing is None:
            return Step("release", label, is_needed=False)
        is_done = listing.state == ListingState.RELEASED
        note = f"{listing.released_on:%Y-%m-%d} · {listing.release_document.number}" if is_done else ""
        is_open = self.hazard.state == HazardState.VERIFIED
        return Step("release", label, is_done, is_open=is_open, note=note, who=HEAD, record=listing)

    def resumption_step(self) -> Step:
        """Production goes on, where it was stopped."""
        label = _("Resumption of production")
        if not self.stops:
            return Step("resumption", label, is_needed=False)
        standing = next((stop for stop in self.stops if stop.state == StopState.STANDING), None)
        last = standing or self.stops[0]
        note = "" if standing else f"{last.lifted_on:%Y-%m-%d} · {last.evidence}"
        is_ready = last.kind == StopKind.VOLUNTARY or self.document(DocumentKind.CONSENT) is not None
        is_open = self.hazard.state == HazardState.VERIFIED and is_ready
        return Step("resumption", label, standing is None, is_open=is_open, note=note, who=HEAD, record=last)

    def closing_step(self) -> Step:
        """Off the list, by the head."""
        hazard, is_done = self.hazard, self.hazard.state == HazardState.CLOSED
        is_open = hazard.state == HazardState.VERIFIED and not self.lacks_before_closing()
        note = " · ".join(filter(None, [f"{hazard.closed_on:%Y-%m-%d}", hazard.closing_document])) if is_done else ""
        return Step(
            "closing", _("Closing by the head"), is_done, is_open=is_open, note=note, who=HEAD, verbs=("close_major",)
        )

    def _paper(self, key: str, label: Any, kind: str, who: Any, *, is_open: bool) -> Step:
        """A step that is done by a document."""
        found = self.document(kind)
        note = f"{found.number} · {found.issuer} · {found.issued_on:%Y-%m-%d}" if found else ""
        verb = "hand_in_acceptance" if kind == DocumentKind.ACCEPTANCE else "register_document"
        facts: Any = {"is_open": is_open, "note": note, "who": who, "record": found}
        return Step(key, label, found is not None, verbs=(verb,), **facts)
