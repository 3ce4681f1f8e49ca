"""Parts of a record's page that an app further up contributes: the hazards on an enterprise's record, for example.

An app declares them in a module `annexes`. Each is asked with the page (a DetailView) and gives Panels or buttons; it
asks for its rows through `visible_to` like every page.
"""

from collections import defaultdict
from collections.abc import Callable

from django.utils.module_loading import autodiscover_modules

PANELS: dict[type, list[Callable]] = defaultdict(list)
DOORS: dict[type, list[Callable]] = defaultdict(list)


def panels_for(model):
    """Decorator of a function (page) -> Panels on the records of `model`."""
    return lambda give: PANELS[model].append(give) or give


def doors_for(model):
    """Decorator of a function (page) -> buttons on the records of `model`."""
    return lambda give: DOORS[model].append(give) or give


def gathered(registry, page):
    """What all apps contribute to this page, in the order in which they declared it."""
    autodiscover_modules("annexes")
    return [one for give in registry[page.model] for one in give(page)]
