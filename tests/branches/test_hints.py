"""Hints: each rule says what it has to say, blocks nothing, and the list counts exactly."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from branches.choices import MeetingKind, OrganisationKind, Position
from branches.models import CommitteeMember, Election, Frequency, JointUnit, Meeting, Organisation
from branches.models.hints import REGISTRY, hinted, hints_of
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.meetings import make_meeting
from tests.factories.portal import make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def sound(parent, **fields):
    """An organisation about which no rule has anything to say: it has held every meeting in its time."""
    fields = {"full_members": 5, "secretary_name": "谢艳", "enterprise": make_enterprise()} | fields
    organisation, by = make_organisation(parent, **fields), make_user()
    for rule in Frequency.rules():
        make_meeting(organisation, rule.kind, held_on=rule.last_period(TODAY)[1], recorded=True, by=by)
    return organisation


def said(organisation):
    """The codes of the hints about an organisation."""
    return {hint.code for hint in hints_of(organisation)}


def test_a_sound_branch_gets_no_hint(zone):
    assert said(sound(zone.root)) == set()
    assert said(zone.root) == set()


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("few_members", {"full_members": 2, "probationary_members": 3}),
        ("no_committee", {"full_members": 7}),
        ("large_branch", {"full_members": 49, "probationary_members": 2}),
        ("small_general_branch", {"kind": OrganisationKind.GENERAL_BRANCH, "full_members": 49}),
        ("large_general_branch", {"kind": OrganisationKind.GENERAL_BRANCH, "full_members": 101}),
        ("small_committee", {"kind": OrganisationKind.COMMITTEE, "full_members": 99}),
        ("term_overdue", {"term_ends_on": TODAY - timedelta(days=1)}),
        ("secretary_vacant", {"secretary_name": ""}),
        ("no_enterprise", {"enterprise": None}),
    ],
)
def test_a_rule_speaks_about_what_the_record_says(zone, code, fields):
    assert code in said(sound(zone.root, **fields))


def test_members_of_a_general_branch_are_those_of_its_branches_too(zone):
    general = sound(zone.root, kind=OrganisationKind.GENERAL_BRANCH, full_members=20)
    sound(general, full_members=40)
    assert "small_general_branch" not in said(general)


def test_a_committee_of_three_is_enough_for_seven_members(zone, secretary):
    branch = sound(zone.root, full_members=9)
    for position, name in ((Position.SECRETARY, "谢艳"), (Position.DEPUTY, "章磊"), (Position.MEMBER, "柳勇")):
        CommitteeMember.take_up(branch, position, name, by=secretary, start=TODAY)
    assert said(branch) == set()


def test_a_secretary_who_left_lately_is_no_vacancy_yet(zone, secretary):
    branch = sound(zone.root)
    member = CommitteeMember.take_up(branch, Position.SECRETARY, "谢艳", by=secretary, start=date(2024, 1, 1))
    member.end_on(TODAY - timedelta(days=20), by=secretary)
    assert said(branch) == set()
    CommitteeMember.objects.update(end=TODAY - timedelta(days=120))
    assert said(branch) == {"secretary_vacant"}


def test_long_extensions_many_units_and_unsettled_ends_are_said(zone, commissioner):
    branch = sound(zone.root)
    Election.hold(branch, by=commissioner, held_on=date(2025, 3, 1)).extend(
        by=commissioner, until=date(2029, 6, 1), reason="…"
    )
    assert said(branch) == {"extended_too_long"}
    joint = sound(zone.root, kind=OrganisationKind.JOINT_BRANCH)
    for _n in range(6):
        JointUnit.cover(joint, make_enterprise(), by=commissioner, start=TODAY)
    assert said(joint) == {"many_units"}
    ended = sound(zone.root)
    ended.dissolve(by=commissioner, effective_on=TODAY - timedelta(days=60), document_number="云高党〔2026〕3号")
    assert said(ended) == {"open_follow_ups", "not_filed"}
    renamed = sound(zone.root)
    renamed.rename(by=commissioner, name="云溪更名党支部", effective_on=TODAY)
    assert said(renamed) == {"no_document"}


def test_the_list_counts_and_filters_exactly_and_the_record_says_what_to_do(
    zone, commissioner, secretary, neighbour, client_of, sheet_of, django_assert_max_num_queries
):
    client, url = client_of(commissioner), reverse("hints")
    sound(zone.root)
    expected = set(hinted(Organisation.objects.counted()).values_list("pk", flat=True))
    assert expected == {zone.branch_a.pk, zone.branch_b.pk}
    page = client.get(url)
    assert {row.pk for row in page.context["page"].rows} == expected
    for code in REGISTRY:
        count = client.get(url, {"rule": code}).context["page"].count
        assert count == sum(code in said(row) for row in Organisation.objects.counted()), code
    rows = sheet_of(client.get(url, {"export": "xlsx", "rule": "few_members"}))
    assert any(zone.branch_a.name in row for row in rows)
    assert {row.pk for row in client_of(neighbour).get(url).context["page"].rows} == {zone.branch_b.pk}


def test_a_missed_meeting_is_a_hint_and_says_which_meeting_in_which_period(zone, secretary):
    branch = sound(zone.root)
    Meeting.objects.filter(organisation=branch, kind=MeetingKind.PARTY_LESSON).delete()
    assert said(branch) == {"frequency_missed"}
    rule = Frequency.objects.get(kind=MeetingKind.PARTY_LESSON)
    start, end = rule.last_period(TODAY)
    (detail,) = REGISTRY["frequency_missed"].details_of(branch, TODAY)
    assert all(word in detail for word in (rule.get_kind_display(), str(start), str(end), rule.source_label))
    make_meeting(zone.branch_b, MeetingKind.PARTY_LESSON, held_on=end, recorded=True, partners=[branch], by=secretary)
    assert said(branch) == set()


def test_a_rule_that_nobody_watches_is_not_missed(zone):
    branch = sound(zone.root)
    Meeting.objects.filter(organisation=branch).delete()
    Frequency.objects.update(is_watched=False)
    assert said(branch) == set()


def test_every_hint_cites_its_rule_to_the_secretary_and_says_how_far_it_can_be_relied_on(zone, secretary, client_of):
    zone.branch_a.term_ends_on = TODAY - timedelta(days=1)
    zone.branch_a.save()
    record = client_of(secretary).get(zone.branch_a.get_absolute_url()).content.decode()
    for code in ("few_members", "frequency_missed", "term_overdue"):
        hint = REGISTRY[code]
        assert all(str(words) in record for words in (hint.sentence, hint.source, hint.caveat, hint.advice)), code
    assert all("domain.md" not in str(hint.source) for hint in REGISTRY.values())


def test_the_adviser_and_the_secretary_find_the_hint_on_their_desk(zone, adviser, secretary, client_of):
    for person in (adviser, secretary):
        piles = client_of(person).get(reverse("desk")).context["piles"]
        assert any(pile["url"] == reverse("hints") and zone.branch_a in pile["records"] for pile in piles), person


def test_the_questions_to_the_database_do_not_grow_with_the_organisations(
    zone, commissioner, client_of, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(commissioner)
    client.get(reverse("hints"))
    with django_assert_max_num_queries(60) as few:
        client.get(reverse("hints"))
    for _n in range(8):
        make_organisation(zone.root, full_members=2)
    with django_assert_num_queries(len(few)):
        client.get(reverse("hints"))
