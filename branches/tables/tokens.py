"""Table of the tokens of the API."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import TokenState
from portal.columns import Column, DayColumn, LinkColumn, MomentColumn, StateColumn, Table

TOKEN_TONES = {TokenState.ISSUED: "due", TokenState.IN_USE: "done"}


class TokenTable(Table):
    """Tokens, newest first; none of them shows its secret."""

    purpose = LinkColumn(verbose_name=_("for which program"), css="primary")
    user = Column(verbose_name=pgettext_lazy("token", "owner"), accessor="user__name")
    state = StateColumn(TokenState, TOKEN_TONES, verbose_name=_("state"))
    ends_on = DayColumn(verbose_name=_("valid until"))
    last_used_at = MomentColumn(verbose_name=_("last used at"))

    class Meta(Table.Meta):
        pass
