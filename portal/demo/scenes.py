"""The pictures by name, each drawn at most once in a process."""

from functools import cache

from portal.demo import outdoors, rooms, yards
from portal.demo.pairs import PAIRS

SCENES = {"dusk": outdoors.park_at_dusk, "sweep": outdoors.street_cleanup, **yards.SCENES, **rooms.SCENES}


@cache
def draw(name):
    """A scene such as "dusk" (1600 × 1000), or one half of a pair such as "route-before" (1200 × 900)."""
    pair, _dash, half = name.partition("-")
    return PAIRS[pair](half == "after", pair) if half else SCENES[name]()
