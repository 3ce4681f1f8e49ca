"""Roll-ups: whatever is written, and however, they say what the rows say."""

from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from branches.choices import Role
from portal.figures import Asked, all_figures
from portal.generic import batches
from portal.generic.bulk import insert
from portal.generic.tallies import Tally
from portal.roll_ups import remove, roll_ups
from portal.states import Refused, WrongState
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.ledgers import loaded, workbook
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import (
    days_ago,
    make_activity,
    make_category,
    make_hazard,
    make_kind,
    make_task_force,
    month_start,
)
from volunteers.choices import HazardState
from volunteers.models import (
    ActivitiesByBranch,
    Activity,
    Discoverer,
    Hazard,
    HazardsByBranch,
    HazardsByCategory,
)
from volunteers.views.tallies import ActivityTally, HazardTally

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
LONG = 100


def differences():
    """Every cell of every roll-up that does not say what the rows say."""
    return [one for roll_up in roll_ups() for one in roll_up.differences()]


# --- a history of deeds

HAZARD_DEEDS = ("void", "verify", "reopen", "merge", "regrade", "update", "delete", "credit")
ACTIVITY_DEEDS = ("confirm", "send_back", "merge", "unmerge", "correct", "update", "delete")
hazard = st.tuples(st.integers(0, 2), st.integers(0, LONG), st.booleans(), st.sampled_from(list(HazardState)[:6]))
activity = st.tuples(st.integers(0, 1), st.integers(0, LONG), st.integers(1, 20), st.booleans())
deed = st.tuples(st.sampled_from(HAZARD_DEEDS), st.integers(0, 9), st.integers(0, LONG))
activity_deed = st.tuples(st.sampled_from(ACTIVITY_DEEDS), st.integers(0, 9), st.integers(0, LONG))


# Hazards, activities and the deeds that follow.
STORY = (
    st.lists(hazard, min_size=1, max_size=5),
    st.lists(activity, min_size=1, max_size=4),
    st.lists(deed, max_size=5),
)


class Histories(TestCase):
    """Two branches below a committee, one below the root; hazards of no branch too. Each example is rolled back."""

    @classmethod
    def setUpTestData(cls):
        cls.root = make_organisation()
        cls.above = make_organisation(cls.root, kind="committee")
        cls.branches = [make_organisation(cls.above), make_organisation(cls.above), make_organisation(cls.root)]
        cls.forces = [make_task_force(one) for one in cls.branches]
        cls.enterprise = make_enterprise(organisation=cls.branches[0])
        cls.categories = [make_category(), make_category("粉尘")]
        cls.kinds = [make_kind(), make_kind("安全生产巡查")]
        cls.one, cls.other, cls.third = (make_user() for _n in range(3))
        cls.official = appoint(make_user(), Role.CENTRE_HEAD, cls.root)
        cls.deputy = appoint(make_user(), Role.COMMISSIONER, cls.above)
        cls.secretary = appoint(make_user(), Role.SECRETARY, cls.branches[1])
        cls.askers = (cls.official, cls.deputy, cls.secretary)
        cls.places = ({}, {"organisation": cls.above.pk}, {"organisation": cls.branches[1].pk})

    def register(self, at, ago, is_due, state):
        day = days_ago(ago)
        return make_hazard(
            state, found_on=day, task_force=self.forces[at] if at < 2 else None, enterprise=self.enterprise,
            category=self.categories[ago % 2], due_on=day + timedelta(days=ago // 3) if is_due else None,
            rechecked_on=day + timedelta(days=ago // 2), source="self_check" if ago % 3 == 0 else "task_force",
        )  # fmt: skip

    def hold(self, at, ago, people, is_confirmed):
        return make_activity(
            self.forces[at], confirmed=is_confirmed, held_on=days_ago(ago), kind=self.kinds[people % 2],
            participants=people, hours=Decimal("1.35") + people % 3,
            partners=[self.forces[2]] if people % 4 == 0 else [],
        )  # fmt: skip

    def do_to_hazard(self, deed, n, ago):
        rows = list(Hazard.objects.order_by("pk"))
        if not rows:
            return
        row = rows[n % len(rows)]
        later = min(row.found_on + timedelta(days=ago), days_ago(0))
        if deed == "void":
            row.void(by=self.other, reason="登记有误")
        elif deed == "verify":
            row.rectify(by=self.one, rectified_on=row.found_on, measures="已清理")
            row.verify(by=self.other, rechecked_on=later, opinion="已整改")
        elif deed == "reopen":
            row.reopen(by=self.other, reason="又有了", due_on=days_ago(0))
        elif deed == "merge":
            row.merge_into(by=self.other, original=rows[(n + 1) % len(rows)])
        elif deed == "regrade":
            row.regrade(by=self.other, level="major", clause="GM-1-1", due_on=days_ago(-5), reason="重新研判")
        elif deed == "update":
            Hazard.objects.filter(level=row.level).update(
                category=self.categories[ago % 2], organisation=self.branches[2], due_on=later
            )
        elif deed == "credit":
            Discoverer.credit(row, by=self.other, task_forces=[self.forces[(n + 1) % 3]])
        else:
            Hazard.objects.filter(pk=row.pk, duplicate_of=None, duplicates=None).delete()

    def do_to_activity(self, deed, n, ago):
        rows = list(Activity.objects.order_by("pk"))
        if not rows:
            return
        row = rows[n % len(rows)]
        if deed == "confirm":
            row.submit(by=self.one)
            row.confirm(by=self.other)
        elif deed == "send_back":
            row.send_back(by=self.other, reason="人数有误")
        elif deed == "merge":
            row.merge(by=self.other, into=self.hold(n % 2, (days_ago(0) - row.held_on).days, 4, True))
        elif deed == "unmerge":
            row.unmerge(by=self.other, reason="是两次活动")
        elif deed == "correct":
            row.held_on, row.participants, row.hours, row.kind = days_ago(ago), n + 1, Decimal("0.15"), self.kinds[1]
            row.settle()
            row.save()
        elif deed == "update":
            Activity.objects.filter(kind=row.kind).update(hours=Decimal("3.33"), organisation=self.branches[1])
        else:
            Activity.objects.filter(pk=row.pk, merged=None).delete()

    def run_through(self, hazards, activities, deeds, activity_deeds):
        for facts in hazards:
            self.register(*facts)
        for facts in activities:
            self.hold(*facts)
        for do, wanted in ((self.do_to_hazard, deeds), (self.do_to_activity, activity_deeds)):
            for facts in wanted:
                try:
                    do(*facts)
                except (Refused, WrongState, ProtectedError):
                    # The rules allow it in another state only: then nothing is written.
                    continue

    @FEW
    @given(
        st.lists(hazard, min_size=1, max_size=5),
        st.lists(activity, min_size=1, max_size=4),
        st.lists(deed, max_size=6),
        st.lists(activity_deed, max_size=6),
    )
    def test_they_say_what_the_rows_say_after_every_history(self, hazards, activities, deeds, activity_deeds):
        self.run_through(hazards, activities, deeds, activity_deeds)
        assert differences() == []
        assert all(one.is_installed() for one in roll_ups())
        for roll_up in roll_ups():
            roll_up.fold()
        assert differences() == []
        held = ActivitiesByBranch.objects.values_list("activities", flat=True)
        assert sum(held) == Activity.objects.counted().count()
        assert sum(HazardsByCategory.objects.values_list("found", flat=True)) == Hazard.objects.counted().count()

    @FEW
    @given(
        *STORY,
        st.integers(0, 3),
        st.data(),
    )
    def test_the_same_question_gets_the_same_answer_from_roll_ups_and_rows(
        self, hazards, activities, deeds, back, data
    ):  # noqa: PLR0913 (what is drawn)
        self.run_through(hazards, activities, deeds, [])
        period = {"start": month_start(4), "end": month_start(back - 1) - timedelta(days=1) if back else days_ago(0)}
        for tally, questions in ((HazardTally, STANDARD_HAZARDS), (ActivityTally, STANDARD_ACTIVITIES)):
            for _number in range(2):
                words = data.draw(st.sampled_from(questions)) | period
                words |= data.draw(st.sampled_from(self.places))
                for who in self.askers:
                    asked = tally(words, who)
                    counted = rows_only(tally)(words, who)
                    assert asked.as_dict() == counted.as_dict(), (str(who), words)

    @FEW
    @given(
        *STORY,
        st.integers(0, 3),
        st.booleans(),
    )
    def test_the_figures_that_they_hold_are_those_of_the_rows_on_every_month_end(
        self, hazards, activities, deeds, back, is_since_ever
    ):  # noqa: PLR0913 (what is drawn)
        """For the zone, an organisation with all below it and a branch, for whoever asks and for the public."""
        self.run_through(hazards, activities, deeds, [])
        end = month_start(back - 1) - timedelta(days=1) if back else days_ago(0)
        start, held = None if is_since_ever else month_start(4), set()
        for one in (one for one in all_figures() if one.stored):
            for organisation in (None, self.above, self.branches[1]):
                for who in (None, *self.askers):
                    asked = Asked(end, start=start, user=who, organisation=organisation)
                    held |= {one.key} if one.ready(asked) is not None else set()
                    said, counted = one.answer(asked), one.count(asked)
                    assert said.text == counted.text, (one.key, str(who), organisation, end)
                    numbers = [(x.value, x.numerator, x.denominator) for x in (said, counted)]
                    assert numbers[0] == numbers[1], (one.key, str(who), organisation, end)
        assert held == HELD


# The figures that are sums of cells.
HELD = {
    *("activities.total", "activities.cleanups", "participations.total"),
    *("activities.hours", "activities.person_hours"),
    *("hazards.found", "hazards.rectified", "hazards.open", "hazards.rectification_share"),
}
STANDARD_HAZARDS = [
    {"rows": "month"},
    {"rows": "branch"},
    {"rows": "branch", "columns": "month", "measure": ["found", "rectified", "found_open"]},
    {"rows": "month", "columns": "level", "measure": ["share", "in_time_share", "self_share"]},
    {"rows": "category", "columns": "quarter"},
    {"rows": "line", "columns": "year"},
    {"rows": "category", "level": "general"},
]
STANDARD_ACTIVITIES = [
    {"rows": "month"},
    {"rows": "branch"},
    {"rows": "branch", "columns": "month", "measure": ["activities", "person_hours"]},
    {"rows": "kind", "columns": "month", "cleanup": "true"},
    {"rows": "superior", "columns": "quarter"},
]


def rows_only(tally):
    """The same tally, counted from the rows whatever is asked."""
    return type(tally.__name__, (tally,), {"name": "", "stored": Tally.stored})


# --- every way of writing


def test_bulk_inserts_imports_and_their_undoing_are_followed(zone, commissioner):
    days = [days_ago(n) for n in (3, 40, 41)]
    insert(
        Hazard,
        [
            Hazard(
                number=f"B-{n}", found_on=day, found_month=day.year * 100 + day.month, enterprise=zone.enterprise_a,
                category=make_category(), place="一号车间", description="积尘", organisation=zone.branch_a,
            )
            for n, day in enumerate(days)
        ],
    )  # fmt: skip
    assert sum(HazardsByBranch.objects.values_list("found", flat=True)) == 3
    heads = ["时间", "队伍", "支部名称", "服务项目", "活动地点", "参与党员数", "活动时长(小时)"]
    rows = [[f"2026-0{n}-05", "宏达电器党员突击队", "", "环境整治", "九龙路", 10 + n, 1.5] for n in range(1, 5)]
    batch = loaded("activities", workbook(台账=[heads, *rows]))
    assert sum(ActivitiesByBranch.objects.values_list("activities", flat=True)) == 4
    assert sum(ActivitiesByBranch.objects.values_list("hours", flat=True)) == 600
    assert differences() == []
    batches.undo(batch, by=None)
    assert sum(ActivitiesByBranch.objects.values_list("activities", flat=True)) == 0
    assert differences() == []


def test_rows_that_are_there_already_are_left_alone(zone):
    """An insert that passes over conflicts adds nothing for what it passes over."""
    hazard = make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    double = Hazard.objects.get(pk=hazard.pk)
    double.pk = None
    fresh = Hazard.objects.get(pk=hazard.pk)
    fresh.pk, fresh.number = None, "B-7"
    Hazard.objects.bulk_create([double, fresh], ignore_conflicts=True)
    assert Hazard.objects.count() == 2
    assert sum(HazardsByBranch.objects.values_list("found", flat=True)) == 2
    assert differences() == []


# --- the command


def test_the_command_names_cells_that_differ_and_makes_them_anew(zone):
    make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    make_activity(zone.force_a, confirmed=True)
    out = StringIO()
    call_command("roll_ups", "--check", stdout=out)
    HazardsByBranch.objects.update(found=5)
    ActivitiesByBranch.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("roll_ups", stdout=out)
    told = out.getvalue()
    assert "5 → 1" in told
    assert "0 → 1" in told
    assert str(zone.branch_a.pk) in told
    call_command("roll_ups", "--rebuild", stdout=out)
    call_command("roll_ups", "--check", stdout=out)
    assert differences() == []


def test_the_command_sees_that_the_database_keeps_them_no_more(zone):
    with connection.cursor() as cursor:
        remove(HazardsByBranch, connection, cursor)
    make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    with pytest.raises(CommandError):
        call_command("roll_ups", stdout=StringIO())
    HazardsByBranch.install()
    assert HazardsByBranch.is_installed()
    assert differences() == []


def test_each_connection_adds_to_cells_of_its_own_until_they_are_folded(zone):
    make_hazard(enterprise=zone.enterprise_a, task_force=zone.force_a)
    slots = set(HazardsByBranch.objects.values_list("slot", flat=True))
    assert slots == ({0} if connection.vendor == "sqlite" else {connection.connection.info.backend_pid})
    # As if another connection had found a second one.
    HazardsByBranch.objects.create(
        month=days_ago(10).year * 100 + days_ago(10).month, organisation_id=zone.branch_a.pk, found=1, slot=-1
    )
    HazardsByBranch.fold()
    if connection.vendor == "postgresql":
        assert list(HazardsByBranch.objects.values_list("slot", "found")) == [(0, 2)]
