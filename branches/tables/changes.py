"""Tables of organisational changes and of what they leave to be done."""

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from branches.choices import ChangeKind, ChangeState, FollowUpKind, FollowUpState, OrganisationKind
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, MomentColumn, NumberColumn, StateColumn, Table

CHANGE_TONES = {ChangeState.APPLIED: "done", ChangeState.PLANNED: "due"}
FOLLOW_UP_TONES = {FollowUpState.DONE: "done", FollowUpState.OPEN: "due"}


class SideColumn(Column):
    """What a change made of name, kind, superior or host ("before" or "after"); "—" where it touched none of them."""

    def __init__(self, side, **kwargs):
        self.side = side
        names = ("name_before", "name_after", "kind_before", "kind_after")
        more = (f"parent_{side}__name", "merged_into__name", f"enterprise_{side}__name")
        super().__init__(accessor="pk", sources=(*names, *more), **kwargs)

    def render(self, record):
        above, host = getattr(record, f"parent_{self.side}"), getattr(record, f"enterprise_{self.side}")
        names = (record.name_before, record.name_after, record.kind_before, record.kind_after)
        return self.export(*names, *(row and row.name for row in (above, record.merged_into, host)))

    def export(self, *values):
        name_before, name_after, kind_before, kind_after, above, into, host = values
        is_before = self.side == "before"
        found = []
        if name_before and name_before != name_after:
            found.append(name_before if is_before else name_after)
        if kind_before and kind_before != kind_after:
            found.append(str(OrganisationKind(kind_before if is_before else kind_after).label))
        found += [name for name in (above, "" if is_before else into, host) if name]
        return " · ".join(found) or "—"


class ChangeTable(Table):
    """The decisions that changed an organisation, on its record."""

    effective_on = LinkColumn(verbose_name=_("effective on"), css="day")
    kind = ChoiceColumn(ChangeKind, verbose_name=_("change"))
    before = SideColumn("before", verbose_name=_("before"))
    after = SideColumn("after", verbose_name=_("after"), css="words")
    meeting = Column(verbose_name=_("meeting"))
    document_number = Column(verbose_name=_("document number"), css="paper-number")
    filed_on = DayColumn(verbose_name=_("filed on"))
    state = StateColumn(ChangeState, CHANGE_TONES, verbose_name=_("state"))

    class Meta(Table.Meta):
        pass


class ChangeListTable(Table):
    """Decisions over all organisations, the latest first."""

    name = LinkColumn(verbose_name=_("organisation"), accessor="name_after", css="primary")
    kind = ChoiceColumn(ChangeKind, verbose_name=_("change"))
    effective_on = DayColumn(verbose_name=_("effective on"), sort=("effective_on", "pk"))
    before = SideColumn("before", verbose_name=_("before"))
    after = SideColumn("after", verbose_name=_("after"), css="words")
    meeting = Column(verbose_name=_("meeting"))
    document_number = Column(verbose_name=_("document number"), css="paper-number")
    basis = Column(verbose_name=_("basis"))
    reason = Column(verbose_name=_("reason"))
    filed_on = DayColumn(verbose_name=_("filed on"))
    to_do = NumberColumn(verbose_name=_("open follow-ups"))
    state = StateColumn(ChangeState, CHANGE_TONES, verbose_name=_("state"))
    recorded_at = MomentColumn(verbose_name=_("recorded at"))

    class Meta(Table.Meta):
        extra_columns = ("meeting", "basis", "reason", "recorded_at")


class FollowUpTable(Table):
    """What decisions leave to be done, over all organisations."""

    organisation = LinkColumn(verbose_name=_("organisation"), accessor="change__name_after", css="primary")
    change = ChoiceColumn(ChangeKind, verbose_name=_("change"), accessor="change__kind")
    effective_on = DayColumn(verbose_name=_("effective on"), accessor="change__effective_on")
    kind = ChoiceColumn(FollowUpKind, verbose_name=_("what is to be done"))
    state = StateColumn(FollowUpState, FOLLOW_UP_TONES, verbose_name=_("state"))
    done_on = DayColumn(verbose_name=_("done on"))
    done_by = Column(verbose_name=_("done by"), accessor="done_by__name")
    note = Column(verbose_name=_("note"))

    class Meta(Table.Meta):
        pass


class ChangeFollowUpTable(Table):
    """The follow-ups on the record of a change; `may(verb)` says which deeds the reader may do."""

    kind = ChoiceColumn(FollowUpKind, verbose_name=_("what is to be done"), css="primary")
    state = StateColumn(FollowUpState, FOLLOW_UP_TONES, verbose_name=_("state"))
    done_on = DayColumn(verbose_name=_("done on"))
    done_by = Column(verbose_name=_("by"))
    note = Column(verbose_name=_("note"))
    deed = Column(verbose_name=_("Deed"), accessor="pk")

    class Meta(Table.Meta):
        pass

    def __init__(self, rows, *, may, **kwargs):
        self.verbs = [verb for verb in ("finish", "waive", "reopen") if may(verb)]
        super().__init__(rows, exclude=() if self.verbs else ("deed",), **kwargs)

    def render_deed(self, record):
        lines = []
        for verb in record.open_transitions():
            if verb in self.verbs:
                label = record.transitions()[verb].label
                # Links of one word each say to the ear which line they belong to.
                spoken = _("%(deed)s: %(what)s") % {"deed": label, "what": record.get_kind_display()}
                lines.append((reverse(f"follow_up_{verb}", args=[record.pk]), spoken, label))
        return format_html_join(" · ", '<a href="{}" aria-label="{}">{}</a>', lines)
