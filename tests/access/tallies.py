"""Who gets in where: tallies, what is kept of them, the API's tokens."""

from django.core.files.base import ContentFile

from branches.freezing import freeze_figure
from branches.models import ApiToken, MonthPack, PackFile, SavedTally
from portal.figures import Asked, figure
from tests.access.groups import ANSWERS, EVERYBODY, OFFICIALS
from tests.factories.volunteers import days_ago

TAKES = f"{OFFICIALS} secretary neighbour adviser leader {ANSWERS}"

RECORDS = {
    # A shared question is there for everybody who takes tallies, and changed by its author.
    "saved_tally_edit": (TAKES, "official"),
    "saved_tally_delete": (TAKES, "official"),
    # Frozen for branch A by the reviewer.
    "frozen_count": (f"{OFFICIALS} secretary adviser", f"{OFFICIALS} secretary adviser"),
    "frozen_paper": (f"{OFFICIALS} secretary adviser", f"{OFFICIALS} secretary adviser"),
    "ready_form": (EVERYBODY, f"{OFFICIALS} {ANSWERS} leader secretary neighbour"),
    "month_pack": (OFFICIALS, OFFICIALS),
    "month_pack_go_on": (OFFICIALS, OFFICIALS),
    "month_pack_zip": (OFFICIALS, OFFICIALS),
    "pack_file": (OFFICIALS, OFFICIALS),
    # The reviewer's token: the administrator issues and revokes, the owner alone collects.
    "token": ("sysadmin official", "sysadmin official"),
    "token_collect": ("sysadmin official", "official"),
    "token_revoke": ("sysadmin official", "sysadmin official"),
}

PAGES = {
    "tallies": TAKES,
    "overview": TAKES,
    "ready_forms": TAKES,
    "month_packs": OFFICIALS,
    "month_pack_add": OFFICIALS,
    "saved_tally_add": TAKES,
    "frozen_counts": EVERYBODY,
    "tokens": EVERYBODY,
    "token_add": "sysadmin",
}

# Judged in tests/portal/test_api.py: a token opens, no session does.
OPEN = {"api", "api_figures", "api_figure", "api_tallies", "api_tally"}
# What they freeze stands in the address; judged in tests/portal/test_frozen.py.
CLOSED = {"figure_freeze", "tally_freeze"}
NO_PAGES = {"frozen_paper", "ready_form", "month_pack_zip", "pack_file"}


def arguments(zone, persons):
    """The arguments of the addresses that begin with each word."""
    official = persons("official")
    saved = SavedTally.objects.create(name="本月隐患", tally="tally_organisations", author=official, is_shared=True)
    asked = Asked(days_ago(0), organisation=zone.branch_a)
    frozen = freeze_figure(figure("organisations.total"), asked, title="支部数", by=official)
    token = ApiToken.objects.create(user=official, purpose="大屏")
    pack = MonthPack.objects.create(month=202601, organisation=zone.root, author=official)
    part = PackFile(pack=pack, part="ledgers", name="台账.xlsx")
    part.file.save("ledgers.xlsx", ContentFile(b"PK"))
    return {
        "ready_form": ["hazards", "xlsx"],
        "month_pack": [pack.pk],
        "pack_file": [part.pk],
        "saved_tally": [saved.pk],
        "frozen_count": [frozen.pk],
        "frozen_paper": [frozen.pk, "docx"],
        "token": [token.pk],
    }
