"""Tables of the judgement standards: versions, clauses, lessons."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from branches.choices import CatalogueState, Trade
from branches.tables.indicators import LabelColumn, PublishedColumn
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, ListColumn, NumberColumn, StateColumn, Table
from volunteers.choices import StandardLevel, Verification

CATALOGUE_TONES = {CatalogueState.PUBLISHED: "done", CatalogueState.DRAFT: "due"}
LEVEL_TONES = {StandardLevel.MAJOR: "late", StandardLevel.POSSIBLY_MAJOR: "due"}
VERIFICATION_TONES = {Verification.FOUND: "done", Verification.PARTLY: "due", Verification.UNVERIFIED: "due"}


class CatalogueTable(Table):
    """The versions, newest first."""

    title = LabelColumn(verbose_name=_("title"), accessor="label", css="primary")
    number = NumberColumn(verbose_name=_("version of the catalogue"))
    clauses = NumberColumn(verbose_name=_("clauses"))
    effective_from = DayColumn(verbose_name=_("effective from"), default="—")
    effective_to = DayColumn(verbose_name=_("effective to"), default="—")
    state = StateColumn(CatalogueState, CATALOGUE_TONES, verbose_name=_("state"))
    published_at = PublishedColumn(verbose_name=_("published on"), default="—")

    class Meta(Table.Meta):
        pass


class TextColumn(Column):
    """A text in the reader's language, with a mark where it has still to be compared with the promulgated one."""

    def sources(self, name):
        return ("text", "text_en")

    def export(self, *values):
        return (values[1] if (get_language() or "").startswith("en") else "") or values[0]


class StandardTable(Table):
    """Clauses in the order of the catalogue."""

    code = LinkColumn(verbose_name=_("code"), css="nowrap")
    text = TextColumn(verbose_name=_("text of the clause"), accessor="text_shown", css="primary wide")
    trade = ChoiceColumn(Trade, verbose_name=_("trade"), default=_("every trade"))
    processes = ListColumn(verbose_name=_("processes"), related="processes")
    default_level = StateColumn(StandardLevel, LEVEL_TONES, verbose_name=_("default level"))
    verification = StateColumn(Verification, VERIFICATION_TONES, verbose_name=_("how far verified"))
    source = Column(verbose_name=_("source"), default="—")
    failed = NumberColumn(verbose_name=_("hazards under it"))

    class Meta(Table.Meta):
        extra_columns = ("source",)


class LessonTable(Table):
    """Lessons of a clause; each row is a Lesson that has been given `before`, `after` and `days`."""

    page = Column(verbose_name=_("lesson"), accessor="page__title", css="primary")
    since = DayColumn(verbose_name=_("taught since"))
    before = NumberColumn(verbose_name=_("failed before"))
    after = NumberColumn(verbose_name=_("failed since"))
    days = NumberColumn(verbose_name=_("days compared"))

    class Meta(Table.Meta):
        pass
