"""As of a past day nothing changes, whatever is done later: opened again, declared void, merged, given more time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from branches.choices import Role
from branches.freezing import answer_in_json, freeze_figure, freeze_tally
from branches.recounts import recount
from portal.figures import Asked, figure
from portal.generic.tallies import Tally
from portal.ready_statistics import hazard_statistics, supervision_statistics
from portal.roll_ups import roll_ups
from portal.states import Refused, WrongState
from tests.clock import at
from tests.factories.branches import make_enterprise, make_organisation
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import days_ago, make_category, make_hazard, make_task_force
from volunteers.choices import HazardLevel, HazardSource, HazardState
from volunteers.filters.hazards import HazardFilter
from volunteers.models import EarlierStanding, Hazard
from volunteers.views.tallies import HazardTally

pytestmark = pytest.mark.django_db
FEW = settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
FIRST = date(2026, 3, 20)
KEYS = (
    "hazards.found",
    "hazards.rectified",
    "hazards.open",
    "hazards.overdue",
    "hazards.major",
    "hazards.rectification_share",
    "hazards.self_found_share",
)
SHOWN = ("counted", "open", "overdue", "rectified", "in_time", "major", "merged", "self_found", "self_removed")
MEASURES = [one.key for one in HazardTally.measures]
DEEDS = ("register", "verify", "verify", "reopen", "reopen", "void", "merge", "extend", "send_back", "regrade", "close")
# (what is done, to which hazard, so many days after the deed before)
deed = st.tuples(st.sampled_from(DEEDS), st.integers(0, 5), st.integers(0, 25))
found = st.tuples(st.integers(0, 1), st.sampled_from(list(HazardLevel)), st.booleans(), st.integers(1, 9))


class RowsOnly(HazardTally):
    """The same tally, counted from the rows whatever is asked."""

    name = ""
    stored = Tally.stored


class Histories(TestCase):
    """Two branches; each example lives through some months, deed by deed, and is rolled back."""

    @classmethod
    def setUpTestData(cls):
        with at(FIRST):
            cls.found_a_zone()

    @classmethod
    def found_a_zone(cls):
        cls.root = make_organisation()
        cls.branches = [make_organisation(cls.root), make_organisation(cls.root)]
        cls.forces = [make_task_force(one) for one in cls.branches]
        cls.enterprise = make_enterprise(organisation=cls.branches[0])
        cls.category = make_category()
        cls.official = appoint(make_user(), Role.CENTRE_HEAD, cls.root)
        cls.one, cls.other = make_user(), make_user()

    def register(self, place, level, is_graded, days):
        """Found today; graded at once, or not at all."""
        today = days_ago(0)
        hazard = make_hazard(
            found_on=today, task_force=self.forces[place], enterprise=self.enterprise, category=self.category,
            level=level, source=HazardSource.SELF_CHECK if days % 2 else HazardSource.TASK_FORCE, clause="GM-1-1",
        )  # fmt: skip
        if is_graded:
            hazard.grade(by=self.one, level=HazardLevel.GENERAL, due_on=today + timedelta(days=days), clause="GM-1-1")
            Hazard.objects.filter(pk=hazard.pk).update(level=level)
        return hazard

    def do(self, deed, n, fact):
        """One deed of today at one hazard; by the rules, or not at all."""
        if deed == "register":
            return self.register(*fact)
        verb = getattr(Hazard, {"verify": "rectify", "send_back": "rectify", "merge": "merge_into"}.get(deed, deed))
        rows = list(Hazard.objects.filter(state__in=verb.sources).order_by("pk"))
        if not rows:
            return self.register(*fact)
        row, today = rows[n % len(rows)], days_ago(0)
        level = row.level
        later, why = today + timedelta(days=fact[3]), {"by": self.other, "reason": "另有情况"}
        if deed in ("verify", "send_back"):
            row.rectify(by=self.one, rectified_on=today, measures="已清理")
        if deed == "verify":
            # Two re-check a major one, and it needs papers that do not matter here.
            Hazard.objects.filter(pk=row.pk).update(level=HazardLevel.GENERAL)
            row.verify(by=self.other, rechecked_on=today, opinion="已整改")
            Hazard.objects.filter(pk=row.pk).update(level=level)
        elif deed == "close":
            row.close(by=self.other, closing_document="复查意见书")
        elif deed == "merge":
            row.merge_into(by=self.other, original=Hazard.objects.exclude(pk=row.pk).counted().latest("pk"))
        elif deed == "regrade":
            row.regrade(level=row.level, clause=row.clause, due_on=later, **why)
        elif deed == "void":
            row.void(**why)
        else:
            getattr(row, deed)(due_on=later, **why)
        return row

    def picture(self, day):
        """Everything that is asked as of the day: figures, lists, statistics, tallies from roll-ups and from rows."""
        told = {}
        for start in (None, day - timedelta(days=30)):
            asked = Asked(day, start=start, user=self.official)
            for key in KEYS:
                answer = figure(key).answer(asked)
                told[key, start] = answer.value
                shown = sorted(figure(key).counted(asked).values_list("pk", flat=True))
                told[key, start, "records"] = shown
                query = dict(word.split("=") for word in figure(key).url(asked).partition("?")[2].split("&"))
                assert sorted(self.listed(query)) == shown, (key, query)
        for show in SHOWN:
            told[show] = sorted(self.listed({"show": show, "as_of": day}))
        told["sheets"] = [sheet(asked).lines for sheet in (hazard_statistics, supervision_statistics)]
        month = day.replace(day=1) - timedelta(days=1)
        # A past month is read from the roll-ups, a period that cuts one from the rows.
        for end in (day, month):
            for rows in ("month", "level"):
                words = {"rows": rows, "start": date(2026, 1, 1), "end": end, "measure": MEASURES}
                told[rows, end] = counted = RowsOnly(words, self.official).as_dict()
                assert HazardTally(words, self.official).as_dict() == counted, words
        return told

    def listed(self, query):
        """The hazards of a list."""
        rows = HazardFilter(query, Hazard.objects.all()).qs
        return rows.values_list("pk", flat=True)

    @FEW
    @given(st.lists(found, min_size=2, max_size=4), st.lists(st.tuples(deed, found), min_size=4, max_size=6))
    def test_no_later_deed_changes_what_is_asked_as_of_a_past_day(self, first, deeds):
        pictures, today, frozen = {}, FIRST, ()
        with at(today):
            for facts in first:
                self.register(*facts)
            pictures[today] = self.picture(today)
        for (what, n, gap), fact in deeds:
            today += timedelta(days=gap)
            with at(today):
                frozen = frozen or self.freeze()
                try:
                    with transaction.atomic():
                        self.do(what, n, fact)
                except (Refused, WrongState):
                    continue
                # Asked on the day itself, as it ends.
                pictures[today] = self.picture(today)
        with at(today + timedelta(days=1)):
            for day, before in pictures.items():
                assert self.picture(day) == before, day
            for one in frozen:
                again = recount(one, self.official)
                assert all(each.amount == 0 for each in again.differences), one.key
                assert again.answer is None or answer_in_json(again.answer) == one.answer
                assert not again.table or again.table["rows"] == one.answer["zh-hans"]["rows"]
        assert [one for roll_up in roll_ups() for one in roll_up.differences()] == []

    def freeze(self):
        """Figures and a tally of the first day, once it has passed."""
        if days_ago(0) == FIRST:
            return ()
        table = HazardTally({"rows": "level", "end": FIRST}, self.official)
        figures = [freeze_figure(figure(key), Asked(FIRST), title=key, by=self.official) for key in KEYS]
        return [*figures, freeze_tally(table, title="存档", by=self.official)]


# --- one by one


def values(day, **more):
    """{key: value} of the figures as of a day."""
    return {key: figure(key).answer(Asked(day, **more)).value for key in KEYS}


def reopened_today(**facts):
    """Found thirty days ago, due in ten, re-checked as rectified fifteen days ago, closed, opened again today."""
    with at(days_ago(30)):
        hazard = make_hazard(HazardState.GRADED, found_on=days_ago(0), due_on=days_ago(-10), **facts)
    with at(days_ago(15)):
        hazard.rectify(by=make_user(), rectified_on=days_ago(0), measures="已清理")
        hazard.verify(by=make_user(), rechecked_on=days_ago(0), opinion="已整改")
    with at(days_ago(9)):
        hazard.close(by=make_user(), closing_document="复查意见书")
    return hazard.reopen(by=make_user(), reason="又有了", due_on=days_ago(-7))


def test_a_hazard_opened_again_stays_rectified_on_the_days_on_which_the_official_reported_it_so(zone):
    hazard = reopened_today()
    kept = EarlierStanding.objects.get()
    assert (kept.hazard, kept.until, kept.due_on) == (hazard, days_ago(0), days_ago(20))
    assert (kept.rectified_on, kept.rechecked_on, kept.closed_on) == (days_ago(15), days_ago(15), days_ago(9))
    assert hazard.reopened_on == days_ago(0)
    told = {day: values(days_ago(day)) for day in (31, 16, 15, 1, 0)}
    assert [told[day]["hazards.rectified"] for day in told] == [0, 0, 1, 1, 0]
    assert [told[day]["hazards.open"] for day in told] == [0, 1, 0, 0, 1]
    # Due twenty days ago: late until the re-check; today by the new deadline no more.
    assert [told[day]["hazards.overdue"] for day in told] == [0, 1, 0, 0, 0]


def test_a_hazard_declared_void_counts_on_the_days_before(zone):
    hazard = make_hazard(HazardState.GRADED, found_on=days_ago(10), due_on=days_ago(5))
    hazard.void(by=make_user(), reason="登记有误")
    assert (hazard.voided_on, hazard.voided_from) == (days_ago(0), HazardState.GRADED)
    assert [values(days_ago(day))["hazards.found"] for day in (11, 10, 1, 0)] == [0, 1, 1, 0]
    assert [values(days_ago(day))["hazards.overdue"] for day in (5, 4, 1, 0)] == [0, 1, 1, 0]


def test_a_hazard_merged_into_another_counts_on_the_days_before_and_is_listed_as_merged_only_since(zone):
    facts = {"enterprise": zone.enterprise_a, "found_on": days_ago(10)}
    kept, double = make_hazard(**facts), make_hazard(**facts)
    double.merge_into(by=make_user(), original=kept)
    assert [values(days_ago(day))["hazards.found"] for day in (1, 0)] == [2, 1]
    listed = [set(HazardFilter({"show": "merged", "as_of": days_ago(day)}).qs) for day in (1, 0)]
    assert listed == [set(), {double}]


def test_more_time_granted_later_takes_back_no_day_on_which_it_was_overdue(zone):
    hazard = make_hazard(HazardState.GRADED, found_on=days_ago(10), due_on=days_ago(5))
    hazard.extend(by=make_user(), due_on=days_ago(-5), reason="配件要从外地发货")
    assert [values(days_ago(day))["hazards.overdue"] for day in (5, 4, 1, 0)] == [0, 1, 1, 0]


def test_nothing_is_kept_of_what_no_past_day_could_be_asked_about(zone):
    hazard = make_hazard(HazardState.GRADED, found_on=days_ago(3), due_on=days_ago(-5))
    hazard.extend(by=make_user(), due_on=days_ago(-9), reason="配件要从外地发货")
    assert not EarlierStanding.objects.exists()


def test_what_was_opened_again_is_not_rectified_before_that_day(zone):
    hazard = reopened_today()
    with pytest.raises(Refused):
        hazard.rectify(by=make_user(), rectified_on=days_ago(1), measures="已清理")
    hazard.rectify(by=make_user(), rectified_on=days_ago(0), measures="已清理")
    hazard.verify(by=make_user(), rechecked_on=days_ago(0), opinion="已整改")
    # Twice on one day: the days before are those of the first time.
    hazard.reopen(by=make_user(), reason="又有了", due_on=days_ago(-7))
    assert [values(days_ago(day))["hazards.rectified"] for day in (16, 15, 1, 0)] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    "facts",
    [
        {"until": 20},
        {"rectified_on": None},
        {"rectified_on": 14},
        {"rechecked_month": None},
        {"rechecked_on": None},
        {"pk": None},
    ],
    ids=str,
)
def test_the_database_holds_no_stretch_out_of_order_and_none_twice(facts, zone):
    reopened_today()
    kept = EarlierStanding.objects.get()
    for name, value in facts.items():
        setattr(kept, name, days_ago(value) if isinstance(value, int) else value)
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save()


@pytest.mark.parametrize("facts", [{"voided_on": 1}, {"voided_from": "graded"}], ids=str)
def test_only_what_is_void_has_a_day_on_which_it_was_declared_so(facts, zone):
    hazard = make_hazard()
    facts = {name: days_ago(value) if isinstance(value, int) else value for name, value in facts.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.filter(pk=hazard.pk).update(**facts)


def test_the_cell_of_a_past_month_opens_for_the_official_into_what_stood_then(zone, official, client_of):
    hazard = reopened_today()
    words = {"rows": "level", "start": days_ago(40), "end": days_ago(1), "measure": MEASURES[:7]}
    table = HazardTally(words, official).table()
    client = client_of(official)
    for cell, key in zip(table["rows"][0]["cells"], MEASURES, strict=False):
        if cell["href"] and cell["value"]:
            rows = client.get(cell["href"]).context["table"].rows
            assert {row.record.pk for row in rows} == {hazard.pk}, key
    told = {key: cell["value"] for cell, key in zip(table["rows"][0]["cells"], MEASURES, strict=False)}
    assert (told["found"], told["rectified"], told["found_rectified"], told["found_open"]) == (1, 1, 1, 0)
    assert client.get(reverse("hazards"), {"show": "rectified", "as_of": days_ago(0)}).context["page"].count == 0
