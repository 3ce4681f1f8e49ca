"""Columns that several tables of this app share."""

from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.columns import Column, NumberColumn


class TitleColumn(Column):
    """The title of reference data (kind, category) in the reader's language."""

    def __init__(self, related, **kwargs):
        sources = (f"{related}__title", f"{related}__title_en")
        super().__init__(accessor=related, sources=sources, **kwargs)

    @cached_property
    def is_english(self):
        """Whether the reader reads English; asked once a table."""
        return (get_language() or "").startswith("en")

    def render(self, value):
        return self.export(value.title, value.title_en)

    def export(self, *values):
        title, title_en = values
        return title_en if title_en and self.is_english else title


class WholeColumn(NumberColumn):
    """A count."""

    kind = "whole"


class HoursColumn(NumberColumn):
    """Hours without the noughts behind them: 2, 1.5."""

    def render(self, value):
        return f"{value.normalize():f}"


class MemberColumn(Column):
    """Whether the person is a party member, in words."""

    def render(self, value):
        return _("yes") if value else _("no")
