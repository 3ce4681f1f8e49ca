"""Rows and columns out of groups, on frames written by hand; no database."""

from decimal import Decimal

from portal.frames import NONE, TOTAL, events, groups, months_between, number, pivot, plain, share, side_by_side

GROUPS = groups(
    [(202602, 1, 3, Decimal("4.50")), (202602, 2, 1, Decimal("2")), (202604, 1, 2, None)],
    ("month", "branch"),
    ("found", "hours"),
)


def test_a_table_of_two_dimensions_has_margins_and_no_gaps():
    wide = pivot(GROUPS, "month", "branch", "found", row_keys=months_between(202602, 202604), column_keys=[1, 2])
    assert wide.to_dict("index") == {
        202602: {1: 3, 2: 1, TOTAL: 4},
        202603: {1: 0, 2: 0, TOTAL: 0},
        202604: {1: 2, 2: 0, TOTAL: 2},
        TOTAL: {1: 5, 2: 1, TOTAL: 6},
    }


def test_measures_side_by_side_add_up():
    wide = side_by_side(GROUPS, "branch", ["found", "hours"], row_keys=[1, 2])
    assert wide.to_dict("index") == {
        1: {"found": 5, "hours": 4.5},
        2: {"found": 1, "hours": 2},
        TOTAL: {"found": 6, "hours": 6.5},
    }


def test_nothing_counted_is_an_empty_table_with_a_total_of_nothing():
    empty = groups([], ("month", "branch"), ("found",))
    wide = pivot(empty, "month", "branch", "found", row_keys=[], column_keys=[])
    assert wide.to_dict("index") == {TOTAL: {TOTAL: 0}}
    assert side_by_side(empty, "month", ["found"], row_keys=[202601]).at[TOTAL, "found"] == 0


def test_months_go_on_over_the_turn_of_the_year():
    assert months_between(202511, 202602) == [202511, 202512, 202601, 202602]
    assert months_between(202603, 202602) == []


def test_two_kinds_of_events_stand_under_one_another():
    found = groups([(202602, 3)], ("month",), ("found",))
    rectified = groups([(202602, 1), (202603, 2)], ("month",), ("rectified",))
    wide = side_by_side(events(found, rectified), "month", ["found", "rectified"])
    assert wide.to_dict("index") == {
        202602: {"found": 3, "rectified": 1},
        202603: {"found": 0, "rectified": 2},
        TOTAL: {"found": 3, "rectified": 3},
    }


def test_events_of_which_one_kind_did_not_happen_count_it_as_none():
    found = groups([(202602, 3)], ("month",), ("found",))
    nothing = groups([], ("month",), ("rectified",))
    assert side_by_side(events(found, nothing), "month", ["found", "rectified"]).at[TOTAL, "rectified"] == 0
    assert events(nothing, groups([], ("month",), ("found",))).empty


def test_rows_without_a_key_are_kept_under_none():
    frame = groups([(None, 2), (7, 1)], ("branch",), ("found",))
    assert dict(zip(frame["branch"], frame["found"], strict=True)) == {NONE: 2, 7: 1}


def test_a_share_of_nothing_is_no_number():
    assert share([1, 0], [4, 0]) == [0.25, None]
    assert plain(None) == "—"


def test_numbers_are_printed_whole_where_they_are_whole():
    assert (plain(1234.0), plain(6465.5), plain(0.1 + 0.2)) == ("1,234", "6,465.5", "0.3")
    assert isinstance(number(3.0), int)
