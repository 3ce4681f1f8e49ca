"""Members of the party organisations for the tests: entered and moved on by their verbs."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from branches.choices import MemberStage
from branches.models import Member
from branches.models.member_questions import REACHED_ON
from tests.factories.branches import make_organisation

numbers = count(1)
SURNAMES = "谢柳范秦廉许雷马吴孔周郎史鲍韦陶"


def make_member(organisation=None, *, stage=MemberStage.FULL, by=None, since=None, **fields):
    """A person of `organisation` at `stage`; the days lie a year apart, the last one two years back."""
    number = next(numbers)
    today, way = timezone.localdate(), list(REACHED_ON)
    last = way.index(stage)
    days = {
        REACHED_ON[one]: today - timedelta(days=400 * (last - place) + 730) for place, one in enumerate(way[: last + 1])
    }
    fields = {"name": f"{SURNAMES[number % len(SURNAMES)]}{number}", "phone": f"138{number:08d}"} | days | fields
    member = Member(organisation=organisation or make_organisation(make_organisation()), **fields)
    return member.enter(by=by, since=since)
