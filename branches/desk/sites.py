"""What waits at the sites: self-checks to go on with, applications to look at, signatures, yearly re-checks."""

from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import SiteCheckState
from branches.models import Organisation, Site, SiteCheck
from branches.models.site_lines import missing_of
from branches.scoping import may
from portal.generic.piles import pile


def waiting(user):
    """Every pile of `user` that has to do with sites."""
    rows = SiteCheck.objects.select_related("site__organisation")
    yield pile(
        _("Self-checks of the site to go on with"),
        rows.allowing(user, "answer").with_the_branch(),
        "site_checks",
        {"show": "branch"},
        lacks=missing_of,
    )
    yield pile(
        _("Self-checks of the site under way"),
        rows.allowing(user, "look").with_the_branch(),
        "site_checks",
        {"show": "branch"},
        lacks=missing_of,
    )
    steps = (
        ("look", SiteCheckState.APPLIED, _("Sites to look at")),
        ("sign", SiteCheckState.LOOKED_AT, _("Sites to accept on the spot")),
        ("accept", SiteCheckState.SIGNED, _("Acceptances waiting for the second signature")),
    )
    for verb, state, label in steps:
        found = rows.allowing(user, verb).filter(state=state)
        if verb == "accept":
            # The second signature is somebody else's.
            found = found.exclude(first_by=user)
        yield pile(label, found, "site_checks", {"state": state.value})
    if may(user, Site, "inspect"):
        due = Organisation.objects.allowing(user, "edit").site_recheck_due_on(timezone.localdate())
        yield pile(
            _("Sites due for the yearly re-check"), due, "organisations", {"standing": "in_force", "site": "due"}
        )
