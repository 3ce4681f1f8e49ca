"""What must hold for every history: generated hazards and activities, asked for every scope and day."""

from datetime import timedelta
from decimal import Decimal

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from branches.choices import Role
from branches.freezing import freeze_figure, freeze_tally
from branches.recounts import Reason, recount
from portal.documents import Paper, word_file
from portal.figures import Asked, figure
from portal.generic.tally_papers import tables
from portal.generic.tally_sheets import Sheet, tally_workbook
from portal.ready_statistics import hazard_statistics
from tests.factories.branches import make_enterprise, make_grid, make_organisation
from tests.factories.campaigns import make_campaign
from tests.factories.portal import appoint, make_user
from tests.factories.volunteers import days_ago, make_category, make_task_force
from tests.formulas import sheets, worked_out
from volunteers.choices import HazardLevel, HazardSource, HazardState
from volunteers.models import Hazard
from volunteers.views.tallies import HazardTally

pytestmark = pytest.mark.django_db
DAYS = 40
MANY = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
# (branch, found so many days ago, rectified after so many days or never, void, level, deadline after so many days)
hazard = st.tuples(
    st.integers(0, 2),
    st.integers(0, DAYS),
    st.one_of(st.none(), st.integers(0, DAYS)),
    st.booleans(),
    st.sampled_from(list(HazardLevel)),
    st.one_of(st.none(), st.integers(1, 20)),
)
histories = st.lists(hazard, min_size=1, max_size=12)
# Rows, lines within each row, columns.
QUESTIONS = [("level", "", "month"), ("branch", "", "level"), ("source", "", ""), ("superior", "branch", "level")]
QUESTIONS += [("month", "level", ""), ("branch", "source", "month")]


class Histories(TestCase):
    """Three branches in two lines, one official for all of them; each example is rolled back."""

    @classmethod
    def setUpTestData(cls):
        cls.root = make_organisation()
        above = make_organisation(cls.root, kind="committee")
        cls.branches = [make_organisation(above), make_organisation(above), make_organisation(cls.root)]
        cls.forces = [make_task_force(one) for one in cls.branches]
        cls.grid = make_grid()
        cls.enterprise = make_enterprise(organisation=cls.branches[0], grid=cls.grid)
        cls.campaign = make_campaign(cls.enterprise, opens=-DAYS // 2)
        cls.category = make_category()
        cls.official = appoint(make_user(), Role.CENTRE_HEAD, cls.root)
        cls.other = appoint(make_user(), Role.CENTRE_REVIEWER, cls.root)

    def enter(self, history, start=0):
        """Write a history down, as a ledger does."""
        made = []
        for n, (at, ago, after, is_void, level, due) in enumerate(history, start=start):
            found = days_ago(ago)
            done = found + timedelta(days=after) if after is not None and after <= ago else None
            state = HazardState.VOID if is_void else HazardState.VERIFIED if done else HazardState.GRADED
            one = Hazard(
                number=f"P-{n}", found_on=found, task_force=self.forces[at], enterprise=self.enterprise,
                category=self.category, place="一号车间", description="积尘", level=level, state=state,
                rectified_on=done, rechecked_on=done, due_on=found + timedelta(days=due) if due else None,
                source=HazardSource.SELF_CHECK if n % 2 else HazardSource.TASK_FORCE,
            )  # fmt: skip
            one.settle()
            one.save()
            made.append(one)
        return made

    def deal(self, made, data):
        """Do something drawn by lot to each hazard by its own verbs; {key: deed} of those to which something was."""
        done = {}
        for one in made:
            deed = data.draw(st.sampled_from(["nothing", "void", "reopen", "merge"]))
            others = [
                other
                for other in made
                if other.pk != one.pk and other.pk not in done and other.state != HazardState.VOID
            ]
            if deed == "void" and one.state == HazardState.GRADED:
                one.void(by=self.other, reason="登记有误")
            elif deed == "reopen" and one.state == HazardState.VERIFIED:
                one.reopen(by=self.other, reason="又有了", due_on=days_ago(-5))
            elif deed == "merge" and one.state == HazardState.GRADED and others:
                one.merge_into(by=self.other, original=others[0])
            else:
                continue
            done[one.pk] = deed
        return done

    def places(self):
        """Every scope for which hazards are asked."""
        for organisation in (self.root, self.branches[0].get_parent(), *self.branches):
            yield {"organisation": organisation}
        yield from ({}, {"grid": self.grid}, {"enterprise": self.enterprise}, {"campaign": self.campaign})
        yield from ({"task_force": force} for force in self.forces)

    def value(self, key, day, **more):
        return figure(key).answer(Asked(day, user=self.official, **more)).value

    @MANY
    @given(histories, st.integers(0, DAYS), st.data())
    def test_found_is_rectified_and_open_for_every_scope_and_day(self, history, ago, data):
        """Whatever was declared void, merged or opened again since."""
        made = self.enter(history)
        self.deal(made, data)
        day = days_ago(ago)
        for place in self.places():
            parts = [self.value(f"hazards.{key}", day, **place) for key in ("found", "rectified", "open")]
            assert parts[0] == parts[1] + parts[2], place
        # The void ones are the rest of what was written down by then.
        written = Hazard.objects.filter(found_on__lte=day)
        void = written.filter(state=HazardState.VOID).exclude(voided_on__gt=day)
        assert written.count() == self.value("hazards.found", day) + void.count()

    @MANY
    @given(histories, histories, st.integers(1, DAYS), st.data())
    def test_a_past_day_never_changes_when_later_events_are_added(self, history, later, ago, data):
        self.enter(history)
        day = days_ago(ago)
        keys = ("hazards.found", "hazards.rectified", "hazards.open", "hazards.overdue", "hazards.rectification_share")
        before = [self.value(key, day, **place) for key in keys for place in self.places()]
        table = HazardTally({"rows": "level", "start": day - timedelta(days=DAYS), "end": day}, self.official).as_dict()
        # Found after the day, and found before but re-checked after it.
        self.enter([(at, min(since, ago - 1), *rest) for at, since, *rest in later], start=100)
        for one in Hazard.objects.filter(state=HazardState.GRADED, found_on__lte=day):
            one.state, one.rectified_on, one.rechecked_on = HazardState.VERIFIED, days_ago(0), days_ago(0)
            one.settle()
            one.save()
        # And then opened again, declared void, merged.
        self.deal(list(Hazard.objects.order_by("pk")), data)
        assert [self.value(key, day, **place) for key in keys for place in self.places()] == before
        again = HazardTally({"rows": "level", "start": day - timedelta(days=DAYS), "end": day}, self.official).as_dict()
        assert again == table

    @MANY
    @given(histories, st.sampled_from(["branch", "superior", "line", "category", "level", "source", "month", "week"]))
    def test_the_parts_add_up_to_the_whole(self, history, rows):
        self.enter(history)
        words = {"rows": rows, "start": days_ago(DAYS), "end": days_ago(0), "measure": ["found", "rectified"]}
        tally = HazardTally(words, self.official)
        table = tally.table()
        for place in range(2) if table["total"] else ():
            parts = [row["cells"][place]["value"] for row in table["rows"]]
            assert sum(parts) == table["total"]["cells"][place]["value"]
        wanted = self.value("hazards.found", days_ago(0), start=days_ago(DAYS))
        assert (table["total"]["cells"][0]["value"] if table["total"] else 0) == wanted

    @MANY
    @given(histories, st.data())
    def test_a_frozen_count_explains_every_difference(self, history, data):
        made = self.enter(history)
        asked = Asked(days_ago(0), start=days_ago(DAYS), user=self.official)
        keys = ("hazards.found", "hazards.rectified", "hazards.open")
        figures = [freeze_figure(figure(key), asked, title=key, by=self.official) for key in keys]
        words = {"rows": "level", "start": days_ago(DAYS), "end": days_ago(0)}
        table = freeze_tally(HazardTally(words, self.official), title="存档", by=self.official)
        done = self.deal(made, data)
        reasons = {"void": Reason.VOID, "reopen": Reason.REOPENED, "merge": Reason.MERGED}
        for kept in (*figures, table):
            again = recount(kept, self.official)
            assert {one.key for one in again.differences} <= done.keys()
            assert all(one.deeds and one.deeds[0].who == str(self.other) for one in again.differences)
            assert all(one.reason == reasons[done[one.key]] for one in again.differences)
        for frozen in figures:
            again = recount(frozen, self.official)
            change = sum((one.amount for one in again.differences), Decimal(0))
            assert Decimal(frozen.answer["value"]) + change == again.answer.value

    @MANY
    @given(histories, st.sampled_from(QUESTIONS))
    def test_workbook_page_api_and_word_agree(self, history, by):
        self.enter(history)
        words = {"rows": by[0], "then": by[1], "columns": by[2], "start": days_ago(DAYS), "end": days_ago(0)}
        tally = HazardTally(words, self.official)
        table, api = tally.table(), tally.as_dict()
        if not table["total"]:
            return
        lines = [*table["rows"], table["total"]]
        page = [[cell["value"] for cell in line["cells"]] for line in lines]
        assert [line["values"] for line in [*api["rows"], api["total"]]] == page
        formulas, _values = sheets(tally_workbook([Sheet(tally, table)]).read())
        for number, line in enumerate(page, start=4):
            for place, value in enumerate(line, start=1 + len(table["stub"])):
                assert worked_out(formulas, formulas.cell(number, place)) == ("—" if value is None else value)
        words = [cell["text"] for line in lines for cell in line["cells"]]
        printed = [[] for _line in lines]
        for part in Document(word_file(Paper("统计", list(tables(table))))).tables:
            for line, row in zip(printed, part.rows[1:], strict=True):
                line += [cell.text for cell in row.cells][1:]
        assert [text for line in printed for text in line] == words

    @MANY
    @given(histories, st.data())
    def test_the_statistics_that_are_handed_in_add_up_to_the_figures(self, history, data):
        self.deal(self.enter(history), data)
        asked = Asked(days_ago(0), start=days_ago(DAYS), user=self.official)
        sheet = hazard_statistics(asked)
        # Below each level, the first column is what was found.
        bands = [str(one.band) for one in sheet.columns]
        found = [bands.index(band) for band in dict.fromkeys(bands) if band]
        assert len(found) == len(HazardLevel)
        total = sum(sheet.total[place] or 0 for place in found)
        assert total == self.value("hazards.found", days_ago(0), start=days_ago(DAYS))
