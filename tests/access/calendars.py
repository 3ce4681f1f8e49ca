"""Who gets in where: the calendar."""

from tests.access.groups import PERSONS

# Everybody has a calendar, if only an empty one.
PAGES = {"calendar": " ".join(PERSONS), "calendar_address": " ".join(PERSONS)}

# The feed asks for no session but for its token; see tests/portal/test_calendars.py.
CLOSED = {"calendar_feed"}
