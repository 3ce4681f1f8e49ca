"""Tables of requests for data, of what they want and whom they are put to."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import DataRequestState
from branches.models import DataRequest
from portal.columns import Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table, badge

NOT_KEPT, KEPT, PERHAPS = _("not kept: to be asked"), _("kept already"), _("perhaps")
TONES = {DataRequestState.DRAFT: "due", DataRequestState.ISSUED: "done", DataRequestState.CALLED_OFF: "quiet"}


class DataRequestTable(Table):
    """Requests, the newest first."""

    name = LinkColumn(verbose_name=_("name"), css="primary")
    issuer = Column(verbose_name=_("issuing office"))
    state = StateColumn(DataRequestState, TONES, verbose_name=_("state"))
    issued_on = DayColumn(verbose_name=_("issued on"))
    due_on = DayColumn(verbose_name=pgettext_lazy("request for data", "due on"))
    wanted_count = NumberColumn(verbose_name=_("data wanted"))
    kept_count = NumberColumn(verbose_name=_("kept already"))
    addressee_count = NumberColumn(verbose_name=_("addressees"))
    minutes = NumberColumn(verbose_name=_("minutes for each"))

    class Meta(Table.Meta):
        model = DataRequest
        fields = (
            "name",
            "issuer",
            "state",
            "issued_on",
            "due_on",
            "wanted_count",
            "kept_count",
            "addressee_count",
            "minutes",
        )


class KeptColumn(Column):
    """Whether the portal keeps what is wanted, and where; linked for whoever may open that list."""

    def __init__(self, **kwargs):
        super().__init__(accessor="match", empty_values=(), **kwargs)

    def render(self, value, table):
        if not value.kept:
            return badge(NOT_KEPT, "quiet")
        mark = badge(KEPT, "done") if value.is_certain else badge(PERHAPS, "due")
        places = format_html_join("、", "{}", ((table.place(one),) for one in value.kept))
        return format_html("{} {}", mark, places)


class WantedTable(Table):
    """What a request wants, each with where it is kept already; `user` decides what is linked."""

    number = NumberColumn(verbose_name=_("no."))
    text = Column(verbose_name=_("data wanted"), css="primary")
    match = KeptColumn(verbose_name=_("kept already"))

    def __init__(self, rows, *, user, **kwargs):
        self.user = user
        super().__init__(rows, **kwargs)

    def place(self, kept):
        """The list in which a datum is kept, linked if this person may open it."""
        if not set(kept.model.grants["view"]) & self.user.roles:
            return str(kept)
        return format_html('<a href="{}">{}</a>', reverse(kept.url_name), kept)

    class Meta(Table.Meta):
        fields = ("number", "text", "match")


class AddresseeTable(Table):
    """Whom a request is put to."""

    name = Column(verbose_name=_("addressee"), accessor="pk", css="primary")

    def render_name(self, record):
        """The organisation or the enterprise, which whoever registered the request may see."""
        place = record.organisation or record.enterprise
        return format_html('<a href="{}">{}</a>', place.get_absolute_url(), place)

    class Meta(Table.Meta):
        fields = ("name",)
