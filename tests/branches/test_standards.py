"""Standardization: answered by the branch, reviewed by somebody else, decided; and it says at any moment what lacks."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from branches.choices import CycleState, Lack, OrganisationKind, StandardizationLevel, StandardState
from branches.models import BranchStandard, MeetingPhoto, Organisation
from branches.models.levels import at_level
from branches.models.ways import in_words
from portal.evidence import Question, offers
from portal.figures import Asked, figure
from portal.photos import reencode
from portal.states import Refused
from tests.factories.branches import make_organisation
from tests.factories.meetings import make_meeting
from tests.factories.members import make_member
from tests.factories.standards import answer_all, clause, days_from_now, make_cycle, make_standard
from tests.factories.volunteers import days_ago, make_activity, make_hazard, photo_file
from volunteers.choices import HazardState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language of the source."""
    with translation.override("en"):
        yield


def judged(standard, *, by, reason="查无记录", **points):
    """Every clause judged by `by`: as the branch says, unless c3_2=0 says otherwise; then the review is finished."""
    own = {f"{name[1:].replace('_', '.')}": Decimal(value) for name, value in points.items()}
    for code, value in own.items():
        standard.judge(clause(standard, code), by=by, points=value, reason=reason)
    standard.accept(standard.cycle.catalogue.indicators(), by=by)
    return standard.finish_review(by=by, reviewed_on=timezone.localdate())


def test_it_explains_itself(zone, secretary):
    """3.2 needs a photo; without it its points do not count, and the way to the next grade begins there."""
    standard = answer_all(make_standard(zone.branch_a), by=secretary, points={"4.1": 0, "4.2": 0, "4.3": 0, "6.3": 1})
    explained = standard.explanation()
    assert standard.lacking == len(explained.lacks) == 5
    assert {line.indicator.code: line.lack for line in explained.lacks} == dict.fromkeys(
        ["3.2", "4.4", "5.1", "6.1", "6.2"], Lack.PHOTO
    )
    assert "3.2" in str(in_words(explained.lacks[0]))
    assert explained.points == 100 - 11 - 3 - (4 + 4 + 3 + 5 + 4)
    assert explained.grade.lower_bound == 60
    ways = {way.grade.lower_bound: [line.indicator.code for line in way.clauses] for way in explained.ways}
    assert ways == {70: ["6.1"], 80: ["6.1", "3.2", "4.1", "4.2"], 90: ["6.1", "3.2", "4.1", "4.2", "4.4", "6.2"]}
    standard.photograph(clause(standard, "6.1"), [photo_file()], by=secretary)
    assert standard.lacking == 4
    assert standard.explanation().grade.lower_bound == 70


def test_a_clause_without_any_evidence_lacks_it(zone, secretary):
    standard = answer_all(make_standard(zone.branch_a), by=secretary, evidence="")
    lacks = {line.indicator.code: line.lack for line in standard.explanation().lacks}
    assert (lacks["1.1"], lacks["3.2"]) == (Lack.EVIDENCE, Lack.PHOTO)


def test_what_was_entered_elsewhere_is_offered_and_linked_with_one_click(zone, secretary, neighbour, client_of):
    standard = make_standard(zone.branch_a)
    activity = make_activity(zone.force_a, confirmed=True, held_on=days_ago(0))
    make_activity(zone.force_b, confirmed=True, held_on=days_ago(0))
    make_activity(zone.force_a, held_on=days_ago(0))
    found = make_hazard(
        HazardState.VERIFIED, enterprise=zone.enterprise_a, task_force=zone.force_a, found_on=days_ago(0)
    )
    one = clause(standard, "5.3")
    page = client_of(secretary).get(f"/desk/standards/{standard.pk}/score/?group=ST-5")
    cards = {card["line"].indicator.code: [offer.record for offer in card["offers"]] for card in page.context["cards"]}
    if found.organisation_id:
        assert cards["5.4"] == [found]
    assert cards["5.3"] == [activity]
    sent = {"clause": one.pk, "offer": f"volunteers.activity:{activity.pk}"}
    url = f"/desk/standards/{standard.pk}/evidence/"
    assert client_of(neighbour).post(url, sent).status_code == 404
    assert client_of(secretary).post(url, sent | {"offer": "volunteers.activity:999999"}).status_code == 404
    client_of(secretary).post(url, sent)
    client_of(secretary).post(url, sent)
    link = standard.links().get()
    assert (link.record, link.clause.indicator) == (activity, one)
    question = Question(zone.branch_a, days_ago(30), days_ago(0), neighbour)
    assert offers("activity", question) == []


def test_meetings_and_members_are_offered_as_evidence_and_nobody_is_named(zone, secretary, neighbour):
    year = days_ago(0).year
    kept = make_meeting(zone.branch_a, recorded=True, held_on=days_ago(0), by=secretary)
    MeetingPhoto.take(reencode(photo_file()), by=secretary, meeting=kept)
    joint = make_meeting(zone.branch_b, recorded=True, held_on=days_ago(0), by=secretary, partners=[zone.branch_a])
    make_meeting(zone.branch_a, held_on=days_ago(0))
    make_meeting(zone.branch_b, recorded=True, held_on=days_ago(0), by=secretary)
    question = Question(zone.branch_a, date(year, 1, 1), days_ago(0), secretary)
    found = {offer.record: offer for offer in offers("meeting", question)}
    assert set(found) == {kept, joint}
    assert (found[kept].has_photos, found[joint].has_photos) == (True, False)
    make_member(zone.branch_a)
    newcomer = make_member(zone.branch_a, stage="applicant", name="章海燕", applied_on=days_ago(0))
    roll, step = offers("member", question)
    assert (roll.record, step.record) == (zone.branch_a, newcomer)
    assert "1 full" in roll.title
    assert "章海燕" not in step.title
    others = offers("meeting", Question(zone.branch_a, date(year, 1, 1), days_ago(0), neighbour))
    assert [offer.record for offer in others] == [joint], "what is not theirs is not offered to the neighbour"


def test_whoever_scored_it_does_not_review_it(zone, secretary, commissioner):
    standard = answer_all(make_standard(zone.branch_a), by=commissioner)
    standard.hand_in(by=secretary)
    for person in (secretary, commissioner):
        with pytest.raises(Refused, match="Somebody else"):
            standard.judge(clause(standard, "1.1"), by=person, points=Decimal(3))


def test_another_score_needs_its_reason(zone, secretary, adviser):
    standard = answer_all(make_standard(zone.branch_a), by=secretary)
    standard.hand_in(by=secretary)
    one = clause(standard, "1.1")
    with pytest.raises(Refused, match="Say why"):
        standard.judge(one, by=adviser, points=Decimal(2))
    standard.judge(one, by=adviser, points=Decimal(2), reason="隶属不清")
    assert standard.clauses.get(indicator=one).reason == "隶属不清"


def test_points_lead_to_the_grade_and_the_level_is_kept_with_its_day(zone, secretary, adviser, commissioner):
    standard = answer_all(make_standard(zone.branch_a), by=secretary)
    standard.hand_in(by=secretary)
    judged(standard, by=adviser, c6_1=0, c6_2=0, c4_1=0).decide(by=commissioner, decided_on=days_ago(2))
    zone.branch_a.refresh_from_db()
    assert (standard.state, standard.points, standard.grade.lower_bound) == (StandardState.REACHED, 87, 80)
    assert zone.branch_a.level == StandardizationLevel.FOUR_STAR
    rows = Organisation.objects.filter(pk=zone.branch_a.pk)
    assert at_level(rows, [StandardizationLevel.FOUR_STAR], days_ago(2)).exists()
    assert at_level(rows, [StandardizationLevel.UNRATED], days_ago(3)).exists()
    reached = figure("standardization.reached")
    assert [reached.answer(Asked(day)).value for day in (days_ago(3), days_ago(2), days_ago(0))] == [0, 1, 1]
    share = figure("standardization.share").answer(Asked(days_ago(0)))
    assert (share.numerator, share.denominator) == (1, 2)


def test_one_veto_suffices_whatever_the_points(zone, secretary, adviser, commissioner):
    standard = answer_all(make_standard(zone.branch_a), by=secretary)
    standard.hand_in(by=secretary)
    standard.judge(clause(standard, "8.2"), by=adviser, happened=True, reason="通报")
    judged(standard, by=adviser).decide(by=commissioner)
    assert (standard.state, standard.points, standard.grade) == (StandardState.NOT_REACHED, 100, None)
    explained = standard.explanation()
    assert [line.indicator.code for line in explained.vetoes] == ["8.2"]
    assert explained.ways == ()


def test_bonus_points_count_up_to_the_ceiling(zone, secretary):
    standard = answer_all(make_standard(zone.branch_a), by=secretary)
    for code in ("7.1", "7.2"):
        standard.score(clause(standard, code), by=secretary, points=Decimal(3), evidence="文件")
    assert standard.self_points == 105


def test_a_self_score_with_open_clauses_is_not_handed_in(zone, secretary):
    standard = make_standard(zone.branch_a)
    standard.score(clause(standard, "1.1"), by=secretary, points=Decimal(3), evidence="批复")
    with pytest.raises(Refused, match=r"1\.2"):
        standard.hand_in(by=secretary)


def test_what_is_sent_back_is_done_again_and_judged_anew(zone, secretary, adviser):
    standard = answer_all(make_standard(zone.branch_a), by=secretary)
    standard.hand_in(by=secretary)
    one = clause(standard, "1.4")
    standard.judge(one, by=adviser, points=Decimal(3))
    standard.send_back(by=adviser, reason="批复不全", clauses=[one])
    assert {line.indicator.code: line.lack for line in standard.explanation().lacks}["1.4"] == Lack.SENT_BACK
    with pytest.raises(Refused, match=r"1\.4"):
        standard.hand_in(by=secretary)
    standard.score(one, by=secretary, points=Decimal(2), evidence="补齐两件")
    standard.hand_in(by=secretary)
    assert standard.clauses.get(indicator=one).points is None


def test_a_cycle_covers_once_and_takes_branches_later(zone, commissioner):
    cycle = make_cycle(zone.root)
    assert cycle.standards.count() == 2
    late = make_organisation(zone.root)
    make_organisation(zone.root, dissolved_on=days_ago(1))
    assert cycle.cover(Organisation.objects.below(zone.root), by=commissioner) == 1
    assert set(cycle.standards.values_list("organisation", flat=True)) == {zone.branch_a.pk, zone.branch_b.pk, late.pk}
    with pytest.raises(Refused, match="decided"):
        cycle.close(by=commissioner)
    for standard in cycle.standards.all():
        standard.set_aside(by=commissioner, reason="停产")
    cycle.close(by=commissioner)
    assert cycle.state == CycleState.CLOSED
    with pytest.raises(Refused, match="closed"):
        cycle.cover(Organisation.objects.below(zone.root), by=commissioner)


def test_late_is_derived_from_the_day_it_was_due(zone, secretary):
    cycle = make_cycle(zone.root, self_score_due_on=days_from_now(-1), review_due_on=days_from_now(5))
    late = BranchStandard.objects.late_on(timezone.localdate())
    assert late.count() == 2
    standard = answer_all(make_standard(zone.branch_a, cycle), by=secretary)
    standard.hand_in(by=secretary)
    assert list(late.all()) == [cycle.standards.get(organisation=zone.branch_b)]


def test_points_are_given_in_halves_up_to_the_clauses_own(zone, secretary):
    standard = make_standard(zone.branch_a)
    for points in ("3.5", "0.3", "-1"):
        with pytest.raises(Refused, match="halves"):
            standard.score(clause(standard, "1.1"), by=secretary, points=Decimal(points))
    with pytest.raises(Refused, match="veto"):
        standard.score(clause(standard, "8.1"), by=secretary, points=Decimal(1))


def test_a_rating_before_a_later_one_is_refused(zone, commissioner):
    zone.branch_a.rate(by=commissioner, level="three_star", awarded_on=days_ago(5), document_number="云党〔2026〕3号")
    with pytest.raises(Refused, match="later rating"):
        zone.branch_a.rate(by=commissioner, level="two_star", awarded_on=days_ago(6))


def test_a_cycle_whose_days_are_out_of_order_is_refused(zone):
    cycle = make_cycle(zone.root)
    cycle.review_due_on = days_from_now(1)
    with pytest.raises(ValidationError):
        cycle.full_clean()


def test_only_kinds_that_are_wanted_are_covered(zone, commissioner, client_of):
    general = make_organisation(zone.root, kind=OrganisationKind.GENERAL_BRANCH)
    cycle = make_cycle(zone.root, covering=Organisation.objects.filter(pk=zone.branch_a.pk))
    client = client_of(commissioner)
    client.post(f"/desk/cycles/{cycle.pk}/cover/", {"below": "", "kinds": [OrganisationKind.GENERAL_BRANCH]})
    assert set(cycle.standards.values_list("organisation", flat=True)) == {zone.branch_a.pk, general.pk}
