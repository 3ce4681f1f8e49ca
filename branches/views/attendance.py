"""Entering the attendance of a session: the whole list on one page, one save; as Excel out and in."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from branches.choices import Attended, Reply, TrainingState
from branches.forms.training import AttendanceFileForm
from branches.ledgers.attendance import read_attendance, workbook
from branches.models import Invitation, TrainingSession
from portal import cells
from portal.deeds import log
from portal.ledgers import BadLedger
from portal.states import Refused

LONGEST_REMARK = 100
# Lines below the list for people who came without being on it.
BLANK_LINES, MOST_ADDITIONS = 3, 60


class SessionDoor(LoginRequiredMixin, View):
    """A page of one session: 404 outside the scope, 403 without the verb."""

    verb = ""

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.object = get_object_or_404(TrainingSession.objects.visible_to(request.user), pk=pk)
        if not TrainingSession.objects.allowing(request.user, self.verb).filter(pk=pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def invitations(self):
        """Everybody on the list, unit by unit."""
        rows = Invitation.objects.visible_to(self.request.user).filter(session=self.object)
        return list(rows.order_by("unit", "pk"))


class AttendanceWorkbook(SessionDoor):
    """The list as Excel: to be printed, filled in by hand, or handed in."""

    verb = "export"

    def get(self, request):
        log(request.user, "portal.export", user=request.user, data={"list": str(self.object)})
        return workbook(self.object, self.invitations())


class AttendanceEntry(SessionDoor):
    """One line a person, three words to choose from; nothing is saved until the button is pressed."""

    verb = "attend"

    def get(self, request):
        if self.object.state != TrainingState.HELD:
            messages.error(request, _("The attendance is entered once it has been held, until it is closed."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return self.page(self.lines())

    def post(self, request):
        if "bring" in request.POST:
            return self.bring()
        lines = self.lines(typed=request.POST)
        if "rest" in request.POST:
            # A convenience for long lists: who is not marked was there. Looked at, then saved.
            for line in lines:
                line["attended"] = line["attended"] or Attended.PRESENT
            return self.page(lines, additions=self.additions())
        additions = self.additions()
        if wrong := [one for one in additions if not one["attended"]]:
            messages.error(request, _("Say of %(name)s, too, whether present.") % {"name": wrong[0]["name"]})
            return self.page(lines, additions=additions, status=422)
        return self.save(lines, additions)

    def additions(self):
        """Who came without being on the list, as typed below it; lines without a name are left out."""
        found, typed = [], self.request.POST
        for number in range(MOST_ADDITIONS):
            name = cells.text(typed.get(f"name+{number}", "")[:80])
            if name:
                attended = typed.get(f"attended+{number}", "")
                found.append(
                    {
                        "name": name,
                        "unit": typed.get(f"unit+{number}", "").strip()[:120],
                        "post": typed.get(f"post+{number}", "").strip()[:60],
                        "attended": attended if attended in Attended.values else "",
                        "remark": typed.get(f"remark+{number}", "").strip()[:LONGEST_REMARK],
                    }
                )
        return found

    def lines(self, typed=None):
        """What the page shows of each person: as saved, as typed, or as the answer suggests."""
        found = []
        for one in self.invitations():
            attended, remark = one.attended, one.remark
            if not attended and one.reply == Reply.NOT_COMING:
                attended, remark = Attended.EXCUSED, remark or one.reply_reason[:LONGEST_REMARK]
            if typed is not None:
                attended = typed.get(f"attended-{one.pk}", "")
                remark = typed.get(f"remark-{one.pk}", "")[:LONGEST_REMARK]
            attended = attended if attended in Attended.values else ""
            found.append({"invitation": one, "attended": attended, "remark": remark.strip()})
        return found

    def save(self, lines, additions):
        version = self.request.POST.get("version", "")
        marks = {line["invitation"]: (line["attended"], line["remark"]) for line in lines}
        number = int(version) if version.isdecimal() and len(version) < 9 else 0
        try:
            saved = self.object.enter_attendance(marks, additions, by=self.request.user, version=number)
        except Refused as error:
            messages.error(self.request, str(error))
            return HttpResponseRedirect(self.object.get_absolute_url())
        if not saved:
            self.object.refresh_from_db()
            return self.page(lines, additions=additions, is_late=True, status=409)
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(self.object.get_absolute_url())

    def bring(self):
        """Read a filled-in Excel into the page. Who is not on the list stands below it, as a late addition."""
        form = AttendanceFileForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self.page(self.lines(typed=self.request.POST), form=form, status=422)
        file = form.cleaned_data["file"]
        try:
            found = read_attendance(file, file.name, self.invitations())
        except BadLedger as error:
            form.add_error("file", str(error))
            return self.page(self.lines(typed=self.request.POST), form=form, status=422)
        if found.faults:
            for fault in found.faults[:20]:
                form.add_error("file", fault)
            return self.page(self.lines(typed=self.request.POST), form=form, status=422)
        lines = self.lines()
        for line in lines:
            if line["invitation"] in found.marks:
                line["attended"], line["remark"] = found.marks[line["invitation"]]
        return self.page(lines, additions=found.others[:MOST_ADDITIONS], is_brought=True)

    def page(self, lines, *, additions=(), form=None, status=200, **more):
        blank = {"name": "", "unit": "", "post": "", "attended": "", "remark": ""}
        room = min(len(additions) + BLANK_LINES, MOST_ADDITIONS) - len(additions)
        context = {
            "additions": [*additions, *(blank for _line in range(room))],
            "object": self.object,
            "lines": lines,
            "choices": Attended.choices,
            "form": form or AttendanceFileForm(),
            **more,
        }
        return render(self.request, "branches/attendance.html", context, status=status)
