"""Freezing a figure or a tally: the number, its words in both languages, the records and the facts that counted."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone, translation

from branches.choices import FrozenKind
from branches.models import FrozenCount, FrozenRecord, Organisation
from portal.deeds import log
from portal.explanations import explained
from portal.figures import Answer, Asked, Figure
from portal.figures import figure as figure_of
from portal.generic.bulk import CHUNK
from portal.generic.tally_questions import Tally, all_tallies, words_of

LONGEST_LABEL = 160


def in_both(words) -> dict[str, str]:
    """{language: text} of words that are translated when they are asked for."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(words() if callable(words) else words)
    return found


def kept(value: Any) -> Any:
    """A fact as JSON can hold it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def snapshot(rows, facts, total="", whole=None) -> dict[int, tuple[str, Decimal, list]]:
    """{key: (label, amount, facts)} of the records of a count, read as values.

    `total` is the field that is summed. The records of `whole` that are not among `rows` come with the amount 0.
    """
    model = rows.model
    label = explained(model).label
    names = [*label, *facts]
    found: dict[int, tuple[str, Decimal, list]] = {}
    for queryset, amount in ((whole, 0), (rows, 1)):
        if queryset is None:
            continue
        asked = ["pk", *names] + ([total] if total and amount else [])
        for key, *values in queryset.order_by().values_list(*asked).iterator(chunk_size=CHUNK):
            added = Decimal(str(values.pop() or 0)) if total and amount else Decimal(amount)
            words = [str(value) for value in values[: len(label)] if value not in (None, "")]
            text = " ".join(words)[:LONGEST_LABEL] or f"#{key}"
            found[key] = (text, added, [kept(value) for value in values[len(label) :]])
    return found


def write(frozen: FrozenCount, records: dict, *, by) -> FrozenCount:
    """Keep a count with its records, all or none, and log it."""
    with transaction.atomic():
        frozen.author, frozen.frozen_at = by, timezone.now()
        frozen.save()
        FrozenRecord._base_manager.bulk_create(
            (
                FrozenRecord(frozen=frozen, object_id=key, label=label, amount=amount, facts=facts)
                for key, (label, amount, facts) in records.items()
            ),
            batch_size=CHUNK,
        )
        log(frozen, "portal.freeze", user=by, data={"facts": {"records": len(records)}})
    return frozen


# --- figures


def answer_in_json(answer: Answer) -> dict:
    """Value, numerator and denominator as kept."""
    value = answer.value
    return {
        "value": None if value is None else f"{Decimal(str(value)):f}",
        "text": answer.text,
        "numerator": answer.numerator,
        "denominator": answer.denominator,
    }


def freeze_figure(one: Figure, asked: Asked, *, title: str, by) -> FrozenCount:
    """Keep what the figure says now, for this question, as `by` may see it."""
    asked = replace(asked, user=by)
    answer = one.answer(asked)
    frozen = FrozenCount(
        kind=FrozenKind.FIGURE,
        title=title,
        key=one.key,
        start=asked.start,
        as_of=asked.as_of,
        organisation=asked.organisation,
        places={name: [place._meta.label, place.pk] for name, place in asked.places.items()},
        names=in_both(one.name),
        definition=in_both(one.definition),
        unit=in_both("" if one.unit_code == "share" else one.unit),
        answer=answer_in_json(answer),
        is_partial=answer.is_partial,
        model=ContentType.objects.get_for_model(one.model),
    )
    return write(frozen, records_of_figure(one, asked), by=by)


def records_of_figure(one: Figure, asked: Asked) -> dict:
    """The records that the figure counts now."""
    return snapshot(one.counted(asked), one.facts, one.total, one.whole(asked))


def question_of(frozen: FrozenCount, user) -> Asked:
    """The question of a frozen figure, asked by `user`."""
    places = {name: apps.get_model(label)._base_manager.get(pk=key) for name, (label, key) in frozen.places.items()}
    return Asked(frozen.as_of, start=frozen.start, user=user, organisation=frozen.organisation, **places)


# --- tallies


def freeze_tally(tally: Tally, *, title: str, by) -> FrozenCount:
    """Keep the table as it is now, as `by` may see it; a moving period is pinned to its days."""
    words = words_of(tally.words.urlencode()).copy()
    words.pop("period", None)
    for name, day in (("start", tally.start), ("end", tally.end)):
        if day:
            words[name] = day.isoformat()
    pinned = type(tally)(words, by)
    facts = pinned.filterset.form.cleaned_data if pinned.filterset.is_valid() else {}
    place = facts.get("organisation") or facts.get("below")
    tables = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            tables[code] = table_in_json(type(tally)(words, by).table())
    frozen = FrozenCount(
        kind=FrozenKind.TALLY,
        title=title,
        key=pinned.name,
        query=words.urlencode(),
        start=pinned.start,
        as_of=pinned.end or timezone.localdate(),
        organisation=place if isinstance(place, Organisation) else None,
        names=in_both(pinned.heading),
        definition=in_both(pinned.definition),
        answer=tables,
        is_partial=pinned.is_partial,
        model=ContentType.objects.get_for_model(pinned.model),
    )
    return write(frozen, records_of_tally(pinned), by=by)


def records_of_tally(tally: Tally) -> dict:
    """The records that any cell of the tally counts now."""
    return snapshot(tally.records_counted(), tally.facts)


def table_in_json(table: dict) -> dict:
    """The table as kept: words and numbers, no addresses."""
    lines = [*table["rows"], *([table["total"]] if table["total"] else [])]
    return {
        "caption": table["caption"],
        "headings": table["headings"],
        "bands": [list(band) for band in table["bands"]],
        "rows": [
            {
                "label": line["label"],
                "under": line.get("under", ""),
                "is_group": line.get("is_group", False),
                "values": [cell["value"] for cell in line["cells"]],
                "texts": [cell["text"] for cell in line["cells"]],
            }
            for line in lines
        ],
        "has_total": bool(table["total"]),
    }


def asked_again(frozen: FrozenCount, user) -> Figure | Tally:
    """The figure, or the tally with its question, of a frozen count; KeyError where no app answers any more."""
    if frozen.kind == FrozenKind.FIGURE:
        return figure_of(frozen.key)
    return all_tallies()[frozen.key](frozen.query, user)
