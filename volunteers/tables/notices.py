"""Tables of notices of rectification."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.columns import Column, DayColumn, LinkColumn, MomentColumn, Table, badge
from volunteers.models import RectificationNotice


class LinkStateColumn(Column):
    """Whether the link opens anything, as a word."""

    def __init__(self, **kwargs):
        super().__init__(accessor="pk", sources=("revoked_on", "expires_on"), **kwargs)

    def render(self, record):
        words = self.export(record.revoked_on, record.expires_on)
        return badge(words, "check" if record.is_open else "quiet")

    def export(self, *values):
        revoked_on, expires_on = values
        if revoked_on:
            return gettext("link revoked")
        return gettext("link expired") if expires_on < self.today else gettext("link open")


class NoticeTable(Table):
    """Notices, newest first."""

    number = LinkColumn(verbose_name=_("number"), css="nowrap")
    enterprise = Column(verbose_name=_("enterprise"), accessor="enterprise__name", css="primary")
    issued_on = DayColumn(verbose_name=_("issued on"), sort=("issued_on", "pk"))
    expires_on = DayColumn(verbose_name=_("link open until"))
    opened_at = MomentColumn(verbose_name=_("link first opened at"), default="—")
    link = LinkStateColumn(verbose_name=_("link"))

    class Meta(Table.Meta):
        model = RectificationNotice
        fields = ("number", "enterprise", "issued_on", "expires_on", "opened_at", "link")
