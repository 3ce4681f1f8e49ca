"""Pages of the decisions that change organisations: taking them, planning them, filing them, what they leave to do."""

from django.contrib import messages
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import ChangeKind, ChangeState
from branches.filters.changes import ChangeFilter, FollowUpFilter
from branches.forms import changes as forms
from branches.models import FollowUp, Organisation, OrganisationalChange
from branches.tables.changes import (
    CHANGE_TONES,
    ChangeFollowUpTable,
    ChangeListTable,
    FollowUpTable,
)
from portal.generic.details import DetailView, Panel
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView

BESIDE = ("organisation", "parent_before", "parent_after", "merged_into", "enterprise_before", "enterprise_after")


class DecisionView(TransitionView):
    """A decision about an organisation: carried out at once, or planned where its day is still to come."""

    model = Organisation
    kind = None

    def act(self, form):
        facts = dict(form.cleaned_data)
        self.day = facts["effective_on"]
        if self.day <= timezone.localdate():
            getattr(self.object, self.verb)(by=self.request.user, **facts)
            return
        if "kind" in facts:
            facts["to_kind"] = facts.pop("kind")
        OrganisationalChange.plan(self.kind, self.object, by=self.request.user, **facts)

    def done(self):
        if self.day > timezone.localdate():
            return _("Planned for %(day)s. The registry changes on that day.") % {"day": self.day}
        if self.day < timezone.localdate():
            text = _("It takes effect from %(day)s, a day that is past: figures as of the days since have changed.")
            messages.warning(self.request, text % {"day": self.day})
        return super().done()


class OrganisationRename(DecisionView):
    """Register the decision that an organisation goes on under another name."""

    verb, kind, form_class = "rename", ChangeKind.RENAMED, forms.RenameForm


class OrganisationUpgrade(DecisionView):
    """Register the decision that a branch goes on as something higher."""

    verb, kind, form_class = "upgrade", ChangeKind.UPGRADED, forms.UpgradeForm


class OrganisationDowngrade(DecisionView):
    """Register the decision that a general branch goes on as a branch."""

    verb, kind, form_class = "downgrade", ChangeKind.DOWNGRADED, forms.DowngradeForm


class OrganisationMove(DecisionView):
    """Register the decision that an organisation hangs below another one."""

    verb, kind, form_class = "move_below", ChangeKind.MOVED, forms.MoveForm


class OrganisationAdjustCommittee(DecisionView):
    """Register the decision that the committee of an organisation is elected anew."""

    verb, kind, form_class = "adjust_committee", ChangeKind.ADJUSTED, forms.DecisionForm


class OrganisationMerge(DecisionView):
    """Register the decision that an organisation goes on in another one."""

    verb, kind, form_class = "merge_into", ChangeKind.MERGED, forms.MergeForm


class OrganisationDissolve(DecisionView):
    """Register the decision that an organisation ends."""

    verb, kind, form_class = "dissolve", ChangeKind.DISSOLVED, forms.DissolveForm


# --- the changes themselves


class ChangeList(ListView):
    """Every decision that changed an organisation, the latest first."""

    model = OrganisationalChange
    table_class = ChangeListTable
    filterset_class = ChangeFilter
    related = BESIDE
    order = ("-effective_on", "-pk")
    empty_text = gettext_lazy("No decision yet. One is registered on the record of the organisation that it changes.")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Planned"), {"state": "planned"}),
        (gettext_lazy("Dissolved"), {"kind": "dissolved", "state": "applied"}),
        (gettext_lazy("Downgraded"), {"kind": "downgraded", "state": "applied"}),
        (gettext_lazy("To be filed"), {"filed": "false"}),
        (gettext_lazy("Without document number"), {"numbered": "false"}),
        (gettext_lazy("With open follow-ups"), {"to_do": "true"}),
    )

    def get_queryset(self):
        return super().get_queryset().with_to_do()


class ChangeDetail(DetailView):
    """The record of a decision: its papers, what it changed, what it leaves to be done."""

    model = OrganisationalChange
    related = (*BESIDE, "recorded_by", "corrects")
    url_prefix = "change"

    @property
    def field_groups(self):
        """What it changed, as far as it did, and its papers."""
        change = self.object
        what = ["organisation", "kind", "effective_on"]
        for name in ("name", "kind", "parent", "enterprise"):
            before, after = getattr(change, f"{name}_before"), getattr(change, f"{name}_after")
            if before != after and (name != "enterprise" or change.kind == ChangeKind.REHOSTED):
                what += [f"{name}_before", f"{name}_after"]
        what += [name for name in ("merged_into", "corrects", "failure") if getattr(change, name)]
        papers = ("meeting", "document_number", "basis", "reason", "filed_on") if change.is_decision else ()
        entered = ["recorded_by", "recorded_at", "applied_at", *(["withdrawn_at"] if change.withdrawn_at else [])]
        return (
            (_("What changes"), what),
            *(((_("Papers of the decision"), papers),) if papers else ()),
            (_("In the registry"), entered),
        )

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": CHANGE_TONES.get(self.object.state, "quiet")}

    def subheading(self):
        if self.object.failure:
            return self.object.failure
        if self.object.state == ChangeState.PLANNED:
            return _("planned for %(day)s") % {"day": self.object.effective_on}
        return ""

    def panels(self):
        return [panel for panel in (self.follow_ups(), self.others()) if panel]

    def follow_ups(self):
        """What is left to be done, with the deeds this person may do."""
        rows = FollowUp.objects.visible_to(self.request.user).filter(change=self.object).select_related("done_by")
        if not rows:
            return None
        table = ChangeFollowUpTable(rows, may=self.may_follow_up)
        return Panel(_("Follow-ups"), "generic/_related.html", {"table": table})

    def may_follow_up(self, verb):
        """Whether this person may do `verb` to the follow-ups of this change."""
        return FollowUp.objects.allowing(self.request.user, verb).filter(change=self.object).exists()

    def others(self):
        """What was decided together with it, and the entries that it corrects or that correct it."""
        change = self.object
        rows = OrganisationalChange.objects.visible_to(self.request.user).exclude(pk=change.pk)
        rows = rows.filter(Q(together=change.together) | Q(corrects=change) | Q(corrected_by=change))
        if not rows:
            return None
        context = {
            "table": ChangeListTable(rows.select_related(*BESIDE)[:20], exclude=("to_do", "basis", "recorded_at"))
        }
        return Panel(_("Belongs together with it"), "generic/_related.html", context)


class ChangeApply(TransitionView):
    """Apply a planned change whose day has come and which the clock could not apply, with its whole decision."""

    model = OrganisationalChange
    verb = "apply"

    def act(self, form):
        OrganisationalChange.apply_decision(self.object, by=self.request.user)


class ChangeCallOff(TransitionView):
    """Call off a planned change."""

    model = OrganisationalChange
    verb, form_class = "call_off", forms.WhyForm


class ChangeFile(TransitionView):
    """Register that a decision has been filed."""

    model = OrganisationalChange
    verb, form_class = "file", forms.FilingForm


class ChangeCorrect(TransitionView):
    """Correct what was entered wrongly; what was believed before stays to be seen."""

    model = OrganisationalChange
    verb, form_class = "correct", forms.CorrectForm


class ChangeWithdraw(TransitionView):
    """Withdraw a change that was entered by mistake."""

    model = OrganisationalChange
    verb, form_class = "withdraw", forms.WhyForm


# --- follow-ups


class FollowUpList(ListView):
    """What decisions leave to be done, oldest first; those done can be ticked together."""

    model = FollowUp
    table_class = FollowUpTable
    filterset_class = FollowUpFilter
    related = ("change", "done_by")
    order = ("pk",)
    bulk = ("finish",)
    empty_text = gettext_lazy("Nothing is left to be done. Follow-ups come with the decisions.")
    saved_filters = (
        (gettext_lazy("Open"), {"state": "open"}),
        (gettext_lazy("Members to transfer"), {"state": "open", "kind": "members"}),
        (gettext_lazy("Done"), {"state": "done"}),
        (gettext_lazy("All"), {}),
    )


class FollowUpView(TransitionView):
    """A verb of a follow-up; afterwards one is back at the change."""

    model = FollowUp


class FollowUpFinish(FollowUpView):
    """It has been done."""

    verb, form_class = "finish", forms.FinishForm


class FollowUpWaive(FollowUpView):
    """It is not needed."""

    verb, form_class = "waive", forms.WaiveForm


class FollowUpReopen(FollowUpView):
    """It was ticked by mistake."""

    verb = "reopen"
