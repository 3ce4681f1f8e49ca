"""From page to page: by number up to ten thousand rows, by neighbours beyond; every row once, none left out."""

import pytest
from django.http import QueryDict

from branches.models import Grid
from portal.generic import pages
from portal.generic.pages import BadCursor, cut

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """Twenty-three grids, several of the same order, so that ties must be broken by key."""
    Grid.objects.bulk_create([Grid(name=f"网格{n:02d}", name_key=f"网格{n:02d}", order=n // 4) for n in range(23)])
    return Grid.objects.all()


def walk(rows, order, start, step):
    """The names on all pages from `start`, following `step`."""
    query, seen, hops = start, [], 0
    while query is not None and hops < 20:
        words = QueryDict(mutable=True)
        words.update({key: str(value) for key, value in query.items()})
        page = cut(rows, order, words, size=5)
        names = [row.name for row in page.rows]
        seen = seen + names if step == "next_query" else names + seen
        query, hops = getattr(page, step), hops + 1
    return seen


@pytest.mark.parametrize("order", [("order", "pk"), ("-order", "-pk"), ("-order", "pk")])
@pytest.mark.parametrize("exact", [10_000, 10], ids=["numbered", "by neighbours"])
def test_every_row_stands_on_one_page(rows, order, exact, monkeypatch):
    monkeypatch.setattr(pages, "EXACT", exact)
    expected = [row.name for row in rows.order_by(*order)]
    assert walk(rows, order, {}, "next_query") == expected
    last = {"page": 99} if exact > 23 else {"last": 1}
    assert walk(rows, order, last, "previous_query") == expected


def test_beyond_the_limit_the_count_says_more_than(rows, monkeypatch):
    monkeypatch.setattr(pages, "EXACT", 10)
    page = cut(rows, ("pk",), QueryDict(), size=5)
    assert (page.count, page.is_exact) == (10, False)
    exact = cut(rows, ("pk",), QueryDict(), size=5, exact_count=True)
    assert (exact.count, exact.is_exact) == (23, True)


@pytest.mark.parametrize("cursor", ["x", "bm90", "W10", "WzFd", "[1,2]", "´´", "e30", "a" * 5000])
def test_an_address_nobody_made_is_refused(rows, cursor, monkeypatch):
    monkeypatch.setattr(pages, "EXACT", 10)
    query = QueryDict(mutable=True)
    query["after"] = cursor
    with pytest.raises(BadCursor):
        cut(rows, ("order", "pk"), query, size=5)


@pytest.mark.parametrize("number", ["0", "-3", "x", "9" * 40, "２", ""])
def test_a_page_number_that_is_none_leads_to_a_page(rows, number):
    query = QueryDict(mutable=True)
    query["page"] = number
    assert cut(rows, ("pk",), query, size=5).rows
