"""The ledgers of the party organisations and enterprises, as offices keep them."""

from branches.ledgers import enterprises, organisations

__all__ = ["enterprises", "organisations"]
