"""The grants of task forces, activities and hazards: verb -> roles, per model. Data only."""

from branches.choices import OWN, Role
from branches.permissions import ADMINISTRATORS, CENTRE, OFFICIALS, TASK_FORCE
from volunteers.choices import HazardSource

FIELD = TASK_FORCE | {Role.GRID_WORKER, Role.LINKED_CADRE, Role.SAFETY_OFFICER}
# Task forces and the centre go everywhere: they may name any enterprise of the zone when they report a hazard.
FINDS_ANYWHERE = TASK_FORCE | CENTRE
# By the office through which somebody is at the enterprise: from where the report comes.
SOURCES = {
    Role.SAFETY_OFFICER: HazardSource.SELF_CHECK,
    Role.GRID_WORKER: HazardSource.GRID,
    Role.LINKED_CADRE: HazardSource.LINKED_CADRE,
}

TASK_FORCE_GRANTS = {
    "view": OFFICIALS | ADMINISTRATORS | TASK_FORCE | {Role.SECRETARY, Role.ADVISER},
    "edit": {Role.SECRETARY, Role.COMMISSIONER, Role.TASK_FORCE_LEADER},
    "add": {Role.SECRETARY, Role.COMMISSIONER},
    "appoint": {Role.SECURITY_ADMINISTRATOR},
    # Log an activity in its name.
    "log": TASK_FORCE | {Role.SECRETARY},
    "export": OFFICIALS | {Role.SECRETARY, Role.ADVISER},
}
ACTIVITY = {
    "view": OFFICIALS | TASK_FORCE | {Role.SECRETARY, Role.ADVISER, OWN},
    "add": TASK_FORCE | {Role.SECRETARY},
    "edit": {Role.TASK_FORCE_LEADER, Role.SECRETARY},
    "submit": {Role.TASK_FORCE_LEADER, Role.SECRETARY},
    "confirm": {Role.SECRETARY, Role.COMMISSIONER},
    "send_back": {Role.SECRETARY, Role.COMMISSIONER},
    "photograph": TASK_FORCE | {Role.SECRETARY},
    "import": {Role.COMMISSIONER},
    "export": OFFICIALS | {Role.SECRETARY, Role.ADVISER, Role.TASK_FORCE_LEADER},
}
HAZARD = {
    "view": OFFICIALS | FIELD | {Role.SECRETARY, OWN},
    "add": FIELD | CENTRE,
    "edit": CENTRE,
    "grade": CENTRE,
    "start_rectifying": CENTRE | {Role.GRID_WORKER},
    "rectify": {Role.SAFETY_OFFICER, Role.SECRETARY, Role.TASK_FORCE_LEADER, Role.GRID_WORKER},
    "rectify_on_the_spot": FIELD,
    "send_back": CENTRE | {Role.GRID_WORKER, Role.LINKED_CADRE},
    "verify": CENTRE | {Role.GRID_WORKER, Role.LINKED_CADRE},
    "close": CENTRE,
    "reopen": CENTRE,
    "void": CENTRE,
    "photograph": FIELD | CENTRE | {Role.SECRETARY},
    "import": CENTRE,
    "export": OFFICIALS | {Role.GRID_WORKER, Role.LINKED_CADRE, Role.SECRETARY, Role.TASK_FORCE_LEADER},
}
