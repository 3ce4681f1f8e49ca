"""Every address with every person, noun by noun: who gets in (200), who is refused (403), who finds nothing (404).

The tables are written by hand, not computed from the grants: they say what the offices expect. Everything belongs to
branch A, its enterprise and its task force; the neighbour (branch B) and the stranger have no business there.

A module of this package may hold
- RECORDS {url name: (for whom the record exists, who gets in)}: who is in the first but not the second is refused;
- PAGES {url name: who gets in}, addresses without arguments: everybody else is refused;
- OPEN, a set of url names open to anybody, CLOSED, those judged by tests of their own;
- NO_PAGES, a set of url names that answer with a file or a fragment, which axe does not look at;
- arguments(zone, persons) -> {word: arguments}: what the addresses that begin with a word are called with; the longest
  word wins. `persons(name)` gives one of the persons.
"""

import pkgutil
from importlib import import_module

from django.urls import reverse

NOUNS = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]


def gathered(name, empty):
    """The tables or sets of this name of all nouns, as one; an address that stands in two is a mistake."""
    found = empty()
    for noun in NOUNS:
        more = getattr(noun, name, empty())
        twice = set(found) & set(more)
        assert not twice, f"{twice} stand in two tables"
        found |= more
    return found


RECORDS = gathered("RECORDS", dict)
PAGES = gathered("PAGES", dict)
OPEN = gathered("OPEN", set)
CLOSED = gathered("CLOSED", set)
NO_PAGES = gathered("NO_PAGES", set)


def addresses_of(zone, persons):
    """A function from a url name to its address, with one record of each kind made for it, all belonging to A."""
    arguments = {}
    for noun in NOUNS:
        if hasattr(noun, "arguments"):
            arguments |= noun.arguments(zone, persons)

    def address(name):
        if name in PAGES:
            return reverse(name)
        return reverse(name, args=arguments[max((word for word in arguments if name.startswith(word)), key=len)])

    return address
