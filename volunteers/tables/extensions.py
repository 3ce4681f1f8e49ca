"""Tables of requests for extension."""

from django.utils.translation import gettext_lazy as _

from portal.columns import Column, DayColumn, LinkColumn, StateColumn, Table
from volunteers.choices import ExtensionState
from volunteers.models import Extension

EXTENSION_TONES = {
    ExtensionState.ASKED: "check",
    ExtensionState.GRANTED: "done",
    ExtensionState.REFUSED: "quiet",
}


class ExtensionTable(Table):
    """Requests, newest first."""

    number = LinkColumn(verbose_name=_("hazard"), accessor="hazard__number", css="nowrap")
    description = Column(verbose_name=_("description"), accessor="hazard__description", css="primary")
    enterprise = Column(verbose_name=_("enterprise"), accessor="hazard__enterprise__name")
    reason = Column(verbose_name=_("reason"))
    asked_on = DayColumn(verbose_name=_("asked on"), sort=("asked_on", "pk"))
    due_before = DayColumn(verbose_name=_("deadline when it was asked for"))
    until = DayColumn(verbose_name=_("asked until"))
    granted_until = DayColumn(verbose_name=_("granted until"), default="—")
    answer_by = DayColumn(verbose_name=_("to be answered by"))
    state = StateColumn(ExtensionState, EXTENSION_TONES, verbose_name=_("state"), css="state")

    class Meta(Table.Meta):
        model = Extension
        fields = (
            "number",
            "description",
            "enterprise",
            "reason",
            "asked_on",
            "due_before",
            "until",
            "granted_until",
            "answer_by",
            "state",
        )
