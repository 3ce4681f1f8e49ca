"""Tables of organisations."""

from django.utils.translation import gettext_lazy as _

from branches.choices import OrganisationKind, SiteState, StandardizationLevel, Standing
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
    return record.shown_parent or ""


class OrganisationTable(Table):
    """Organisations in the order of the tree; name, kind, superior and host are those of the day asked for."""

    name = LinkColumn(verbose_name=_("name"), accessor="shown_name", small=superior, sort=("path",), css="primary")
    kind = ChoiceColumn(OrganisationKind, verbose_name=_("kind"), accessor="shown_kind")
    parent_name = Column(verbose_name=_("superior organisation"), accessor="shown_parent")
    enterprise = Column(verbose_name=_("host enterprise"), accessor="shown_enterprise")
    secretary_name = Column(verbose_name=_("secretary"))
    full_members = NumberColumn(verbose_name=_("full members"), accessor="full_then")
    probationary_members = NumberColumn(verbose_name=_("probationary members"), accessor="probationary_then")
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
    full_members = NumberColumn(verbose_name=_("full members"), accessor="full_then")
    site_state = StateColumn(SiteState, SITE_TONES, verbose_name=_("site"))
    state = StateColumn(Standing, STANDING_TONES, verbose_name=_("standing"))

    class Meta(Table.Meta):
        pass
