"""Who to call, as ledgers write it: “张三”, “张三13800000000”, two telephones in one cell."""

import re
from typing import Any, NamedTuple

from portal import cells
from portal.characters import loose

_TELEPHONE = re.compile(
    r"(?<![0-9])(?:(?:\+?86|0086)[- ]?)?"
    r"(?:1[3-9](?:[- ]?[0-9]){9}|\(?0[0-9]{2,3}\)?[- ]?[1-9][0-9]{6,7}(?:-[0-9]{1,5})?)(?![0-9])"
)
_SEPARATORS = re.compile(r"[、，,;；/|\n]+|\s{2,}| (?=1[3-9])")
_AROUND = " ()（）:：,，、;；/-电话手机联系方式"


class Contact(NamedTuple):
    """A name and a telephone out of one cell, and the telephones for which there is no room."""

    name: str
    phone: str = ""
    others: tuple[str, ...] = ()


def contact(value: Any) -> Contact | None:
    """The name in a cell, with the telephones that stand behind it."""
    typed = loose(value)
    if not typed:
        return None
    numbers = [cells.phone(number) for number in _TELEPHONE.findall(typed)]
    rest = _TELEPHONE.sub(" ", typed) if numbers else typed
    name = cells.person(rest.strip(_AROUND) if numbers else rest, max_length=80)
    if name is None and not numbers:
        return None
    return Contact(name or "", *_first(numbers))


def phones(value: Any) -> Contact | None:
    """The telephones in a cell; the first one counts."""
    typed = loose(value)
    if not typed:
        return None
    try:
        return Contact("", cells.phone(value) or "")
    except cells.BadCell:
        parts = [part for part in _SEPARATORS.split(typed) if part.strip()]
        if len(parts) < 2:
            raise
        return Contact("", *_first([cells.phone(part) for part in parts]))


def _first(numbers: list[str | None]) -> tuple[str, tuple[str, ...]]:
    different = [number for number in dict.fromkeys(numbers) if number]
    return (different[0] if different else ""), tuple(different[1:])
