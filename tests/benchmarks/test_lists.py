"""Lists at a million rows: the first page against django-tables2 as documented, every page against a thousand rows."""

import datetime
import os

import django_filters
import django_tables2
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import engines
from django.template.base import Template
from django.test import RequestFactory
from django.urls import reverse
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from portal.generic.pages import encode
from tests.benchmarks.conftest import report, timed
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.volunteers import make_task_force
from volunteers.choices import HazardState
from volunteers.models import Hazard, HazardCategory

MANY = int(os.environ.get("BENCHMARK_ROWS", "1000000"))
FEW = 1000
BRANCHES = 200


def fill(zone, start, count):
    """Hazards spread over branches, enterprises, three years and two states."""
    organisations = [make_organisation(zone.root) for _ in range(BRANCHES)] if start == 0 else fill.organisations
    if start == 0:
        fill.organisations = organisations
        fill.enterprises = [make_enterprise(organisation=one) for one in organisations]
        fill.forces = [make_task_force(one) for one in organisations]
        fill.categories = list(HazardCategory.objects.all())
    first = datetime.date(2024, 1, 1)
    batch = []
    for number in range(start, start + count):
        at = number % BRANCHES
        is_open = number % 20 == 0
        found = first + datetime.timedelta(days=number % 1000)
        hazard = Hazard(
            number=f"B-{number:07d}",
            found_on=found,
            task_force=fill.forces[at],
            organisation=organisations[at],
            enterprise=fill.enterprises[(at * 7) % BRANCHES],
            place="一号车间",
            description="消防通道堆放货物" if number % 3 else "抛光机除尘管道积尘未清",
            category=fill.categories[number % len(fill.categories)],
            due_on=found + datetime.timedelta(days=7),
            state=HazardState.RECTIFYING if is_open else HazardState.CLOSED,
        )
        if not is_open:
            hazard.rectified_on = hazard.rechecked_on = hazard.closed_on = found
        hazard.settle()
        batch.append(hazard)
        if len(batch) == 5000:
            Hazard.objects.bulk_create(batch)
            batch = []
    Hazard.objects.bulk_create(batch)
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

    fill(zone, 0, FEW)
    [small] = timed(ours)
    fill(zone, FEW, MANY - FEW)
    cursor = encode(Hazard.objects.order_by("-found_on", "-pk")[MANY // 2], ("-found_on", "-pk"))
    branch = fill.organisations[7]
    addresses = {
        "first": "",
        "middle": f"?after={cursor}",
        "last": "?last=1",
        "filtered by state": "?state=rectifying",
        "filtered by branch": f"?branch={branch.pk}",
        "searched (two characters)": "?q=积尘",
    }
    deeds = [lambda query=query: ours(query) for query in addresses.values()]
    plain, *times = timed(theirs, *deeds, rounds=5)
    print()
    report("first page, a million rows, against tables2 as in its docs", times[0], plain, plain / times[0], "≥ 3")
    for name, taken in zip(addresses, times, strict=True):
        report(f"{name} page against first page at a thousand", taken, small, taken / small, "≤ 1.5")
