"""A clock that tests set: everything in the portal asks Django what time it is."""

from contextlib import contextmanager
from datetime import date, datetime, time
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def at(when):
    """Within the block it is `when`: a day of the zone (at noon) or a moment such as 2026-11-30T23:59:59+08:00."""
    if isinstance(when, date):
        when = timezone.make_aware(datetime.combine(when, time(12)))
    moment = datetime.fromisoformat(when) if isinstance(when, str) else when
    with patch("django.utils.timezone.now", lambda: moment):
        yield
