"""Who gets in where: organisational life."""

from branches.models import MeetingPhoto
from tests.access.groups import PERSONS
from tests.access.photos import a_picture
from tests.factories.meetings import make_meeting

MEETING = "secretary adviser commissioner"

RECORDS = {
    "meeting": (MEETING, MEETING),
    "meeting_edit": (MEETING, "secretary"),
    "meeting_record": (MEETING, "secretary"),
    "meeting_send_back": (MEETING, "adviser commissioner"),
    "meeting_photo_add": (MEETING, "secretary adviser"),
    "meeting_photo": (MEETING, MEETING),
}

PAGES = {
    # A member sees what the own branch held; what is in the list is judged in tests/branches/test_meeting_pages.
    "meetings": " ".join(PERSONS),
    "meetings_missed": f"{MEETING} neighbour",
    "meeting_add": "secretary neighbour",
}

NO_PAGES = {"meeting_photo"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    meeting = make_meeting(zone.branch_a)
    photo = MeetingPhoto.take(a_picture(), by=persons("secretary"), meeting=meeting)
    return {"meeting": [meeting.pk], "meeting_photo": [photo.pk, "thumbnail"], "meeting_photo_add": [meeting.pk]}
