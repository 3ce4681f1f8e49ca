"""What waits at the organisations themselves."""

from django.utils.translation import gettext as _

from branches.choices import SiteState, Standing
from branches.models import Organisation
from portal.generic.piles import pile


def waiting(user):
    """Branches of one's own whose site is not done."""
    rows = Organisation.objects.allowing(user, "edit").counted().filter(state=Standing.IN_FORCE)
    yield pile(
        _("Sites not completed"),
        rows.exclude(site_state=SiteState.COMPLETED),
        "organisations",
        {"standing": "in_force", "site": "open"},
    )
