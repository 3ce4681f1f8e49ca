"""Tables of the catalogues of indicators."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from branches.choices import CatalogueKind, CatalogueState, StandardizationLevel
from portal.columns import ChoiceColumn, Column, DayColumn, LinkColumn, NumberColumn, StateColumn, Table

CATALOGUE_TONES = {CatalogueState.PUBLISHED: "done", CatalogueState.DRAFT: "due"}


class PublishedColumn(DayColumn):
    """The day of a moment, in the zone's time."""

    kind = "moment"

    def render(self, value):
        return f"{value:%Y-%m-%d}"


class LabelColumn(LinkColumn):
    """A title in the reader's language, leading to its record, with a mark where it is a proposal."""

    def sources(self, name):
        """Both titles."""
        return ("title", "title_en")

    def export(self, *values):
        """The one the reader reads."""
        return (values[1] if (get_language() or "").startswith("en") else "") or values[0]


def proposal(record):
    """The second line of a title: whether a committee has adopted it."""
    return _("a proposal, not adopted") if record.is_proposal else ""


class CatalogueTable(Table):
    """The versions of the catalogue, newest first."""

    title = LabelColumn(verbose_name=_("title"), accessor="label", small=proposal, css="primary")
    kind = ChoiceColumn(CatalogueKind, verbose_name=_("written for"))
    number = NumberColumn(verbose_name=_("version of the catalogue"))
    year = NumberColumn(verbose_name=_("year"))
    clauses = NumberColumn(verbose_name=_("clauses"))
    state = StateColumn(CatalogueState, CATALOGUE_TONES, verbose_name=_("state"))
    published_at = PublishedColumn(verbose_name=_("published on"))

    class Meta(Table.Meta):
        pass

    def render_year(self, value):
        """A year has no thousands."""
        return str(value)


class GradeTable(Table):
    """The grades of a version."""

    title = Column(verbose_name=_("grade"), accessor="label")
    lower_bound = NumberColumn(verbose_name=_("from points"))
    level = ChoiceColumn(StandardizationLevel, verbose_name=_("standardization level"))

    class Meta(Table.Meta):
        pass
