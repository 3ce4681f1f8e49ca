"""What goes along or ends with an organisation that ends: apps above this one declare it in a module `endings`.

It belongs to the decision: it happens in the same transaction, all or none, and is undone with it.
"""

from functools import cache

from django.utils.module_loading import autodiscover_modules

REGISTRY: list["Follower"] = []


class Follower:
    """Something that follows the end of an organisation (dissolved, or merged into another)."""

    def begin(self, change, *, by):
        """The change has taken effect."""
        raise NotImplementedError

    def load(self, changes, saver):
        """Changes have come in by a ledger: the same for all of them, remembered by the batch, which can be undone."""
        raise NotImplementedError

    def undo(self, change, *, by):
        """The change was never true and has been withdrawn."""
        raise NotImplementedError

    def renew(self, change, corrected, *, by):
        """Another entry, perhaps of another day, has taken the place of the change."""
        raise NotImplementedError


def register(follower):
    """Class decorator: let one of this class follow every end."""
    REGISTRY.append(follower())
    return follower


@cache
def load():
    """Read the apps' declarations once."""
    autodiscover_modules("endings")


def followers():
    """All that follows an end."""
    load()
    return REGISTRY
