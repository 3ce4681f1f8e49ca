"""Tables of inspections."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from portal.columns import Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table
from volunteers.choices import InspectionState
from volunteers.models import Inspection

INSPECTION_TONES = {
    InspectionState.PLANNED: "due",
    InspectionState.HELD: "done",
    InspectionState.CALLED_OFF: "quiet",
}


class VisitorsColumn(Column):
    """Who goes along, in which capacity."""

    def __init__(self, **kwargs):
        super().__init__(accessor="pk", sources=("pk",), **kwargs)

    def render(self, record):
        return "、".join(str(row) for row in record.visitors.all()) or "—"

    def exporter(self, rows):
        names = {}
        model = Inspection._meta.get_field("visitors").related_model
        for row in model.objects.filter(inspection__in=rows.order_by().values("pk")).select_related("user"):
            names.setdefault(row.inspection_id, []).append(str(row))
        return lambda key: "、".join(names.get(key, ()))


class NothingColumn(Column):
    """Whether it was recorded that nothing was found."""

    def render(self, value):
        return self.export(value)

    def export(self, *values):
        return pgettext("inspection", "nothing found") if values[0] else "—"


class InspectionTable(Table):
    """Inspections, newest first."""

    number = LinkColumn(verbose_name=_("number"), css="nowrap")
    enterprise = LinkColumn(verbose_name=_("enterprise"), accessor="enterprise__name", css="primary")
    day = DayColumn(verbose_name=_("day of the visit"), sort=("day", "pk"), css="day nowrap")
    visitors = VisitorsColumn(verbose_name=_("visitors"))
    focus = Column(verbose_name=_("what to look at"), default="—")
    found = NumberColumn(verbose_name=_("hazards found"))
    nothing_found = NothingColumn(verbose_name=pgettext_lazy("inspection", "nothing found"))
    state = StateColumn(InspectionState, INSPECTION_TONES, verbose_name=_("state"), css="state")

    class Meta(Table.Meta):
        model = Inspection
        fields = ("number", "enterprise", "day", "visitors", "focus", "found", "nothing_found", "state")
        extra_columns = ("focus",)
