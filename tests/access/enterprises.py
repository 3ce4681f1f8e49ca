"""Who gets in where: enterprises and grids."""

from tests.access.groups import ADMINS, CENTRE, ENTERPRISE, GRID, OFFICIALS
from tests.factories.branches import make_sector

RECORDS = {
    "enterprise": (ENTERPRISE, ENTERPRISE),
    "enterprise_edit": (ENTERPRISE, f"{CENTRE} grid_worker contact"),
    "sector": (f"{OFFICIALS} {ADMINS}", f"{OFFICIALS} {ADMINS}"),
    "sector_edit": (f"{OFFICIALS} {ADMINS}", CENTRE),
    "grid": (GRID, GRID),
    "grid_edit": (GRID, CENTRE),
}

PAGES = {
    "enterprises": f"{ENTERPRISE} neighbour",
    "enterprise_add": CENTRE,
    "enterprise_gaps": f"{OFFICIALS} grid_worker",
    "sectors": f"{OFFICIALS} {ADMINS}",
    "sector_add": CENTRE,
    "grids": GRID,
    "grid_add": CENTRE,
    "tally_enterprises": f"{OFFICIALS} grid_worker",
}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    return {"enterprise": [zone.enterprise_a.pk], "grid": [zone.grid.pk], "sector": [make_sector().pk]}
