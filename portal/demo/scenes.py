"""The pictures by name, each drawn at most once in a process."""

from functools import cache

from portal.demo import corners, outdoors, rooms, rounds, yards
from portal.demo.pairs import PAIRS

SCENES = outdoors.SCENES | yards.SCENES | rounds.SCENES | rooms.SCENES | corners.SCENES


@cache
def draw(name):
    """A scene such as "dusk" (1600 × 1000), or one half of a pair such as "route-before" (1200 × 900)."""
    pair, _dash, half = name.partition("-")
    return PAIRS[pair](half == "after", pair) if half else SCENES[name]()
