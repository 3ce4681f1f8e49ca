"""Piles of work for the desk: how many records wait, the first few, and the list that shows exactly them."""

from django.urls import reverse
from django.utils.http import urlencode

SHOWN = 5


def pile(label, rows, url_name, query, *, urgent=False, why=""):
    """One pile as the desk draws it; `query` are the filters under which the list shows exactly `rows`."""
    count = rows.count()
    return {
        "label": label,
        "count": count,
        "records": list(rows[:SHOWN]) if count else [],
        "url": f"{reverse(url_name)}?{urlencode(query)}" if query else reverse(url_name),
        "urgent": urgent,
        "why": why,
    }
