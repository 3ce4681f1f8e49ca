"""Tables of activities."""

from django.utils.translation import gettext_lazy as _

from portal.columns import Column, LinkColumn, ListColumn, StateColumn, Table
from volunteers.choices import ActivityState
from volunteers.models import Activity, Attendance
from volunteers.tables.reference import HoursColumn, TitleColumn, WholeColumn

ACTIVITY_TONES = {
    ActivityState.DRAFT: "quiet",
    ActivityState.SUBMITTED: "due",
    ActivityState.CONFIRMED: "done",
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
            "content",
            "remark",
        )
        extra_columns = ("partners", "organisation", "content", "remark")


class MemberColumn(Column):
    """Whether the person is a party member, in words."""

    def render(self, value):
        return _("yes") if value else _("no")


class AttendanceTable(Table):
    """Who took part in an activity, with their hours."""

    name = Column(verbose_name=_("name"))
    hours = HoursColumn(verbose_name=_("hours"))
    is_member = MemberColumn(verbose_name=_("party member"))
    remark = Column(verbose_name=_("remark"))

    class Meta(Table.Meta):
        model = Attendance
        fields = ("name", "hours", "is_member", "remark")
