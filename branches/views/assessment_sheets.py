"""The sheet of a team in a round: downloaded with what the reports say so far, filled in, and brought back."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.assessment_choices import AssessmentState, RoundState
from branches.ledgers.assessment_sheet import FIELDS, entries
from branches.models import Assessment, AssessmentReport, AssessmentRound
from branches.summaries import team_table
from branches.views.assessment_plans import RoundPageView
from branches.views.sheets import SheetForm, refuse
from portal import spreadsheets
from portal.deeds import log
from portal.generic.transitions import TransitionView


def visited(round_, user):
    """The branches of a person's teams in a round that wait for their report."""
    rows = Assessment.objects.allowing(user, "assess").filter(round=round_, state=AssessmentState.VISITED)
    return rows.select_related("organisation", "report").prefetch_related("report__scores")


class TeamSheet(RoundPageView):
    """The branches of one's teams as a workbook to fill in."""

    verb = "fill"

    def get(self, request):
        title, columns, lines = team_table(visited(self.object, request.user))
        log(self.object, "portal.export", user=request.user, data={"list": title})
        name = f"{title}-{timezone.localdate():%Y%m%d}.xlsx"
        return spreadsheets.workbook_response([(title, columns, lines, [str(self.object)])], name)


class TeamSheetForm(SheetForm):
    """The sheet that a team has filled in."""

    columns = FIELDS

    def understand(self, lines):
        return entries(lines, visited(self.record, self.user))


class TeamSheetBring(TransitionView):
    """Bring back the filled-in sheet: it goes into the drafts of the reports, all or none."""

    model = AssessmentRound
    verb = "fill"
    form_class = TeamSheetForm
    label = gettext_lazy("Bring back the filled-in sheet")
    tone = "primary"

    def is_open(self):
        return self.object.state == RoundState.RUNNING

    def act(self, form):
        refuse(AssessmentReport.take_sheet(form.understood, by=self.request.user))

    def done(self):
        return _("The sheet has been taken over into the drafts of the reports.")
