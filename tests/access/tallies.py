"""Who gets in where: tallies, what is kept of them, the API's tokens."""

from branches.freezing import freeze_figure
from branches.models import ApiToken, SavedTally
from portal.figures import Asked, figure
from tests.access.groups import EVERYBODY, OFFICIALS
from tests.factories.volunteers import days_ago

TAKES = f"{OFFICIALS} secretary neighbour adviser leader grid_worker cadre"

RECORDS = {
    # A shared question is there for everybody who takes tallies, and changed by its author.
    "saved_tally_edit": (TAKES, "official"),
    "saved_tally_delete": (TAKES, "official"),
    # Frozen for branch A by the reviewer.
    "frozen_count": (f"{OFFICIALS} secretary adviser", f"{OFFICIALS} secretary adviser"),
    "frozen_paper": (f"{OFFICIALS} secretary adviser", f"{OFFICIALS} secretary adviser"),
    # The reviewer's token: the administrator issues and revokes, the owner alone collects.
    "token": ("sysadmin official", "sysadmin official"),
    "token_collect": ("sysadmin official", "official"),
    "token_revoke": ("sysadmin official", "sysadmin official"),
}

PAGES = {
    "tallies": TAKES,
    "saved_tally_add": TAKES,
    "frozen_counts": EVERYBODY,
    "tokens": EVERYBODY,
    "token_add": "sysadmin",
}

# Judged in tests/portal/test_api.py: a token opens, no session does.
OPEN = {"api", "api_figures", "api_figure", "api_tallies", "api_tally"}
# What they freeze stands in the address; judged in tests/portal/test_frozen.py.
CLOSED = {"figure_freeze", "tally_freeze"}
NO_PAGES = {"frozen_paper"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    official = persons("official")
    saved = SavedTally.objects.create(name="本月隐患", tally="tally_organisations", author=official, is_shared=True)
    asked = Asked(days_ago(0), organisation=zone.branch_a)
    frozen = freeze_figure(figure("organisations.total"), asked, title="支部数", by=official)
    token = ApiToken.objects.create(user=official, purpose="大屏")
    return {
        "saved_tally": [saved.pk],
        "frozen_count": [frozen.pk],
        "frozen_paper": [frozen.pk, "docx"],
        "token": [token.pk],
    }
