"""The tallies of organisations and of enterprises: not events of a period, but how things stand."""

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches import tallies
from branches.choices import OrganisationKind, SiteState, StandardizationLevel, Trade
from branches.filters.enterprises import EnterpriseTallyFilter
from branches.filters.organisations import OrganisationTallyFilter
from branches.models import Enterprise, FrozenCount, Grid, Organisation, Process, SavedTally
from branches.scoping import may
from portal.frames import NONE
from portal.generic.tallies import MONTH, Dimension, Measure, Tally, TallyView
from portal.generic.tally_parts import month_names

IN_FORCE = {"words": {"standing": "in_force"}, "as_of": "as_of"}
DONE = {"words": {"standing": "in_force", "site": SiteState.COMPLETED.value}, "as_of": "as_of"}


def labels(choices, **more):
    """Words of an enumeration, and of keys beside it."""
    words = dict(choices.choices) | more
    return lambda keys: {key: str(label) for key, label in words.items()}


def titles(model):
    """Names of records by their keys, in the records' own order; whose rows are counted is decided before."""
    return lambda keys: {row.pk: str(row) for row in model._default_manager.filter(pk__in=[int(key) for key in keys])}


def word(name):
    """The list's filter for one key."""
    return lambda key, measure: {name: key}


def row_word(name, without=""):
    """The word of the list's address for a record; `without` is the word for rows that have none."""
    return lambda key, measure: {without: "false"} if key in (NONE, "") and without else {name: key}


def superiors(keys):
    """What stands directly above each organisation; the office itself stands below itself."""
    return above(keys, lambda path: path[: -Organisation.steplen] or path)


def lines(keys):
    """The organisation directly below the office to whose line each belongs."""
    return above(keys, lambda path: path[: 2 * Organisation.steplen])


def above(keys, which):
    """{key: key of the organisation at the path that `which` makes of its own}; NONE stays NONE."""
    rows = Organisation._base_manager
    paths = dict(rows.filter(pk__in=[key for key in keys if key != NONE]).values_list("pk", "path"))
    tops = dict(rows.filter(path__in={which(path) for path in paths.values()}).values_list("path", "pk"))
    return {key: tops.get(which(paths[key]), NONE) if key in paths else NONE for key in keys}


BRANCH = Dimension(
    "branch",
    gettext_lazy("branch"),
    titles(Organisation),
    lambda key, measure: {"by_branch": "false"} if key == NONE else {measure.branch: key},
)
SUPERIOR = Dimension(
    "superior",
    gettext_lazy("superior organisation"),
    titles(Organisation),
    row_word("superior", "by_branch"),
    base="branch",
    derives=superiors,
)
LINE = Dimension(
    "line",
    gettext_lazy("line of organisations"),
    titles(Organisation),
    row_word("under", "by_branch"),
    base="branch",
    derives=lines,
)


class TallyPage(TallyView):
    """A tally with what is kept of it: questions under a name, and frozen counts."""

    def context(self):
        return super().context() | {"saved": self.saved(), "actions": self.actions()}

    def saved(self):
        """The questions kept for this tally, own and shared; the current one is marked."""
        here = self.request.get_full_path()
        rows = SavedTally.objects.visible_to(self.request.user).filter(tally=self.tally.name)
        return [{"label": row.name, "url": (url := row.get_absolute_url()), "current": url == here} for row in rows]

    def actions(self):
        """Save the question, freeze the answer."""
        words = urlencode({"tally": self.tally.name, "query": self.request.GET.urlencode()})
        buttons = []
        if may(self.request.user, SavedTally, "add"):
            buttons.append({"label": _("Save"), "url": f"{reverse('saved_tally_add')}?{words}"})
        if may(self.request.user, FrozenCount, "add"):
            buttons.append({"label": _("Freeze"), "url": f"{reverse('tally_freeze')}?{words}"})
        return buttons


class OrganisationTally(Tally):
    """Organisations in force on a day, by what stands above them, kind, level and site."""

    name = "tally_organisations"
    model = Organisation
    filterset_class = OrganisationTallyFilter
    list_name = "organisations"
    heading = gettext_lazy("Tally of organisations")
    definition = gettext_lazy(
        "Organisations in force on the day, by what they were and hung below on that day, and those of them whose site "
        "had been accepted by then. Level and members are those of today's records."
    )
    dimensions = (
        Dimension("parent", gettext_lazy("superior organisation"), titles(Organisation), word("parent")),
        Dimension("kind", gettext_lazy("kind"), labels(OrganisationKind), word("kind")),
        Dimension("level", gettext_lazy("standardization level"), labels(StandardizationLevel), word("level")),
        Dimension(
            "site",
            gettext_lazy("site"),
            labels(SiteState, **{tallies.SITE_OPEN: gettext_lazy("not completed yet")}),
            word("site"),
        ),
    )
    measures = (
        Measure("organisations", gettext_lazy("organisations"), **IN_FORCE),
        Measure("sites", gettext_lazy("sites completed"), **DONE),
        Measure("share", gettext_lazy("share completed"), parts=("sites", "organisations"), **DONE),
        Measure("full", gettext_lazy("full members"), is_sum=True, **IN_FORCE),
        Measure("probationary", gettext_lazy("probationary members"), is_sum=True, **IN_FORCE),
    )

    facts = ("name", "kind", "founded_on", "dissolved_on", "level", "site_state", "site_accepted_on")
    unasked = ("start",)
    is_of_a_day = True

    def ask(self):
        super().ask()
        self.start, self.end = None, self.end or timezone.localdate()
        self.form.fields["end"].label = _("As of")

    def counted_records(self):
        """The organisations in force on the day."""
        return self.rows.in_force_on(self.end)

    def count(self, rows, start, end, dimensions):
        return tallies.organisations(rows.in_force_on(end), end, dimensions)


class SiteTally(Tally):
    """Completed sites by the month in which they were accepted and by what stands above the branch."""

    name = "tally_sites"
    model = Organisation
    filterset_class = OrganisationTallyFilter
    list_name = "organisations"
    heading = gettext_lazy("Tally of completed sites")
    definition = gettext_lazy(
        "Organisations in force on the last day of the period whose site counted as completed then, by the month in "
        "which it was accepted. Each stands in one month; a site lost later still counts as of earlier days."
    )
    dimensions = (
        Dimension(
            "month",
            gettext_lazy("month"),
            month_names,
            lambda key, measure: {"accepted_month": f"{key // 100}-{key % 100:02d}"},
            fills=MONTH.fills,
        ),
        Dimension("parent", gettext_lazy("superior organisation"), titles(Organisation), word("parent")),
        Dimension("kind", gettext_lazy("kind"), labels(OrganisationKind), word("kind")),
    )
    measures = (Measure("sites", gettext_lazy("sites completed"), start="accepted_from", **DONE),)
    compared = ("sites",)
    facts = ("name", "kind", "founded_on", "dissolved_on", "site_state", "site_accepted_on")
    unasked = ("measure",)

    def ask(self):
        super().ask()
        self.end = self.end or timezone.localdate()

    def counted_records(self):
        """The organisations whose site counts as completed on the last day, accepted in the period."""
        rows = self.rows.site_completed_by(self.end).with_site_day(self.end)
        return rows if self.start is None else rows.filter(site_day__gte=self.start)

    def count(self, rows, start, end, dimensions):
        return tallies.sites(rows, start, end, dimensions)


class EnterpriseTally(Tally):
    """Enterprises by dangerous process, grid and trade. One with several processes counts in each, and once in all."""

    name = "tally_enterprises"
    model = Enterprise
    filterset_class = EnterpriseTallyFilter
    list_name = "enterprises"
    heading = gettext_lazy("Tally of enterprises")
    definition = gettext_lazy(
        "Enterprises in the register today. By process, an enterprise counts in each of its processes; the last line "
        "counts it once."
    )
    dimensions = (
        Dimension(
            "process",
            gettext_lazy("dangerous process"),
            titles(Process),
            word("process"),
            within=tallies.with_a_process,
        ),
        Dimension(
            "grid",
            gettext_lazy("grid"),
            titles(Grid),
            lambda key, measure: {"in_grid": "false"} if key == NONE else {"grid": key},
        ),
        Dimension("trade", gettext_lazy("trade"), labels(Trade), word("trade")),
    )
    measures = (Measure("enterprises", gettext_lazy("enterprises")),)
    any_words = {"has_process": "true"}
    facts = ("name", "trade", "grid__name", "organisation__name")
    unasked = ("start", "end", "period", "measure")
    is_of_a_day = True

    def ask(self):
        super().ask()
        self.start = self.end = None

    def count(self, rows, start, end, dimensions):
        return tallies.enterprises(rows, dimensions)

    def counted_records(self):
        """The enterprises in the register."""
        return self.rows


class OrganisationTallyPage(TallyPage):
    """The page of the tally of organisations."""

    tally = OrganisationTally


class SiteTallyPage(TallyPage):
    """The page of the tally of completed sites."""

    tally = SiteTally


class EnterpriseTallyPage(TallyPage):
    """The page of the tally of enterprises."""

    tally = EnterpriseTally
