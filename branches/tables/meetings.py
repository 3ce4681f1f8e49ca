"""Tables of meetings, and of who has missed which."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from branches.choices import MeetingKind, MeetingState
from branches.models.frequencies import PREFIX
from portal.columns import ChoiceColumn, Column, LinkColumn, NumberColumn, StateColumn, Table, badge

MEETING_TONES = {MeetingState.DRAFT: "due", MeetingState.RECORDED: "done"}


class HeldColumn(LinkColumn):
    """The day, leading to the meeting."""

    kind = "day"

    def render(self, value, record):
        return super().render(f"{value:%Y-%m-%d}", record)


class ClockColumn(Column):
    """An hour as 19:00."""

    def render(self, value):
        return f"{value:%H:%M}"

    def export(self, *values):
        return f"{values[0]:%H:%M}" if values[0] else ""


class MeetingStateColumn(StateColumn):
    """Planned, sent back, to be signed, recorded: the draft says which of them it is."""

    def render(self, value, record):
        if record.state == MeetingState.RECORDED:
            return super().render(value, record)
        if record.sent_back_reason:
            return badge(_("sent back"), "late")
        return badge(_("planned"), "quiet") if record.is_planned else badge(_("not signed"), "due")


def with_whom(meeting):
    """The organisations that joined, for the quiet second line."""
    partners = meeting.partners.all()
    return "＋ " + "、".join(str(partner) for partner in partners) if partners else ""


class MeetingTable(Table):
    """Meetings, newest first: the ledger that is handed in."""

    held_on = HeldColumn(verbose_name=_("held on"), sort=("held_on", "pk"), css="day nowrap")
    kind = ChoiceColumn(MeetingKind, verbose_name=_("kind"), css="nowrap")
    topic = LinkColumn(verbose_name=_("topic"), css="primary")
    organisation = LinkColumn(
        verbose_name=_("organisation"), accessor="organisation__name", to="organisation", small=with_whom
    )
    starts_at = ClockColumn(verbose_name=_("from (time)"))
    place = Column(verbose_name=_("place"))
    chair = Column(verbose_name=_("in the chair"))
    lesson_by = Column(verbose_name=_("lesson given by"))
    expected = NumberColumn(verbose_name=_("expected"))
    present = NumberColumn(verbose_name=_("present"))
    absent = Column(verbose_name=_("who was absent, and why"))
    resolution = Column(verbose_name=_("resolution"))
    state = MeetingStateColumn(MeetingState, MEETING_TONES, verbose_name=_("state"), css="state")

    class Meta(Table.Meta):
        extra_columns = ("starts_at", "chair", "lesson_by", "absent", "resolution")


class MissedColumn(Column):
    """Whether the last whole period of a rule went by without such a meeting."""

    def __init__(self, kind, **kwargs):
        super().__init__(verbose_name=kind.label, accessor=f"{PREFIX}{kind.value}", **kwargs)

    def render(self, value):
        return badge(_("missed"), "late") if value else badge(_("in order"), "done")

    def export(self, *values):
        return str(_("missed") if values[0] else _("in order"))


class BranchLink(LinkColumn):
    """The organisation, leading to its meetings."""

    def render(self, value, record):
        return format_html('<a href="{}">{}</a>', f"{reverse('meetings')}?branch={record.pk}", value)


class MissingTable(Table):
    """The organisations with what each has missed."""

    name = BranchLink(verbose_name=_("organisation"), css="primary")
    members_meeting = MissedColumn(MeetingKind.MEMBERS_MEETING)
    committee_meeting = MissedColumn(MeetingKind.COMMITTEE_MEETING)
    group_meeting = MissedColumn(MeetingKind.GROUP_MEETING)
    party_lesson = MissedColumn(MeetingKind.PARTY_LESSON)
    theme_day = MissedColumn(MeetingKind.THEME_DAY)
    organisational_life = MissedColumn(MeetingKind.ORGANISATIONAL_LIFE)
    appraisal = MissedColumn(MeetingKind.APPRAISAL)
    heart_to_heart = MissedColumn(MeetingKind.HEART_TO_HEART)

    class Meta(Table.Meta):
        extra_columns = ("group_meeting", "heart_to_heart")
