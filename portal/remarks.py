"""What the records say about a page of the public site: a sentence under it, such as how often a clause failed since.

Apps declare their sources in a module `remarks`. What a remark says everybody may read: it names nobody.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

SOURCES: list[Callable[[Any], Iterable[str]]] = []


def register(source):
    """Decorator of a function (page) -> sentences about it."""
    SOURCES.append(source)
    return source


@cache
def load():
    """Read the apps' declarations, once."""
    autodiscover_modules("remarks")


def remarks_on(page):
    """The sentences about a page, source by source."""
    load()
    return [text for source in SOURCES for text in source(page)]
