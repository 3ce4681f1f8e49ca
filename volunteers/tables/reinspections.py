"""Tables of re-inspections and of the draws they come from."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table
from portal.counting import how_many
from volunteers.choices import ReinspectionState
from volunteers.models import Reinspection, ReinspectionDraw

REINSPECTION_TONES = {
    ReinspectionState.DRAWN: "check",
    ReinspectionState.HOLDS: "done",
    ReinspectionState.FAILED: "late",
}


class MonthColumn(LinkColumn):
    """The month whose closed hazards were drawn, as 2026-11."""

    def render(self, value, record):
        return super().render(self.export(value), record)

    def export(self, *values):
        return f"{values[0] // 100}-{values[0] % 100:02d}"


class ReinspectionTable(Table):
    """Re-inspections, newest first."""

    month = MonthColumn(verbose_name=_("closed in"), accessor="draw__month", css="nowrap")
    number = LinkColumn(verbose_name=_("hazard"), accessor="hazard__number", css="nowrap")
    description = Column(verbose_name=_("description"), accessor="hazard__description", css="primary")
    enterprise = Column(verbose_name=_("enterprise"), accessor="hazard__enterprise__name")
    task_force = Column(verbose_name=_("task force that looks"), accessor="task_force__name", default="—")
    inspected_on = DayColumn(verbose_name=_("inspected on"), default="—")
    opinion = Column(verbose_name=_("what was seen"), default="—")
    state = StateColumn(ReinspectionState, REINSPECTION_TONES, verbose_name=_("state"), css="state")

    class Meta(Table.Meta):
        model = Reinspection
        fields = ("month", "number", "description", "enterprise", "task_force", "inspected_on", "opinion", "state")


def with_results(rows):
    """Draws with how many were drawn, looked at, and found not to hold."""
    of = Reinspection._base_manager
    return rows.annotate(
        drawn_count=how_many(of, "draw"),
        seen_count=how_many(of.exclude(state=ReinspectionState.DRAWN), "draw"),
        failed_count=how_many(of.filter(Q(state=ReinspectionState.FAILED)), "draw"),
    )


class DrawTable(Table):
    """Draws, newest month first."""

    month = MonthColumn(verbose_name=_("closed in"), css="nowrap primary")
    share = NumberColumn(verbose_name=_("share drawn (%)"))
    seed = Column(verbose_name=_("seed of the draw"))
    drawn_on = DayColumn(verbose_name=_("drawn on"))
    drawn_count = NumberColumn(verbose_name=_("drawn"))
    seen_count = NumberColumn(verbose_name=_("looked at"))
    failed_count = NumberColumn(verbose_name=_("does not hold"))

    class Meta(Table.Meta):
        model = ReinspectionDraw
        fields = ("month", "share", "seed", "drawn_on", "drawn_count", "seen_count", "failed_count")
