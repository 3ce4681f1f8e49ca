"""The risk profile of an enterprise, who answers for it, and what is missing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from branches.choices import Gap, Role
from branches.models import Appointment, Enterprise, Process
from portal.states import Refused
from tests.factories.branches import make_enterprise, make_grid, make_sector
from tests.factories.portal import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


def names(rows):
    """The names of enterprises."""
    return {row.name for row in rows}


def test_an_enterprise_lacks_a_grid_worker_until_one_is_appointed_or_named():
    grid = make_grid()
    bare = make_enterprise(name="甲")
    make_enterprise(name="乙", grid_worker_name="老王")
    covered = make_enterprise(name="丙", grid=grid)
    assert names(Enterprise.objects.lacking(Gap.GRID_WORKER)) == {"甲", "丙"}
    Appointment.appoint(make_user(), Role.GRID_WORKER, grid, by=None)
    assert names(Enterprise.objects.lacking(Gap.GRID_WORKER)) == {"甲"}
    # An appointment that has not begun answers for nobody yet.
    assert covered in Enterprise.objects.lacking(Gap.GRID_WORKER, timezone.localdate() - timedelta(days=1))
    assert bare in Enterprise.objects.lacking(Gap.GRID)


def test_a_leader_answers_for_the_enterprises_of_the_sector(client_of):
    sector = make_sector()
    mine, other = make_enterprise(name="甲", sector=sector), make_enterprise(name="乙", sector=make_sector())
    leader = make_user()
    with pytest.raises(Refused):
        Appointment.appoint(leader, Role.SECTOR_LEADER, mine, by=None)
    Appointment.appoint(leader, Role.SECTOR_LEADER, sector, by=None)
    assert names(Enterprise.objects.visible_to(leader)) == {"甲"}
    assert client_of(leader).get(other.get_absolute_url()).status_code == 404
    assert names(Enterprise.objects.lacking(Gap.SECTOR_LEADER)) == {"乙"}


def test_the_expert_sees_the_enterprise_for_which_he_was_called_and_no_other():
    called, other = make_enterprise(name="甲"), make_enterprise(name="乙")
    expert = make_user()
    Appointment.appoint(expert, Role.EXPERT, called, by=None, end=timezone.localdate())
    assert names(Enterprise.objects.visible_to(expert)) == {"甲"}
    assert other not in Enterprise.objects.visible_to(expert)


def test_the_page_of_gaps_counts_and_opens_into_exactly_the_rows(zone, official, client_of):
    for number in range(3):
        make_enterprise(name=f"无网格{number}")
    client = client_of(official)
    page = client.get(reverse("enterprise_gaps"), {"language": "en"}).content.decode()
    count = Enterprise.objects.lacking(Gap.GRID_WORKER).count()
    assert f'lacks=grid_worker">{count}</a>' in page
    rows = client.get(reverse("enterprises"), {"lacks": "grid_worker"}).content.decode()
    assert all(f"无网格{number}" in rows for number in range(3))


def test_the_grid_worker_counts_the_gaps_of_the_own_grid_only(zone, grid_worker, client_of):
    make_enterprise(name="别处")
    page = client_of(grid_worker).get(reverse("enterprise_gaps"), {"language": "en"}).content.decode()
    assert "1 enterprise\n" in page or "1 enterprise<" in page or "1 enterprise " in page


def test_the_centre_keeps_the_profile(zone, official, client_of):
    landlord, dust = make_enterprise(), Process.objects.get(code="metal_dust")
    one = zone.enterprise_a
    client, url = client_of(official), reverse("enterprise_edit", args=[one.pk])
    sector = make_sector()
    facts = {
        "name": one.name,
        "trade": "machinery",
        "processes": [dust.pk],
        "has_dormitory": "true",
        "landlord": landlord.name,
        "sector": sector.name,
        "grid": one.grid.name,
        "organisation": one.organisation.name,
        "version": one.version,
    }
    assert client.post(url, facts).status_code == 302
    one.refresh_from_db()
    assert (one.has_dormitory, one.landlord, one.sector) == (True, landlord, sector)
    page = client.get(landlord.get_absolute_url(), {"language": "en"}).content.decode()
    assert "Tenants" in page and one.name in page
    assert client.post(url, facts | {"landlord": one.name, "version": one.version}).status_code == 422
