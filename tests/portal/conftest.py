"""What tests of the portal share: a catalogue that answers with numbers that nobody would count; something to count."""

import pytest

from portal.figures import Answer, Figure, all_figures
from portal.generic.tally_grids import Grid
from tests.factories.campaigns import make_campaign
from tests.factories.volunteers import days_ago, make_activity, make_hazard
from tests.numbers import FIRST
from volunteers.choices import HazardState
from volunteers.models.activity_questions import ActivityQuerySet
from volunteers.models.hazard_questions import HazardQuerySet


@pytest.fixture
def catalogue(monkeypatch):
    """Figures, measures and their two breakdowns answer with numbers of their own."""
    places = {one.key: n for n, one in enumerate(all_figures())}

    def answer(one, asked):
        number = FIRST + 1000 * places[one.key]
        if one.of is None:
            return Answer(one, asked, number)
        return Answer(one, asked, number, number, number)

    monkeypatch.setattr(Figure, "answer", answer)
    monkeypatch.setattr(Grid, "value", lambda *_asked: FIRST)
    real = HazardQuerySet.by_age
    monkeypatch.setattr(HazardQuerySet, "by_age", lambda rows, day: dict.fromkeys(real(rows, day), FIRST))
    days = ActivityQuerySet.by_day
    monkeypatch.setattr(ActivityQuerySet, "by_day", lambda rows: dict.fromkeys(days(rows), FIRST))


@pytest.fixture
def deeds(zone, commissioner):
    """A zone in which a few of everything was recorded, each of them less than the catalogue will say."""
    for day in (1, 2, 40):
        make_activity(zone.force_a, confirmed=True, held_on=days_ago(day), participants=12, hours=3)
    facts = {"task_force": zone.force_a, "enterprise": zone.enterprise_a}
    for state in (HazardState.GRADED, HazardState.RECTIFYING, HazardState.CLOSED):
        make_hazard(state, found_on=days_ago(5), **facts)
    return make_campaign(zone.enterprise_a)
