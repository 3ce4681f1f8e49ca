"""Tables of training sessions, of who is on their lists, and of one's own training record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import Attended, Reply, TrainingKind, TrainingState
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, MomentColumn, NumberColumn, StateColumn, Table

TRAINING_TONES = {
    TrainingState.DRAFT: "quiet",
    TrainingState.ANNOUNCED: "check",
    TrainingState.HELD: "due",
    TrainingState.CLOSED: "done",
}
REPLY_TONES = {Reply.COMING: "done", Reply.NOT_COMING: "late"}
ATTENDED_TONES = {Attended.PRESENT: "done", Attended.ABSENT: "late", Attended.EXCUSED: "due"}


def at(session):
    """Hour and place, for the second line."""
    return f"{session.starts_at:%H:%M} · {session.place}"


class TrainingTable(Table):
    """Sessions, the newest first."""

    title = LinkColumn(verbose_name=_("title"), small=at, css="primary")
    held_on = DayColumn(verbose_name=_("day"), sort=("held_on", "pk"))
    kind = ChoiceColumn(TrainingKind, verbose_name=_("kind"))
    starts_at = Column(verbose_name=_("from (time)"))
    place = Column(verbose_name=_("place"))
    state = StateColumn(TrainingState, TRAINING_TONES, verbose_name=_("state"))
    invited = NumberColumn(verbose_name=_("invited"))
    coming = NumberColumn(verbose_name=_("coming"))
    present = NumberColumn(verbose_name=_("present"))

    class Meta(Table.Meta):
        extra_columns = ("starts_at", "place")


class InvitationTable(Table):
    """Who is on the list of a session."""

    name = Column(verbose_name=_("person"), css="primary")
    unit = Column(verbose_name=_("unit"))
    post = Column(verbose_name=_("post"))
    reply = StateColumn(Reply, REPLY_TONES, verbose_name=_("reply"))
    reply_reason = Column(verbose_name=_("reason"))
    attended = StateColumn(Attended, ATTENDED_TONES, verbose_name=pgettext_lazy("training", "attendance"))
    remark = Column(verbose_name=_("remark"))

    class Meta(Table.Meta):
        pass

    def render_remark(self, record):
        words = [str(_("late addition"))] if record.is_late else []
        return "、".join([*words, *([record.remark] if record.remark else [])]) or "—"


class OwnTrainingTable(Table):
    """The sessions of one's own record."""

    title = LinkColumn(verbose_name=_("title"), accessor="session__title", css="primary")
    held_on = DayColumn(verbose_name=_("day"), accessor="session__held_on")
    state = StateColumn(TrainingState, TRAINING_TONES, verbose_name=_("state"), accessor="session__state")
    reply = StateColumn(Reply, REPLY_TONES, verbose_name=_("reply"))
    attended = StateColumn(Attended, ATTENDED_TONES, verbose_name=pgettext_lazy("training", "attendance"))

    class Meta(Table.Meta):
        pass


class ReadingTable(Table):
    """What one says one has read."""

    page = Column(verbose_name=_("material"), accessor="page__title", css="primary")
    read_at = MomentColumn(verbose_name=_("read at"))

    class Meta(Table.Meta):
        pass
