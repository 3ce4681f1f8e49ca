"""The ledgers of activities and hazards, as task forces and the emergency centre keep them."""

from volunteers.ledgers import activities, hazards

__all__ = ["activities", "hazards"]
