"""How a report writes itself: sentences and scores made of what the portal holds about the branch and the visit.

Everything here only reads. The texts are in the language of the portal's papers; the team edits them afterwards.
"""

from collections import defaultdict
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.assessment_choices import Audience, Dimension, MaterialVerdict
from branches.choices import OrganisationKind, SiteState
from branches.models.assessment_editions import Question
from branches.models.hints import hints_of

# A rate of satisfaction below this is a problem (domain.md 3.4 borrows 60 % from the villages' standard).
LOW_RATE = 0.6
HIGH_RATE = 0.9
FULL = Decimal(100)
SITE_SCORES = {SiteState.COMPLETED: FULL, SiteState.UNDER_CONSTRUCTION: Decimal(60), SiteState.NOT_STARTED: Decimal(0)}


def day(value):
    """A day as papers write it."""
    return date_format(value, "DATE_FORMAT") if value else "—"


def percent(rate):
    """A share as papers write it; "—" where there was nothing to divide."""
    return "—" if rate is None else f"{rate * 100:.1f}%"


class Findings:
    """What the records of one assessment say, read once."""

    def __init__(self, assessment):
        self.assessment = assessment
        self.organisation = assessment.organisation
        self.enterprise = assessment.organisation.enterprise
        self.checks = list(assessment.checks.select_related("item"))
        self.items = list(assessment.round.edition.items.all())
        self.runs = list(assessment.runs.all())
        self.results = {run.audience: run.results() for run in self.runs}
        self.questions = defaultdict(dict)  # type: ignore[var-annotated]
        for question in Question.objects.filter(edition=assessment.round.edition_id):
            self.questions[question.dimension][question.pk] = question

    # --- scores

    def score(self, dimension):
        """What the records suggest for a dimension out of 100, or None where they say nothing."""
        parts = [part for part in (self._by_material(dimension), self._by_answers(dimension)) if part is not None]
        if dimension == Dimension.SITE:
            parts.append(SITE_SCORES[SiteState(self.organisation.site_state)])
        return (sum(parts) / len(parts)).quantize(Decimal("0.1")) if parts else None

    def _by_material(self, dimension):
        """The points kept of those that could be lost, where every item of the dimension was looked at."""
        items = [item for item in self.items if item.dimension == dimension]
        checks = [check for check in self.checks if check.item.dimension == dimension]
        if not items or len(checks) < len(items):
            return None
        points = sum(item.points for item in items)
        return FULL * (points - sum(check.deduction for check in checks)) / points

    def _by_answers(self, dimension):
        """The rate of satisfaction of the audiences that were asked about the dimension, each counted alike."""
        asked = set(self.questions[dimension])
        rates = [rate for results in self.results.values() if (rate := results.rate(asked)) is not None]
        return Decimal(str(sum(rates) / len(rates) * 100)) if rates else None

    # --- texts

    def texts(self):
        """{section: text}: facts, process, strengths and problems."""
        return {
            "facts": self.facts(),
            "process": self.process(),
            "strengths": "\n".join(self.strengths()),
            "problems": "\n".join(self.problems()),
        }

    def facts(self):
        """Enterprise, staff, members, committee, last election."""
        one, host = self.organisation, self.enterprise
        lines = []
        if host:
            staff = (
                _("%(n)d employees") % {"n": host.employees} if host.employees else _("number of employees not known")
            )
            lines.append(
                _("“%(branch)s” belongs to %(enterprise)s (%(trade)s, %(staff)s).")
                % {"branch": one, "enterprise": host, "trade": host.get_trade_display(), "staff": staff}
            )
        else:
            lines.append(_("“%(branch)s” has no host enterprise.") % {"branch": one})
        lines.append(
            _("It has %(full)d full and %(probationary)d probationary members. Its secretary is %(secretary)s.")
            % {
                "full": one.full_members,
                "probationary": one.probationary_members,
                "secretary": one.secretary_name or _("not known"),
            }
        )
        if one.last_election_on:
            lines.append(_("The last election was held on %(day)s.") % {"day": day(one.last_election_on)})
        else:
            lines.append(_("The day of the last election is not known."))
        return "\n".join(lines)

    def process(self):
        """Dates, team, methods, questionnaires handed out, returned and valid."""
        one = self.assessment
        seats = "、".join(str(seat) for seat in one.team.seats.select_related("user")) if one.team_id else "—"
        lines = [
            _("The team (%(people)s) visited the branch on %(day)s.")
            % {"people": seats, "day": day(one.visited_on or one.visit_on)},
            _("It looked at %(n)d of %(all)d items of material and held %(talks)d talks.")
            % {"n": len(self.checks), "all": len(self.items), "talks": one.talks.count()},
        ]
        for run in self.runs:
            lines.append(
                _("Questionnaire, %(audience)s: %(out)d handed out, %(back)d returned, %(valid)d valid, rate %(rate)s.")
                % {
                    "audience": run.get_audience_display(),
                    "out": run.handed_out,
                    "back": run.returned,
                    "valid": run.valid,
                    "rate": percent(self.results[run.audience].rate()),
                }
            )
        return "\n".join(lines)

    def strengths(self):
        """What is complete, and whom the branch pleases."""
        whole = [one.item.label for one in self.checks if one.verdict == MaterialVerdict.PRESENT]
        if whole:
            yield _("Complete: %(items)s.") % {"items": "、".join(whole)}
        if self.organisation.site_state == SiteState.COMPLETED:
            yield _("Its site was accepted on %(day)s.") % {"day": day(self.organisation.site_accepted_on)}
        for audience, rate in self._rates():
            if rate >= HIGH_RATE:
                yield _("Satisfaction of %(audience)s: %(rate)s.") % {"audience": audience, "rate": percent(rate)}

    def problems(self):
        """What is missing or incomplete, whom it does not please, and what the rules of party organisation say."""
        for check in self.checks:
            if check.verdict != MaterialVerdict.PRESENT:
                words = {"item": check.item.label, "found": check.get_verdict_display(), "note": check.note}
                yield (_("%(item)s: %(found)s. %(note)s") % words).strip()
        if self.organisation.site_state != SiteState.COMPLETED:
            yield _("Its site is %(state)s.") % {"state": self.organisation.get_site_state_display()}
        for audience, rate in self._rates():
            if rate < LOW_RATE:
                yield _("Satisfaction of %(audience)s: %(rate)s.") % {"audience": audience, "rate": percent(rate)}
        if self.organisation.kind != OrganisationKind.OFFICE:
            yield from (str(hint.sentence) for hint in hints_of(self.organisation))

    def _rates(self):
        """(audience in words, rate) of each audience with results."""
        for audience in Audience:
            rate = self.results[audience].rate() if audience in self.results else None
            if rate is not None:
                yield audience.label, rate
