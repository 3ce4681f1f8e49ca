"""Pages of what is kept of tallies: the tallies there are, questions saved under a name."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from branches.forms.kept_tallies import SavedTallyForm
from branches.models import SavedTally
from branches.models.saved_tallies import question_of
from branches.scoping import may
from portal.deeds import log
from portal.generic.edits import EditView
from portal.generic.tally_parts import PERIODS
from portal.generic.tally_questions import all_tallies, may_take

LONGEST_QUESTION = 2000


def first_tally(user):
    """The name of the first tally that the person takes, where the address names none; "" if there is none."""
    return next((name for name, tally in all_tallies().items() if may_take(user, tally)), "")


def tally_named(name, user):
    """The tally of this name, if the person takes such tallies; else 404."""
    tally = all_tallies().get(name)
    if tally is None or not may_take(user, tally):
        raise Http404
    return tally


class TallyIndex(LoginRequiredMixin, View):
    """The tallies there are, and the questions saved for them, one click away."""

    def get(self, request):
        if not may(request.user, SavedTally, "view"):
            raise PermissionDenied
        tallies = {name: tally for name, tally in all_tallies().items() if may_take(request.user, tally)}
        rows = SavedTally.objects.visible_to(request.user).filter(tally__in=tallies).select_related("author")
        saved = [
            {
                "row": row,
                "tally": tallies[row.tally].heading,
                "is_own": row.author_id == request.user.pk,
                "period": PERIODS.get(row.period, ""),
            }
            for row in rows
        ]
        doors = [
            {"label": tally.heading, "url": reverse(name), "definition": tally.definition}
            for name, tally in tallies.items()
        ]
        return render(request, "branches/tally_index.html", {"tallies": doors, "saved": saved})


class SavedTallyEdit(EditView):
    """Save the question of a tally under a name, or change name, period and sharing."""

    model = SavedTally
    form_class = SavedTallyForm
    add_heading = gettext_lazy("Save this tally")

    def dispatch(self, request, *args, pk=None, **kwargs):
        if request.user.is_authenticated and not pk and may(request.user, SavedTally, "add"):
            # Which tally and which question stand in the address, of the form as of its page.
            tally_named(self.wanted(), request.user)
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def wanted(self):
        """The name of the tally whose question is saved."""
        return self.request.GET.get("tally") or first_tally(self.request.user)

    def before_save(self, record, form):
        if self.object is None:
            record.author = self.request.user
            record.tally = self.wanted()
            words = question_of(self.request.GET.get("query", "")[:LONGEST_QUESTION])
            if record.period:
                for word in ("start", "end", "period"):
                    words.pop(word, None)
            record.query = words.urlencode()

    def initial(self):
        period = question_of(self.request.GET.get("query", "")).get("period", "")
        return {"initial": {"period": period if period in PERIODS else ""}}


class SavedTallyDelete(LoginRequiredMixin, View):
    """Take an own question away; no number is lost with it."""

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.object = get_object_or_404(SavedTally.objects.visible_to(request.user), pk=pk)
        if not SavedTally.objects.allowing(request.user, "delete").filter(pk=pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        context = {
            "heading": _("Delete the saved tally"),
            "question": _("Delete “%(name)s”?") % {"name": self.object},
            "text": _("Only the question goes. What was frozen stays."),
            "submit_label": _("Delete"),
            "cancel_url": reverse("tallies"),
            "danger": True,
        }
        return render(request, "generic/confirm.html", context)

    def post(self, request):
        log(request.user, "portal.delete", user=request.user, data={"facts": {"name": self.object.name}})
        self.object.delete()
        return HttpResponseRedirect(reverse("tallies"))
