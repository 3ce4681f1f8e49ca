"""The persons of the access tests (fixtures of tests/conftest.py), and groups of them that go together."""

PERSONS = (
    "stranger secretary neighbour adviser commissioner official head leader volunteer contact grid_worker cadre "
    "editor publisher sysadmin secadmin auditor"
).split()

ADMINS = "sysadmin secadmin"
CENTRE = "official head"
OFFICIALS = f"{CENTRE} commissioner"
FORCE = "leader volunteer"
EVERYBODY = " ".join(PERSONS)

ORGANISATION = f"{OFFICIALS} {ADMINS} secretary adviser"
ENTERPRISE = f"{OFFICIALS} {ADMINS} secretary adviser grid_worker cadre contact"
GRID = f"{OFFICIALS} {ADMINS} grid_worker"
TASK_FORCE = f"{OFFICIALS} {ADMINS} {FORCE} secretary adviser"
ACTIVITY = f"{OFFICIALS} {FORCE} secretary adviser"
HAZARD = f"{OFFICIALS} {FORCE} contact grid_worker cadre secretary"
PERSON = f"{ADMINS} commissioner secretary"
