"""The pictures by name, each drawn at most once in a process."""

from functools import lru_cache

from portal.demo import outdoors, rooms, yards

SCENES = {"dusk": outdoors.park_at_dusk, "sweep": outdoors.street_cleanup, **yards.SCENES, **rooms.SCENES}


@lru_cache(maxsize=None)
def draw(name):
    """The picture of this name, 1600 × 1000."""
    return SCENES[name]()
