"""A frozen count stays as it was, and says record by record what has changed since, by whom and why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from branches.freezing import freeze_figure, freeze_tally
from branches.models import FrozenCount
from branches.recounts import Reason, recount
from portal.deeds import log
from portal.figures import Asked, figure, floor_of, in_a_sentence
from tests.factories.branches import make_enterprise
from tests.factories.volunteers import days_ago, make_activity, make_hazard
from volunteers.choices import HazardState
from volunteers.models import Hazard
from volunteers.views.tallies import HazardTally

pytestmark = pytest.mark.django_db


def entered(record, by):
    """As the page does it: an entry of who made it."""
    log(record, "portal.create", user=by)
    return record


def frozen_figure(key, by, **question):
    """A figure frozen for the last thirty days, or for what is asked."""
    question = {"start": days_ago(30), "user": by} | question
    return freeze_figure(figure(key), Asked(days_ago(0), **question), title="存档", by=by)


def reasons(frozen, reader):
    """{key of a record: (reason, who)} of what differs today."""
    again = recount(frozen, reader)
    return {one.key: (one.reason, [deed.who for deed in one.deeds]) for one in again.differences}


def test_what_is_counted_again_at_once_is_the_same(zone, official):
    make_hazard(task_force=zone.force_a)
    frozen = frozen_figure("hazards.found", official)
    assert frozen.answer["value"] == "1"
    assert recount(frozen, official).is_same


def test_each_kind_of_change_has_its_reason_and_its_author(zone, official, head):
    late, void, merged, corrected, stays = (
        make_hazard(task_force=zone.force_a, enterprise=zone.enterprise_a) for _n in range(5)
    )
    late.delete()
    reopened = make_hazard(HazardState.CLOSED, task_force=zone.force_a)
    found, rectified = frozen_figure("hazards.found", official), frozen_figure("hazards.rectified", official)
    late = entered(make_hazard(task_force=zone.force_a, found_on=days_ago(5)), head)
    void.void(by=head, reason="登记有误")
    merged.merge_into(by=head, original=stays)
    reopened.reopen(by=head, reason="又堆上了", due_on=days_ago(-9))
    corrected.grade(by=head, level="major", due_on=days_ago(-20), clause="GM-11-3")
    differ = reasons(found, official)
    assert differ[late.pk] == (Reason.LATE, [str(head)])
    assert differ[void.pk][0] == Reason.VOID
    assert str(head) in differ[void.pk][1]
    assert differ[merged.pk][0] == Reason.MERGED
    assert differ[corrected.pk][0] == Reason.MOVED_ON
    assert stays.pk not in differ
    assert reasons(rectified, official)[reopened.pk][0] == Reason.REOPENED
    again = recount(found, official)
    value = again.answer.value
    assert int(found.answer["value"]) + sum(one.amount for one in again.differences) == value


def test_a_sum_says_by_how_much_each_record_changed(zone, official):
    activity = make_activity(zone.force_a, confirmed=True, participants=10)
    make_activity(zone.force_a, confirmed=True, participants=7)
    frozen = frozen_figure("participations.total", official)
    activity.participants = 12
    activity.save()
    (one,) = recount(frozen, official).differences
    assert (frozen.answer["value"], one.key, one.amount) == ("17", activity.pk, 2)


def test_a_share_keeps_numerator_denominator_and_both_lists(zone, official):
    make_hazard(HazardState.CLOSED, task_force=zone.force_a)
    make_hazard(task_force=zone.force_a)
    frozen = frozen_figure("hazards.rectification_share", official)
    assert (frozen.answer["numerator"], frozen.answer["denominator"]) == (1, 2)
    assert sorted(frozen.records.values_list("amount", flat=True)) == [0, 1]


def test_a_tally_is_explained_record_by_record(zone, official, head):
    hazard = make_hazard(task_force=zone.force_a, found_on=days_ago(5))
    query = f"rows=level&start={days_ago(30)}&end={days_ago(0)}"
    frozen = freeze_tally(HazardTally(query, official), title="月报", by=official)
    assert recount(frozen, official).is_same
    hazard.void(by=head, reason="重复")
    again = recount(frozen, official)
    assert [(one.key, one.reason) for one in again.differences] == [(hazard.pk, Reason.VOID)]


def test_a_moving_period_is_pinned_when_it_is_frozen(zone, official):
    frozen = freeze_tally(HazardTally("rows=level&period=year", official), title="年报", by=official)
    assert "period" not in frozen.query
    assert f"end={timezone.localdate()}" in frozen.query


def test_the_words_stay_those_of_the_day_in_both_languages(zone, official):
    frozen = frozen_figure("hazards.found", official)
    assert "作废" in frozen.definition["zh-hans"]
    assert "void" in frozen.definition["en"]


def test_an_official_freezes_a_figure_from_the_catalogue_and_sees_the_drift(zone, official, head, client_of):
    hazard = make_hazard(task_force=zone.force_a)
    client = client_of(official)
    lines = client.get(reverse("figures")).context["figures"]
    url = next(line["freeze"] for line in lines if line["key"] == "hazards.found")
    assert "1" in client.get(url).context["form"]["title"].value()
    answer = client.post(url, {"title": "发现隐患数"})
    frozen = FrozenCount.objects.get()
    assert answer.url == frozen.get_absolute_url()
    assert "逐条一致" in client.get(answer.url).content.decode()
    hazard.void(by=head, reason="登记有误")
    page = client.get(answer.url).content.decode()
    assert "作废" in page
    assert str(head) in page


def test_an_official_freezes_a_tally_and_sees_which_cell_changed(zone, official, head, client_of):
    hazard = make_hazard(task_force=zone.force_a)
    client = client_of(official)
    page = client.get(reverse("tally_hazards"), {"rows": "level"})
    url = next(action["url"] for action in page.context["actions"] if "freeze" in action["url"])
    answer = client.post(url, {"title": "隐患统计"})
    assert answer.status_code == 302
    hazard.void(by=head, reason="登记有误")
    assert "现为 " in client.get(answer.url).content.decode()


def test_an_official_freezes_lines_within_rows_and_sees_which_line_changed(zone, official, head, client_of):
    hazard = make_hazard(task_force=zone.force_a, enterprise=zone.enterprise_a)
    make_hazard(task_force=zone.force_a, enterprise=zone.enterprise_b)
    client = client_of(official)
    page = client.get(reverse("tally_hazards"), {"rows": "level", "then": "enterprise", "measure": "found"})
    url = next(action["url"] for action in page.context["actions"] if "freeze" in action["url"])
    address = client.post(url, {"title": "隐患统计"}).url
    hazard.void(by=head, reason="登记有误")
    later = make_hazard(task_force=zone.force_a, enterprise=make_enterprise())
    panels = client.get(address).context["panels"]
    table = next(panel.context["table"] for panel in panels if "table" in panel.context)
    changed = {row["label"]: row["cells"][0]["now"] for row in table["rows"]}
    # The group has one gone and one come: as many as before.
    assert changed[str(table["rows"][0]["label"])] == ""
    assert changed[zone.enterprise_a.name] == "—"
    assert changed[zone.enterprise_b.name] == ""
    assert changed[f"{table['rows'][0]['label']} / {later.enterprise.name}"] == "1"


def test_a_frozen_count_exists_for_whoever_reaches_all_of_it(zone, official, secretary, neighbour, client_of):
    whole = frozen_figure("hazards.found", official)
    own = frozen_figure("hazards.found", official, organisation=zone.branch_a)
    for person, sees in ((official, {whole, own}), (secretary, {own}), (neighbour, set())):
        assert set(FrozenCount.objects.visible_to(person)) == sees


def test_a_count_of_members_is_not_shown_to_the_emergency_centre(zone, commissioner, official):
    frozen = frozen_figure("members.in_development", commissioner)
    assert frozen in FrozenCount.objects.visible_to(commissioner)
    assert frozen not in FrozenCount.objects.visible_to(official)


def test_what_is_partial_says_so(zone, secretary):
    assert frozen_figure("hazards.found", secretary).is_partial
    assert not frozen_figure("organisations.total", secretary, organisation=zone.branch_a).is_partial


def test_the_author_who_left_is_replaced_by_the_reader(zone, official, head):
    make_hazard(task_force=zone.force_a)
    frozen = frozen_figure("hazards.found", official)
    official.appointments.update(start=days_ago(9), end=days_ago(1))
    frozen = FrozenCount.objects.get(pk=frozen.pk)
    assert recount(frozen, head).is_same


def test_nobody_freezes_what_is_not_there(zone, official, volunteer, client_of):
    assert client_of(official).get(reverse("figure_freeze"), {"key": "nothing"}).status_code == 404
    assert client_of(official).get(reverse("tally_freeze"), {"tally": "nothing"}).status_code == 404
    assert client_of(volunteer).get(reverse("figure_freeze"), {"key": "hazards.found"}).status_code == 403


@pytest.mark.parametrize(
    ("value", "floor"), [(106, 100), (612, 600), (64, 60), (9, 9), (100, 100), (1234, 1200), (99999, 99000), (0, 0)]
)
def test_a_sentence_rounds_down_only(value, floor):
    assert floor_of(value) == floor


def test_the_phrase_is_that_of_the_officials():
    assert (in_a_sentence(106), in_a_sentence(612), in_a_sentence(600)) == ("100余", "600余", "600")
    assert in_a_sentence(64 / 78, is_share=True) == "80%以上"
    assert in_a_sentence(0.8, is_share=True) == "80%"
    assert in_a_sentence(None) == "—"


def test_the_paper_holds_value_reasons_and_records(zone, official, head, client_of):
    hazard = make_hazard(task_force=zone.force_a)
    frozen = frozen_figure("hazards.found", official)
    hazard.void(by=head, reason="登记有误")
    answer = client_of(official).get(reverse("frozen_paper", args=[frozen.pk, "docx"]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert Hazard.objects.count() == 1
