"""Table of the frozen counts."""

from django.utils.translation import gettext_lazy as _

from branches.choices import FrozenKind
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, MomentColumn, Table


class ValueColumn(Column):
    """The frozen number; a table has none."""

    def render(self, value):
        return value.get("text", "—")

    def export(self, *values):
        return values[0].get("text", "")


class FrozenTable(Table):
    """Frozen counts, newest first."""

    title = LinkColumn(verbose_name=_("title"), css="primary")
    kind = ChoiceColumn(FrozenKind, verbose_name=_("kind"))
    answer = ValueColumn(verbose_name=_("value"), css="num")
    start = DayColumn(verbose_name=_("from day"))
    as_of = DayColumn(verbose_name=_("as of"))
    author = Column(verbose_name=_("author"), accessor="author__name")
    frozen_at = MomentColumn(verbose_name=_("frozen at"))

    class Meta(Table.Meta):
        pass
