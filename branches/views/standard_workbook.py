"""One branch's standardization form as a workbook, in the shape in which offices hand it in: out and in."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from branches.choices import StandardState
from branches.ledgers.standard_form import FIELDS, answers, columns
from branches.models import BranchStandard
from branches.views.clauses import NOTHING, evidence_of, yes_no
from branches.views.sheets import SheetForm, refuse
from portal import spreadsheets
from portal.deeds import log
from portal.generic.transitions import TransitionView


class StandardWorkbook(LoginRequiredMixin, View):
    """One branch's form as offices hand it in: clause, requirement, points, scores, reason, evidence."""

    def get(self, request, pk):
        rows = BranchStandard.objects.visible_to(request.user).select_related("organisation", "cycle__catalogue")
        standard = get_object_or_404(rows, pk=pk)
        if not BranchStandard.objects.allowing(request.user, "export").filter(pk=pk).exists():
            raise PermissionDenied
        log(standard, "portal.export", user=request.user, data={"list": str(standard)})
        evidence = evidence_of(standard, request.user)
        filled = (workbook_row(line, evidence) for line in standard.lines())
        notes = [f"{standard.organisation}　{standard.cycle}", str(standard.cycle.catalogue)]
        title = _("Standardization form")
        name = f"{title}-{standard.organisation}-{standard.cycle.year}.xlsx"
        return spreadsheets.workbook_response([(title, columns(), filled, notes)], name)


class StandardSheetForm(SheetForm):
    """The form that the branch has filled in."""

    columns = FIELDS

    def understand(self, lines):
        return answers(lines, self.record.cycle.catalogue.indicators())


class StandardSheet(TransitionView):
    """Bring back the filled-in form: every clause that says something is answered, all or none."""

    model = BranchStandard
    verb = "score"
    form_class = StandardSheetForm
    label = gettext_lazy("Bring back the filled-in form")
    tone = "primary"

    def is_open(self):
        return self.object.state == StandardState.OPEN

    def act(self, form):
        refuse(self.object.answer_sheet(form.understood, by=self.request.user))

    def done(self):
        return _("The answers of the sheet have been taken over.")


def workbook_row(line, evidence):
    """A clause as a row of the form."""
    indicator, score = line.indicator, line.score
    found = evidence.get(score.pk if score else None, NOTHING)
    words = [link["title"] for link in found["links"]]
    if found["photos"]:
        words.append(_("%(n)d photos") % {"n": len(found["photos"])})
    reason = score.reason if score else ""
    if indicator.is_veto and score and score.happened is not None:
        reason = reason or yes_no(score.happened)
    return [
        str(indicator.group),
        str(indicator),
        indicator.requirement_shown,
        indicator.points or None,
        indicator.method_shown,
        indicator.scoring_shown,
        score.self_points if score else None,
        yes_no(score.self_happened) if score and indicator.is_veto else "",
        score.evidence if score else "",
        "；".join(words),
        score.points if score else None,
        reason,
        score.version if score else 0,
    ]
