"""The papers of an assessment: the report in the official layout, and the questionnaire to be filled in by hand."""

from django.conf import settings
from django.utils.translation import gettext as _

from branches.assessment_choices import Proposal, Satisfaction
from branches.forms.questionnaires import KEYS
from portal.documents import Code, Facts, Heading, Lines, Paper, Signature, Table, Text, day_in_words

BOX = "□"


def report_paper(report):
    """The assessment report: facts, process, scores, strengths, problems, rating, proposal, signatures, answer."""
    one = report.assessment
    blocks = [
        Heading(_("I. Basic facts")),
        Text(report.facts),
        branch_facts(one.organisation),
        Heading(_("II. How it was assessed")),
        Text(report.process),
        Heading(_("III. Scores by dimension")),
        score_table(report),
        Heading(_("IV. Strengths")),
        Text(report.strengths or _("None named.")),
        Heading(_("V. Problems")),
        Text(report.problems or _("None named.")),
        Heading(_("VI. Rating and proposal")),
        Text(verdict(report)),
        Text(report.proposal_text),
        Signature(signatures(report)),
    ]
    if report.reply:
        blocks += [
            Heading(_("VII. The branch's answer")),
            Text(report.reply),
            Signature([one.organisation.name, day_in_words(report.answered_on)]),
        ]
    return Paper(
        title=_("Capability assessment report on %(branch)s") % {"branch": one.organisation.name},
        blocks=blocks,
        subtitle=f"（{one.round.name}）",
        red_head=one.round.office.name,
        number=_("Assessment report No. %(number)s") % {"number": report.number} if report.number else _("Draft"),
    )


def branch_facts(branch):
    """The branch in six lines."""
    host = branch.enterprise
    return Facts(
        [
            (_("Party organisation"), branch.name),
            (_("Host enterprise"), host.name if host else "—"),
            (_("Secretary"), branch.secretary_name or "—"),
            (_("Employees"), host.employees if host and host.employees else "—"),
            (_("Full members"), branch.full_members),
            (_("Probationary members"), branch.probationary_members),
        ]
    )


def score_table(report):
    """The scores by dimension with their weights, and the weighted mean."""
    scores, total = list(report.scores.all()), report.total
    rows = [
        [score.get_dimension_display(), score.weight, "—" if score.score is None else f"{score.score:g}", score.reason]
        for score in scores
    ]
    rows.append([_("Total"), sum(score.weight for score in scores), "—" if total is None else f"{total:g}", ""])
    heads = [_("Dimension"), _("Weight"), _("Score"), _("Reason")]
    return Table(heads, rows, widths=(3, 1.3, 1.3, 5), numbers=frozenset({1, 2}))


def verdict(report):
    """Rating and proposal in a sentence."""
    words = {"rating": report.get_rating_display() or "—", "proposal": report.get_proposal_display() or "—"}
    if report.proposal == Proposal.RECTIFY and report.rectify_by:
        words["day"] = day_in_words(report.rectify_by)
        return _("Rating: %(rating)s. Proposal: %(proposal)s, by %(day)s.") % words
    return _("Rating: %(rating)s. Proposal: %(proposal)s.") % words


def signatures(report):
    """Who signed, and who was on the team."""
    seats = list(report.assessment.team.seats.select_related("user"))
    leader = next((seat for seat in seats if seat.is_leader), None)
    lines = [_("Leader of the team: %(name)s") % {"name": leader or "—"}]
    others = [str(seat) for seat in seats if not seat.is_leader]
    if others:
        lines.append(_("Assessors: %(names)s") % {"names": "、".join(others)})
    if report.signed_on:
        lines.append(day_in_words(report.signed_on))
    return lines


def questionnaire_paper(run, address):
    """The printed sheet: the questions with boxes, room for a remark, and the QR code for whoever prefers the phone."""
    answers = [f"{key} {Satisfaction(answer).label}" for key, answer in KEYS.items()]
    rows = [[question.number, question.label, *[BOX] * len(answers)] for question in run.questions()]
    intro = _(
        "This questionnaire is anonymous: please write no name. Tick one box in each line, then put the sheet into the "
        "box of the assessment team. Who prefers the phone scans the code at the end; please answer once only."
    )
    return Paper(
        title=_("Questionnaire for the capability assessment"),
        subtitle=f"（{run.assessment.organisation.name} · {run.get_audience_display()}）",
        blocks=[
            Text(intro),
            Table([_("No."), _("Question"), *answers], rows, widths=(0.8, 5, 1.5, 1.5, 1.5, 1.5)),
            Text(_("What else should be said?")),
            Lines(3),
            Code(
                address,
                _("Scan to answer on the phone, without a name. Open until %(day)s.")
                % {"day": day_in_words(run.expires_on)},
                width=30,
            ),
            Text(settings.PORTAL_NAME, place="center", is_small=True),
        ],
    )
