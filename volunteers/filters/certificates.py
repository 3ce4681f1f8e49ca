"""Finding service certificates."""

import django_filters
from django.utils.translation import gettext_lazy as _

from portal.filters import DayFilter, FilterSet, RowFilter
from volunteers.models import ServiceCertificate, TaskForce

STANDINGS = (("genuine", _("genuine")), ("withdrawn", _("withdrawn")))


class CertificateFilter(FilterSet):
    """Certificates by number or name, task force, day of issue and standing."""

    search_fields = ("number", "name")
    task_force = RowFilter(model=TaskForce, label=_("Task force"), field_name="task_force")
    issued_from = DayFilter(label=_("Issued from"), field_name="issued_at", lookup_expr="date__gte")
    standing = django_filters.ChoiceFilter(label=_("Standing"), choices=STANDINGS, method="filter_standing")

    class Meta:
        model = ServiceCertificate
        fields = ()

    def filter_standing(self, queryset, name, value):
        """Still standing, or withdrawn."""
        return queryset.genuine() if value == "genuine" else queryset.exclude(withdrawn_at=None)
