"""The report of an assessment: written by the records, edited by the team, signed off, answered by the branch."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from branches import permissions
from branches.assessment_choices import AssessmentState, Dimension, Proposal, Rating, ReportState
from branches.choices import Role
from branches.models.assessment_drafts import Findings
from branches.models.assessment_rounds import TeamScope
from branches.models.assessments import FEWEST_ASSENTS, Assessment
from branches.scoping import ScopedQuerySet
from portal.deeds import log
from portal.models import Counter
from portal.states import Refused, Stateful, transition

SECTIONS = ("facts", "process", "strengths", "problems")


class AssessmentReportQuerySet(ScopedQuerySet):
    """Questions about reports."""

    def allowing(self, user, verb):
        """Until it is signed off a report exists for its team alone."""
        rows = super().allowing(user, verb)
        if not user.is_authenticated or not user.is_active:
            return rows
        early = self.model.scope.reach(self.model, user, {Role.ASSESSOR} & set(self.model.grants.get(verb, ())))
        return rows.filter(~Q(state=ReportState.DRAFT) | early)


class AssessmentReport(Stateful):
    """The report on one branch. The texts belong to the team; `composed` is what the records said when it took them."""

    assessment = models.OneToOneField(
        Assessment, models.PROTECT, verbose_name=_("assessment"), related_name="report", editable=False
    )
    number = models.CharField(_("report number"), max_length=40, blank=True, editable=False)
    facts = models.TextField(_("basic facts"), max_length=4000, blank=True)
    process = models.TextField(_("how it was assessed"), max_length=4000, blank=True)
    strengths = models.TextField(_("strengths"), max_length=4000, blank=True)
    problems = models.TextField(_("problems"), max_length=4000, blank=True)
    rating = models.CharField(_("rating"), max_length=12, choices=Rating, blank=True)
    proposal = models.CharField(_("proposal"), max_length=10, choices=Proposal, blank=True)
    rectify_by = models.DateField(_("rectify by"), null=True, blank=True)
    proposal_text = models.TextField(_("reasons for the proposal"), max_length=2000, blank=True)
    composed = models.JSONField(_("what the records said"), default=dict, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT, editable=False)
    signed_on = models.DateField(_("signed off on"), null=True, editable=False)
    signed_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("signed by"), related_name="+", null=True, editable=False
    )
    reply = models.TextField(_("the branch's answer"), max_length=2000, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    answered_by = models.ForeignKey(
        "portal.User", models.PROTECT, verbose_name=_("answered by"), related_name="+", null=True, editable=False
    )

    scope = TeamScope(organisations=("assessment__organisation",), teams=("assessment__team",))
    grants = permissions.ASSESSMENT_REPORT
    fact_labels = {
        "reply": _("the branch's answer"),
        "why": _("reason"),
        "assent": _("assent of"),
        **dict(Dimension.choices),
    }
    objects = AssessmentReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment report")
        verbose_name_plural = _("assessment reports")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="assessment_report_signed_has_day",
                condition=Q(state=ReportState.DRAFT, signed_on=None)
                | (~Q(state=ReportState.DRAFT) & Q(signed_on__isnull=False) & ~Q(rating="") & ~Q(proposal="")),
                violation_error_message=_("A report that is signed off has its day, a rating and a proposal."),
            ),
            models.CheckConstraint(
                name="assessment_report_rectify_has_day",
                condition=Q(rectify_by=None) | Q(proposal=Proposal.RECTIFY),
                violation_error_message=_("A deadline goes with the proposal to rectify alone."),
            ),
        ]

    def __str__(self):
        return gettext("Assessment report: %(branch)s") % {"branch": self.assessment.organisation}

    def get_absolute_url(self):
        return reverse("assessment_report", args=[self.pk])

    # --- writing

    @classmethod
    def draft(cls, assessment, *, by):
        """The report of an assessment, written from its records if there is none yet."""
        if found := cls.objects.filter(assessment=assessment).first():
            return found
        if assessment.state != AssessmentState.VISITED:
            raise Refused(gettext("The report is written after the visit."))
        texts = composed_texts(assessment)
        with transaction.atomic():
            report = cls.objects.create(assessment=assessment, composed=texts, **texts)
            findings = Findings(assessment)
            weights = assessment.round.edition.weight_of()
            DimensionScore.objects.bulk_create(
                [
                    DimensionScore(
                        report=report,
                        dimension=dimension,
                        weight=weights.get(dimension, 0),
                        score=findings.score(dimension),
                        suggested=findings.score(dimension),
                    )
                    for dimension in Dimension
                ]
            )
            log(report, "portal.create", user=by)
        return report

    @classmethod
    def take_sheet(cls, lines, *, by):
        """What a team has filled in elsewhere, {row: (assessment, scores, facts, version)}: all or none.

        The answer is the sentences on what stands in the way, each naming its row.
        """
        faults = []
        with transaction.atomic():
            for number, (assessment, scores, facts, version) in lines.items():
                known = cls.objects.filter(assessment=assessment).exists()
                try:
                    report = cls.draft(assessment, by=by)
                    report.fill_in(by=by, scores=scores, version=version if known else report.version, **facts)
                except (Refused, ValidationError) as fault:
                    words = {"n": number, "fault": " ".join(getattr(fault, "messages", [str(fault)]))}
                    faults.append(gettext("Row %(n)d: %(fault)s") % words)
            if faults:
                transaction.set_rollback(True)
        return faults

    def fill_in(self, *, by, scores, version, **facts):
        """Scores by dimension, and rating, proposal, deadline or problems, into the draft; what is left out stays."""
        with transaction.atomic():
            report = self.locked()
            report.refuse_unless_draft()
            given = {one.dimension: one for one in report.scores.all()}
            changed = [given[name] for name, value in scores.items() if given[name].score != value]
            differing = {name: value for name, value in facts.items() if getattr(report, name) != value}
            if not changed and not differing:
                return
            if version != report.version:
                raise Refused(
                    gettext("Somebody else has changed the report of “%(branch)s” since. Download the sheet again.")
                    % {"branch": self.assessment.organisation}
                )
            for name, value in differing.items():
                setattr(report, name, value)
            report.version += 1
            report.validate_constraints()
            report.save()
            for one in changed:
                one.score = scores[one.dimension]
                one.save(update_fields=["score"])
            report.edited()
            facts = {name: str(value)[:200] for name, value in (differing | scores).items()}
            log(report, "portal.edit", user=by, data={"facts": facts})

    def news(self):
        """{section: (what the records said then, what they say now)} where the two differ; the team's text is kept."""
        now = composed_texts(self.assessment)
        return {
            name: (self.composed.get(name, ""), now[name]) for name in SECTIONS if now[name] != self.composed.get(name)
        }

    def take_over(self, sections):
        """Let the named sections say what the records say now; other edits stay (not saved here)."""
        now = composed_texts(self.assessment)
        for name in sections:
            setattr(self, name, now[name])
            self.composed[name] = now[name]

    def refuse_unless_draft(self):
        """A report that is signed off says for good what it says."""
        if self.state != ReportState.DRAFT:
            raise Refused(gettext("The report is signed off. Take it back before you change it."))

    def edited(self):
        """The team has changed it: whoever assented has to read it again."""
        self.assents.all().delete()

    @property
    def total(self):
        """The weighted mean of the scores, one decimal; None while one is missing."""
        scores = list(self.scores.all())
        weight = sum(one.weight for one in scores)
        if not weight or any(one.score is None for one in scores if one.weight):
            return None
        total = sum(one.score * one.weight for one in scores if one.weight) / weight  # type: ignore[operator]
        return Decimal(total).quantize(Decimal("0.1"))

    # --- moving on

    def assent(self, *, by):
        """A member of the team stands by the report as it is."""
        with transaction.atomic():
            report = self.locked()
            if report.state != ReportState.DRAFT:
                raise Refused(gettext("The report is signed off already."))
            _seat, is_new = ReportAssent.objects.get_or_create(report=report, user=by)
            if is_new:
                log(report, "portal.edit", user=by, data={"facts": {"assent": str(by)}})

    @transition(ReportState.DRAFT, ReportState.SIGNED, label=_("Sign off"), tone="primary")
    def sign(self, *, by):
        """The leader signs for the team; two of its members, the leader among them or not, have assented."""
        leader = self.assessment.team.leader
        if leader is None or leader.pk != by.pk:
            raise Refused(gettext("The leader of the team signs (%(leader)s).") % {"leader": leader or "—"})
        if not self.rating or not self.proposal:
            raise Refused(gettext("Give the rating and the proposal first."))
        if self.proposal == Proposal.RECTIFY and not self.rectify_by:
            raise Refused(gettext("Say by when the branch has to rectify."))
        if self.total is None:
            raise Refused(gettext("Not every dimension has a score yet."))
        team = self.assessment.team.seats.values("user")
        if self.assents.filter(user__in=team).count() < FEWEST_ASSENTS:
            raise Refused(gettext("At least two members of the team have to assent first."))
        self.signed_on, self.signed_by = timezone.localdate(), by
        if not self.number:
            year = timezone.localdate().year
            self.number = f"{year}-{Counter.next(f'assessment report {year}'):03d}"
        self.assessment.report_signed(by=by)

    @transition((ReportState.SIGNED, ReportState.ANSWERED), ReportState.DRAFT, label=_("Take back"))
    def take_back(self, *, by, why):
        """Something in it is wrong: back to the team, before the committee deliberates on it."""
        self.assessment.take_back(by=by)
        self.signed_on = self.signed_by = self.answered_on = self.answered_by = None
        self.assents.all().delete()

    @transition(ReportState.SIGNED, ReportState.ANSWERED, label=_("Answer"), tone="primary")
    def answer(self, *, by, reply):
        """The branch says what it thinks of the report."""
        self.reply, self.answered_on, self.answered_by = reply, timezone.localdate(), by


def composed_texts(assessment):
    """What the records say, in the language of the portal's papers, whoever asks."""
    with translation.override(settings.LANGUAGE_CODE):
        return Findings(assessment).texts()


class DimensionScore(models.Model):
    """What the team gives a branch in one dimension, and what the records had suggested."""

    report = models.ForeignKey(
        AssessmentReport, models.CASCADE, verbose_name=_("assessment report"), related_name="scores"
    )
    dimension = models.CharField(_("dimension"), max_length=12, choices=Dimension)
    weight = models.PositiveSmallIntegerField(_("weight"))
    suggested = models.DecimalField(_("suggested"), max_digits=4, decimal_places=1, null=True, editable=False)
    score = models.DecimalField(
        _("score"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("score in a dimension")
        verbose_name_plural = _("scores in dimensions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="dimension_score_once", fields=["report", "dimension"]),
            models.CheckConstraint(
                name="dimension_score_of_a_hundred",
                condition=Q(score=None) | Q(score__gte=0, score__lte=100),
                violation_error_message=_("A score lies between 0 and 100."),
            ),
        ]

    def __str__(self):
        return f"{self.get_dimension_display()}: {self.score}"


class ReportAssent(models.Model):
    """A member of the team stands by the report as it was at that moment."""

    report = models.ForeignKey(
        AssessmentReport, models.CASCADE, verbose_name=_("assessment report"), related_name="assents"
    )
    user = models.ForeignKey("portal.User", models.PROTECT, verbose_name=_("assessor"), related_name="+")
    given_at = models.DateTimeField(_("given at"), default=timezone.now)

    class Meta:
        verbose_name = _("assent to a report")
        verbose_name_plural = _("assents to reports")
        ordering = ["given_at"]
        constraints = [models.UniqueConstraint(name="report_assent_once", fields=["report", "user"])]

    def __str__(self):
        return str(self.user)
