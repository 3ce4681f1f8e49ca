"""Tables of activities."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from portal.columns import Column, LinkColumn, ListColumn, StateColumn, Table
from volunteers.choices import ActivityState, Presence
from volunteers.models import Activity, Attendance, WorkCalendar
from volunteers.tables.reference import HoursColumn, MemberColumn, TitleColumn, WholeColumn

ACTIVITY_TONES = {
    ActivityState.PLANNED: "check",
    ActivityState.DRAFT: "quiet",
    ActivityState.SUBMITTED: "due",
    ActivityState.CONFIRMED: "done",
    ActivityState.CALLED_OFF: "quiet",
    ActivityState.MERGED: "quiet",
}
PRESENCE_TONES = {
    Presence.PLANNED: "check",
    Presence.PRESENT: "done",
    Presence.LATE: "due",
    Presence.EXTRA: "done",
    Presence.ABSENT: "quiet",
}


class HeldColumn(LinkColumn):
    """The day, leading to the activity."""

    kind = "day"

    def render(self, value, record):
        return super().render(f"{value:%Y-%m-%d}", record)


def partners_of(activity):
    """The task forces that joined, for the quiet second line."""
    partners = activity.partners.all()
    return "＋ " + "、".join(str(partner) for partner in partners) if partners else ""


class OffWorkColumn(Column):
    """Whether it was held on a day off or after work; the calendar is asked once a table."""

    def __init__(self, **kwargs):
        super().__init__(sources=("held_on", "starts_at"), empty_values=(), **kwargs)

    @cached_property
    def calendar(self):
        """Special days and hours of work."""
        return WorkCalendar.read()

    def render(self, record):
        return record.off_work(self.calendar).label

    def export(self, *values):
        day, starts_at = values
        return str(self.calendar.off_work(day, starts_at).label)


class ActivityTable(Table):
    """Activities, newest first."""

    held_on = HeldColumn(verbose_name=_("held on"), sort=("held_on", "pk"), css="day nowrap")
    task_force = LinkColumn(
        verbose_name=_("task force"),
        accessor="task_force__name",
        small=partners_of,
        css="primary",
    )
    partners = ListColumn(verbose_name=_("joint with"), related="partners")
    organisation = Column(verbose_name=_("branch"), accessor="organisation__name")
    kind = TitleColumn("kind", verbose_name=_("kind"))
    place = Column(verbose_name=_("place"))
    participants = WholeColumn(verbose_name=_("participants"))
    hours = HoursColumn(verbose_name=_("hours each"))
    person_hours = HoursColumn(verbose_name=_("person-hours"))
    state = StateColumn(ActivityState, ACTIVITY_TONES, verbose_name=_("state"), css="state")
    campaign = Column(verbose_name=_("campaign"))
    off_work = OffWorkColumn(verbose_name=_("off work"), accessor="pk")
    spots = WholeColumn(verbose_name=_("spots cleaned"))
    led_by = Column(verbose_name=_("led by"))
    content = Column(verbose_name=_("what was done"))
    remark = Column(verbose_name=_("remark"))

    class Meta(Table.Meta):
        model = Activity
        fields = (
            "held_on",
            "task_force",
            "partners",
            "organisation",
            "kind",
            "place",
            "participants",
            "hours",
            "person_hours",
            "state",
            "campaign",
            "off_work",
            "spots",
            "led_by",
            "content",
            "remark",
        )
        extra_columns = ("partners", "organisation", "campaign", "off_work", "spots", "led_by", "content", "remark")


class AttendanceTable(Table):
    """Who took part in an activity, with their hours."""

    name = Column(verbose_name=_("name"))
    presence = StateColumn(Presence, PRESENCE_TONES, verbose_name=_("presence"))
    hours = HoursColumn(verbose_name=_("hours"))
    is_member = MemberColumn(verbose_name=_("party member"))
    remark = Column(verbose_name=_("remark"))

    class Meta(Table.Meta):
        model = Attendance
        fields = ("name", "presence", "hours", "is_member", "remark")
