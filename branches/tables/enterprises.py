"""Tables of enterprises and grids."""

from django.utils.translation import gettext_lazy as _

from branches.choices import Trade
from portal.columns import ChoiceColumn, Column, LinkColumn, ListColumn, NumberColumn, PhoneColumn, Table


class EnterpriseTable(Table):
    """Enterprises; telephone numbers with their middle left out, on the page and in the workbook."""

    name = LinkColumn(verbose_name=_("name"), sort=("name", "pk"))
    credit_code = Column(verbose_name=_("unified social credit code"), css="code")
    trade = ChoiceColumn(Trade, verbose_name=_("trade"))
    processes = ListColumn(verbose_name=_("dangerous processes"), related="processes")
    employees = NumberColumn(verbose_name=_("employees"))
    grid = Column(verbose_name=_("grid"), accessor="grid.name")
    grid_worker_name = Column(verbose_name=_("grid worker"))
    grid_worker_phone = PhoneColumn(verbose_name=_("grid worker's phone"))
    linked_cadre_name = Column(verbose_name=_("linked cadre"))
    safety_officer_name = Column(verbose_name=_("safety officer"))
    safety_officer_phone = PhoneColumn(verbose_name=_("safety officer's phone"))
    organisation = Column(verbose_name=_("party organisation"), accessor="organisation.name")
    address = Column(verbose_name=_("address"))

    class Meta(Table.Meta):
        extra_columns = ("grid_worker_phone", "address")


class CoveredTable(Table):
    """Enterprises on the record of the organisation that covers them, or of their grid."""

    name = LinkColumn(verbose_name=_("name"))
    trade = ChoiceColumn(Trade, verbose_name=_("trade"))
    processes = ListColumn(verbose_name=_("dangerous processes"), related="processes")
    safety_officer_name = Column(verbose_name=_("safety officer"))
    safety_officer_phone = PhoneColumn(verbose_name=_("safety officer's phone"))

    class Meta(Table.Meta):
        pass


class GridTable(Table):
    """Grids in their order."""

    name = LinkColumn(verbose_name=_("name"))
    enterprise_count = NumberColumn(verbose_name=_("enterprises"))
    workers = Column(verbose_name=_("grid workers"), empty_values=(), sources=("pk",))

    class Meta(Table.Meta):
        pass
