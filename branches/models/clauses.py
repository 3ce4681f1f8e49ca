"""A clause of a branch in a cycle: the branch's answer with its evidence, and the reviewer's judgement."""

from contextlib import contextmanager
from decimal import Decimal

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.choices import StandardState
from branches.models.indicators import Indicator
from branches.scoping import Scope, ScopedQuerySet
from portal.deeds import log
from portal.photos import Photo
from portal.states import Record, Refused

STEP = Decimal("0.5")


class Overtaken(Refused):
    """Somebody else has saved the same clause since it was opened; carries the score as it stands now."""

    def __init__(self, score):
        self.score = score
        super().__init__(_now("Somebody else has answered this clause in the meantime. Look at it, then save again."))

    def as_it_stands(self, indicator):
        """What the other one has saved, in a sentence."""
        given = self.score.happened_shown if indicator.is_veto else self.score.self_points
        return _now("Somebody else has answered %(clause)s since: %(given)s %(evidence)s") % {
            "clause": indicator.code,
            "given": given,
            "evidence": self.score.evidence,
        }


class ClauseScore(Record):
    """What a branch says about one clause, and what the reviewer found."""

    standard = models.ForeignKey(
        "branches.BranchStandard", models.PROTECT, verbose_name=_("branch in a cycle"), related_name="clauses"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="scores")
    self_points = models.DecimalField(_("self-score"), max_digits=4, decimal_places=1, null=True, blank=True)
    self_happened = models.BooleanField(_("happened, says the branch"), null=True, blank=True)
    evidence = models.TextField(_("evidence in words"), max_length=1000, blank=True)
    scored_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("self-scored by"), related_name="+", null=True
    )
    scored_at = models.DateTimeField(_("self-scored at"), null=True)
    is_sent_back = models.BooleanField(_("sent back"), default=False)
    points = models.DecimalField(_("reviewed score"), max_digits=4, decimal_places=1, null=True, blank=True)
    happened = models.BooleanField(_("happened, says the reviewer"), null=True, blank=True)
    reason = models.CharField(_("reason for the difference"), max_length=500, blank=True)
    reviewed_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("reviewed by"), related_name="+", null=True
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)

    scope = Scope(organisations=("standard__organisation",))
    grants = permissions.STANDARD
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("score of a clause")
        verbose_name_plural = _("scores of clauses")
        ordering = ["standard", "indicator"]
        constraints = [
            models.UniqueConstraint(
                name="clause_score_once",
                fields=["standard", "indicator"],
                violation_error_message=_("This clause has a score already."),
            ),
            models.CheckConstraint(
                name="clause_score_not_negative",
                condition=(Q(self_points=None) | Q(self_points__gte=0)) & (Q(points=None) | Q(points__gte=0)),
                violation_error_message=_("A score is not below zero."),
            ),
            models.CheckConstraint(
                name="clause_score_difference_has_reason",
                condition=Q(points=None) | Q(points=F("self_points")) | ~Q(reason=""),
                violation_error_message=_("Say why the reviewed score differs from the self-score."),
            ),
        ]

    def __str__(self):
        return f"{self.standard} {self.indicator}"

    @property
    def happened_shown(self):
        """What the branch says of a veto, in words."""
        return {True: _now("happened"), False: _now("did not happen"), None: ""}[self.self_happened]

    def get_absolute_url(self):
        return f"{self.standard.get_absolute_url()}#clause-{self.indicator_id}"


class ClausePhoto(Photo):
    """A photo given as evidence for a clause."""

    clause = models.ForeignKey(ClauseScore, models.CASCADE, verbose_name=_("score of a clause"), related_name="photos")

    scope = Scope(organisations=("clause__standard__organisation",))
    grants = permissions.STANDARD
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a clause")
        verbose_name_plural = _("photos of clauses")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="clause_photo_once",
                fields=["clause", "digest"],
                violation_error_message=_("This photo is there already."),
            )
        ]


class ClauseLink(models.Model):
    """A record of the portal taken as evidence for a clause: linked, not copied."""

    clause = models.ForeignKey(ClauseScore, models.CASCADE, verbose_name=_("score of a clause"), related_name="links")
    source = models.CharField(_("source"), max_length=12)
    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of record"))
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey()
    title = models.CharField(_("title"), max_length=200)
    day = models.DateField(_("day"), null=True, blank=True)
    has_photos = models.BooleanField(_("has photos"), default=False)
    taken_by = models.ForeignKey("portal.User", models.PROTECT, verbose_name=_("taken by"), related_name="+", null=True)
    taken_at = models.DateTimeField(_("taken at"), default=timezone.now)

    class Meta:
        verbose_name = _("linked evidence")
        verbose_name_plural = _("linked evidence")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="clause_link_once",
                fields=["clause", "content_type", "object_id"],
                violation_error_message=_("This record is linked already."),
            )
        ]

    def __str__(self):
        return self.title


class ClauseWork:
    """What is done clause by clause, as verbs of the branch in its cycle; each under that row's lock, and logged."""

    def score(self, indicator, *, by, points=None, happened=None, evidence="", version=None):
        """The branch's own answer to a clause. A version that is not the stored one raises Overtaken."""
        with self._writing(StandardState.OPEN) as standard:
            self._judge_points(indicator, points, happened)
            score, _new = ClauseScore.objects.get_or_create(standard=standard, indicator=indicator)
            told = (score.self_points, score.self_happened, score.evidence)
            if (points, happened, evidence) == told and not score.is_sent_back:
                return score
            if version is not None and version != score.version and any(one not in (None, "") for one in told):
                raise Overtaken(score)
            if (points, happened) != told[:2]:
                # A judgement was one of the answer that stood there; a new answer is judged anew.
                score.points, score.happened, score.reason = None, None, ""
            score.self_points, score.self_happened, score.evidence = points, happened, evidence
            score.is_sent_back = False
            score.scored_by, score.scored_at = by, timezone.now()
            score.version += 1
            score.save()
            facts = {"clause": str(indicator), "self_points": str(points if points is not None else "")}
            log(standard, "portal.edit", user=by, data={"facts": facts})
        return score

    def answer_sheet(self, lines, *, by):
        """Answers that were filled in elsewhere: {row: (indicator, facts of `score`)}, all or none.

        The answer is the sentences on what stands in the way, each naming its row.
        """
        faults = []
        with transaction.atomic():
            for number, (indicator, facts) in lines.items():
                try:
                    self.score(indicator, by=by, **facts)
                except Overtaken as fault:
                    faults.append(_now("Row %(n)d: %(fault)s") % {"n": number, "fault": fault.as_it_stands(indicator)})
                except Refused as fault:
                    faults.append(_now("Row %(n)d: %(fault)s") % {"n": number, "fault": fault})
            if faults:
                transaction.set_rollback(True)
        if faults:
            self.refresh_from_db()
        return faults

    def judge(self, indicator, *, by, points=None, happened=None, reason="", version=None):
        """The reviewer's word on a clause; another number than the branch's own needs its reason.

        A version that is not the stored one raises Overtaken.
        """
        with self._writing(StandardState.SELF_SCORED) as standard:
            standard._not_by_scorer(by)
            self._judge_points(indicator, points, happened)
            score, _new = ClauseScore.objects.get_or_create(standard=standard, indicator=indicator)
            differs = (points, happened) != (score.self_points, score.self_happened)
            told = (score.points, score.happened, score.reason)
            if (points, happened, reason if differs else "") == told:
                return score
            if version is not None and version != score.version and any(one not in (None, "") for one in told):
                raise Overtaken(score)
            if differs and not reason.strip():
                raise Refused(_("The score differs from the branch's own. Say why."))
            score.points, score.happened, score.reason = points, happened, reason if differs else ""
            score.reviewed_by, score.reviewed_at = by, timezone.now()
            score.version += 1
            score.save()
            facts = {"clause": str(indicator), "points": str(points if points is not None else ""), "reason": reason}
            log(standard, "portal.edit", user=by, data={"facts": facts})
        return score

    def accept(self, indicators, *, by):
        """The reviewer agrees with the branch on these clauses, as far as they are answered and not judged yet."""
        left = {line.indicator.pk: line for line in self.lines() if line.is_answered and not line.is_reviewed}
        for line in (left[one.pk] for one in indicators if one.pk in left):
            self.judge(line.indicator, by=by, points=line.score.self_points, happened=line.score.self_happened)

    def photograph(self, indicator, shots, *, by):
        """Photos given as evidence for a clause."""
        with self._writing(StandardState.OPEN) as standard:
            score, _new = ClauseScore.objects.get_or_create(standard=standard, indicator=indicator)
            for shot in shots:
                ClausePhoto.take(shot, by=by, clause=score)
            self._touched(score, by)
            log(standard, "portal.photo", user=by, data={"facts": {"clause": str(indicator), "photos": len(shots)}})

    def link(self, indicator, offer, *, by):
        """Take a record that was entered elsewhere as evidence: linked, not copied."""
        with self._writing(StandardState.OPEN) as standard:
            score, _new = ClauseScore.objects.get_or_create(standard=standard, indicator=indicator)
            ClauseLink.objects.get_or_create(
                clause=score,
                content_type=ContentType.objects.get_for_model(offer.record),
                object_id=offer.record.pk,
                defaults={
                    "source": indicator.evidence_source,
                    "title": offer.title[:200],
                    "day": offer.day,
                    "has_photos": offer.has_photos,
                    "taken_by": by,
                },
            )
            self._touched(score, by)
            facts = {"clause": str(indicator), "evidence": offer.title[:200]}
            log(standard, "portal.edit", user=by, data={"facts": facts})

    def drop(self, evidence, *, by):
        """Take a photo or a linked record away again."""
        with self._writing(StandardState.OPEN) as standard:
            facts = {
                "clause": str(evidence.clause.indicator),
                "evidence": _("taken away: %(what)s") % {"what": evidence},
            }
            self._touched(evidence.clause, by)
            evidence.delete()
            log(standard, "portal.edit", user=by, data={"facts": {key: str(value) for key, value in facts.items()}})

    @staticmethod
    def _touched(score, by):
        """Evidence was changed by this person: a clause that was sent back has been looked at again."""
        ClauseScore.objects.filter(pk=score.pk).update(
            scored_by=by, scored_at=timezone.now(), is_sent_back=False, version=F("version") + 1
        )

    @staticmethod
    def _judge_points(indicator, points, happened):
        """A veto is answered by yes or no, everything else by points in halves up to its own."""
        if indicator.is_veto:
            if points is not None or happened is None:
                raise Refused(_("A veto is answered by “happened” or “did not happen”."))
        elif points is None or happened is not None:
            raise Refused(_("Give points for this clause."))
        elif not 0 <= points <= indicator.points or points % STEP:
            raise Refused(_("Give between 0 and %(most)d points, in halves.") % {"most": indicator.points})

    @contextmanager
    def _writing(self, state):
        """Work on the clauses under the lock of the branch's row, in this state; its sums are settled at the end."""
        with transaction.atomic():
            standard = self.locked()
            standard._running()
            if standard.state != state:
                raise Refused(_("It has been moved on already; its clauses cannot be changed now."))
            yield standard
            standard.settle()
            standard.version += 1
            standard.save()
        self.refresh_from_db()
