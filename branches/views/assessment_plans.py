"""The plan of visits: who goes where when, grid by grid, and what else is planned at the enterprise that month."""

import calendar
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from branches.assessment_choices import AssessmentState, RoundState
from branches.forms.assessments import PlanRowForm, ProposeForm
from branches.models import Assessment, AssessmentRound
from branches.summaries import plan_table, summary_table
from portal import spreadsheets
from portal.deeds import log
from portal.occasions import planned_at
from portal.states import Refused


class RoundPageView(LoginRequiredMixin, View):
    """A page of one round for whoever is granted `verb` there: 404 outside the scope, 403 without the grant."""

    verb = ""

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.object = get_object_or_404(AssessmentRound.objects.visible_to(request.user), pk=pk)
        if not AssessmentRound.objects.allowing(request.user, self.verb).filter(pk=pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RoundPlan(RoundPageView):
    """The plan of a round on one page; a route can be proposed, and every line be changed by hand."""

    verb = "plan"

    def get(self, request):
        propose = ProposeForm(request.GET) if "start" in request.GET else ProposeForm()
        proposal = {}
        if propose.is_bound and propose.is_valid():
            rows = [one for one in self.rows() if one.state == AssessmentState.PLANNED and one.team_id]
            proposal = self.object.propose_plan(rows, **propose.cleaned_data)
            if proposal:
                messages.info(request, _("A route is proposed below. Change what does not fit, then save."))
            else:
                messages.warning(request, _("Choose the teams first and save: each team has a route of its own."))
        return self.page(self.forms(proposal=proposal), propose)

    def post(self, request):
        if self.object.state == RoundState.CLOSED:
            raise PermissionDenied
        forms = self.forms(data=request.POST)
        # Each is asked, so that all faults are shown at once.
        faulty = [form for form in forms if not form.is_valid()]
        if faulty:
            return self.page(forms, ProposeForm(), status=422)
        changed = [form for form in forms if form.has_changed()]
        faults = self.save(changed)
        if faults:
            return self.page(forms, ProposeForm(), faults=faults, status=422)
        text = ngettext("%(n)d visit planned anew.", "%(n)d visits planned anew.", len(changed))
        messages.success(request, text % {"n": len(changed)})
        return HttpResponseRedirect(request.path)

    def save(self, forms):
        """All changed lines or none; the sentences of those that are refused."""
        faults = []
        with transaction.atomic():
            for form in forms:
                try:
                    one = form.assessment.locked()
                    one.schedule(**form.facts())
                    one.version += 1
                    one.save()
                    facts = {name: str(value or "") for name, value in form.facts().items()}
                    log(one, "portal.edit", user=self.request.user, data={"facts": facts})
                except Refused as error:
                    faults.append(str(error))
            if faults:
                transaction.set_rollback(True)
        return faults

    def rows(self):
        """The assessments of the round, in the order of grids and routes."""
        rows = Assessment.objects.visible_to(self.request.user).filter(round=self.object)
        rows = rows.select_related("organisation__enterprise__grid", "team", "round")
        return rows.order_by("organisation__enterprise__grid__order", "visit_on", "route", "organisation__path")

    def forms(self, *, data=None, proposal=None):
        """A form a line for what is still to be visited."""
        teams, found = list(self.object.teams.all()), []
        for one in self.rows():
            if one.state != AssessmentState.PLANNED:
                continue
            now = {"team": str(one.team_id or ""), "visit_on": one.visit_on, "visit_at": one.visit_at}
            now["route"] = one.route or None
            if proposal and one.pk in proposal:
                now["route"], now["visit_on"] = proposal[one.pk]
            found.append(PlanRowForm(data, assessment=one, teams=teams, initial=now))
        return found

    def page(self, forms, propose, *, faults=(), status=200):
        context = {
            "round": self.object,
            "groups": grouped(forms),
            "propose": propose,
            "faults": faults,
            "visited": Assessment.objects.visible_to(self.request.user)
            .filter(round=self.object)
            .exclude(state=AssessmentState.PLANNED)
            .count(),
            "is_closed": self.object.state == RoundState.CLOSED,
        }
        return render(self.request, "branches/assessment_plan.html", context, status=status)


def grouped(forms):
    """The lines by grid: [{"grid", "lines": [{"form", "assessment", "occasions"}]}]."""
    others, groups = occasions_for([form.assessment for form in forms]), []
    for form in forms:
        host = form.assessment.organisation.enterprise
        grid = host.grid.name if host and host.grid else ""
        if not groups or groups[-1]["grid"] != grid:
            groups.append({"grid": grid, "lines": []})
        line = {"form": form, "assessment": form.assessment, "occasions": others.get(form.assessment.pk, ())}
        groups[-1]["lines"].append(line)
    return groups


def occasions_for(assessments):
    """{assessment key: what else is planned at its enterprise in the month of the visit, or in the next four weeks}."""
    today = timezone.localdate()
    spans = {one.pk: span(one.visit_on, today) for one in assessments}
    if not spans:
        return {}
    hosts = {one.organisation.enterprise_id for one in assessments} - {None}
    start, end = min(first for first, _last in spans.values()), max(last for _first, last in spans.values())
    planned, found = planned_at(hosts, start, end), {}
    for one in assessments:
        first, last = spans[one.pk]
        found[one.pk] = [
            other
            for other in planned.get(one.organisation.enterprise_id, ())
            if first <= other.day <= last and (other.source, other.key) != ("assessment", one.pk)
        ]
    return found


def span(day, today):
    """The month of a day; without a day the next four weeks."""
    if day is None:
        return today, today + timedelta(days=28)
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


class RoundWorkbook(RoundPageView):
    """A workbook of a round, logged."""

    verb = "export"
    table = None

    def get(self, request):
        rows = Assessment.objects.allowing(request.user, "export").filter(round=self.object)
        title, columns, lines = type(self).table(rows)
        log(self.object, "portal.export", user=request.user, data={"list": title})
        notes = [f"{self.object}（{self.object.starts_on:%Y-%m-%d} — {self.object.ends_on:%Y-%m-%d}）"]
        name = f"{title}-{timezone.localdate():%Y%m%d}.xlsx"
        return spreadsheets.workbook_response([(title, columns, lines, notes)], name)


class RoundPlanSheet(RoundWorkbook):
    """The plan of visits as a workbook."""

    table = plan_table


class RoundSummary(RoundWorkbook):
    """The summary of the round as a workbook."""

    table = summary_table
