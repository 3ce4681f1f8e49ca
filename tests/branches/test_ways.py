"""The shortest way to a grade is the shortest: compared with every choice of clauses there is."""

from decimal import Decimal
from itertools import combinations
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from branches.models.ways import Line, shortest_way, total

HALVES = st.integers(0, 12).map(lambda n: Decimal(n) / 2)


def line(code, most, has, *, is_bonus=False):
    """A clause worth `most` of which `has` counts."""
    indicator = SimpleNamespace(code=code, points=most, is_bonus=is_bonus, is_veto=False, needs_photo=False)
    score = SimpleNamespace(points=has, self_points=has, is_sent_back=False, evidence="", self_happened=None)
    return Line(indicator, score)


def filled(lines, chosen):
    """The lines with those chosen giving all they can."""
    return [
        line(one.indicator.code, one.indicator.points, Decimal(one.indicator.points), is_bonus=one.indicator.is_bonus)
        if one in chosen
        else one
        for one in lines
    ]


def brute_force(lines, target, ceiling):
    """(how many clauses, the total they bring) of the best choice, by trying all of them; None if none suffices."""
    for count in range(len(lines) + 1):
        totals = [total(filled(lines, chosen), ceiling) for chosen in combinations(lines, count)]
        if good := [one for one in totals if one >= target]:
            return count, max(good)
    return None


@st.composite
def branches(draw):
    """Up to seven clauses, some of them bonus, each with what it gives so far."""
    lines = []
    for number in range(draw(st.integers(1, 7))):
        most = draw(st.integers(1, 6))
        has = min(draw(HALVES), Decimal(most))
        lines.append(line(str(number), most, has, is_bonus=draw(st.booleans())))
    return lines


@settings(max_examples=150, deadline=None)
@given(lines=branches(), target=st.integers(0, 30), ceiling=st.integers(0, 6))
def test_no_choice_of_clauses_is_shorter_or_gains_more(lines, target, ceiling):
    way, best = shortest_way(lines, target, ceiling), brute_force(lines, target, ceiling)
    if best is None:
        assert way is None
        return
    assert (len(way), total(filled(lines, way), ceiling)) == best
    gains = [one.gain for one in way]
    assert gains == sorted(gains, reverse=True)
