"""Who gets in where: people, appointments and the log."""

from tests.access.groups import EVERYBODY, PERSON

RECORDS = {
    "person": (PERSON, PERSON),
    "person_edit": (PERSON, "sysadmin"),
    "person_password": (PERSON, "sysadmin"),
    "person_deactivate": (PERSON, "sysadmin"),
    "person_activate": (PERSON, "sysadmin"),
    "appointment_end": (PERSON, "secadmin"),
}

PAGES = {
    "people": EVERYBODY,
    "person_add": "sysadmin",
    "appointments": EVERYBODY,
    "appointment_add": "secadmin",
    "log": "auditor",
}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    secretary = persons("secretary")
    return {"person": [secretary.pk], "appointment": [secretary.appointments.get().pk]}
