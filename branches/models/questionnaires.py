"""Questionnaires: anonymous by construction. No sheet is kept, only how often each answer was given.

What is written down and what is not, and what that protects from: docs/decisions/0010-anonymous-answers.md.
"""

import secrets
from dataclasses import dataclass, field

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.assessment_choices import AnswerSource, Audience, Satisfaction
from branches.models.assessment_editions import Question
from branches.models.assessment_rounds import TeamScope
from branches.models.assessment_visits import refuse_unless_assessed
from branches.models.assessments import Assessment
from branches.scoping import ScopedQuerySet
from portal.deeds import log
from portal.states import Record, Refused

# Fewer answers than this are not shown to anybody: who answered could be guessed.
FEWEST_ANSWERS = 5
# 128 bits: nobody guesses an address, however long the attempt.
TOKEN_BYTES = 16
# A sheet counts as valid where at least this share of its questions is answered.
VALID_SHARE = 0.5
# What counts towards the rate of satisfaction; "do not know" is left out of it.
PLEASED = (Satisfaction.SATISFIED, Satisfaction.BASICALLY)
LONGEST_REMARK = 500


class Spent(Exception):
    """The form had been sent before; its answers have been counted already."""


class Unanswerable(Exception):
    """The questionnaire does not take answers any more: expired, closed or revoked."""


def new_token():
    """An address that cannot be guessed."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@dataclass
class Results:
    """What came back, as far as it may be shown: {question key: {answer: count}}, remarks, rate of satisfaction."""

    counts: dict = field(default_factory=dict)
    remarks: list = field(default_factory=list)
    hidden: list = field(default_factory=list)
    shown: int = 0

    def rate(self, questions=None):
        """Satisfied and basically satisfied, divided by all answers but "do not know"; None where there are none."""
        pleased = judged = 0
        for question, answers in self.counts.items():
            if questions is None or question in questions:
                pleased += sum(answers.get(answer, 0) for answer in PLEASED)
                judged += sum(count for answer, count in answers.items() if answer != Satisfaction.UNKNOWN)
        return pleased / judged if judged else None


class QuestionnaireRunQuerySet(ScopedQuerySet):
    """Questions about questionnaires handed out."""

    def answerable(self, today=None):
        """Those that still take answers."""
        today = today or timezone.localdate()
        return self.filter(closed_on=None, revoked_on=None, expires_on__gte=today)


class QuestionnaireRun(Record):
    """One questionnaire of an assessment for one audience: its public address, how many were handed out and returned.

    Sheets and their remarks are counted here and kept nowhere as rows: neither person, address, time nor order.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, verbose_name=_("assessment"), related_name="runs")
    audience = models.CharField(_("group asked"), max_length=10, choices=Audience)
    token = models.CharField(_("address"), max_length=32, unique=True, default=new_token, editable=False)
    expires_on = models.DateField(_("open until"))
    handed_out = models.PositiveIntegerField(_("handed out"), default=0)
    closed_on = models.DateField(_("answers closed on"), null=True, blank=True, editable=False)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True, editable=False)
    returned_online = models.PositiveIntegerField(_("returned online"), default=0, editable=False)
    returned_paper = models.PositiveIntegerField(_("returned on paper"), default=0, editable=False)
    valid_online = models.PositiveIntegerField(_("valid online"), default=0, editable=False)
    valid_paper = models.PositiveIntegerField(_("valid on paper"), default=0, editable=False)
    # {question key: {answer: how often}}; the only trace that an answer leaves.
    answers_online = models.JSONField(_("answers given online"), default=dict, editable=False)
    answers_paper = models.JSONField(_("answers given on paper"), default=dict, editable=False)
    # Each remark is put in at a place drawn by lot.
    remarks_online = models.JSONField(_("remarks made online"), default=list, editable=False)
    remarks_paper = models.JSONField(_("remarks made on paper"), default=list, editable=False)

    scope = TeamScope(organisations=("assessment__organisation",), teams=("assessment__team",))
    grants = permissions.QUESTIONNAIRE_RUN
    fact_labels = {"sheets": _("sheets")}
    objects = QuestionnaireRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["assessment", "audience"]
        constraints = [
            models.UniqueConstraint(
                name="questionnaire_once_an_audience",
                fields=["assessment", "audience"],
                violation_error_message=_("This audience has its questionnaire already."),
            ),
            models.CheckConstraint(
                name="questionnaire_valid_were_returned",
                condition=Q(valid_online__lte=F("returned_online"), valid_paper__lte=F("returned_paper")),
            ),
        ]

    def __str__(self):
        return f"{self.get_audience_display()} · {self.assessment.organisation}"

    def get_absolute_url(self):
        return reverse("questionnaire", args=[self.pk])

    @property
    def public_path(self):
        """The address for whoever answers, without the host."""
        return reverse("answer", args=[self.token])

    @property
    def is_answerable(self):
        """Whether answers are still taken."""
        return not (self.closed_on or self.revoked_on) and self.expires_on >= timezone.localdate()

    @property
    def returned(self):
        """How many came back, on whatever way."""
        return self.returned_online + self.returned_paper

    @property
    def valid(self):
        """How many of them were answered to at least a half."""
        return self.valid_online + self.valid_paper

    @property
    def more_than_handed_out(self):
        """Whether more came back than were handed out: somebody answered twice, or the link was passed on."""
        return bool(self.handed_out) and self.returned > self.handed_out

    def questions(self):
        """The questions of this audience in the edition of the round."""
        return Question.objects.filter(edition=self.assessment.round.edition_id, audience=self.audience)

    @classmethod
    def at_address(cls, token):
        """The questionnaire to which a public address leads, as long as it takes answers; else None."""
        rows = cls.objects.answerable().select_related("assessment__organisation", "assessment__round")
        return rows.filter(token=token).first()

    @classmethod
    def open_for(cls, assessment, *, by, expires_on):
        """Open a questionnaire for each audience that has none yet."""
        with transaction.atomic():
            refuse_unless_assessed(assessment.locked())
            have = set(assessment.runs.values_list("audience", flat=True))
            new = [audience for audience in Audience.values if audience not in have]
            for audience in new:
                run = cls.objects.create(assessment=assessment, audience=audience, expires_on=expires_on)
                log(run, "portal.create", user=by)
        return len(new)

    def hand_out(self, *, by, expires_on, handed_out):
        """How many were handed out, and until when it is open."""
        with transaction.atomic():
            if self.locked().closed_on:
                raise Refused(gettext("This questionnaire is closed; nothing is counted any more."))
            self.expires_on, self.handed_out = expires_on, handed_out
            self.save(update_fields=["expires_on", "handed_out"])
            facts = {"expires_on": str(expires_on), "handed_out": handed_out}
            log(self, "portal.edit", user=by, data={"facts": facts})

    # --- answering

    def take_online(self, answers, remark, *, form_key):
        """Count one sheet sent by a visitor. Raises Spent for a form sent twice, Unanswerable for one that is late."""
        with transaction.atomic():
            run = self.locked()
            if not run.is_answerable:
                raise Unanswerable
            digest = salted_hmac("questionnaire", f"{run.pk}:{form_key}", algorithm="sha256").hexdigest()
            try:
                with transaction.atomic():
                    SpentKey.objects.create(run=run, digest=digest)
            except IntegrityError as error:
                raise Spent from error
            run._count(AnswerSource.ONLINE, [(answers, remark)])
        # Nothing is logged: a line in the log would carry the time.

    def take_paper(self, sheets, *, by):
        """Count paper sheets that the team keys in: [({question key: answer}, remark)]."""
        with transaction.atomic():
            run = self.locked()
            refuse_unless_assessed(run.assessment)
            if run.closed_on:
                raise Refused(gettext("This questionnaire is closed; nothing is counted any more."))
            run._count(AnswerSource.PAPER, sheets)
            log(run, "portal.edit", user=by, data={"facts": {"sheets": len(sheets)}})

    def _count(self, source, sheets):
        """Add the sheets to the counts, and their remarks to the others at places drawn by lot."""
        known = {str(question.pk) for question in self.questions()}
        counts, remarks, valid = getattr(self, f"answers_{source}"), getattr(self, f"remarks_{source}"), 0
        for answers, remark in sheets:
            given = {str(key): answer for key, answer in answers.items() if answer in Satisfaction.values}
            given = {key: answer for key, answer in given.items() if key in known}
            valid += bool(given) and len(given) >= VALID_SHARE * len(known)
            for key, answer in given.items():
                of = counts.setdefault(key, {})
                of[answer] = of.get(answer, 0) + 1
            if remark := remark.strip()[:LONGEST_REMARK]:
                remarks.insert(secrets.randbelow(len(remarks) + 1), remark)
        # Sorted, so that not even the order of the keys tells which answer came first.
        counts = {key: dict(sorted(of.items())) for key, of in sorted(counts.items())}
        # update() leaves `updated_at` alone: it would say when the last sheet came in.
        type(self).objects.filter(pk=self.pk).update(
            **{
                f"returned_{source}": F(f"returned_{source}") + len(sheets),
                f"valid_{source}": F(f"valid_{source}") + valid,
                f"answers_{source}": counts,
                f"remarks_{source}": remarks,
            }
        )

    # --- ending

    def close(self, *, by):
        """No more answers; from now on the results are shown, as far as there are enough of them."""
        self._end(by, "closed_on")
        self.spent_keys.all().delete()

    def revoke(self, *, by):
        """The address opens nothing any more, as if it had never been; another can be given out."""
        self._end(by, "revoked_on")

    def renew(self, *, by, expires_on):
        """A new address after the old one was revoked or has expired; what has been counted stays."""
        if self.closed_on:
            raise Refused(gettext("This questionnaire is closed; nothing is counted any more."))
        self.token, self.revoked_on, self.expires_on = new_token(), None, expires_on
        self.save(update_fields=["token", "revoked_on", "expires_on"])
        log(self, "portal.edit", user=by, data={"facts": {"expires_on": str(expires_on)}})

    def _end(self, by, name):
        with transaction.atomic():
            run = self.locked()
            if run.closed_on:
                raise Refused(gettext("This questionnaire is closed already."))
            setattr(self, name, timezone.localdate())
            self.save(update_fields=[name])
            log(self, "portal.edit", user=by, data={"facts": {name: str(timezone.localdate())}})

    # --- results

    def results(self):
        """What may be shown, once the questionnaire is closed.

        Each way of answering is shown only if at least FEWEST_ANSWERS valid sheets came that way: the team has keyed in
        the paper ones, so that a single one answered online could be worked out from the sum.
        """
        results = Results()
        if not self.closed_on:
            return results
        for source in AnswerSource:
            valid = getattr(self, f"valid_{source}")
            if valid >= FEWEST_ANSWERS:
                results.shown += valid
                results.remarks += getattr(self, f"remarks_{source}")
                for question, answers in getattr(self, f"answers_{source}").items():
                    of = results.counts.setdefault(int(question), {})
                    for answer, count in answers.items():
                        of[answer] = of.get(answer, 0) + count
            elif getattr(self, f"returned_{source}"):
                results.hidden.append(source)
        return results


class SpentKey(models.Model):
    """A form that was sent: keeps a second tap from counting twice. It leads to no answer, and goes when the
    questionnaire is closed."""

    run = models.ForeignKey(
        QuestionnaireRun, models.CASCADE, verbose_name=_("questionnaire"), related_name="spent_keys"
    )
    digest = models.CharField(_("digest (SHA-256)"), max_length=64, primary_key=True)

    class Meta:
        verbose_name = _("form sent")
        verbose_name_plural = _("forms sent")
        ordering = ["digest"]

    def __str__(self):
        return self.digest[:8]
