"""What public pages share is put together once in each process, and used until something is published."""

import secrets
import time
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.cache import caches

GENERATION = "generation"
# That of the page which this thread is just making.
BEING_MADE: ContextVar[str] = ContextVar("being_made", default="")


def generation():
    """What the kept pages and their parts belong to; another word as soon as something has been published."""
    if BEING_MADE.get():
        return BEING_MADE.get()
    pages = caches["pages"]
    return pages.get(GENERATION) or pages.get_or_set(GENERATION, secrets.token_hex(8), None)


@contextmanager
def of_one_generation(word):
    """The shared cache is asked once for a visitor's page, at its beginning: whatever is read later is no older."""
    before = BEING_MADE.set(word)
    try:
        yield
    finally:
        BEING_MADE.reset(before)


def empty_public_cache():
    """Let every public page be made anew on its next visit; called when something is published."""
    # A word that was never used, not a number: should the cache lose it, no older page comes back.
    caches["pages"].set(GENERATION, secrets.token_hex(8), None)


class Shelf:
    """What a process has at hand, all of one generation: {(kind, key): (made at, value)}."""

    MOST = 2000

    def __init__(self):
        self.of: tuple[str, dict] = ("", {})

    def things(self):
        """Those of the generation that all processes share; none of an older one."""
        word = generation()
        if self.of[0] != word:
            self.of = (word, {})
        return self.of[1]


SHELF = Shelf()


def kept_each(kind, keys, make):
    """{key: value} of several things; `make(keys)` gives those that are not at hand, as {key: value}.

    None is older than settings.PUBLIC_CACHE_SECONDS. All threads share the values: who gets one leaves it as it is.
    """
    things, now = SHELF.things(), time.time()
    found = {}
    for key in keys:
        made_at, value = things.get((kind, key), (0, None))
        if made_at > now - settings.PUBLIC_CACHE_SECONDS:
            found[key] = value
    missing = [key for key in keys if key not in found]
    if missing:
        made = make(missing)
        if len(things) + len(made) > Shelf.MOST:
            things.clear()
        things.update({(kind, key): (now, value) for key, value in made.items()})
        found |= made
    return found


def kept(kind, key, make):
    """One thing: what `make()` gave when it was last put together."""
    return kept_each(kind, [key], lambda _missing: {key: make()})[key]
