"""The ledgers of the party organisations and enterprises, as offices keep them."""

from branches.ledgers import enterprises, members, organisations, sites

__all__ = ["enterprises", "members", "organisations", "sites"]
