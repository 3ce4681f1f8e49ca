"""What is planned at an enterprise: asked before somebody fixes another visit, so that one comes instead of three.

Apps declare their sources in a module `occasions`. An occasion says only what sort of thing is planned on which day:
it is shown to whoever plans a visit there, who need not be allowed to see the record behind it.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.module_loading import autodiscover_modules

SOURCES: list[Callable] = []


@dataclass(frozen=True)
class Occasion:
    """Something planned at an enterprise on a day; `source` and `key` name the record, so that it can be left out."""

    enterprise: int
    day: date
    text: str
    source: str = ""
    key: int = 0


def register(source):
    """Decorator of a function (enterprise keys, from, to) -> occasions, asked once for all enterprises."""
    SOURCES.append(source)
    return source


def planned_at(enterprises, start, end):
    """{enterprise key: its occasions from `start` to `end`, in order}."""
    autodiscover_modules("occasions")
    found = defaultdict(list)
    for source in SOURCES:
        for one in source(list(enterprises), start, end):
            found[one.enterprise].append(one)
    return {key: sorted(ones, key=lambda one: (one.day, one.text)) for key, ones in found.items()}
