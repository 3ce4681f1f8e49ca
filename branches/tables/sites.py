"""Tables of sites, their inspections and the editions of their checklist."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from branches.choices import CatalogueState, SiteCheckState, SiteOccasion, SiteState, SiteUse
from branches.models.site_questions import RECHECK_AFTER
from branches.tables.organisations import SITE_TONES
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, MomentColumn, NumberColumn, StateColumn, Table

CHECK_TONES = {
    SiteCheckState.OPEN: "due",
    SiteCheckState.SELF_CHECKED: "due",
    SiteCheckState.APPLIED: "check",
    SiteCheckState.LOOKED_AT: "check",
    SiteCheckState.SIGNED: "check",
    SiteCheckState.ACCEPTED: "done",
    SiteCheckState.FAILED: "late",
}
CHECKLIST_TONES = {CatalogueState.DRAFT: "due", CatalogueState.PUBLISHED: "done"}
USE_TONES = {SiteUse.IN_USE: "done"}


def percent(good, compulsory):
    """How much of what is compulsory is good, in whole per cent rounded down; None where nothing is asked."""
    return good * 100 // compulsory if compulsory else None


class PercentColumn(NumberColumn):
    """Compulsory items that are good, of all compulsory ones: 5/6 · 83%."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, sources=("good", "compulsory"), accessor="good", **kwargs)

    def render(self, record):
        if not record.compulsory:
            return "—"
        good = record.good or 0
        return f"{good}/{record.compulsory} · {percent(good, record.compulsory)}%"

    def export(self, *values):
        good, compulsory = values
        return percent(good or 0, compulsory)


class DueColumn(DayColumn):
    """The day on which the yearly re-check is due."""

    def render(self, value):
        return super().render(value + RECHECK_AFTER)

    def export(self, *values):
        return values[0] + RECHECK_AFTER if values[0] else None


class SiteTable(Table):
    """Sites, each with the organisation that keeps it and how far its inspection is."""

    organisation = LinkColumn(verbose_name=_("organisation"), accessor="organisation__name", css="primary")
    name = Column(verbose_name=_("site"))
    address = Column(verbose_name=_("address"))
    area = NumberColumn(verbose_name=_("area (m²)"))
    keeper_name = Column(verbose_name=_("keeper"))
    check_state = StateColumn(SiteCheckState, CHECK_TONES, verbose_name=_("inspection"))
    done = PercentColumn(verbose_name=_("compulsory items good"))
    site_state = StateColumn(
        SiteState, SITE_TONES, verbose_name=_("site of the branch"), accessor="organisation__site_state"
    )
    site_accepted_on = DayColumn(verbose_name=_("site accepted on"), accessor="organisation__site_accepted_on")
    due = DueColumn(verbose_name=_("re-check due on"), accessor="last_accepted_on")
    state = StateColumn(SiteUse, USE_TONES, verbose_name=_("use"))

    class Meta(Table.Meta):
        extra_columns = ("address", "keeper_name", "state")


class SiteCheckTable(Table):
    """Inspections, newest first."""

    organisation = LinkColumn(verbose_name=_("organisation"), accessor="site__organisation__name", css="primary")
    site = Column(verbose_name=_("site"), accessor="site__name")
    occasion = ChoiceColumn(SiteOccasion, verbose_name=_("occasion"))
    state = StateColumn(SiteCheckState, CHECK_TONES, verbose_name=_("state"))
    done = PercentColumn(verbose_name=_("compulsory items good"))
    applied_at = MomentColumn(verbose_name=_("applied at"))
    accepted_on = DayColumn(verbose_name=_("accepted on"))
    first_by = Column(verbose_name=_("first signature"), accessor="first_by__name")
    second_by = Column(verbose_name=_("second signature"), accessor="second_by__name")
    created_at = MomentColumn(verbose_name=_("opened at"))

    class Meta(Table.Meta):
        extra_columns = ("site", "first_by", "second_by", "created_at")


class InspectionTable(Table):
    """The inspections of one site, on its record."""

    occasion = LinkColumn(verbose_name=_("occasion"), accessor="get_occasion_display", css="primary")
    state = StateColumn(SiteCheckState, CHECK_TONES, verbose_name=_("state"))
    done = PercentColumn(verbose_name=_("compulsory items good"))
    created_at = MomentColumn(verbose_name=_("opened at"))
    accepted_on = DayColumn(verbose_name=_("accepted on"))
    first_by = Column(verbose_name=_("first signature"), accessor="first_by__name")
    second_by = Column(verbose_name=_("second signature"), accessor="second_by__name")

    class Meta(Table.Meta):
        pass


class SharingTable(Table):
    """Who uses the rooms beside their owner, on the site's record."""

    organisation = LinkColumn(
        verbose_name=_("organisation"), to="organisation", accessor="organisation__name", css="primary"
    )
    start = DayColumn(verbose_name=_("from"))
    end = DayColumn(verbose_name=_("to"))
    deed = Column(verbose_name=_("Deed"), accessor="pk")

    class Meta(Table.Meta):
        pass

    def __init__(self, sharings, *, may_end, **kwargs):
        can_end = may_end and any(sharing.end is None for sharing in sharings)
        super().__init__(sharings, exclude=() if can_end else ("deed",), **kwargs)

    def render_deed(self, record):
        if record.end is not None:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("site_sharing_end", args=[record.pk]), _("End"))


class LapseTable(Table):
    """Completions that ended, on the site's record."""

    organisation = Column(verbose_name=_("organisation"), accessor="organisation__name")
    accepted_on = DayColumn(verbose_name=_("site accepted on"))
    ended_on = DayColumn(verbose_name=_("no longer completed from"))
    reason = Column(verbose_name=_("reason"))

    class Meta(Table.Meta):
        pass


class SiteChecklistTable(Table):
    """The editions of the checklist."""

    title = LinkColumn(verbose_name=_("title"), css="primary")
    edition = NumberColumn(verbose_name=_("edition"))
    state = StateColumn(CatalogueState, CHECKLIST_TONES, verbose_name=_("state"))
    published_at = MomentColumn(verbose_name=_("published at"))
    note = Column(verbose_name=_("note"))

    class Meta(Table.Meta):
        pass
