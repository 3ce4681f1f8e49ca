"""Party organisations, enterprises and grids as the tests need them; built the way the portal builds them."""

from itertools import count

from django.utils import timezone

from branches.choices import OrganisationKind
from branches.models import DataRequest, Enterprise, Grid, Organisation, OrganisationSpell, Sector
from portal.cells import key

numbers = count(1)
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def make_credit_code(number):
    """An invented unified social credit code whose two check characters fit."""
    subject = f"{number:08d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(sign) * weight for sign, weight in zip(subject, weights, strict=True)) % 11
    code = f"91000000{subject}{'0123456789X0'[11 - rest]}"
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return code + SIGNS[(31 - total % 31) % 31]


def make_organisation(parent=None, *, dissolved_on=None, **fields):
    """An organisation below `parent`; without one the working committee's own office at the root."""
    kind = OrganisationKind.BRANCH if parent else OrganisationKind.OFFICE
    fields = {"name": f"云溪第{next(numbers)}支部", "kind": kind} | fields
    fields["name_key"] = key(fields["name"])
    if parent is None:
        organisation = Organisation.add_root(**fields)
    else:
        # The caller's copy does not know the children it got since.
        organisation = Organisation.objects.get(pk=parent.pk).add_child(**fields)
    OrganisationSpell.record([organisation], at=organisation.created_at)
    if dissolved_on:
        organisation.dissolve(by=None, effective_on=dissolved_on)
    return organisation


def make_grid(**fields):
    """A grid of the zone."""
    number = next(numbers)
    fields = {"name": f"第{number}网格", "order": number} | fields
    return Grid.objects.create(name_key=key(fields["name"]), **fields)


def make_sector(**fields):
    """A sector of the zone."""
    number = next(numbers)
    fields = {"name": f"第{number}领域", "order": number} | fields
    return Sector.objects.create(name_key=key(fields["name"]), **fields)


def make_enterprise(*, processes=(), **fields):
    """An enterprise with a credit code of its own."""
    number = next(numbers)
    fields = {"name": f"云溪{number}号五金有限公司", "credit_code": make_credit_code(number)} | fields
    enterprise = Enterprise.objects.create(name_key=key(fields["name"]), **fields)
    enterprise.processes.set(processes)
    return enterprise


def make_data_request(
    office, *, organisations, enterprises=None, wanted=("从业人数", "食堂面积"), issued=False, **fields
):
    """A request for data put to these organisations and enterprises (querysets)."""
    fields = {
        "name": "企业用工情况摸底",
        "issuer": "市委组织部",
        "minutes": 40,
        "due_on": timezone.localdate(),
    } | fields
    made = DataRequest.objects.create(office=office, **fields)
    made.want(list(wanted), by=None)
    made.address(organisations, Enterprise.objects.none() if enterprises is None else enterprises, by=None)
    return made.issue(by=None) if issued else made
