"""What a branch lacks, and the shortest way to the next grade: counted, not stored, so that it is always true.

Plain arithmetic over the lines of one branch; nothing here asks the database.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from branches.choices import Lack

# So many clauses that lack something are named in a sentence; the rest is counted.
NAMED = 3


@dataclass(frozen=True)
class Line:
    """One clause of one branch: the indicator, its score or None, and what evidence there is."""

    indicator: object
    score: object = None
    photos: int = 0
    links: int = 0
    linked_photos: int = 0

    @property
    def is_answered(self):
        """Whether the branch has given its answer."""
        if self.score is None:
            return False
        return (self.score.self_happened if self.indicator.is_veto else self.score.self_points) is not None

    @property
    def is_reviewed(self):
        """Whether the reviewer has judged it."""
        if self.score is None:
            return False
        return (self.score.happened if self.indicator.is_veto else self.score.points) is not None

    @property
    def is_vetoed(self):
        """A veto that happened: the reviewer's word counts before the branch's own."""
        if not self.indicator.is_veto or self.score is None:
            return False
        return bool(self.score.happened if self.score.happened is not None else self.score.self_happened)

    @property
    def has_evidence(self):
        """Words, photos or records of the portal that answer it."""
        return bool(self.score and self.score.evidence.strip()) or self.photos + self.links > 0

    @property
    def lack(self):
        """What keeps its points from counting, as a Lack, or None."""
        if self.is_vetoed:
            return Lack.VETO
        if self.score is not None and self.score.is_sent_back:
            return Lack.SENT_BACK
        if not self.is_answered:
            return None if self.indicator.is_bonus else Lack.UNANSWERED
        if self.indicator.is_veto or not self.score.self_points:
            return None
        if self.score.points is not None and self.score.points >= self.indicator.points:
            return None
        if self.indicator.needs_photo and not self.photos + self.linked_photos:
            return Lack.PHOTO
        return None if self.has_evidence else Lack.EVIDENCE

    @property
    def counted(self):
        """The points it gives as things stand: the reviewer's, else the branch's own where nothing lacks."""
        if self.indicator.is_veto or self.score is None:
            return Decimal(0)
        if self.score.is_sent_back:
            return Decimal(0)
        if self.score.points is not None:
            return self.score.points
        return self.score.self_points or Decimal(0) if self.lack is None else Decimal(0)

    @property
    def gain(self):
        """The points that it could still give."""
        return max(self.indicator.points - self.counted, Decimal(0))


@dataclass(frozen=True)
class Way:
    """The fewest clauses that lead to a grade; `clauses` is empty where it is reached, None where it cannot be."""

    grade: object
    clauses: tuple | None


@dataclass(frozen=True)
class Explanation:
    """Where a branch stands: its points as counted, the grade they give, what lacks, the ways to the higher grades."""

    points: Decimal
    grade: object
    lacks: tuple
    vetoes: tuple
    ways: tuple

    @property
    def next_way(self):
        """The way to the nearest grade above, or None."""
        return self.ways[-1] if self.ways else None


def total(lines, ceiling):
    """The points of all lines; bonus points count up to `ceiling`."""
    plain = sum((line.counted for line in lines if not line.indicator.is_bonus), Decimal(0))
    bonus = sum((line.counted for line in lines if line.indicator.is_bonus), Decimal(0))
    return plain + min(bonus, Decimal(ceiling))


def shortest_way(lines, target, ceiling):
    """The fewest lines that bring the total to `target` when each gives all it can, largest gain first; else None.

    Exact: among the ordinary clauses the largest gains are always the best choice of so many, among bonus clauses
    likewise, so it is enough to try how many of each. Two choices of as many clauses: the one that gains more.
    """
    missing = Decimal(target) - total(lines, ceiling)
    if missing <= 0:
        return ()
    ordinary = largest(line for line in lines if not line.indicator.is_bonus)
    bonus = largest(line for line in lines if line.indicator.is_bonus)
    best = None
    for taken in range(len(bonus) + 1):
        extra = gained_on_top(lines, bonus[:taken], ceiling)
        count, sum_so_far = 0, extra
        while sum_so_far < missing and count < len(ordinary):
            sum_so_far += ordinary[count].gain
            count += 1
        if sum_so_far >= missing and (best is None or (count + taken, -sum_so_far) < best[:2]):
            best = (count + taken, -sum_so_far, ordinary[:count] + bonus[:taken])
    return None if best is None else tuple(largest(best[2]))


def gained_on_top(lines, chosen, ceiling):
    """What the chosen bonus lines add, within what the ceiling leaves."""
    bonus = sum((line.counted for line in lines if line.indicator.is_bonus), Decimal(0))
    after = bonus + sum((line.gain for line in chosen), Decimal(0))
    return min(after, Decimal(ceiling)) - min(bonus, Decimal(ceiling))


def largest(lines):
    """Lines that can still give something, the largest gain first; alike ones in the catalogue's order."""
    return sorted((line for line in lines if line.gain > 0), key=lambda line: -line.gain)


def explain(lines, catalogue):
    """Where a branch stands, from its lines in the catalogue's order and the catalogue with its grades."""
    points = total(lines, catalogue.bonus_ceiling)
    vetoes = tuple(line for line in lines if line.is_vetoed)
    grade = None if vetoes else catalogue.grade_for(points)
    higher = [one for one in catalogue.grades.all() if points < one.lower_bound]
    # A veto is not made good by points: no way is shown as long as it stands.
    ways = [] if vetoes else [Way(one, shortest_way(lines, one.lower_bound, catalogue.bonus_ceiling)) for one in higher]
    return Explanation(points, grade, tuple(line for line in lines if line.lack), vetoes, tuple(ways))


def in_words(line):
    """A clause that lacks something, in a phrase: 3.2 chart of member development: photo missing."""
    return _("%(clause)s: %(lack)s") % {"clause": line.indicator, "lack": Lack(line.lack).label}


def plain(points):
    """Points as people write them: 3, not 3.0."""
    return f"{points.normalize():f}"


def in_sentences(explained):
    """Where a branch stands, what it lacks and the shortest way on, for whoever has a minute."""
    if explained.vetoes:
        happened = _now(", ").join(str(line.indicator) for line in explained.vetoes)
        return [_now("Not reached: %(clauses)s happened, and one veto suffices.") % {"clauses": happened}]
    words = {"points": plain(explained.points), "grade": explained.grade.label if explained.grade else ""}
    words["lacks"] = what_lacks(explained.lacks)
    if explained.grade:
        text = _now("%(grade)s as things stand (%(points)s points): %(lacks)s.")
    else:
        text = _now("Not reached as things stand (%(points)s points): %(lacks)s.")
    return [text % words, *shortest(explained.next_way)]


def what_lacks(lacks):
    """The clauses that lack something, the first few by name and the rest by number."""
    named = [str(in_words(line)) for line in lacks[:NAMED]]
    if len(lacks) > NAMED:
        left = len(lacks) - NAMED
        named.append(ngettext("%(n)d more", "%(n)d more", left) % {"n": left})
    return _now("; ").join(named) or _now("nothing lacks")


def shortest(way):
    """The way to the next grade as a sentence, if there is a grade above."""
    if way is None:
        return []
    words = {"points": plain(Decimal(way.grade.lower_bound)), "n": len(way.clauses or ())}
    if way.clauses is None:
        return [_now("%(points)s points are out of reach.") % words]
    words["clauses"] = _now(", ").join(str(line.indicator) for line in way.clauses)
    text = ngettext(
        "Shortest way to %(points)s: this clause: %(clauses)s.",
        "Shortest way to %(points)s: these %(n)d clauses: %(clauses)s.",
        len(way.clauses),
    )
    return [text % words]
