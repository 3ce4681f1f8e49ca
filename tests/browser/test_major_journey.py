"""The head of the centre takes a major hazard of the strict phase from the order to the transfer and the closing."""

from playwright.sync_api import expect

from tests.browser.test_journeys import fits, submit
from tests.factories.campaigns import make_campaign
from tests.factories.majors import PDF, before_recheck, make_plan
from tests.factories.portal import make_user
from tests.factories.volunteers import days_ago, make_hazard
from volunteers.choices import HazardLevel, HazardState, TransferState
from volunteers.models import Campaign, CaseTransfer, Hazard
from volunteers.transfer_pack import write_pack

SCAN = {"name": "扫描件.pdf", "mimeType": "application/pdf", "buffer": PDF}


def fill_paper(page, number, issuer="云溪市应急管理局"):
    """Number, issuer and scan of a document."""
    page.locator("[name=number]").fill(number)
    page.locator("[name=issuer]").fill(issuer)
    page.locator("[name=scan]").set_input_files(SCAN)


def test_the_head_takes_a_major_hazard_from_the_strict_phase_to_transfer_and_closing(page, address, enter, zone, head):
    hazard = make_hazard(HazardState.RECTIFYING, level=HazardLevel.MAJOR, enterprise=zone.enterprise_a)
    campaign = make_campaign(zone.enterprise_a)
    Campaign.objects.filter(pk=campaign.pk).update(strict_from=days_ago(1))
    enter(head)
    record = address("hazard", hazard.pk)
    page.goto(record)
    main, way = page.locator("main"), page.locator(".way")
    expect(main).to_contain_text("严查阶段")
    assert fits(page)
    # The report upward, then the authority's order: registered, not issued.
    way.get_by_role("link", name="登记文书").first.click()
    page.locator("[name=number]").fill("云高应报〔2026〕8号")
    page.locator("[name=issuer]").fill("云溪高新区应急中心")
    submit(page)
    way.get_by_role("link", name="登记监管部门停产文书").click()
    fill_paper(page, "云应急现决〔2026〕3号")
    page.locator("[name=extent]").fill("抛光车间")
    page.locator("[name=inspection_number]").fill("云应急检记〔2026〕3号")
    page.locator("[name=inspection_scan]").set_input_files(SCAN)
    submit(page)
    expect(main).to_contain_text("停产中")
    hand_over(page, address)
    # What the enterprise and the re-checkers do meanwhile.
    make_plan(hazard, accepted=True)
    hazard.rectify(by=make_user(), rectified_on=days_ago(0), measures="已改造为负压除尘")
    page.goto(record)
    expect(way).to_contain_text("企业验收报告")
    finish(page, address, hazard, way)
    assert Hazard.objects.get(pk=hazard.pk).state == HazardState.CLOSED


def hand_over(page, address):
    """The stop has prepared the transfer: put together, downloaded, sent, received."""
    transfer = CaseTransfer.objects.get()
    assert transfer.addressee == "云溪市应急管理局"
    write_pack(transfer.pk, forms=("docx",))
    page.goto(address("case_transfer_revise", transfer.pk))
    page.locator("input[name=cooperation][value=partly]").check()
    submit(page)
    write_pack(transfer.pk, forms=("docx",))
    page.goto(address("case_transfer", transfer.pk))
    with page.expect_download() as download:
        page.get_by_role("link", name="下载移送包").click()
    assert download.value.suggested_filename.endswith(".zip")
    page.get_by_role("link", name="登记已移送").click()
    page.locator("[name=number]").fill("云高应移〔2026〕1号")
    submit(page)
    page.get_by_role("link", name="登记回执").click()
    fill_paper(page, "云应急收〔2026〕1号")
    submit(page)
    transfer.refresh_from_db()
    assert transfer.state == TransferState.RECEIVED


def finish(page, address, hazard, way):
    """Acceptance, re-check by two, consent, resumption, closing."""
    before_recheck(hazard)
    hazard.verify(by=make_user(), rechecked_on=days_ago(0), opinion="合格", second_rechecker=make_user(name="姚敏"))
    page.goto(address("hazard_close_major", hazard.pk))
    submit(page)
    expect(page.locator("main")).to_contain_text("停产尚未解除")
    page.goto(address("hazard", hazard.pk))
    way.get_by_role("link", name="登记文书").first.click()
    fill_paper(page, "云应急函〔2026〕9号")
    submit(page)
    way.get_by_role("link", name="登记恢复生产").click()
    page.locator("[name=evidence]").fill("复查合格，审查同意")
    submit(page)
    page.goto(address("hazard", hazard.pk))
    way.get_by_role("link", name="重大隐患销号").click()
    submit(page)
    expect(page.locator("main")).to_contain_text("云应急函〔2026〕9号")
    assert fits(page)
