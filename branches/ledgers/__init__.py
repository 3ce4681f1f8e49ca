"""The ledgers of the party organisations and enterprises, as offices keep them."""

from branches.ledgers import appointments, enterprises, members, organisations, sites

__all__ = ["appointments", "enterprises", "members", "organisations", "sites"]
