"""The workbooks of a round of assessment: the plan of visits and the summary, as they are handed in."""

from django.utils.translation import gettext as _

from branches.assessment_choices import DeliberationState, Dimension
from portal.spreadsheets import Column


def plan_table(assessments):
    """(title, columns, rows) of the plan of visits, in the order of the visits."""
    columns = [
        Column(_("No."), "whole"),
        Column(_("Day"), "day"),
        Column(_("At"), "text", width=8),
        Column(_("Team")),
        Column(_("Assessors"), width=24),
        Column(_("Branch"), width=34),
        Column(_("Host enterprise"), width=30),
        Column(_("Grid")),
        Column(_("Address"), width=30),
        Column(_("Secretary")),
        Column(_("State")),
    ]
    rows = assessments.select_related("organisation__enterprise__grid", "team").prefetch_related("team__seats__user")
    return _("Plan of visits"), columns, plan_rows(rows.order_by("visit_on", "team", "route", "pk"))


def plan_rows(assessments):
    """A line a visit."""
    for number, one in enumerate(assessments, 1):
        host = one.organisation.enterprise
        yield (
            number,
            one.visited_on or one.visit_on,
            f"{one.visit_at:%H:%M}" if one.visit_at else "",
            one.team.name if one.team else "",
            "、".join(str(seat) for seat in one.team.seats.all()) if one.team else "",
            one.organisation.name,
            host.name if host else "",
            host.grid.name if host and host.grid else "",
            host.address if host else "",
            one.organisation.secretary_name,
            one.get_state_display(),
        )


def summary_table(assessments):
    """(title, columns, rows) of the summary: facts, scores by dimension, rating, proposal."""
    columns = [
        Column(_("No."), "whole"),
        Column(_("Branch"), width=34),
        Column(_("Kind")),
        Column(_("Host enterprise"), width=30),
        Column(_("Employees"), "whole"),
        Column(_("Full members"), "whole"),
        Column(_("Probationary members"), "whole"),
        Column(_("Last election"), "day"),
        Column(_("Visited on"), "day"),
        Column(_("Team")),
        *(Column(str(dimension.label), "decimal") for dimension in Dimension),
        Column(_("Total"), "decimal"),
        Column(_("Rating")),
        Column(_("Proposal")),
        Column(_("Rectify by"), "day"),
        Column(_("Problems"), width=40),
        Column(_("Decision")),
        Column(_("Meeting"), width=24),
        Column(_("Document number"), width=20),
        Column(_("Effective on"), "day"),
        Column(_("State")),
    ]
    rows = assessments.select_related("organisation__enterprise", "team", "report", "decision__deliberation")
    rows = rows.prefetch_related("report__scores")
    return _("Summary of the assessment"), columns, summary_rows(rows.order_by("organisation__path"))


def summary_rows(assessments):
    """A line a branch; what is not signed off yet stays empty."""
    for number, one in enumerate(assessments, 1):
        host, branch = one.organisation.enterprise, one.organisation
        report = getattr(one, "report", None)
        report = report if report and report.signed_on else None
        scores = {score.dimension: score.score for score in report.scores.all()} if report else {}
        yield (
            number,
            branch.name,
            branch.get_kind_display(),
            host.name if host else "",
            host.employees if host else None,
            branch.full_members,
            branch.probationary_members,
            branch.last_election_on,
            one.visited_on,
            one.team.name if one.team else "",
            *(scores.get(dimension.value) for dimension in Dimension),
            report.total if report else None,
            report.get_rating_display() if report else "",
            report.get_proposal_display() if report else "",
            report.rectify_by if report else None,
            report.problems if report else "",
            *decision_cells(getattr(one, "decision", None)),
            one.get_state_display(),
        )


def decision_cells(decision):
    """What the committee decided, once it has: decision, meeting, document number, effective day."""
    if decision is None or decision.deliberation.state == DeliberationState.DRAFT:
        return ("", "", "", None)
    held = decision.deliberation
    return (decision.get_kind_display(), f"{held.meeting} {held.held_on}", held.document_number, held.effective_on)


def team_table(assessments):
    """(title, columns, rows) of the sheet that a team fills in: what its reports say so far."""
    columns = [
        Column(_("Branch"), width=34),
        Column(_("Visited on"), "day"),
        *(Column(str(dimension.label), "decimal") for dimension in Dimension),
        Column(_("Rating"), width=14),
        Column(_("Proposal"), width=14),
        Column(_("Rectify by"), "day"),
        Column(_("Problems"), width=40),
        Column(_("Version (leave as it is)"), "whole"),
    ]
    return _("Scores of the team"), columns, team_rows(assessments.order_by("organisation__path"))


def team_rows(assessments):
    """A line a branch; empty where no report has been written yet."""
    for one in assessments:
        report = getattr(one, "report", None)
        scores = {score.dimension: score.score for score in report.scores.all()} if report else {}
        yield (
            one.organisation.name,
            one.visited_on,
            *(scores.get(dimension.value) for dimension in Dimension),
            report.get_rating_display() if report else "",
            report.get_proposal_display() if report else "",
            report.rectify_by if report else None,
            report.problems if report else "",
            report.version if report else 0,
        )
