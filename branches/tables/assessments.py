"""Tables of rounds, assessments, teams, talks and editions of the standard."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.assessment_choices import AssessmentState, Dimension, MaterialVerdict, RoundState, TalkCategory
from branches.choices import CatalogueState
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, MomentColumn, NumberColumn, StateColumn, Table

ROUND_TONES = {RoundState.DRAFT: "quiet", RoundState.RUNNING: "due", RoundState.CLOSED: "done"}
ASSESSMENT_TONES = {
    AssessmentState.PLANNED: "quiet",
    AssessmentState.VISITED: "due",
    AssessmentState.REPORTED: "check",
    AssessmentState.DELIBERATED: "check",
    AssessmentState.DECIDED: "due",
    AssessmentState.EXECUTED: "done",
}
EDITION_TONES = {CatalogueState.DRAFT: "due", CatalogueState.PUBLISHED: "done", CatalogueState.SUPERSEDED: "quiet"}
VERDICT_TONES = {MaterialVerdict.PRESENT: "done", MaterialVerdict.INCOMPLETE: "due", MaterialVerdict.MISSING: "late"}


class AssessmentRoundTable(Table):
    """Rounds, newest first, with how far they have come."""

    name = LinkColumn(verbose_name=_("name"), css="primary")
    basis = Column(verbose_name=_("basis document"))
    starts_on = DayColumn(verbose_name=_("from"))
    ends_on = DayColumn(verbose_name=_("to"))
    assessment_count = NumberColumn(verbose_name=pgettext_lazy("assessment", "branches"))
    visited_count = NumberColumn(verbose_name=_("visited"))
    reported_count = NumberColumn(verbose_name=_("reported"))
    decided_count = NumberColumn(verbose_name=pgettext_lazy("committee", "decided"))
    state = StateColumn(RoundState, ROUND_TONES, verbose_name=_("state"))

    class Meta(Table.Meta):
        pass


class MissingColumn(Column):
    """The first thing that an assessment lacks, and how many more; from `AssessmentQuerySet.with_progress`."""

    def __init__(self, **kwargs):
        super().__init__(accessor="pk", sources=("pk",), **kwargs)

    def render(self, record):
        first, *more = record.missing() or [""]
        return format_html("{} <small>+{}</small>", first, len(more)) if more else first or "—"

    def exporter(self, rows):
        found = {one.pk: "；".join(one.missing()) for one in rows.select_related("organisation", "team")}
        return lambda key: found.get(key, "")


class AssessmentTable(Table):
    """Assessments in the order of their visits."""

    organisation = LinkColumn(verbose_name=_("branch"), accessor="organisation__name", css="primary")
    round = Column(verbose_name=_("round"), accessor="round__name")
    grid = Column(verbose_name=_("grid"), accessor="organisation__enterprise__grid__name")
    team = Column(verbose_name=_("team"), accessor="team__name")
    visit_on = DayColumn(verbose_name=_("visit planned on"), sort=("visit_on", "route", "pk"))
    visited_on = DayColumn(verbose_name=_("visited on"))
    missing = MissingColumn(verbose_name=_("what lacks"))
    state = StateColumn(AssessmentState, ASSESSMENT_TONES, verbose_name=_("state"))

    class Meta(Table.Meta):
        extra_columns = ("grid", "visited_on")


class OwnAssessmentTable(AssessmentTable):
    """The assessments of one organisation, on its record: the round leads to each."""

    round = LinkColumn(verbose_name=_("round"), accessor="round__name", css="primary")

    class Meta(AssessmentTable.Meta):
        pass


class TeamTable(Table):
    """The teams of a round."""

    name = Column(verbose_name=_("team"))
    leader = Column(verbose_name=_("leader"), accessor="pk")
    others = Column(verbose_name=_("assessors"), accessor="pk")
    branches = NumberColumn(verbose_name=pgettext_lazy("assessment", "branches"), accessor="branch_count")

    class Meta(Table.Meta):
        pass

    def render_leader(self, record):
        return record.leader or "—"

    def render_others(self, record):
        return "、".join(str(seat.user) for seat in record.seats.all() if not seat.is_leader) or "—"


class EditableTeamTable(TeamTable):
    """The same for whoever may change the teams."""

    change = Column(verbose_name=_("Edit"), accessor="pk", css="act")

    class Meta(Table.Meta):
        pass

    def render_change(self, record):
        return format_html('<a href="{}">{}</a>', record.edit_url, _("Edit"))


class TalkTable(Table):
    """The talks of an assessment, for its team."""

    category = ChoiceColumn(TalkCategory, verbose_name=_("talked to"))
    talked_on = DayColumn(verbose_name=_("day"))
    points = Column(verbose_name=pgettext_lazy("talk", "points"))
    change = Column(verbose_name=_("Edit"), accessor="pk", css="act")

    class Meta(Table.Meta):
        pass

    def render_change(self, record):
        return format_html('<a href="{}">{}</a>', record.edit_url, _("Edit"))


class ScoreTable(Table):
    """The scores of a report by dimension."""

    dimension = ChoiceColumn(Dimension, verbose_name=_("dimension"))
    weight = NumberColumn(verbose_name=_("weight"))
    suggested = NumberColumn(verbose_name=_("suggested by the records"))
    score = NumberColumn(verbose_name=_("score"))
    reason = Column(verbose_name=_("reason"))

    class Meta(Table.Meta):
        pass


class EditionColumn(LinkColumn):
    """An edition by its name, since a bare number says little."""

    def render(self, value, record):
        return super().render(str(record), record)


class AssessmentEditionTable(Table):
    """Editions of the standard, newest first."""

    number = EditionColumn(verbose_name=_("edition"), css="primary")
    note = Column(verbose_name=_("what is new"))
    published_at = MomentColumn(verbose_name=_("published at"))
    state = StateColumn(CatalogueState, EDITION_TONES, verbose_name=_("state"))

    class Meta(Table.Meta):
        pass


class EditionItemTable(Table):
    """The items of an edition."""

    number = NumberColumn(verbose_name=_("number"))
    label = Column(verbose_name=_("title"))
    demand = Column(verbose_name=_("requirement"))
    dimension = ChoiceColumn(Dimension, verbose_name=_("dimension"))
    points = NumberColumn(verbose_name=_("points"))

    class Meta(Table.Meta):
        pass


class EditionQuestionTable(Table):
    """The questions of an edition."""

    audience = Column(verbose_name=_("group asked"), accessor="get_audience_display")
    number = NumberColumn(verbose_name=_("number"))
    label = Column(verbose_name=_("question"))
    dimension = ChoiceColumn(Dimension, verbose_name=_("dimension"))

    class Meta(Table.Meta):
        pass


class ChangeLinkTable(Table):
    """Mixed into the tables of a draft: links to change a part and to take it out."""

    change = Column(verbose_name=_("Edit"), accessor="pk", css="act")

    class Meta(Table.Meta):
        pass

    def render_change(self, record):
        words = record.edit_url, _("Edit"), record.remove_url, _("Take out")
        return format_html('<a href="{}">{}</a> · <a href="{}">{}</a>', *words)


class DraftItemTable(EditionItemTable, ChangeLinkTable):
    """The items of a draft."""

    class Meta(Table.Meta):
        pass


class DraftQuestionTable(EditionQuestionTable, ChangeLinkTable):
    """The questions of a draft."""

    class Meta(Table.Meta):
        pass
