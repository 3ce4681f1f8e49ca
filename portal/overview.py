"""The pictures that people look at instead of tables: hazards, sites, activities; on the page, in Word and in PDF."""

from datetime import timedelta

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import View

from branches.models import Organisation, SavedTally
from branches.scoping import may
from branches.views.tallies import OrganisationTally
from portal.calendar_charts import calendar_chart
from portal.charts import bar_chart, line_chart, row_chart
from portal.documents import Drawing, Paper, Table, document_response, official_language, pdf_available
from portal.figures import figure
from portal.generic.tally_charts import charts
from portal.generic.tally_questions import may_take
from portal.questions import QuestionForm
from portal.ready_ledgers import period_of
from volunteers.models import Activity, Hazard
from volunteers.views.tallies import HazardTally

A_YEAR = timedelta(days=364)
MOST_PARENTS = 12


def words_for(asked, **words):
    """A tally's words for the period and the places of a question."""
    start = asked.start or (asked.as_of - A_YEAR).replace(day=1)
    found = {"start": start, "end": asked.as_of, **words, **{name: one.pk for name, one in asked.places.items()}}
    if asked.organisation is not None:
        found["organisation"] = asked.organisation.pk
    return found


def by_month_and_level(asked):
    """Hazards found month by month, by level."""
    tally = HazardTally(words_for(asked, rows="month", columns="level"), asked.user)
    return charts(tally, tally.table())


def days_to_rectify(asked):
    """How long rectification took, month by month: the median, and what nine of ten did not exceed."""
    words = words_for(asked, rows="month", measure=["days_median", "days_90"])
    table = HazardTally(words, asked.user).table()
    points = [
        (row["label"], [one["value"] for one in row["cells"]], [one["href"] for one in row["cells"]])
        for row in table["rows"]
    ]
    if not any(value is not None for _label, values, _hrefs in points for value in values):
        return []
    names = table["headings"][1:]
    return [line_chart(points, title=_("Days to rectify, by the month of the re-check"), unit=_("days"), series=names)]


def categories(asked):
    """Hazards by category, the most frequent first, each with the share that it and those above it make up."""
    table = HazardTally(words_for(asked, rows="category", measure="found"), asked.user).table()
    rows = sorted((row for row in table["rows"] if row["cells"][0]["value"]), key=lambda r: -r["cells"][0]["value"])
    total, reached, points = sum(row["cells"][0]["value"] for row in rows), 0, []
    for row in rows:
        cell = row["cells"][0]
        reached += cell["value"]
        label = _("%(category)s (together %(share)s)") % {
            "category": row["label"],
            "share": f"{100 * reached / total:.0f}%",
        }
        points.append((label, cell["value"], cell["href"]))
    return [row_chart(points, title=_("Hazards by category"), unit=figure("hazards.found").unit)] if points else []


def ageing(asked):
    """For how long the hazards have been open that are open on the day."""
    rows = Hazard.objects.visible_to(asked.user)
    if asked.organisation is not None:
        rows = rows.filter(organisation__path__startswith=asked.organisation.path)
    counts = rows.by_age(asked.as_of)
    place = {"organisation": asked.organisation.pk} if asked.organisation else {}
    url = reverse("hazards")
    points = [
        (age.label, n, f"{url}?{urlencode({'show': 'open', 'as_of': asked.as_of, 'age': age.value, **place})}")
        for age, n in counts.items()
    ]
    return [
        bar_chart(points, title=_("Open hazards by how long they have been open"), unit=figure("hazards.found").unit)
    ]


def sites(asked):
    """Organisations in force and completed sites, by what stands above them; in the order of the registry."""
    words = {"rows": "parent", "end": asked.as_of, "measure": ["organisations", "sites"]}
    words |= {"below": asked.organisation.pk} if asked.organisation else {}
    table = OrganisationTally(words, asked.user).table()
    points = [
        (row["label"], [one["value"] for one in row["cells"]], [one["href"] for one in row["cells"]])
        for row in table["rows"][:MOST_PARENTS]
    ]
    if not points:
        return []
    names = table["headings"][1:]
    title = _("Organisations and completed sites, by superior organisation")
    return [bar_chart(points, title=title, unit=figure("organisations.total").unit, series=names)]


def activity_calendar(asked):
    """On which days activities were held, in the year up to the day."""
    rows = Activity.objects.visible_to(asked.user).counted()
    if asked.organisation is not None:
        rows = rows.filter(organisation__path__startswith=asked.organisation.path)
    first = asked.as_of - A_YEAR
    counts = rows.held_between(first, asked.as_of).by_day()
    url = reverse("activities")
    hrefs = {day: f"{url}?{urlencode({'state': 'confirmed', 'held_from': day, 'held_to': day})}" for day in counts}
    return [
        calendar_chart(
            counts, first, asked.as_of, title=_("Days of activities"), unit=figure("activities.total").unit, hrefs=hrefs
        )
    ]


# Whose grants decide whether a picture is shown, and what draws it.
PICTURES = (
    (Hazard, by_month_and_level),
    (Hazard, ageing),
    (Hazard, days_to_rectify),
    (Hazard, categories),
    (Organisation, sites),
    (Activity, activity_calendar),
)


def pictures(asked):
    """The charts that whoever asks may see, for the question."""
    found = []
    for model, draw in PICTURES:
        tally = HazardTally if model is Hazard else OrganisationTally
        is_open = set(model.grants["export"]) & asked.user.roles if model is Activity else may_take(asked.user, tally)
        if is_open:
            found += draw(asked)
    return [chart for chart in found if not chart.is_empty]


def picture_blocks(asked):
    """The charts as blocks of a paper, each with its table."""
    for chart in pictures(asked):
        yield Drawing(chart)
        if chart.kind != "calendar":
            rows = [[row["label"], *(cell["value"] for cell in row["cells"])] for row in chart.rows]
            yield Table(["", *chart.headings], rows, numbers=frozenset(range(1, len(chart.headings) + 1)))


class OverviewView(LoginRequiredMixin, View):
    """All pictures on one page, for a period and a place."""

    def get(self, request):
        if not may(request.user, SavedTally, "view"):
            raise PermissionDenied
        form = QuestionForm(request.GET, user=request.user)
        form.is_valid()
        export = request.GET.get("export", "")
        if export in ("docx", "pdf"):
            with official_language():
                asked = form.asked()
                paper = Paper(_("Pictures of the records"), list(picture_blocks(asked)), subtitle=period_of(asked))
                return document_response(paper, export, user=request.user, record=request.user)
        forms = ["docx", *(["pdf"] if pdf_available() else [])]
        query = request.GET.copy()
        exports = []
        for one in forms:
            query["export"] = one
            exports.append({"label": "Word" if one == "docx" else "PDF", "url": f"?{query.urlencode()}"})
        context = {"form": form, "asked": form.asked(), "charts": pictures(form.asked()), "exports": exports}
        return render(request, "portal/overview.html", context)
