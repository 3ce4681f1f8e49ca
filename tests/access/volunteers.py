"""Who gets in where: task forces, activities and hazards."""

from tests.access.groups import ACTIVITY, CENTRE, EVERYBODY, FORCE, HAZARD, OFFICIALS, TASK_FORCE
from tests.access.photos import a_picture
from tests.factories.volunteers import make_activity, make_hazard
from volunteers.models import ActivityPhoto, HazardPhoto

RECORDS = {
    "task_force": (TASK_FORCE, TASK_FORCE),
    "task_force_edit": (TASK_FORCE, "secretary commissioner leader"),
    "task_force_appoint": (TASK_FORCE, "secadmin"),
    "post_end": (TASK_FORCE, "secadmin"),
    "activity": (ACTIVITY, ACTIVITY),
    "activity_edit": (ACTIVITY, "leader secretary"),
    "activity_submit": (ACTIVITY, "leader secretary"),
    "activity_confirm": (ACTIVITY, "secretary commissioner"),
    "activity_send_back": (ACTIVITY, "secretary commissioner"),
    "activity_photo_add": (ACTIVITY, f"{FORCE} secretary"),
    "activity_photo": (ACTIVITY, ACTIVITY),
    "hazard": (HAZARD, HAZARD),
    "hazard_edit": (HAZARD, CENTRE),
    "hazard_grade": (HAZARD, CENTRE),
    "hazard_start_rectifying": (HAZARD, f"{CENTRE} grid_worker"),
    "hazard_rectify": (HAZARD, "contact secretary leader grid_worker"),
    "hazard_rectify_on_the_spot": (HAZARD, f"{FORCE} grid_worker cadre contact"),
    "hazard_send_back": (HAZARD, f"{CENTRE} grid_worker cadre"),
    "hazard_verify": (HAZARD, f"{CENTRE} grid_worker cadre"),
    "hazard_close": (HAZARD, CENTRE),
    "hazard_reopen": (HAZARD, CENTRE),
    "hazard_void": (HAZARD, CENTRE),
    "hazard_photo_add": (HAZARD, f"{CENTRE} {FORCE} grid_worker cadre contact secretary"),
    "hazard_photo": (HAZARD, HAZARD),
}

PAGES = {
    "task_forces": f"{TASK_FORCE} neighbour",
    "task_force_add": "secretary neighbour commissioner",
    "activities": EVERYBODY,
    "activity_add": f"{FORCE} secretary neighbour",
    "hazards": EVERYBODY,
    "hazard_add": f"{CENTRE} {FORCE} grid_worker cadre contact",
    "enterprise_note": f"{CENTRE} {FORCE} grid_worker cadre contact",
    "nameable_enterprises": f"{CENTRE} {FORCE} grid_worker cadre contact secretary neighbour",
    "nameable_task_forces": f"{CENTRE} {FORCE} grid_worker cadre contact secretary neighbour",
    "tally_activities": f"{OFFICIALS} secretary neighbour adviser leader",
    "tally_hazards": f"{OFFICIALS} grid_worker cadre secretary neighbour leader",
}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    leader = persons("leader")
    hazard = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    activity = make_activity(zone.force_a)
    return {
        "task_force": [zone.force_a.pk],
        "post": [leader.posts.get().pk],
        "activity": [activity.pk],
        "activity_photo": [ActivityPhoto.take(a_picture(), by=leader, activity=activity).pk, "thumbnail"],
        "activity_photo_add": [activity.pk],
        "hazard": [hazard.pk],
        "hazard_photo": [HazardPhoto.take(a_picture(), by=leader, hazard=hazard).pk, "thumbnail"],
        "hazard_photo_add": [hazard.pk],
    }


# Reads a pasted list back; takes POST only.
CLOSED = {"activity_roll"}
# Fragments, lists for typing, pictures.
NO_PAGES = {"enterprise_note", "nameable_enterprises", "nameable_task_forces", "hazard_photo", "activity_photo"}
