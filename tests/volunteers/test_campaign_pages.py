"""Pages of campaigns: the centre runs one, the grid worker runs after those who have not returned, everybody reads."""

import io
import uuid
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from branches.models import Enterprise
from portal.calendars import events
from portal.models import CalendarAddress
from tests.factories.branches import make_enterprise
from tests.factories.campaigns import answered, make_campaign
from tests.factories.volunteers import days_ago
from volunteers.choices import CampaignState, Channel
from volunteers.models import Campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(zone):
    """A campaign over A and B whose window is open."""
    return make_campaign(zone.enterprise_a, zone.enterprise_b)


def text_of(answer):
    """The page as text."""
    return answer.content.decode()


def test_the_centre_begins_a_campaign_and_its_head_announces_it(zone, official, head, client_of):
    client = client_of(official)
    facts = {"name": "冬季安全生产大检查", "strict_from": days_ago(-20).isoformat(), "submission": uuid.uuid4()}
    campaign_url = client.post(reverse("campaign_add"), facts).url
    one = Campaign.objects.get()
    rounds = {"opens_on": days_ago(2).isoformat(), "due_on": days_ago(-10).isoformat(), "submission": uuid.uuid4()}
    assert client.post(reverse("campaign_add_round", args=[one.pk]), rounds).status_code == 302
    client.post(reverse("campaign_enrol", args=[one.pk]), {"submission": uuid.uuid4()})
    assert one.enrolments.count() == Enterprise.objects.count()
    assert client.post(reverse("campaign_announce", args=[one.pk])).status_code == 403
    client_of(head).post(reverse("campaign_announce", args=[one.pk]), {"submission": uuid.uuid4()})
    one.refresh_from_db()
    assert one.state == CampaignState.ANNOUNCED
    assert one.self_checks.count() == Enterprise.objects.count()
    assert "冬季安全生产大检查" in text_of(client.get(campaign_url))


@pytest.mark.parametrize(
    "wrong", [{"opens_on": "2026-13-01"}, {"due_on": days_ago(5).isoformat()}, {"due_on": days_ago(-90).isoformat()}]
)
def test_a_window_that_cannot_be_gets_a_sentence(wrong, zone, official, client_of):
    one = make_campaign(zone.enterprise_a, announced=False, opens=-9, due=-5, strict=10)
    facts = {"opens_on": days_ago(2).isoformat(), "due_on": days_ago(-5).isoformat()} | wrong
    answer = client_of(official).post(reverse("campaign_add_round", args=[one.pk]), facts)
    assert answer.status_code == 422
    assert one.rounds.count() == 1


def test_enterprises_are_chosen_by_profile(zone, official, client_of):
    one = make_campaign(announced=False)
    zone.enterprise_b.employees = 300
    zone.enterprise_b.save()
    client_of(official).post(reverse("campaign_enrol", args=[one.pk]), {"employees": "100", "submission": uuid.uuid4()})
    assert [row.enterprise for row in one.enrolments.all()] == [zone.enterprise_b]
    answer = client_of(official).post(
        reverse("campaign_enrol", args=[one.pk]), {"employees": "100", "submission": uuid.uuid4()}
    )
    assert answer.status_code == 422, "nobody new: said, not passed over"


def test_the_grid_worker_sees_who_has_not_returned_and_has_the_words_for_it(campaign, zone, grid_worker, client_of):
    page = text_of(client_of(grid_worker).get(reverse("campaign_outstanding", args=[campaign.pk])))
    group = page.partition('id="group-text"')[2].partition("</textarea>")[0]
    assert zone.enterprise_a.name in group
    assert zone.enterprise_b.name not in page, "that one lies in another grid"
    token = campaign.self_checks.get(enterprise=zone.enterprise_a).token
    assert token not in group, "a link is a key: it is pasted to one enterprise, never to a group"
    assert token in page


def test_the_cadre_runs_after_the_linked_enterprise_without_its_key(campaign, zone, cadre, client_of):
    page = text_of(client_of(cadre).get(reverse("campaign_outstanding", args=[campaign.pk])))
    assert zone.enterprise_a.name in page
    assert campaign.self_checks.get(enterprise=zone.enterprise_a).token not in page


@pytest.mark.parametrize("way", ["grid", "sector", "cadre"])
def test_progress_is_shown_by_grid_sector_and_cadre(way, campaign, zone, official, cadre, client_of):
    one = campaign.self_checks.get(enterprise=zone.enterprise_a)
    one.hand_in(by=None, entries=answered(one), channel=Channel.LINK, signed="马晓燕")
    answer = client_of(official).get(reverse("campaign_progress", args=[campaign.pk]), {"by": way})
    lines = {line["label"]: [cell["count"] for cell in line["cells"]] for line in answer.context["lines"]}
    if way == "grid":
        assert lines["第一网格"][:3] == [1, 1, 1]
        assert lines["第二网格"][:3] == [1, 0, 0]
    elif way == "cadre":
        assert lines[cadre.name][:3] == [1, 1, 1]
    assert sum(counts[0] for counts in lines.values()) == 2
    sheet = client_of(official).get(reverse("campaign_progress", args=[campaign.pk]), {"by": way, "export": "xlsx"})
    assert sheet.status_code == 200


def test_each_count_opens_into_exactly_its_rows(campaign, zone, official, client_of):
    answer = client_of(official).get(reverse("campaign_progress", args=[campaign.pk]))
    for line in answer.context["lines"]:
        for cell in line["cells"]:
            assert client_of(official).get(cell["url"]).context["page"].count == cell["count"], cell


def test_queries_do_not_grow_with_the_enterprises(campaign, official, client_of, django_assert_max_num_queries):
    client = client_of(official)
    names = ("campaign", "campaign_progress", "campaign_outstanding")
    for name in names:
        client.get(reverse(name, args=[campaign.pk]))
    for _one in range(12):
        make_enterprise()
    campaign.enrol(Enterprise.objects.all(), by=official)
    for name in names:
        with django_assert_max_num_queries(45):
            client.get(reverse(name, args=[campaign.pk]))


def test_the_public_story_names_no_enterprise(campaign, zone):
    page = text_of(Client().get(reverse("campaign_story", args=[campaign.pk])))
    assert campaign.name in page
    for enterprise in (zone.enterprise_a, zone.enterprise_b):
        assert enterprise.name not in page
    draft = make_campaign(zone.enterprise_a, announced=False)
    assert Client().get(reverse("campaign_story", args=[draft.pk])).status_code == 404


def test_the_closing_report_has_the_figures_of_the_day(zone, head, client_of):
    over = make_campaign(zone.enterprise_a, zone.enterprise_b, opens=-20, due=-5, strict=-2)
    one = over.self_checks.get(enterprise=zone.enterprise_a)
    one.hand_in(by=None, entries=answered(one, found=(1,)), channel=Channel.LINK, signed="马晓燕")
    over.close(by=head, summary="一家已交，一家未交。")
    answer = client_of(head).get(reverse("campaign_report", args=[over.pk, "docx"]))
    content = b"".join(answer.streaming_content)
    text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    for word in ("一家已交，一家未交。", "50.0%", "100.0%"):
        assert word in text, word


def test_the_centre_gives_a_round_other_days_and_the_campaign_other_reminders(zone, official, cadre, client_of):
    one = make_campaign(zone.enterprise_a, opens=3, due=20)
    round_, client = one.rounds.get(), client_of(official)
    url = reverse("campaign_round_move", args=[round_.pk])
    assert url in text_of(client.get(one.get_absolute_url()))
    assert url not in text_of(client_of(cadre).get(one.get_absolute_url()))
    facts = {"opens_on": days_ago(-5).isoformat(), "due_on": days_ago(-15).isoformat(), "submission": uuid.uuid4()}
    assert client.post(url, facts).status_code == 302
    round_.refresh_from_db()
    assert (round_.opens_on, round_.due_on) == (days_ago(-5), days_ago(-15))
    edit = {"name": one.name, "strict_from": days_ago(-30).isoformat(), "version": one.version}
    edit_url = reverse("campaign_edit", args=[one.pk])
    for wrong in ("七", "0", "90", "7 天"):
        assert client.post(edit_url, edit | {"reminder_days": wrong}).status_code == 422
    one.refresh_from_db()
    assert client.post(edit_url, edit | {"reminder_days": "2，１４", "version": one.version}).status_code == 302
    one.refresh_from_db()
    assert one.reminder_days == [14, 2]


def test_windows_and_strict_phase_stand_in_the_calendar_and_its_feed(zone, contact, neighbour, stranger, client_of):
    one = make_campaign(zone.enterprise_a, opens=-3, due=10)
    draft = make_campaign(zone.enterprise_a, announced=False)
    for person, sees in ((contact, True), (neighbour, True), (stranger, False)):
        found, _is_cut = events(person, days_ago(30), days_ago(-60))
        shown = {(event.kind, event.first_day, event.last_day) for event in found if one.name in event.title}
        wanted = {("window", days_ago(3), days_ago(-10)), ("strict", days_ago(-11), days_ago(-11))}
        assert shown == (wanted if sees else set())
        assert not any(draft.name in event.title for event in found)
    feed = Client().get(reverse("calendar_feed", args=[CalendarAddress.renew(contact).token])).content.decode()
    assert feed.replace("\r\n ", "").count(one.name) == 2
