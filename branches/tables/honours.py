"""Tables of honours, objections, pledges and pairings."""

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from branches.choices import HonourState
from portal.columns import Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table

HONOUR_TONES = {
    HonourState.APPLIED: "due",
    HonourState.RECOMMENDED: "check",
    HonourState.ON_NOTICE: "check",
    HonourState.NAMED: "honour",
}


class KindColumn(LinkColumn):
    """The kind of honour in the reader's language, leading to the honour."""

    def sources(self, name):
        """Both titles."""
        return ("kind__title", "kind__title_en")

    def export(self, *values):
        """The one the reader reads."""
        return (values[1] if (get_language() or "").startswith("en") else "") or values[0]


class PlainYearColumn(NumberColumn):
    """A year, which has no thousands."""

    def render(self, value):
        return str(value)


class HonourTable(Table):
    """Honours, newest first."""

    kind = KindColumn(verbose_name=_("honour"), accessor="kind__label", small=lambda record: record.post, css="primary")
    organisation = Column(verbose_name=_("organisation"), accessor="organisation__name", css="wide")
    post = Column(verbose_name=_("post"))
    year = PlainYearColumn(verbose_name=_("year"))
    state = StateColumn(HonourState, HONOUR_TONES, verbose_name=_("state"))
    notice_from = DayColumn(verbose_name=_("public notice from"))
    notice_to = DayColumn(verbose_name=_("public notice to"))
    named_on = DayColumn(verbose_name=_("named on"))
    document_number = Column(verbose_name=_("document number"), css="paper-number")

    class Meta(Table.Meta):
        extra_columns = ("post", "document_number")


class ObjectionTable(Table):
    """The objections to an honour."""

    received_on = DayColumn(verbose_name=_("received on"))
    text = Column(verbose_name=_("what was brought forward"), css="wide")
    answered_on = DayColumn(verbose_name=_("answered on"))
    answer = Column(verbose_name=_("finding and answer"), css="wide")

    class Meta(Table.Meta):
        pass


class PartnerColumn(Column):
    """The partner, whichever sort it is."""

    def export(self, *values):
        """The organisation's name, else the one typed."""
        return values[0] or values[1]


class PledgeTable(Table):
    """Pledges, newest year first."""

    text = LinkColumn(verbose_name=_("pledge"), css="primary wide")
    shown_name = Column(verbose_name=pgettext_lazy("pledge", "by"), sources=("display_name", "has_consent"))
    organisation = Column(verbose_name=_("organisation"), accessor="organisation__name")
    year = PlainYearColumn(verbose_name=_("year"))
    is_public = Column(verbose_name=_("on the public site"))
    outcome = Column(verbose_name=_("what came of it"))

    class Meta(Table.Meta):
        pass

    def render_is_public(self, value):
        """In a word."""
        return _("yes") if value else _("no")


class PairingTable(Table):
    """Pairings, newest first."""

    organisation = LinkColumn(verbose_name=_("organisation"), accessor="organisation__name", css="primary")
    partner_shown = PartnerColumn(verbose_name=_("paired with"), sources=("partner__name", "partner_name"))
    purpose = Column(verbose_name=_("purpose"), css="wide")
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))
    deed_count = NumberColumn(verbose_name=_("deeds"))

    class Meta(Table.Meta):
        pass


class DeedTable(Table):
    """What the paired did together."""

    done_on = DayColumn(verbose_name=_("day"))
    text = Column(verbose_name=_("what was done"), css="wide")

    class Meta(Table.Meta):
        pass
