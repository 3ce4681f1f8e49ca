"""Who gets in where: what belongs to hazards. Extensions, notices, re-inspections, rules, the code at the door."""

from tests.access.groups import ANSWERS, CENTRE, ENTERPRISE, FORCE, HAZARD, OFFICIALS
from tests.factories.branches import make_organisation
from tests.factories.hazards import make_draw, make_extension, make_notice
from tests.factories.volunteers import make_hazard, make_task_force
from volunteers.choices import HazardState
from volunteers.models import HazardRules

NOTICE = f"{OFFICIALS} {ANSWERS} contact secretary"
RULES = f"{OFFICIALS} {ANSWERS}"
# The neighbour has rows of the own branch, and holds the same roles.
REINSPECTION = f"{OFFICIALS} {FORCE} secretary"

RECORDS = {
    "hazard_merge_into": (HAZARD, CENTRE),
    "hazard_credit": (HAZARD, f"{CENTRE} leader"),
    "hazard_ask_extension": (HAZARD, "contact secretary grid_worker"),
    "hazard_notify": (HAZARD, f"{CENTRE} grid_worker"),
    "hazard_rules": (RULES, RULES),
    "hazard_rules_edit": (RULES, CENTRE),
    "extension": (HAZARD, HAZARD),
    "extension_grant": (HAZARD, CENTRE),
    "extension_refuse": (HAZARD, CENTRE),
    "notice": (NOTICE, NOTICE),
    "notice_revoke": (NOTICE, f"{CENTRE} grid_worker"),
    "notice_renew": (NOTICE, f"{CENTRE} grid_worker"),
    "notice_paper": (NOTICE, f"{CENTRE} grid_worker contact"),
    "reinspection": (REINSPECTION, REINSPECTION),
    "reinspection_hold": (REINSPECTION, f"{CENTRE} {FORCE}"),
    "reinspection_fail": (REINSPECTION, f"{CENTRE} {FORCE}"),
    "reinspection_assign": (REINSPECTION, "head"),
    "reinspection_draw": (OFFICIALS, OFFICIALS),
    "enterprise_door": (
        f"{ENTERPRISE} {FORCE}",
        f"{ENTERPRISE} {FORCE}",
    ),
    "enterprise_code": (
        ENTERPRISE,
        f"{CENTRE} grid_worker contact",
    ),
}

PAGES = {
    "extensions": f"{HAZARD} neighbour",
    "notices": f"{NOTICE} neighbour",
    "reinspections": f"{REINSPECTION} neighbour",
    "reinspection_draws": OFFICIALS,
    "reinspection_draw_add": "head",
}

# Reached by the link of a notice, without an account: judged in tests/volunteers/test_notices.py.
OPEN = {"notice_answer", "notice_hazard", "notice_more_time", "notice_photo"}
# Files, and a way on.
NO_PAGES = {"notice_paper", "enterprise_code", "enterprise_door"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    at_a = {"enterprise": zone.enterprise_a, "task_force": zone.force_a}
    graded = make_hazard(HazardState.GRADED, **at_a)
    other = make_task_force(make_organisation(zone.root))
    draw = make_draw(make_hazard(HazardState.CLOSED, enterprise=zone.enterprise_a, task_force=other), team=zone.force_a)
    notice = make_notice(make_hazard(HazardState.RECTIFYING, **at_a))
    return {
        "hazard_merge_into": [graded.pk],
        "hazard_credit": [graded.pk],
        "hazard_ask_extension": [graded.pk],
        "hazard_notify": [graded.pk],
        "hazard_rules": [HazardRules.objects.get().pk],
        "extension": [make_extension(make_hazard(HazardState.GRADED, **at_a)).pk],
        "notice": [notice.pk],
        "notice_paper": [notice.pk, "docx"],
        "reinspection": [draw.reinspections.get().pk],
        "reinspection_draw": [draw.pk],
        "enterprise_door": [zone.enterprise_a.pk],
        "enterprise_code": [zone.enterprise_a.pk, "docx"],
    }
