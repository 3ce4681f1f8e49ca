"""Who gets in where: task forces, activities and hazards."""

from tests.access.groups import ACTIVITY, ANSWERS, CENTRE, EVERYBODY, FORCE, HAZARD, OFFICIALS, TASK_FORCE
from tests.access.photos import a_picture
from tests.factories.volunteers import make_activity, make_certificate, make_hazard, make_volunteer
from volunteers.models import ActivityPhoto, HazardPhoto

CERTIFICATE = "leader volunteer secretary"
VOLUNTEER = f"{FORCE} commissioner secretary adviser"
RECHECKS = f"{CENTRE} grid_worker grid_head cadre"
FINDS = f"{CENTRE} {FORCE} {ANSWERS} contact expert"

RECORDS = {
    "task_force": (TASK_FORCE, TASK_FORCE),
    "task_force_edit": (TASK_FORCE, "secretary commissioner leader"),
    "task_force_appoint": (TASK_FORCE, "secadmin"),
    "task_force_enrol": (TASK_FORCE, "leader secretary"),
    "volunteer_edit": (VOLUNTEER, "leader secretary"),
    "post_end": (TASK_FORCE, "secadmin"),
    "activity": (ACTIVITY, ACTIVITY),
    "activity_edit": (ACTIVITY, "leader secretary"),
    "activity_plan_edit": (ACTIVITY, "leader secretary"),
    "activity_hold": (ACTIVITY, "leader secretary"),
    "activity_call_off": (ACTIVITY, "leader secretary"),
    "activity_clone": (ACTIVITY, "leader secretary"),
    "activity_merge": (ACTIVITY, "secretary commissioner"),
    "activity_unmerge": (ACTIVITY, "secretary commissioner"),
    "activity_submit": (ACTIVITY, "leader secretary"),
    "activity_confirm": (ACTIVITY, "secretary commissioner"),
    "activity_send_back": (ACTIVITY, "secretary commissioner"),
    "activity_photo_add": (ACTIVITY, f"{FORCE} secretary"),
    "activity_photo": (ACTIVITY, ACTIVITY),
    "certificate": (CERTIFICATE, CERTIFICATE),
    "certificate_paper": (CERTIFICATE, CERTIFICATE),
    "certificate_withdraw": (CERTIFICATE, "secretary"),
    "hazard": (HAZARD, HAZARD),
    "hazard_edit": (HAZARD, CENTRE),
    "hazard_grade": (HAZARD, CENTRE),
    "hazard_start_rectifying": (HAZARD, f"{CENTRE} grid_worker"),
    "hazard_rectify": (HAZARD, "contact secretary leader grid_worker"),
    "hazard_rectify_on_the_spot": (HAZARD, f"{FORCE} {ANSWERS} contact expert"),
    "hazard_send_back": (HAZARD, RECHECKS),
    "hazard_verify": (HAZARD, RECHECKS),
    "hazard_close": (HAZARD, CENTRE),
    "hazard_reopen": (HAZARD, CENTRE),
    "hazard_void": (HAZARD, CENTRE),
    "hazard_photo_add": (HAZARD, f"{FINDS} secretary"),
    "hazard_photo": (HAZARD, HAZARD),
}

PAGES = {
    "task_forces": f"{TASK_FORCE} neighbour",
    "task_force_add": "secretary neighbour commissioner",
    "activities": EVERYBODY,
    "activity_add": f"{FORCE} secretary neighbour",
    "activity_plan": f"{FORCE} secretary neighbour",
    "certificates": EVERYBODY,
    "certificate_add": EVERYBODY,
    "hazards": EVERYBODY,
    "hazard_add": FINDS,
    "enterprise_note": FINDS,
    "nameable_enterprises": f"{FINDS} secretary neighbour",
    "nameable_task_forces": f"{FINDS} secretary neighbour",
    "tally_activities": f"{OFFICIALS} secretary neighbour adviser leader",
    "tally_hazards": f"{OFFICIALS} {ANSWERS} secretary neighbour leader",
}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    leader = persons("leader")
    hazard = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    activity = make_activity(zone.force_a)
    certificate = make_certificate(zone.force_a, user=persons("volunteer"))
    planned = make_activity(zone.force_a, state="planned")
    return {
        "task_force": [zone.force_a.pk],
        "volunteer": [make_volunteer(zone.force_a).pk],
        "post": [leader.posts.get().pk],
        "activity": [activity.pk],
        **{f"activity_{deed}": [planned.pk] for deed in ("plan_edit", "hold", "call_off")},
        "activity_photo": [ActivityPhoto.take(a_picture(), by=leader, activity=activity).pk, "thumbnail"],
        "activity_photo_add": [activity.pk],
        "certificate": [certificate.pk],
        "certificate_paper": [certificate.pk, "docx"],
        "hazard": [hazard.pk],
        "hazard_photo": [HazardPhoto.take(a_picture(), by=leader, hazard=hazard).pk, "thumbnail"],
        "hazard_photo_add": [hazard.pk],
    }


# Reads a pasted list back; takes POST only.
CLOSED = {"activity_roll"}
# Whether a paper is genuine, for whoever holds it.
OPEN = {"certificate_check"}
# Fragments, lists for typing, pictures.
NO_PAGES = {
    "certificate_paper",
    "enterprise_note",
    "nameable_enterprises",
    "nameable_task_forces",
    "hazard_photo",
    "activity_photo",
}
