"""The pages of the sites: the self-check on the phone, the two signatures, the tally, Excel out and in again."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from branches.choices import SiteCheckState, SiteState
from branches.models import Organisation, Site, SiteCheck, SitePhoto
from branches.views.sites import organisation_panel
from portal.desk import waiting_for
from portal.generic import batches
from portal.generic.kinds import ledger_kind
from tests.factories.branches import make_organisation
from tests.factories.sites import fresh, make_assessor, make_check, make_site
from tests.factories.volunteers import days_ago, exe_file, photo_file

pytestmark = pytest.mark.django_db


def piles(user):
    return {pile["label"]: pile["count"] for pile in waiting_for(user)}


def answer_of(check, code, **facts):
    """What the form of one item sends."""
    item = check.checklist.items.get(code=code)
    sent = {f"item{item.pk}-{name}": value for name, value in facts.items()}
    return sent | {"item": item.pk, "version": 0}


def test_a_secretary_checks_the_room_item_by_item_with_the_camera(zone, secretary, client_of):
    client = client_of(secretary)
    site = make_site(zone.branch_a)
    begun = client.post(reverse("site_inspect", args=[site.pk]))
    check = SiteCheck.objects.get()
    assert begun.url == check.get_absolute_url()
    url = reverse("site_check_fill", args=[check.pk])
    page = client.get(url).content.decode()
    assert "入党誓词" in page
    assert 'capture="environment"' in page
    oath = answer_of(check, "S-3", verdict="good", photos=photo_file(), note="新换的")
    saved = client.post(url, oath)
    # On to the next item that is not good yet.
    assert saved.url == f"{url}#item-{check.checklist.items.get(code='S-4').pk}"
    answer = check.answers.get()
    assert (answer.verdict, answer.note, answer.answered_by) == ("good", "新换的", secretary)
    assert SitePhoto.objects.get().uploaded_by == secretary
    client.post(url, {"item": answer.item_id, "remove": SitePhoto.objects.get().pk})
    assert not SitePhoto.objects.exists()


def test_htmx_gets_the_card_alone_with_how_far_one_has_come(zone, secretary, client_of):
    check = make_check(make_site(zone.branch_a))
    url = reverse("site_check_fill", args=[check.pk])
    sent = answer_of(check, "S-3", verdict="good", photos=photo_file())
    part = client_of(secretary).post(url, sent, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "1 / 6" in part
    assert 'hx-swap-oob="true"' in part


def test_a_faulty_answer_loses_nothing_that_was_typed(zone, secretary, client_of):
    check = make_check(make_site(zone.branch_a))
    client, url = client_of(secretary), reverse("site_check_fill", args=[check.pk])
    refused = client.post(url, answer_of(check, "S-3", note="墙面重刷过", photos=exe_file()))
    assert refused.status_code == 422
    assert "墙面重刷过" in refused.content.decode()
    assert not check.answers.exists()
    check.answer(check.checklist.items.get(code="S-3"), by=None, verdict="good", version=0)
    late = client.post(url, answer_of(check, "S-3", verdict="missing", note="我的"))
    assert late.status_code == 409
    assert "我的" in late.content.decode()
    assert check.answers.get().verdict == "good"


def test_the_way_of_an_acceptance_through_the_pages(zone, secretary, adviser, commissioner, client_of):
    assessor = make_assessor(zone)
    check = make_check(make_site(zone.branch_a), state=SiteCheckState.APPLIED, by=secretary)
    assert piles(adviser)["待初看的阵地"] == 1
    comment = {f"item{check.checklist.items.get(code='S-5').pk}": "牌面反光，请重拍"}
    client_of(adviser).post(reverse("site_check_send_back", args=[check.pk]), {"reason": ""} | comment)
    assert "牌面反光，请重拍" in client_of(secretary).get(reverse("site_check_fill", args=[check.pk])).content.decode()
    assert piles(secretary)["待完成的阵地自查"] == 1
    board = check.answers.get(item__code="S-5")
    retaken = answer_of(check, "S-5", verdict="good", photos=photo_file(colour="#2040a0")) | {"version": board.version}
    client_of(secretary).post(reverse("site_check_fill", args=[check.pk]), retaken)
    client_of(secretary).post(reverse("site_check_apply", args=[check.pk]))
    client_of(adviser).post(reverse("site_check_look", args=[check.pk]), {"opinion": "可以验收"})
    assert piles(commissioner)["待现场验收的阵地"] == 1
    day = timezone.localdate()
    client_of(commissioner).post(reverse("site_check_sign", args=[check.pk]), {"day": day})
    assert "待第二人签认的验收" not in piles(commissioner)
    assert piles(assessor)["待第二人签认的验收"] == 1
    page = client_of(commissioner).get(check.get_absolute_url()).content.decode()
    assert reverse("site_check_accept", args=[check.pk]) not in page
    own = client_of(commissioner).post(reverse("site_check_accept", args=[check.pk]))
    assert own.status_code == 422
    client_of(assessor).post(reverse("site_check_accept", args=[check.pk]))
    assert fresh(zone.branch_a).site_accepted_on == day
    done = client_of(secretary).get(zone.branch_a.get_absolute_url()).content.decode()
    assert "来自花名册" not in done
    assert "6 / 6" in done


def test_a_site_out_of_the_roster_says_so(zone, commissioner, client_of):
    Organisation.objects.filter(pk=zone.branch_a.pk).update(
        site_state=SiteState.COMPLETED, site_accepted_on=days_ago(500)
    )
    make_site(zone.branch_a)
    client = client_of(commissioner)
    assert "来自花名册" in client.get(zone.branch_a.get_absolute_url()).content.decode()
    assert piles(commissioner)["应做年度复核的阵地"] == 1
    due = client.get(reverse("sites"), {"due": "true"})
    assert due.context["page"].count == 1


def test_the_keepers_telephone_is_masked_and_each_look_is_logged(zone, secretary, client_of):
    site = make_site(zone.branch_a, keeper_name="严立", keeper_phone="13800001234")
    client, url = client_of(secretary), site.get_absolute_url()
    assert "13800001234" not in client.get(url).content.decode()
    assert "13800001234" in client.post(url, {"reveal": "keeper_phone"}).content.decode()
    assert ModelLogEntry.objects.filter(action="portal.reveal", object_id=str(site.pk)).count() == 1


def test_a_secretary_enters_the_own_rooms_and_no_others(zone, secretary, client_of):
    client, url = client_of(secretary), reverse("site_add")
    rooms = {"name": "二楼会议室", "address": "厂区二楼", "area": "36.5", "organisation": zone.branch_b.name}
    assert client.post(url, rooms).status_code == 422
    assert client.post(url, rooms | {"organisation": zone.branch_a.name}).status_code == 302
    assert Site.objects.get().organisation == zone.branch_a


def test_a_dissolved_organisation_shows_no_panel_of_sites(zone, commissioner, client_of):
    gone = make_organisation(zone.root, dissolved_on=days_ago(3))
    panels = client_of(commissioner).get(gone.get_absolute_url()).context["panels"]
    assert organisation_panel.__doc__
    assert "阵地" not in [str(panel.title) for panel in panels]


def test_the_tally_of_completed_sites_opens_into_exactly_its_records(zone, commissioner, client_of):
    site = make_site(zone.branch_a)
    make_check(site, state=SiteCheckState.ACCEPTED, accepted_on=days_ago(90))
    make_check(site).fail(by=commissioner, day=days_ago(10), reason="改作他用")
    make_organisation(zone.root, site_state=SiteState.COMPLETED, site_accepted_on=days_ago(40))
    client, seen = client_of(commissioner), []
    for end in (days_ago(0), days_ago(20)):
        page = client.get(reverse("tally_sites"), {"rows": "month", "end": end.isoformat(), "start": ""})
        table = page.context["table"]
        seen.append(table["total"]["cells"][0]["value"])
        for cell in [row["cells"][0] for row in table["rows"]] + table["total"]["cells"]:
            if cell["value"]:
                assert client.get(cell["href"]).context["page"].count == cell["value"]
    # Lost ten days ago: twenty days ago it counted.
    assert seen == [1, 2]
    assert client.get(reverse("tally_sites"), {"export": "xlsx"}).status_code == 200


def test_the_standing_of_sites_goes_out_as_excel_and_comes_in_again(zone, commissioner, client_of):
    make_check(make_site(zone.branch_a), state=SiteCheckState.ACCEPTED, accepted_on=days_ago(5))
    query = {"columns": "name,site_state,site_accepted_on", "export": "xlsx"}
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(client_of(commissioner).get(reverse("organisations"), query).streaming_content))
    )
    sheet = book.active
    for row in sheet.iter_rows():
        if row[0].value in (zone.branch_a.name, zone.branch_b.name):
            row[1].value, row[2].value = "已完成", days_ago(60)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    kind = ledger_kind("organisations")
    batch, reading = batches.bring(kind, content, "阵地.xlsx", by=commissioner, update=True)
    assert [fault.text for fault in reading.faults] == []
    # What two people accepted in the portal is not overruled, and the importer is told.
    assert any("阵地" in str(warning.text) for warning in reading.warnings)
    batches.start_loading(batch, by=commissioner)
    assert fresh(zone.branch_a).site_accepted_on == days_ago(5)
    assert fresh(zone.branch_b).site_accepted_on == days_ago(60)
