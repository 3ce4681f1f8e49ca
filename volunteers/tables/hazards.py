"""Tables of hazards."""

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, StateColumn, Table, with_second
from volunteers.choices import HazardLevel, HazardSource, HazardState
from volunteers.models import Hazard
from volunteers.tables.reference import TitleColumn

HAZARD_TONES = {
    HazardState.REGISTERED: "quiet",
    HazardState.GRADED: "due",
    HazardState.RECTIFYING: "due",
    HazardState.AWAITING_RECHECK: "check",
    HazardState.VERIFIED: "done",
    HazardState.CLOSED: "done",
    HazardState.VOID: "quiet",
}
# As a list of its own: a manager for each row's processes would cost more than the cell.
PROCESSES = Prefetch("enterprise__processes", to_attr="processes_known")
SOURCES = dict(HazardSource.choices)
LEVEL_TONES = {HazardLevel.GENERAL: "quiet", HazardLevel.MAJOR: "late"}


def where_and_who(hazard):
    """The place, and who found it."""
    return " · ".join(filter(None, [hazard.place, found_by(hazard)]))


def found_by(hazard):
    """The task force that found it, else from where it came."""
    return str(hazard.task_force) if hazard.task_force_id else str(SOURCES[hazard.source])


def grid_and_processes(hazard):
    """The grid of the enterprise and the dangerous processes it runs."""
    processes = "、".join(str(process) for process in hazard.enterprise.processes_known)
    return " · ".join(filter(None, [str(hazard.enterprise.grid or ""), processes]))


def deadline_in_words(hazard, today=None):
    """(words, whether late): how many days are left or over, or when it was done."""
    if not hazard.is_open:
        done = hazard.rechecked_on or hazard.rectified_on
        return (gettext("done on %(day)s") % {"day": f"{done:%m-%d}"} if done else ""), False
    if hazard.due_on is None:
        return "", False
    left = (hazard.due_on - (today or timezone.localdate())).days
    if left < 0:
        return ngettext("%(n)d day late", "%(n)d days late", -left) % {"n": -left}, True
    if left == 0:
        return gettext("due today"), False
    return ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}, False


class DueColumn(Column):
    """The day it is due, with the days left or over below."""

    kind = "day"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("empty_values", ())
        kwargs.setdefault("css", "num")
        super().__init__(*args, **kwargs)

    def render(self, value, record):
        words, late = deadline_in_words(record, self.today)
        day = f"{value:%Y-%m-%d}" if value else "—"
        return with_second(day, words, "late-text" if late else "second")


class EnterpriseColumn(Column):
    """The enterprise with its grid and processes; no link, for not everybody who sees the hazard sees its record."""

    def render(self, value, record):
        return with_second(value, grid_and_processes(record))


class HazardStateColumn(StateColumn):
    """The state; an overdue hazard is late whatever its state."""

    def tone(self, raw, record):
        return "late" if record.days_late(self.today) else super().tone(raw, record)


class LevelColumn(StateColumn):
    """The level; only a major one is marked."""

    def render(self, value, record):
        return self.words[value] if value == HazardLevel.GENERAL else super().render(value, record)


class HazardTable(Table):
    """Hazards, newest first."""

    number = LinkColumn(verbose_name=_("number"), css="nowrap")
    description = LinkColumn(verbose_name=_("hazard"), small=where_and_who, css="primary")
    place = Column(verbose_name=_("place"))
    task_force = Column(verbose_name=_("task force"), accessor="task_force__name", default="—")
    enterprise = EnterpriseColumn(verbose_name=_("enterprise"), accessor="enterprise__name", css="wide")
    category = TitleColumn("category", verbose_name=_("category"))
    level = LevelColumn(HazardLevel, LEVEL_TONES, verbose_name=_("level"))
    source = ChoiceColumn(HazardSource, verbose_name=_("source"))
    found_on = DayColumn(verbose_name=_("found on"), sort=("found_on", "pk"), css="day nowrap")
    due_on = DueColumn(verbose_name=_("due on"))
    state = HazardStateColumn(HazardState, HAZARD_TONES, verbose_name=_("state"), css="state")
    rectified_on = DayColumn(verbose_name=_("rectified on"))
    measures = Column(verbose_name=_("measures taken"))
    rechecked_on = DayColumn(verbose_name=_("re-checked on"))
    rechecker_name = Column(verbose_name=_("re-checker"))

    class Meta(Table.Meta):
        model = Hazard
        fields = (
            "number",
            "description",
            "place",
            "task_force",
            "enterprise",
            "category",
            "level",
            "source",
            "found_on",
            "due_on",
            "state",
            "rectified_on",
            "measures",
            "rechecked_on",
            "rechecker_name",
        )
        extra_columns = (
            "place",
            "task_force",
            "source",
            "rectified_on",
            "measures",
            "rechecked_on",
            "rechecker_name",
        )


class OpenHazardTable(HazardTable):
    """The open hazards of one task force, on its page."""

    class Meta(HazardTable.Meta):
        exclude = (
            "place",
            "task_force",
            "source",
            "rectified_on",
            "measures",
            "rechecked_on",
            "rechecker_name",
            "level",
            "found_on",
        )
