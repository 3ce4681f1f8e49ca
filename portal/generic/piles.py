"""Piles of work for the desk: how many records wait, the first few, and the list that shows exactly them."""

from django.urls import reverse
from django.utils.http import urlencode

SHOWN = 5


def pile(label, rows, url_name, query, *, urgent=False, why="", lacks=None):
    """One pile as the desk draws it; `query` are the filters under which the list shows exactly `rows`.

    `lacks(records)` says of the few that are shown what each lacks: {key: sentences}.
    """
    count = rows.count()
    records = list(rows[:SHOWN]) if count else []
    said = lacks(records) if lacks and records else {}
    for record in records:
        record.said = said.get(record.pk, ())
    return {
        "label": label,
        "count": count,
        "records": records,
        "url": f"{reverse(url_name)}?{urlencode(query)}" if query else reverse(url_name),
        "urgent": urgent,
        "why": why,
    }
