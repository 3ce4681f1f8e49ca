"""What is done to a major hazard: graded anew, stopped, closed by the head. Part of Hazard, in a file of its own."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.states import Refused, Stateful, transition
from volunteers.choices import DocumentKind, HazardLevel, HazardState, ProposalState, StopState
from volunteers.models.earlier_standings import EarlierStanding
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE
from volunteers.models.major_way import MajorWay

# After the first grading and before the re-check.
REGRADABLE = (*AT_THE_ENTERPRISE, HazardState.AWAITING_RECHECK)
# What is proved again where a rectification did not hold.
PROVED_AGAIN = (DocumentKind.ACCEPTANCE, DocumentKind.CONSENT)


class MajorVerbs(Stateful):
    """The verbs of a hazard that belong to its being major."""

    # How many stops of production stand because of it: counted by the stops themselves, under the hazard's lock.
    standing_stops = models.PositiveSmallIntegerField(_("stops standing"), default=0, editable=False)
    level: Any
    clause: Any
    due_on: Any
    found_on: Any
    closed_on: Any
    closed_by: Any
    closing_document: Any
    judge_by: Any
    proposals: Any
    documents: Any
    stops: Any
    listings: Any
    transfers: Any

    class Meta:
        abstract = True

    @transition(REGRADABLE, REGRADABLE, label=_("Grade anew"))
    def regrade(self, *, by, level, clause, due_on, reason):
        """The centre has learned more: another level or clause, with its reason; nothing done so far is lost."""
        if not reason.strip():
            raise Refused(_("Say why it is graded anew."))
        self._refuse_grade(level, clause, due_on)
        if level != HazardLevel.MAJOR and self._has_major_rows():
            raise Refused(_("A stop, a listing or a transfer rests on its being major. It stays so."))
        EarlierStanding.keep(self, due_on=due_on)
        self.level, self.due_on = level, due_on
        self.judge_by(clause)
        self._answer_proposals(by)
        return self.state

    @transition(HazardState.VERIFIED, HazardState.CLOSED, label=_("Close the major hazard"), tone="primary")
    def close_major(self, *, by):
        """Off the list, by the head: plan, report, acceptance, re-check by two, consent; no stop, no listing stands."""
        if self.level != HazardLevel.MAJOR:
            raise Refused(_("This one is not major. Close it as any other."))
        self._refuse_while_stopped()
        way = MajorWay(self)
        self._refuse_lacking(_("It cannot be closed yet. What is missing: %(lacks)s."), way.lacks_before_closing())
        self.closed_on, self.closed_by = timezone.localdate(), by
        self.closing_document = way.document(DocumentKind.CONSENT).number

    def count_stops(self, *, lifted=None):
        """Write down how many stops stand, `lifted` left out. Called by the stops, under the lock."""
        rows = self.stops.filter(state=StopState.STANDING)
        self.standing_stops = rows.exclude(pk=lifted.pk).count() if lifted else rows.count()
        self.version += 1
        self.save(update_fields=["standing_stops", "version", "updated_at"])

    def _refuse_grade(self, level, clause, due_on):
        if level == HazardLevel.MAJOR and not clause:
            raise Refused(_("A major hazard needs the clause it falls under, for example GM-11-3."))
        if due_on < self.found_on:
            raise Refused(_("The deadline lies before the day it was found. Choose a later day."))

    def _refuse_before_recheck(self):
        """Raise Refused where a major hazard lacks what must stand before its re-check."""
        if self.level == HazardLevel.MAJOR:
            text = _("It cannot be re-checked yet. What is missing: %(lacks)s.")
            self._refuse_lacking(text, MajorWay(self).lacks_before_recheck())

    @staticmethod
    def _refuse_lacking(text, lacks):
        if lacks:
            raise Refused(text % {"lacks": _("; ").join(map(str, lacks))})

    def _refuse_while_stopped(self):
        if self.standing_stops:
            raise Refused(_("Production stands still because of it. Register the resumption first."))

    def _has_major_rows(self):
        """Whether a stop, a listing or a transfer hangs on it."""
        return any(rows.exists() for rows in (self.stops, self.listings, self.transfers))

    def _answer_proposals(self, by):
        """Whoever proposed a level hears what the centre has decided."""
        if self.pk is None:
            return
        waiting = self.proposals.filter(state=ProposalState.MADE)
        said = {"answered_on": timezone.localdate(), "answered_by": by}
        waiting.exclude(level=self.level).update(state=ProposalState.DECLINED, **said)
        waiting.filter(level=self.level).update(state=ProposalState.ACCEPTED, **said)

    def _prove_again(self, reason):
        """Acceptance report and consent belong to a rectification that did not hold: they stand no more."""
        if self.level == HazardLevel.MAJOR:
            rows = self.documents.filter(kind__in=PROVED_AGAIN, set_aside_on=None)
            rows.update(set_aside_on=timezone.localdate(), set_aside_reason=reason)
