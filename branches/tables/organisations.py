"""Tables of organisations and of what changed them."""

from django.utils.translation import gettext_lazy as _

from branches.choices import ChangeKind, OrganisationKind, SiteState, StandardizationLevel, Standing
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table

STANDING_TONES = {Standing.IN_FORCE: "done", Standing.DISSOLVED: "quiet"}
LEVEL_TONES = {
    StandardizationLevel.FIVE_STAR: "done",
    StandardizationLevel.FOUR_STAR: "done",
    StandardizationLevel.THREE_STAR: "done",
    StandardizationLevel.TWO_STAR: "due",
    StandardizationLevel.ONE_STAR: "due",
    StandardizationLevel.NOT_REACHED: "late",
}
SITE_TONES = {SiteState.COMPLETED: "done", SiteState.UNDER_CONSTRUCTION: "check"}


def superior(record):
    """The superior organisation's name, for the second line."""
    return record.parent_name or ""


class OrganisationTable(Table):
    """Organisations in the order of the tree."""

    name = LinkColumn(verbose_name=_("name"), small=superior, sort=("path",), css="primary")
    kind = ChoiceColumn(OrganisationKind, verbose_name=_("kind"))
    parent_name = Column(verbose_name=_("superior organisation"))
    enterprise = Column(verbose_name=_("host enterprise"), accessor="enterprise__name")
    secretary_name = Column(verbose_name=_("secretary"))
    full_members = NumberColumn(verbose_name=_("full members"))
    probationary_members = NumberColumn(verbose_name=_("probationary members"))
    level = StateColumn(StandardizationLevel, LEVEL_TONES, verbose_name=_("standardization level"))
    site_state = StateColumn(SiteState, SITE_TONES, verbose_name=_("site"))
    site_accepted_on = DayColumn(verbose_name=_("site accepted on"))
    state = StateColumn(Standing, STANDING_TONES, verbose_name=_("standing"))
    founded_on = DayColumn(verbose_name=_("founded on"))
    last_election_on = DayColumn(verbose_name=_("last election"))
    dissolved_on = DayColumn(verbose_name=_("dissolved on"))

    class Meta(Table.Meta):
        extra_columns = ("parent_name", "enterprise", "founded_on", "last_election_on", "dissolved_on")


class ChildTable(Table):
    """What hangs directly below an organisation, on its record."""

    name = LinkColumn(verbose_name=_("name"), css="primary")
    kind = ChoiceColumn(OrganisationKind, verbose_name=_("kind"))
    full_members = NumberColumn(verbose_name=_("full members"))
    site_state = StateColumn(SiteState, SITE_TONES, verbose_name=_("site"))
    state = StateColumn(Standing, STANDING_TONES, verbose_name=_("standing"))

    class Meta(Table.Meta):
        pass


class ChangeTable(Table):
    """The decisions that changed an organisation."""

    effective_on = DayColumn(verbose_name=_("effective on"))
    kind = ChoiceColumn(ChangeKind, verbose_name=_("change"))
    before = Column(verbose_name=_("name or kind before"), accessor="pk")
    after = Column(verbose_name=_("name or kind after"), accessor="pk")
    meeting = Column(verbose_name=_("meeting"))
    document_number = Column(verbose_name=_("document number"))
    reason = Column(verbose_name=_("reason"))

    class Meta(Table.Meta):
        pass

    def render_before(self, record):
        return self.words(record, "before")

    def render_after(self, record):
        return self.words(record, "after")

    @staticmethod
    def words(change, side):
        """What the change made of name or kind; "—" where it touched neither."""
        if change.name_before != change.name_after:
            return getattr(change, f"name_{side}")
        if change.kind_before != change.kind_after:
            return getattr(change, f"get_kind_{side}_display")()
        return "—"
