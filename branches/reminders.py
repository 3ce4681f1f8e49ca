"""What falls due at party organisations: the term of the committee."""

from branches.models import Organisation
from portal.reminders import ReminderKind

# 12, 6, 3 and 1 months before the term ends, and when it is over.
TERM = ReminderKind(key="term", model=Organisation, rows=lambda: Organisation.objects.with_term(), due="term_ends_on")
