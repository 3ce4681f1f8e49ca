"""The grants of the party organisations: verb -> roles, per model. Data only; docs/permissions.md prints them."""

from branches.choices import OWN, Role

# Where a role is held: at an organisation (reaching its subtree), a grid, a sector, an enterprise or a task force.
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
    Role.GRID_HEAD: "grid",
    Role.SECTOR_LEADER: "sector",
    Role.LINKED_CADRE: "enterprise",
    Role.SAFETY_OFFICER: "enterprise",
    Role.EXPERT: "enterprise",
    Role.TASK_FORCE_LEADER: "task_force",
    Role.TASK_FORCE_MEMBER: "task_force",
}

# Posts in a task force are given on the task force's own page, everything else on the page of appointments.
APPOINTED = [role for role, place in PLACES.items() if place != "task_force"]

CENTRE = {Role.CENTRE_HEAD, Role.CENTRE_REVIEWER}
OFFICIALS = CENTRE | {Role.COMMISSIONER}
# Who answers for a number of enterprises beside their grid workers: heads of grids, leaders of sectors.
LEADERS = {Role.GRID_HEAD, Role.SECTOR_LEADER}
TASK_FORCE = {Role.TASK_FORCE_LEADER, Role.TASK_FORCE_MEMBER}
ADMINISTRATORS = {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR}
# Nobody holds two of these at a time.
KEPT_APART = ADMINISTRATORS | {Role.AUDIT_ADMINISTRATOR}
# The groups of the CMS that a role brings while the appointment is in force.
CMS_GROUPS = {
    Role.EDITOR: "Editors",
    Role.PUBLISHER: "Moderators",
    Role.SYSTEM_ADMINISTRATOR: "CMS administrators",
    # Get in for their catalogues only; what is open there is decided by the viewsets' own policy.
    Role.COMMISSIONER: "Catalogue keepers",
    Role.CENTRE_HEAD: "Catalogue keepers",
    Role.CENTRE_REVIEWER: "Catalogue keepers",
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
    "adjust_committee": {Role.COMMISSIONER},
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
    "view": OFFICIALS | ADMINISTRATORS | {Role.GRID_WORKER, Role.GRID_HEAD},
    "edit": CENTRE,
    "add": CENTRE,
    "export": OFFICIALS | {Role.GRID_WORKER, Role.GRID_HEAD},
}
SECTOR = {
    "view": OFFICIALS | ADMINISTRATORS | {Role.SECTOR_LEADER},
    "edit": CENTRE,
    "add": CENTRE,
    "export": OFFICIALS | {Role.SECTOR_LEADER},
}
ENTERPRISE = {
    "view": OFFICIALS
    | ADMINISTRATORS
    | LEADERS
    | {Role.SECRETARY, Role.ADVISER, Role.GRID_WORKER, Role.LINKED_CADRE, Role.SAFETY_OFFICER, Role.EXPERT},
    "edit": CENTRE | {Role.GRID_WORKER, Role.SAFETY_OFFICER},
    "reveal": OFFICIALS | LEADERS | {Role.SECRETARY, Role.GRID_WORKER, Role.LINKED_CADRE, Role.SAFETY_OFFICER},
    "export": OFFICIALS | LEADERS | {Role.GRID_WORKER},
    "add": CENTRE,
    "import": CENTRE,
}
APPOINTMENT = {
    "view": ADMINISTRATORS | {Role.COMMISSIONER, OWN},
    "add": {Role.SECURITY_ADMINISTRATOR},
    "end": {Role.SECURITY_ADMINISTRATOR},
    "import": {Role.SECURITY_ADMINISTRATOR},
    "export": ADMINISTRATORS,
}
USER = {
    "view": ADMINISTRATORS | {Role.COMMISSIONER, OWN},
    "add": {Role.SYSTEM_ADMINISTRATOR},
    "edit": {Role.SYSTEM_ADMINISTRATOR},
    "reveal": {Role.SYSTEM_ADMINISTRATOR},
    "export": {Role.SYSTEM_ADMINISTRATOR},
}
# Assessments of branches. "Assessor" means here: appointed as one, and on the team that assesses the branch.
ASSESSMENT_EDITION = {
    "view": {Role.COMMISSIONER, Role.ASSESSOR},
    "add": {Role.COMMISSIONER},
    "edit": {Role.COMMISSIONER},
    "export": {Role.COMMISSIONER},
    "publish": {Role.COMMISSIONER},
}
ASSESSMENT_ROUND = {
    "view": {Role.COMMISSIONER, Role.ASSESSOR},
    "add": {Role.COMMISSIONER},
    "edit": {Role.COMMISSIONER},
    "plan": {Role.COMMISSIONER},
    "fill": {Role.ASSESSOR},
    "export": {Role.COMMISSIONER},
    "begin": {Role.COMMISSIONER},
    "close": {Role.COMMISSIONER},
}
ASSESSMENT = {
    "view": {Role.COMMISSIONER, Role.ASSESSOR, Role.ADVISER, Role.SECRETARY},
    "export": {Role.COMMISSIONER},
    "schedule": {Role.COMMISSIONER},
    "assess": {Role.ASSESSOR},
    "visit": {Role.ASSESSOR},
    "report_signed": {Role.ASSESSOR},
    "answer": {Role.SECRETARY},
    "take_back": {Role.ASSESSOR},
    "deliberate": {Role.COMMISSIONER},
    "take_off": {Role.COMMISSIONER},
    "decide": {Role.COMMISSIONER},
    "execute": {Role.COMMISSIONER},
}
MATERIAL_CHECK = {"view": {Role.COMMISSIONER, Role.ASSESSOR}}
QUESTIONNAIRE_RUN = {
    "view": {Role.COMMISSIONER, Role.ASSESSOR},
    "edit": {Role.ASSESSOR},
    "enter": {Role.ASSESSOR},
    "close": {Role.ASSESSOR},
    "revoke": {Role.ASSESSOR},
}
# What was said in confidence stays with the team; the report quotes what is needed, without names (domain.md 4.1).
TALK_RECORD = {"view": {Role.ASSESSOR}, "add": {Role.ASSESSOR}, "edit": {Role.ASSESSOR}}
# Everybody but the team sees a report once it is signed off (AssessmentReportQuerySet).
ASSESSMENT_REPORT = {
    "view": {Role.ASSESSOR, Role.COMMISSIONER, Role.SECRETARY},
    "edit": {Role.ASSESSOR},
    "assent": {Role.ASSESSOR},
    "sign": {Role.ASSESSOR},
    "take_back": {Role.ASSESSOR},
    "answer": {Role.SECRETARY},
    "export": {Role.ASSESSOR, Role.COMMISSIONER, Role.SECRETARY},
}
DELIBERATION = {
    "view": {Role.COMMISSIONER},
    "add": {Role.COMMISSIONER},
    "edit": {Role.COMMISSIONER},
    "export": {Role.COMMISSIONER},
    "decide": {Role.COMMISSIONER},
    "execute": {Role.COMMISSIONER},
}
BRANCH_RECTIFICATION = {
    "view": {Role.COMMISSIONER, Role.ASSESSOR, Role.ADVISER, Role.SECRETARY},
    "export": {Role.COMMISSIONER, Role.ADVISER},
    "finish": {Role.SECRETARY},
    "accept": {Role.ADVISER, Role.ASSESSOR, Role.COMMISSIONER},
    "send_back": {Role.ADVISER, Role.ASSESSOR, Role.COMMISSIONER},
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
CYCLE = {
    "view": PARTY,
    "add": {Role.COMMISSIONER},
    "edit": {Role.COMMISSIONER},
    "cover": {Role.COMMISSIONER},
    "open": {Role.COMMISSIONER},
    "close": {Role.COMMISSIONER},
    "export": PARTY,
}
REVIEWERS = {Role.ADVISER, Role.COMMISSIONER}
STANDARD = {
    "view": PARTY,
    "score": {Role.SECRETARY},
    "hand_in": {Role.SECRETARY},
    "judge": REVIEWERS,
    "finish_review": REVIEWERS,
    "send_back": REVIEWERS,
    "decide": {Role.COMMISSIONER},
    "set_aside": {Role.COMMISSIONER},
    "take_up": {Role.COMMISSIONER},
    "export": PARTY,
}
HONOUR_KIND = {"edit": {Role.COMMISSIONER}}
HONOUR = {
    "view": PARTY,
    "add": {Role.SECRETARY, Role.COMMISSIONER},
    "edit": {Role.SECRETARY, Role.COMMISSIONER},
    "recommend": REVIEWERS,
    "publish_notice": {Role.COMMISSIONER},
    "object": {Role.COMMISSIONER},
    "name": {Role.COMMISSIONER},
    "keep": {Role.COMMISSIONER},
    "withdraw": {Role.COMMISSIONER},
    "decline": {Role.COMMISSIONER},
    "export": PARTY,
}
# Who objected is nobody's business but the office's.
OBJECTION = {"view": {Role.COMMISSIONER}, "add": {Role.COMMISSIONER}, "edit": {Role.COMMISSIONER}}
PLEDGE = {
    "view": PARTY,
    "add": {Role.SECRETARY},
    "edit": {Role.SECRETARY},
    "export": PARTY,
}
PAIRING = {
    "view": PARTY,
    "add": {Role.SECRETARY, Role.COMMISSIONER},
    "edit": {Role.SECRETARY, Role.COMMISSIONER},
    "log": {Role.SECRETARY},
    "export": PARTY,
}

# Sites. Photos of rooms show names and faces on their walls: only whoever works for the party organisations sees them.
SITE_CHECKLIST = {
    "view": PARTY,
    "export": PARTY,
    "edit": {Role.COMMISSIONER},
    "publish": {Role.COMMISSIONER},
    "copy": {Role.COMMISSIONER},
}
SITE = {
    "view": PARTY,
    "add": {Role.SECRETARY, Role.COMMISSIONER},
    "edit": {Role.SECRETARY, Role.COMMISSIONER},
    "reveal": {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER},
    "export": {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER},
    "import": {Role.COMMISSIONER},
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
# Members: names for those who work with them, counts for the others. The emergency centre sees none.
_KEEPS_MEMBERS = {Role.SECRETARY, Role.COMMISSIONER}
_SEES_MEMBERS = {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER}
MEMBER = {
    "view": _SEES_MEMBERS | {OWN},
    # Sees the name without asking; for the others each look is logged.
    "name": {Role.SECRETARY, OWN},
    "reveal": _SEES_MEMBERS | {OWN},
    "add": _KEEPS_MEMBERS,
    "edit": _KEEPS_MEMBERS,
    "export": _SEES_MEMBERS,
    "export_roster": _KEEPS_MEMBERS,
    "import": {Role.COMMISSIONER},
    "make_activist": _KEEPS_MEMBERS,
    "make_candidate": _KEEPS_MEMBERS,
    "admit": _KEEPS_MEMBERS,
    "confirm": _KEEPS_MEMBERS,
    "leave": _KEEPS_MEMBERS,
    "expel": {Role.COMMISSIONER},
    "record_death": _KEEPS_MEMBERS,
    "ask_transfer": _KEEPS_MEMBERS,
    # To say whose account it is: with it the person sees the own record.
    "link": {Role.COMMISSIONER},
}
TRANSFER = {
    "view": _SEES_MEMBERS | {OWN},
    "export": _SEES_MEMBERS,
    # At the organisation that has to answer, see TransferQuerySet.
    "receive": _KEEPS_MEMBERS,
    "send_back": _KEEPS_MEMBERS,
}

# Organisational life: the branch writes, its members read along, the adviser and those above look it over.
_READS_MEETINGS = {Role.SECRETARY, Role.ADVISER, Role.COMMISSIONER, Role.ASSESSOR}
MEETING = {
    "view": _READS_MEETINGS | {OWN},
    "export": _READS_MEETINGS,
    "add": {Role.SECRETARY},
    "edit": {Role.SECRETARY},
    "record": {Role.SECRETARY},
    "photograph": {Role.SECRETARY, Role.ADVISER},
    "send_back": {Role.ADVISER, Role.COMMISSIONER},
}

# Tallies that can be defended. Whoever takes tallies may keep, freeze and share them, each within the own reach.
_TAKES_TALLIES = (
    OFFICIALS
    | LEADERS
    | {
        Role.SECRETARY,
        Role.ADVISER,
        Role.TASK_FORCE_LEADER,
        Role.GRID_WORKER,
        Role.LINKED_CADRE,
    }
)
SAVED_TALLY = {"view": _TAKES_TALLIES, "add": _TAKES_TALLIES, "edit": {OWN}, "delete": {OWN}}
FROZEN_COUNT = {"view": _TAKES_TALLIES | {OWN}, "add": _TAKES_TALLIES, "export": _TAKES_TALLIES}
MONTH_PACK = {"view": OFFICIALS, "add": OFFICIALS, "go_on": OFFICIALS, "export": OFFICIALS}
# The ledger of asks: officials register what offices ask for; whoever is asked sees what was asked of the own place.
DATA_REQUEST = {
    "view": OFFICIALS,
    "add": OFFICIALS,
    "edit": OFFICIALS,
    "address": OFFICIALS,
    "issue": OFFICIALS,
    "call_off": OFFICIALS,
    "export": OFFICIALS,
}
_IS_ASKED = OFFICIALS | {Role.SECRETARY, Role.ADVISER, Role.SAFETY_OFFICER}
REQUEST_ADDRESSEE = {"view": _IS_ASKED, "export": _IS_ASKED}
# Issued by the administrator, seen by its owner alone.
API_TOKEN = {
    "view": {Role.SYSTEM_ADMINISTRATOR, OWN},
    "add": {Role.SYSTEM_ADMINISTRATOR},
    "export": {Role.SYSTEM_ADMINISTRATOR},
    "collect": {OWN},
    "revoke": {Role.SYSTEM_ADMINISTRATOR, OWN},
}
