"""Cycles of standardization and branches in them as the tests need them; states are reached through the verbs."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from branches.choices import CatalogueState
from branches.models import BranchStandard, ClauseScore, IndicatorCatalogue, Organisation, StandardizationCycle
from tests.factories.portal import make_user


def days_from_now(days):
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def make_catalogue():
    """The proposal that every portal holds, in force."""
    catalogue = IndicatorCatalogue.objects.get(number=1, kind="enterprises")
    if catalogue.state == CatalogueState.DRAFT:
        catalogue.publish(by=make_user())
    return catalogue


def make_cycle(organisation, *, covering=None, opened=True, **fields):
    """A cycle of this year, run by `organisation`; open and covering all below it unless said otherwise."""
    facts = {
        "title": "2026年度标准化建设",
        "year": timezone.localdate().year,
        "catalogue": make_catalogue(),
        "opens_on": days_from_now(-60),
        "self_score_due_on": days_from_now(20),
        "review_due_on": days_from_now(40),
    } | fields
    cycle = StandardizationCycle.objects.create(organisation=organisation, **facts)
    rows = Organisation.objects.below(organisation) if covering is None else covering
    cycle.cover(rows, by=make_user())
    if opened:
        cycle.open(by=make_user())
    return cycle


def make_standard(organisation, cycle=None):
    """A branch in an open cycle, nothing answered yet."""
    cycle = cycle or make_cycle(organisation.get_root())
    return BranchStandard.objects.select_related("cycle__catalogue").get(cycle=cycle, organisation=organisation)


def answer_all(standard, *, by, points=None, evidence="见台账"):
    """Answer every clause at once: full points unless {code: points} says otherwise; photos are left out."""
    scores = []
    for indicator in standard.cycle.catalogue.indicators().to_answer():
        score = ClauseScore(standard=standard, indicator=indicator, scored_by=by, scored_at=timezone.now())
        if indicator.is_veto:
            score.self_happened = False
        else:
            score.self_points = Decimal((points or {}).get(indicator.code, indicator.points))
            score.evidence = evidence
        scores.append(score)
    ClauseScore.objects.bulk_create(scores)
    standard.settle()
    standard.save()
    return standard


def clause(standard, code):
    """The clause of this code in the standard's catalogue."""
    return standard.cycle.catalogue.indicators().get(code=code)
