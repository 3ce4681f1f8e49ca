"""Tables of terms, committees, units of joint branches, and hints."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from branches.choices import OrganisationKind, Position
from branches.models.hints import REGISTRY
from branches.tables.organisations import superior
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, NumberColumn, Table, badge
from portal.reminders import months_later


class DueColumn(DayColumn):
    """The day on which a term ends; late once it is over."""

    def render(self, value):
        today = timezone.localdate()
        tone = "late" if value < today else "due" if value <= months_later(today, 3) else "quiet"
        return badge(f"{value:%Y-%m-%d}", tone)


class TermTable(Table):
    """Organisations by the end of their term, the most pressing first."""

    name = LinkColumn(verbose_name=_("name"), accessor="shown_name", small=superior, css="primary")
    kind = ChoiceColumn(OrganisationKind, verbose_name=_("kind"))
    secretary_name = Column(verbose_name=_("secretary"))
    last_election_on = DayColumn(verbose_name=_("last election"))
    term_ends_on = DueColumn(verbose_name=_("term ends on"), sort=("term_ends_on", "pk"))

    class Meta(Table.Meta):
        pass


class HintsColumn(Column):
    """What the rules have to say about the organisation."""

    def __init__(self, **kwargs):
        super().__init__(accessor="pk", sources=tuple(f"hint_{code}" for code in REGISTRY), **kwargs)

    def render(self, record):
        return self.export(*(getattr(record, f"hint_{code}") for code in REGISTRY))

    def export(self, *values):
        return "；".join(str(hint.label) for hint, said in zip(REGISTRY.values(), values, strict=True) if said)


class SourcesColumn(HintsColumn):
    """Where the rules stand that have something to say, each with how far it can be relied on."""

    def export(self, *values):
        said = [hint for hint, speaks in zip(REGISTRY.values(), values, strict=True) if speaks]
        return "；".join(f"{hint.label}：{hint.source}（{hint.caveat}）" for hint in said)


class HintTable(Table):
    """Organisations about which the rules have something to say."""

    name = LinkColumn(verbose_name=_("name"), accessor="shown_name", small=superior, css="primary")
    kind = ChoiceColumn(OrganisationKind, verbose_name=_("kind"))
    hints = HintsColumn(verbose_name=_("hints"))
    full_members = NumberColumn(verbose_name=_("full members"))
    secretary_name = Column(verbose_name=_("secretary"))
    term_ends_on = DayColumn(verbose_name=_("term ends on"))
    sources = SourcesColumn(verbose_name=_("sources of the rules"))

    class Meta(Table.Meta):
        extra_columns = ("sources",)


class EndingTable(Table):
    """Rows that hold from one day to another, each with the deed that ends it."""

    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))
    deed = Column(verbose_name=_("Deed"), accessor="pk")
    url_name = ""

    class Meta(Table.Meta):
        pass

    def __init__(self, rows, *, may_end, **kwargs):
        super().__init__(rows, exclude=() if may_end else ("deed",), **kwargs)

    def render_deed(self, record):
        if record.end:
            return ""
        label = _("End: %(what)s") % {"what": record}
        return format_html(
            '<a href="{}" aria-label="{}">{}</a>', reverse(self.url_name, args=[record.pk]), label, _("End")
        )


class CommitteeTable(EndingTable):
    """Who sits on the committee, and sat there before."""

    name = Column(verbose_name=_("full name"), css="primary")
    position = ChoiceColumn(Position, verbose_name=_("position"))
    division = Column(verbose_name=_("division of work"))
    url_name = "committee_member_end"

    class Meta(Table.Meta):
        sequence = ("name", "position", "division", "...")

    def render_name(self, record):
        member = getattr(record, "record", None)
        return format_html('<a href="{}">{}</a>', member.get_absolute_url(), record.name) if member else record.name


class PositionTable(Table):
    """The seats of a member on committees, the latest first."""

    organisation = LinkColumn(
        verbose_name=_("organisation"), accessor="organisation__name", to="organisation", css="primary"
    )
    position = ChoiceColumn(Position, verbose_name=_("position"))
    division = Column(verbose_name=_("division of work"))
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))

    class Meta(Table.Meta):
        pass


class UnitTable(EndingTable):
    """The units that a joint branch covers and covered."""

    enterprise = LinkColumn(verbose_name=_("enterprise"), accessor="enterprise__name", to="enterprise", css="primary")
    url_name = "joint_unit_end"

    class Meta(Table.Meta):
        sequence = ("enterprise", "...")


class ElectionTable(Table):
    """The elections of an organisation, the latest first."""

    held_on = DayColumn(verbose_name=_("held on"))
    result = Column(verbose_name=_("result"))
    extended_until = DayColumn(verbose_name=_("extended until"))
    extension_reason = Column(verbose_name=_("reason for the extension"))
    extension_approval = Column(verbose_name=_("approved by (document number)"))

    class Meta(Table.Meta):
        pass
