"""A branch in a cycle of standardization: scores itself, is reviewed, reaches the standard or does not."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches import permissions
from branches.choices import CycleState, StandardizationLevel, StandardState, Standing
from branches.models.clauses import ClauseLink, ClausePhoto, ClauseScore, ClauseWork
from branches.models.cycles import UNDECIDED, StandardizationCycle
from branches.models.indicators import Grade, Indicator
from branches.models.organisations import Organisation
from branches.models.ways import Line, explain, in_sentences
from branches.scoping import Scope, ScopedQuerySet
from portal.states import Refused, Stateful, transition

DECIDED = (StandardState.REACHED, StandardState.NOT_REACHED)


class BranchStandardQuerySet(ScopedQuerySet):
    """Questions about branches in cycles."""

    def running(self):
        """Those of open cycles."""
        return self.filter(cycle__state=CycleState.OPEN)

    def late_on(self, day):
        """In an open cycle and behind: not self-scored, or self-scored and not reviewed, after the day it was due."""
        unscored = Q(state=StandardState.OPEN, cycle__self_score_due_on__lt=day)
        unreviewed = Q(state=StandardState.SELF_SCORED, cycle__review_due_on__lt=day)
        return self.running().filter(unscored | unreviewed)

    def not_late_on(self, day):
        """All others."""
        return self.exclude(pk__in=self.model._base_manager.late_on(day).values("pk"))

    def by_parent(self):
        """[{key, label, counts by state, total, left}] of the organisations directly above; most left to do first."""
        above = Substr("organisation__path", 1, Length("organisation__path") - Organisation.steplen)
        groups: dict[str, dict[str, int]] = {}
        counted = self.order_by().annotate(above=above).values_list("above", "state").annotate(n=Count("pk"))
        for path, state, n in counted:
            groups.setdefault(path, {})[state] = n
        parents = Organisation.objects.filter(path__in=groups).values_list("path", "pk", "name")
        names = {path: (key, name) for path, key, name in parents}
        found = []
        for path, counts in groups.items():
            key, name = names.get(path, (None, ""))
            left = sum(counts.get(state, 0) for state in UNDECIDED)
            found.append({"key": key, "label": name, "counts": counts, "total": sum(counts.values()), "left": left})
        return sorted(found, key=lambda row: (-row["left"], -row["total"], row["label"]))


def lines_of(standards):
    """{pk of a standard: its Lines in the catalogue's order}; a few queries for however many standards."""
    standards = list(standards)
    catalogues = {standard.cycle.catalogue_id for standard in standards}
    indicators: dict[int, list[Indicator]] = {}
    for indicator in Indicator.objects.filter(group__catalogue__in=catalogues).select_related("group").in_order():
        indicators.setdefault(indicator.group.catalogue_id, []).append(indicator)
    scores = {}
    found = ClauseScore.objects.filter(standard__in=standards).annotate(
        photo_count=Count("photos", distinct=True),
        link_count=Count("links", distinct=True),
        linked_photos=Count("links", filter=Q(links__has_photos=True), distinct=True),
    )
    for score in found:
        scores[score.standard_id, score.indicator_id] = score
    return {
        standard.pk: [
            line_for(indicator, scores.get((standard.pk, indicator.pk)))
            for indicator in indicators.get(standard.cycle.catalogue_id, ())
        ]
        for standard in standards
    }


def missing_of(standards):
    """{pk of a standard: what it lacks, in sentences}; a few queries for however many standards."""
    lines = lines_of(standards)
    return {standard.pk: standard.missing(lines[standard.pk]) for standard in standards}


def line_for(indicator, score):
    """A clause with its score and the counts of its evidence."""
    if score is None:
        return Line(indicator)
    return Line(indicator, score, score.photo_count, score.link_count, score.linked_photos)


class BranchStandard(ClauseWork, Stateful):
    """One organisation in one cycle. `answered`, `lacking` and the sums follow from its clauses (`settle`)."""

    cycle = models.ForeignKey(
        StandardizationCycle, models.PROTECT, verbose_name=_("standardization cycle"), related_name="standards"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="standards"
    )
    state = models.CharField(_("state"), max_length=16, choices=StandardState, default=StandardState.OPEN)
    answered = models.PositiveSmallIntegerField(_("clauses answered"), default=0)
    lacking = models.PositiveSmallIntegerField(_("clauses that lack something"), default=0)
    self_points = models.DecimalField(_("self-score"), max_digits=5, decimal_places=1, null=True)
    points = models.DecimalField(_("reviewed score"), max_digits=5, decimal_places=1, null=True)
    grade = models.ForeignKey(Grade, models.PROTECT, verbose_name=_("grade"), related_name="standards", null=True)
    is_vetoed = models.BooleanField(_("vetoed"), default=False)
    self_scored_at = models.DateTimeField(_("self-scored at"), null=True)
    self_scored_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("self-scored by"), related_name="+", null=True
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)
    reviewed_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("reviewed by"), related_name="+", null=True
    )
    reviewed_on = models.DateField(_("looked at on the spot on"), null=True)
    opinion = models.CharField(_("reviewer's opinion"), max_length=500, blank=True)
    decided_on = models.DateField(_("decided on"), null=True)
    decided_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("decided by"), related_name="+", null=True
    )
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    sent_back_reason = models.CharField(_("sent back because"), max_length=500, blank=True)
    set_aside_reason = models.CharField(_("not applicable because"), max_length=500, blank=True)

    scope = Scope(organisations=("organisation",))
    grants = permissions.STANDARD
    fact_labels = {
        "clauses": _("clauses sent back"),
        "clause": pgettext_lazy("indicator", "clause"),
        "evidence": _("evidence"),
        "photos": _("photos"),
        "reason": _("reason"),
        "happened": _("happened"),
    }
    objects = BranchStandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("branch in a cycle")
        verbose_name_plural = _("branches in a cycle")
        ordering = ["-cycle_id", "-lacking", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="standard_once_a_cycle",
                fields=["cycle", "organisation"],
                violation_error_message=_("This cycle covers the organisation already."),
            ),
            models.CheckConstraint(
                name="standard_decided_has_date",
                condition=Q(state__in=DECIDED, decided_on__isnull=False, points__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_on=None)),
                violation_error_message=_("A decision has its day and its points."),
            ),
            models.CheckConstraint(
                name="standard_reached_has_grade",
                condition=~Q(state=StandardState.REACHED) | Q(grade__isnull=False, is_vetoed=False),
                violation_error_message=_("Whoever reached the standard has a grade and no veto."),
            ),
            models.CheckConstraint(
                name="standard_set_aside_has_reason",
                condition=~Q(state=StandardState.NOT_APPLICABLE) | ~Q(set_aside_reason=""),
                violation_error_message=_("Say why the cycle does not apply to it."),
            ),
        ]
        indexes = [
            models.Index(fields=["-cycle", "-lacking", "id"], name="standard_by_need"),
            models.Index(fields=["cycle", "state"], name="standard_by_state"),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.cycle}"

    def get_absolute_url(self):
        return reverse("standard", args=[self.pk])

    @property
    def due_on(self):
        """The day by which its next step is due, or None."""
        days: dict[str, date | None] = {
            StandardState.OPEN: self.cycle.self_score_due_on,
            StandardState.SELF_SCORED: self.cycle.review_due_on,
        }
        return days.get(self.state)

    @property
    def is_late(self):
        """Whether that day has passed while the cycle runs."""
        due = self.due_on
        return self.cycle.state == CycleState.OPEN and due is not None and due < timezone.localdate()

    def photos(self):
        """The photos given as evidence for its clauses."""
        return ClausePhoto.objects.filter(clause__standard=self).select_related("clause__indicator")

    def links(self):
        """The records linked as evidence for its clauses."""
        return ClauseLink.objects.filter(clause__standard=self).select_related("clause__indicator", "content_type")

    def lines(self):
        """Its clauses in the catalogue's order, each with score and evidence."""
        return lines_of([self])[self.pk]

    def explanation(self, lines=None):
        """Where it stands, what it lacks, and the shortest way to each higher grade."""
        return explain(self.lines() if lines is None else lines, self.cycle.catalogue)

    def missing(self, lines=None):
        """Sentences on what it lacks and the shortest way on, as it stands; empty once it is decided or set aside."""
        if self.state in (*DECIDED, StandardState.NOT_APPLICABLE):
            return []
        return in_sentences(self.explanation(lines))

    def settle(self, lines=None):
        """Derive what follows from the clauses: how many are answered and lack something, sums, veto."""
        lines = self.lines() if lines is None else lines
        answered = [line for line in lines if line.is_answered]
        self.answered = len(answered)
        self.lacking = sum(line.lack is not None for line in lines)
        ceiling = self.cycle.catalogue.bonus_ceiling
        self.self_points = summed(answered, "self_points", ceiling) if answered else None
        reviewed = [line for line in lines if line.is_reviewed]
        self.points = summed(reviewed, "points", ceiling) if reviewed else None
        self.is_vetoed = any(line.is_vetoed for line in lines)

    def _running(self):
        if self.cycle.state != CycleState.OPEN:
            raise Refused(_("The cycle is not open: nothing can be changed in it."))

    def _not_by_scorer(self, by):
        """Nobody reviews what they have scored themselves."""
        if self.self_scored_by == by or self.clauses.filter(scored_by=by).exists():
            raise Refused(_("You scored it yourself. Somebody else has to review it."))

    @transition(StandardState.OPEN, StandardState.SELF_SCORED, label=_("Hand in the self-score"), tone="primary")
    def hand_in(self, *, by):
        """Every clause has an answer; the branch stands by it."""
        self._running()
        open_clauses = [
            line.indicator.code
            for line in self.lines()
            if not line.indicator.is_bonus and (not line.is_answered or line.score.is_sent_back)
        ]
        if open_clauses:
            facts = {"codes": "、".join(open_clauses[:8]), "n": len(open_clauses)}
            raise Refused(_("%(n)d clauses have no answer yet: %(codes)s.") % facts)
        self.self_scored_at, self.self_scored_by = timezone.now(), by
        self.sent_back_reason = ""
        self.settle()

    @transition(StandardState.SELF_SCORED, StandardState.REVIEWED, label=_("Finish the review"), tone="primary")
    def finish_review(self, *, by, reviewed_on, opinion=""):
        """The reviewer has been on the spot and has judged every clause."""
        self._running()
        self._not_by_scorer(by)
        left = [line.indicator.code for line in self.lines() if line.is_answered and not line.is_reviewed]
        if left:
            facts = {"codes": "、".join(left[:8]), "n": len(left)}
            raise Refused(_("%(n)d clauses have not been judged yet: %(codes)s.") % facts)
        self.reviewed_at, self.reviewed_by = timezone.now(), by
        self.reviewed_on, self.opinion = reviewed_on, opinion
        self.settle()

    @transition((StandardState.SELF_SCORED, StandardState.REVIEWED), StandardState.OPEN, label=_("Send back"))
    def send_back(self, *, by, reason, clauses=()):
        """Something is missing: back to the branch, with the reason and the clauses to be done again."""
        self._running()
        self._not_by_scorer(by)
        if not reason.strip():
            raise Refused(_("Say what is to be put right."))
        self.clauses.filter(indicator__in=clauses).update(
            is_sent_back=True, points=None, happened=None, reason="", version=F("version") + 1
        )
        self.sent_back_reason = reason
        self.settle()

    @transition(StandardState.REVIEWED, DECIDED, label=_("Decide"), tone="primary")
    def decide(self, *, by, decided_on=None, document_number=""):
        """Points give the grade; one veto suffices for not reached. The level goes into the organisation's record."""
        self._running()
        decided_on = decided_on or timezone.localdate()
        self.settle()
        self.points = self.points or Decimal(0)
        self.grade = None if self.is_vetoed else self.cycle.catalogue.grade_for(self.points)
        self.decided_on, self.decided_by, self.document_number = decided_on, by, document_number
        level = self.grade.level if self.grade else StandardizationLevel.NOT_REACHED
        if self.organisation.state == Standing.IN_FORCE:
            self.organisation.rate(
                by=by, level=level, awarded_on=decided_on, document_number=document_number, note=str(self.cycle)
            )
        return StandardState.REACHED if self.grade else StandardState.NOT_REACHED

    @transition(
        (StandardState.OPEN, StandardState.SELF_SCORED), StandardState.NOT_APPLICABLE, label=_("Not applicable")
    )
    def set_aside(self, *, by, reason):
        """The cycle does not apply to this branch, with the reason; it can be taken up again."""
        self._running()
        self.set_aside_reason = reason

    @transition(StandardState.NOT_APPLICABLE, StandardState.OPEN, label=_("Take up again"))
    def take_up(self, *, by):
        """The cycle applies to it after all."""
        self._running()
        self.set_aside_reason = ""


def summed(lines, name, ceiling):
    """The sum of a score over lines; bonus points count up to the ceiling."""
    given = [(line.indicator.is_bonus, getattr(line.score, name) or Decimal(0)) for line in lines]
    bonus = sum((value for is_bonus, value in given if is_bonus), Decimal(0))
    return sum((value for is_bonus, value in given if not is_bonus), Decimal(0)) + min(bonus, Decimal(ceiling))
