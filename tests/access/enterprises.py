"""Who gets in where: enterprises and grids."""

from tests.access.groups import ADMINS, CENTRE, ENTERPRISE, GRID, LEADERS, OFFICIALS

SECTOR = f"{OFFICIALS} {ADMINS} sector_leader"

RECORDS = {
    "enterprise": (ENTERPRISE, ENTERPRISE),
    "enterprise_edit": (ENTERPRISE, f"{CENTRE} grid_worker contact"),
    "sector": (SECTOR, SECTOR),
    "sector_edit": (SECTOR, CENTRE),
    "grid": (GRID, GRID),
    "grid_edit": (GRID, CENTRE),
}

PAGES = {
    "enterprises": f"{ENTERPRISE} neighbour",
    "enterprise_add": CENTRE,
    "enterprise_gaps": f"{OFFICIALS} {LEADERS} grid_worker",
    "sectors": SECTOR,
    "sector_add": CENTRE,
    "grids": GRID,
    "grid_add": CENTRE,
    "tally_enterprises": f"{OFFICIALS} {LEADERS} grid_worker",
}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    return {"enterprise": [zone.enterprise_a.pk], "grid": [zone.grid.pk], "sector": [zone.sector.pk]}
