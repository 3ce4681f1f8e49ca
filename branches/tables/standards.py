"""Tables of cycles, of branches in a cycle, and of progress by superior organisation."""

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from branches.choices import CycleState, StandardizationLevel, StandardState
from branches.models.standards import lines_of
from branches.models.ways import in_words
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table, badge

CYCLE_TONES = {CycleState.OPEN: "due", CycleState.CLOSED: "done"}
STANDARD_TONES = {
    StandardState.OPEN: "due",
    StandardState.SELF_SCORED: "check",
    StandardState.REVIEWED: "check",
    StandardState.REACHED: "done",
    StandardState.NOT_REACHED: "late",
}
LACKS_SHOWN = 3


class YearColumn(NumberColumn):
    """A year, which has no thousands."""

    kind = "text"

    def render(self, value):
        return str(value)

    def export(self, *values):
        return str(values[0])


class CycleTable(Table):
    """The cycles, newest first."""

    title = LinkColumn(verbose_name=_("title"), css="primary")
    year = YearColumn(verbose_name=_("year"))
    organisation = Column(verbose_name=_("run by"), accessor="organisation__name")
    state = StateColumn(CycleState, CYCLE_TONES, verbose_name=_("state"))
    opens_on = DayColumn(verbose_name=_("opens on"))
    self_score_due_on = DayColumn(verbose_name=_("self-scores due on"))
    review_due_on = DayColumn(verbose_name=_("reviews due on"))

    class Meta(Table.Meta):
        pass


class PointsColumn(NumberColumn):
    """Points without a useless zero behind the point."""

    def render(self, value):
        return f"{value.normalize():f}"


class StandardStateColumn(StateColumn):
    """The state; what is behind its day is red and says so."""

    def render(self, value, record):
        if record.is_late:
            return badge(gettext("%(state)s, late") % {"state": record.get_state_display()}, "late")
        return super().render(value, record)


class GradeColumn(Column):
    """The grade by its title in the reader's language."""

    def sources(self, name):
        """Both titles of the grade."""
        return ("grade__title", "grade__title_en")

    def export(self, *values):
        """The one the reader reads."""
        return (values[1] if (get_language() or "").startswith("en") else "") or values[0] or ""


class LackColumn(Column):
    """What a branch lacks, clause by clause, and the shortest way to the next grade; in a workbook how many clauses."""

    kind = "decimal"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, accessor="lacking", sources=("lacking",), css="wide", **kwargs)

    def render(self, value, record, table):
        explained = table.explanations.get(record.pk)
        if explained is None or record.state in (StandardState.NOT_APPLICABLE, StandardState.REACHED):
            return "—"
        return lacks_in_short(explained)


def lacks_in_short(explained):
    """The first lacks, and the way to the next grade, as two lines."""
    shown = "；".join(str(in_words(line)) for line in explained.lacks[:LACKS_SHOWN])
    if len(explained.lacks) > LACKS_SHOWN:
        shown += gettext(" and %(n)d more") % {"n": len(explained.lacks) - LACKS_SHOWN}
    way = explained.next_way
    if way is None or way.clauses is None:
        return shown or "—"
    codes = "、".join(line.indicator.code for line in way.clauses)
    second = gettext("shortest way to %(points)d: %(codes)s") % {"points": way.grade.lower_bound, "codes": codes}
    return format_html('{}<small class="second">{}</small>', shown, second)


class StandardTable(Table):
    """Branches in a cycle: those that need most doing first."""

    organisation = LinkColumn(
        verbose_name=_("organisation"),
        accessor="organisation__name",
        small=lambda record: str(record.cycle.year),
        css="primary",
    )
    cycle = Column(verbose_name=_("cycle"), accessor="cycle__title")
    state = StandardStateColumn(StandardState, STANDARD_TONES, verbose_name=_("state"), css="state")
    answered = NumberColumn(verbose_name=_("clauses answered"))
    lacks = LackColumn(verbose_name=_("what lacks"))
    self_points = PointsColumn(verbose_name=_("self-score"))
    points = PointsColumn(verbose_name=_("reviewed score"))
    grade = GradeColumn(verbose_name=_("grade"), accessor="grade")
    decided_on = DayColumn(verbose_name=_("decided on"))
    document_number = Column(verbose_name=_("document number"), css="paper-number")

    class Meta(Table.Meta):
        extra_columns = ("cycle", "decided_on", "document_number")

    @cached_property
    def explanations(self):
        """{key: Explanation} of the rows on show, with a few queries for all of them."""
        rows = [record for record in self.data if record.state != StandardState.NOT_APPLICABLE]
        lines = lines_of(rows)
        return {record.pk: record.explanation(lines[record.pk]) for record in rows}


class AwardTable(Table):
    """The levels an organisation has been awarded."""

    awarded_on = DayColumn(verbose_name=_("awarded on"))
    level = ChoiceColumn(StandardizationLevel, verbose_name=_("standardization level"))
    level_before = ChoiceColumn(StandardizationLevel, verbose_name=_("level before"))
    document_number = Column(verbose_name=_("document number"), css="paper-number")
    note = Column(verbose_name=_("note"))

    class Meta(Table.Meta):
        pass
