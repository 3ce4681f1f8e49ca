"""One page of a long list, found without counting a million rows or skipping half a million.

Up to EXACT rows the pages have numbers. Beyond, pages follow each other by keyset: the sort value and key of the
last row seen are the address of the next page, so the last page costs what the first one costs.
"""

import base64
import json
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

EXACT = 10_000


class BadCursor(ValueError):
    """The address of the page was not made by us."""


def encode(row, fields):
    """The place of `row` in the order given by `fields`, as a word for the address."""
    values = [getattr(row, name.lstrip("-")) for name in fields]
    return base64.urlsafe_b64encode(json.dumps(values, cls=DjangoJSONEncoder).encode()).decode().rstrip("=")


def decode(cursor, fields, model):
    """The sort values that `encode` wrote, checked by the model's own fields."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
        return [
            model._meta.get_field("id" if name.lstrip("-") == "pk" else name.lstrip("-")).to_python(value)
            for name, value in zip(fields, values, strict=True)
        ]
    except (ValueError, TypeError, AttributeError, ValidationError) as error:
        raise BadCursor(cursor) from error


def beyond(fields, values, *, forward):
    """The condition for rows after (or before) the row with `values` in the order of `fields`.

    Written as "first <= a AND (first < a OR rest)", the form for which both databases walk the index.
    """
    first, *rest = fields
    down = first.startswith("-") is forward
    name = first.lstrip("-")
    strict, loose = ("lt", "lte") if down else ("gt", "gte")
    if not rest:
        return Q(**{f"{name}__{strict}": values[0]})
    inner = Q(**{f"{name}__{strict}": values[0]}) | beyond(rest, values[1:], forward=forward)
    return Q(**{f"{name}__{loose}": values[0]}) & inner


@dataclass
class Page:
    """What one page shows and where its neighbours are; `number` is None where pages have no numbers."""

    rows: list
    count: int
    is_exact: bool
    number: int | None = None
    pages: int | None = None
    start: int | None = None
    next_query: dict | None = None
    previous_query: dict | None = None
    first_query: dict | None = None
    last_query: dict | None = None
    numbers: list = field(default_factory=list)


def bounded_count(queryset, *, exact=False, sample=None):
    """(count, whether it is exact): counting stops after EXACT rows unless `exact` is asked for.

    `sample` are some of the rows that are found at once (portal.filters): more than EXACT of them answer it. True
    says that there are more.
    """
    keys = queryset.order_by().values("pk")
    if exact:
        return keys.count(), True
    if sample is not None and (sample is True or sample.order_by().values("pk")[: EXACT + 1].count() > EXACT):
        return EXACT, False
    count = keys[: EXACT + 1].count()
    return min(count, EXACT), count <= EXACT


def cut(queryset, order, query, *, size, exact_count=False, sample=None):
    """The page of `queryset` that `query` (page=, after=, before=, last=) asks for, ordered by `order`.

    `order` ends in a unique field. Raises BadCursor for an address that was not made here.
    """
    queryset = queryset.order_by(*order)
    count, is_exact = bounded_count(queryset, exact=exact_count, sample=sample)
    if is_exact and count <= EXACT:
        return numbered(queryset, query, count, size)
    return by_keyset(queryset, order, query, size, count, is_exact)


def numbered(queryset, query, count, size):
    """A page with a number."""
    pages = max(1, -(-count // size))
    wanted = query.get("page", "1")
    number = min(max(int(wanted) if wanted.isdecimal() and len(wanted) < 9 else 1, 1), pages)
    start = (number - 1) * size
    page = Page(list(queryset[start : start + size]) if count else [], count, is_exact=True, number=number, pages=pages)
    page.start = start + 1 if count else 0
    if number > 1:
        page.first_query, page.previous_query = {}, {"page": number - 1}
    if number < pages:
        page.next_query, page.last_query = {"page": number + 1}, {"page": pages}
    window = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    page.numbers = window
    return page


def by_keyset(queryset, order, query, size, count, is_exact):
    """A page found by its neighbour's place in the order."""
    backward = "before" in query or "last" in query
    cursor = query.get("before") if "before" in query else query.get("after")
    rows = queryset
    if cursor:
        rows = rows.filter(beyond(order, decode(cursor, order, queryset.model), forward=not backward))
    rows = list((rows.reverse() if backward else rows)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    page = Page(rows, count, is_exact=is_exact)
    has_previous = more if backward else bool(cursor)
    has_next = "before" in query or ("last" not in query and more)
    if rows and has_previous:
        page.first_query, page.previous_query = {}, {"before": encode(rows[0], order)}
    if rows and has_next:
        page.next_query, page.last_query = {"after": encode(rows[-1], order)}, {"last": 1}
    return page
