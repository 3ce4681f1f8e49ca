"""Tables of people and appointments."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from branches.choices import Role
from branches.models import Appointment
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, MomentColumn, PhoneColumn, Table, badge


def roles_in_words(roles):
    """The roles in the order in which they are declared, each once."""
    held = set(roles)
    return "、".join(str(label) for role, label in Role.choices if role in held)


class RolesColumn(Column):
    """The roles a person holds today: from `PersonQuerySet.with_roles`; the workbook asks twice for all people."""

    def __init__(self, **kwargs):
        super().__init__(accessor="pk", sources=("pk",), **kwargs)

    def render(self, record):
        return roles_in_words(holding.role for holding in (*record.offices_now, *record.posts_now)) or "—"

    def exporter(self, rows):
        held = {}
        for kind in (Appointment, rows.model._meta.get_field("posts").related_model):
            pairs = kind.objects.in_force().filter(user__in=rows.order_by().values("pk"))
            for person, role in pairs.values_list("user", "role"):
                held.setdefault(person, set()).add(role)
        return lambda person: roles_in_words(held.get(person, ()))


class OpenColumn(Column):
    """Whether an account is open."""

    def render(self, value):
        return badge(_("in use"), "done") if value else badge(_("shut"), "quiet")

    def export(self, *values):
        return str(_("in use") if values[0] else _("shut"))


class PersonTable(Table):
    """People with their roles of today; telephone numbers with their middle left out."""

    name = LinkColumn(verbose_name=_("full name"), css="primary")
    username = Column(verbose_name=_("username"), sort=("username",))
    phone = PhoneColumn(verbose_name=_("phone"))
    roles = RolesColumn(verbose_name=_("roles today"))
    last_login = MomentColumn(verbose_name=_("last sign-in"))
    is_active = OpenColumn(verbose_name=_("account"))

    class Meta(Table.Meta):
        pass


class PlaceColumn(Column):
    """Where a role is held: the organisation, grid, sector, enterprise or task force."""

    def __init__(self, **kwargs):
        sources = ("organisation__name", "grid__name", "sector__name", "enterprise__name")
        super().__init__(accessor="place", sources=sources, **kwargs)

    def export(self, *values):
        return next(filter(None, values), "")


class AppointmentTable(Table):
    """Appointments, the latest first."""

    user = LinkColumn(verbose_name=_("person"), accessor="user__name")
    username = Column(verbose_name=_("username"), accessor="user__username")
    role = ChoiceColumn(Role, verbose_name=_("role"))
    place = PlaceColumn(verbose_name=_("held at"))
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))

    class Meta(Table.Meta):
        pass


class HolderTable(Table):
    """Who holds a role at a place, on the place's record."""

    user = Column(verbose_name=_("person"), accessor="user__name")
    role = ChoiceColumn(Role, verbose_name=_("role"))
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))

    class Meta(Table.Meta):
        pass


class HoldingTable(Table):
    """What a person holds and held, on the person's record; `ends` gives the address that ends an appointment."""

    role = ChoiceColumn(Role, verbose_name=_("role"))
    place = Column(verbose_name=_("held at"))
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))
    deed = Column(verbose_name=_("Deed"), accessor="pk")

    class Meta(Table.Meta):
        pass

    def __init__(self, holdings, *, ends, **kwargs):
        self.ends = ends
        can_end = any(ends(holding) for holding in holdings)
        super().__init__(holdings, exclude=() if can_end else ("deed",), **kwargs)

    def render_deed(self, record):
        url = self.ends(record)
        return format_html('<a href="{}">{}</a>', url, _("End")) if url else ""
