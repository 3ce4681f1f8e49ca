"""Lists at a million rows: the first page against django-tables2 as documented, every page against a thousand rows."""

import datetime
import os
import time

import django_filters
import django_tables2
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import engines
from django.template.base import Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import escape
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from branches.models import Enterprise, Organisation
from portal.generic.bulk import insert
from portal.generic.pages import encode
from tests.benchmarks.conftest import report, timed
from tests.benchmarks.filling import at_once
from volunteers.choices import HazardState
from volunteers.models import Hazard, HazardCategory, TaskForce

MANY = int(os.environ.get("BENCHMARK_ROWS", "1000000"))
FEW = 1000
# As many as the select of the yardstick has in performance.md.
BRANCHES = 1600
DESCRIPTIONS = ("抛光机除尘管道积尘未清", "消防通道堆放货物", "配电箱门敞开，未挂警示牌")
# One in RARE hazards is of this kind.
RARE, RARE_DESCRIPTION = 5000, "锂电池充电区无人值守"
COLUMNS = "number,description,place,task_force,enterprise,category,level,source,found_on,due_on,state,rechecked_on"


def make_places(zone):
    """Branches below the zone's office, each with its enterprise and task force; gives all three."""
    steplen = Organisation.steplen
    organisations = [
        Organisation(
            name=f"云溪第{number}党支部",
            name_key=f"云溪第{number}党支部",
            path=zone.root.path + Organisation._get_path("", 1, number + 100)[-steplen:],
            depth=2,
        )
        for number in range(BRANCHES)
    ]
    insert(Organisation, organisations)
    # Nobody in the office of this size looks for an enterprise by a name it shares with all the others.
    enterprises = [
        Enterprise(name=f"{number}号五金厂", name_key=f"{number}号五金厂", organisation=one)
        for number, one in enumerate(organisations)
    ]
    insert(Enterprise, enterprises)
    forces = [
        TaskForce(name=f"{number}号突击队", name_key=f"{number}号突击队", organisation=one)
        for number, one in enumerate(organisations)
    ]
    insert(TaskForce, forces)
    return organisations, enterprises, forces


def fill(places, start, count):
    """Hazards spread over branches, enterprises, three years and two states."""
    organisations, enterprises, forces = places
    categories = list(HazardCategory.objects.all())
    first = datetime.date(2024, 1, 1)
    days = [first + datetime.timedelta(days=number) for number in range(1010)]
    for part in range(start, start + count, 10_000):
        hazards = []
        for number in range(part, min(part + 10_000, start + count)):
            at = number % BRANCHES
            found = days[number % 1000]
            hazard = Hazard(
                number=f"B-{number:07d}",
                found_on=found,
                task_force_id=forces[at].pk,
                organisation_id=organisations[at].pk,
                enterprise_id=enterprises[(at * 7) % BRANCHES].pk,
                place="一号车间",
                description=DESCRIPTIONS[number % 3] if number % RARE else RARE_DESCRIPTION,
                category_id=categories[number % len(categories)].pk,
                due_on=days[number % 1000 + 7],
                state=HazardState.RECTIFYING if number % 20 == 0 else HazardState.CLOSED,
                found_month=found.year * 100 + found.month,
            )
            if number % 20:
                hazard.rectified_on = hazard.rechecked_on = hazard.closed_on = found
                hazard.rechecked_month = hazard.found_month
            hazards.append(hazard)
        insert(Hazard, hazards)


def analyse():
    """Let the database look at what its tables hold, as it does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class PlainTable(django_tables2.Table):
    class Meta:
        model = Hazard
        template_name = "django_tables2/bootstrap5.html"
        fields = (
            "number", "description", "place", "enterprise", "category", "level", "found_on", "due_on", "state",
            "organisation", "responsible_name", "rechecked_on",
        )  # fmt: skip


class PlainFilter(django_filters.FilterSet):
    class Meta:
        model = Hazard
        fields = ("state", "organisation")


class PlainList(SingleTableMixin, FilterView):
    """As django-tables2 and django-filter show it in their documentation."""

    table_class = PlainTable
    model = Hazard
    filterset_class = PlainFilter
    table_pagination = {"per_page": 50}

    def get_queryset(self):
        return Hazard.objects.select_related("enterprise", "category", "organisation").order_by("-found_on", "-pk")

    def render_to_response(self, context, **kwargs):
        page = "{% load django_tables2 %}{{ filter.form.as_p }}{% render_table table %}"
        return engines["django"].from_string(page).render(context, self.request)


def raw_page():
    """The same twelve columns by hand: one statement, strings joined. Nothing can be quicker."""
    sql = """
        SELECT h.number, h.description, h.place, f.name, e.name, c.title, h.level, h.source, h.found_on, h.due_on,
               h.state, h.rechecked_on
        FROM volunteers_hazard h
        JOIN branches_enterprise e ON e.id = h.enterprise_id
        JOIN volunteers_hazardcategory c ON c.id = h.category_id
        LEFT JOIN volunteers_taskforce f ON f.id = h.task_force_id
        ORDER BY h.found_on DESC, h.id DESC LIMIT 50
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows = cursor.fetchall()
    return "".join(f"<tr>{''.join(f'<td>{escape(str(value))}</td>' for value in row)}</tr>" for row in rows)


@pytest.mark.django_db
def test_lists(zone, official, client_of, monkeypatch):
    # The test environment copies every template's context; a served page does not.
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
    client = client_of(official)
    url = reverse("hazards")

    def ours(query=""):
        answer = client.get(f"{url}{query}")
        assert answer.status_code == 200
        return answer

    def theirs():
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        PlainList.as_view()(request)

    places = make_places(zone)
    fill(places, 0, FEW)
    analyse()
    [small] = timed(ours, rounds=15)
    began = time.perf_counter()
    with at_once(Hazard):
        fill(places, FEW, MANY - FEW)
    analyse()
    print(f"\n{MANY:,} hazards made in {time.perf_counter() - began:.0f} s")
    cursor = encode(Hazard.objects.order_by("-found_on", "-pk")[MANY // 2], ("-found_on", "-pk"))
    addresses = {
        "first": "",
        "middle": f"?after={cursor}",
        "last": "?last=1",
        "filtered by state": "?state=rectifying",
        "filtered by branch": f"?branch={places[0][7].pk}",
        "searched (two characters, one in three rows)": "?q=积尘",
        "searched (two characters, one in 5,000 rows)": "?q=锂电",
        "searched (two words)": "?q=通道+货物",
        "searched and filtered": "?q=积尘&state=closed",
    }
    deeds = [lambda query=query: ours(query) for query in addresses.values()]
    plain, raw, wide, *times = timed(theirs, raw_page, lambda: ours(f"?columns={COLUMNS}"), *deeds)
    report("first page, 12 columns, against tables2 as in its docs", wide, plain, plain / wide, "≥ 3")
    report("first page, 12 columns, against raw SQL and a join of strings", wide, raw, wide / raw, "≤ 20")
    for name, taken in zip(addresses, times, strict=True):
        report(f"{name}, against the first page at a thousand", taken, small, taken / small, "≤ 1.5")
