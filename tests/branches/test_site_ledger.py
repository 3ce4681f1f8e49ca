"""The ledger of sites: rooms and how far they are come in, what an inspection found stays, and nothing counted goes."""

import datetime
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from branches.choices import SiteState
from branches.models import Organisation, Site
from portal.generic import batches
from portal.generic.kinds import ledger_kind
from portal.generic.readings import read
from tests.factories.branches import make_organisation
from tests.factories.ledgers import judged, loaded, told, workbook
from tests.factories.sites import make_site

pytestmark = pytest.mark.django_db
HEADINGS = ["序号", "党组织名称", "阵地名称", "地址", "面积（㎡）", "管理人", "阵地建设情况", "验收日期"]
DAY = datetime.date(2025, 6, 30)


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language in which they are written."""
    with translation.override("en"):
        yield


def row(organisation, *, name="党员活动室", area=42.5, state="", day=""):
    return ["1", organisation.name, name, "云溪大道8号", area, "章磊", state, day]


def test_the_commissioner_brings_in_the_sites_of_the_zone_and_takes_them_back(zone):
    content = workbook(阵地=[["两新党组织阵地建设情况表"], HEADINGS, row(zone.branch_a, state="已完成", day=DAY)])
    batch = loaded("sites", content, update=True)
    site = Site.objects.get(organisation=zone.branch_a)
    assert (site.name, str(site.area), site.keeper_name) == ("党员活动室", "42.5", "章磊")
    branch = Organisation.objects.get(pk=zone.branch_a.pk)
    assert (branch.site_state, branch.site_accepted_on) == (SiteState.COMPLETED, DAY)
    assert branch in Organisation.objects.site_completed_by(DAY)
    batches.undo(batch, by=None)
    branch.refresh_from_db()
    assert branch.site_state == SiteState.NOT_STARTED
    assert not Site.objects.exists()


def test_all_faults_come_back_at_once_and_name_their_rows(zone, commissioner):
    gone = make_organisation(zone.root, name="云溪旧厂党支部")
    gone.dissolve(by=commissioner, effective_on=timezone.localdate(), reason="企业停产")
    done = make_organisation(zone.root, site_state=SiteState.COMPLETED, site_accepted_on=DAY)
    rows = [
        HEADINGS,
        row(gone),
        row(zone.branch_a, state="已完成"),
        row(done, state="建设中"),
        row(zone.branch_b, area=0.2),
        ["5", "没有这个党支部", "", "", "", "", "", ""],
    ]
    reading = judged("sites", *rows)
    text = str(told(reading))
    for part in ("is dissolved", "acceptance date", "counts as completed", "at least one square", "no organisation"):
        assert part in text, part
    assert {fault.row for fault in reading.faults} == {2, 3, 4, 5, 6}


def test_rooms_that_are_registered_are_left_until_somebody_asks_for_an_update(zone):
    make_site(zone.branch_a, name="党员活动室", address="旧址")
    reading = judged("sites", HEADINGS, row(zone.branch_a))
    assert (reading.faults, reading.new, reading.changed, len(reading.differing)) == ([], [], [], 1)
    loaded("sites", workbook(阵地=[HEADINGS, row(zone.branch_a)]), update=True)
    assert Site.objects.get(organisation=zone.branch_a).address == "云溪大道8号"


def test_the_exported_list_of_sites_can_be_brought_back(zone, commissioner, client_of):
    site = make_site(zone.branch_a, name="党员活动室", address="云溪大道8号")
    answer = client_of(commissioner).get(reverse("sites"), {"export": "xlsx"})
    content = b"".join(answer.streaming_content)
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet.max_row >= 2
    reading = read(ledger_kind("sites"), BytesIO(content), "sites.xlsx", update=True)
    assert reading.faults == []
    assert (reading.new, len(reading.same)) == ([], 1), site
