"""One branch's standardization form as a workbook, in the shape in which offices hand it in."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import View
from wagtail.log_actions import log

from branches.models import BranchStandard
from branches.views.clauses import NOTHING, evidence_of
from portal import spreadsheets


class StandardWorkbook(LoginRequiredMixin, View):
    """One branch's form as offices hand it in: clause, requirement, points, scores, reason, evidence."""

    def get(self, request, pk):
        rows = BranchStandard.objects.visible_to(request.user).select_related("organisation", "cycle__catalogue")
        standard = get_object_or_404(rows, pk=pk)
        if not BranchStandard.objects.allowing(request.user, "export").filter(pk=pk).exists():
            raise PermissionDenied
        log(standard, "portal.export", user=request.user, data={"list": str(standard)})
        columns = [
            spreadsheets.Column(label, kind=kind)
            for label, kind in (
                (_("Group"), "text"),
                (pgettext("indicator", "Clause"), "text"),
                (_("Requirement"), "text"),
                (_("Points"), "decimal"),
                (_("Method of checking"), "text"),
                (_("How points are given"), "text"),
                (_("Self-score"), "decimal"),
                (_("Reviewed score"), "decimal"),
                (_("Reason for the difference"), "text"),
                (_("Evidence"), "text"),
            )
        ]
        evidence = evidence_of(standard, request.user)
        filled = (workbook_row(line, evidence) for line in standard.lines())
        notes = [f"{standard.organisation}　{standard.cycle}", str(standard.cycle.catalogue)]
        title = _("Standardization form")
        name = f"{title}-{standard.organisation}-{standard.cycle.year}.xlsx"
        return spreadsheets.workbook_response([(title, columns, filled, notes)], name)


def workbook_row(line, evidence):
    """A clause as a row of the form."""
    indicator, score = line.indicator, line.score
    found = evidence.get(score.pk if score else None, NOTHING)
    words = [score.evidence] if score and score.evidence else []
    words += [link["title"] for link in found["links"]]
    if found["photos"]:
        words.append(_("%(n)d photos") % {"n": len(found["photos"])})
    yes_no = {True: _("happened"), False: _("did not happen"), None: ""}
    own, reviewed = (score.self_points, score.points) if score else (None, None)
    reason = score.reason if score else ""
    if indicator.is_veto and score:
        reason = reason or str(yes_no[score.happened if score.happened is not None else score.self_happened])
    return [
        str(indicator.group),
        str(indicator),
        indicator.requirement_shown,
        indicator.points or None,
        indicator.method_shown,
        indicator.scoring_shown,
        own,
        reviewed,
        reason,
        "；".join(words),
    ]
