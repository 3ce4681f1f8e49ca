"""Who gets in where: training. Whoever is invited sees the session; the list is for those who organise."""

from tests.access.groups import CENTRE, EVERYBODY
from tests.factories.training import make_session

# The secretary of A is invited; the adviser of A sees it because of that; the neighbour of B is not.
SESSION = f"{CENTRE} commissioner secretary adviser"
ORGANISERS = f"{CENTRE} commissioner"

RECORDS = {
    "training_session": (SESSION, SESSION),
    "training_session_edit": (SESSION, ORGANISERS),
    "training_session_announce": (SESSION, ORGANISERS),
    "training_session_hold": (SESSION, ORGANISERS),
    "training_session_close": (SESSION, ORGANISERS),
    "training_session_reopen": (SESSION, ORGANISERS),
    "training_session_call_off": (SESSION, ORGANISERS),
    "training_session_invite": (SESSION, ORGANISERS),
    "training_session_attendance": (SESSION, ORGANISERS),
    "training_session_workbook": (SESSION, ORGANISERS),
    "invitation_reply": (SESSION, "secretary"),
}

PAGES = {
    "training": EVERYBODY,
    "training_add": ORGANISERS,
    "my_training": EVERYBODY,
}

# Takes POST only; judged in tests/branches/test_training.py.
CLOSED = {"material_read"}
NO_PAGES = {"training_session_workbook"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    session = make_session(organisation=zone.root, kind="safety", people=[persons("secretary")])
    return {"training_session": [session.pk], "invitation": [session.invitations.get().pk]}
