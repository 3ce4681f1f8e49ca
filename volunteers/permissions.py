"""The grants of task forces, activities and hazards: verb -> roles, per model. Data only."""

from branches.choices import OWN, Role
from branches.permissions import ADMINISTRATORS, CENTRE, LEADERS, OFFICIALS, TASK_FORCE
from volunteers.choices import Capacity, HazardSource

FIELD = TASK_FORCE | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE, Role.SAFETY_OFFICER, Role.EXPERT}
# Task forces and the centre go everywhere: they may name any enterprise of the zone when they report a hazard.
FINDS_ANYWHERE = TASK_FORCE | CENTRE
# By the office through which somebody is at the enterprise: from where the report comes.
SOURCES = {
    Role.SAFETY_OFFICER: HazardSource.SELF_CHECK,
    Role.GRID_WORKER: HazardSource.GRID,
    Role.GRID_HEAD: HazardSource.GRID,
    Role.LINKED_CADRE: HazardSource.LINKED_CADRE,
    Role.SECTOR_LEADER: HazardSource.LINKED_CADRE,
    Role.EXPERT: HazardSource.EXPERT,
}
# The enterprise itself, and the grid worker who writes for one without an account.
AT_AN_ENTERPRISE = {Role.SAFETY_OFFICER, Role.SECRETARY, Role.GRID_WORKER}
# Who goes to see whether it holds.
RECHECKS = CENTRE | {Role.GRID_WORKER, Role.GRID_HEAD, Role.LINKED_CADRE}
# Who follows a major hazard: its papers are nobody's business who only found it.
FOLLOWS_MAJOR = OFFICIALS | AT_AN_ENTERPRISE | LEADERS | {Role.LINKED_CADRE}

TASK_FORCE_GRANTS = {
    "view": OFFICIALS | ADMINISTRATORS | TASK_FORCE | {Role.SECRETARY, Role.ADVISER},
    "edit": {Role.SECRETARY, Role.COMMISSIONER, Role.TASK_FORCE_LEADER},
    "add": {Role.SECRETARY, Role.COMMISSIONER},
    "appoint": {Role.SECURITY_ADMINISTRATOR},
    # Name further branches that form it together.
    "share": {Role.COMMISSIONER},
    # Keep the list of those who go along without a post.
    "enrol": {Role.SECRETARY, Role.TASK_FORCE_LEADER},
    # Have the service of its people certified.
    "certify": {Role.SECRETARY, Role.TASK_FORCE_LEADER},
    # Log an activity in its name.
    "log": TASK_FORCE | {Role.SECRETARY},
    "export": OFFICIALS | {Role.SECRETARY, Role.ADVISER},
}
VOLUNTEER = {
    "view": TASK_FORCE | {Role.COMMISSIONER, Role.SECRETARY, Role.ADVISER, OWN},
    "edit": {Role.SECRETARY, Role.TASK_FORCE_LEADER},
}
CERTIFICATE = {
    "view": {Role.SECRETARY, Role.TASK_FORCE_LEADER, OWN},
    # Everybody for the own service; for others, whoever keeps the record of the task force.
    "add": set(Role),
    "withdraw": {Role.SECRETARY},
    "export": {Role.SECRETARY, Role.TASK_FORCE_LEADER, OWN},
}
ACTIVITY = {
    "view": OFFICIALS | TASK_FORCE | {Role.SECRETARY, Role.ADVISER, OWN},
    "add": TASK_FORCE | {Role.SECRETARY},
    "edit": {Role.TASK_FORCE_LEADER, Role.SECRETARY},
    "hold": {Role.TASK_FORCE_LEADER, Role.SECRETARY},
    "call_off": {Role.TASK_FORCE_LEADER, Role.SECRETARY},
    "clone": {Role.TASK_FORCE_LEADER, Role.SECRETARY},
    "merge": {Role.SECRETARY, Role.COMMISSIONER},
    "unmerge": {Role.SECRETARY, Role.COMMISSIONER},
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
    "send_back": RECHECKS,
    "verify": RECHECKS,
    "close": CENTRE,
    # A major one: by the head alone.
    "close_major": {Role.CENTRE_HEAD},
    # See plan, documents, stops; see what became of a transfer.
    "follow": FOLLOWS_MAJOR,
    "follow_case": CENTRE,
    "regrade": CENTRE,
    "propose_grade": FIELD | {Role.SECRETARY},
    "hand_in_plan": AT_AN_ENTERPRISE,
    "hand_in_acceptance": AT_AN_ENTERPRISE,
    "register_document": CENTRE,
    "stop_voluntarily": AT_AN_ENTERPRISE | CENTRE,
    # What authorities have ordered, listed or decided, and what goes to them: registered by the head.
    "register_order": {Role.CENTRE_HEAD},
    "list_for_supervision": {Role.CENTRE_HEAD},
    "prepare_transfer": {Role.CENTRE_HEAD},
    "reopen": CENTRE,
    "void": CENTRE,
    "merge_into": CENTRE,
    "credit": CENTRE | {Role.TASK_FORCE_LEADER},
    # Attach an expert's opinion.
    "opine": CENTRE | {Role.EXPERT},
    "ask_extension": {Role.SAFETY_OFFICER, Role.SECRETARY, Role.GRID_WORKER},
    # Is told when a deadline has passed for long.
    "hear_of_overdue": {Role.CENTRE_HEAD},
    # Write a notice of rectification.
    "notify": CENTRE | {Role.GRID_WORKER},
    # The photo as it was taken, without number and time on it.
    "original": CENTRE,
    "photograph": FIELD | CENTRE | {Role.SECRETARY},
    "import": CENTRE,
    "export": OFFICIALS | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE, Role.SECRETARY, Role.TASK_FORCE_LEADER},
}
CATALOGUE = {
    "view": OFFICIALS | FIELD | {Role.SECRETARY, Role.ADVISER},
    "edit": CENTRE,
    "publish": {Role.CENTRE_HEAD},
    "copy": CENTRE,
    # Name training material as the lesson of a clause.
    "teach": CENTRE,
    "export": OFFICIALS | FIELD | {Role.SECRETARY, Role.ADVISER},
}
# Training material that belongs to a clause.
LESSON = {"view": CATALOGUE["view"], "withdraw": CATALOGUE["teach"]}
INSPECTORS = CENTRE | LEADERS | {Role.LINKED_CADRE, Role.GRID_WORKER, Role.EXPERT, Role.TASK_FORCE_LEADER}
INSPECTION = {
    "view": OFFICIALS | FIELD | {Role.SECRETARY},
    "add": INSPECTORS,
    "join": INSPECTORS,
    # Whoever goes there records the visit and what was found; the centre may do so for them.
    "hold": CENTRE | {OWN},
    "find": CENTRE | {OWN},
    "call_off": CENTRE | {OWN},
    "print": OFFICIALS | FIELD,
    "export": OFFICIALS | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE},
}
# By the office through which somebody is at the enterprise: in which capacity they go there.
CAPACITIES = {
    Role.SECTOR_LEADER: Capacity.LEADER,
    Role.LINKED_CADRE: Capacity.CADRE,
    Role.CENTRE_HEAD: Capacity.INSPECTOR,
    Role.CENTRE_REVIEWER: Capacity.INSPECTOR,
    Role.EXPERT: Capacity.EXPERT,
    Role.GRID_WORKER: Capacity.GRID,
    Role.GRID_HEAD: Capacity.GRID,
    Role.TASK_FORCE_LEADER: Capacity.TASK_FORCE,
}
GRADE_PROPOSAL = {"view": OFFICIALS | FIELD | {Role.SECRETARY, OWN}, "decline": CENTRE}
TREATMENT_PLAN = {"view": FOLLOWS_MAJOR, "accept": CENTRE, "send_back": CENTRE}
HAZARD_DOCUMENT = {
    "view": FOLLOWS_MAJOR,
    # What comes after a transfer is the authority's case.
    "follow_case": CENTRE,
    "set_aside": {Role.CENTRE_HEAD},
}
PRODUCTION_STOP = {
    "view": FOLLOWS_MAJOR,
    "lift": {Role.CENTRE_HEAD},
    "export": OFFICIALS | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE},
}
LISTING = {"view": FOLLOWS_MAJOR, "release": {Role.CENTRE_HEAD}}
CASE_TRANSFER = {
    "view": CENTRE,
    "revise": {Role.CENTRE_HEAD},
    "pack": CENTRE,
    "make_again": {Role.CENTRE_HEAD},
    "send": {Role.CENTRE_HEAD},
    "drop": {Role.CENTRE_HEAD},
    "receive": CENTRE,
    "file_case": CENTRE,
    "decline_case": CENTRE,
    "conclude": CENTRE,
    "export": CENTRE,
}
HAZARD_RULES = {"view": OFFICIALS | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE}, "edit": CENTRE}
EXTENSION = {
    "view": OFFICIALS | FIELD | {Role.SECRETARY},
    "grant": CENTRE,
    "refuse": CENTRE,
    "export": OFFICIALS | LEADERS | {Role.GRID_WORKER},
}
NOTICE = {
    "view": OFFICIALS | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE, Role.SAFETY_OFFICER, Role.SECRETARY},
    "print": CENTRE | {Role.GRID_WORKER, Role.SAFETY_OFFICER},
    # The address opens the hazards to whoever has it: only those who hand it out see it.
    "hand_out": CENTRE | {Role.GRID_WORKER},
    "revoke": CENTRE | {Role.GRID_WORKER},
    "renew": CENTRE | {Role.GRID_WORKER},
    "export": OFFICIALS | LEADERS | {Role.GRID_WORKER},
}
REINSPECTION_DRAW = {"view": OFFICIALS, "add": {Role.CENTRE_HEAD}, "export": OFFICIALS}
REINSPECTION = {
    "view": OFFICIALS | TASK_FORCE | {Role.SECRETARY},
    "assign": {Role.CENTRE_HEAD},
    "hold": TASK_FORCE | CENTRE,
    "fail": TASK_FORCE | CENTRE,
    "export": OFFICIALS,
}
# The code at an enterprise's door, to be printed and put up.
ENTERPRISE_CODE = CENTRE | {Role.GRID_WORKER, Role.SAFETY_OFFICER}
# Campaigns are shown to whoever has to do with them; what their enterprises answered, by the scope of the enterprise.
CAMPAIGN = {
    "view": OFFICIALS | FIELD | {Role.SECRETARY},
    "add": CENTRE,
    "edit": CENTRE,
    "add_round": CENTRE,
    # Other days for a round whose window has not opened.
    "move": CENTRE,
    "enrol": CENTRE,
    "announce": {Role.CENTRE_HEAD},
    "close": {Role.CENTRE_HEAD},
    # The closing report.
    "report": OFFICIALS,
    "export": OFFICIALS,
}
SELF_CHECK = {
    "view": OFFICIALS | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE, Role.SAFETY_OFFICER, Role.SECRETARY},
    "fill": {Role.SAFETY_OFFICER},
    # Say that the notice has arrived.
    "acknowledge": {Role.SAFETY_OFFICER},
    # Key in what came on paper.
    "key": CENTRE | {Role.GRID_WORKER},
    "print": CENTRE | {Role.GRID_WORKER, Role.SAFETY_OFFICER},
    "receive": CENTRE | {Role.GRID_WORKER},
    "send_back": CENTRE | {Role.GRID_WORKER},
    "take_back": CENTRE,
    "look_over": CENTRE,
    # The address opens the sheet to whoever has it: only those who hand it out see it.
    "hand_out": CENTRE | {Role.GRID_WORKER},
    "revoke": CENTRE | {Role.GRID_WORKER},
    "renew": CENTRE | {Role.GRID_WORKER},
    # See how far the grids and cadres have come.
    "follow": OFFICIALS | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE},
    "export": OFFICIALS | LEADERS | {Role.GRID_WORKER, Role.LINKED_CADRE},
}
