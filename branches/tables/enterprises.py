"""Tables of enterprises and grids."""

from django.utils.translation import gettext_lazy as _

from branches.choices import Trade
from branches.models import Appointment
from portal.columns import ChoiceColumn, Column, LinkColumn, ListColumn, NumberColumn, PhoneColumn, Table


class EnterpriseTable(Table):
    """Enterprises; telephone numbers with their middle left out, on the page and in the workbook."""

    name = LinkColumn(verbose_name=_("name"), sort=("name", "pk"), css="primary")
    credit_code = Column(verbose_name=_("unified social credit code"), css="code")
    trade = ChoiceColumn(Trade, verbose_name=_("trade"))
    processes = ListColumn(verbose_name=_("dangerous processes"), related="processes", css="words")
    employees = NumberColumn(verbose_name=_("employees"))
    grid = Column(verbose_name=_("grid"), accessor="grid__name")
    grid_worker_name = Column(verbose_name=_("grid worker"))
    grid_worker_phone = PhoneColumn(verbose_name=_("grid worker's phone"))
    linked_cadre_name = Column(verbose_name=_("linked cadre"))
    sector = Column(verbose_name=_("sector"), accessor="sector__name")
    safety_officer_name = Column(verbose_name=_("safety officer"))
    safety_officer_phone = PhoneColumn(verbose_name=_("safety officer's phone"))
    organisation = Column(verbose_name=_("party organisation"), accessor="organisation__name")
    address = Column(verbose_name=_("address"))

    class Meta(Table.Meta):
        extra_columns = (
            "employees",
            "grid_worker_phone",
            "linked_cadre_name",
            "sector",
            "safety_officer_phone",
            "address",
        )


class CoveredTable(Table):
    """Enterprises on the record of the organisation that covers them, or of their grid."""

    name = LinkColumn(verbose_name=_("name"))
    trade = ChoiceColumn(Trade, verbose_name=_("trade"))
    processes = ListColumn(verbose_name=_("dangerous processes"), related="processes", css="words")
    safety_officer_name = Column(verbose_name=_("safety officer"))
    safety_officer_phone = PhoneColumn(verbose_name=_("safety officer's phone"))

    class Meta(Table.Meta):
        pass


class WorkersColumn(Column):
    """Who is appointed to a grid or sector today; from `with_workers`, for the workbook asked once."""

    def __init__(self, place="grid", **kwargs):
        self.place = place
        super().__init__(accessor="pk", sources=("pk",), **kwargs)

    def render(self, record):
        return "、".join(office.user.name for office in record.offices_now) or "—"

    def exporter(self, rows):
        names = {}
        offices = Appointment.objects.in_force().filter(**{f"{self.place}__in": rows.order_by().values("pk")})
        for grid, name in offices.values_list(self.place, "user__name"):
            names.setdefault(grid, []).append(name)
        return lambda grid: "、".join(names.get(grid, ()))


class GridTable(Table):
    """Grids in their order."""

    name = LinkColumn(verbose_name=_("name"))
    enterprise_count = NumberColumn(verbose_name=_("enterprises"))
    workers = WorkersColumn(verbose_name=_("grid workers"))

    class Meta(Table.Meta):
        pass


class SectorTable(Table):
    """Sectors in their order."""

    name = LinkColumn(verbose_name=_("name"))
    enterprise_count = NumberColumn(verbose_name=_("enterprises"))
    leaders = WorkersColumn("sector", verbose_name=_("leaders"))

    class Meta(Table.Meta):
        pass
