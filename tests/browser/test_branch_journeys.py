"""A branch and those who look after it, in a real browser: its desk, site, standardization and meetings on a phone."""

from django.utils import timezone
from playwright.sync_api import expect

from branches.choices import EvidenceSource, ItemVerdict, MeetingState, SiteCheckState, StandardState
from branches.models import Meeting, Organisation, SitePhoto, StandardizationCycle
from portal.photos import reencode
from tests.browser.test_journeys import PHONE, a_photo, fits, submit
from tests.factories.sites import make_assessor, make_check, make_site
from tests.factories.standards import answer_all, days_from_now, make_catalogue, make_standard
from tests.factories.volunteers import photo_file


def good(check, by, *, but=()):
    """Every item answered as good with its photos, but those named by their codes."""
    for number, line in enumerate(check.lines()):
        if line.item.code not in but:
            shots = [
                reencode(photo_file(colour=f"#{40 + number}8{place}66")) for place in range(line.item.photos_needed)
            ]
            check.answer(line.item, by=by, verdict=ItemVerdict.GOOD, photos=shots)


def test_a_secretary_checks_her_site_item_by_item_and_applies(page, address, enter, zone, secretary):
    check = make_check(make_site(zone.branch_a, name="党群活动室"), by=secretary)
    good(check, secretary, but=("S-1", "S-3"))
    page.set_viewport_size(PHONE)
    enter(secretary)
    expect(page.locator("main")).to_contain_text("阵地")
    assert fits(page)
    # Applying names what lacks, and nothing else happens.
    page.goto(address("site_check_apply", check.pk))
    submit(page)
    expect(page.locator("main")).to_contain_text("S-3 入党誓词")
    page.goto(address("site_check_fill", check.pk))
    assert fits(page)
    for code, colours in (("S-1", ("grey", "white")), ("S-3", ("red",))):
        item = check.checklist.items.get(code=code)
        card = page.locator(".site-card", has=page.locator(f"input[name=item][value='{item.pk}']"))
        if not card.locator("form").is_visible():
            card.locator("summary").click()
        camera = card.locator("input[type=file]")
        assert camera.get_attribute("capture") is not None, "the camera opens at once"
        card.locator("input[type=radio][value=good]").check()
        camera.set_input_files([a_photo(colour) for colour in colours])
        card.get_by_role("button", name="保存本项").click()
        expect(card.locator("summary")).to_contain_text("合格")
        assert SitePhoto.objects.filter(answer__site_check=check, answer__item=item).count() == len(colours)
    page.get_by_role("link", name="申请验收").first.click()
    submit(page)
    expect(page.locator("main")).to_contain_text("已申请")
    assert fits(page)


def test_a_secretary_scores_a_clause_with_what_is_there_already(page, address, enter, zone, secretary):
    make_check(make_site(zone.branch_a), state=SiteCheckState.ACCEPTED)
    standard = make_standard(zone.branch_a)
    clauses = standard.cycle.catalogue.indicators()
    one = next(clause for clause in clauses if clause.evidence_source == EvidenceSource.SITE)
    page.set_viewport_size(PHONE)
    enter(secretary)
    page.goto(f"{address('standard_score', standard.pk)}?group={one.group.code}")
    assert fits(page)
    card = page.locator(f"#clause-{one.pk}")
    card.locator("button[name=offer]").first.click()
    card = page.locator(f"#clause-{one.pk}")
    expect(card.locator("button[name=link]")).to_be_visible()
    card.locator("input[name$=-points]").fill(str(one.points))
    card.get_by_role("button", name="保存").click()
    expect(card.locator(".clause-done")).to_contain_text("已保存")
    assert standard.links().count() == 1
    page.goto(address("standard", standard.pk))
    assert fits(page)
    expect(page.locator("main")).to_contain_text("最短")
    expect(page.locator("main .lacks").first).to_be_visible()


def test_a_secretary_writes_a_meeting_down_and_sees_what_the_rules_would_have(page, address, enter, zone, secretary):
    page.set_viewport_size(PHONE)
    enter(secretary)
    page.goto(address("meeting_add"))
    assert fits(page)
    page.select_option("select[name=kind]", "theme_day")
    page.fill("input[name=present]", "8")
    page.fill("input[name=topic]", "重温入党誓词")
    page.set_input_files("input[name=photos]", [a_photo("grey")])
    page.locator("button[name=then][value=record]").click()
    expect(page.locator("main")).to_contain_text("重温入党誓词")
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.photos.count(), meeting.organisation) == (MeetingState.RECORDED, 1, zone.branch_a)
    page.goto(address("organisation", zone.branch_a.pk))
    # A branch without three full members is warned of it, with the rule that says so; nothing is blocked.
    expect(page.locator("main")).to_contain_text("正式党员不足三名")
    assert fits(page)


def test_an_adviser_reviews_on_the_spot_sends_one_clause_back_and_looks_at_the_site(
    page, address, enter, zone, adviser, secretary
):
    standard = answer_all(make_standard(zone.branch_a), by=secretary)
    standard.hand_in(by=secretary)
    first = next(one for one in standard.cycle.catalogue.indicators() if not one.is_veto)
    check = make_check(make_site(zone.branch_a), state=SiteCheckState.APPLIED, by=secretary)
    page.set_viewport_size(PHONE)
    enter(adviser)
    page.goto(f"{address('standard_judge', standard.pk)}?group={first.group.code}")
    assert fits(page)
    card = page.locator(f"#clause-{first.pk}")
    card.locator("input[name$=-points]").fill("0")
    card.get_by_role("button", name="保存").click()
    expect(card.get_by_role("alert").first).to_be_visible()
    card.locator("textarea[name$=-reason]").fill("台账缺下半年")
    card.get_by_role("button", name="保存").click()
    expect(card.locator(".clause-done")).to_contain_text("已保存")
    page.goto(address("standard_send_back", standard.pk))
    page.locator(f"input[name=clauses][value='{first.pk}']").check()
    page.fill("[name=reason]", "请补下半年记录")
    submit(page)
    standard.refresh_from_db()
    assert standard.state == StandardState.OPEN
    page.goto(address("site_check_look", check.pk))
    page.fill("[name=opinion]", "照片清楚，可以上门")
    submit(page)
    expect(page.locator("main")).to_contain_text("照片清楚，可以上门")
    assert fits(page)


def test_two_people_accept_a_site_on_the_spot_after_one_item_went_back(
    as_person, address, zone, secretary, commissioner
):
    check = make_check(make_site(zone.branch_a), state=SiteCheckState.LOOKED_AT, by=secretary)
    item = check.checklist.items.get(code="S-3")
    first, second = as_person(commissioner, phone=True), as_person(make_assessor(zone), phone=True)
    first.goto(address("site_check_send_back", check.pk))
    first.fill(f"[name=item{item.pk}]", "誓词褪色，请重做")
    submit(first)
    expect(first.locator("main")).to_contain_text("誓词褪色")
    check.refresh_from_db()
    check.answer(item, by=secretary, verdict=ItemVerdict.GOOD, version=check.answers.get(item=item).version)
    check.apply(by=secretary)
    check.look(by=commissioner)
    first.goto(address("site_check_sign", check.pk))
    submit(first)
    first.goto(address("site_check", check.pk))
    assert first.get_by_role("link", name="第二签字").count() == 0, "one person signs once"
    second.goto(address("site_check_accept", check.pk))
    submit(second)
    expect(second.locator("main")).to_contain_text("童文彬")
    assert fits(second)
    branch = Organisation.objects.get(pk=zone.branch_a.pk)
    assert (branch.site_state, branch.site_accepted_on) == ("completed", timezone.localdate())


def test_a_commissioner_opens_a_cycle_for_all_branches_at_once_and_follows_it(
    page, address, enter, zone, commissioner, secretary
):
    catalogue = make_catalogue()
    enter(commissioner)
    page.goto(address("cycle_add"))
    page.fill("[name=title]", "2026年度标准化建设考评")
    page.fill("[name=year]", str(timezone.localdate().year))
    page.fill("[name=organisation]", zone.root.name)
    page.select_option("[name=catalogue]", str(catalogue.pk))
    for name, days in (("self_score_due_on", 20), ("review_due_on", 40)):
        page.fill(f"[name={name}]", str(days_from_now(days)))
    submit(page)
    cycle = StandardizationCycle.objects.get()
    for verb in ("cycle_cover", "cycle_open"):
        page.goto(address(verb, cycle.pk))
        submit(page)
    assert cycle.standards.count() == 2
    standard = answer_all(cycle.standards.get(organisation=zone.branch_a), by=secretary)
    standard.hand_in(by=secretary)
    page.goto(address("cycle", cycle.pk))
    expect(page.locator("main svg.chart-drawing").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("已自评")
    page.set_viewport_size(PHONE)
    assert fits(page)
