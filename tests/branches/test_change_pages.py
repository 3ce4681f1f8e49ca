"""The pages of decisions: the commissioner takes, plans, files and corrects them; others read what is theirs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from branches.choices import ChangeKind, ChangeState, OrganisationKind, Standing
from branches.models import FollowUp, Organisation, OrganisationalChange
from tests.factories.branches import make_organisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.fixture
def dissolved(zone, commissioner):
    """The dissolution of A, not filed yet."""
    zone.branch_a.dissolve(by=commissioner, effective_on=YESTERDAY, reason="不能发挥作用")
    return zone.branch_a.changes.get()


def test_a_decision_for_tomorrow_is_planned(zone, commissioner, client_of):
    client = client_of(commissioner)
    url = reverse("organisation_dissolve", args=[zone.branch_a.pk])
    answer = client.post(url, {"effective_on": TOMORROW, "reason": "不能发挥作用"}, follow=True)
    assert answer.status_code == 200
    assert Organisation.objects.get(pk=zone.branch_a.pk).state == Standing.IN_FORCE
    change = OrganisationalChange.objects.get()
    assert (change.state, change.effective_on) == (ChangeState.PLANNED, TOMORROW)
    assert change.document_number in answer.content.decode()
    assert client.get(reverse("changes"), {"state": "planned"}).context["page"].count == 1
    client.post(reverse("change_call_off", args=[change.pk]), {"why": "党工委另有决定"})
    change.refresh_from_db()
    assert change.state == ChangeState.CALLED_OFF


def test_a_decision_for_a_past_day_warns_that_figures_have_changed(zone, commissioner, client_of):
    url = reverse("organisation_rename", args=[zone.branch_a.pk])
    sent = {"name": "云溪宏达智能党支部", "effective_on": YESTERDAY}
    answer = client_of(commissioner).post(url, sent, follow=True)
    assert [message.level_tag for message in answer.context["messages"]].count("warning") == 1


def test_downgrading_asks_what_becomes_of_the_branches(zone, commissioner, client_of):
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH)
    below = make_organisation(general)
    client, url = client_of(commissioner), reverse("organisation_downgrade", args=[general.pk])
    sent = {"kind": "branch", "effective_on": YESTERDAY}
    assert "branches_below" in client.post(url, sent).context["form"].errors
    assert client.post(url, sent | {"branches_below": "move"}).status_code == 302
    assert Organisation.objects.get(pk=below.pk).get_parent() == zone.root


def test_the_commissioner_moves_and_merges_only_into_what_is_in_reach(zone, commissioner, client_of):
    client = client_of(commissioner)
    move = reverse("organisation_move_below", args=[zone.branch_a.pk])
    assert client.post(move, {"parent": "没有这个", "effective_on": TODAY}).status_code == 422
    assert client.post(move, {"parent": zone.branch_b.name, "effective_on": TODAY}).status_code == 302
    merge = reverse("organisation_merge_into", args=[zone.branch_a.pk])
    assert client.post(merge, {"into": zone.branch_b.name, "effective_on": TODAY}).status_code == 302
    assert Organisation.objects.get(pk=zone.branch_a.pk).state == Standing.DISSOLVED


def test_a_decision_is_filed_and_its_follow_ups_are_ticked_where_they_stand(
    zone, dissolved, commissioner, adviser, client_of
):
    page = client_of(adviser).get(dissolved.get_absolute_url()).content.decode()
    seal = FollowUp.objects.get(kind="seal")
    finish = reverse("follow_up_finish", args=[seal.pk])
    assert finish in page
    assert reverse("change_file", args=[dissolved.pk]) not in page
    assert client_of(adviser).post(finish, {"done_on": TODAY, "note": ""}).url == dissolved.get_absolute_url()
    assert client_of(adviser).post(reverse("follow_up_waive", args=[seal.pk]), {"note": "x"}).status_code == 403
    file = reverse("change_file", args=[dissolved.pk])
    assert client_of(commissioner).post(file, {"filed_on": YESTERDAY - timedelta(days=1)}).status_code == 422
    assert client_of(commissioner).post(file, {"filed_on": TODAY}).status_code == 302
    dissolved.refresh_from_db()
    assert dissolved.filed_on == TODAY


def test_follow_ups_are_ticked_together(zone, dissolved, adviser, client_of):
    rows = [one.pk for one in FollowUp.objects.all()]
    client_of(adviser).post(reverse("follow_ups"), {"verb": "finish", "row": rows})
    assert not FollowUp.objects.open().exists()
    assert set(FollowUp.objects.values_list("done_on", flat=True)) == {TODAY}


def test_the_form_of_a_correction_comes_filled_and_leads_on_to_the_new_entry(zone, dissolved, commissioner, client_of):
    client, url = client_of(commissioner), reverse("change_correct", args=[dissolved.pk])
    form = client.get(url).context["form"]
    assert form["effective_on"].value() == YESTERDAY
    sent = {"effective_on": TODAY, "reason": "不能发挥作用", "why": "会议在今天"}
    assert client.post(url, sent).status_code == 302
    new = OrganisationalChange.objects.get(corrects=dissolved)
    assert new.get_absolute_url() in client.get(dissolved.get_absolute_url()).content.decode()


def test_the_neighbour_sees_nothing_of_the_decision_and_the_target_of_a_merger_does(
    zone, commissioner, neighbour, official, client_of
):
    zone.branch_a.rename(by=commissioner, name="云溪宏达智能党支部", effective_on=YESTERDAY)
    renamed = zone.branch_a.changes.get()
    assert client_of(neighbour).get(renamed.get_absolute_url()).status_code == 404
    assert client_of(neighbour).get(reverse("changes")).context["page"].count == 0
    zone.branch_a.merge_into(by=commissioner, into=zone.branch_b, effective_on=TODAY)
    merged = zone.branch_a.changes.get(kind=ChangeKind.MERGED)
    assert client_of(neighbour).get(merged.get_absolute_url()).status_code == 200
    assert client_of(official).get(reverse("change_file", args=[merged.pk])).status_code == 403


def test_the_desk_of_commissioner_and_adviser_shows_what_a_decision_leaves(
    zone, dissolved, commissioner, adviser, secretary, client_of
):
    for person, expected in (
        (commissioner, {"filed=false", "state=open"}),
        (adviser, {"state=open"}),
        (secretary, set()),
    ):
        piles = client_of(person).get("/desk/").context["piles"]
        urls = {
            pile["url"].rpartition("?")[2]
            for pile in piles
            if "/changes/" in pile["url"] or "follow-ups" in pile["url"]
        }
        assert urls == expected
        for pile in piles:
            assert client_of(person).get(pile["url"]).context["page"].count == pile["count"], pile["label"]


def test_the_workbook_of_decisions_says_before_and_after(zone, commissioner, client_of, sheet_of):
    zone.branch_a.rename(
        by=commissioner, name="云溪宏达智能党支部", effective_on=YESTERDAY, document_number="云高党〔2026〕2号"
    )
    zone.branch_a.dissolve(by=commissioner, effective_on=TODAY)
    rows = sheet_of(client_of(commissioner).get(reverse("changes"), {"export": "xlsx"}))
    text = "\n".join(str(row) for row in rows)
    assert "云溪宏达电器有限公司党支部" in text
    assert "云高党〔2026〕2号" in text
    only = client_of(commissioner).get(reverse("changes"), {"kind": "dissolved", "numbered": "false"})
    assert only.context["page"].count == 1
