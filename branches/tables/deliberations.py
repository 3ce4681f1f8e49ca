"""Tables of deliberations, their decisions, and rectifications of branches."""

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from branches.assessment_choices import DecisionKind, DeliberationState, RectificationState
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table

DELIBERATION_TONES = {
    DeliberationState.DRAFT: "quiet",
    DeliberationState.DECIDED: "due",
    DeliberationState.EXECUTED: "done",
}
RECTIFICATION_TONES = {
    RectificationState.OPEN: "due",
    RectificationState.DONE: "check",
    RectificationState.CHECKED: "done",
}


class DeliberationTable(Table):
    """Deliberations, newest first."""

    meeting = LinkColumn(verbose_name=_("meeting"), css="primary")
    held_on = DayColumn(verbose_name=_("held on"))
    document_number = Column(verbose_name=_("document number"), css="paper-number")
    effective_on = DayColumn(verbose_name=_("decisions effective on"))
    decision_count = NumberColumn(verbose_name=_("decisions"))
    state = StateColumn(DeliberationState, DELIBERATION_TONES, verbose_name=_("state"))

    class Meta(Table.Meta):
        pass


class BranchDecisionTable(Table):
    """The decisions of a deliberation, each with the report on which it rests and the change it led to."""

    branch = Column(verbose_name=_("branch"), accessor="pk")
    rating = Column(verbose_name=_("rating"), accessor="assessment__report__get_rating_display")
    proposal = Column(verbose_name=_("proposal"), accessor="assessment__report__get_proposal_display")
    kind = ChoiceColumn(DecisionKind, verbose_name=_("decision"))
    details = Column(verbose_name=_("details"), accessor="pk")
    outcome = Column(verbose_name=_("outcome"), accessor="pk")

    class Meta(Table.Meta):
        pass

    def render_branch(self, record):
        if record.assessment is None:
            return record.name
        return format_html('<a href="{}">{}</a>', record.assessment.get_absolute_url(), record.organisation)

    def render_details(self, record):
        parts = [
            f"{record.rectify_by:%Y-%m-%d}" if record.rectify_by else "",
            f"→ {record.into}" if record.into else "",
            record.name if record.organisation else "",
            record.reason,
        ]
        return " · ".join(part for part in parts if part) or "—"

    def render_outcome(self, record):
        if record.change:
            return format_html(
                '<a href="{}">{}</a>', record.change.get_absolute_url(), record.change.get_state_display()
            )
        if hasattr(record, "rectification"):
            one = record.rectification
            return format_html('<a href="{}">{}</a>', one.get_absolute_url(), one.get_state_display())
        return "—"


class AgendaTable(BranchDecisionTable):
    """The same while the agenda is being prepared: each line can be changed or taken off."""

    change_it = Column(verbose_name=_("Edit"), accessor="pk", css="act")

    class Meta(Table.Meta):
        exclude = ("outcome",)

    def render_change_it(self, record):
        words = record.take_off_url, _("Take off")
        if not record.edit_url:
            return format_html('<a href="{}">{}</a>', *words)
        return format_html('<a href="{}">{}</a> · <a href="{}">{}</a>', record.edit_url, _("Edit"), *words)


class RectificationStateColumn(StateColumn):
    """Red where the day has passed and it is still with the branch."""

    def tone(self, raw, record):
        late = raw == RectificationState.OPEN and record.due_on < timezone.localdate()
        return "late" if late else super().tone(raw, record)


class BranchRectificationTable(Table):
    """Rectifications of branches, those due first on top."""

    organisation = LinkColumn(verbose_name=_("branch"), accessor="decision__organisation__name", css="primary")
    due_on = DayColumn(verbose_name=_("due on"))
    done_on = DayColumn(verbose_name=_("done on"))
    checked_on = DayColumn(verbose_name=_("checked on"))
    opinion = Column(verbose_name=_("opinion"))
    state = RectificationStateColumn(RectificationState, RECTIFICATION_TONES, verbose_name=_("state"))

    class Meta(Table.Meta):
        pass
