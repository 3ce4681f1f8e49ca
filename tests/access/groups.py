"""The persons of the access tests (fixtures of tests/conftest.py), and groups of them that go together."""

PERSONS = (
    "stranger secretary neighbour adviser commissioner official head leader volunteer contact grid_worker cadre "
    "grid_head sector_leader expert editor publisher sysadmin secadmin auditor"
).split()

ADMINS = "sysadmin secadmin"
CENTRE = "official head"
OFFICIALS = f"{CENTRE} commissioner"
FORCE = "leader volunteer"
# Who answers for enterprises: for those of a grid, of a sector, or single ones. An expert is asked about some.
LEADERS = "grid_head sector_leader"
ANSWERS = f"grid_worker cadre {LEADERS}"
EVERYBODY = " ".join(PERSONS)

ORGANISATION = f"{OFFICIALS} {ADMINS} secretary adviser"
ENTERPRISE = f"{OFFICIALS} {ADMINS} {ANSWERS} secretary adviser contact expert"
GRID = f"{OFFICIALS} {ADMINS} grid_worker grid_head"
TASK_FORCE = f"{OFFICIALS} {ADMINS} {FORCE} secretary adviser"
ACTIVITY = f"{OFFICIALS} {FORCE} secretary adviser"
HAZARD = f"{OFFICIALS} {FORCE} {ANSWERS} contact secretary expert"
PERSON = f"{ADMINS} commissioner secretary"
