"""Tables of what organisations were, on one day or from day to day."""

from django.utils.translation import gettext_lazy as _

from branches.choices import OrganisationKind, StandardizationLevel
from branches.models.timelines import EVER
from branches.tables.organisations import LEVEL_TONES
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, MomentColumn, StateColumn, Table, badge


class SinceColumn(DayColumn):
    """The first day; "—" where it is not known."""

    def render(self, value):
        return "—" if value == EVER else super().render(value)

    def export(self, *values):
        return None if values[0] == EVER else values[0]


class AcceptedColumn(DayColumn):
    """The day on which the site was accepted, if it had been by the day asked for."""

    def render(self, value):
        return badge(super().render(value), "done")


class SpellTable(Table):
    """The registry of a day."""

    name = LinkColumn(verbose_name=_("name"), css="primary")
    kind = ChoiceColumn(OrganisationKind, verbose_name=_("kind"))
    parent_then = Column(verbose_name=_("superior organisation"))
    enterprise = Column(verbose_name=_("host enterprise"), accessor="enterprise__name")
    start = SinceColumn(verbose_name=_("unchanged since"))
    end = DayColumn(verbose_name=_("unchanged until"))
    site_then = AcceptedColumn(verbose_name=_("site accepted on"))
    level_then = StateColumn(StandardizationLevel, LEVEL_TONES, verbose_name=_("standardization level"))
    recorded_at = MomentColumn(verbose_name=_("believed since"))

    class Meta(Table.Meta):
        extra_columns = ("end", "recorded_at")


class LifeTable(Table):
    """What one organisation was from day to day, on its record."""

    start = SinceColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))
    name = Column(verbose_name=_("name"))
    kind = ChoiceColumn(OrganisationKind, verbose_name=_("kind"))
    parent = Column(verbose_name=_("superior organisation"), accessor="parent__name")
    enterprise = Column(verbose_name=_("host enterprise"), accessor="enterprise__name")

    class Meta(Table.Meta):
        pass
