"""The grants of the party organisations: verb -> roles, per model. Data only; docs/permissions.md prints them."""

from branches.choices import OWN, Role

# Where a role is held: at an organisation (reaching its subtree), a grid, an enterprise or a task force.
PLACES = {
    Role.SECRETARY: "organisation",
    Role.ADVISER: "organisation",
    Role.COMMISSIONER: "organisation",
    Role.ASSESSOR: "organisation",
    Role.EDITOR: "organisation",
    Role.PUBLISHER: "organisation",
    Role.CENTRE_HEAD: "organisation",
    Role.CENTRE_REVIEWER: "organisation",
    Role.SYSTEM_ADMINISTRATOR: "organisation",
    Role.SECURITY_ADMINISTRATOR: "organisation",
    Role.AUDIT_ADMINISTRATOR: "organisation",
    Role.GRID_WORKER: "grid",
    Role.LINKED_CADRE: "enterprise",
    Role.SAFETY_OFFICER: "enterprise",
    Role.TASK_FORCE_LEADER: "task_force",
    Role.TASK_FORCE_MEMBER: "task_force",
}

# Posts in a task force are given on the task force's own page, everything else on the page of appointments.
APPOINTED = [role for role, place in PLACES.items() if place != "task_force"]

CENTRE = {Role.CENTRE_HEAD, Role.CENTRE_REVIEWER}
OFFICIALS = CENTRE | {Role.COMMISSIONER}
TASK_FORCE = {Role.TASK_FORCE_LEADER, Role.TASK_FORCE_MEMBER}
ADMINISTRATORS = {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR}
# Nobody holds two of these at a time.
KEPT_APART = ADMINISTRATORS | {Role.AUDIT_ADMINISTRATOR}
# The groups of the CMS that a role brings while the appointment is in force.
CMS_GROUPS = {
    Role.EDITOR: "Editors",
    Role.PUBLISHER: "Moderators",
    Role.SYSTEM_ADMINISTRATOR: "CMS administrators",
    # Gets in for the indicators only; what is open there is decided by the viewsets' own policy.
    Role.COMMISSIONER: "Catalogue keepers",
}

ORGANISATION = {
    "view": OFFICIALS | ADMINISTRATORS | {Role.SECRETARY, Role.ADVISER, Role.ASSESSOR},
    "edit": {Role.SECRETARY, Role.COMMISSIONER},
    "reveal": {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER},
    "export": OFFICIALS | {Role.SECRETARY, Role.ADVISER},
    "add": {Role.COMMISSIONER},
    "import": {Role.COMMISSIONER},
    "rate": {Role.COMMISSIONER},
    "rename": {Role.COMMISSIONER},
    "upgrade": {Role.COMMISSIONER},
    "downgrade": {Role.COMMISSIONER},
    "move_below": {Role.COMMISSIONER},
    "elect": {Role.COMMISSIONER, Role.ADVISER, Role.SECRETARY},
    "extend_term": {Role.COMMISSIONER},
    "cover": {Role.COMMISSIONER, Role.SECRETARY},
    "merge_into": {Role.COMMISSIONER},
    "dissolve": {Role.COMMISSIONER},
}
ELECTION = {"view": ORGANISATION["view"]}
COMMITTEE_MEMBER = {"view": ORGANISATION["view"], "end": ORGANISATION["elect"]}
JOINT_UNIT = {"view": ORGANISATION["view"], "end": ORGANISATION["cover"]}
# What organisations were on a day: whoever sees an organisation sees its past.
ORGANISATION_SPELL = {"view": ORGANISATION["view"], "export": ORGANISATION["export"]}
ORGANISATIONAL_CHANGE = {
    "view": ORGANISATION["view"],
    "export": ORGANISATION["export"],
    "apply": {Role.COMMISSIONER},
    "call_off": {Role.COMMISSIONER},
    "file": {Role.COMMISSIONER},
    "correct": {Role.COMMISSIONER},
    "withdraw": {Role.COMMISSIONER},
}
FOLLOW_UP = {
    "view": ORGANISATION["view"],
    "export": ORGANISATION["export"],
    "finish": {Role.COMMISSIONER, Role.ADVISER},
    "waive": {Role.COMMISSIONER},
    "reopen": {Role.COMMISSIONER},
}
GRID = {
    "view": OFFICIALS | ADMINISTRATORS | {Role.GRID_WORKER},
    "edit": CENTRE,
    "add": CENTRE,
    "export": OFFICIALS | {Role.GRID_WORKER},
}
ENTERPRISE = {
    "view": OFFICIALS
    | ADMINISTRATORS
    | {Role.SECRETARY, Role.ADVISER, Role.GRID_WORKER, Role.LINKED_CADRE, Role.SAFETY_OFFICER},
    "edit": CENTRE | {Role.GRID_WORKER, Role.SAFETY_OFFICER},
    "reveal": OFFICIALS | {Role.SECRETARY, Role.GRID_WORKER, Role.LINKED_CADRE, Role.SAFETY_OFFICER},
    "export": OFFICIALS | {Role.GRID_WORKER},
    "add": CENTRE,
    "import": CENTRE,
}
APPOINTMENT = {
    "view": ADMINISTRATORS | {Role.COMMISSIONER, OWN},
    "add": {Role.SECURITY_ADMINISTRATOR},
    "end": {Role.SECURITY_ADMINISTRATOR},
    "export": ADMINISTRATORS,
}
USER = {
    "view": ADMINISTRATORS | {Role.COMMISSIONER, OWN},
    "add": {Role.SYSTEM_ADMINISTRATOR},
    "edit": {Role.SYSTEM_ADMINISTRATOR},
    "reveal": {Role.SYSTEM_ADMINISTRATOR},
    "export": {Role.SYSTEM_ADMINISTRATOR},
}
LOG = {"view": {Role.AUDIT_ADMINISTRATOR}, "export": {Role.AUDIT_ADMINISTRATOR}}
# Lists of words from which people choose (dangerous processes, kinds of activity), kept in the CMS.
REFERENCE = {"edit": {Role.SYSTEM_ADMINISTRATOR}}
# The page that shows every component of the look.
COMPONENTS = {"view": {Role.SYSTEM_ADMINISTRATOR}}

# Standardization
PARTY = {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER, Role.ASSESSOR}
INDICATOR_CATALOGUE = {
    "view": PARTY,
    "edit": {Role.COMMISSIONER},
    "publish": {Role.COMMISSIONER},
    "copy": {Role.COMMISSIONER},
    "export": PARTY,
}

# Sites. Photos of rooms show names and faces on their walls: only whoever works for the party organisations sees them.
SITE_CHECKLIST = {
    "view": PARTY,
    "export": PARTY,
    "edit": {Role.COMMISSIONER},
    "publish": {Role.COMMISSIONER},
    "supersede": {Role.COMMISSIONER},
    "copy": {Role.COMMISSIONER},
}
SITE = {
    "view": PARTY,
    "add": {Role.SECRETARY, Role.COMMISSIONER},
    "edit": {Role.SECRETARY, Role.COMMISSIONER},
    "reveal": {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER},
    "export": {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER},
    "inspect": {Role.SECRETARY, Role.COMMISSIONER},
    "share": {Role.COMMISSIONER},
    "give_up": {Role.COMMISSIONER},
}
SITE_SHARING = {"view": PARTY, "end": {Role.COMMISSIONER}}
SITE_CHECK = {
    "view": PARTY,
    "export": {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER},
    "answer": {Role.SECRETARY},
    "finish": {Role.SECRETARY},
    "apply": {Role.SECRETARY},
    "look": {Role.ADVISER, Role.COMMISSIONER},
    "send_back": {Role.ADVISER, Role.COMMISSIONER, Role.ASSESSOR},
    # Two different people sign on the spot; the second one is offered the first one's signature.
    "sign": {Role.COMMISSIONER, Role.ASSESSOR},
    "accept": {Role.COMMISSIONER, Role.ASSESSOR},
    "fail": {Role.COMMISSIONER},
    "call_off": {Role.COMMISSIONER},
}

# Training. The commissioner organises every kind, the emergency centre safety training.
ORGANISERS = CENTRE | {Role.COMMISSIONER}
ORGANISES_ALL = {Role.COMMISSIONER}
ORGANISES_SAFETY = ("safety",)
ORGANISING = {"edit", "announce", "hold", "close", "reopen", "call_off", "invite", "attend"}
TRAINING = {"view": PARTY | CENTRE | {OWN}, "add": ORGANISERS, "export": ORGANISERS} | dict.fromkeys(
    sorted(ORGANISING), ORGANISERS
)
INVITATION = {"view": PARTY | CENTRE | {OWN}, "reply": {OWN}}
MATERIAL_READING = {"view": {OWN}}
