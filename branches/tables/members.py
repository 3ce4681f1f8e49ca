"""Tables of members: counts of each organisation, names of one, transfers."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import MemberStage, Sex, TransferState
from branches.models.member_questions import masked_name
from portal.columns import (
    ChoiceColumn,
    Column,
    DayColumn,
    LinkColumn,
    NumberColumn,
    PhoneColumn,
    StateColumn,
    Table,
    badge,
)

STAGE_TONES = {
    MemberStage.FULL: "done",
    MemberStage.PROBATIONARY: "check",
    MemberStage.CANDIDATE: "due",
    MemberStage.ACTIVIST: "due",
    MemberStage.APPLICANT: "due",
}
TRANSFER_TONES = {TransferState.ASKED: "due", TransferState.RECEIVED: "done", TransferState.RETURNED: "late"}


class NameColumn(LinkColumn):
    """A member's name: whole for whoever works with it, else with its end left out; always so in the workbook."""

    def render(self, value, record, table):
        shown = record.is_named or getattr(getattr(table, "list_view", None), "names_shown", False)
        return super().render(value if shown else masked_name(value), record)

    def export(self, *values):
        return masked_name(values[0])


class MonthColumn(Column):
    """A month kept as 202611, shown as 2026-11."""

    def render(self, value):
        return f"{value // 100}-{value % 100:02d}"

    def export(self, *values):
        return self.render(values[0]) if values[0] else ""


class YesColumn(Column):
    """A word where it is so, nothing where it is not."""

    def __init__(self, word, *args, **kwargs):
        self.word = word
        super().__init__(*args, **kwargs)

    def render(self, value):
        return badge(self.word, "check") if value else ""

    def export(self, *values):
        return str(self.word) if values[0] else ""


class MemberTable(Table):
    """The people on the lists of the branches."""

    name = NameColumn(verbose_name=pgettext_lazy("person", "name"), css="primary")
    state = StateColumn(MemberStage, STAGE_TONES, verbose_name=_("stage"), css="state")
    organisation = Column(verbose_name=_("organisation"), accessor="organisation__name")
    sex = ChoiceColumn(Sex, verbose_name=_("sex"))
    birth_year = Column(verbose_name=_("year of birth"), css="num")
    education = Column(verbose_name=_("education"))
    job_title = Column(verbose_name=_("post at work"))
    unit = Column(verbose_name=_("unit or workshop"))
    phone = PhoneColumn(verbose_name=_("mobile phone"))
    applied_on = DayColumn(verbose_name=_("applied on"))
    joined_on = DayColumn(verbose_name=_("joined the Party on"))
    confirmed_on = DayColumn(verbose_name=_("confirmed on"))
    dues_until = MonthColumn(verbose_name=_("dues paid until"))
    is_floating = YesColumn(_("floating"), verbose_name=_("floating"))
    floating_place = Column(verbose_name=_("where the floating member is"))
    ended_on = DayColumn(verbose_name=_("ended on"))

    class Meta(Table.Meta):
        extra_columns = ("sex", "birth_year", "education", "unit", "applied_on", "floating_place", "ended_on")


class CountedLink(LinkColumn):
    """The organisation, leading to its members."""

    def render(self, value, record):
        url = f"{reverse('members')}?branch={record.pk}&show=present"
        return format_html('<a href="{}">{}</a>', url, value)


class KeptColumn(Column):
    """From where the numbers come."""

    def render(self, value):
        return badge(_("roster"), "done") if value else badge(_("numbers only"), "quiet")

    def export(self, *values):
        return str(_("roster") if values[0] else _("numbers only"))


class MemberCountTable(Table):
    """The organisations with the numbers of their members, by stage."""

    name = CountedLink(verbose_name=_("organisation"), css="primary")
    full_members = NumberColumn(verbose_name=_("full members"))
    probationary_members = NumberColumn(verbose_name=_("probationary members"))
    candidates = NumberColumn(verbose_name=_("candidates"))
    activists = NumberColumn(verbose_name=_("activists"))
    applicants = NumberColumn(verbose_name=_("applicants"))
    floating = NumberColumn(verbose_name=_("floating"))
    has_roster = KeptColumn(verbose_name=_("counted from"))

    class Meta(Table.Meta):
        pass


class TransferredColumn(LinkColumn):
    """Whose transfer it is, leading to the transfer; the end of the name is left out."""

    def render(self, value, record):
        return super().render(masked_name(value), record)

    def export(self, *values):
        return masked_name(values[0])


class SideColumn(Column):
    """An organisation of the zone, or the name of one outside."""

    def export(self, *values):
        return values[0] or values[1]


class TransferTable(Table):
    """Transfers of membership, the newest letter first."""

    member = TransferredColumn(verbose_name=_("member"), accessor="member__name", css="primary")
    origin = SideColumn(
        verbose_name=pgettext_lazy("transfer", "from"), sources=("from_organisation__name", "from_name")
    )
    destination = SideColumn(verbose_name=pgettext_lazy("transfer", "to"), sources=("to_organisation__name", "to_name"))
    letter_number = Column(verbose_name=_("number of the letter"))
    asked_on = DayColumn(verbose_name=_("letter written on"), sort=("asked_on", "pk"))
    answered_on = DayColumn(verbose_name=_("received on"))
    state = StateColumn(TransferState, TRANSFER_TONES, verbose_name=_("state"), css="state")

    class Meta(Table.Meta):
        pass


class MembershipTable(Table):
    """With which organisations a membership lay, on the person's record."""

    organisation = Column(verbose_name=_("organisation"))
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))

    class Meta(Table.Meta):
        pass
