"""Tables of service certificates."""

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.columns import Column, DayColumn, LinkColumn, MomentColumn, Table, badge
from volunteers.models import ServiceCertificate
from volunteers.tables.reference import HoursColumn


class GenuineColumn(Column):
    """Whether it still stands."""

    def __init__(self, **kwargs):
        super().__init__(accessor="pk", sources=("withdrawn_at",), **kwargs)

    def render(self, record):
        is_genuine = record.withdrawn_at is None
        return badge(gettext_now("genuine"), "done") if is_genuine else badge(gettext_now("withdrawn"), "late")

    def export(self, *values):
        return gettext_now("withdrawn") if values[0] else gettext_now("genuine")


class CertificateTable(Table):
    """Certificates, the newest first."""

    number = LinkColumn(verbose_name=_("number"), css="primary nowrap")
    name = Column(verbose_name=pgettext_lazy("person", "name"))
    task_force = Column(verbose_name=_("task force"), accessor="task_force__name")
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))
    hours = HoursColumn(verbose_name=_("hours"))
    issued_at = MomentColumn(verbose_name=_("issued at"), sort=("issued_at", "pk"))
    standing = GenuineColumn(verbose_name=_("state"))

    class Meta(Table.Meta):
        model = ServiceCertificate
        fields = ("number", "name", "task_force", "start", "end", "hours", "issued_at", "standing")


class ServiceTable(Table):
    """The services of a certificate, as they were certified."""

    day = DayColumn(verbose_name=_("day"))
    kind = Column(verbose_name=_("kind"))
    place = Column(verbose_name=_("place"))
    hours = Column(verbose_name=_("hours"), css="num")

    class Meta(Table.Meta):
        fields = ("day", "kind", "place", "hours")
