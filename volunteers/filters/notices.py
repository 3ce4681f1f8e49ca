"""Finding notices of rectification."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.models import Enterprise
from portal.filters import DayFilter, FilterSet, RowFilter
from volunteers.models import RectificationNotice

LINKS = (("open", _("link open")), ("unread", _("open, not yet opened")), ("closed", _("expired or revoked")))


class NoticeFilter(FilterSet):
    """Notices by words, enterprise, day, and whether their link opens anything."""

    search_fields = ("number", "enterprise__name_key")
    link = django_filters.ChoiceFilter(label=_("Link"), choices=LINKS, method="filter_link")
    enterprise = RowFilter(model=Enterprise, label=_("Enterprise"))
    issued_from = DayFilter(label=_("Issued from"), field_name="issued_on", lookup_expr="gte")
    issued_to = DayFilter(label=_("Issued to"), field_name="issued_on", lookup_expr="lte")

    class Meta:
        model = RectificationNotice
        fields = ()

    def filter_link(self, queryset, name, value):
        """Open today, open but never opened, or closed."""
        is_open = Q(revoked_on=None, expires_on__gte=timezone.localdate())
        if value == "closed":
            return queryset.exclude(is_open)
        return queryset.filter(is_open) if value == "open" else queryset.filter(is_open, opened_at=None)
