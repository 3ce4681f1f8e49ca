"""Who gets in where: the ledger of asks, and requests for data that offices send beside the portal."""

from branches.models import Enterprise, Organisation
from tests.access.groups import ENTERPRISE, OFFICIALS, ORGANISATION
from tests.factories.branches import make_data_request

ASKED = f"{OFFICIALS} secretary adviser contact"

RECORDS = {
    "asks_of_organisation": (ORGANISATION, f"{OFFICIALS} secretary adviser"),
    "asks_of_enterprise": (ENTERPRISE, ASKED),
    "data_request": (OFFICIALS, OFFICIALS),
    # What was issued does not change.
    "data_request_edit": (OFFICIALS, ""),
    "data_request_address": (OFFICIALS, OFFICIALS),
    "data_request_issue": (OFFICIALS, OFFICIALS),
    "data_request_call_off": (OFFICIALS, OFFICIALS),
    "request_addressee": (f"{OFFICIALS} secretary adviser contact", f"{OFFICIALS} secretary adviser contact"),
}
PAGES = {
    "asks": f"{ASKED} neighbour",
    "data_requests": OFFICIALS,
    "data_request_add": OFFICIALS,
}


def arguments(zone, persons):
    """A request that was put to enterprise A."""
    request = make_data_request(
        zone.root,
        organisations=Organisation.objects.none(),
        enterprises=Enterprise.objects.filter(pk=zone.enterprise_a.pk),
        issued=True,
    )
    return {
        "asks_of_organisation": [zone.branch_a.pk],
        "asks_of_enterprise": [zone.enterprise_a.pk],
        "data_request": [request.pk],
        "request_addressee": [request.addressees.get().pk],
    }
